"""A lead between two offices as a table: every step from sending to the end that was reported, and which side takes it."""

from inspect_app.rules import statutes
from inspect_app.rules.handovers import Side
from inspect_app.rules.people import Role
from inspect_app.rules.stages import Stage, Step

_DESK = frozenset({Role.SUPERVISOR, Role.LEGAL_REVIEWER, Role.HEAD})
_NOBODY = frozenset[Role]()
"""Taken by the other office's message alone."""
S = Stage
_NOT_TAKEN_ON = frozenset({S.HANDED_ON, S.ARRIVED})
_OPEN = _NOT_TAKEN_ON | {S.TAKEN_ON}

HANDOVER_STEPS: dict[str, Step] = {
    "arrive": Step("送达对方", frozenset({S.HANDED_ON}), S.ARRIVED, _DESK, statutes.TO_THE_COMPETENT),
    "fail": Step(
        "对方没有收下", frozenset({S.HANDED_ON, S.RECALLING}), S.UNDELIVERED, _DESK, statutes.TO_THE_COMPETENT
    ),
    "inform": Step("抄送到达", frozenset({S.HANDED_ON}), S.NOTED, _DESK, statutes.ASK_FOR_HELP),
    "accept": Step("受理", _NOT_TAKEN_ON | {S.RECALLING}, S.TAKEN_ON, _DESK, statutes.TO_THE_COMPETENT),
    "send_back": Step("退回", _OPEN | {S.RECALLING}, S.SENT_BACK, _DESK, statutes.TO_THE_COMPETENT),
    "report": Step("报告进展", frozenset({S.TAKEN_ON}), None, _DESK, statutes.FULL_RECORD),
    "conclude": Step("报告办结", frozenset({S.TAKEN_ON}), S.CONCLUDED, _DESK, statutes.FULL_RECORD),
    "resume": Step("办结后重新办理", frozenset({S.CONCLUDED}), S.TAKEN_ON, _DESK, statutes.MEND_OWN_ERRORS),
    "urge": Step("催办", _OPEN, None, _DESK, statutes.FULL_RECORD),
    "recall": Step("撤回", _NOT_TAKEN_ON, S.RECALLING, _DESK, statutes.MEND_OWN_ERRORS),
    "recalled": Step(
        "撤回生效", frozenset({S.ARRIVED, S.RECALLING}), S.RECALLED, _NOBODY, statutes.MEND_OWN_ERRORS
    ),
    "not_recalled": Step("没有撤回", frozenset({S.RECALLING}), S.ARRIVED, _NOBODY, statutes.FULL_RECORD),
}
TAKEN_AT: dict[str, Side] = {
    "arrive": Side.SENDER,
    "fail": Side.SENDER,
    "inform": Side.SENDER,
    "accept": Side.RECEIVER,
    "send_back": Side.RECEIVER,
    "report": Side.RECEIVER,
    "conclude": Side.RECEIVER,
    "resume": Side.RECEIVER,
    "urge": Side.SENDER,
    "recall": Side.SENDER,
    "recalled": Side.RECEIVER,
    "not_recalled": Side.RECEIVER,
}
"""Who takes the step; the other side writes it down when it hears of it."""
