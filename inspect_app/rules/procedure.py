"""The procedure as one table: which step leaves which stage, who takes it, under which article. (Long: it is that table.)"""

from dataclasses import dataclass
from enum import StrEnum

from inspect_app.problems import Problem, Refusal
from inspect_app.rules import statutes
from inspect_app.rules.people import Role
from inspect_app.rules.statutes import Citation


class Subject(StrEnum):
    """What has a record of steps."""

    CASE = "案件"
    VISIT = "检查"
    ORDER = "责令改正"
    DECISION = "当场处罚决定"


class Hands(StrEnum):
    """Whose hands a step of a case needs besides the role: nobody both investigates and judges."""

    ANY = "不限"
    INVESTIGATORS = "本案办案人员"
    OTHERS = "非本案办案人员"


class Stage(StrEnum):
    REGISTERED = "待提请立案"
    PROPOSED = "待批准立案"
    NOT_FILED = "不予立案"
    INVESTIGATING = "调查中"
    SUSPENDED = "中止调查"
    INVESTIGATED = "调查终结"
    NOTIFIED = "已告知"
    HEARING_ASKED = "待通知听证"
    HEARING_CALLED = "待举行听证"
    HEARING_HELD = "待写听证报告"
    TO_DECIDE = "待决定"
    DECIDED = "待送达决定"
    NOT_PUNISHED = "待送达不予处罚决定"
    SERVED = "待履行"
    DEMANDED = "已催告"
    IN_COURT = "法院强制执行"
    CRIME_REPORTED = "待决定移送公安"
    REFERRAL_APPROVED = "待移送公安"
    REFERRED = "待公安答复"
    POLICE_FILED = "公安已立案"
    TO_CLOSE = "待结案"
    CLOSED = "已结案"
    ARCHIVED = "已归档"
    PLANNED = "待检查"
    UNDER_WAY = "检查中"
    FINISHED = "待审核"
    RETURNED = "已退回"
    APPROVED = "已通过"
    CANCELLED = "已取消"
    MADE = "待交付"
    ORDERED = "待改正"
    CORRECTED = "已改正"
    DELIVERED = "待备案"
    FILED = "已备案"
    VOIDED = "已作废"
    WITHDRAWN = "已撤销"


class VisitKind(StrEnum):
    """检查种类. A legal field: it decides which papers a visit needs and what it may lead to."""

    PLANNED = "计划检查"
    TRIGGERED = "触发检查"
    RE_INSPECTION = "复查"
    JOINT = "联合检查"
    PATROL = "网格巡查"


@dataclass(frozen=True)
class Step:
    """`enters` None = the stage stays. `papers` = the forms it needs, by code; `starts`, `stops` = clocks of rules/clocks.py.

    `is_usual`: it is what the stage waits for; others are ways out that nobody need be reminded of.
    """

    label: str
    leaves: frozenset[Stage]
    enters: Stage | None
    taken_by: frozenset[Role]
    law: Citation
    hands: Hands = Hands.ANY
    papers: tuple[str, ...] = ()
    starts: tuple[str, ...] = ()
    stops: tuple[str, ...] = ()
    is_usual: bool = True

    def after(self, stage: Stage) -> Stage:
        """The stage in which a thing is once this step was taken in `stage`."""
        return self.enters or stage


_FIELD = frozenset({Role.INSPECTOR, Role.PARTNER, Role.SUPERVISOR, Role.LEGAL_REVIEWER, Role.HEAD})
_DESK = frozenset({Role.SUPERVISOR, Role.LEGAL_REVIEWER, Role.HEAD})
_LEAD = frozenset({Role.SUPERVISOR, Role.HEAD})
_HEAD = frozenset({Role.HEAD})
S = Stage

