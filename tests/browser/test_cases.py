"""The general procedure in a browser: from a finding to the archive with a hearing, to the police, and a defence that is heard.

The days lie behind today, where the working days of the year are published.
"""

import os
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.case_desk import HEAD, INSPECTOR, SUPERVISOR, CaseDesk, days_ago
from tests.browser.pictures import some_photos

FOUND = 60


def _picture(page: Page, name: str) -> None:
    """Where somebody wants to look: CASE_PICTURES=folder."""
    if folder := os.environ.get("CASE_PICTURES"):
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


def by_hand(desks: CaseDesk, act: str, facts: str) -> None:
    desk = desks.at(INSPECTOR)
    desk.goto(f"{desks.url}/cases/new")
    desks.propose(
        desk, source="市民防办转办", act=act, party_kind="organisation", party_name="演示物业有限公司",
        address="演示路1号", facts=facts, act_on=days_ago(FOUND), found_on=days_ago(FOUND),
    )  # fmt: skip
    desks.file(days_ago(FOUND))


def test_a_finding_on_the_phone_becomes_a_case_with_a_hearing_and_is_archived(
    new_phone, new_desk, server, tmp_path: Path
):
    phone = new_phone("geng")
    phone.open_assigned()
    visit_id = phone.start()
    [code, *_rest] = phone.values("article.item:has([data-answer=not_met])", "data-item")
    phone.find_wrong(code, text="防护密闭门被拆除两樘。", photos=some_photos(tmp_path / "photos", 2))
    phone.wait_until_synced()

    desks = CaseDesk(new_desk, server.url)
    desk = desks.at(INSPECTOR)
    desk.goto(f"{server.url}/visits/{visit_id}")
    desk.get_by_role("link", name="提请立案").click()
    expect(desk.get_by_label("违法事实")).to_have_value("防护密闭门被拆除两樘。")
    desks.propose(desk, act="RF49-3", act_on=days_ago(FOUND), found_on=days_ago(FOUND))
    desk.get_by_role("link", name="检查发现的问题").click()
    expect(desk.locator("[data-finding] a[href*='/cases/']")).to_contain_text("〔")

    head = desks.at(HEAD)
    head.goto(server.url)
    head.get_by_role("link", name="案件等我办理").click()
    expect(head.locator("table")).to_contain_text("批准立案")
    desks.file(days_ago(59))
    count = desks.choose_all_of_the_visits(days_ago(58), "防护密闭门被拆除")
    assert count >= 3
    desks.bring(days_ago(57), "物业服务合同")
    desks.interview(days_ago(56))
    desk = desks.show()
    expect(desk.locator("[data-evidence] > li")).to_have_count(count + 1)
    expect(desk.locator("[data-evidence] img")).to_have_count(2)
    expect(desk.get_by_text("核对一致")).to_have_count(count)
    _picture(desk, "evidence")
    desks.conclude(days_ago(50), 50_000, "repeated")
    desks.tell(days_ago(49), 50_000)
    desks.ask_for_hearing(days_ago(48))
    too_soon = desks.refused("notify_hearing", days_ago(47), held_on=days_ago(46), place="会议室", chair="检查员丁")
    expect(too_soon.locator("[role=alert]")).to_contain_text("第六十四条第二项")
    desks.notify_of_hearing(days_ago(47), days_ago(25))
    desks.hold_hearing(days_ago(25))
    desks.review(days_ago(24))
    waiting = desks.at(HEAD)
    waiting.goto(f"{desks.case}/steps/decide")
    expect(waiting.locator("[data-amounts]")).to_contain_text("本案情节")
    _picture(waiting, "decide")
    desks.decide(days_ago(23), 50_000, "沪松民防罚〔演示〕第0001号")
    desks.serve(days_ago(22))
    desks.pay(days_ago(20), 50_000)
    desks.close(days_ago(19))
    desks.archive(days_ago(18))
    expect(desks.show().locator("h1")).to_contain_text("已归档")
    _picture(desks.show(), "archived")


def test_a_case_that_may_be_a_crime_goes_to_the_police_and_ends(new_desk, server):
    desks = CaseDesk(new_desk, server.url)
    by_hand(desks, "RF50", "占用人防工程储存易燃物品")
    handover = {"to": "松江公安分局", "papers": "移送书、调查报告、物品清单、检测报告"}
    reasons = desks.refused("hand_to_police", days_ago(59), **handover)
    expect(reasons.locator("[role=alert]")).to_contain_text("负责人还没有批准移送公安机关")
    desks.take("propose_transfer", days_ago(59), to="松江公安分局", reason="涉嫌犯罪")
    desks.take("approve_transfer", days_ago(58), HEAD)
    desks.take("hand_to_police", days_ago(58), **handover)
    expect(desks.show().locator("h1")).to_contain_text("已移送")
    desks.take("note_police_answer", days_ago(56))
    desks.close(days_ago(55))
    expect(desks.show().locator("h1")).to_contain_text("已结案")


def test_a_defence_that_holds_lowers_tier_and_fine(new_desk, server):
    desks = CaseDesk(new_desk, server.url)
    by_hand(desks, "RF49-3", "拆除防护密闭门一樘")
    desks.bring(days_ago(58), "现场照片说明")
    desks.conclude(days_ago(50), 40_000, "repeated")
    desks.tell(days_ago(49), 40_000)
    expect(desks.show().locator("[data-amounts]")).to_contain_text("从重")
    desks.hear(days_ago(48), is_adopted=True)
    heavier = desks.refused(
        "decide", days_ago(47), HEAD, number="x", sanction="fine", facts="x", reasons="x", fine_yuan="40001"
    )
    expect(heavier.locator("[role=alert]")).to_contain_text("不得因陈述申辩加重")
    desks.take("reopen_investigation", days_ago(46), SUPERVISOR, note="陈述申辩属实，重新认定情节")
    desks.conclude(days_ago(45), 12_000, "first_time", "corrected_in_time")
    desks.tell(days_ago(44), 12_000)
    desks.take("waive_rights", days_ago(43), note="当事人书面放弃")
    desks.decide(days_ago(42), 12_000, "沪松民防罚〔演示〕第0002号")
    page = desks.show()
    expect(page.locator("[data-amounts]")).to_contain_text("从轻")
    expect(page.locator("[data-timeline]")).to_contain_text("12,000 元")
    page.goto(f"{server.url}/cases?all=1")
    expect(page.locator("table")).to_contain_text("12,000 元")
    _picture(page, "cases")
