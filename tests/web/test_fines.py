"""Fines in the office: the panel, the list, each deed by whoever may do it, and what is refused and why."""

from datetime import timedelta
from uuid import UUID

import pytest

from inspect_app import clock
from inspect_app.rules.acts import Party, Procedure
from inspect_app.rules.decisions import Collection, PartyOfCase
from inspect_app.rules.procedure import Stage
from inspect_app.store.base import transaction
from inspect_app.store.decisions import decision_with
from inspect_app.store.fines import fine_of, fine_with
from tests.desk import Desk, text_of
from tests.on_site import decide, deliver, finished_visit

CITIZEN = PartyOfCase(Party.CITIZEN, "演示人", "310000199001010000", "演示路1号", "", "")


def fined(office, phone, **more):
    """Decided on the spot and handed over; gives the fine."""
    phone.sync()
    visit_id, finding_id = finished_visit(phone, office.work.id)
    decision_id = decide(phone, office.yi.id, visit_id, finding_id, **more)
    deliver(phone, visit_id, decision_id)
    phone.sync()
    return fine_of(UUID(decision_id), Procedure.ON_THE_SPOT)


@pytest.fixture
def fine(office, phone):
    return fined(office, phone)


@pytest.fixture
def in_cash(office, phone):
    """A hundred yuan, collected on the spot with a receipt."""
    return fined(office, phone, party=CITIZEN, fine_yuan=100, collection=Collection.SMALL, receipt_number="R-1")


def today(days=0):
    return (clock.today() + timedelta(days=days)).isoformat()


def stage_of(fine):
    return fine_with(fine.id).stage


def pay(desk, fine, yuan="500", slip="B-1", **more):
    fields = {"paid_on": today(), "fine_yuan": yuan, "way": "bank", "evidence_number": slip, **more}
    return desk.send(f"/fines/{fine.id}/payments", **{f"payment-{name}": value for name, value in fields.items()})


def make_late(fine, days):
    """As if it had been delivered so long ago that it is late by so many days."""
    with transaction():
        kept = fine_with(fine.id)
        kept.delivered_on = clock.today() - timedelta(days=15 + days)
        kept.first_due_on = kept.due_on = clock.today() - timedelta(days=days)


@pytest.mark.parametrize(("login", "status"), [("jia", 200), ("kezhang", 200), ("admin", 403), ("xiaofang", 403)])
def test_who_may_see_fines(app, fine, login, status):
    desk = Desk(app.test_client(), login)
    for path in ("/fines", f"/fines/{fine.id}", "/fines/export.csv", "/fines/export.xlsx"):
        assert desk.open(path).status_code == status, path


def test_another_office_sees_none_of_it(stranger, fine):
    assert "共 0 条" in stranger.read("/fines")
    assert stranger.open(f"/fines/{fine.id}").status_code == 404
    deeds = (
        "payments", "cash", "landing", "handover", "confirmation", "cash-return", "deposit", "deferrals",
        "deferral-approval", "deferral-refusal", "reviews", "review-end", "refund",
    )  # fmt: skip
    for deed in deeds:
        assert stranger.send(f"/fines/{fine.id}/{deed}", reason="x").status_code == 404, deed


def test_a_delivered_decision_shows_what_is_due_and_by_when(desk, fine):
    page = desk.read(f"/decisions/{fine.subject_id}")
    assert f"{today(15)} 前缴纳 500 元 还有 15 天" in page
    assert "加处罚款 0.00 元" in page
    assert "办理罚款" in page


def test_a_payment_settles_the_fine_and_is_shown(desk, fine):
    assert pay(desk, fine).status_code == 302
    assert stage_of(fine) is Stage.PAID
    page = desk.read(f"/fines/{fine.id}")
    assert "B-1" in page
    assert "登记缴款 按银行" not in page


def test_a_payment_without_a_slip_is_refused_and_what_was_typed_stays(desk, fine):
    response = pay(desk, fine, slip="")
    assert response.status_code == 422
    assert "请填写缴款凭证号" in text_of(response)
    assert 'value="500"' in response.get_data(as_text=True)
    assert stage_of(fine) is Stage.OWED


def test_a_day_that_is_none_is_said_at_its_field(desk, fine):
    assert pay(desk, fine, paid_on="昨天").status_code == 422


def test_a_late_fine_is_red_and_its_surcharge_is_reckoned_line_by_line(desk, fine):
    make_late(fine, 3)
    page = desk.read(f"/fines/{fine.id}")
    assert "罚款已逾期" in page
    assert "500 × 3% × 3 天" in page
    assert "加处罚款 45.00 元" in page
    assert "逾期 3 天" in desk.read("/fines", state="overdue")
    assert "逾期未缴的罚款" in desk.read("/")


