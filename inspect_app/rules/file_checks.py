"""The questions of a case-file review (案卷评查) as one table: article, points, whether a fault is fatal, and who answers them."""

from collections.abc import Callable
from dataclasses import dataclass

from inspect_app.rules import file_checks_of_cases as of_case
from inspect_app.rules import file_checks_of_decisions as of_decision
from inspect_app.rules import statutes as law
from inspect_app.rules.acts import Procedure
from inspect_app.rules.file_facts import GeneralFile, SpotFile
from inspect_app.rules.file_findings import Found, cannot_tell
from inspect_app.rules.stages import Stage
from inspect_app.rules.statutes import Citation

OfDecision = Callable[[SpotFile], Found]
OfCase = Callable[[GeneralFile], Found]


@dataclass(frozen=True)
class Check:
    """One question. `points` = what it weighs against the other questions that apply; fatal = broken, the file fails.

    None in place of a procedure's reader = the question does not belong to that procedure. `simple_law` = the article for
    the simple procedure, where it has one of its own.
    """

    question: str
    law: Citation
    points: int
    decision: OfDecision | None
    case: OfCase | None
    is_fatal: bool = False
    simple_law: Citation | None = None

    def law_of(self, procedure: Procedure) -> Citation:
        return self.simple_law if self.simple_law and procedure is Procedure.ON_THE_SPOT else self.law


def _person(_file: object) -> Found:
    """What only a person can see."""
    return cannot_tell()


