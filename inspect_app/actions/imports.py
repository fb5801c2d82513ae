"""An import of the register: what a sheet would enter, change or get wrong; and doing it, if nothing has moved since."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from inspect_app.actions.works import Register, enter_work, faults_in, register_of, rewrite_work
from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.rules.calendar import day_of
from inspect_app.rules.work_columns import Difference, Fault, all_faults, differences, read_work
from inspect_app.rules.work_sheets import Sheet, SheetRow
from inspect_app.rules.work_texts import one_line, tidied
from inspect_app.rules.works import LABELS, WorkFacts
from inspect_app.store.audit import note_deed
from inspect_app.store.officers import Officer
from inspect_app.store.works import Work, register_state, works_for_update, works_of


class Outcome(StrEnum):
    """What becomes of a row."""

    WRONG = "有误"
    CHANGED = "变更"
    NEW = "新增"
    UNCHANGED = "无变化"


@dataclass(frozen=True)
class RowOutcome:
    """`facts` are None for a wrong row; `work` is None for a new one."""

    row: SheetRow
    outcome: Outcome
    faults: tuple[Fault, ...] = ()
    differences: tuple[Difference, ...] = ()
    facts: WorkFacts | None = None
    work: Work | None = None


@dataclass(frozen=True)
class Preview:
    """`state` = the state of the register that the outcomes were found against."""

    rows: tuple[RowOutcome, ...]
    ignored: tuple[str, ...]
    state: int


def preview_import(sheet: Sheet, *, agency_id: UUID, on: date) -> Preview:
    works = works_of(agency_id)
    register = register_of(agency_id, *works)
    return Preview(_outcomes(sheet.rows, works, register, on=on), sheet.ignored, register_state(agency_id))


def apply_import(
    rows: Sequence[SheetRow], *, state: int, source: str, by: Officer, at: datetime
) -> dict[Outcome, int]:
    """Enter and change what the preview showed, all of it or nothing. `source` = the name of the file."""
    works = works_for_update(by.home_id)
    if register_state(by.home_id) != state:
        raise Refused(Refusal(Problem.IMPORT_OUTDATED))
    register = register_of(by.home_id, *works)
    counts = dict.fromkeys(Outcome, 0)
    for one in _outcomes(rows, works, register, on=day_of(at)):
        counts[one.outcome] += 1
        if one.outcome is Outcome.NEW and one.facts:
            enter_work(one.facts, register, by=by, at=at)
        elif one.outcome is Outcome.CHANGED and one.facts and one.work:
            rewrite_work(one.work, one.facts, register, by=by, at=at)
    done = {outcome.name.lower(): count for outcome, count in counts.items()}
    note_deed("import_works", by=by.id, at=at, subject="register", source=source, rows=done)
    return counts


def _outcomes(
    rows: Sequence[SheetRow], works: Sequence[Work], register: Register, *, on: date
) -> tuple[RowOutcome, ...]:
    known = {work.number: work for work in works}
    first_rows: dict[str, int] = {}
    return tuple(_outcome(row, known, register, first_rows, on=on) for row in rows)


def _outcome(
    row: SheetRow, known: Mapping[str, Work], register: Register, first_rows: dict[str, int], *, on: date
) -> RowOutcome:
    """`first_rows` = number -> the row of the sheet that has it; a second one is wrong."""
    if row.fault:
        return RowOutcome(row, Outcome.WRONG, (row.fault,))
    work = known.get(one_line(row.texts["number"]))
    before = tidied(work.facts()) if work else None
    facts, misread = read_work(row.texts, before=before)
    faults = all_faults(misread, faults_in(facts, register, known=work, on=on), facts)
    first = first_rows.setdefault(facts.number, row.number)
    if facts.number and first != row.number:
        faults.append(Fault(LABELS["number"], Refusal(Problem.IMPORT_DOUBLE_ROW, facts={"row": first})))
    if faults:
        return _wrong(row, faults)
    if before is None:
        return RowOutcome(row, Outcome.NEW, facts=facts)
    differs = tuple(differences(before, facts))
    return RowOutcome(row, Outcome.CHANGED if differs else Outcome.UNCHANGED, (), differs, facts, work)


def _wrong(row: SheetRow, faults: Sequence[Fault]) -> RowOutcome:
    """Of a classified work nothing is kept but that it was refused."""
    classified = [fault for fault in faults if fault.refusal.problem is Problem.CLASSIFIED_WORK]
    kept = SheetRow(row.number, {}) if classified else row
    return RowOutcome(kept, Outcome.WRONG, tuple(classified or faults))
