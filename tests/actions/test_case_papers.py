"""Steps of a case and the papers and the fine on which they rest: each gate on both sides. (Long: one test a gate.)"""

import hashlib
from datetime import date
from decimal import Decimal

import pytest

from inspect_app.actions.case_fines import fine_of_case
from inspect_app.actions.case_papers import case_facts, make_case_paper
from inspect_app.actions.case_records import record_of
from inspect_app.actions.case_volumes import case_file_of_case, lacking_papers
from inspect_app.actions.cases import take_case_step
from inspect_app.actions.fine_plans import approve_deferral, ask_to_defer
from inspect_app.actions.fine_waivers import waive_surcharge
from inspect_app.actions.fines import PaymentFacts, record_payment, strike_payment
from inspect_app.actions.office_papers import void_paper
from inspect_app.catalogue.paper_examples import example_values
from inspect_app.problems import Problem, Refused
from inspect_app.rules.calendar import day_of
from inspect_app.rules.case_paper_values import case_values
from inspect_app.rules.case_papers import RESTS_ON, other_forms, wanted_forms
from inspect_app.rules.fines import Instalment, PaymentWay, Waiver
from inspect_app.rules.paper_forms import FORMS, form_of
from inspect_app.rules.procedure import STEPS, Subject
from inspect_app.rules.stages import Stage
from inspect_app.store.base import transaction
from inspect_app.store.case_archives import archive_of
from inspect_app.store.cases import case_with
from inspect_app.store.office_papers import bytes_of, papers_of
from tests.case_walk import CONCLUSION, DECISION, EVIDENCE, NOTICE, filled, noon, proposed
from tests.word_by_hand import text_of_word


def bare(walk, step, day, by=None, **facts):
    """The step without its papers: what is refused."""
    case = case_with(walk.case.id)
    try:
        with transaction():
            take_case_step(
                case.id, step, date.fromisoformat(day), facts, seen=len(case.entries), by=by or walk.office.jia,
                at=noon(day),
            )  # fmt: skip
    except Refused as refused:
        return [one.problem.code for one in refused.refusals]
    return []


def make(walk, form, day="2026-11-23", **more):
    """A paper as the record fills it in; what the record does not know is invented."""
    case = case_with(walk.case.id)
    record = record_of(case)
    known = case_values(form, case_facts(case, record, on=day_of(noon(day))))
    with transaction():
        values = {**example_values(form_of(form)), **filled(known), **more}
        return make_case_paper(case, record, form, values, by=walk.office.jia, at=noon(day))


def investigated(office, fine=15_000, **more):
    walk = proposed(office)
    walk.file("2026-11-23")
    walk.investigate("2026-11-23", fine_yuan=fine, **more)
    return walk


def decided(office, fine=15_000):
    walk = investigated(office, fine)
    walk.take("give_notice", "2026-11-23", **NOTICE, fine_yuan=fine)
    walk.take("waive_rights", "2026-11-23", note="书面放弃")
    walk.take("decide", "2026-11-23", office.head, **DECISION, fine_yuan=fine)
    return walk


def served(office, day="2026-11-23"):
    walk = decided(office)
    walk.take("serve", day, way="direct", recipient="演示物业有限公司")
    return walk, fine_of_case(case_with(walk.case.id))


def pay(walk, fine, yuan, day, surcharge="0", slip="P-1"):
    with transaction():
        facts = PaymentFacts(date.fromisoformat(day), yuan, Decimal(surcharge), PaymentWay.BANK, slip)
        return record_payment(fine.id, facts, by=walk.office.jia, at=noon(day))


def test_every_step_that_rests_on_a_paper_names_it_among_its_own():
    for step, needed in RESTS_ON.items():
        papers = STEPS[Subject.CASE][step].papers
        assert needed[-1].form in papers, step
        assert all(one.form in FORMS and one.law.article for one in needed)


def test_no_notice_is_served_that_was_not_made(office):
    walk = investigated(office)
    assert bare(walk, "give_notice", "2026-11-23", **NOTICE, fine_yuan=15_000) == ["case_paper_missing"]
    paper = make(walk, "penalty_notice")
    assert bare(walk, "give_notice", "2026-11-23", **NOTICE, fine_yuan=15_000) == []
    assert (paper.served_how, paper.served_to) == ("直接送达", "演示物业有限公司")
    assert bare(walk, "give_notice", "2026-11-23", **NOTICE, fine_yuan=15_000) == ["case_paper_missing"]


