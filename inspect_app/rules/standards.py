"""Standards in step (标准同步): from when an edition of the city's may and must be used, and how a district stands to it."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from inspect_app.problems import Problem, Refusal
from inspect_app.rules.permissions import Permission
from inspect_app.rules.plain import Plain


@dataclass(frozen=True)
class StandardKind:
    """`label` is Chinese, the key of its translation. `decided_by` = who may decide that it is used here: whoever may publish
    such a thing of the office's own. `needs_second` = never the same person who asked for it. `takes_supplements` = a district
    may add rows of its own to it.
    """

    code: str
    label: str
    decided_by: Permission
    needs_second: bool = False
    takes_supplements: bool = False


P = Permission
KINDS: dict[str, StandardKind] = {
    one.code: one
    for one in (
        StandardKind("checklist", "检查表", P.EDIT_CHECKLISTS, takes_supplements=True),
        StandardKind("rulebook", "法规库", P.PUBLISH_RULEBOOK, needs_second=True),
        StandardKind("paper_template", "文书模板", P.EDIT_PAPERS, needs_second=True),
        StandardKind("typical_case", "典型案例", P.PUBLISH_CASES),
        StandardKind("training", "培训", P.PLAN_TRAINING),
    )
}
"""By the code on the wire. A new kind is a row here and one in `actions/standard_kinds.py`."""


@dataclass(frozen=True)
class Offer:
    """What an office has in force and can publish as a standard. `files` = name, SHA-256 and media type of each of its files."""

    code: str
    title: str
    content: Plain
    files: tuple[Mapping[str, str], ...] = field(default=())


class Outcome(StrEnum):
    """What a district says of an edition."""

    DECIDED = "决定采用"
    IN_USE = "已采用"
    REFUSED = "不采用"
    HINDERED = "未能采用"


class Standing(StrEnum):
    """How a district stands to the newest edition, as the city's table shows it."""

    NOT_SENT = "尚未发出"
    ON_THE_WAY = "已发出，未收到回执"
    RECEIVED = "已收到，未答复"
    DECIDED = "决定采用"
    IN_USE = "已采用"
    REFUSED = "不采用"
    HINDERED = "未能采用"


@dataclass(frozen=True)
class Period:
    """From which day an edition may be used, and by which day it must be; None = there is no such day."""

    adopt_from: date
    adopt_by: date | None


def content_sha256(kind: str, code: str, content: Plain, files: Sequence[Mapping[str, str]]) -> str:
    """Over one canonical form, so that both sides reckon the same."""
    whole = {"kind": kind, "code": code, "content": content, "files": [one["sha256"] for one in files]}
    text = json.dumps(whole, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def days_in_order(period: Period, *, today: date) -> Refusal | None:
    """可以采用的第一日不早于发布日，必须采用的日期不早于可以采用的第一日。"""
    last = period.adopt_by or period.adopt_from
    if today <= period.adopt_from <= last:
        return None
    facts = {"since": period.adopt_from.isoformat(), "until": last.isoformat(), "today": today.isoformat()}
    return Refusal(Problem.STANDARD_DAYS_WRONG, facts=facts)


def adopted_in_time(from_on: date, period: Period, *, today: date) -> Refusal | None:
    """采用日期不早于今天，也不早于市里规定的第一日。Later than the last day is late, but better than never."""
    earliest = max(today, period.adopt_from)
    if from_on >= earliest:
        return None
    return Refusal(Problem.STANDARD_DAY_WRONG, facts={"day": from_on.isoformat(), "since": earliest.isoformat()})


def is_overdue(outcome: Outcome | None, adopt_by: date | None, *, today: date) -> bool:
    """Its last day has passed, and the district does not use it."""
    return adopt_by is not None and adopt_by < today and outcome is not Outcome.IN_USE


def standing_of(outcome: Outcome | None, *, is_sent: bool, is_received: bool) -> Standing:
    if outcome is not None:
        return Standing[outcome.name]
    if is_received:
        return Standing.RECEIVED
    return Standing.ON_THE_WAY if is_sent else Standing.NOT_SENT