def test_a_wrong_payment_is_struck_by_the_supervisor_with_a_reason(desk, inspector, fine):
    pay(desk, fine)
    [payment] = fine_with(fine.id).payments
    path = f"/fines/{fine.id}/payments/{payment.id}/striking"
    assert inspector.send(path, reason="看错").status_code == 403
    assert desk.send(path, reason=" ").status_code == 422
    assert desk.send(path, reason="看错").status_code == 302
    assert stage_of(fine) is Stage.OWED
    assert "已划去： 看错" in desk.read(f"/fines/{fine.id}")
    assert desk.send(f"/fines/{fine.id}/payments/{fine.id}/striking", reason="看错").status_code == 404


def ask(desk, fine, plan):
    return desk.send(
        f"/fines/{fine.id}/deferrals",
        **{"deferral-applied_on": today(), "deferral-hardship": "经营困难", "deferral-plan": plan},
    )


def test_instalments_are_asked_for_at_the_desk_and_approved_by_the_head(inspector, desk, head, fine):
    plan = f"{today(30)} 200\n{today(60)} 300元\n"
    assert ask(inspector, fine, plan).status_code == 302
    assert "延期（分期）待答复" in head.read("/")
    assert desk.send(f"/fines/{fine.id}/deferral-approval", reason="同意").status_code == 403
    assert head.send(f"/fines/{fine.id}/deferral-approval", reason="同意").status_code == 302
    assert f"{today(30)} 前缴纳 200 元" in desk.read(f"/fines/{fine.id}")


def test_a_plan_that_cannot_be_read_or_does_not_add_up_says_so(inspector, fine):
    response = ask(inspector, fine, "下个月 200")
    assert response.status_code == 422
    assert "第 1 行“下个月 200”看不懂" in text_of(response)
    assert "下个月 200" in response.get_data(as_text=True)
    assert "应当等于尚未缴纳的 500 元" in text_of(ask(inspector, fine, f"{today(30)} 499"))


def test_a_deferral_is_refused_with_a_reason(inspector, head, fine):
    ask(inspector, fine, f"{today(30)} 500")
    assert head.send(f"/fines/{fine.id}/deferral-refusal", reason="").status_code == 422
    assert head.send(f"/fines/{fine.id}/deferral-refusal", reason="材料不足").status_code == 302
    assert "未批准" in head.read(f"/fines/{fine.id}")


def test_a_review_stops_the_surcharge_until_it_ends(desk, inspector, fine):
    make_late(fine, 3)
    begin = {"review-ground": "reconsideration", "review-from_on": today(-1), "review-case_number": "松府复1号"}
    assert inspector.send(f"/fines/{fine.id}/reviews", **begin).status_code == 403
    assert desk.send(f"/fines/{fine.id}/reviews", **begin).status_code == 302
    page = desk.read(f"/fines/{fine.id}")
    assert "行政复议期间，不计" in page
    assert "加处罚款 15.00 元" in page
    end = {"review_end-until_on": today(), "review_end-outcome": "维持"}
    assert desk.send(f"/fines/{fine.id}/review-end", **end).status_code == 302
    assert desk.send(f"/fines/{fine.id}/review-end", **end).status_code == 409


def test_cash_goes_from_the_officer_to_the_office_to_the_bank(inspector, desk, in_cash):
    assert "我收缴的现金待交" in inspector.read("/")
    assert "现金还在执法人员处" in inspector.read(f"/decisions/{in_cash.subject_id}")
    path = f"/fines/{in_cash.id}"
    assert desk.send(f"{path}/confirmation", **{"confirmation-day": today()}).status_code == 409
    assert inspector.send(f"{path}/handover", **{"handover-day": today()}).status_code == 302
    assert "现金待确认" in desk.read("/")
    assert inspector.send(f"{path}/confirmation", **{"confirmation-day": today()}).status_code == 403
    assert desk.send(f"{path}/cash-return", reason="").status_code == 422
    assert desk.send(f"{path}/confirmation", **{"confirmation-day": today()}).status_code == 302
    assert desk.send(f"{path}/deposit", **{"deposit-day": today(), "deposit-number": ""}).status_code == 422
    assert desk.send(f"{path}/deposit", **{"deposit-day": today(), "deposit-number": "S-1"}).status_code == 302
    assert stage_of(in_cash) is Stage.PAID


def test_cash_that_does_not_fit_goes_back_to_the_officer(inspector, desk, in_cash):
    inspector.send(f"/fines/{in_cash.id}/handover", **{"handover-day": today()})
    assert desk.send(f"/fines/{in_cash.id}/cash-return", reason="少十元").status_code == 302
    assert stage_of(in_cash) is Stage.WITH_OFFICER


def test_cash_whose_last_day_has_passed_is_red(desk, in_cash):
    with transaction():
        fine_with(in_cash.id).cash_due_on = clock.today() - timedelta(days=30)
    assert "现金逾期" in desk.read("/")
    assert "逾期" in desk.read("/fines", state="cash_late")
    assert "现金交接已逾期" in desk.read(f"/fines/{in_cash.id}")


