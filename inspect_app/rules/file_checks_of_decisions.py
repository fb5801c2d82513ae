"""How each question of a review is answered from the facts of an on-the-spot decision (简易程序). (Long: one question each.)"""

from inspect_app.problems import Problem
from inspect_app.rules.acts import Sanction
from inspect_app.rules.calendar import day_of
from inspect_app.rules.decisions import Collection
from inspect_app.rules.file_facts import SpotFile
from inspect_app.rules.file_findings import KEPT, Found, broken, cannot_tell, kept, not_applicable, refused
from inspect_app.rules.file_parts_checked import (
    certificates_on,
    done_by,
    evidence_here,
    fine_paid,
    papers_intact,
    two_people,
)

OUTSIDE_THE_LAW = (
    Problem.ACT_UNKNOWN,
    Problem.ACT_NOT_ENABLED,
    Problem.POWER_ELSEWHERE,
    Problem.NO_SANCTION,
    Problem.NO_RULE_IN_FORCE,
    Problem.NO_WARNING_FOR_THIS_ACT,
    Problem.NO_FINE_FOR_THIS_ACT,
    Problem.FINE_NOT_WHOLE,
    Problem.FINE_BELOW_FLOOR,
    Problem.FINE_ABOVE_CAP,
    Problem.NOT_TO_BE_PENALISED,
)
NOT_ON_THE_SPOT = (
    Problem.FLOOR_ABOVE_SIMPLE_LIMIT,
    Problem.FINE_ABOVE_SIMPLE_LIMIT,
    Problem.VISIT_MAY_NOT_PENALISE,
)
COLLECTED = frozenset(Collection) - {Collection.NONE, Collection.BANK}


def two_officers(file: SpotFile) -> Found:
    return two_people(file.decision.officers)


def certificates(file: SpotFile) -> Found:
    """What was found when the paper came in stands, whatever the register says today."""
    if found := [
        one for one in file.flags if one.problem in (Problem.CERTIFICATE_NOT_VALID, Problem.NO_CERTIFICATE)
    ]:
        return refused(found)
    return certificates_on(file.decision.officers, file.decision.decided_on)


def identity_shown(file: SpotFile) -> Found:
    return refused(file.refused_for(Problem.IDENTITY_NOT_SHOWN))


def facts_stated(file: SpotFile) -> Found:
    """Whether the facts carry the decision is for a person to say; that none are stated, the software sees."""
    if found := file.refused_for(Problem.FACTS_NOT_CERTAIN, Problem.FACTS_NOT_STATED):
        return refused(found)
    return cannot_tell("记录的违法事实：{facts}", facts=file.decision.facts)


def evidence_collected(file: SpotFile) -> Found:
    if file.evidence:
        return kept("有 {count} 份照片等电子证据。", count=len(file.evidence))
    return broken("系统中没有这项违法行为的照片或者其他证据。")


def told(file: SpotFile) -> Found:
    return refused(file.refused_for(Problem.PARTY_NOT_TOLD, Problem.ORDER_OF_STEPS_WRONG))


def told_in_full(file: SpotFile) -> Found:
    if file.decision.told is None:
        return cannot_tell("当时没有记录告知了哪些内容。")
    return refused(file.refused_for(Problem.PARTY_NOT_FULLY_TOLD))


def heard(file: SpotFile) -> Found:
    return refused(file.refused_for(Problem.PARTY_NOT_HEARD))


def statement_considered(file: SpotFile) -> Found:
    if not file.decision.statement.strip():
        return not_applicable("当事人没有陈述申辩。")
    return refused(file.refused_for(Problem.STATEMENT_NOT_CONSIDERED))


def simple_procedure(file: SpotFile) -> Found:
    return refused(file.refused_for(*NOT_ON_THE_SPOT))


def amount_lawful(file: SpotFile) -> Found:
    return refused(file.refused_for(*OUTSIDE_THE_LAW))


def amount_in_tier(file: SpotFile) -> Found:
    if file.decision.sanction is Sanction.WARNING:
        return not_applicable("没有罚款。")
    return refused(file.refused_for(Problem.FINE_OUTSIDE_TIER))


def reason_given(file: SpotFile) -> Found:
    return refused(file.refused_for(Problem.AMOUNT_WITHOUT_REASON))


def contents_complete(file: SpotFile) -> Found:
    found = file.refused_for(
        Problem.PARTY_NOT_NAMED, Problem.PLACE_NOT_STATED, Problem.DECISION_DATE_WRONG, Problem.DOCUMENT_ALTERED
    )
    return refused(found)


def redress_right(file: SpotFile) -> Found:
    return refused(file.refused_for(Problem.REDRESS_WRONG))


def correction_ordered(file: SpotFile) -> Found:
    return refused(file.refused_for(Problem.CORRECTION_NOT_ORDERED, Problem.DUE_DAY_IN_THE_PAST))


