"""The procedure as one table: which step leaves which stage, who takes it, under which article."""

from inspect_app.problems import Problem, Refusal
from inspect_app.rules import statutes
from inspect_app.rules.case_steps import CASE_STEPS
from inspect_app.rules.handover_steps import HANDOVER_STEPS
from inspect_app.rules.lead_steps import LEAD_STEPS
from inspect_app.rules.people import STREETS, Role
from inspect_app.rules.plan_steps import DRAW_STEPS, STREET_DUTY_STEPS, YEAR_PLAN_STEPS
from inspect_app.rules.stages import Part, Stage, Step, Subject
from inspect_app.rules.statutes import Citation
from inspect_app.rules.visit_kinds import MAY_PENALISE, VisitKind

__all__ = [
    "FIRST_STAGES",
    "MAY_PENALISE",
    "STEPS",
    "Part",
    "Stage",
    "Step",
    "Subject",
    "VisitKind",
    "open_steps",
    "refuse_step",
]


_FIELD = frozenset({Role.INSPECTOR, Role.PARTNER, Role.SUPERVISOR, Role.LEGAL_REVIEWER, Role.HEAD})
_ON_VISITS = _FIELD | STREETS
"""Who may be on one: a street's people on their own patrols."""
_DESK = frozenset({Role.SUPERVISOR, Role.LEGAL_REVIEWER, Role.HEAD})
_LEAD = frozenset({Role.SUPERVISOR, Role.HEAD})
_HEAD = frozenset({Role.HEAD})
_PUBLISHES = frozenset({Role.LEGAL_REVIEWER, Role.HEAD})
_OFFICE = _FIELD - {Role.PARTNER}
S = Stage
_COLLECTED = frozenset({S.WITH_OFFICER, S.HANDED_OVER, S.WITH_AGENCY, S.PAID})


def _while_owed(label: str, taken_by: frozenset[Role], law: Citation) -> Step:
    """Something is noted of a debt, and it stays one."""
    return Step(label, frozenset({S.OWED}), S.OWED, taken_by, law)