def test_cash_after_the_decision_needs_the_request_of_the_party_and_a_receipt(inspector, fine):
    fields = {"collected_on": today(), "note": "", "receipt_issuer": "unstated", "receipt_number": ""}
    response = inspector.send(f"/fines/{fine.id}/cash", **{f"cash-{name}": value for name, value in fields.items()})
    assert response.status_code == 422
    for words in ("请记录当事人自己提出", "必须开具财政专用票据", "请选择制发机关"):
        assert words in text_of(response)
    right = {**fields, "note": "当事人提出，银行太远", "receipt_issuer": "province", "receipt_number": "R-7"}
    right["is_on_water"] = "y"
    assert inspector.send(f"/fines/{fine.id}/cash", **{f"cash-{k}": v for k, v in right.items()}).status_code == 302
    assert "在水上，尚未抵岸" in inspector.read(f"/fines/{fine.id}")
    assert inspector.send(f"/fines/{fine.id}/landing", **{"landing-day": today()}).status_code == 302
    assert "在水上，尚未抵岸" not in inspector.read(f"/fines/{fine.id}")


def test_a_withdrawn_decision_gives_back_what_was_paid(desk, head, fine):
    pay(desk, fine, "200")
    assert head.send(f"/decisions/{fine.subject_id}/withdrawal", reason="事实有误").status_code == 302
    assert stage_of(fine) is Stage.REFUND_DUE
    assert "待退还的罚款" in desk.read("/")
    assert (
        desk.send(f"/fines/{fine.id}/refund", **{"refund-day": today(), "refund-number": "T-1"}).status_code == 302
    )
    assert stage_of(fine) is Stage.REFUNDED


def test_the_list_is_filtered_and_exported_as_it_is_filtered(desk, fine):
    assert "演示物业有限公司" in desk.read("/fines", state="due")
    assert "没有符合条件的罚款" in desk.read("/fines", state="paid", text="演示")
    sheet = desk.open("/fines/export.csv", state="due").get_data(as_text=True)
    assert "编号,程序,当事人" in sheet
    assert "简易程序,演示物业有限公司,待缴纳,500,0,500" in sheet
    assert "演示物业" not in desk.open("/fines/export.csv", state="paid").get_data(as_text=True)
    assert desk.open("/fines/export.pdf").status_code == 404


def test_a_receipt_that_two_decisions_name_is_a_doubt_on_the_second(office, phone, in_cash):
    second = fined(office, phone, party=CITIZEN, fine_yuan=100, collection=Collection.SMALL, receipt_number="r-1")
    flags = decision_with(second.subject_id).flags
    assert [flag["code"] for flag in flags] == ["receipt_used_twice"]


def test_an_approved_deferral_has_its_paper_made_once_from_the_fine(inspector, head, fine):
    assert inspector.send(f"/fines/{fine.id}/extension-paper").status_code == 409
    ask(inspector, fine, f"{today(30)} 500")
    head.send(f"/fines/{fine.id}/deferral-approval", reason="属实")
    assert "制作延期（分期）缴纳罚款决定书" in inspector.read(f"/fines/{fine.id}")
    first, second = (inspector.send(f"/fines/{fine.id}/extension-paper") for _ in range(2))
    assert first.status_code == 302
    assert first.headers["Location"] == second.headers["Location"]
    page = inspector.read(first.headers["Location"])
    assert "人民币伍佰元整" in page
    assert "延期（分期）缴纳罚款决定书" in inspector.read(f"/decisions/{fine.subject_id}")


def test_a_withdrawn_decision_has_its_paper_made_once(inspector, head, fine):
    decision_id = fine.subject_id
    assert inspector.send(f"/decisions/{decision_id}/withdrawal-paper").status_code == 409
    head.send(f"/decisions/{decision_id}/withdrawal", reason="当事人认定有误")
    assert "制作撤销决定书" in inspector.read(f"/decisions/{decision_id}")
    first, second = (inspector.send(f"/decisions/{decision_id}/withdrawal-paper") for _ in range(2))
    assert first.headers["Location"] == second.headers["Location"]
    page = inspector.read(first.headers["Location"])
    assert "当事人认定有误" in page
    assert "第七十五条第二款" in page


def test_the_head_lets_surcharge_go_by_an_agreement(inspector, head, fine):
    make_late(fine, 2)
    waiver = {
        "waiver-agreed_on": today(), "waiver-amount": "30.00", "waiver-agreement": "执行协议1号",
        "waiver-measures": "已恢复原状",
    }  # fmt: skip
    assert "登记减免" in head.read(f"/fines/{fine.id}")
    assert "登记减免" not in inspector.read(f"/fines/{fine.id}")
    assert inspector.send(f"/fines/{fine.id}/waivers", **waiver).status_code == 403
    assert head.send(f"/fines/{fine.id}/waivers", **{**waiver, "waiver-measures": " "}).status_code == 422
    assert head.send(f"/fines/{fine.id}/waivers", **waiver).status_code == 302
    page = head.read(f"/fines/{fine.id}")
    assert "登记减免" not in page  # nothing is owed any more
    assert "执行协议1号" in page
    assert "尚欠 0.00 元" in page
