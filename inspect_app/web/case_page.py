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
from inspect_app.actions.cases import record_of
from inspect_app.actions.settings import acts, factors, work_calendar
from inspect_app.rules.case_clocks import RunningClock, clocks_of
from inspect_app.rules.cases import CaseRecord, Entry
from inspect_app.rules.permissions import Permission
from inspect_app.rules.procedure import STEPS, Subject, moving_steps, open_steps
from inspect_app.rules.stages import Part, Stage
from inspect_app.store.cases import Case, similar_cases
from inspect_app.store.visits import finding_with
from inspect_app.web.fine_views import fine_view, hands_of
from inspect_app.web.forms.cases import LABELS
from inspect_app.web.papers_of_case import papers_on_page
from inspect_app.web.people import names_of
from inspect_app.web.wording import in_language

TABLE = STEPS[Subject.CASE]
DECIDED = frozenset({Stage.DECIDED, Stage.SERVED, Stage.DEMANDED, Stage.IN_COURT, Stage.CLOSED, Stage.ARCHIVED})
EVIDENCE = frozenset({"add_evidence", "interview", "take_sample", "commission_expert"})


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
        evidence=[_line(entry, named) for entry in record.entries if entry.step in EVIDENCE],
        investigators=[named.get(key, "") for key in record.investigators],
        clocks=_clocks(case, record),
        steps=_steps(case, record),
        moving=moving_steps(Subject.CASE, case.stage),
        table=TABLE,
        similar=similar_cases(case, DECIDED),
        papers=papers_on_page(case, record),
        fine=fine_view(fine, on=clock.today()) if fine else None,
        people=names_of([case.proposed_by, *(hands_of(fine) if fine else [])]),
        may_work=officer.may(Permission.WORK_ON_CASES),
    )


def _clocks(case: Case, record: CaseRecord) -> list[ClockLine]:
    calendar, today = work_calendar(case.agency_id), clock.today()
    return [
        ClockLine(one, one.days_left(on=today, calendar=calendar), one.is_late(on=today))
        for one in clocks_of(record, calendar=calendar)
    ]


def _steps(case: Case, record: CaseRecord) -> list[tuple[str, bool]]:
    """What this person's role may do next, what moves the case first; and whether they are the right one in this case."""
    officer = current_officer()
    if not officer.may(Permission.WORK_ON_CASES):
        return []
    names = sorted(open_steps(Subject.CASE, case.stage, officer.role), key=lambda name: TABLE[name].enters is None)
    return [(name, _is_theirs(TABLE[name].by, str(officer.id), record)) for name in names]


def _is_theirs(part: Part, key: str, record: CaseRecord) -> bool:
    if key in record.recused:
        return False
    if part is Part.INVESTIGATOR:
        return key in record.investigators
    return part is Part.ANYBODY or key not in record.ever_investigated


def _line(entry: Entry, named: dict[str, str]) -> Line:
    step = TABLE[entry.step]
    values = ((one.name, getattr(entry.facts, one.name)) for one in fields(entry.facts))
    facts = tuple(
        (LABELS[name], _words(name, value, named)) for name, value in values if value not in ("", None, (), 0)
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