_INQUIRY = frozenset({Role.INSPECTOR, Role.SUPERVISOR})
_CLERKS = frozenset({Role.INSPECTOR, Role.SUPERVISOR, Role.LEGAL_REVIEWER})
_CHAIR = frozenset({Role.SUPERVISOR, Role.LEGAL_REVIEWER})
_REVIEWER = frozenset({Role.LEGAL_REVIEWER})
_OFFICE_OF_CASES = _CLERKS | _HEAD
_MINE, _OTHERS = Hands.INVESTIGATORS, Hands.OTHERS
_BEFORE_FILING = frozenset({S.REGISTERED, S.PROPOSED})
_INQUIRING = frozenset({S.INVESTIGATING, S.SUSPENDED, S.INVESTIGATED})
_HEARING = frozenset({S.HEARING_ASKED, S.HEARING_CALLED, S.HEARING_HELD})
_UNDECIDED = _INQUIRING | _HEARING | {S.NOTIFIED, S.TO_DECIDE}
_AT_POLICE = frozenset({S.CRIME_REPORTED, S.REFERRAL_APPROVED, S.REFERRED, S.POLICE_FILED})
_AFTER_DECIDING = frozenset({S.DECIDED, S.NOT_PUNISHED, S.SERVED, S.DEMANDED, S.IN_COURT})
_FILED = _UNDECIDED | _AT_POLICE | _AFTER_DECIDING | {S.TO_CLOSE, S.CLOSED, S.ARCHIVED}
_ALL_CLOCKS = ("decide_case", "registered_evidence", "ask_for_hearing", "notice_of_hearing")


def _at(*stages: Stage) -> frozenset[Stage]:
    return frozenset(stages)


def _in_inquiry(label: str, law: Citation, *papers: str) -> Step:
    """Something is gathered, and the investigation goes on."""
    return Step(label, _at(S.INVESTIGATING), None, _INQUIRY, law, _MINE, papers, is_usual=False)


