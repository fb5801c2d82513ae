"""A lead's whole life in three windows: handed down by the city, inspected by a phone with its server gone, decided as a case
in the district; the city sees each step up to the end.
"""

import os
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from inspect_app.rules.leads import LeadSource
from inspect_app.store.agencies import instance_agency
from inspect_app.store.base import db
from inspect_app.store.leads import LeadFilter, leads_matching
from inspect_app.store.works import works_of
from tests import make
from tests.browser.case_desk import HEAD, INSPECTOR, CaseDesk, days_ago
from tests.browser.lived_in import app_on
from tests.browser.pictures import some_photos
from tests.browser.server import Server
from tests.browser.two_servers import calling, city_on

SUMMARY = "群众来信反映地下车库的防护密闭门被拆除"


@pytest.fixture
def city(tmp_path: Path) -> Iterator[Server]:
    running = Server(city_on(tmp_path / "city")).start()
    yield running
    running.stop()
    assert "Traceback" not in running.log(), running.log()[-4_000:]


def _picture(page: Page, name: str, *, is_whole: bool = True) -> None:
    """Where somebody wants to look: LEAD_PICTURES=folder."""
    if folder := os.environ.get("LEAD_PICTURES"):
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=is_whole)


def shows(page: Page, text: str, *, most_s: float = 60) -> Page:
    """Looked at again and again, as who waits for the other office does."""
    until = time.monotonic() + most_s
    while text not in page.locator("main").inner_text():
        assert time.monotonic() < until, f"{text}: {page.locator('main').inner_text()}"
        page.wait_for_timeout(500)
        page.reload()
    return page


def pair(city_head: Page, head: Page, city: Server, server: Server) -> None:
    """Both read out the same code, confirm it, and know where the other can be called."""
    city_head.goto(f"{city.url}/pairings/new")
    city_head.get_by_label("对方服务器的网址").fill(server.url)
    city_head.get_by_role("button", name="联系对方服务器").click()
    code = city_head.locator(".pairing-code").inner_text()
    head.goto(f"{server.url}/peers")
    head.get_by_role("link", name="核对配对码").click()
    expect(head.locator(".pairing-code")).to_have_text(code)
    _picture(head, "pairing")
    for page in (city_head, head):
        page.get_by_label("对方念的配对码").fill(code)
        page.get_by_role("button", name="一致，确认配对").click()
        expect(page.locator(".notice--good")).to_contain_text("配对完成")
    head.get_by_text("更改方式和网址").click()
    head.get_by_label("方式").select_option(label="网络")
    head.get_by_label("对方服务器的网址").fill(city.url)
    head.get_by_role("button", name="保存").click()


def hand_down(desk: Page, city: Server) -> Page:
    desk.goto(f"{city.url}/leads/new")
    desk.get_by_label("反映内容").fill(SUMMARY)
    desk.get_by_label("地点").fill("松江区演示路1号")
    desk.get_by_label("联系人").fill("群众丙")
    desk.get_by_role("button", name="登记").click()
    desk.get_by_role("link", name="交给其他机关").click()
    desk.get_by_role("link", name="交办 · 上海市松江区民防办公室").click()
    desk.get_by_label("要求和理由").fill("请到现场核查，依法处理")
    desk.get_by_label("办理期限").fill(days_ago(-20))
    _picture(desk, "city-hands-down")
    desk.get_by_role("button", name="发送").click()
    return shows(desk, "送达对方")


def plan(desk: Page, server: Server) -> None:
    """Taken on, its work named, and a visit planned for two officers."""
    desk.goto(f"{server.url}/handovers")
    desk.get_by_role("link", name=SUMMARY).click()
    expect(desk.locator("main")).not_to_contain_text("群众丙")
    desk.get_by_role("button", name="受理").click()
    desk.get_by_role("main").get_by_role("link", name="〔").first.click()
    with app_on(server.data).app_context():
        office = instance_agency()
        assert office
        number = works_of(office.id)[0].number
        db.session.remove()
    desk.get_by_label("工程编号").fill(number)
    desk.get_by_role("button", name="指明工程").click()
    desk.get_by_role("link", name="安排现场核查").click()
    for name in ("检查员庚", "检查员辛"):
        desk.get_by_label(name).first.check()
    desk.get_by_role("group", name="检查表").get_by_role("checkbox").first.check()
    desk.get_by_role("button", name="安排检查").click()
    expect(desk.locator(".notice--good")).to_contain_text("检查已安排")


