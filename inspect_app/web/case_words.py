"""How the facts of a case's steps read on its page: labels and values in the reader's language, ids by names."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any
from uuid import UUID

from flask_babel import gettext

from inspect_app.rules.case_facts import Entry, Noted, Reasoned
from inspect_app.rules.case_gates import labels_of
from inspect_app.rules.procedure import STEPS, Subject
from inspect_app.store.cases import CaseStep

HIDDEN = frozenset({"on", "visit_id", "thing_id"})


@dataclass(frozen=True)
class Happened:
    """One line of the timeline. `said` = what the step stated, as (label, text)."""

    line: CaseStep
    label: str
    law: str
    said: list[tuple[str, str]]


def happened(lines: list[CaseStep], entries: tuple[Entry, ...], people: Mapping[UUID, str]) -> list[Happened]:
    table = STEPS[Subject.CASE]
    pairs = zip(lines, entries, strict=True)
    return [
        Happened(line, table[line.step].label, table[line.step].law.text, said_in(entry.facts, people))
        for line, entry in pairs
    ]


def said_in(facts: Any, people: Mapping[UUID, str]) -> list[tuple[str, str]]:
    """Empty facts are left out; a reason or note is told without a label of its own."""
    if isinstance(facts, Noted | Reasoned):
        text = facts.note if isinstance(facts, Noted) else facts.reason
        return [(gettext("说明"), text)] if text else []
    labels = labels_of(type(facts))
    told = [(name, getattr(facts, name)) for name in labels if name not in HIDDEN]
    return [
        (gettext(labels[name].label), text_of(value, people))
        for name, value in told
        if value not in (None, "", (), 0)
    ]


def text_of(value: object, people: Mapping[UUID, str]) -> str:
    if isinstance(value, tuple):
        return str(gettext("、").join(text_of(one, people) for one in value))
    if isinstance(value, Enum):
        return str(gettext(value.value))
    if isinstance(value, UUID):
        return people.get(value, "")
    if isinstance(value, date):
        return value.isoformat()
    return f"{value:,}" if isinstance(value, int) else str(value)


def ids_in(entries: tuple[Entry, ...]) -> set[UUID]:
    """Everybody whom the facts name."""
    found: set[UUID] = set()
    for entry in entries:
        facts = entry.facts
        found |= {*getattr(facts, "officer_ids", ())}
        found |= {one for name in ("officer_id", "chair_id") if (one := getattr(facts, name, None))}
    return found
