"""The rows of an amendment, as long as it is a draft: each must fit the law as the rows before it leave it."""

from datetime import datetime
from uuid import UUID, uuid4

from inspect_app.actions.amendments import draft_to_change
from inspect_app.actions.law import law_now
from inspect_app.problems import Problem, Refusal, Refused, refuse_if_any
from inspect_app.rules.amendment_faults import Fault, faults_of_rows
from inspect_app.rules.amendments import KINDS, Change, MarkAct, about, kind_of
from inspect_app.rules.plain import from_plain, to_plain
from inspect_app.store.amendments import AmendedRow, Amendment, drop_row
from inspect_app.store.audit import note_deed
from inspect_app.store.base import db
from inspect_app.store.officers import Officer
from inspect_app.store.standards import holds_by_standard


def add_change(
    amendment_id: UUID, change: Change, *, is_common: bool = False, by: Officer, at: datetime
) -> AmendedRow:
    """Another row at the end. It must fit the law as the rows before it leave it. `is_common` = it is the city's own row."""
    amendment = draft_to_change(amendment_id)
    if not is_common:
        refuse_common_row(change)
    changes = [*amendment.changes(), change]
    refuse_if_any([one.refusal for one in _faults_at(changes, len(changes) - 1)])
    row = _new_row(amendment, change, len(changes), by=by, at=at)
    amendment.rows.append(row)
    db.session.flush()
    _note("add_amended_row", amendment, row, by=by, at=at)
    return row


def replace_change(amendment_id: UUID, row_id: UUID, change: Change, *, by: Officer, at: datetime) -> AmendedRow:
    """A row of a draft, written anew."""
    amendment = draft_to_change(amendment_id)
    row = _row(amendment, row_id)
    refuse_common_row(change)
    changes = [change if one is row else one.change() for one in amendment.rows]
    refuse_if_any([one.refusal for one in _faults_at(changes, row.position - 1)])
    row.kind, row.body = kind_of(change), to_plain(change)
    row.written_by, row.written_at = by.id, at
    db.session.flush()
    _note("change_amended_row", amendment, row, by=by, at=at)
    return row


def remove_change(amendment_id: UUID, row_id: UUID, *, by: Officer, at: datetime) -> None:
    amendment = draft_to_change(amendment_id)
    row = _row(amendment, row_id)
    _note("remove_amended_row", amendment, row, by=by, at=at)
    drop_row(amendment, row)


def refuse_common_row(change: Change) -> None:
    """What the city's rows say of an act, a benchmark or a factor is common to all districts, and changes with the next edition.

    How well a row is known is each office's own to say: one that came unchecked is checked here.
    """
    held = None if isinstance(change, MarkAct) else holds_by_standard("rulebook", "rulebook")
    if held is None:
        return
    common = {about(from_plain(KINDS[one["kind"]], one["row"])) for one in held.edition.content["changes"]}
    if about(change) in common:
        facts = {"code": " ".join(about(change)), "number": held.edition.number}
        raise Refused(Refusal(Problem.STANDARD_COMMON_PART, facts=facts))


def _row(amendment: Amendment, row_id: UUID) -> AmendedRow:
    row = next((one for one in amendment.rows if one.id == row_id), None)
    if row is None:
        raise Refused(Refusal(Problem.NOT_FOUND))
    return row


def _new_row(amendment: Amendment, change: Change, position: int, *, by: Officer, at: datetime) -> AmendedRow:
    return AmendedRow(
        id=uuid4(),
        amendment_id=amendment.id,
        position=position,
        kind=kind_of(change),
        body=to_plain(change),
        written_by=by.id,
        written_at=at,
    )


def _faults_at(changes: list[Change], position: int) -> list[Fault]:
    """Of this very row. What only the whole set can mend is told when it is submitted."""
    return [one for one in faults_of_rows(changes, law_now()) if one.position == position]


def _note(deed: str, amendment: Amendment, row: AmendedRow, *, by: Officer, at: datetime) -> None:
    said = {"title": amendment.title, "kind": row.kind, "row": row.body}
    note_deed(deed, by=by.id, at=at, subject="amendment", subject_id=amendment.id, **said)
