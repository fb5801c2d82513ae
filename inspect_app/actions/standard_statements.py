"""What districts state of the city's editions, and the table that the city reads them from: who is on which edition."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.rules.standards import Outcome, Standing, is_overdue, standing_of
from inspect_app.store.agencies import Agency
from inspect_app.store.audit import note_deed
from inspect_app.store.base import db
from inspect_app.store.standards import StandardEdition, StandardStatement, edition_with, statements_of


@dataclass(frozen=True)
class Stated:
    """`stated_at` = by the clock of who stated it: by this they are put in order."""

    edition_id: UUID
    outcome: Outcome
    from_on: date | None
    supplements: int
    reason: str
    stated_at: datetime


@dataclass(frozen=True)
class Place:
    """A district's place in the table: how it stands to the newest edition, and which one it uses."""

    agency: Agency
    newest: StandardEdition
    standing: Standing
    statement: StandardStatement | None
    used: StandardEdition | None
    used_since: date | None
    is_overdue: bool


def note_statement(stated: Stated, *, of: Agency, at: datetime) -> StandardStatement:
    """Added to what is known; the latest stated one holds, in whatever order they come."""
    if edition_with(stated.edition_id) is None:
        raise Refused(Refusal(Problem.STANDARD_UNKNOWN))
    row = StandardStatement(
        id=uuid4(),
        edition_id=stated.edition_id,
        agency_id=of.id,
        outcome=stated.outcome,
        from_on=stated.from_on,
        supplements=stated.supplements,
        reason=stated.reason,
        stated_at=stated.stated_at,
        received_at=at,
    )
    db.session.add(row)
    note_deed(
        "note_standard_statement", by=None, at=at, subject="standard", subject_id=stated.edition_id,
        agency=of.name, outcome=stated.outcome.value, reason=stated.reason,
    )  # fmt: skip
    db.session.flush()
    return row


def places_of(
    editions: Sequence[StandardEdition],
    districts: Sequence[Agency],
    came: Mapping[tuple[UUID, UUID], bool],
    *,
    today: date,
) -> list[Place]:
    """Of one standard, all its editions with the newest first. `came` = (edition, agency) that was sent: has it a receipt?"""
    newest, numbered = editions[0], {one.id: one for one in editions}
    said = {(one.edition_id, one.agency_id): one for one in statements_of(list(numbered))}
    return [_place(agency, newest, numbered, said, came, today) for agency in districts]


def _place(
    agency: Agency,
    newest: StandardEdition,
    numbered: Mapping[UUID, StandardEdition],
    said: Mapping[tuple[UUID, UUID], StandardStatement],
    came: Mapping[tuple[UUID, UUID], bool],
    today: date,
) -> Place:
    statement, sent = said.get((newest.id, agency.id)), came.get((newest.id, agency.id))
    outcome = statement.outcome if statement else None
    in_use = [one for one in numbered.values() if _uses(said.get((one.id, agency.id)))]
    used = max(in_use, key=lambda one: one.number, default=None)
    since = said[used.id, agency.id].from_on if used else None
    standing = standing_of(outcome, is_sent=sent is not None, is_received=bool(sent))
    late = is_overdue(outcome, newest.adopt_by, today=today)
    return Place(agency, newest, standing, statement, used, since, late)


def _uses(statement: StandardStatement | None) -> bool:
    return statement is not None and statement.outcome is Outcome.IN_USE
