"""An import of leads: what a sheet would enter, what it gets wrong, and what is here already; and doing it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from inspect_app.actions.leads import report_lead
from inspect_app.problems import Problem, Refusal
from inspect_app.rules.calendar import day_of
from inspect_app.rules.lead_sheets import COLUMNS, facts_of_row, is_example
from inspect_app.rules.leads import LONGEST, lead_faults
from inspect_app.rules.sheet_tables import ColumnFault, TableRow
from inspect_app.store.audit import note_deed
from inspect_app.store.leads import references_known
from inspect_app.store.officers import Officer
from inspect_app.store.works import numbers_known

LABELS = {column.code: column.label for column in COLUMNS}


@dataclass(frozen=True)
class LeadRows:
    """`new` = would be entered; `known` = their letter's number is here already; `wrong` = with faults."""

    new: tuple[TableRow, ...]
    known: tuple[TableRow, ...]
    wrong: tuple[TableRow, ...]


def sort_leads(rows: Sequence[TableRow], *, agency_id: UUID, on: date) -> LeadRows:
    """A letter's number is entered once: one that is here already is passed over, a second one in the sheet is wrong."""
    here = references_known(agency_id, _named(rows, "reference"))
    works = numbers_known(agency_id, _named(rows, "work"))
    new, known, wrong = list[TableRow](), list[TableRow](), list[TableRow]()
    first: dict[str, int] = {}
    for row in rows:
        checked = _checked(row, first, works, on=on)
        pile = wrong if checked.faults else known if str(row.values.get("reference", "")) in here - {""} else new
        pile.append(checked)
    return LeadRows(tuple(new), tuple(known), tuple(wrong))


def _named(rows: Sequence[TableRow], code: str) -> list[str]:
    return sorted({text for row in rows if (text := str(row.values.get(code, "")))})


def _checked(row: TableRow, first: dict[str, int], works: set[str], *, on: date) -> TableRow:
    if row.faults:
        return row
    facts, number = facts_of_row(row.values)
    faults = [ColumnFault(_column_of(one), one) for one in lead_faults(facts, on=on)]
    if number and number not in works:
        faults.append(ColumnFault(LABELS["work"], Refusal(Problem.LEAD_WORK_UNKNOWN, facts={"number": number})))
    if is_example(row.values):
        faults.append(ColumnFault(LABELS["reference"], Refusal(Problem.IMPORT_EXAMPLE_ROW)))
    if facts.reference and (before := first.setdefault(facts.reference, row.number)) != row.number:
        twice = {"row": before, "field": LABELS["reference"]}
        faults.append(ColumnFault(LABELS["reference"], Refusal(Problem.IMPORT_SAME_ROW, facts=twice)))
    is_secret = any(fault.refusal.problem is Problem.CLASSIFIED_WORK for fault in faults)
    return replace(row, faults=tuple(faults), texts={} if is_secret else row.texts)


def _column_of(refusal: Refusal) -> str:
    named = str(refusal.facts.get("field", ""))
    if refusal.problem is Problem.LEAD_FROM_THE_FUTURE:
        return LABELS["came_on"]
    return named if named in LABELS.values() else LONGEST["summary"][0]


def import_leads(rows: Sequence[TableRow], *, source: str, by: Officer, at: datetime) -> int:
    """Enter what is still new now; another may have entered the same letter since the preview. `source` = the file."""
    sorted_rows = sort_leads(rows, agency_id=by.home_id, on=day_of(at))
    for row in sorted_rows.new:
        facts, number = facts_of_row(row.values)
        report_lead(facts, number, by=by, at=at)
    count = len(sorted_rows.new)
    note_deed("import_leads", by=by.id, at=at, subject="lead", source=source, count=count)
    return count
