"""Case-file reviews in the office: choosing, answering, signing, list and export, scores, print; who may, what is refused."""

import io

import pytest
from openpyxl import load_workbook

from inspect_app.rules.acts import Procedure
from inspect_app.rules.file_findings import Answer
from inspect_app.store.base import transaction
from inspect_app.store.file_reviews import file_review_with, reviews_of_file
from tests.closed_files import filed_decision, sheet_of, signed_sheet, standing_walk, with_archived_case
from tests.desk import Desk, text_of

GENERAL, SIMPLE = Procedure.GENERAL, Procedure.ON_THE_SPOT


@pytest.fixture
def office(request, office):
    return with_archived_case(office) if "case" in request.fixturenames else office


@pytest.fixture
def case(office):
    walk = standing_walk(office)
    with transaction():
        walk.legal.password_hash = office.jia.password_hash
    return walk.case


@pytest.fixture
def legal(app, case):
    return Desk(app.test_client(), "fazhi")


@pytest.fixture
def sheet(case, office):
    """Begun by the supervisor."""
    return sheet_of(case.id, GENERAL, office.supervisor)


def filled(review, **other):
    """A form in which every question is answered with a reason."""
    said = {
        line.code: Answer.KEPT if line.software is Answer.UNKNOWN else line.software
        for line in file_review_with(review.id).lines
    }
    said |= other
    form = {f"answer_{code}": answer.name.lower() for code, answer in said.items()}
    form |= {f"remark_{code}": "已核对" for code in said}
    return {**form, "conclusion": "总体规范。", "is_confirmed": "y"}


def newest(case):
    return reviews_of_file(case.id)[0]


@pytest.mark.parametrize(
    ("login", "sees", "chooses"),
    [
        ("jia", 200, 403),
        ("kezhang", 200, 200),
        ("zhuren", 200, 200),
        ("fazhi", 200, 200),
        ("admin", 403, 403),
        ("xiaofang", 403, 403),
    ],
)
def test_who_may_see_reviews_and_who_may_choose_files(app, sheet, case, login, sees, chooses):
    desk = Desk(app.test_client(), login)
    own = f"/file-reviews/{sheet.id}"
    for path in ("/file-reviews", "/file-reviews/scores", own, f"{own}/print", f"/cases/{case.id}/file-reviews"):
        assert desk.open(path).status_code == sees, path
    assert desk.open("/file-reviews/new").status_code == chooses
    assert desk.send("/file-reviews").status_code == (422 if chooses == 200 else 403)


def test_another_office_sees_none_of_it(stranger, sheet, case):
    assert "共 0 条" in stranger.read("/file-reviews")
    assert "还没有签字的评查表" in stranger.read("/file-reviews/scores")
    for path in (f"/file-reviews/{sheet.id}", f"/file-reviews/{sheet.id}/print", f"/cases/{case.id}/file-reviews"):
        assert stranger.open(path).status_code == 404, path
    for deed in ("", "/beginning", "/signature", "/cancellation"):
        assert stranger.send(f"/file-reviews/{sheet.id}{deed}", reason="x").status_code == 404, deed
    assert stranger.send(f"/cases/{case.id}/file-reviews").status_code == 404


def test_files_are_chosen_and_wait_on_the_first_page(legal, case, office, desk):
    people = [str(office.supervisor.id), str(office.head.id)]
    response = legal.send("/file-reviews", how="all", year="2026", reviewers=people)
    assert response.status_code == 302
    assert "已选出 1 件案卷。" in legal.read(response.headers["Location"])
    assert newest(case).reviewer_id == office.supervisor.id
    assert "1 待我评查的案卷" in desk.read("/")
    assert "共 1 条" in desk.read("/file-reviews", state="open", reviewer=str(office.supervisor.id))


def test_a_draw_at_random_says_how_many_and_by_which_seed(legal, case, office):
    response = legal.send("/file-reviews", how="at_random", seed="", reviewers=[str(office.supervisor.id)])
    assert response.status_code == 422
    assert "请填写要抽取几件。" in text_of(response)
    assert "请填写种子" in text_of(response)
    wish = {"how": "at_random", "count": "1", "seed": "第一批"}
    assert legal.send("/file-reviews", **wish, reviewers=[str(office.supervisor.id)]).status_code == 302
    assert "从 1 件中抽 1 件，种子 第一批" in legal.read(f"/file-reviews/{newest(case).id}")


