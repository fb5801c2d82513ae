"""What two editions of the rulebook differ in, row by row and field by field, whatever their age."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from inspect_app.rules.plain import Plain

Body = Mapping[str, Any]
Rows = dict[tuple["Part", str], Mapping[str, Plain]]


class Part(StrEnum):
    ACT = "违法行为"
    BENCHMARK = "裁量基准"
    FACTOR = "裁量因素"
    GROUND = "不予、从轻、减轻处罚的情形"
    CLOCK = "期限"
    LIMIT = "当场处罚和当场收缴的限额"
    LAW = "法规名称"
    OFFICE = "单位名称和设置"
    TEXT = "文书用语"
    DAY = "节假日和调休"
    STEP = "手机上的步骤"
    SENTENCE = "提示语"


class Move(StrEnum):
    ADDED = "增加"
    REMOVED = "删去"
    CHANGED = "变更"


@dataclass(frozen=True)
class FieldDifference:
    """In plain form, as kept; None = there was none."""

    field: str
    before: Plain
    after: Plain


@dataclass(frozen=True)
class Difference:
    """One row. `key` names it within its part; `row` = as it is in the later edition, or was in the earlier one."""

    part: Part
    key: str
    move: Move
    row: Mapping[str, Plain]
    fields: tuple[FieldDifference, ...]


def differences(old: Body, new: Body) -> list[Difference]:
    """In the order of the parts; within one, what is new or changed as it stands in the later edition."""
    before, after = rows_of(old), rows_of(new)
    keys = [*after, *(key for key in before if key not in after)]
    found = [_difference(key, before.get(key), after.get(key)) for key in keys]
    order = list(Part)
    return sorted((one for one in found if one), key=lambda one: order.index(one.part))


def _difference(
    key: tuple[Part, str], before: Mapping[str, Plain] | None, after: Mapping[str, Plain] | None
) -> Difference | None:
    if before == after:
        return None
    old, new = before or {}, after or {}
    names = dict.fromkeys([*old, *new])
    fields = [
        FieldDifference(name, old.get(name), new.get(name)) for name in names if old.get(name) != new.get(name)
    ]
    move = Move.ADDED if before is None else Move.REMOVED if after is None else Move.CHANGED
    return Difference(*key, move, after or old, tuple(fields)) if fields else None


def rows_of(body: Body) -> Rows:
    """Every row of an edition under its part and key. Earlier editions had fewer parts."""
    found: Rows = {}
    versions = body.get("act_versions", {})
    for code, newest in body["acts"].items():
        for row in versions.get(code, [newest]):
            found[Part.ACT, f"{code} {row['valid_from']}"] = _stored(row)
    for line in body.get("benchmarks", []):
        found[Part.BENCHMARK, f"{line['act']} {line['party']} {line['valid_from']}"] = _stored(line)
    for part, name in ((Part.FACTOR, "factors"), (Part.GROUND, "grounds"), (Part.CLOCK, "clocks")):
        found |= {(part, code): row for code, row in body.get(name, {}).items()}
    for name in ("summary_fine_limits", "collection_limits"):
        found |= {(Part.LIMIT, f"{name} {line['from']}"): line for line in body.get(name, [])}
    return found | _texts(body) | _days(body)


def _stored(row: Mapping[str, Plain]) -> dict[str, Plain]:
    return {name: value for name, value in row.items() if name != "is_enabled"}


OFFICE = (
    "agency",
    "reconsideration_body",
    "payment_place",
    "public_address",
    "is_demonstration",
    "filing_working_days",
    "hearing_thresholds",
    "may_penalise",
)


def _texts(body: Body) -> Rows:
    found: Rows = {}
    for part, name in ((Part.LAW, "laws"), (Part.TEXT, "templates"), (Part.SENTENCE, "problems")):
        found |= {(part, key): {"text": text} for key, text in body.get(name, {}).items()}
    found |= {(Part.OFFICE, name): {"text": body[name]} for name in OFFICE if name in body}
    for line in body.get("agency_names", []):
        found[Part.OFFICE, f"agency_names {line['since_on']}"] = line
    for subject, steps in body.get("steps", {}).items():
        found |= {(Part.STEP, f"{subject}.{name}"): step for name, step in steps.items()}
    return found


def _days(body: Body) -> Rows:
    calendar = body["calendar"]
    found: Rows = {(Part.DAY, day): {"text": kind} for kind in ("holidays", "workdays") for day in calendar[kind]}
    for day, is_working in calendar["overrides"].items():
        found[Part.DAY, f"{day} own"] = {"text": "workdays" if is_working else "holidays"}
    return found
