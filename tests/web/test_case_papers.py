"""Papers of a case at the desk: who may, what is filled in, what is refused, what the page shows; and the fine beside them."""

import hashlib
import re
from uuid import UUID

import pytest

from inspect_app.actions.case_fines import fine_of_case
from inspect_app.store.case_archives import archive_of
from inspect_app.store.cases import case_with
from inspect_app.store.office_papers import paper_with, papers_of
from tests.case_walk import DECISION, NOTICE, proposed
from tests.desk import Desk


@pytest.fixture
def investigated(office):
    walk = proposed(office)
    walk.file("2026-11-23")
    walk.investigate("2026-11-23")
    return walk


@pytest.fixture
def served(office, investigated):
    investigated.take("give_notice", "2026-11-23", **NOTICE, fine_yuan=15_000)
    investigated.take("waive_rights", "2026-11-23", note="书面放弃")
    investigated.take("decide", "2026-11-23", office.head, **DECISION, fine_yuan=15_000)
    investigated.take("serve", "2026-11-23", way="direct", recipient="演示物业有限公司")
    return investigated


def fields_of(page):
    """What the form would send as it stands."""
    found = dict(re.findall(r'<input[^>]* name="([^"]+)"[^>]* value="([^"]*)"', page))
    areas = dict(re.findall(r'<textarea[^>]* name="([^"]+)"[^>]*>\s*([^<]*)</textarea>', page))
    return {name: value for name, value in {**found, **areas}.items() if name != "csrf_token"}


def made(response):
    assert response.status_code == 302, response.get_data(as_text=True)
    return paper_with(UUID(response.headers["Location"].rpartition("/")[2]))


@pytest.mark.parametrize(("login", "status"), [("jia", 200), ("zhuren", 200), ("admin", 403), ("xiaofang", 403)])
def test_who_may_make_papers_of_a_case(app, investigated, login, status):
    desk = Desk(app.test_client(), login)
    assert desk.open(f"/cases/{investigated.case.id}/papers/new/penalty_notice").status_code == status
    if status == 403:
        assert desk.send(f"/cases/{investigated.case.id}/papers/penalty_notice").status_code == 403


def test_another_office_makes_no_paper_of_it(stranger, investigated):
    assert stranger.open(f"/cases/{investigated.case.id}/papers/new/penalty_notice").status_code == 404
    assert stranger.send(f"/cases/{investigated.case.id}/papers/penalty_notice").status_code == 404


def test_the_page_asks_for_the_paper_on_which_the_next_step_rests(inspector, investigated):
    page = inspector.read(f"/cases/{investigated.case.id}")
    assert "下面的步骤要先有文书" in page
    assert "制作《行政处罚事先告知书》" in page


def test_a_notice_is_filled_in_from_the_record_completed_and_made(inspector, investigated):
    address = f"/cases/{investigated.case.id}/papers"
    filled = fields_of(inspector.open(f"{address}/new/penalty_notice").get_data(as_text=True))
    assert filled["party_name"] == "演示物业有限公司"
    assert filled["sanction"] == "警告，并处罚款人民币壹万伍仟元整（¥15,000.00）"
    assert filled["evidence-0-name"] == "现场检查笔录"
    assert "第四十九条" in filled["basis"]
    paper = made(inspector.send(f"{address}/penalty_notice", **filled))
    assert (paper.number, paper.content["values"]["facts"]) == ("沪松民防罚告〔2026〕第0001号", "查明的事实")
    page = inspector.read(f"/cases/{investigated.case.id}")
    assert paper.number in page
    assert paper.file_sha256[:12] in page
    assert "制作《行政处罚事先告知书》" not in page


def test_what_is_missing_is_named_with_its_article_and_no_number_is_used(inspector, investigated):
    address = f"/cases/{investigated.case.id}/papers"
    filled = fields_of(inspector.open(f"{address}/new/penalty_notice").get_data(as_text=True))
    response = inspector.send(f"{address}/penalty_notice", **{**filled, "reasons": " "})
    page = response.get_data(as_text=True)
    assert response.status_code == 422
    assert "缺少“理由（含裁量理由）”" in page
    assert "《中华人民共和国行政处罚法》第四十四条" in page
    assert "演示物业有限公司" in page
    assert papers_of(investigated.case.id) == []