def correction_followed(file: SpotFile) -> Found:
    """By the orders of the same visit; a correction at once, or one ordered in the decision alone, a person looks up."""
    late = tuple(one.number for one in file.orders if not one.is_corrected and one.due_on < file.reviewed_on)
    if late:
        return broken("责令改正 {numbers} 已经逾期，没有核实改正的记录。", numbers=late)
    if file.orders and all(one.is_corrected for one in file.orders):
        return kept("责令改正的事项已经核实改正。")
    if file.orders:
        return not_applicable("责令改正的期限还没有到。")
    due = file.decision.correct_by
    if due and file.reviewed_on <= due:
        return not_applicable("责令改正的期限还没有到。")
    return cannot_tell("没有单独的责令改正通知书，是否改正请核对复查记录。")


def officers_signed(file: SpotFile) -> Found:
    missing = [one.name for one in file.decision.officers if one.badge_number not in file.delivery.officers_signed]
    return broken("{names} 没有在决定书上签名。", names=tuple(missing)) if missing else KEPT


def party_signed(file: SpotFile) -> Found:
    """当事人拒绝签收的，应当在行政处罚决定书上注明。"""
    if file.delivery.party_signed:
        return KEPT
    if reason := file.delivery.refusal_reason.strip():
        return kept("当事人拒绝签收，已注明：{reason}", reason=reason)
    return broken("当事人没有签名，也没有注明拒绝签收的情况。")


def delivered_on_the_spot(file: SpotFile) -> Found:
    at, on = file.delivery.delivered_at, file.decision.decided_on
    if at is None:
        return broken("没有当场交付的记录。")
    if day_of(at) != on:
        return broken("{decided} 作出决定，{delivered} 才交付。", decided=on, delivered=day_of(at))
    return refused(file.refused_for(Problem.TOO_FEW_COPIES))


def reported_in_time(file: SpotFile) -> Found:
    return done_by(file.file_by_on, file.filed_on, what="报所属机关备案", on=file.reviewed_on)


def receipt_given(file: SpotFile) -> Found:
    if file.decision.collection not in COLLECTED or file.decision.sanction is Sanction.WARNING:
        return not_applicable("没有当场收缴罚款。")
    return refused(
        file.refused_for(
            Problem.RECEIPT_NEEDED, Problem.RECEIPT_NOT_OFFICIAL, Problem.COLLECTION_NOT_ALLOWED, Problem.COLLECTION_REASON_MISSING,
            Problem.PARTY_REQUEST_NOT_RECORDED, Problem.RECEIPT_USED_TWICE,
        )
    )  # fmt: skip


def cash_handed_over(file: SpotFile) -> Found:
    """二日内交至行政机关，二日内缴付银行（工作日）。"""
    if file.cash is None:
        return not_applicable("没有当场收缴罚款。")
    cash, on = file.cash, file.reviewed_on
    first = done_by(cash.hand_over_by_on, cash.handed_over_on, what="当场收缴的罚款交至行政机关", on=on)
    if cash.handed_over_on is None or first.answer is not KEPT.answer:
        return first
    second = done_by(cash.deposit_by_on, cash.deposited_on, what="行政机关将罚款缴付银行", on=on)
    return second if second.answer is not KEPT.answer else Found(KEPT.answer, first.shows + second.shows)


def paid(file: SpotFile) -> Found:
    return fine_paid(file.debt, file.reviewed_on)


def numbers_whole(file: SpotFile) -> Found:
    """预定格式、编有号码：没有用过的较前号码须有作废的记录。"""
    if found := file.refused_for(Problem.NUMBER_NOT_LEASED, Problem.NUMBER_USED_TWICE):
        return refused(found)
    if file.free_numbers:
        return broken("较前的号码没有使用，也没有作废：{numbers}。", numbers=file.free_numbers)
    return KEPT


def hashes_intact(file: SpotFile) -> Found:
    return papers_intact(file.papers)


def evidence_intact(file: SpotFile) -> Found:
    return evidence_here(file.evidence)


def site_recorded(file: SpotFile) -> Found:
    if not file.is_from_a_visit:
        return not_applicable("不是在检查中作出的决定。")
    if "inspection_record" in file.forms:
        return KEPT
    return cannot_tell("系统中没有这次检查的现场检查笔录，请核对纸质案卷。")


def taken_back(file: SpotFile) -> Found:
    must = [one for one in file.published if one.withdraw_by_on]
    if not must:
        return not_applicable("没有须撤回的公开信息。")
    late = [
        one for one in must if (one.withdrawn_on or file.reviewed_on) > (one.withdraw_by_on or one.published_on)
    ]
    if not late:
        return KEPT
    return broken("公开的信息应当在 {last} 前撤回。", last=late[0].withdraw_by_on)