_CASE_STEPS: dict[str, Step] = {
    # Filing
    "propose_filing": Step(
        "提请立案", _at(S.REGISTERED), S.PROPOSED, _INQUIRY, statutes.FILE_IN_TIME,
        papers=("case_source", "filing_approval"),
    ),
    "return_proposal": Step(
        "退回补充", _at(S.PROPOSED), S.REGISTERED, _HEAD, statutes.FILE_IN_TIME, is_usual=False
    ),
    "approve_filing": Step(
        "批准立案", _at(S.PROPOSED), S.INVESTIGATING, _HEAD, statutes.FILE_IN_TIME,
        papers=("filing_approval",), starts=("decide_case",),
    ),
    "refuse_filing": Step(
        "不予立案", _BEFORE_FILING, S.NOT_FILED, _HEAD, statutes.FILE_IN_TIME,
        papers=("not_filed_approval",), stops=_ALL_CLOCKS, is_usual=False,
    ),
    # Investigation
    "record_interview": _in_inquiry(
        "询问", statutes.INQUIRY_RECORDED, "interview_notice", "interview_record", "address_confirmation"
    ),
    "add_evidence": _in_inquiry(
        "登记证据", statutes.KINDS_OF_EVIDENCE,
        "evidence_list", "evidence_extraction", "digital_evidence_record", "inspection_record",
    ),
    "ask_for_materials": _in_inquiry("限期提供材料", statutes.INQUIRY_RECORDED, "supply_notice"),
    "take_sample": _in_inquiry("抽样取证", statutes.REGISTERED_EVIDENCE, "sampling_record", "evidence_list"),
    "commission_expert": _in_inquiry("委托鉴定", statutes.KINDS_OF_EVIDENCE, "expert_commission"),
    "register_evidence": Step(
        "批准先行登记保存", _at(S.INVESTIGATING), None, _HEAD, statutes.REGISTERED_EVIDENCE, _OTHERS,
        ("registration_notice", "evidence_list"), starts=("registered_evidence",), is_usual=False,
    ),
    "dispose_registered": Step(
        "处理登记保存的证据", _INQUIRING, None, _INQUIRY, statutes.REGISTERED_EVIDENCE, _MINE,
        ("registration_disposal", "evidence_list"), stops=("registered_evidence",), is_usual=False,
    ),
    "order_correction": Step(
        "责令改正", _INQUIRING | {S.NOTIFIED, S.TO_DECIDE, S.DECIDED}, None, _INQUIRY,
        statutes.CORRECTION_WITH_PENALTY, _MINE, ("correction_order", "service_record"), is_usual=False,
    ),
    "record_correction": Step(
        "记录改正情况", _FILED, None, _INQUIRY, statutes.CORRECTION_WITH_PENALTY, is_usual=False,
        papers=("inspection_record",),
    ),
    "suspend": Step(
        "中止调查", _at(S.INVESTIGATING), S.SUSPENDED, _HEAD, statutes.FULL_RECORD, _OTHERS,
        ("suspension_approval",), is_usual=False,
    ),
    "resume": Step("恢复调查", _at(S.SUSPENDED), S.INVESTIGATING, _HEAD, statutes.FULL_RECORD, _OTHERS),
    "extend_period": Step(
        "延长办案期限", _UNDECIDED, None, _HEAD, statutes.DECIDE_IN_90_DAYS, _OTHERS, is_usual=False
    ),
    "close_investigation": Step(
        "调查终结", _at(S.INVESTIGATING), S.INVESTIGATED, _INQUIRY, statutes.FULL_INQUIRY, _MINE,
        ("investigation_report",),
    ),
    "reopen_investigation": Step(
        "退回补充调查", _at(S.INVESTIGATED, S.NOTIFIED, S.TO_DECIDE), S.INVESTIGATING,
        _REVIEWER | _HEAD, statutes.FULL_INQUIRY, _OTHERS, stops=("ask_for_hearing",), is_usual=False,
    ),
    # Recusal and people
    "ask_recusal": Step(
        "申请回避", _UNDECIDED, None, _OFFICE_OF_CASES, statutes.RECUSAL, is_usual=False
    ),
    "decide_recusal": Step("决定回避", _UNDECIDED, None, _HEAD, statutes.RECUSAL_DECIDED, is_usual=False),
    "change_officers": Step("更换办案人员", _FILED, None, _HEAD, statutes.TWO_OFFICERS, is_usual=False),
    # Telling and hearing the party
    "review": Step(
        "法制审核", _at(S.INVESTIGATED, S.TO_DECIDE), None, _REVIEWER, statutes.LEGAL_REVIEW, _OTHERS,
        ("legal_review_opinion",), is_usual=False,
    ),
    "give_notice": Step(
        "事先告知", _at(S.INVESTIGATED), S.NOTIFIED, _INQUIRY, statutes.TELL_BEFORE_DECIDING, _MINE,
        ("penalty_notice", "service_record"), starts=("ask_for_hearing",),
    ),
    "record_statement": Step(
        "记录陈述申辩", _HEARING | {S.NOTIFIED, S.TO_DECIDE}, None, _INQUIRY, statutes.HEAR_THE_PARTY, _MINE,
        ("statement_record", "statement_review"), is_usual=False,
    ),
    "ask_hearing": Step(
        "当事人要求听证", _at(S.NOTIFIED), S.HEARING_ASKED, _CLERKS, statutes.ASK_FOR_A_HEARING,
        stops=("ask_for_hearing",), is_usual=False,
    ),
    "call_hearing": Step(
        "通知听证", _at(S.HEARING_ASKED), S.HEARING_CALLED, _CHAIR, statutes.NOTICE_OF_THE_HEARING, _OTHERS,
        ("hearing_notice", "service_record"), starts=("notice_of_hearing",),
    ),
    "hold_hearing": Step(
        "举行听证", _at(S.HEARING_CALLED), S.HEARING_HELD, _CHAIR, statutes.HEARING_HELD, _OTHERS,
        ("hearing_record",), stops=("notice_of_hearing",),
    ),
    "report_hearing": Step(
        "听证报告", _at(S.HEARING_HELD), S.TO_DECIDE, _CHAIR, statutes.DECIDE_BY_THE_HEARING, _OTHERS,
        ("hearing_report", "decision_approval"),
    ),
    "submit": Step(
        "报请决定", _at(S.NOTIFIED), S.TO_DECIDE, _INQUIRY, statutes.NOT_WITHOUT_NOTICE, _MINE,
        ("decision_approval",), stops=("ask_for_hearing",),
    ),
    "deliberate": Step(
        "集体讨论", _at(S.TO_DECIDE), None, _HEAD, statutes.DELIBERATION, _OTHERS,
        ("deliberation_record",), is_usual=False,
    ),
    # Deciding and serving
    "decide": Step(
        "作出处罚决定", _at(S.TO_DECIDE), S.DECIDED, _HEAD, statutes.DECIDE_BY_THE_FACTS, _OTHERS,
        ("decision_approval", "penalty_decision"), starts=("serve_decision",), stops=_ALL_CLOCKS,
    ),
    "decide_no_penalty": Step(
        "决定不予处罚", _at(S.INVESTIGATED, S.TO_DECIDE), S.NOT_PUNISHED, _HEAD, statutes.NO_PENALTY, _OTHERS,
        ("decision_approval", "no_penalty_decision"), starts=("serve_decision",), stops=_ALL_CLOCKS, is_usual=False,
    ),
    "announce": Step(
        "公告送达", _at(S.DECIDED, S.NOT_PUNISHED), None, _INQUIRY, statutes.ANNOUNCEMENT, _MINE,
        ("service_announcement",), starts=("announcement",), stops=("serve_decision",), is_usual=False,
    ),
    "serve": Step(
        "送达处罚决定", _at(S.DECIDED), S.SERVED, _INQUIRY, statutes.SERVE_THE_ABSENT, _MINE,
        ("service_record",), starts=("pay_fine", "reconsider", "sue"), stops=("serve_decision", "announcement"),
    ),
    "serve_no_penalty": Step(
        "送达不予处罚决定", _at(S.NOT_PUNISHED), S.TO_CLOSE, _INQUIRY, statutes.SERVE_THE_ABSENT, _MINE,
        ("service_record",), starts=("reconsider", "sue"), stops=("serve_decision", "announcement"),
    ),
    # Performance
    "record_payment": Step(
        "登记缴款", _at(S.SERVED, S.DEMANDED, S.IN_COURT), None, _CLERKS, statutes.PAY_WITHIN_15_DAYS, is_usual=False
    ),
    "demand": Step(
        "催告", _at(S.SERVED), S.DEMANDED, _INQUIRY, statutes.DEMAND_FIRST, _MINE,
        ("demand", "service_record"), starts=("wait_after_demand", "ask_court"), is_usual=False,
    ),
    "apply_to_court": Step(
        "申请法院强制执行", _at(S.DEMANDED), S.IN_COURT, _HEAD, statutes.COURT_ENFORCEMENT,
        papers=("enforcement_application",), stops=("wait_after_demand", "ask_court"), is_usual=False,
    ),
    "complete": Step(
        "确认履行完毕", _at(S.SERVED, S.DEMANDED, S.IN_COURT), S.TO_CLOSE, _INQUIRY, statutes.PERFORM_IN_TIME, _MINE,
        stops=("pay_fine", "wait_after_demand", "ask_court"),
    ),
    # Out of our hands
    "report_crime": Step(
        "报告涉嫌犯罪", _at(S.INVESTIGATING, S.INVESTIGATED), S.CRIME_REPORTED, _INQUIRY,
        statutes.REPORT_A_CRIME, _MINE, ("investigation_report",), starts=("decide_on_referral",), is_usual=False,
    ),
    "approve_referral": Step(
        "批准移送公安", _at(S.CRIME_REPORTED), S.REFERRAL_APPROVED, _HEAD, statutes.DECIDE_ON_REFERRAL, _OTHERS,
        starts=("refer_to_police",), stops=("decide_on_referral",),
    ),
    "refuse_referral": Step(
        "不批准移送公安", _at(S.CRIME_REPORTED), S.INVESTIGATING, _HEAD, statutes.DECIDE_ON_REFERRAL, _OTHERS,
        stops=("decide_on_referral",),
    ),
    "refer": Step(
        "移送公安机关", _at(S.REFERRAL_APPROVED), S.REFERRED, _INQUIRY, statutes.DECIDE_ON_REFERRAL, _MINE,
        ("crime_transfer_letter", "evidence_list"), starts=("police_answer",), stops=("refer_to_police",),
    ),
    "record_police_filing": Step(
        "公安机关立案", _at(S.REFERRED), S.POLICE_FILED, _INQUIRY, statutes.POLICE_ANSWER, _MINE,
        starts=("goods_to_police",), stops=("police_answer", *_ALL_CLOCKS),
    ),
    "record_police_refusal": Step(
        "公安机关不予立案", _at(S.REFERRED), S.INVESTIGATING, _INQUIRY, statutes.POLICE_ANSWER, _MINE,
        starts=("against_police_refusal",), stops=("police_answer",),
    ),
    "hand_over_goods": Step(
        "移交涉案物品和材料", _at(S.POLICE_FILED), S.TO_CLOSE, _INQUIRY, statutes.GOODS_TO_THE_POLICE, _MINE,
        ("evidence_list",), stops=("goods_to_police",),
    ),
    "transfer": Step(
        "移送其他机关", _BEFORE_FILING | _INQUIRING, S.TO_CLOSE, _HEAD, statutes.WHO_HAS_THE_POWER,
        papers=("transfer_letter",), stops=_ALL_CLOCKS, is_usual=False,
    ),
    "send_up": Step(
        "上报市民防办", _BEFORE_FILING | _INQUIRING, S.TO_CLOSE, _HEAD, statutes.WHO_HAS_THE_POWER,
        papers=("transfer_letter",), stops=_ALL_CLOCKS, is_usual=False,
    ),
    "end": Step(
        "终止案件", _INQUIRING | {S.NOTIFIED, S.TO_DECIDE, S.IN_COURT}, S.TO_CLOSE, _HEAD, statutes.FULL_RECORD,
        _OTHERS, ("ending_approval",), stops=(*_ALL_CLOCKS, "pay_fine", "wait_after_demand", "ask_court"),
        is_usual=False,
    ),
    # Closing
    "close": Step(
        "结案", _at(S.TO_CLOSE), S.CLOSED, _HEAD, statutes.FULL_RECORD, _OTHERS, ("closing_approval",)
    ),
    "archive": Step(
        "归档", _at(S.CLOSED), S.ARCHIVED, _INQUIRY, statutes.FULL_RECORD,
        papers=("file_cover", "file_contents", "file_closing"),
    ),
}  # fmt: skip

