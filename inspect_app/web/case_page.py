"""The one page of a case: timeline, party, facts, evidence, law, clocks, papers, next steps, similar cases."""

from dataclasses import dataclass, fields
from datetime import date
from enum import Enum
from typing import Any

from flask import render_template
from flask_babel import gettext

from inspect_app import clock
from inspect_app.access import current_officer
from inspect_app.actions.case_fines import fine_of_case
from inspect_app.actions.case_records import record_of
from inspect_app.actions.settings import acts, factors, work_calendar
from inspect_app.rules.case_clocks import RunningClock, clocks_of
from inspect_app.rules.case_entries import Evidence
from inspect_app.rules.case_records import CaseRecord, Entry
from inspect_app.rules.case_tasks import awaited_steps, is_theirs
from inspect_app.rules.permissions import Permission
from inspect_app.rules.procedure import STEPS, Subject, moving_steps, open_steps
from inspect_app.store.cases import Case
from inspect_app.store.handovers import handovers_of_case
from inspect_app.store.questions import questions_of_case
from inspect_app.store.sent_questions import remarks_of
from inspect_app.store.visits import finding_with
from inspect_app.web.case_amounts import amounts_of
from inspect_app.web.case_exhibits import shown_exhibits
from inspect_app.web.fine_views import fine_view, hands_of
from inspect_app.web.forms.cases import LABELS
from inspect_app.web.handovers import clocked
from inspect_app.web.papers_of_case import papers_on_page
from inspect_app.web.people import names_of
from inspect_app.web.wording import in_language

TABLE = STEPS[Subject.CASE]
ALSO_EVIDENCE = frozenset({"interview", "take_sample", "commission_expert"})
"""What proves something beside the evidence that is shown with its hash."""

KEYS = frozenset({"photo", "recording", "document", "finding", "visit"})
"""By which evidence names where it came from: the list of evidence leads there, a timeline need not spell them."""


@dataclass(frozen=True)
class ClockLine:
    """`left` in the days in which the clock counts; None where it cannot be reckoned."""

    clock: RunningClock
    left: int | None
    is_late: bool


@dataclass(frozen=True)
class Line:
    """One entry as the timeline shows it."""

    label: str
    happened_on: date
    law: str
    by: str
    facts: tuple[tuple[str, str], ...]


def case_page(case: Case) -> str:
    record, officer, fine = record_of(case), current_officer(), fine_of_case(case)
    named = {key: one.name for key, one in record.officers.items()}
    return render_template(
        "cases/show.html",
        case=case,
        act=acts(case.act_on).get(case.act),
        finding=finding_with(case.finding_id) if case.finding_id else None,
        lines=[_line(entry, named) for entry in record.entries],
        exhibits=shown_exhibits(record, named),
        evidence=[_line(entry, named) for entry in record.entries if entry.step in ALSO_EVIDENCE],
        investigators=[named.get(key, "") for key in record.investigators],
        clocks=_clocks(case, record),
        **_next(case, record),
        amounts=amounts_of(case, record),
        papers=papers_on_page(case, record),
        fine=fine_view(fine, on=clock.today()) if fine else None,
        people=names_of([case.proposed_by, *(hands_of(fine) if fine else [])]),
        may_work=officer.may(Permission.WORK_ON_CASES),
        **_with_other_offices(case),
    )


def _with_other_offices(case: Case) -> dict[str, object]:
    """Whether it was offered up; hard questions that came up in it, and what both sides have remarked on those that went away."""
    questions = questions_of_case(case.id) if current_officer().may(Permission.SEE_QUESTIONS) else []
    handed_on = clocked(handovers_of_case(case.id), on=clock.today())
    return {
        "handovers": handed_on,
        "questions": questions,
        "remarks": {one.id: remarks_of(one.id) for one in questions},
    }


def _next(case: Case, record: CaseRecord) -> dict[str, object]:
    """What may be done, what moves the case, what it waits for."""
    steps, moving = _steps(case, record), moving_steps(Subject.CASE, case.stage)
    return {"steps": steps, "moving": moving, "table": TABLE, "awaited": awaited_steps(record)}


def _clocks(case: Case, record: CaseRecord) -> list[ClockLine]:
    calendar, today = work_calendar(case.agency_id), clock.today()
    return [
        ClockLine(one, one.days_left(on=today, calendar=calendar), one.is_late(on=today))
        for one in clocks_of(record, calendar=calendar)
    ]


def _steps(case: Case, record: CaseRecord) -> list[tuple[str, bool]]:
    """What this person's role may do next, what the case waits for first; and whether they are the right one in this case."""
    officer = current_officer()
    if not officer.may(Permission.WORK_ON_CASES):
        return []
    key, role = str(officer.id), officer.role
    awaited = awaited_steps(record)
    names = sorted(
        open_steps(Subject.CASE, case.stage, officer.role),
        key=lambda name: (name not in awaited, TABLE[name].enters is None),
    )
    return [(name, is_theirs(name, record, key=key, role=role)) for name in names]


def _line(entry: Entry, named: dict[str, str]) -> Line:
    step = TABLE[entry.step]
    values = ((one.name, getattr(entry.facts, one.name)) for one in fields(entry.facts))
    hidden = KEYS if isinstance(entry.facts, Evidence) else frozenset()
    facts = tuple(
        (LABELS[name], _words(name, value, named))
        for name, value in values
        if name not in hidden and value not in ("", None, (), 0)
    )
    return Line(step.label, entry.happened_on, step.law.text, named.get(entry.by, ""), facts)


def _words(name: str, value: Any, named: dict[str, str]) -> str:
    if isinstance(value, bool):
        return str(gettext("是") if value else gettext("否"))
    if isinstance(value, Enum):
        return str(gettext(str(value.value)))
    if name in ("officers", "officer"):
        keys = (value,) if isinstance(value, str) else value
        return str(gettext("、")).join(named.get(key, key) for key in keys)
    if name == "factors":
        known = factors()
        return str(gettext("、")).join(in_language(known[code]) if code in known else code for code in value)
    if name in ("fine_yuan", "amount_yuan"):
        return str(gettext("%(yuan)s 元", yuan=f"{value:,}"))
    return value.isoformat() if isinstance(value, date) else str(value)
