"""The general procedure (一般程序) as a table: every step of a case from filing to the archive. (Long: it is one table.)"""

from inspect_app.rules import statutes
from inspect_app.rules.people import Role
from inspect_app.rules.stages import Part, Stage, Step
from inspect_app.rules.statutes import Citation

_HEAD = frozenset({Role.HEAD})
_LEAD = frozenset({Role.SUPERVISOR, Role.HEAD})
_DESK = frozenset({Role.SUPERVISOR, Role.LEGAL_REVIEWER, Role.HEAD})
_NOBODY = frozenset[Role]()
"""Taken by another office's message alone."""
S = Stage

_OPEN = frozenset({S.INVESTIGATING, S.INVESTIGATED, S.NOTICE_GIVEN, S.HEARING_ASKED, S.HEARD})
_FILED = _OPEN | {
    S.SUSPENDED, S.DECIDED, S.SERVED, S.DEMANDED, S.IN_COURT, S.TRANSFERRED, S.ENDED, S.WITHDRAWN, S.CLOSED, S.ARCHIVED,
}  # fmt: skip
_UNDER_INQUIRY = frozenset({S.INVESTIGATING, S.SUSPENDED})
_BEFORE_DECISION = frozenset({S.NOTICE_GIVEN, S.HEARD})
_PERFORMING = frozenset({S.SERVED, S.DEMANDED, S.IN_COURT})
_OFFICE = _DESK | {Role.INSPECTOR}
_REVIEWER = frozenset({Role.LEGAL_REVIEWER})


def _investigates(label: str, law: Citation, *papers: str, leaves: frozenset[Stage] = _UNDER_INQUIRY) -> Step:
    return Step(label, leaves, None, _OFFICE, law, papers, by=Part.INVESTIGATOR)


