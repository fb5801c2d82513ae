"""How each question of a review is answered from the record of a general-procedure case (普通程序). (Long: one question each.)"""

from dataclasses import replace
from datetime import date

from inspect_app.problems import Problem, Refusal
from inspect_app.rules import case_entries as e
from inspect_app.rules.acts import Sanction
from inspect_app.rules.cases import CaseRecord, Entry, needs_deliberation, needs_review
from inspect_app.rules.clocks import CLOCKS, add_months, reckoned
from inspect_app.rules.file_facts import GeneralFile
from inspect_app.rules.file_findings import KEPT, Found, broken, cannot_tell, kept, not_applicable, refused
from inspect_app.rules.file_parts_checked import (
    certificates_on,
    done_by,
    evidence_here,
    fine_paid,
    papers_intact,
    two_people,
)
from inspect_app.rules.people import OfficerFacts

NO_PENALTY = not_applicable("没有作出行政处罚。")
HEARD = frozenset({"hear_statement", "waive_rights", "hold_hearing"})


def _penalty(file: GeneralFile) -> Entry | None:
    return file.record.last("decide")


def _before(record: CaseRecord, entry: Entry) -> CaseRecord:
    """The record as it stood when that step was taken."""
    return replace(record, entries=record.entries[: record.entries.index(entry)])


def _people(record: CaseRecord) -> list[OfficerFacts]:
    return [record.officers[key] for key in record.investigators if key in record.officers]


def filing_approved(file: GeneralFile) -> Found:
    filed = file.record.filed_on
    return kept("{day} 批准立案。", day=filed) if filed else not_applicable("没有立案。")


def within_limitation(file: GeneralFile) -> Found:
    """二年；涉及公民生命健康安全、金融安全且有危害后果的五年。Which of the two, a person says."""
    found_on, act_on = file.record.found_on, file.record.act_on
    if found_on <= add_months(act_on, 12 * CLOCKS["limitation"].length):
        return KEPT
    if found_on <= add_months(act_on, 12 * CLOCKS["limitation_of_harm"].length):
        return cannot_tell(
            "{act} 的违法行为在 {found} 才发现，已过二年，是否适用五年请核对。", act=act_on, found=found_on
        )
    return broken("{act} 的违法行为在 {found} 才发现，已过五年。", act=act_on, found=found_on)


def two_officers(file: GeneralFile) -> Found:
    return two_people(_people(file.record)) if file.record.filed_on else not_applicable("没有立案。")


def certificates(file: GeneralFile) -> Found:
    """On every day on which the investigators acted: from the filing to the notice."""
    acted = [
        one for one in file.record.entries if one.step in ("approve_filing", "interview", "give_notice", "assign")
    ]
    if not acted:
        return not_applicable("没有立案。")
    answers = [certificates_on(_people(_upto(file.record, one)), one.happened_on) for one in acted]
    order = [broken("").answer, cannot_tell().answer]
    worst = [one for answer in order for one in answers if one.answer is answer]
    return worst[0] if worst else KEPT


def _upto(record: CaseRecord, entry: Entry) -> CaseRecord:
    return replace(record, entries=record.entries[: record.entries.index(entry) + 1])


def identity_shown(_file: GeneralFile) -> Found:
    return cannot_tell("请核对询问笔录和现场检查笔录中出示证件的记载。")


def evidence_collected(file: GeneralFile) -> Found:
    record = file.record
    count = len(record.all("add_evidence")) + len(record.all("interview"))
    if count:
        return kept("有 {count} 份证据和笔录。", count=count)
    return broken("没有证据，也没有询问笔录。") if _penalty(file) else not_applicable("没有调查取证。")


def facts_proved(file: GeneralFile) -> Found:
    if record := file.record.conclusion:
        return cannot_tell("查明的事实：{facts}", facts=record.finding)
    return broken("没有调查终结报告。") if _penalty(file) else not_applicable("没有调查终结。")


def recusal_decided(file: GeneralFile) -> Found:
    asked = {one.facts.officer for one in file.record.all("ask_recusal")}
    decided = {one.facts.officer for one in file.record.all("decide_recusal")}
    if not asked:
        return not_applicable("没有人申请回避。")
    return KEPT if asked <= decided else broken("有 {count} 项回避申请没有决定。", count=len(asked - decided))


def registered_settled(file: GeneralFile) -> Found:
    clock = file.clock("registered_evidence")
    if clock is None:
        return not_applicable("没有先行登记保存证据。")
    return done_by(clock.last_on, clock.stopped_on, what=clock.clock.label, on=file.reviewed_on)


def told(file: GeneralFile) -> Found:
    decision = _penalty(file)
    if decision is None:
        return NO_PENALTY
    notice = _before(file.record, decision).last("give_notice")
    if notice is None:
        return broken("没有送达事先告知书就作出了决定。")
    return kept("{day} 送达事先告知书。", day=notice.happened_on)