CHECKS: dict[str, Check] = {
    "limitation": Check("违法行为在追究时效以内？", law.LIMITATION, 4, None, of_case.within_limitation),
    "filing_approved": Check("立案经过批准？", law.FILE_A_CASE, 3, None, of_case.filing_approved),
    "two_officers": Check(
        "执法人员不少于两人？", law.TWO_OFFICERS, 5, of_decision.two_officers, of_case.two_officers, True
    ),
    "certificates": Check(
        "执法人员的证件在办案当日有效？", law.TWO_OFFICERS, 5, of_decision.certificates, of_case.certificates, True
    ),
    "identity_shown": Check(
        "执法时主动出示了执法证件？", law.SHOW_CERTIFICATE, 3, of_decision.identity_shown, of_case.identity_shown,
        simple_law=law.ON_THE_SPOT_FORM,
    ),
    "recusal": Check("申请回避的，作出了决定？", law.RECUSAL, 3, None, of_case.recusal_decided),
    "facts_proved": Check(
        "违法事实清楚，证据确实、充分？", law.FACTS_BEFORE_PENALTY, 8,
        of_decision.facts_stated, of_case.facts_proved, True,
    ),
    "evidence_collected": Check(
        "收集了照片、笔录等证据？", law.KINDS_OF_EVIDENCE, 5, of_decision.evidence_collected, of_case.evidence_collected
    ),
    "registered_settled": Check(
        "先行登记保存的证据按期处理？", law.REGISTERED_EVIDENCE, 4, None, of_case.registered_settled
    ),
    "simple_procedure": Check(
        "属于可以当场处罚的情形？", law.ON_THE_SPOT, 5, of_decision.simple_procedure, None, True
    ),
    "told": Check(
        "作出决定以前告知了当事人？", law.TOLD_BEFORE_DECIDING, 6, of_decision.told, of_case.told, True,
        law.TELL_BEFORE_DECIDING,
    ),
    "told_in_full": Check(
        "告知了内容、事实、理由、依据和权利？", law.TELL_BEFORE_DECIDING, 4,
        of_decision.told_in_full, of_case.told_in_full,
    ),
    "heard": Check(
        "听取了当事人的陈述申辩？", law.TOLD_BEFORE_DECIDING, 6, of_decision.heard, of_case.heard, True,
        law.HEAR_THE_PARTY,
    ),
    "statement_considered": Check(
        "对陈述申辩进行了复核？", law.HEAR_THE_PARTY, 4,
        of_decision.statement_considered, of_case.statement_considered,
    ),
    "not_heavier": Check(
        "没有因为陈述申辩给予更重的处罚？", law.NO_HEAVIER_FOR_DEFENCE, 5, None, of_case.not_heavier, True
    ),
    "hearing_right": Check(
        "保障了当事人要求听证的权利？", law.ASK_FOR_A_HEARING, 6, None, of_case.hearing_right, True
    ),
    "hearing_notified": Check(
        "举行听证的七个工作日以前通知了当事人？", law.NOTICE_OF_THE_HEARING, 4, None, of_case.hearing_notified
    ),
    "reviewed_legally": Check(
        "应当法制审核的，在决定以前审核通过？", law.LEGAL_REVIEW, 6, None, of_case.reviewed_legally, True
    ),
    "deliberated": Check("应当集体讨论的，进行了集体讨论？", law.DELIBERATION, 5, None, of_case.deliberated),
    "decided_in_time": Check("自立案之日起九十日内作出决定？", law.DECIDE_IN_90_DAYS, 5, None, of_case.decided_in_time),
    "amount_lawful": Check(
        "处罚有依据，种类和金额在法定范围以内？", law.NO_BASIS, 8,
        of_decision.amount_lawful, of_case.amount_lawful, True,
    ),
    "amount_in_tier": Check(
        "罚款在裁量基准的档次以内？", law.BENCHMARKS, 5, of_decision.amount_in_tier, of_case.amount_in_tier
    ),
    "reason_given": Check("写明了裁量的理由？", law.BENCHMARKS, 4, of_decision.reason_given, of_case.reason_given),
    "contents_of_the_form": Check(
        "当场处罚决定书载明了法定事项？", law.ON_THE_SPOT_CONTENT, 4, of_decision.contents_complete, None
    ),
    "contents": Check("处罚决定书载明了法定事项？", law.ORDINARY_DECISION, 4, None, of_case.contents_complete),
    "redress_first": Check(
        "告知了先申请行政复议的途径和期限？", law.RECONSIDERATION_FIRST, 4, of_decision.redress_right, None
    ),
    "redress": Check("告知了复议、诉讼的途径和期限？", law.ORDINARY_DECISION, 4, None, of_case.redress_right),
    "correction_ordered": Check(
        "责令当事人改正？", law.CORRECTION_WITH_PENALTY, 4,
        of_decision.correction_ordered, of_case.correction_ordered,
    ),
    "correction_followed": Check(
        "核实了改正的情况？", law.CORRECTION_WITH_PENALTY, 3,
        of_decision.correction_followed, of_case.correction_followed,
    ),
    "officers_signed": Check(
        "执法人员在决定书上签名或者盖章？", law.ON_THE_SPOT_CONTENT, 4, of_decision.officers_signed, None
    ),
    "party_signed": Check(
        "当事人签收，或者注明了拒绝签收的情况？", law.ON_THE_SPOT_FORM, 4, of_decision.party_signed, None
    ),
    "signed": Check("笔录和审批文书上的签名齐全？", law.FULL_RECORD, 4, None, of_case.signed),
    "delivered_on_the_spot": Check(
        "决定书当场交付当事人？", law.ON_THE_SPOT_FORM, 4, of_decision.delivered_on_the_spot, None
    ),
    "served_in_time": Check("决定书在七个工作日内送达？", law.SERVE_THE_DECISION, 4, None, of_case.served_in_time),
    "service_proved": Check("有送达回证，送达方式合法？", law.RECEIPT_OF_SERVICE, 4, None, of_case.service_proved),
    "reported_in_time": Check(
        "在期限以内报所属机关备案？", law.ON_THE_SPOT_FILING, 4, of_decision.reported_in_time, None
    ),
    "receipt_given": Check(
        "当场收缴罚款合法，并出具财政专用票据？", law.RECEIPT, 4, of_decision.receipt_given, None
    ),
    "cash_handed_over": Check(
        "当场收缴的罚款按期上交并缴付银行？", law.HAND_OVER_CASH, 4, of_decision.cash_handed_over, None
    ),
    "paid": Check(
        "罚款按期缴纳，到期不缴的依法催告、申请执行？", law.PERFORM, 4, of_decision.paid, of_case.paid
    ),
    "transfer_in_time": Check(
        "涉嫌犯罪的，按期决定并移送公安机关？", law.DECIDE_ON_REFERRAL, 4, None, of_case.transfer_in_time
    ),
    "taken_back": Check(
        "决定被变更、撤销的，按期撤回公开的信息？", law.WITHDRAW_PUBLICATION, 3, of_decision.taken_back, None
    ),
    "published": Check(
        "具有一定社会影响的决定依法公开？", law.PUBLICATION, 2, None, _person
    ),
    "numbers_whole": Check(
        "文书编号连续，没有缺号、重号？", law.ON_THE_SPOT_FORM, 3, of_decision.numbers_whole, None
    ),
    "hashes_intact": Check(
        "电子文书与留存的校验值一致？", law.FULL_RECORD, 4, of_decision.hashes_intact, of_case.hashes_intact, True
    ),
    "evidence_intact": Check(
        "电子证据都在，并与登记的校验值一致？", law.FULL_RECORD, 4,
        of_decision.evidence_intact, of_case.evidence_intact,
    ),
    "site_recorded": Check("有现场检查笔录？", law.FULL_RECORD, 2, of_decision.site_recorded, None),
    "papers_complete": Check("各步骤应有的文书齐全？", law.FULL_RECORD, 4, None, of_case.papers_complete),
    "archived": Check("办结后及时归档？", law.FULL_RECORD, 2, None, of_case.archived),
    "wording": Check("文书填写完整，用语准确，没有涂改？", law.FULL_RECORD, 3, _person, _person),
    "binding": Check("案卷有封面、目录和页码，装订整齐？", law.FULL_RECORD, 2, _person, _person),
}  # fmt: skip
"""In the order of the sheet. A code is never used again for another question: kept sheets name it."""
CLOSED: dict[Procedure, frozenset[Stage]] = {
    Procedure.ON_THE_SPOT: frozenset({Stage.FILED, Stage.WITHDRAWN}),
    Procedure.GENERAL: frozenset({Stage.CLOSED, Stage.ARCHIVED}),
}
"""A file is reviewed when nothing in it is open any more."""


def checks_of(procedure: Procedure) -> dict[str, Check]:
    """The questions of this procedure's sheet, in their order."""
    is_simple = procedure is Procedure.ON_THE_SPOT
    return {code: one for code, one in CHECKS.items() if (one.decision if is_simple else one.case)}


def answers_of(file: SpotFile | GeneralFile) -> dict[str, Found]:
    """What the software answers to each question of the file's sheet."""
    if isinstance(file, SpotFile):
        return {code: one.decision(file) for code, one in CHECKS.items() if one.decision}
    return {code: one.case(file) for code, one in CHECKS.items() if one.case}
