"""Leads between offices (案源同享): which office may hand which kind to which, under which article, and what one must say."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from inspect_app.problems import Problem, Refusal
from inspect_app.rules import statutes
from inspect_app.rules.deadlines import is_overdue
from inspect_app.rules.leads import LeadSource
from inspect_app.rules.people import AgencyKind
from inspect_app.rules.stages import Stage
from inspect_app.rules.statutes import Citation
from inspect_app.rules.works import secrecy_mark


class HandoverKind(StrEnum):
    """How a lead goes to another office."""

    DOWN = "交办"
    UP = "上报"
    TAKEOVER = "提请管辖"
    TRANSFER = "移送"
    COPY = "抄送"


class Side(StrEnum):
    """Which end of it this office is."""

    SENDER = "发出"
    RECEIVER = "收到"


K, A = HandoverKind, AgencyKind
OFFICES = frozenset({A.CITY, A.DISTRICT})
PARTNERS = frozenset(A) - OFFICES - {A.STREET}
_ALL = OFFICES | PARTNERS
WAYS: dict[HandoverKind, frozenset[tuple[AgencyKind, AgencyKind]]] = {
    K.DOWN: frozenset({(A.CITY, A.DISTRICT)}),
    K.UP: frozenset({(A.DISTRICT, A.CITY)}),
    K.TAKEOVER: frozenset({(A.DISTRICT, A.CITY)}),
    K.TRANSFER: frozenset(
        {(A.DISTRICT, A.DISTRICT), *((one, partner) for one in OFFICES for partner in PARTNERS)}
        | {(partner, one) for one in OFFICES for partner in PARTNERS}
    ),
    K.COPY: frozenset((one, other) for one in _ALL for other in _ALL if {one, other} & OFFICES),
}
"""Kind -> from which sort of office to which. A partner's platform may transfer and copy to an office, and get the same."""
MESSAGE_OF = {
    K.DOWN: "lead_handed_down",
    K.UP: "lead_handed_up",
    K.TAKEOVER: "takeover_asked",
    K.TRANSFER: "lead_transferred",
    K.COPY: "lead_copied",
}
KIND_OF_MESSAGE = {message: kind for kind, message in MESSAGE_OF.items()}
LAW_OF: dict[HandoverKind, Citation] = {
    K.DOWN: statutes.COUNTY_LEVEL,
    K.UP: statutes.TO_THE_COMPETENT,
    K.TAKEOVER: statutes.DESIGNATED_ABOVE,
    K.TRANSFER: statutes.TO_THE_COMPETENT,
    K.COPY: statutes.ASK_FOR_HELP,
}
DOUBTS: dict[HandoverKind, str] = {
    K.DOWN: "行政处罚法没有写“交办”；这里依据的是处罚由县级以上机关管辖，期限由交办单位定，不是法定期限。",
    K.TAKEOVER: "法条写的是管辖有争议时由共同上级指定；对屡次违法提请上级管辖，法条没有明写，请法制审核人员把关。",
}
"""Where the article does not say the very thing: shown beside it, until a lawyer has decided."""
SOURCE_OF = {A.CITY: LeadSource.CITY, A.DISTRICT: LeadSource.DISTRICT}
"""Under which source a lead stands in the inbox of the office that received it; from anybody else: another department."""
DAY_NEEDED = frozenset({K.DOWN})
REASON_NEEDED = frozenset({K.UP, K.TAKEOVER, K.TRANSFER})
LONGEST = {
    "summary": ("反映内容", 2000),
    "place": ("地点", 300),
    "party": ("当事人", 200),
    "note": ("要求和理由", 2000),
}
SETTLED = frozenset({Stage.UNDELIVERED, Stage.SENT_BACK, Stage.CONCLUDED, Stage.NOTED, Stage.RECALLED})
"""Nobody is waited for any more."""
NOT_COUNTED = SETTLED | {Stage.RECALLING}
"""No day is kept any more: the sender does not want it done."""
RECALL_SINCE = 2
"""The schema version that brought the word; an older software would only keep it for a person."""


@dataclass(frozen=True)
class Sending:
    """What a person says when they hand a lead on: the texts as they shall be sent, until when, which files."""

    kind: HandoverKind
    summary: str
    note: str = ""
    due_on: date | None = None
    files: tuple[str, ...] = ()


def kinds_between(sender: AgencyKind, receiver: AgencyKind) -> list[HandoverKind]:
    """In which ways a lead may go from such an office to such another."""
    return [kind for kind, ways in WAYS.items() if (sender, receiver) in ways]


def may_go(kind: HandoverKind, sender: AgencyKind, receiver: AgencyKind) -> Refusal | None:
    """交办只由市到区，上报、提请管辖只由区到市，移送在平级或者部门之间。"""
    if (sender, receiver) in WAYS[kind]:
        return None
    facts = {"kind": kind.value, "sender": sender.value, "receiver": receiver.value}
    return Refusal(Problem.HANDOVER_WRONG_WAY, LAW_OF[kind], facts)


def sending_faults(sending: Sending, *, on: date) -> list[Refusal]:
    """写明内容；交办要有期限，上报、提请管辖、移送要有理由；不能涉密。All faults together."""
    found = [_summary_missing(sending), _reason_missing(sending), _day_wrong(sending, on), _classified(sending)]
    return [*(one for one in found if one), *_too_long(sending)]


def _summary_missing(sending: Sending) -> Refusal | None:
    return None if sending.summary.strip() else Refusal(Problem.FIELD_MISSING, facts={"field": "反映内容"})


def _reason_missing(sending: Sending) -> Refusal | None:
    is_needed = sending.kind in REASON_NEEDED and not sending.note.strip()
    return Refusal(Problem.REASON_NEEDED, LAW_OF[sending.kind]) if is_needed else None


def _day_wrong(sending: Sending, on: date) -> Refusal | None:
    if sending.due_on is None:
        is_needed = sending.kind in DAY_NEEDED
        return Refusal(Problem.FIELD_MISSING, facts={"field": "办理期限"}) if is_needed else None
    is_past = sending.due_on < on
    return Refusal(Problem.HANDOVER_DAY_PAST, facts={"day": sending.due_on.isoformat()}) if is_past else None


def _too_long(sending: Sending) -> list[Refusal]:
    said = {"summary": sending.summary, "note": sending.note}
    return [
        Refusal(Problem.FIELD_TOO_LONG, facts={"field": LONGEST[name][0], "most": LONGEST[name][1]})
        for name, text in said.items()
        if len(text) > LONGEST[name][1]
    ]


def _classified(sending: Sending) -> Refusal | None:
    mark = secrecy_mark(sending.summary, sending.note)
    return Refusal(Problem.CLASSIFIED_WORK, facts={"mark": mark}) if mark else None


def may_recall(kind: HandoverKind, schema_version: int) -> Refusal | None:
    """抄送不用对方受理，送到就不能撤回；对方的系统太旧，听不懂撤回。0 = it has not said yet which version it runs."""
    if kind is K.COPY:
        return Refusal(Problem.HANDOVER_COPY_STAYS)
    return Refusal(Problem.PEER_TOO_OLD) if 0 < schema_version < RECALL_SINCE else None


def is_ended(stage: Stage) -> bool:
    """Nobody is waited for any more."""
    return stage in SETTLED


def is_handover_late(due_on: date | None, stage: Stage, *, on: date) -> bool:
    """The day that the sender set has passed, and no end was reported."""
    return due_on is not None and stage not in NOT_COUNTED and is_overdue(due_on, on=on)
