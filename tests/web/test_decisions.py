"""Decisions in the office: the list, one decision, filing, withdrawal; and those that came from phones with doubts."""

from datetime import timedelta
from uuid import UUID

import pytest

from inspect_app.rules.procedure import Stage
from inspect_app.store.audit import audit_lines
from inspect_app.store.base import transaction
from inspect_app.store.decisions import decision_with
from tests.desk import Desk, text_of
from tests.on_site import decide, deliver, finished_visit


@pytest.fixture
def made(office, phone):
    """Decided on the spot, signed by both officers, not handed over yet."""
    phone.sync()
    visit_id, finding_id = finished_visit(phone, office.work.id)
    decision_id = decide(phone, office.yi.id, visit_id, finding_id)
    phone.sync()
    return decision_id


@pytest.fixture
def delivered(office, phone):
    phone.sync()
    visit_id, finding_id = finished_visit(phone, office.work.id)
    decision_id = decide(phone, office.yi.id, visit_id, finding_id)
    deliver(phone, visit_id, decision_id)
    phone.sync()
    assert decision_with(UUID(decision_id)).flags == []
    return decision_id


def stage_of(decision_id):
    return decision_with(UUID(decision_id)).stage


@pytest.mark.parametrize(("login", "status"), [("jia", 200), ("kezhang", 200), ("admin", 403), ("xiaofang", 403)])
def test_who_may_see_decisions(app, delivered, login, status):
    desk = Desk(app.test_client(), login)
    for path in ("/decisions", f"/decisions/{delivered}", f"/decisions/{delivered}/print"):
        assert desk.open(path).status_code == status


def test_another_office_sees_none_of_it(stranger, delivered):
    assert "共 0 条" in stranger.read("/decisions")
    for path in ("", "/print"):
        assert stranger.open(f"/decisions/{delivered}{path}").status_code == 404
    for deed in ("filing", "withdrawal", "void", "delivery"):
        assert stranger.send(f"/decisions/{delivered}/{deed}", reason="x").status_code == 404


def test_a_decision_is_shown_as_it_was_issued(desk, delivered):
    page = desk.read(f"/decisions/{delivered}")
    for words in (
        "当场行政处罚决定书",
        "警告，并处罚款人民币伍佰元整（¥500.00）",
        "先向上海市松江区人民政府申请行政复议",
        "《上海市民防条例》第四十三条第一款第三项",
        "演示物业有限公司",
        "待备案",
        "首次违法；配合检查",
    ):
        assert words in page, words
    assert "有疑点" not in page
    assert "疑点（" not in page


def test_a_decision_is_filed_once(desk, delivered):
    assert desk.send(f"/decisions/{delivered}/filing").status_code == 302
    assert stage_of(delivered) is Stage.FILED
    assert audit_lines(limit=1)[0].deed == "file_decision"
    again = desk.send(f"/decisions/{delivered}/filing")
    assert again.status_code == 409
    assert "不能办理“备案”" in text_of(again)


def test_an_inspector_files_nothing(inspector, delivered):
    assert inspector.send(f"/decisions/{delivered}/filing").status_code == 403
    assert "/filing" not in inspector.open(f"/decisions/{delivered}").get_data(as_text=True)


def test_only_the_head_withdraws_and_says_why(desk, head, delivered):
    assert desk.send(f"/decisions/{delivered}/withdrawal", reason="事实有误").status_code == 403
    assert head.send(f"/decisions/{delivered}/withdrawal", reason=" ").status_code == 422
    assert head.send(f"/decisions/{delivered}/withdrawal", reason="事实有误").status_code == 302
    assert stage_of(delivered) is Stage.WITHDRAWN
    assert "事实有误" in head.read(f"/decisions/{delivered}")


def test_what_was_handed_over_is_not_voided(desk, delivered):
    assert desk.send(f"/decisions/{delivered}/void", reason="x").status_code == 409
    assert stage_of(delivered) is Stage.DELIVERED


def test_what_was_never_handed_over_is_voided(desk, made):
    assert desk.send(f"/decisions/{made}/void", reason="").status_code == 422
    assert desk.send(f"/decisions/{made}/void", reason="打印错误").status_code == 302
    assert stage_of(made) is Stage.VOIDED


def test_signed_on_paper_after_the_phone_made_it(desk, made):
    """The officers signed on the phone; the party signs the paper in the office."""
    page = desk.read(f"/decisions/{made}")
    assert "记录交付" in page
    assert "已在纸质文书上签名的执法人员" not in page
    assert desk.send(f"/decisions/{made}/delivery", outcome="signed", party_name="张三").status_code == 302
    assert stage_of(made) is Stage.DELIVERED
    assert "在纸质文书上签名" in desk.read(f"/decisions/{made}")


def test_a_decision_that_breaks_a_rule_is_flagged_with_its_article(app, desk, office, phone):
    phone.sync()
    visit_id, finding_id = finished_visit(phone, office.work.id)
    decision_id = decide(phone, office.yi.id, visit_id, finding_id, fine_yuan=3001)
    phone.sync()
    page = desk.read(f"/decisions/{decision_id}")
    assert "当场罚款对法人或者其他组织最高 3000 元，3001 元超出" in page
    assert "《中华人民共和国行政处罚法》第五十一条" in page
    assert "共 1 条" in desk.read("/decisions", flagged="1")
    desk.send("/language", language="en")
    assert "3001" in desk.read(f"/decisions/{decision_id}")


def test_a_filing_that_is_late_is_red(desk, delivered):
    assert "共 0 条" in desk.read("/decisions", overdue="1")
    with transaction():
        decision = decision_with(UUID(delivered))
        decision.file_by_on = decision.decided_on - timedelta(days=1)
    page = desk.open("/decisions", overdue="1").get_data(as_text=True)
    assert "共 1 条" in page
    assert '<span class="badge badge--bad">逾期</span>' in page
    assert "请尽快备案" in desk.read(f"/decisions/{delivered}")


def test_a_filing_day_that_cannot_be_reckoned_is_said_and_never_late(desk, delivered):
    with transaction():
        decision_with(UUID(delivered)).file_by_on = None
    assert "暂不能计算" in desk.read(f"/decisions/{delivered}")
    assert "共 0 条" in desk.read("/decisions", overdue="1")


def test_the_list_is_filtered_by_stage_and_text(desk, delivered):
    for fits, query in [
        (1, {"stage": "delivered"}),
        (0, {"stage": "filed"}),
        (1, {"text": "演示物业"}),
        (0, {"text": "别的公司"}),
        (0, {"flagged": "1"}),
    ]:
        assert f"共 {fits} 条" in desk.read("/decisions", **query), query


def test_an_empty_list_says_what_comes_next(desk):
    assert "现场作出的决定同步后出现在这里" in desk.read("/decisions")


def test_nobody_from_elsewhere_hands_over_our_decision(app, office, made, colleague):
    """The phone of an officer who was not there cannot say that the paper changed hands."""
    visit_id = colleague.start_visit(office.work.id)
    colleague.say("decision_delivered", visit_id, decision_id=made, delivered_at="2026-11-23T10:00:00+08:00")
    answers = colleague.sync()["answers"]
    assert answers[-1]["status"] in ("held", "refused")
    assert stage_of(made) is Stage.MADE