def told_in_full(file: GeneralFile) -> Found:
    notice = file.record.notice
    if notice is None:
        return told(file)
    is_full = notice.facts.strip() and notice.reasons.strip()
    return KEPT if is_full else broken("事先告知书没有写明事实、理由和依据。")


def heard(file: GeneralFile) -> Found:
    decision = _penalty(file)
    if decision is None:
        return NO_PENALTY
    after = _before(file.record, decision).since("give_notice")
    if HEARD & {one.step for one in after}:
        return KEPT
    return broken("作出决定以前没有听取陈述申辩，当事人也没有明确放弃。")


def statement_considered(file: GeneralFile) -> Found:
    said = [one.facts for one in file.record.all("hear_statement")]
    if not said:
        return not_applicable("当事人没有陈述申辩。")
    return KEPT if all(one.review.strip() for one in said) else broken("有陈述申辩没有复核意见。")


def not_heavier(file: GeneralFile) -> Found:
    decision, notice = _penalty(file), file.record.notice
    if decision is None or notice is None:
        return NO_PENALTY
    told_yuan, fine = notice.fine_yuan, decision.facts.fine_yuan
    is_heavier = fine > told_yuan or (
        notice.sanction is Sanction.WARNING and decision.facts.sanction is Sanction.FINE
    )
    if is_heavier:
        return broken("告知的罚款是 {told} 元，决定的罚款是 {fine} 元。", told=told_yuan, fine=fine)
    return KEPT


def hearing_right(file: GeneralFile) -> Found:
    """告知的罚款达到听证标准的：听证、明确放弃，或者提出听证的期限已满。"""
    decision, notice = _penalty(file), file.record.last("give_notice")
    if decision is None or notice is None:
        return NO_PENALTY
    if not file.record.may_ask_for_hearing:
        return not_applicable(
            "告知的罚款没有达到听证标准 {yuan} 元。", yuan=file.record.thresholds[file.record.party]
        )
    steps = {one.step for one in _before(file.record, decision).since("give_notice")}
    if steps & {"waive_rights", "hold_hearing"}:
        return KEPT
    last = reckoned("ask_for_hearing", notice.happened_on, calendar=file.calendar)
    if isinstance(last, Refusal):
        return cannot_tell(
            "“{what}”的最后一日无法计算：没有已核对的规定，或者节假日安排尚未公布。", what="当事人要求听证"
        )
    if decision.happened_on > last:
        return KEPT
    return broken("要求听证的最后一日是 {last}，{day} 就作出了决定。", last=last, day=decision.happened_on)


def hearing_notified(file: GeneralFile) -> Found:
    held, notice = file.record.last("hold_hearing"), file.record.last("notify_hearing")
    if held is None:
        return not_applicable("没有举行听证。")
    if notice is None:
        return broken("没有听证通知。")
    last = reckoned("notice_of_hearing", notice.happened_on, calendar=file.calendar)
    if isinstance(last, Refusal):
        return cannot_tell(
            "“{what}”的最后一日无法计算：没有已核对的规定，或者节假日安排尚未公布。", what="听证通知提前的时间"
        )
    days = {"told": notice.happened_on, "held": held.happened_on}
    return KEPT if held.happened_on > last else broken("{told} 通知，{held} 就举行了听证，不足七个工作日。", **days)


def reviewed_legally(file: GeneralFile) -> Found:
    decision = file.record.last("decide") or file.record.last("decide_no_penalty")
    if decision is None or not needs_review(_before(file.record, decision)):
        return not_applicable("不属于必须法制审核的情形。")
    before = _before(file.record, decision)
    newest = before.last("review_legally")
    if newest is None:
        return broken("应当法制审核，没有审核就作出了决定。")
    if before.has("hold_hearing", after="review_legally"):
        return broken("法制审核在听证以前，听证以后没有再审核。")
    return KEPT if newest.facts.is_passed else broken("法制审核没有通过就作出了决定。")


def deliberated(file: GeneralFile) -> Found:
    decision = file.record.last("decide") or file.record.last("decide_no_penalty")
    if decision is None or not needs_deliberation(_before(file.record, decision)):
        return not_applicable("不属于必须集体讨论的情形。")
    is_done = _before(file.record, decision).has("deliberate", after="close_investigation")
    return KEPT if is_done else broken("情节复杂或者重大违法行为，没有集体讨论。")


def decided_in_time(file: GeneralFile) -> Found:
    clock = file.clock("decide_case")
    if clock is None:
        return not_applicable("没有立案。")
    return done_by(clock.last_on, clock.stopped_on, what=clock.clock.label, on=file.reviewed_on)


