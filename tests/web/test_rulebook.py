"""The rulebook in the office: what is in it, its editions with their differences, and changing it with two people."""

import re

import pytest

from inspect_app.actions.law import law_now
from inspect_app.rules.acts import FineRange, Party
from inspect_app.rules.discretion import Tier
from inspect_app.rules.people import Role
from inspect_app.store.amendments import all_amendments
from inspect_app.store.base import transaction
from tests import make
from tests.amended_lines import FACTOR, LINE, WHO
from tests.case_walk import proposed
from tests.conftest import MONDAY
from tests.desk import Desk
from tests.web.test_home import tiles

ACT = {
    "code": "TL43-3",
    "title_zh": "未办理平时使用备案（新）",
    "title_en": "Peacetime use not registered (new)",
    "duties-0-law": "shanghai_civil_defence",
    "duties-0-article": "第四十一条第二款",
    "penalty-law": "shanghai_civil_defence",
    "penalty-article": "第四十三条第一款第三项",
    "power": "civil_defence",
    "mark": "v",
    "warning": "y",
    "organisation_floor": "1000",
    "organisation_cap": "6000",
    "valid_from": "2027-01-01",
    **WHO,
}


@pytest.fixture
def reviewer(app, office):
    with transaction():
        make.officer("fazhi", office.agency.id, role=Role.LEGAL_REVIEWER, badge="SJ-009", at=MONDAY)
    return Desk(app.test_client(), "fazhi")


def begun(desk, title="录入裁量基准"):
    response = desk.send("/rulebook/amendments", title=title)
    assert response.status_code == 302
    return response.headers["Location"]


def with_row(desk, kind="new_benchmark", fields=LINE):
    address = begun(desk)
    response = desk.send(f"{address}/rows/new/{kind}", **fields)
    assert response.status_code == 302, response.get_data(as_text=True)
    return address


def rows_of(address):
    amendment = next(one for one in all_amendments() if str(one.id) in address)
    return [f"{address}/rows/{row.id}" for row in amendment.rows]


def published(desk, head, kind="new_benchmark", fields=LINE):
    address = with_row(desk, kind, fields)
    assert desk.send(f"{address}/submission").status_code == 302
    assert head.send(f"{address}/publication").status_code == 302
    return address


def test_everything_of_the_law_is_on_the_page_with_its_source(inspector):
    page = inspector.read("/rulebook")
    for words in (
        "侵占人民防空工程",
        "《中华人民共和国人民防空法》第四十九条第一项",
        "10,000 元至 50,000 元",
        "V 已核对全文",
        "消防救援机构",
        "还没有裁量基准",
        "首次违法",
        "《中华人民共和国行政处罚法》第三十三条第一款",
    ):
        assert words in page, words
    assert "起草修订" not in page


def test_periods_and_limits_are_shown_with_their_articles(inspector, head):
    page = inspector.read("/rulebook/clocks")
    for words in (
        "当事人要求听证",
        "5 日",
        "工作日",
        "2021-07-15",
        "3,000 元以下",
        "5,000 元以上（含本数）",
        "50,000 元以上",
    ):
        assert words in page, words
    assert "在设置中修改" not in page
    assert "在设置中修改" in head.read("/rulebook/clocks")


def test_the_threshold_of_a_hearing_is_a_setting(head):
    assert head.send("/settings/hearing_threshold_citizen", value="8000").status_code == 302
    assert "8,000 元以上（含本数）" in head.read("/rulebook/clocks")