CASE_STEPS: dict[str, Step] = {
    "approve_filing": Step(
        "批准立案", frozenset({S.PROPOSED}), S.INVESTIGATING, _HEAD, statutes.FILE_A_CASE,
        ("case_source", "filing_approval"), ("decide_case",), by=Part.NOT_INVESTIGATOR,
    ),
    "refuse_filing": Step(
        "不予立案", frozenset({S.PROPOSED}), S.NOT_FILED, _HEAD, statutes.FILE_A_CASE, ("not_filed_approval",)
    ),
    "assign": Step("指定承办人员", frozenset({S.INVESTIGATING}), None, _LEAD, statutes.TWO_OFFICERS),
    "ask_recusal": Step("申请回避", _OPEN, None, _OFFICE, statutes.RECUSAL),
    "decide_recusal": Step("决定回避", _OPEN, None, _HEAD, statutes.RECUSAL),
    "interview": _investigates("询问", statutes.RECORD_OF_INTERVIEW, "interview_notice", "interview_record"),
    "add_evidence": _investigates("收集证据", statutes.KINDS_OF_EVIDENCE, "evidence_list", "evidence_extraction"),
    "take_sample": _investigates("抽样取证", statutes.REGISTERED_EVIDENCE, "sampling_record"),
    "commission_expert": _investigates("委托鉴定", statutes.KINDS_OF_EVIDENCE, "expert_commission"),
    "register_evidence": Step(
        "批准先行登记保存", frozenset({S.INVESTIGATING}), None, _HEAD, statutes.REGISTERED_EVIDENCE,
        ("registration_notice",), ("registered_evidence",),
    ),
    "settle_registered": Step(
        "处理登记保存物品", _OPEN | {S.SUSPENDED}, None, _OFFICE, statutes.REGISTERED_EVIDENCE,
        ("registration_disposal",), (), ("registered_evidence",), Part.INVESTIGATOR,
    ),
    "suspend": Step(
        "中止调查", frozenset({S.INVESTIGATING}), S.SUSPENDED, _HEAD, statutes.INVESTIGATE, ("suspension_approval",)
    ),
    "resume": Step("恢复调查", frozenset({S.SUSPENDED}), S.INVESTIGATING, _HEAD, statutes.INVESTIGATE),
    "extend": Step(
        "批准延长办案期限", _OPEN | {S.SUSPENDED}, None, _HEAD, statutes.DECIDE_IN_90_DAYS, by=Part.NOT_INVESTIGATOR
    ),
    "close_investigation": Step(
        "调查终结", frozenset({S.INVESTIGATING}), S.INVESTIGATED, _OFFICE, statutes.OUTCOME_OF_INVESTIGATION,
        ("investigation_report",), by=Part.INVESTIGATOR,
    ),
    "reopen_investigation": Step(
        "退回补充调查", frozenset({S.INVESTIGATED, S.NOTICE_GIVEN, S.HEARD}), S.INVESTIGATING, _DESK,
        statutes.INVESTIGATE, by=Part.NOT_INVESTIGATOR,
    ),
    "give_notice": Step(
        "送达事先告知书", frozenset({S.INVESTIGATED, S.NOTICE_GIVEN, S.HEARD}), S.NOTICE_GIVEN, _OFFICE,
        statutes.TELL_BEFORE_DECIDING, ("penalty_notice",), ("ask_for_hearing",), by=Part.INVESTIGATOR,
    ),
    "hear_statement": Step(
        "听取陈述申辩", frozenset({S.NOTICE_GIVEN}), None, _OFFICE, statutes.HEAR_THE_PARTY,
        ("statement_record", "statement_review"), by=Part.INVESTIGATOR,
    ),
    "waive_rights": Step(
        "当事人放弃陈述申辩和听证", frozenset({S.NOTICE_GIVEN}), None, _OFFICE, statutes.TOLD_BEFORE_DECIDING,
        (), (), ("ask_for_hearing",), Part.INVESTIGATOR,
    ),
    "ask_hearing": Step(
        "当事人要求听证", frozenset({S.NOTICE_GIVEN}), S.HEARING_ASKED, _OFFICE, statutes.RIGHT_TO_A_HEARING,
        (), (), ("ask_for_hearing",),
    ),
    "notify_hearing": Step(
        "送达听证通知", frozenset({S.HEARING_ASKED}), None, _OFFICE, statutes.NOTICE_OF_THE_HEARING,
        ("hearing_notice",), ("notice_of_hearing",),
    ),
    "withdraw_hearing": Step(
        "当事人撤回听证要求", frozenset({S.HEARING_ASKED}), S.NOTICE_GIVEN, _OFFICE, statutes.HEARING,
        (), (), ("notice_of_hearing",),
    ),
    "hold_hearing": Step(
        "举行听证", frozenset({S.HEARING_ASKED}), S.HEARD, _DESK, statutes.HEARING,
        ("hearing_record", "hearing_report"), (), ("notice_of_hearing",), Part.NOT_INVESTIGATOR,
    ),
    "review_legally": Step(
        "法制审核", frozenset({S.INVESTIGATED, S.NOTICE_GIVEN, S.HEARD}), None, _REVIEWER, statutes.LEGAL_REVIEW,
        ("legal_review_opinion",), by=Part.NOT_INVESTIGATOR,
    ),
    "deliberate": Step(
        "集体讨论", _BEFORE_DECISION | {S.INVESTIGATED}, None, _HEAD, statutes.DELIBERATION, ("deliberation_record",)
    ),
    "decide": Step(
        "作出处罚决定", _BEFORE_DECISION, S.DECIDED, _HEAD, statutes.ORDINARY_DECISION,
        ("decision_approval", "penalty_decision"), ("serve_decision",), ("decide_case", "ask_for_hearing"),
        Part.NOT_INVESTIGATOR,
    ),
    "decide_no_penalty": Step(
        "决定不予处罚", _BEFORE_DECISION | {S.INVESTIGATED}, S.DECIDED, _HEAD, statutes.OUTCOME_OF_INVESTIGATION,
        ("decision_approval", "no_penalty_decision"), ("serve_decision",), ("decide_case", "ask_for_hearing"),
        Part.NOT_INVESTIGATOR,
    ),
    "announce_service": Step(
        "公告送达", frozenset({S.DECIDED}), None, _OFFICE, statutes.ANNOUNCEMENT, ("service_announcement",),
        ("announcement",), ("serve_decision",),
    ),
    "serve": Step(
        "送达决定书", frozenset({S.DECIDED}), S.SERVED, _OFFICE, statutes.SERVE_THE_DECISION, ("service_record",),
        ("pay_fine", "reconsider", "sue"), ("serve_decision", "announcement"),
    ),
    "pay": Step("缴纳罚款", _PERFORMING, None, _OFFICE, statutes.PAY_WITHIN_15_DAYS, (), (), ("pay_fine",)),
    "allow_delay": Step(
        "批准延期、分期缴纳", frozenset({S.SERVED}), None, _HEAD, statutes.DEFER_PAYMENT, ("payment_extension",)
    ),
    "demand": Step(
        "催告", frozenset({S.SERVED}), S.DEMANDED, _OFFICE, statutes.DEMAND_FIRST, ("demand",), ("wait_after_demand",)
    ),
    "apply_to_court": Step(
        "申请法院强制执行", frozenset({S.DEMANDED}), S.IN_COURT, _HEAD, statutes.COURT_ENFORCEMENT,
        ("enforcement_application",), (), ("wait_after_demand",),
    ),
    "withdraw": Step(
        "撤销处罚决定", _PERFORMING | {S.CLOSED}, S.WITHDRAWN, _HEAD, statutes.MEND_OWN_ERRORS, ("withdrawal_decision",), (),
        ("pay_fine", "reconsider", "sue", "wait_after_demand"),
    ),
    "investigate_anew": Step(
        "撤销后重新调查", frozenset({S.WITHDRAWN}), S.INVESTIGATING, _HEAD, statutes.MEND_OWN_ERRORS, (), ("decide_case",)
    ),
    "note_correction": Step(
        "核实改正", _FILED, None, _OFFICE,
        statutes.CORRECTION_WITH_PENALTY,
    ),
    "propose_transfer": Step(
        "提请移送公安机关", _OPEN, None, _OFFICE, statutes.REFER_CRIMES, (), ("decide_on_referral",),
        by=Part.INVESTIGATOR,
    ),
    "approve_transfer": Step(
        "批准移送公安机关", _OPEN, None, _HEAD, statutes.DECIDE_ON_REFERRAL, (), ("refer_to_police",),
        ("decide_on_referral",),
    ),
    "refuse_transfer": Step(
        "不予移送公安机关", _OPEN, None, _HEAD, statutes.DECIDE_ON_REFERRAL, (), (), ("decide_on_referral",)
    ),
    "hand_to_police": Step(
        "移送公安机关", _OPEN, S.TRANSFERRED, _OFFICE, statutes.DECIDE_ON_REFERRAL, ("crime_transfer_letter",),
        ("police_answer",), ("refer_to_police", "decide_case"),
    ),
    "hand_over": Step(
        "移送有权机关", _OPEN, S.TRANSFERRED, _HEAD, statutes.TO_THE_COMPETENT, ("transfer_letter",), (),
        ("decide_case",),
    ),
    "offer_up": Step("提请上级管辖", _OPEN, None, _HEAD, statutes.DESIGNATED_ABOVE),
    "note_taken_up": Step("上级同意接办", _FILED, None, _NOBODY, statutes.DESIGNATED_ABOVE),
    "note_not_taken_up": Step("上级没有接办", _FILED, None, _NOBODY, statutes.DESIGNATED_ABOVE),
    "note_police_answer": Step(
        "公安机关决定立案", frozenset({S.TRANSFERRED}), None, _OFFICE, statutes.POLICE_ANSWER, (), ("goods_to_police",),
        ("police_answer",),
    ),
    "take_back": Step(
        "退回后继续办理", frozenset({S.TRANSFERRED}), S.INVESTIGATING, _HEAD, statutes.POLICE_ANSWER, (), (),
        ("police_answer",),
    ),
    "end": Step(
        "终止案件", frozenset({S.INVESTIGATING, S.SUSPENDED, S.INVESTIGATED}), S.ENDED, _HEAD,
        statutes.OUTCOME_OF_INVESTIGATION, ("ending_approval",), (), ("decide_case", "registered_evidence"),
    ),
    "close": Step(
        "结案", _PERFORMING | {S.TRANSFERRED, S.ENDED, S.WITHDRAWN}, S.CLOSED, _HEAD, statutes.FULL_RECORD,
        ("closing_approval",), (),
        ("pay_fine", "police_answer", "goods_to_police", "wait_after_demand"),
    ),
    "archive": Step(
        "归档", frozenset({S.CLOSED, S.NOT_FILED}), S.ARCHIVED, _OFFICE, statutes.FULL_RECORD,
        ("file_cover", "file_contents", "file_closing"),
    ),
}  # fmt: skip
