"""The general procedure in a browser: from a finding to the archive with a hearing, to the police, and a defence that is heard.

The first lives through the summer of 2026, so that its hearing has the days that it needs; the others end today.
"""

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.case_desk import HEAD, INSPECTOR, SUPERVISOR, CaseDesk, days_ago
from tests.browser.conftest import DESK
from tests.browser.phone_app import PHONE
from tests.browser.pictures import some_photos
from tests.screenshots.stage import Stage

FOUND = 60
VISITED = datetime(2026, 8, 3, 1, tzinfo=UTC)
TOLD = datetime(2026, 8, 6, 1, tzinfo=UTC)
"""A paper is made on the day on which it is made: so each of its steps is taken on that day or later."""


def _picture(page: Page, name: str, address: str = "") -> None:
    """Where somebody wants to look: CASE_PICTURES=folder. At a desk, and in a hand."""
    if folder := os.environ.get("CASE_PICTURES"):
        if address:
            page.goto(address)
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)
        page.set_viewport_size(PHONE)
        page.screenshot(path=Path(folder) / f"{name}-phone.png", full_page=True)
        page.set_viewport_size(DESK)


def by_hand(desks: CaseDesk, act: str, facts: str) -> None:
    desk = desks.at(INSPECTOR)
    desk.goto(f"{desks.url}/cases/new?search=0001")
    desk.click("a.pick")
    desks.propose(
        desk, source="市民防办转办", act=act, party_kind="organisation", party_name="演示物业有限公司",
        address="演示路1号", facts=facts, act_on=days_ago(FOUND), found_on=days_ago(FOUND),
    )  # fmt: skip
    desks.file(days_ago(FOUND))


@pytest.fixture
def summer(chromium: Browser, tmp_path: Path) -> Iterator[Stage]:
    """A server, phones and desks that can be stood at another moment."""
    built = Stage(chromium, tmp_path / "summer")
    built.stand(VISITED)
    built.seed()
    built.server.start()
    yield built
    built.server.stop()
    for context in chromium.contexts:
        context.close()
    del os.environ["CLOCK_SHIFT_S"]


def found_in(summer: Stage, folder: Path) -> str:
    """A finding with two photos on the phone, synced; the id of its visit. Afterwards it is the day of the notice."""
    phone = summer.phone("geng", (121.2277, 31.0322))
    phone.open_assigned()
    visit_id = phone.start()
    phone.wait_for("article.item [data-answer=not_met]")
    [code, *_rest] = phone.values("article.item:has([data-answer=not_met])", "data-item")
    phone.find_wrong(code, text="防护密闭门被拆除两樘。", photos=some_photos(folder, 2, size=(640, 480)))
    phone.wait_until_synced()
    summer.stand(TOLD)
    summer.server.start()
    return visit_id


def later(summer: Stage, desks: CaseDesk, day: str) -> None:
    """It is noon of that day, for everybody."""
    summer.stand(datetime.fromisoformat(f"{day}T04:00:00+00:00"))
    summer.server.start()
    desks.rise()