def of_the_lead(server: Server) -> tuple[str, str]:
    """Ids of the lead that came from the city, and of its visit."""
    with app_on(server.data).app_context():
        office = instance_agency()
        assert office
        [lead] = [one for one in leads_matching(office.id, LeadFilter()) if one.summary == SUMMARY]
        assert lead.source is LeadSource.CITY
        found = str(lead.id), str(lead.visit_id)
        db.session.remove()
    return found


def inspect(phone, server: Server, visit_id: str, folder: Path) -> None:
    """All of it while the district's server is gone."""
    phone.sync()
    phone.go("/phone")
    phone.tap(f'[data-visit="{visit_id}"]')
    phone.wait_for("[data-start]")
    server.stop()
    assert phone.start() == visit_id
    phone.wait_for("article.item [data-answer=not_met]")
    [code, *_rest] = phone.values("article.item:has([data-answer=not_met])", "data-item")
    phone.find_wrong(code, text="防护密闭门被拆除两樘。", photos=some_photos(folder, 1, size=(640, 480)))
    phone.answer_the_rest(but=(code,))
    phone.seal()
    _picture(phone.page, "phone-without-a-server", is_whole=False)
    server.start()
    phone.wait_until_synced()


def decide(desks: CaseDesk, lead_id: str) -> None:
    """From the lead to a case that is closed, on one day: the party waives its rights and pays."""
    desk = desks.at(INSPECTOR)
    desk.goto(f"{desks.url}/cases/new?lead={lead_id}")
    desks.propose(
        desk, act="RF49-3", party_kind="organisation", party_name="演示物业有限公司", address="演示路1号",
        facts="拆除防护密闭门两樘", act_on=days_ago(0), found_on=days_ago(0),
    )  # fmt: skip
    desks.file(days_ago(0))
    desks.choose_all_of_the_visits(days_ago(0), "防护密闭门被拆除")
    desks.conclude(days_ago(0), 12_000, "first_time", "corrected_in_time")
    desks.tell(days_ago(0), 12_000)
    desks.take("waive_rights", days_ago(0), note="当事人书面放弃")
    desks.decide(days_ago(0), 12_000)
    desks.serve(days_ago(0))
    desks.pay(days_ago(0), 12_000)
    desks.close(days_ago(0))


def test_a_lead_of_the_city_becomes_a_case_in_the_district_and_the_city_sees_its_end(
    city: Server, server: Server, new_desk, new_phone, tmp_path: Path
):
    with ExitStack() as calls:
        calls.enter_context(calling(city))
        calls.enter_context(calling(server))
        pair(new_desk("shi-zhuren", at=city, password=make.PASSWORD), new_desk(HEAD), city, server)
        theirs = hand_down(new_desk("shi-kezhang", at=city, password=make.PASSWORD), city)
        phone = new_phone("geng")
        plan(new_desk("ding"), server)
        shows(theirs, "安排现场核查")
        lead_id, visit_id = of_the_lead(server)
        inspect(phone, server, visit_id, tmp_path / "photos")
        desks = CaseDesk(new_desk, server.url)
        decide(desks, lead_id)
        shows(theirs, "已报告办结")
        for words in ("开始检查", "批准立案", "作出处罚决定", "12,000 元", "结案"):
            expect(theirs.locator("main")).to_contain_text(words)
        expect(theirs.locator("main")).not_to_contain_text("防护密闭门两樘")
        _picture(theirs, "city-sees-the-end")
        ours = desks.at("ding")
        ours.goto(f"{server.url}/leads/{lead_id}")
        _picture(ours, "district-lead")
        ours.goto(f"{server.url}/peers")
        _picture(ours, "district-peers")