def test_two_people_make_a_new_edition_whose_differences_are_told_in_words(desk, head):
    address = with_row(desk)
    assert "第 1 版的不同" in desk.read(address)
    assert desk.send(f"{address}/submission").status_code == 302
    assert "500 元至 1,000 元" in head.read(address)
    assert head.send(f"{address}/publication").status_code == 302
    assert law_now().benchmark("TL43-3", Party.ORGANISATION, Tier.LIGHTER, on=MONDAY.date()) == FineRange(500, 1000)
    editions = head.read("/rulebook/editions")
    assert "第 2 版 现行" in editions
    assert "录入裁量基准" in editions
    page = head.read("/rulebook/editions/2")
    for words in (
        "第 2 版与第 1 版的不同",
        "裁量基准",
        "增加",
        "法人或者其他组织",
        "从轻：500 元至 1,000 元",
        "来源",
        "沪民防规〔2026〕1号",
    ):
        assert words in page, words
    assert not re.search(r"floor_yuan|valid_from|\{|null", page)
    assert "删去" in head.read("/rulebook/editions/1", **{"with": 2})
    assert "500 元至 1,000 元" in desk.read("/rulebook")


def test_a_new_version_shows_beside_the_one_that_it_follows(desk, head):
    published(desk, head, "new_act", ACT)
    page = desk.read("/rulebook")
    for words in ("2027-01-01 — 至今", "2018-12-20 — 2026-12-31", "本单位修订", "今天不适用"):
        assert words in page, words
    page = desk.read("/rulebook/editions/2")
    for words in ("最后一日 （空） 2026-12-31", "1,000 元至 6,000 元", "民防部门"):
        assert words in page, words


def test_a_case_shows_the_row_of_its_day_and_leads_to_its_edition(desk, head, office):
    published(desk, head, "new_act", ACT)
    address = f"/cases/{proposed(office, act='TL43-3').case.id}"
    assert "500 至 5,000 元" in desk.read(address)
    assert "（新）" not in desk.read(address)
    assert 'href="/rulebook/editions/2"' in desk.open(address).get_data(as_text=True)


def test_the_author_does_not_get_the_button_and_is_refused_without_it(head, desk):
    address = with_row(head)
    assert head.send(f"{address}/submission").status_code == 302
    page = head.open(address).get_data(as_text=True)
    assert "/publication" not in page
    assert "须由另一名" in page
    response = head.send(f"{address}/publication")
    assert response.status_code == 403
    assert "起草人不能发布自己的修订" in response.get_data(as_text=True)
    assert desk.send(f"{address}/publication").status_code == 403


def test_sent_back_with_a_reason_it_is_mended_and_submitted_again(desk, reviewer):
    address = with_row(desk)
    desk.send(f"{address}/submission")
    assert reviewer.send(f"{address}/rejection", reason=" ").status_code == 422
    assert reviewer.send(f"{address}/rejection", reason="文号不对").status_code == 302
    assert "理由： 文号不对" in desk.read(address)
    assert desk.send(f"{address}/revision").status_code == 302
    [row] = rows_of(address)
    assert 'value="1000"' in desk.open(row).get_data(as_text=True)
    assert desk.send(row, **LINE | {"source": "沪民防规〔2026〕2号"}).status_code == 302
    assert "沪民防规〔2026〕2号" in desk.read(address)
    assert desk.send(f"{address}/submission").status_code == 302
    assert reviewer.send(f"{address}/publication").status_code == 302


@pytest.mark.parametrize(
    ("kind", "fields", "words"),
    [
        ("new_benchmark", LINE | {"ordinary_floor": "1002"}, "裁量档次应当依次相接"),
        ("new_benchmark", LINE | {"heavier_cap": "5001"}, "裁量基准超出法定幅度"),
        ("new_benchmark", LINE | {"lighter_cap": ""}, "有几处没有填对"),
        ("new_benchmark", LINE | {"reviewer": ""}, "有几处没有填对"),
        ("new_act", ACT | {"penalty-article": "第43条"}, "条款“第43条”的写法不对"),
        ("new_act", ACT | {"penalty-law": ""}, "法规和条款要么都填，要么都空着"),
        ("new_act", ACT | {"valid_from": "2018-12-20"}, "日期重叠"),
        ("new_act", ACT | {"organisation_floor": "7000"}, "金额不对"),
        ("new_factor", FACTOR | {"code": "first_time"}, "已被使用"),
        ("end_act", {"row": "TL43-3/2018-12-20", "valid_to": "2018-12-19", **WHO}, "日期不对"),
    ],
)
def test_a_wrong_row_is_refused_with_its_reason_and_what_was_typed_stays(desk, kind, fields, words):
    address = begun(desk)
    response = desk.send(f"{address}/rows/new/{kind}", **fields)
    assert response.status_code == 422
    page = response.get_data(as_text=True)
    assert words in page
    assert fields["source"] in page
    assert rows_of(address) == []


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("end_act", {"row": "TL43-3/2018-12-20", "valid_to": "2026-12-31", **WHO}),
        ("mark_act", {"row": "TL43-3/2018-12-20", "mark": "r", **WHO}),
        ("new_factor", FACTOR),
        ("new_act", ACT | {"code": "NEW-1"}),
    ],
)
def test_every_kind_of_row_can_be_written_read_and_written_again(desk, kind, fields):
    address = with_row(desk, kind, fields)
    [row] = rows_of(address)
    assert WHO["source"] in desk.open(row).get_data(as_text=True)
    assert desk.send(row, **fields).status_code == 302
    assert WHO["reviewer"] in desk.read(address)