def test_a_finding_on_the_phone_becomes_a_case_with_a_hearing_and_is_archived(summer, tmp_path: Path):
    visit_id = found_in(summer, tmp_path / "photos")
    desks = CaseDesk(summer.desk, summer.server.url)
    desk = desks.at(INSPECTOR)
    desk.goto(f"{desks.url}/visits/{visit_id}")
    desk.get_by_role("link", name="提请立案").click()
    expect(desk.get_by_label("违法事实")).to_have_value("防护密闭门被拆除两樘。")
    expect(desk.get_by_label("发现日期")).to_have_value("2026-08-03")
    desks.propose(desk, act="RF49-3")
    desk.get_by_role("link", name="检查发现的问题").click()
    expect(desk.locator("[data-finding] a[href*='/cases/']")).to_contain_text("〔")

    head = desks.at(HEAD)
    head.goto(desks.url)
    _picture(head, "home")
    head.get_by_role("link", name="案件等我办理").click()
    expect(head.locator("table")).to_contain_text("批准立案")
    desks.file("2026-08-03")
    _picture(desk, "choose", f"{desks.case}/evidence")
    count = desks.choose_all_of_the_visits("2026-08-04", "防护密闭门被拆除")
    assert count >= 3
    desks.bring("2026-08-04", "物业服务合同")
    desks.interview("2026-08-05")
    desk = desks.show()
    expect(desk.locator("[data-evidence] > li")).to_have_count(count + 1)
    expect(desk.locator("[data-evidence] img")).to_have_count(2)
    expect(desk.get_by_text("核对一致")).to_have_count(count)
    _picture(desk, "evidence")
    desks.conclude("2026-08-06", 50_000, "repeated")
    desks.tell("2026-08-06", 50_000)
    later(summer, desks, "2026-08-14")
    desks.ask_for_hearing("2026-08-13")
    notice = {"place": "本机关会议室", "chair": "检查员丁"}
    too_soon = desks.refused("notify_hearing", "2026-08-14", held_on="2026-08-25", **notice)
    expect(too_soon.locator("[role=alert]")).to_contain_text("第六十四条第二项")
    desks.notify_of_hearing("2026-08-14", "2026-08-26")
    later(summer, desks, "2026-09-01")
    desks.hold_hearing("2026-08-26")
    desks.review("2026-08-31")
    head = desks.at(HEAD)
    head.goto(f"{desks.case}/steps/decide")
    expect(head.locator("[data-amounts]")).to_contain_text("本案情节")
    _picture(head, "decide")
    desks.decide("2026-09-01", 50_000)
    desks.serve("2026-09-01")
    desks.pay("2026-09-01", 50_000)
    desks.close("2026-09-01")
    desks.archive("2026-09-01")
    desk = desks.show()
    expect(desk.locator("h1")).to_contain_text("已归档")
    _picture(desk, "archived")


def test_a_case_that_may_be_a_crime_goes_to_the_police_and_ends(new_desk, server):
    desks = CaseDesk(new_desk, server.url)
    by_hand(desks, "RF50", "占用人防工程储存易燃物品")
    handover = {"to": "松江公安分局", "papers": "移送书、调查报告、物品清单、检测报告"}
    reasons = desks.refused("hand_to_police", days_ago(59), **handover)
    expect(reasons.locator("[role=alert]")).to_contain_text("负责人还没有批准移送公安机关")
    desks.take("propose_transfer", days_ago(2), to="松江公安分局", reason="涉嫌犯罪")
    desks.take("approve_transfer", days_ago(0), HEAD)
    desks.make("crime_transfer_letter")
    desks.take("hand_to_police", days_ago(0), **handover)
    expect(desks.show().locator("h1")).to_contain_text("已移送")
    desks.take("note_police_answer", days_ago(0))
    desks.close(days_ago(0))
    expect(desks.show().locator("h1")).to_contain_text("已结案")


def test_a_defence_that_holds_lowers_tier_and_fine(new_desk, server):
    desks = CaseDesk(new_desk, server.url)
    by_hand(desks, "RF49-3", "拆除防护密闭门一樘")
    desks.bring(days_ago(58), "现场照片说明")
    desks.conclude(days_ago(50), 40_000, "repeated")
    desks.tell(days_ago(0), 40_000)
    expect(desks.show().locator("[data-amounts]")).to_contain_text("从重")
    desks.hear(days_ago(0), is_adopted=True)
    heavier = desks.refused("decide", days_ago(0), HEAD, sanction="fine", facts="x", reasons="x", fine_yuan="40001")
    expect(heavier.locator("[role=alert]")).to_contain_text("不得因陈述申辩加重")
    desks.take("reopen_investigation", days_ago(0), SUPERVISOR, note="陈述申辩属实，重新认定情节")
    desks.conclude(days_ago(0), 12_000, "first_time", "corrected_in_time")
    desks.tell(days_ago(0), 12_000)
    desks.take("waive_rights", days_ago(0), note="当事人书面放弃")
    desks.decide(days_ago(0), 12_000)
    page = desks.show()
    expect(page.locator("[data-amounts]")).to_contain_text("从轻")
    expect(page.locator("[data-timeline]")).to_contain_text("12,000 元")
    page.goto(f"{server.url}/cases?all=1")
    expect(page.locator("table")).to_contain_text("12,000 元")
    _picture(page, "cases")