def amount_lawful(file: GeneralFile) -> Found:
    if file.amount is None:
        return NO_PENALTY
    return refused([one for one in file.amount if one.problem is not Problem.FINE_OUTSIDE_TIER])


def amount_in_tier(file: GeneralFile) -> Found:
    if file.amount is None or not file.record.fine_yuan:
        return not_applicable("没有罚款。")
    return refused([one for one in file.amount if one.problem is Problem.FINE_OUTSIDE_TIER])


def reason_given(file: GeneralFile) -> Found:
    decision, conclusion = _penalty(file), file.record.conclusion
    if decision is None:
        return NO_PENALTY
    is_given = bool(conclusion and conclusion.factors and decision.facts.reasons.strip())
    return KEPT if is_given else broken("没有写明裁量的情节或者理由。")


def contents_complete(file: GeneralFile) -> Found:
    decision = _penalty(file)
    if decision is None:
        return NO_PENALTY
    facts: e.PenaltyDecision = decision.facts
    if not (facts.number.strip() and facts.facts.strip() and facts.reasons.strip()):
        return broken("决定书缺少文号、违法事实或者理由依据。")
    return cannot_tell("决定书 {number} 的其他应载事项和印章请核对原件。", number=facts.number)


def redress_right(file: GeneralFile) -> Found:
    return cannot_tell("请核对决定书上的复议和诉讼途径、期限。") if _penalty(file) else NO_PENALTY


def correction_ordered(file: GeneralFile) -> Found:
    decision = _penalty(file)
    if decision is None:
        return NO_PENALTY
    if decision.facts.correct_by:
        return kept("责令在 {day} 前改正。", day=decision.facts.correct_by)
    done = [one for one in _before(file.record, decision).all("note_correction") if one.facts.is_corrected]
    return kept("作出决定以前已经改正。") if done else broken("决定没有责令改正，此前也没有改正的记录。")


def correction_followed(file: GeneralFile) -> Found:
    decision = _penalty(file)
    if decision is None:
        return NO_PENALTY
    if any(one.facts.is_corrected for one in file.record.all("note_correction")):
        return KEPT
    due: date | None = decision.facts.correct_by
    if due is None:
        return cannot_tell("没有核实改正的记录。")
    if file.reviewed_on <= due:
        return not_applicable("责令改正的期限还没有到。")
    return broken("责令改正的期限 {day} 已过，没有核实改正的记录。", day=due)


def signed(_file: GeneralFile) -> Found:
    return cannot_tell("笔录、审批表和送达回证上的签名请核对原件。")


def served_in_time(file: GeneralFile) -> Found:
    """当场交付，或者七个工作日内送达；公告送达的，自公告之日起另算。"""
    clock = file.clock("serve_decision")
    if clock is None:
        return not_applicable("没有需要送达的决定。")
    return done_by(clock.last_on, clock.stopped_on, what=clock.clock.label, on=file.reviewed_on)


def service_proved(file: GeneralFile) -> Found:
    """留置要有见证人和事由，电子送达要有确认书。"""
    served = file.record.last("serve")
    if served is None:
        return not_applicable("没有送达。")
    facts: e.Service = served.facts
    if facts.way is e.ServiceWay.LEFT and not (facts.reason.strip() and facts.witness.strip()):
        return broken("留置送达没有写明事由和见证人。")
    if facts.way is e.ServiceWay.ELECTRONIC and not facts.consent.strip():
        return broken("电子送达没有当事人签订的确认书。")
    return cannot_tell("{day} {way}，收件人 {name}；送达回证请核对原件。", day=served.happened_on, way=facts.way.value,
                       name=facts.recipient)  # fmt: skip


def transfer_in_time(file: GeneralFile) -> Found:
    clocks = [one for code in ("decide_on_referral", "refer_to_police") if (one := file.clock(code))]
    if not clocks:
        return not_applicable("没有移送公安机关。")
    found = [done_by(one.last_on, one.stopped_on, what=one.clock.label, on=file.reviewed_on) for one in clocks]
    return next((one for one in found if one.answer is not KEPT.answer), found[0])


def paid(file: GeneralFile) -> Found:
    return fine_paid(file.debt, file.reviewed_on)


def papers_complete(file: GeneralFile) -> Found:
    """What was written outside the system lies in the paper file: only a person can look there."""
    if file.lacking:
        return cannot_tell("系统中没有这些文书，请核对纸质案卷：{titles}。", titles=file.lacking)
    return kept("各步骤应有的文书都在。")


def hashes_intact(file: GeneralFile) -> Found:
    return papers_intact(file.papers)


def evidence_intact(file: GeneralFile) -> Found:
    return evidence_here(file.evidence)


def archived(file: GeneralFile) -> Found:
    done = file.record.last("archive")
    return kept("{day} 归档。", day=done.happened_on) if done else broken("已经结案，还没有归档。")