def test_nothing_is_served_before_its_paper_was_made(office):
    walk = investigated(office)
    make(walk, "penalty_notice", "2026-11-24")
    with transaction():
        case = case_with(walk.case.id)
        with pytest.raises(Refused) as refused:
            take_case_step(
                case.id, "give_notice", date(2026, 11, 23), {**NOTICE, "fine_yuan": 15_000}, seen=len(case.entries),
                by=office.jia, at=noon("2026-11-24"),
            )  # fmt: skip
    assert refused.value.refusals[0].problem is Problem.CASE_PAPER_LATER
    assert bare(walk, "give_notice", "2026-11-24", **NOTICE, fine_yuan=15_000) == []


def test_a_voided_paper_carries_no_step(office):
    walk = investigated(office)
    paper = make(walk, "penalty_notice")
    with transaction():
        void_paper(paper.id, "笔误", by=office.jia, at=noon("2026-11-23"))
    assert bare(walk, "give_notice", "2026-11-23", **NOTICE, fine_yuan=15_000) == ["case_paper_missing"]


@pytest.mark.parametrize(("told", "refused"), [(15_000, []), (14_000, ["case_paper_amount_differs"])])
def test_the_amount_of_the_notice_is_the_amount_of_its_paper(office, told, refused):
    walk = investigated(office)
    make(walk, "penalty_notice")
    assert bare(walk, "give_notice", "2026-11-23", **NOTICE, fine_yuan=told) == refused


@pytest.mark.parametrize(("fine", "is_needed"), [(49_999, False), (50_000, True)])
def test_a_notice_from_the_threshold_on_tells_of_the_hearing(office, fine, is_needed):
    walk = investigated(office, fine, factors=["repeated"])
    record = record_of(case_with(walk.case.id))
    known = case_values("penalty_notice", case_facts(walk.case, record, on=date(2026, 11, 23)))
    assert ("五日" in known["hearing_rights"]) is is_needed
    if not is_needed:
        make(walk, "penalty_notice", hearing_rights="")
        return
    with pytest.raises(Refused) as refused:
        make(walk, "penalty_notice", hearing_rights="")
    assert refused.value.refusals[0].problem is Problem.HEARING_RIGHTS_NOT_TOLD


def test_no_decision_is_served_whose_paper_was_not_made(office):
    walk = decided(office)
    assert bare(walk, "serve", "2026-11-23", way="direct", recipient="甲") == ["case_paper_missing"]
    with pytest.raises(Refused) as refused:
        make(walk, "penalty_decision", fine="人民币壹万元整（¥10,000.00）")
    assert refused.value.refusals[0].problem is Problem.CASE_PAPER_AMOUNT_DIFFERS
    paper = make(walk, "penalty_decision", "2026-11-24")
    assert paper.content["made_on"] == "2026年11月23日"
    assert "六个月" in paper.content["values"]["redress"]
    assert bare(walk, "serve", "2026-11-24", way="left", recipient="前台", reason="拒收", witness="居委会") == []
    assert (paper.served_how, paper.served_to) == ("留置送达", "前台")


def test_a_decision_to_spare_has_a_paper_of_its_own(office):
    walk = investigated(office, 0, sanction="warning")
    walk.take("decide_no_penalty", "2026-11-23", office.head, ground="minor", reasons="已改正")
    with pytest.raises(Refused) as refused:
        make(walk, "penalty_decision")
    assert refused.value.refusals[0].problem is Problem.CASE_PAPER_NOT_NOW
    make(walk, "no_penalty_decision")
    assert bare(walk, "serve", "2026-11-23", way="direct", recipient="甲") == []
    assert fine_of_case(case_with(walk.case.id)) is None