STEPS: dict[Subject, dict[str, Step]] = {
    Subject.VISIT: {
        "start": Step(
            "开始检查", frozenset({S.PLANNED, S.CANCELLED}), S.UNDER_WAY, _FIELD, statutes.SHOW_CERTIFICATE
        ),
        "finish": Step("结束检查", frozenset({S.UNDER_WAY}), S.FINISHED, _ON_VISITS, statutes.SITE_RECORD_SIGNED),
        "finish_for_absent": Step("代为结束", frozenset({S.UNDER_WAY}), S.FINISHED, _LEAD, statutes.FULL_RECORD),
        "return_items": Step("退回补正", frozenset({S.FINISHED}), S.RETURNED, _DESK, statutes.FULL_RECORD),
        "correct": Step("补正后再报", frozenset({S.RETURNED}), S.FINISHED, _ON_VISITS, statutes.FULL_RECORD),
        "approve": Step("审核通过", frozenset({S.FINISHED}), S.APPROVED, _DESK, statutes.FULL_RECORD),
        "reopen_for_late_records": Step(
            "收到迟到记录", frozenset({S.APPROVED}), S.FINISHED, _ON_VISITS, statutes.FULL_RECORD
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
        "correct": Step("补正", frozenset({S.DELIVERED}), S.DELIVERED, _DESK, statutes.MEND_OWN_ERRORS),
        "correct_filed": Step("备案后补正", frozenset({S.FILED}), S.FILED, _DESK, statutes.MEND_OWN_ERRORS),
    },
    Subject.FINE: {
        "record_payment": _while_owed("登记缴款", _OFFICE, statutes.PAY_WITHIN_15_DAYS),
        "settle": Step("缴清", frozenset({S.OWED}), S.PAID, _OFFICE, statutes.PAY_WITHIN_15_DAYS),
        "strike_payment": Step(
            "划去缴款记录", frozenset({S.OWED, S.PAID}), S.OWED, _LEAD, statutes.MEND_OWN_ERRORS
        ),
        "collect_cash": Step(
            "当场收缴", frozenset({S.OWED}), S.WITH_OFFICER, _OFFICE, statutes.COLLECT_ON_THE_SPOT
        ),
        "land": Step("抵岸", frozenset({S.WITH_OFFICER}), S.WITH_OFFICER, _OFFICE, statutes.HAND_OVER_CASH),
        "hand_over_cash": Step(
            "交出现金", frozenset({S.WITH_OFFICER}), S.HANDED_OVER, _OFFICE, statutes.HAND_OVER_CASH
        ),
        "confirm_cash": Step(
            "确认收到现金", frozenset({S.HANDED_OVER}), S.WITH_AGENCY, _LEAD, statutes.HAND_OVER_CASH
        ),
        "return_cash": Step(
            "现金不符，退回", frozenset({S.HANDED_OVER}), S.WITH_OFFICER, _LEAD, statutes.HAND_OVER_CASH
        ),
        "deposit_cash": Step("缴付银行", frozenset({S.WITH_AGENCY}), S.PAID, _LEAD, statutes.HAND_OVER_CASH),
        "ask_to_defer": _while_owed("申请延期（分期）", _OFFICE, statutes.DEFER_PAYMENT),
        "approve_deferral": _while_owed("批准延期（分期）", _HEAD, statutes.DEFER_PAYMENT),
        "refuse_deferral": _while_owed("不批准延期（分期）", _HEAD, statutes.DEFER_PAYMENT),
        "waive_surcharge": _while_owed("减免加处罚款", _HEAD, statutes.EXECUTION_AGREEMENT),
        "begin_review": _while_owed("登记复议或者诉讼", _DESK, statutes.SURCHARGE_PAUSED),
        "end_review": _while_owed("登记复议或者诉讼结束", _DESK, statutes.SURCHARGE_PAUSED),
        "call_off": Step("随决定撤销", frozenset({S.OWED}), S.CALLED_OFF, _HEAD, statutes.MEND_OWN_ERRORS),
        "call_off_paid": Step(
            "随决定撤销，应当退还", _COLLECTED | {S.OWED}, S.REFUND_DUE, _HEAD, statutes.GIVE_BACK
        ),
        "refund": Step("退还当事人", frozenset({S.REFUND_DUE}), S.REFUNDED, _LEAD, statutes.GIVE_BACK),
    },
    Subject.CASE: CASE_STEPS,
    Subject.LEAD: LEAD_STEPS,
    Subject.HANDOVER: HANDOVER_STEPS,
    Subject.AMENDMENT: {
        "submit": Step("提交发布", frozenset({S.DRAFTED}), S.SUBMITTED, _DESK, statutes.BENCHMARKS),
        "revise": Step("取回修改", frozenset({S.SUBMITTED, S.REJECTED}), S.DRAFTED, _DESK, statutes.BENCHMARKS),
        "reject": Step("退回起草", frozenset({S.SUBMITTED}), S.REJECTED, _PUBLISHES, statutes.BENCHMARKS),
        "publish": Step("发布", frozenset({S.SUBMITTED}), S.PUBLISHED, _PUBLISHES, statutes.BENCHMARKS),
        "discard": Step("放弃", frozenset({S.DRAFTED, S.REJECTED}), S.DISCARDED, _DESK, statutes.BENCHMARKS),
    },
    Subject.DRAW: DRAW_STEPS,
    Subject.YEAR_PLAN: YEAR_PLAN_STEPS,
    Subject.STREET_DUTIES: STREET_DUTY_STEPS,
}
FIRST_STAGES = {
    Subject.VISIT: frozenset({S.PLANNED, S.UNDER_WAY}),
    Subject.ORDER: frozenset({S.MADE}),
    Subject.DECISION: frozenset({S.MADE}),
    Subject.CASE: frozenset({S.PROPOSED}),
    Subject.FINE: frozenset({S.OWED, S.WITH_OFFICER}),
    Subject.AMENDMENT: frozenset({S.DRAFTED}),
    Subject.LEAD: frozenset({S.RECEIVED}),
    Subject.HANDOVER: frozenset({S.HANDED_ON}),
    Subject.DRAW: frozenset({S.DRAFTED}),
    Subject.YEAR_PLAN: frozenset({S.DRAFTED}),
    Subject.STREET_DUTIES: frozenset({S.DRAFTED}),
}
ON_PHONES = (Subject.VISIT, Subject.ORDER, Subject.DECISION)
"""Whose steps the phone is told: what it can take there, or must show."""


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


def moving_steps(subject: Subject, stage: Stage) -> dict[str, Step]:
    """The steps that would take it on from here, whoever takes them."""
    return {name: step for name, step in STEPS[subject].items() if stage in step.leaves and step.enters}


def waiting_for(subject: Subject, step: str) -> frozenset[Stage]:
    """The stages in which a thing waits for this step: what lists and counts look for."""
    return STEPS[subject][step].leaves


def is_settled(subject: Subject, stage: Stage) -> bool:
    """Nothing more is expected of anybody."""
    settled = {S.APPROVED, S.CANCELLED, S.CORRECTED, S.FILED, S.VOIDED, S.WITHDRAWN, S.ARCHIVED}
    ended = {S.SETTLED, S.CASE_ASKED, S.TAKEN_OVER, S.SET_ASIDE, S.MERGED, S.GIVEN_BACK}
    ended |= {S.UNDELIVERED, S.SENT_BACK, S.CONCLUDED, S.NOTED, S.RECALLED}
    return stage in settled | ended | {S.PAID, S.CALLED_OFF, S.REFUNDED, S.PUBLISHED, S.DISCARDED, S.DRAWN}


def is_called_off(subject: Subject, stage: Stage) -> bool:
    """It will not take place: nothing of it counts."""
    return stage is STEPS[subject]["cancel"].enters


def visit_may_penalise(kind: VisitKind) -> Refusal | None:
    """网格巡查只能报告线索，不得实施处罚。"""
    if kind in MAY_PENALISE:
        return None
    return Refusal(Problem.VISIT_MAY_NOT_PENALISE, statutes.ON_THE_SPOT, {"kind": kind.value})