STEPS: dict[Subject, dict[str, Step]] = {
    Subject.CASE: _CASE_STEPS,
    Subject.VISIT: {
        "start": Step(
            "开始检查", frozenset({S.PLANNED, S.CANCELLED}), S.UNDER_WAY, _FIELD, statutes.SHOW_CERTIFICATE
        ),
        "finish": Step("结束检查", frozenset({S.UNDER_WAY}), S.FINISHED, _FIELD, statutes.SITE_RECORD_SIGNED),
        "finish_for_absent": Step("代为结束", frozenset({S.UNDER_WAY}), S.FINISHED, _LEAD, statutes.FULL_RECORD),
        "return_items": Step("退回补正", frozenset({S.FINISHED}), S.RETURNED, _DESK, statutes.FULL_RECORD),
        "correct": Step("补正后再报", frozenset({S.RETURNED}), S.FINISHED, _FIELD, statutes.FULL_RECORD),
        "approve": Step("审核通过", frozenset({S.FINISHED}), S.APPROVED, _DESK, statutes.FULL_RECORD),
        "reopen_for_late_records": Step(
            "收到迟到记录", frozenset({S.APPROVED}), S.FINISHED, _FIELD, statutes.FULL_RECORD
        ),
        "cancel": Step("取消安排", frozenset({S.PLANNED}), S.CANCELLED, _LEAD, statutes.FULL_RECORD),
    },
    Subject.ORDER: {
        "deliver": Step("交付", frozenset({S.MADE}), S.ORDERED, _FIELD, statutes.CORRECTION_WITH_PENALTY),
        "void": Step("作废", frozenset({S.MADE}), S.VOIDED, _FIELD, statutes.MEND_OWN_ERRORS),
        "close": Step("核实改正", frozenset({S.ORDERED}), S.CORRECTED, _FIELD, statutes.CORRECTION_WITH_PENALTY),
        "reopen": Step("退回复查", frozenset({S.CORRECTED}), S.ORDERED, _DESK, statutes.CORRECTION_WITH_PENALTY),
        "withdraw": Step("撤销", frozenset({S.ORDERED, S.CORRECTED}), S.WITHDRAWN, _HEAD, statutes.MEND_OWN_ERRORS),
    },
    Subject.DECISION: {
        "deliver": Step("当场交付", frozenset({S.MADE}), S.DELIVERED, _FIELD, statutes.ON_THE_SPOT_FORM),
        "void": Step("作废", frozenset({S.MADE}), S.VOIDED, _FIELD, statutes.MEND_OWN_ERRORS),
        "file": Step("备案", frozenset({S.DELIVERED}), S.FILED, _DESK, statutes.ON_THE_SPOT_FILING),
        "withdraw": Step("撤销", frozenset({S.DELIVERED, S.FILED}), S.WITHDRAWN, _HEAD, statutes.MEND_OWN_ERRORS),
    },
}
FIRST_STAGES = {
    Subject.CASE: frozenset({S.REGISTERED}),
    Subject.VISIT: frozenset({S.PLANNED, S.UNDER_WAY}),
    Subject.ORDER: frozenset({S.MADE}),
    Subject.DECISION: frozenset({S.MADE}),
}
MAY_PENALISE = frozenset({VisitKind.PLANNED, VisitKind.TRIGGERED, VisitKind.RE_INSPECTION, VisitKind.JOINT})


