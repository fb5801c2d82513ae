"""What the software answers to each question of a review: stated files, both sides of every boundary. (Long: a table.)"""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from inspect_app.problems import Problem, Refusal
from inspect_app.rules import case_entries as e
from inspect_app.rules.acts import Procedure, Sanction
from inspect_app.rules.decisions import Collection, ReceiptIssuer, Told
from inspect_app.rules.file_checks import CHECKS, answers_of, checks_of
from inspect_app.rules.file_facts import Cash, Debt, Kept, Ordered, Published
from inspect_app.rules.file_findings import Answer
from tests.file_cases import (
    JIA,
    MONDAY,
    NOON,
    WHOLE,
    YI,
    case_file,
    decision,
    entry,
    instead,
    record,
    spot_file,
    without,
)

KEPT, BROKEN, NA, UNKNOWN = Answer.KEPT, Answer.BROKEN, Answer.NOT_APPLICABLE, Answer.UNKNOWN
DELIVERY = spot_file().delivery
DAY = timedelta(days=1)


def of_decision(**more):
    return spot_file(decision(**more))


OF_DECISIONS = [
    ("two_officers", spot_file(), KEPT),
    ("two_officers", of_decision(officers=(JIA,)), BROKEN),
    ("two_officers", of_decision(officers=(JIA, JIA)), BROKEN),
    ("certificates", of_decision(officers=(JIA, replace(YI, valid_until=MONDAY))), KEPT),
    ("certificates", of_decision(officers=(JIA, replace(YI, valid_until=MONDAY - DAY))), BROKEN),
    ("certificates", of_decision(officers=(JIA, replace(YI, valid_from=MONDAY))), KEPT),
    ("certificates", of_decision(officers=(JIA, replace(YI, valid_from=MONDAY + DAY))), UNKNOWN),
    ("certificates", of_decision(officers=(JIA, replace(YI, valid_until=None))), BROKEN),
    (
        "certificates",
        spot_file(flags=(Refusal(Problem.CERTIFICATE_NOT_VALID, facts={"name": "乙", "on": "2026-08-03"}),)),
        BROKEN,
    ),
    ("identity_shown", spot_file(), KEPT),
    ("identity_shown", of_decision(identity_shown_at=None), BROKEN),
    ("facts_proved", spot_file(), UNKNOWN),
    ("facts_proved", of_decision(facts=" "), BROKEN),
    ("facts_proved", of_decision(facts_are_certain=False), BROKEN),
    ("evidence_collected", spot_file(), KEPT),
    ("evidence_collected", spot_file(evidence=()), BROKEN),
    ("simple_procedure", of_decision(fine_yuan=3_000), KEPT),
    ("simple_procedure", of_decision(fine_yuan=3_001), BROKEN),
    ("told", spot_file(), KEPT),
    ("told", of_decision(told_at=None), BROKEN),
    ("told", of_decision(told_at=NOON + timedelta(minutes=1)), BROKEN),
    ("told_in_full", spot_file(), KEPT),
    ("told_in_full", of_decision(told=(Told.CONTENT,)), BROKEN),
    ("told_in_full", of_decision(told=None), UNKNOWN),
    ("heard", of_decision(heard_at=None), BROKEN),
    ("heard", spot_file(), KEPT),
    ("statement_considered", spot_file(), NA),
    ("statement_considered", of_decision(statement="不服", statement_review="不采纳"), KEPT),
    ("statement_considered", of_decision(statement="不服"), BROKEN),
    ("amount_lawful", of_decision(fine_yuan=500), KEPT),
    ("amount_lawful", of_decision(fine_yuan=499), BROKEN),
    ("amount_in_tier", of_decision(sanction=Sanction.WARNING, fine_yuan=0), NA),
    ("amount_in_tier", spot_file(), KEPT),
    (
        "amount_in_tier",
        spot_file(flags=(Refusal(Problem.FINE_OUTSIDE_TIER, facts={"tier": "从轻", "fine": 3, "floor": 1, "cap": 2}),)),
        BROKEN,
    ),
    ("reason_given", spot_file(), KEPT),
    ("reason_given", of_decision(factors=()), BROKEN),
    ("contents_of_the_form", spot_file(), KEPT),
    ("contents_of_the_form", of_decision(place=""), BROKEN),
    ("redress_first", spot_file(), KEPT),
    ("redress_first", spot_file(flags=(Refusal(Problem.REDRESS_WRONG),)), BROKEN),
    ("correction_ordered", of_decision(correct_by=None), BROKEN),
    ("correction_ordered", of_decision(correct_by=None, correct_at_once=True), KEPT),
    ("correction_followed", spot_file(orders=(Ordered("1", date(2026, 8, 30), False),)), BROKEN),
    ("correction_followed", spot_file(orders=(Ordered("1", date(2026, 8, 31), False),)), NA),
    ("correction_followed", spot_file(orders=(Ordered("1", date(2026, 8, 30), True),)), KEPT),
    ("correction_followed", spot_file(), NA),
    ("correction_followed", spot_file(reviewed_on=date(2026, 9, 4)), UNKNOWN),
    ("officers_signed", spot_file(), KEPT),
    ("officers_signed", spot_file(delivery=replace(DELIVERY, officers_signed=frozenset({"SJ-001"}))), BROKEN),
    ("party_signed", spot_file(), KEPT),
    ("party_signed", spot_file(delivery=replace(DELIVERY, party_signed=False)), BROKEN),
    ("party_signed", spot_file(delivery=replace(DELIVERY, party_signed=False, refusal_reason="拒签")), KEPT),
    ("delivered_on_the_spot", spot_file(), KEPT),
    ("delivered_on_the_spot", spot_file(delivery=replace(DELIVERY, delivered_at=None)), BROKEN),
    ("delivered_on_the_spot", spot_file(delivery=replace(DELIVERY, delivered_at=NOON + DAY)), BROKEN),
    ("reported_in_time", spot_file(), KEPT),
    ("reported_in_time", spot_file(filed_on=date(2026, 8, 6)), BROKEN),
    ("reported_in_time", spot_file(filed_on=None), BROKEN),
    ("reported_in_time", spot_file(filed_on=None, reviewed_on=date(2026, 8, 5)), NA),
    ("reported_in_time", spot_file(file_by_on=None), UNKNOWN),
    ("receipt_given", spot_file(), NA),
    ("receipt_given", of_decision(collection=Collection.HARD_TO_ENFORCE), BROKEN),
    (
        "receipt_given",
        of_decision(
            collection=Collection.HARD_TO_ENFORCE, receipt_number="R-1", receipt_issuer=ReceiptIssuer.PROVINCE,
            collection_note="当事人即将离沪",
        ),
        KEPT,
    ),
    ("cash_handed_over", spot_file(), NA),
    ("cash_handed_over", spot_file(cash=Cash(MONDAY, MONDAY, MONDAY, MONDAY)), KEPT),
    ("cash_handed_over", spot_file(cash=Cash(MONDAY, MONDAY + DAY, MONDAY, MONDAY)), BROKEN),
    ("cash_handed_over", spot_file(cash=Cash(MONDAY, MONDAY, MONDAY, MONDAY + DAY)), BROKEN),
    ("cash_handed_over", spot_file(cash=Cash(MONDAY, None, None, None)), BROKEN),
    ("paid", spot_file(), NA),
    ("paid", spot_file(debt=Debt(500, 0, None)), KEPT),
    ("paid", spot_file(debt=Debt(500, 500, date(2026, 8, 31))), NA),
    ("paid", spot_file(debt=Debt(500, 500, date(2026, 8, 30))), BROKEN),
    ("paid", spot_file(debt=Debt(500, 500, date(2026, 8, 30), is_pursued=True)), KEPT),
    ("paid", spot_file(debt=Debt(500, 500, None)), UNKNOWN),
    ("taken_back", spot_file(), NA),
    ("taken_back", spot_file(published=(Published(MONDAY, None, None),)), NA),
    ("taken_back", spot_file(published=(Published(MONDAY, MONDAY + DAY, MONDAY + DAY),)), KEPT),
    ("taken_back", spot_file(published=(Published(MONDAY, MONDAY + DAY, MONDAY + 2 * DAY),)), BROKEN),
    ("taken_back", spot_file(published=(Published(MONDAY, MONDAY + DAY, None),)), BROKEN),
    ("numbers_whole", spot_file(), KEPT),
    ("numbers_whole", spot_file(free_numbers=("第0003号",)), BROKEN),
    ("numbers_whole", spot_file(flags=(Refusal(Problem.NUMBER_USED_TWICE, facts={"number": "1"}),)), BROKEN),
    ("hashes_intact", spot_file(), KEPT),
    ("hashes_intact", spot_file(papers=(Kept("决定书", is_intact=False),)), BROKEN),
    ("hashes_intact", spot_file(papers=()), UNKNOWN),
    ("evidence_intact", spot_file(), KEPT),
    ("evidence_intact", spot_file(evidence=(Kept("照片", is_here=False, is_intact=False),)), BROKEN),
    ("evidence_intact", spot_file(evidence=(Kept("照片", is_intact=False),)), BROKEN),
    ("site_recorded", spot_file(), KEPT),
    ("site_recorded", spot_file(forms=frozenset()), UNKNOWN),
    ("site_recorded", spot_file(forms=frozenset(), is_from_a_visit=False), NA),
    ("wording", spot_file(), UNKNOWN),
    ("binding", spot_file(), UNKNOWN),
]  # fmt: skip
HELD = (
    *without("hear_statement", "decide", "serve", "pay", "close", "archive"),
    entry("ask_hearing", "08-10"),
    entry("notify_hearing", "08-11", e.HearingNotice(date(2026, 8, 21), "会议室", "丙")),
    entry("hold_hearing", "08-21", e.HearingRecord("笔录", "报告"), "9"),
    entry("review_legally", "08-24", e.Review(True, "同意"), "8"),
    next(one for one in instead("decide", "08-25") if one.step == "decide"),
)
SOON = tuple(replace(one, happened_on=date(2026, 8, 20)) if one.step == "hold_hearing" else one for one in HELD)
UNREVIEWED = tuple(one for one in HELD if one.step != "review_legally")
REVIEWED_EARLY = (*UNREVIEWED[:3], entry("review_legally", "08-06", e.Review(True, "同意"), "8"), *UNREVIEWED[3:])
FAILED = tuple(
    replace(one, facts=e.Review(False, "不同意")) if one.step == "review_legally" else one for one in HELD
)
COMPLEX = instead("close_investigation", complexity=e.Complexity.COMPLEX)
DISCUSSED = (*COMPLEX[:3], entry("deliberate", "08-05", e.Deliberation("三人", "同意"), "9"), *COMPLEX[3:])
REGISTERED = (*WHOLE[:1], entry("register_evidence", "08-03", e.Things("门", "库"), "9"))
SMALL = tuple(
    replace(one, facts=replace(one.facts, fine_yuan=49_999)) if one.step in ("give_notice", "decide") else one
    for one in instead("decide", "08-08")
)
LEFT = e.Service(e.ServiceWay.LEFT, "张三", reason="拒收", witness="李四")
OF_CASES = [
    ("limitation", case_file(of=record(act_on=date(2024, 8, 3))), KEPT),
    ("limitation", case_file(of=record(act_on=date(2024, 8, 2))), UNKNOWN),
    ("limitation", case_file(of=record(act_on=date(2021, 8, 3))), UNKNOWN),
    ("limitation", case_file(of=record(act_on=date(2021, 8, 2))), BROKEN),
    ("filing_approved", case_file(), KEPT),
    ("filing_approved", case_file(()), NA),
    ("two_officers", case_file(), KEPT),
    ("two_officers", case_file(instead("approve_filing", officers=("1",))), BROKEN),
    ("certificates", case_file(of=record(officers={"1": JIA, "2": replace(YI, valid_until=date(2026, 8, 6))})), KEPT),
    ("certificates", case_file(of=record(officers={"1": JIA, "2": replace(YI, valid_until=date(2026, 8, 5))})), BROKEN),
    ("certificates", case_file(of=record(officers={"1": JIA, "2": replace(YI, valid_from=date(2026, 8, 4))})), UNKNOWN),
    ("evidence_collected", case_file(), KEPT),
    ("evidence_collected", case_file(without("add_evidence")), BROKEN),
    ("facts_proved", case_file(), UNKNOWN),
    ("facts_proved", case_file(without("close_investigation")), BROKEN),
    ("recusal", case_file(), NA),
    ("recusal", case_file((*WHOLE[:1], entry("ask_recusal", "08-04", e.Recusal("1", "亲属")))), BROKEN),
    (
        "recusal",
        case_file((
            *WHOLE[:1],
            entry("ask_recusal", "08-04", e.Recusal("1", "亲属")),
            entry("decide_recusal", "08-04", e.RecusalDecision("1", False, "不成立"), "9"),
        )),
        KEPT,
    ),
    ("registered_settled", case_file(), NA),
    ("registered_settled", case_file((*REGISTERED, entry("settle_registered", "08-12", e.Settlement("退还")))), KEPT),
    ("registered_settled", case_file((*REGISTERED, entry("settle_registered", "08-13", e.Settlement("退还")))), BROKEN),
    ("told", case_file(), KEPT),
    ("told", case_file(without("give_notice")), BROKEN),
    ("told", case_file(without("decide")), NA),
    ("told_in_full", case_file(instead("give_notice", reasons=" ")), BROKEN),
    ("told_in_full", case_file(), KEPT),
    ("heard", case_file(), KEPT),
    ("heard", case_file(without("hear_statement")), BROKEN),
    ("statement_considered", case_file(), KEPT),
    ("statement_considered", case_file(without("hear_statement")), NA),
    ("statement_considered", case_file(instead("hear_statement", review="")), BROKEN),
    ("not_heavier", case_file(), KEPT),
    ("not_heavier", case_file(instead("decide", fine_yuan=50_001)), BROKEN),
    ("hearing_right", case_file(), KEPT),
    ("hearing_right", case_file(instead("decide", "08-13")), BROKEN),
    ("hearing_right", case_file(SMALL), NA),
    ("hearing_right", case_file(HELD), KEPT),
    ("hearing_notified", case_file(), NA),
    ("hearing_notified", case_file(HELD), KEPT),
    ("hearing_notified", case_file(SOON), BROKEN),
    ("reviewed_legally", case_file(), NA),
    ("reviewed_legally", case_file(HELD), KEPT),
    ("reviewed_legally", case_file(UNREVIEWED), BROKEN),
    ("reviewed_legally", case_file(REVIEWED_EARLY), BROKEN),
    ("reviewed_legally", case_file(FAILED), BROKEN),
    ("deliberated", case_file(), NA),
    ("deliberated", case_file(COMPLEX), BROKEN),
    ("deliberated", case_file(DISCUSSED), KEPT),
    ("decided_in_time", case_file(instead("decide", "11-01")), KEPT),
    ("decided_in_time", case_file(instead("decide", "11-02")), BROKEN),
    ("decided_in_time", case_file(without("decide")), NA),
    ("amount_lawful", case_file(), KEPT),
    ("amount_lawful", case_file(amount=(Refusal(Problem.FINE_ABOVE_CAP, facts={"party": "", "fine": 1, "cap": 0}),)), BROKEN),
    ("amount_lawful", case_file(amount=None), NA),
    (
        "amount_in_tier",
        case_file(amount=(Refusal(Problem.FINE_OUTSIDE_TIER, facts={"tier": "", "fine": 3, "floor": 1, "cap": 2}),)),
        BROKEN,
    ),
    ("reason_given", case_file(), KEPT),
    ("reason_given", case_file(instead("close_investigation", factors=())), BROKEN),
    ("contents", case_file(), UNKNOWN),
    ("contents", case_file(instead("decide", reasons="")), BROKEN),
    ("correction_ordered", case_file(), KEPT),
    ("correction_ordered", case_file(instead("decide", correct_by=None)), BROKEN),
    ("correction_followed", case_file(reviewed_on=date(2026, 9, 30)), NA),
    ("correction_followed", case_file(reviewed_on=date(2026, 10, 1)), BROKEN),
    ("correction_followed", case_file((*WHOLE, entry("note_correction", "09-01", e.Correction(True, "已封堵")))), KEPT),
    ("served_in_time", case_file(instead("serve", "08-25")), KEPT),
    ("served_in_time", case_file(instead("serve", "08-26")), BROKEN),
    ("service_proved", case_file(), UNKNOWN),
    ("service_proved", case_file(instead("serve", way=e.ServiceWay.LEFT, witness="")), BROKEN),
    ("service_proved", case_file(instead("serve", **vars(LEFT))), UNKNOWN),
    ("service_proved", case_file(instead("serve", way=e.ServiceWay.ELECTRONIC)), BROKEN),
    ("transfer_in_time", case_file(), NA),
    (
        "transfer_in_time",
        case_file((
            *WHOLE[:1],
            entry("propose_transfer", "08-04", e.Transfer("公安", "涉嫌犯罪")),
            entry("approve_transfer", "08-07", by="9"),
            entry("hand_to_police", "08-08", e.Handover("公安", "材料")),
        )),
        KEPT,
    ),
    (
        "transfer_in_time",
        case_file((
            *WHOLE[:1],
            entry("propose_transfer", "08-04", e.Transfer("公安", "涉嫌犯罪")),
            entry("approve_transfer", "08-08", by="9"),
        )),
        BROKEN,
    ),
    ("papers_complete", case_file(), KEPT),
    ("papers_complete", case_file(lacking=("立案审批表",)), UNKNOWN),
    ("archived", case_file(), KEPT),
    ("archived", case_file(without("archive")), BROKEN),
    ("published", case_file(), UNKNOWN),
]  # fmt: skip