def test_somebody_has_to_review_what_is_chosen(legal, case):
    response = legal.send("/file-reviews", how="all")
    assert response.status_code == 422
    assert "请至少选一名评查人。" in text_of(response)
    assert " required" not in response.get_data(as_text=True).partition('name="reviewers"')[2].partition("</ul>")[0]


def test_where_nobody_named_may_review_the_page_says_so_and_keeps_what_was_filled_in(legal, case, office):
    response = legal.send("/file-reviews", how="all", reviewers=[str(office.head.id)])
    assert response.status_code == 422
    assert "符合条件的案卷有 1 件，所选的评查人都参与过办理" in text_of(response)
    assert "checked" in response.get_data(as_text=True)


def test_a_file_is_reviewed_from_its_own_page(desk, case):
    assert "案卷评查" in desk.read(f"/cases/{case.id}")
    assert "这件案卷还没有评查过。" in desk.read(f"/cases/{case.id}/file-reviews")
    address = desk.send(f"/cases/{case.id}/file-reviews").headers["Location"]
    assert "开始评查" in desk.read(address)
    assert desk.send(f"{address}/beginning").status_code == 302
    page = desk.read(address)
    assert "违法行为在追究时效以内？" in page
    assert "2026-08-03 批准立案。" in page


def test_whoever_had_a_part_is_told_so_and_gets_no_button(head, case):
    page = head.read(f"/cases/{case.id}/file-reviews")
    assert "是这件案卷的审批人员，不能评查它" in page
    assert "由我评查" not in page
    response = head.send(f"/cases/{case.id}/file-reviews")
    assert response.status_code == 409
    assert "不能评查它" in text_of(response)


def test_a_decision_on_the_spot_is_reviewed_from_its_page(office, phone, legal):
    decision = filed_decision(office, phone)
    assert f"/decisions/{decision.id}/file-reviews" in legal.open(f"/decisions/{decision.id}").get_data(
        as_text=True
    )
    address = legal.send(f"/decisions/{decision.id}/file-reviews").headers["Location"]
    legal.send(f"{address}/beginning")
    body = legal.open(address).get_data(as_text=True)
    assert "决定书当场交付当事人？" in body
    assert f"/visits/{decision.visit_id}" in body
    assert legal.open(f"/decisions/{decision.id}/file-reviews").status_code == 200


def test_a_draft_is_kept_and_shows_its_points(desk, sheet):
    assert desk.send(f"/file-reviews/{sheet.id}", answer_told="broken", remark_told="没有送达").status_code == 302
    page = desk.read(f"/file-reviews/{sheet.id}")
    assert "没有送达" in page
    assert "草稿得分" in page


def test_only_the_reviewer_may_save_or_sign(legal, sheet):
    for deed in ("", "/signature"):
        response = legal.send(f"/file-reviews/{sheet.id}{deed}", **filled(sheet))
        assert response.status_code == 409, deed
        assert "只有本人能填写和签字" in text_of(response)


def test_a_sheet_is_not_signed_without_the_tick_nor_with_gaps_and_nothing_typed_is_lost(desk, sheet):
    without = {name: value for name, value in filled(sheet).items() if name != "is_confirmed"}
    response = desk.send(f"/file-reviews/{sheet.id}/signature", **without)
    assert response.status_code == 422
    assert "请先勾选确认" in text_of(response)
    gap = filled(sheet) | {"answer_binding": ""}
    response = desk.send(f"/file-reviews/{sheet.id}/signature", **gap)
    assert response.status_code == 422
    assert "还有 1 项没有评查：案卷有封面、目录和页码，装订整齐？" in text_of(response)
    assert "总体规范。" in text_of(response)