def refuse_step(subject: Subject, name: str, *, stage: Stage, role: Role | None = None) -> Refusal | None:
    """Why this step may not be taken now, or not by this role. role None = the caller's right was checked before."""
    step = STEPS[subject][name]
    if stage not in step.leaves:
        facts = {"subject": subject.value, "stage": stage.value, "step": step.label}
        return Refusal(Problem.STEP_NOT_OPEN, step.law, facts)
    if role is not None and role not in step.taken_by:
        who = tuple(sorted(role.value for role in step.taken_by))
        return Refusal(Problem.STEP_NOT_YOURS, step.law, {"step": step.label, "taken_by": who})
    return None


def open_steps(subject: Subject, stage: Stage, role: Role) -> list[str]:
    """What this person may do next; the page draws exactly these buttons."""
    return [n for n, step in STEPS[subject].items() if stage in step.leaves and role in step.taken_by]


def expected_stages(subject: Subject, role: Role, *hands: Hands) -> frozenset[Stage]:
    """The stages that wait for somebody of this role, by steps that need one of these hands."""
    steps = [s for s in STEPS[subject].values() if s.is_usual and role in s.taken_by and s.hands in hands]
    return frozenset(stage for step in steps for stage in step.leaves)


def who_must_act(subject: Subject, stage: Stage) -> list[tuple[str, frozenset[Role]]]:
    """What the stage waits for, and whose it is."""
    return [(n, s.taken_by) for n, s in STEPS[subject].items() if s.is_usual and stage in s.leaves]


def waiting_for(subject: Subject, step: str) -> frozenset[Stage]:
    """The stages in which a thing waits for this step: what lists and counts look for."""
    return STEPS[subject][step].leaves


def is_settled(subject: Subject, stage: Stage) -> bool:
    """Nothing more is expected of anybody."""
    if stage in {S.NOT_FILED, S.ARCHIVED}:
        return True
    return stage in {S.APPROVED, S.CANCELLED, S.CORRECTED, S.FILED, S.VOIDED, S.WITHDRAWN}


def visit_may_penalise(kind: VisitKind) -> Refusal | None:
    """网格巡查只能报告线索，不得实施处罚。"""
    if kind in MAY_PENALISE:
        return None
    return Refusal(Problem.VISIT_MAY_NOT_PENALISE, statutes.ON_THE_SPOT, {"kind": kind.value})
