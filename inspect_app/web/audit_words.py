"""A line of the audit in words: who, what, about whom or what, and its details. A deed without a word shows its code."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask_babel import gettext

from inspect_app.rules.paper_forms import FORMS
from inspect_app.rules.procedure import STEPS
from inspect_app.rules.settings import SettingName
from inspect_app.rules.standards import KINDS as KINDS_OF_STANDARDS
from inspect_app.store.audit import AuditLine
from inspect_app.web.audit_subjects import Names, page_of
from inspect_app.web.audit_terms import DEEDS, DETAILS, SUBJECTS
from inspect_app.web.journal_lines import WHATS
from inspect_app.web.rulebook_words import KINDS_OF_CHANGE
from inspect_app.web.wording import translated

Details = dict[str, Any]
STEP_LABELS = {
    f"{name}_{subject.name.lower()}": (subject.value, step.label)
    for subject, steps in STEPS.items()
    for name, step in steps.items()
}
AN_ID = re.compile(r'"([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"')
TOLD_OF = ("officer", "agency", "team")
"""Of whom an id in the details may speak."""
UNSAID = frozenset({"row"})
"""Kept in the log, and shown in full on the page to which the line leads."""


@dataclass(frozen=True)
class Line:
    position: int
    line: AuditLine
    who: str
    deed: str
    subject: str
    name: str
    address: str
    details: list[tuple[str, str]]


def all_in_words(lines: Sequence[AuditLine]) -> list[Line]:
    """A page of lines; what they speak of is asked for together."""
    names = Names()
    people = {("officer", line.officer_id) for line in lines if line.officer_id}
    things = {(line.subject, line.subject_id) for line in lines if line.subject_id}
    told = {UUID(one) for line in lines for one in AN_ID.findall(json.dumps(line.details))}
    names.expect(people | things | {(subject, one) for subject in TOLD_OF for one in told})
    return [_in_words(line, names) for line in lines]


def _in_words(line: AuditLine, names: Names) -> Line:
    key = line.subject_id
    return Line(
        position=line.position,
        line=line,
        who=names.of("officer", line.officer_id) if line.officer_id else gettext("系统"),
        deed=deed_word(line.deed),
        subject=subject_word(line.subject),
        name=names.of(line.subject, key) if key else "",
        address=page_of(line.subject, key) if key else "",
        details=list(_details(line.details, names)),
    )


def deed_word(deed: str) -> str:
    known = DEEDS.get(deed)
    return str(known) if known else gettext("：").join(map(translated, STEP_LABELS.get(deed, ()))) or deed


def subject_word(subject: str) -> str:
    return str(SUBJECTS.get(subject, subject))


def _details(details: Details, names: Names) -> list[tuple[str, str]]:
    """Label and text of each detail; of a change, each field with what it was and what it is."""
    told = []
    for name, value in details.items():
        if name == "changed" and isinstance(value, dict):
            told += [(_label(one), _change(pair, names)) for one, pair in value.items()]
        elif value not in ("", None) and name not in UNSAID:
            told.append((_label(name), _text(value, names)))
    return told


def _label(name: str) -> str:
    return str(DETAILS.get(name, name))


def _change(pair: object, names: Names) -> str:
    if not isinstance(pair, list | tuple) or len(pair) != 2:
        return _text(pair, names)
    return f"{_text(pair[0], names)} → {_text(pair[1], names)}"


def _text(value: object, names: Names) -> str:
    """Words of ours are translated; an id is told by the name of what it stands for."""
    if value in (None, "", "None", [], ()):
        return str(gettext("（空）"))
    if isinstance(value, bool):
        return str(gettext("是") if value else gettext("否"))
    if isinstance(value, list | tuple):
        return str(gettext("、").join(_text(one, names) for one in value))
    if isinstance(value, dict):
        return str(gettext("，").join(f"{_label(str(name))} {_text(one, names)}" for name, one in value.items()))
    text = str(value)
    if text in FORMS:
        return translated(FORMS[text].title)
    if text in SettingName.__members__:
        return translated(SettingName[text].value)
    if text in KINDS_OF_CHANGE:
        return str(KINDS_OF_CHANGE[text])
    if text in WHATS:
        return str(WHATS[text])
    if text in KINDS_OF_STANDARDS:
        return translated(KINDS_OF_STANDARDS[text].label)
    return _name_of(text, names) or translated(text)


def _name_of(text: str, names: Names) -> str:
    try:
        key = UUID(text)
    except ValueError:
        return ""
    return next((found for subject in TOLD_OF if (found := names.of(subject, key))), "")
