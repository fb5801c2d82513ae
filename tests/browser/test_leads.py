"""A citizen reports at a work's plate with no script running; the office inspects and decides, and the citizen asks after it."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, expect
from sqlalchemy import select

from inspect_app.rules.works import WorkStatus
from inspect_app.store.base import db
from inspect_app.store.plates import Plate
from inspect_app.store.works import Work
from tests import make
from tests.browser.lived_in import app_on
from tests.browser.server import Server

SEEN = "地下二层的防护门被整樘拆走"
NOT_REGISTERED = "use-registered"


def plate_of(data: Path) -> tuple[str, str]:
    """The code on the door of a work in use, and the name of the work. Codes are drawn by lot."""
    app = app_on(data)
    with app.app_context():
        in_use = select(Plate.code, Work.name).join(Work, Work.id == Plate.work_id)
        code, name = db.session.execute(
            in_use.where(Work.status == WorkStatus.IN_USE).order_by(Work.number)
        ).first()
        db.session.remove()
    return code, name


@contextmanager
def citizen_at(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(
        java_script_enabled=False, locale="zh-CN", viewport={"width": 390, "height": 800}
    )
    yield context.new_page()
    context.close()


def report(citizen: Page, server: Server, code: str, seen: str, photo: Path) -> str:
    """Gives the number of the receipt."""
    citizen.goto(f"{server.url}/report/{code}")
    photo.write_bytes(make.picture(120, 800))
    citizen.get_by_label("看到了什么问题").fill(seen)
    citizen.set_input_files("#photos", str(photo))
    citizen.get_by_role("button", name="提交").click()
    expect(citizen.get_by_role("heading")).to_have_text("已收到，谢谢您")
    return citizen.locator(".public__receipt").inner_text()


def ask_after(citizen: Page, server: Server, receipt: str, state: str) -> None:
    citizen.goto(f"{server.url}/reports/state")
    citizen.get_by_label("回执编号").fill(receipt)
    citizen.get_by_role("button", name="查询").click()
    expect(citizen.locator(".public__state")).to_have_text(state)


def plan_from_the_lead(desk: Page, server: Server, seen: str) -> str:
    """By the supervisor; gives the lead's address."""
    desk.goto(f"{server.url}/leads?text={seen}&all=1")
    desk.get_by_role("link", name=seen).click()
    address = desk.url
    desk.get_by_role("link", name="安排现场核查").click()
    expect(desk.get_by_label("检查理由")).to_have_value(re.compile(f"^沪松民防源〔[0-9]{{4}}〕第[0-9]+号：{seen}$"))
    for name in ("检查员庚", "检查员辛"):
        desk.get_by_label(name).first.check()
    desk.get_by_role("group", name="检查表").get_by_role("checkbox").first.check()
    desk.get_by_role("button", name="安排检查").click()
    expect(desk.locator(".notice--good")).to_contain_text("检查已安排")
    return address


def test_a_citizens_report_is_triaged_and_its_state_can_be_asked_for(chromium, new_desk, server, tmp_path: Path):
    code, _name = plate_of(server.data)
    with citizen_at(chromium) as citizen:
        receipt = report(citizen, server, code, SEEN, tmp_path / "door.jpg")
        desk = new_desk("ding")
        desk.goto(f"{server.url}/leads?text=整樘拆走&all=1")
        desk.get_by_role("link", name=SEEN).click()
        expect(desk.locator(".lead-photos img")).to_have_js_property("naturalWidth", 400)
        desk.get_by_text("核查资料", exact=True).click()
        desk.get_by_role("button", name="转入核查资料").click()
        expect(desk.locator(".notice--good")).to_contain_text("已转入核查资料")
        plan_from_the_lead(desk, server, SEEN)
        ask_after(citizen, server, receipt, "正在核实")


def test_a_citizens_report_becomes_a_decision_on_the_spot_with_no_signal(
    chromium, new_phone, new_desk, server, tmp_path: Path
):
    """From the plate to the filed decision; the citizen reads how it ended, and no name or paper."""
    code, work = plate_of(server.data)
    seen = "地下车库用作停车收费，没有备案"
    with citizen_at(chromium) as citizen:
        receipt = report(citizen, server, code, seen, tmp_path / "garage.jpg")
        desk = new_desk("ding")
        address = plan_from_the_lead(desk, server, seen)
        head = new_desk("jia")
        head.goto(desk.url)
        head.get_by_role("button", name="批准检查").click()
        expect(head.locator(".notice--good")).to_contain_text("已批准")

        phone = new_phone("geng")
        page = phone.page
        server.stop()
        phone.go("/phone")
        page.locator("[data-visit]", has_text=work).first.click()
        visit_id = phone.start()
        phone.find_wrong(NOT_REGISTERED, photos=[str(tmp_path / "garage.jpg")])
        page.get_by_role("link", name="当场处罚").click()
        page.locator("[name=sanction]").nth(1).check()
        page.fill("#fine-yuan", "800")
        phone.choose_two_officers()
        phone.take_the_steps()
        page.click("[data-make]")
        number = page.locator(".paper__number").inner_text()
        phone.sign_and_deliver()
        phone.answer_the_rest(but=(NOT_REGISTERED,))
        phone.seal()
        server.start()
        phone.wait_until_synced()

        desk.goto(f"{server.url}/decisions")
        desk.get_by_role("link", name=number).click()
        expect(desk.get_by_text("有疑点")).to_have_count(0)
        desk.get_by_role("button", name="备案").click()
        expect(desk.locator("h1")).to_contain_text("已备案")
        desk.goto(address)
        expect(desk.locator(f'a[href*="{visit_id}"]')).to_have_count(1)
        expect(desk.locator("dl.facts")).to_contain_text(number)
        desk.get_by_text("现场已处理", exact=True).click()
        desk.get_by_role("button", name="登记现场已处理").click()
        expect(desk.locator(".notice--good")).to_contain_text("已登记现场处理，案源办结")
        ask_after(citizen, server, receipt, "已经办结")
        expect(citizen.locator("body")).not_to_contain_text("检查员")
        expect(citizen.locator("body")).not_to_contain_text(number)