def test_a_benchmark_line_is_ended_by_a_later_row(desk, head):
    published(desk, head)
    fields = {"row": "TL43-3/organisation/2026-01-01", "valid_to": "2026-12-31", **WHO}
    published(desk, head, "end_benchmark", fields)
    assert "2026-01-01 — 2026-12-31" in desk.read("/rulebook")


def test_the_form_of_a_new_version_begins_with_the_one_before(desk):
    address = begun(desk)
    page = desk.open(f"{address}/rows/new/new_act", act="TL43-3").get_data(as_text=True)
    assert 'value="第四十三条第一款第三项"' in page
    assert desk.open(f"{address}/rows/new/nonsense").status_code == 404


def test_a_row_of_a_draft_is_taken_out_and_one_of_a_published_one_is_not(desk, head):
    address = with_row(desk)
    [row] = rows_of(address)
    assert desk.send(f"{row}/removal").status_code == 302
    assert rows_of(address) == []
    address = published(desk, head)
    [row] = rows_of(address)
    assert desk.send(f"{row}/removal").status_code == 409
    assert desk.send(row, **LINE).status_code == 422


def test_an_amendment_needs_a_name_and_a_row(desk):
    assert desk.send("/rulebook/amendments", title=" ").status_code == 422
    response = desk.send(f"{begun(desk)}/submission")
    assert response.status_code == 422
    assert "还没有任何一行" in response.get_data(as_text=True)


def test_given_up_it_is_never_published(desk, head):
    address = with_row(desk)
    assert desk.send(f"{address}/removal").status_code == 302
    assert head.send(f"{address}/publication").status_code == 409
    assert "已放弃" in desk.read("/rulebook/amendments")


def test_who_may_only_read_drafts_nothing(inspector, stranger, admin, desk):
    address = with_row(desk)
    for reader in (inspector, stranger, admin):
        assert "录入裁量基准" in reader.read(address)
        assert reader.send("/rulebook/amendments", title="x").status_code == 403
        assert reader.send(f"{address}/submission").status_code == 403


def test_an_edition_that_does_not_exist_is_not_found(inspector):
    assert inspector.open("/rulebook/editions/99").status_code == 404
    assert "第一版" in inspector.read("/rulebook/editions/1")


def test_every_deed_is_told_in_the_audit(desk, head):
    published(desk, head)
    page = head.read("/audit")
    for words in ("起草法规修订", "法规修订：添加一行", "提交法规修订", "发布法规修订"):
        assert words in page, words


def test_an_amendment_that_waits_for_its_second_person_is_on_the_first_page(app, office, desk, head):
    address = with_row(desk)
    assert tiles(head)["待发布的法规修订"] == (0, "/rulebook/amendments?waiting=1")
    desk.send(f"{address}/submission")
    assert tiles(head)["待发布的法规修订"][0] == 1
    begun(desk, title="另一份草稿")
    waiting = head.read("/rulebook/amendments?waiting=1")
    assert "录入裁量基准" in waiting
    assert "另一份草稿" not in waiting