def test_a_signed_sheet_shows_points_and_grade_and_cannot_be_changed(desk, sheet):
    assert desk.send(f"/file-reviews/{sheet.id}/signature", **filled(sheet)).status_code == 302
    page = desk.read(f"/file-reviews/{sheet.id}")
    assert "97 优秀" in page
    assert "签字确认" not in page.replace("已签字确认", "")
    response = desk.send(f"/file-reviews/{sheet.id}", **filled(sheet))
    assert response.status_code == 409
    assert "这份评查表已经签字确认，不能再改" in text_of(response)


def test_a_fatal_fault_is_named_beside_the_grade(desk, sheet):
    desk.send(f"/file-reviews/{sheet.id}/signature", **filled(sheet, told=Answer.BROKEN))
    page = desk.read(f"/file-reviews/{sheet.id}")
    assert "不合格" in page
    assert "一票否决 作出决定以前告知了当事人？" in page


def test_a_review_is_called_off_with_a_reason(desk, sheet):
    assert desk.send(f"/file-reviews/{sheet.id}/cancellation", reason="").status_code == 422
    assert desk.send(f"/file-reviews/{sheet.id}/cancellation", reason="本人出差").status_code == 302
    assert "本人出差" in desk.read(f"/file-reviews/{sheet.id}")
    assert "共 1 条" in desk.read("/file-reviews", state="cancelled")


def test_the_print_is_the_sheet_as_it_was_signed(desk, sheet):
    assert "草稿，尚未签字" in desk.read(f"/file-reviews/{sheet.id}/print")
    desk.send(f"/file-reviews/{sheet.id}/signature", **filled(sheet))
    page = desk.read(f"/file-reviews/{sheet.id}/print")
    assert "行政处罚案卷评查表" in page
    assert "得分： 97 分（优秀 90 分以上，合格 60 分以上）" in page
    assert file_review_with(sheet.id).sha256 in page
    assert "不符" not in page.replace("不符合", "")


def test_each_number_of_the_scores_leads_to_the_list_that_it_counts(desk, case, office):
    signed_sheet(case.id, GENERAL, office.supervisor, told=Answer.BROKEN)
    page = desk.read("/file-reviews/scores")
    assert "2026 未分组 1 92.0 0 0 1" in page
    assert "作出决定以前告知了当事人？" in page
    counted = {"state": "newest", "year": "2026", "team": "none"}
    assert "共 1 条" in desk.read("/file-reviews", **counted)
    assert "共 1 条" in desk.read("/file-reviews", **counted, grade="failed")
    assert "共 0 条" in desk.read("/file-reviews", **counted, grade="excellent")
    assert "共 1 条" in desk.read("/file-reviews", state="newest", fault="told")
    assert "共 0 条" in desk.read("/file-reviews", state="newest", fault="heard")


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ({"text": "演示物业"}, 1),
        ({"text": "没有这个"}, 0),
        ({"procedure": "general"}, 1),
        ({"procedure": "on_the_spot"}, 0),
        ({"year": "2026"}, 1),
        ({"year": "2025"}, 0),
        ({"state": "signed"}, 0),
        ({"year": "二〇二六"}, 1),
        ({"team": "rubbish"}, 1),
    ],
)
def test_the_list_is_filtered(desk, sheet, query, count):
    assert f"共 {count} 条" in desk.read("/file-reviews", **query, all="1")


def test_the_list_is_exported_with_its_filter(desk, case, office):
    review = signed_sheet(case.id, GENERAL, office.supervisor, told=Answer.BROKEN)
    csv = desk.open("/file-reviews/export.csv").get_data(as_text=True)
    assert review.number in csv
    assert "作出决定以前告知了当事人？" in csv
    assert review.number not in desk.open("/file-reviews/export.csv", year="2025").get_data(as_text=True)
    book = load_workbook(io.BytesIO(desk.open("/file-reviews/export.xlsx").data))
    line = dict(zip(*([cell.value for cell in row] for row in book.active.iter_rows()), strict=True))
    assert (line["得分"], line["等次"], line["办结年度"]) == (review.score, "不合格", 2026)
    assert desk.open("/file-reviews/export.pdf").status_code == 404


def test_the_audit_says_what_was_done(head, desk, sheet):
    desk.send(f"/file-reviews/{sheet.id}/signature", **filled(sheet))
    page = head.read("/audit")
    assert "签字确认评查表" in page
    assert "开始案卷评查" in page
