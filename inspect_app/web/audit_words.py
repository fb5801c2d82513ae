"""A line of the audit in words: who, what, about whom or what, and its details. A deed without a word shows its code."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from flask import current_app, url_for
from flask_babel import gettext

from inspect_app.access import current_officer
from inspect_app.rules.procedure import STEPS
from inspect_app.rules.settings import SettingName
from inspect_app.store.agencies import agency_with, team_with
from inspect_app.store.audit import AuditLine
from inspect_app.store.cases import case_with
from inspect_app.store.checklists import version_with
from inspect_app.store.decisions import decision_with
from inspect_app.store.journal import event_with
from inspect_app.store.officers import device_with, officer_with
from inspect_app.store.orders import order_with
from inspect_app.store.rescues import rescue_with
from inspect_app.store.visits import visit_with
from inspect_app.store.works import works_with
from inspect_app.web.audit_terms import DEEDS, DETAILS, SUBJECTS
from inspect_app.web.journal_lines import WHATS
from inspect_app.web.wording import translated

Details = dict[str, Any]
STEP_LABELS = {
    f"{name}_{subject.name.lower()}": (subject.value, step.label)
    for subject, steps in STEPS.items()
    for name, step in steps.items()
}


def _work_name(work_id: UUID) -> str | None:
    found = works_with([work_id])
    return found[0].name if found else None


def _checklist_name(version_id: UUID) -> str | None:
    version = version_with(version_id)
    return f"{version.file.code} v{version.number}" if version else None


def _visit_name(visit_id: UUID) -> str | None:
    visit = visit_with(visit_id)
    return visit.work.name if visit else None


def _event_name(event_id: UUID) -> str | None:
    event = event_with(event_id)
    return str(WHATS.get(event.type, event.type)) if event else None


NAMES: dict[str, Callable[[UUID], str | None]] = {
    "officer": lambda key: getattr(officer_with(key), "name", None),
    "device": lambda key: getattr(device_with(key), "label", None),
    "agency": lambda key: getattr(agency_with(key), "name", None),
    "team": lambda key: getattr(team_with(key), "name", None),
    "work": _work_name,
    "visit": _visit_name,
    "order": lambda key: getattr(order_with(key), "number", None),
    "case": lambda key: getattr(case_with(key), "number", None),
    "decision": lambda key: getattr(decision_with(key), "number", None),
    "checklist": _checklist_name,
    "event": _event_name,
    "rescue": lambda key: getattr(rescue_with(key), "file_name", None),
}
PAGES = {
    "officer": ("officers.show", "officer_id"),
    "agency": ("agencies.show", "agency_id"),
    "work": ("works.show", "work_id"),
    "visit": ("visits.show", "visit_id"),
    "order": ("orders.show", "order_id"),
    "case": ("cases.show", "case_id"),
    "decision": ("decisions.show", "decision_id"),
    "checklist": ("checklists.show", "version_id"),
    "event": ("problem_events.show", "event_id"),
    "rescue": ("rescues.show", "import_id"),
}
"""Subject -> the page that shows it, and the name of its id in that page's address."""


@dataclass
class Names:
    """What things are called, each looked up once for a page of lines."""

    known: dict[tuple[str, UUID], str] = field(default_factory=dict)

    def of(self, subject: str, key: UUID) -> str:
        if (subject, key) not in self.known:
            find = NAMES.get(subject)
            self.known[(subject, key)] = (find(key) if find else None) or ""
        return self.known[(subject, key)]


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


def in_words(line: AuditLine, names: Names) -> Line:
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


def page_of(subject: str, key: UUID) -> str:
    """The page of the thing, when there is one that the reader may open."""
    endpoint, name = PAGES.get(subject, ("", ""))
    view = current_app.view_functions.get(endpoint)
    needed = getattr(view, "needs", None)
    return url_for(endpoint, **{name: key}) if view and needed and current_officer().may(needed) else ""  # type: ignore[arg-type]


def _details(details: Details, names: Names) -> list[tuple[str, str]]:
    """Label and text of each detail; of a change, each field with what it was and what it is."""
    told = []
    for name, value in details.items():
        if name == "changed" and isinstance(value, dict):
            told += [(_label(one), _change(pair, names)) for one, pair in value.items()]
        elif value not in ("", None):
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
    if text in SettingName.__members__:
        return translated(SettingName[text].value)
    if text in WHATS:
        return str(WHATS[text])
    return _name_of(text, names) or translated(text)


def _name_of(text: str, names: Names) -> str:
    try:
        key = UUID(text)
    except ValueError:
        return ""
    return next((found for subject in ("officer", "agency", "team") if (found := names.of(subject, key))), "")