def test_registered_evidence_is_settled_on_both_papers(office):
    walk = proposed(office)
    walk.file("2026-11-23")
    walk.take("register_evidence", "2026-11-23", office.head, things="密闭门一樘", place="现场")
    assert bare(walk, "settle_registered", "2026-11-23", outcome="退还") == ["case_paper_missing"] * 2
    notice = make(walk, "registration_notice")
    assert notice.content["values"]["goods"][0]["name"] == "密闭门一樘"
    make(walk, "registration_disposal")
    assert bare(walk, "settle_registered", "2026-11-23", outcome="退还") == []


def test_the_fine_opens_with_the_service_and_its_payments_stand_in_the_record(office):
    walk, fine = served(office)
    [paper] = [one for one in papers_of(walk.case.id) if one.form == "penalty_decision"]
    assert (fine.amount_yuan, fine.delivered_on, fine.number) == (15_000, date(2026, 11, 23), paper.number)
    assert bare(walk, "pay", "2026-11-23", amount_yuan=15_000, slip="x") == ["paid_at_the_fine"]
    payment = pay(walk, fine, 15_000, "2026-11-24")
    assert record_of(walk.case).paid_yuan == 15_000
    with transaction():
        strike_payment(fine.id, payment.id, "记错", by=office.supervisor, at=noon("2026-11-24"))
    assert record_of(walk.case).paid_yuan == 0
    assert bare(walk, "close", "2026-11-24", office.head, note="x") == ["still_owed"]


def test_a_surcharge_that_is_owed_keeps_the_case_open(office):
    walk, fine = served(office)
    pay(walk, fine, 15_000, "2026-12-10")
    assert bare(walk, "close", "2026-12-10", office.head, note="已履行") == ["fine_not_settled"]
    pay(walk, fine, 0, "2026-12-11", "900", slip="P-2")
    assert bare(walk, "close", "2026-12-11", office.head, note="已履行") == []


def test_nothing_is_let_go_once_the_case_is_before_the_court(office):
    walk, fine = served(office)
    walk.take("demand", "2026-12-09")
    waiver = Waiver(date(2026, 12, 10), Decimal("450"), "协议", "已恢复")
    walk.take("apply_to_court", "2026-12-24", office.head)
    with transaction(), pytest.raises(Refused) as refused:
        waive_surcharge(fine.id, waiver, by=office.head, at=noon("2026-12-24"))
    assert refused.value.refusals[0].problem is Problem.WAIVER_AFTER_COURT


def test_a_deferral_is_approved_at_the_fine_and_its_paper_made_in_the_case(office):
    walk, fine = served(office)
    with pytest.raises(Refused) as refused:
        make(walk, "payment_extension")
    assert refused.value.refusals[0].problem is Problem.NO_DEFERRAL_APPROVED
    plan = [Instalment(date(2026, 12, 31), 5_000), Instalment(date(2027, 1, 31), 10_000)]
    with transaction():
        ask_to_defer(fine.id, date(2026, 11, 24), "经营困难", plan, by=office.jia, at=noon("2026-11-24"))
        approve_deferral(fine.id, "属实", by=office.head, at=noon("2026-11-24"))
    paper = make(walk, "payment_extension", "2026-11-24")
    said = paper.content["values"]
    assert [row["amount"] for row in said["instalments"]] == [
        "人民币伍仟元整（¥5,000.00）",
        "人民币壹万元整（¥10,000.00）",
    ]
    assert "经营困难" in said["application"]
    assert bare(walk, "demand", "2027-01-31") == ["not_yet_due"]


def test_a_withdrawn_decision_takes_its_fine_with_it_and_may_be_followed_by_another(office):
    walk, fine = served(office)
    pay(walk, fine, 5_000, "2026-11-24")
    assert bare(walk, "withdraw", "2026-11-24", office.head, note="事实有误") == ["case_paper_missing"]
    walk.take("withdraw", "2026-11-24", office.head, note="事实有误")
    assert (walk.case.stage, fine.stage) == (Stage.WITHDRAWN, Stage.REFUND_DUE)
    walk.take("investigate_anew", "2026-11-24", office.head, note="重新调查")
    walk.take("close_investigation", "2026-11-24", **CONCLUSION, fine_yuan=12_000)
    walk.take("give_notice", "2026-11-24", **NOTICE, fine_yuan=12_000)
    walk.take("waive_rights", "2026-11-24", note="书面放弃")
    walk.take("decide", "2026-11-24", office.head, **DECISION, fine_yuan=12_000)
    walk.take("serve", "2026-11-24", way="direct", recipient="甲")
    another = fine_of_case(case_with(walk.case.id))
    assert (another.id != fine.id, another.amount_yuan) == (True, 12_000)