@pytest.mark.parametrize(("code", "file", "answer"), OF_DECISIONS)
def test_a_question_about_an_on_the_spot_decision(code, file, answer):
    found = answers_of(file)[code]
    assert found.answer is answer, found


@pytest.mark.parametrize(("code", "file", "answer"), OF_CASES)
def test_a_question_about_a_case(code, file, answer):
    found = answers_of(file)[code]
    assert found.answer is answer, found


@pytest.mark.parametrize("file", [file for _code, file, _answer in OF_DECISIONS + OF_CASES])
def test_a_fault_shows_the_fact_that_it_lies_in_and_every_sentence_can_be_said(file):
    for code, found in answers_of(file).items():
        assert found.shows or found.answer is not BROKEN, code
        assert all(one.text for one in found.shows)


def test_in_a_file_in_order_the_software_finds_no_fault():
    for file in (spot_file(), case_file()):
        assert {code for code, found in answers_of(file).items() if found.answer is BROKEN} == set()


@pytest.mark.parametrize("procedure", Procedure)
def test_a_sheet_has_the_questions_of_its_procedure_each_with_points(procedure):
    checks = checks_of(procedure)
    file = spot_file() if procedure is Procedure.ON_THE_SPOT else case_file()
    assert list(checks) == list(answers_of(file))
    assert all(one.points > 0 and one.law.article for one in checks.values())


def test_every_question_belongs_to_some_procedure_and_none_is_asked_twice():
    assert all(one.decision or one.case for one in CHECKS.values())
    for procedure in Procedure:
        questions = [one.question for one in checks_of(procedure).values()]
        assert len(questions) == len(set(questions))


def test_one_officer_or_deciding_without_telling_is_fatal():
    assert all(
        CHECKS[code].is_fatal for code in ("two_officers", "told", "heard", "hearing_right", "amount_lawful")
    )


def test_the_simple_procedure_has_articles_of_its_own():
    assert CHECKS["told"].law_of(Procedure.ON_THE_SPOT).article == "第四十四条"
    assert CHECKS["told"].law_of(Procedure.GENERAL).article == "第六十二条"
    assert CHECKS["two_officers"].law_of(Procedure.ON_THE_SPOT) == CHECKS["two_officers"].law_of(Procedure.GENERAL)