def test_a_form_that_nobody_knows_is_refused(inspector, investigated):
    assert inspector.open(f"/cases/{investigated.case.id}/papers/new/none").status_code == 422


def test_a_decision_is_not_written_before_it_was_made(inspector, investigated):
    response = inspector.send(f"/cases/{investigated.case.id}/papers/penalty_decision")
    assert response.status_code == 409
    assert "案件当前处于“调查终结”，不能制作《行政处罚决定书》" in response.get_data(as_text=True)


def test_a_receipt_is_filled_in_for_the_paper_that_was_served(inspector, served):
    [decision] = [one for one in papers_of(served.case.id) if one.form == "penalty_decision"]
    assert decision.served_to == "演示物业有限公司"
    address = f"/cases/{served.case.id}/papers"
    page = inspector.open(f"{address}/new/service_record?about={decision.id}").get_data(as_text=True)
    filled = fields_of(page)
    assert (filled["papers-0-number"], filled["way"]) == (decision.number, "直接送达")
    assert made(inspector.send(f"{address}/service_record", **filled)).title == "送达回证"


def test_a_served_decision_is_mended_in_words_and_never_in_its_amount(inspector, served):
    [decision] = [one for one in papers_of(served.case.id) if one.form == "penalty_decision"]
    address = f"/cases/{served.case.id}/papers"
    page = inspector.open(f"{address}/new/correction_supplement?about={decision.id}").get_data(as_text=True)
    filled = {**fields_of(page), "reasons": "笔误"}
    amount = {"corrections-0-wrong": "人民币壹万伍仟元整", "corrections-0-right": "人民币壹万元整"}
    refused = inspector.send(f"{address}/correction_supplement", **{**filled, **amount})
    assert "不能用补正书更改" in refused.get_data(as_text=True)
    words = {"corrections-0-wrong": "演示路1号", "corrections-0-right": "演示路11号"}
    assert made(inspector.send(f"{address}/correction_supplement", **{**filled, **words})).title == "文书补正书"


def test_paying_a_case_is_done_at_its_fine(inspector, served):
    fine = fine_of_case(case_with(served.case.id))
    response = inspector.open(f"/cases/{served.case.id}/steps/pay")
    assert (response.status_code, response.headers["Location"]) == (302, f"/fines/{fine.id}")
    refused = inspector.send(
        f"/cases/{served.case.id}/steps/pay", seen=7, happened_on="2026-11-23", amount_yuan=1, slip="x"
    )
    assert "在罚款页登记" in refused.get_data(as_text=True)
    page = inspector.open(f"/cases/{served.case.id}").get_data(as_text=True)
    assert f"/fines/{fine.id}" in page
    assert "15,000 元" in page
    assert f"/cases/{served.case.id}" in inspector.open(f"/fines/{fine.id}").get_data(as_text=True)


@pytest.mark.parametrize(("login", "status"), [("jia", 200), ("admin", 403), ("xiaofang", 403)])
def test_who_may_see_the_file_of_a_case(app, served, login, status):
    desk = Desk(app.test_client(), login)
    for path in ("", "/file"):
        assert desk.open(f"/cases/{served.case.id}/case-file{path}").status_code == status


def test_the_file_of_a_case_is_shown_downloaded_and_kept_when_archived(office, inspector, served):
    page = inspector.read(f"/cases/{served.case.id}/case-file")
    assert "卷内还没有" in page
    assert "行政处罚决定书" in page
    served.take("pay", "2026-11-23", amount_yuan=15_000, slip="P-1")
    served.take("close", "2026-11-23", office.head, note="已履行")
    seen = len(case_with(served.case.id).entries)
    sent = inspector.send(f"/cases/{served.case.id}/steps/archive", seen=seen, happened_on="2026-11-23")
    assert sent.status_code == 302
    kept = archive_of(served.case.id).file_sha256
    assert kept in inspector.read(f"/cases/{served.case.id}/case-file")
    body = inspector.open(f"/cases/{served.case.id}/case-file/file").data
    assert hashlib.sha256(body).hexdigest() == kept
