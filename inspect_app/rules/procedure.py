"""The procedure as one table: which step leaves which stage, who takes it, under which article."""

from dataclasses import dataclass
from enum import StrEnum

from inspect_app.problems import Problem, Refusal
from inspect_app.rules import statutes
from inspect_app.rules.people import Role
from inspect_app.rules.statutes import Citation


class Subject(StrEnum):
    """What has a record of steps."""

    VISIT = "检查"
    ORDER = "责令改正"
    DECISION = "当场处罚决定"
    AMENDMENT = "法规修订"


class Stage(StrEnum):
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
    DRAFTED = "起草中"
    SUBMITTED = "待发布"
    REJECTED = "已退回起草"
    PUBLISHED = "已发布"
    DISCARDED = "已放弃"


class VisitKind(StrEnum):
    """检查种类. A legal field: it decides which papers a visit needs and what it may lead to."""

    PLANNED = "计划检查"
    TRIGGERED = "触发检查"
    RE_INSPECTION = "复查"
    JOINT = "联合检查"
    PATROL = "网格巡查"


@dataclass(frozen=True)
class Step:
    label: str
    leaves: frozenset[Stage]
    enters: Stage
    taken_by: frozenset[Role]
    law: Citation


_FIELD = frozenset({Role.INSPECTOR, Role.PARTNER, Role.SUPERVISOR, Role.LEGAL_REVIEWER, Role.HEAD})
_DESK = frozenset({Role.SUPERVISOR, Role.LEGAL_REVIEWER, Role.HEAD})
_LEAD = frozenset({Role.SUPERVISOR, Role.HEAD})
_HEAD = frozenset({Role.HEAD})
_PUBLISHES = frozenset({Role.LEGAL_REVIEWER, Role.HEAD})
S = Stage

STEPS: dict[Subject, dict[str, Step]] = {
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
    Subject.AMENDMENT: {
        "submit": Step("提交发布", frozenset({S.DRAFTED}), S.SUBMITTED, _DESK, statutes.BENCHMARKS),
        "revise": Step("取回修改", frozenset({S.SUBMITTED, S.REJECTED}), S.DRAFTED, _DESK, statutes.BENCHMARKS),
        "reject": Step("退回起草", frozenset({S.SUBMITTED}), S.REJECTED, _PUBLISHES, statutes.BENCHMARKS),
        "publish": Step("发布", frozenset({S.SUBMITTED}), S.PUBLISHED, _PUBLISHES, statutes.BENCHMARKS),
        "discard": Step("放弃", frozenset({S.DRAFTED, S.REJECTED}), S.DISCARDED, _DESK, statutes.BENCHMARKS),
    },
}
FIRST_STAGES = {
    Subject.VISIT: frozenset({S.PLANNED, S.UNDER_WAY}),
    Subject.ORDER: frozenset({S.MADE}),
    Subject.DECISION: frozenset({S.MADE}),
    Subject.AMENDMENT: frozenset({S.DRAFTED}),
}
ON_PHONES = (Subject.VISIT, Subject.ORDER, Subject.DECISION)
"""Whose steps the phone is told: what it can take there, or must show."""
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


def waiting_for(subject: Subject, step: str) -> frozenset[Stage]:
    """The stages in which a thing waits for this step: what lists and counts look for."""
    return STEPS[subject][step].leaves


def is_settled(subject: Subject, stage: Stage) -> bool:
    """Nothing more is expected of anybody."""
    return stage in {S.APPROVED, S.CANCELLED, S.CORRECTED, S.FILED, S.VOIDED, S.WITHDRAWN, S.PUBLISHED, S.DISCARDED}


def visit_may_penalise(kind: VisitKind) -> Refusal | None:
    """网格巡查只能报告线索，不得实施处罚。"""
    if kind in MAY_PENALISE:
        return None
    return Refusal(Problem.VISIT_MAY_NOT_PENALISE, statutes.ON_THE_SPOT, {"kind": kind.value})