def test_archiving_keeps_the_whole_file_under_its_hash(office):
    """Its papers in order, evidence after them; what was voided is not in it."""
    walk, fine = served(office)
    pay(walk, fine, 15_000, "2026-11-24")
    walk.take("close", "2026-11-25", office.head, note="已履行")
    assert archive_of(walk.case.id) is None
    walk.take("archive", "2026-11-26")
    archive = archive_of(walk.case.id)
    body = bytes_of(archive.file_sha256)
    assert hashlib.sha256(body).hexdigest() == archive.file_sha256
    words = text_of_word(body)
    order = ["卷内文件目录", "行政处罚决定书", "行政处罚事先告知书", "证据材料（1）现场检查笔录", "卷内备考表"]
    places = [words.index(one) for one in order]
    assert places == sorted(places)
    assert "人民币壹万伍仟元整" in words
    with pytest.raises(Refused) as refused:
        make(walk, "address_confirmation", "2026-11-27")
    assert refused.value.refusals[0].problem is Problem.CASE_PAPER_NOT_NOW


def test_a_case_file_names_what_it_lacks(office):
    walk, _fine = served(office)
    known = case_facts(walk.case, record_of(case_with(walk.case.id)), on=date(2026, 11, 23))
    lacking = lacking_papers(case_file_of_case(walk.case, known, at=noon("2026-11-23")), known)
    assert {"立案审批表", "案件调查终结报告", "处理决定审批表", "送达回证"} <= set(lacking)
    assert not {"行政处罚决定书", "不予行政处罚决定书", "卷宗封面"} & set(lacking)


def test_a_withdrawn_decision_may_be_followed_by_one_that_spares(office):
    """The fine that was called off is not opened again."""
    walk, _fine = served(office)
    walk.take("withdraw", "2026-11-24", office.head, note="事实有误")
    walk.take("investigate_anew", "2026-11-24", office.head, note="重新调查")
    walk.take("close_investigation", "2026-11-24", **{**CONCLUSION, "sanction": "warning"})
    walk.take("decide_no_penalty", "2026-11-24", office.head, ground="minor", reasons="已改正")
    walk.take("serve", "2026-11-24", way="direct", recipient="甲")
    assert fine_of_case(case_with(walk.case.id)) is None
    walk.take("close", "2026-11-25", office.head, note="不予处罚")


def test_a_case_whose_decision_was_withdrawn_closes_without_payment(office):
    walk, fine = served(office)
    walk.take("withdraw", "2026-11-24", office.head, note="事实有误")
    assert fine.stage is Stage.CALLED_OFF
    assert bare(walk, "close", "2026-11-24", office.head, note="不再处理") == []


@pytest.mark.parametrize("form", [code for code in FORMS if not FORMS[code].of_record])
def test_every_form_begins_with_what_the_record_of_any_case_knows(office, form):
    """Nothing is filled in that the form does not have, from the first day of a case on."""
    walk = proposed(office)
    for case in (walk.case, case_with(walk.case.id)):
        known = case_values(form, case_facts(case, record_of(case), on=date(2026, 11, 23)))
        assert set(known) <= {one.name for one in form_of(form).contents}


def test_what_may_be_made_follows_the_stage(office):
    walk = proposed(office)
    known = case_facts(walk.case, record_of(walk.case), on=date(2026, 11, 23))
    assert "filing_approval" in other_forms(known)
    assert wanted_forms(known) == {}
    walk.file("2026-11-23")
    walk.take("add_evidence", "2026-11-23", **EVIDENCE)
    walk.take("close_investigation", "2026-11-23", **CONCLUSION, fine_yuan=15_000)
    known = case_facts(walk.case, record_of(walk.case), on=date(2026, 11, 23))
    assert wanted_forms(known) == {"penalty_notice": "送达事先告知书"}
    assert "penalty_decision" not in other_forms(known)
