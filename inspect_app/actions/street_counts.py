"""What the record says that each street did in a year: for every figure the very things that it counts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from uuid import UUID

from inspect_app.actions.patrols import rhythm_of
from inspect_app.actions.raised_leads import outcomes_of
from inspect_app.rules.calendar import SHANGHAI, day_of
from inspect_app.rules.leads import CONFIRMED
from inspect_app.rules.patrols import was_on_time
from inspect_app.rules.street_duties import (
    BY_HAND,
    USUAL,
    DutyFigure,
    DutyKind,
    was_reported_in_time,
)
from inspect_app.store.base import Among
from inspect_app.store.leads import Lead, leads_reported
from inspect_app.store.street_counts import (
    OF_WORKS,
    StreetYear,
    count_street_works,
    patrols_of_year,
    street_works_counted,
)
from inspect_app.store.street_duties import StreetDuties, confirmed_deeds, duties_of_year
from inspect_app.store.street_matters import StreetMatter, matters_told

F = DutyFigure


@dataclass
class Counted:
    """`ids` = what each figure counts; of works only `works`, how many: a city's street has thousands.

    `by_hand` = what the district confirmed.
    """

    ids: dict[DutyFigure, set[UUID]] = field(default_factory=lambda: {one: set() for one in DutyFigure})
    works: dict[DutyFigure, int] = field(default_factory=lambda: dict.fromkeys(OF_WORKS, 0))
    by_hand: dict[DutyKind, int] = field(default_factory=lambda: dict.fromkeys(BY_HAND, 0))

    def numbers(self) -> dict[DutyFigure | DutyKind, int]:
        numbers: dict[DutyFigure | DutyKind, int] = {figure: len(ids) for figure, ids in self.ids.items()}
        return numbers | dict(self.works.items()) | dict(self.by_hand.items())


@dataclass(frozen=True)
class _Year:
    """One year of one office until a day."""

    agency_id: UUID
    year: int
    on: date
    duties: Mapping[UUID, StreetDuties]
    found: Mapping[UUID, Counted]

    @property
    def span(self) -> tuple[datetime, datetime]:
        return tuple(datetime.combine(date(self.year + more, 1, 1), time(), SHANGHAI) for more in (0, 1))  # type: ignore[return-value]

    def amount(self, street_id: UUID, kind: DutyKind) -> int:
        duties = self.duties.get(street_id)
        amount = duties.amount_of(kind) if duties else None
        return USUAL[kind] if amount is None else amount

    def of_store(self) -> StreetYear:
        """Enough = as often in this year as the street's list says. Overdue is a matter of today."""
        enough = {street_id: self.amount(street_id, DutyKind.PATROL_EACH) for street_id in self.found}
        usual = rhythm_of(self.agency_id, on=self.on).usual
        return StreetYear(
            self.agency_id, *self.span, enough, usual, overdue_on=self.on if self.year == self.on.year else None
        )


def _year(agency_id: UUID, street_ids: Iterable[UUID], year: int, on: date) -> _Year:
    return _Year(agency_id, year, on, duties_of_year(agency_id, year), {one: Counted() for one in street_ids})


def counted(agency_id: UUID, street_ids: list[UUID], year: int, *, on: date) -> dict[UUID, Counted]:
    """By street, all of them with the same few queries."""
    asked = _year(agency_id, street_ids, year, on)
    _count_patrols(asked, asked.of_store())
    for street_id, numbers in count_street_works(asked.of_store()).items():
        asked.found[street_id].works = numbers
    _count_leads(asked, leads_reported(agency_id, street_ids, *asked.span))
    _count_matters(asked, matters_told(agency_id, *asked.span))
    for (street_id, kind), count in confirmed_deeds(agency_id, year).items():
        if street_id in asked.found and kind in BY_HAND:
            asked.found[street_id].by_hand[kind] = count
    return dict(asked.found)


def among_figure(agency_id: UUID, street_ids: list[UUID], year: int, figure: DutyFigure, *, on: date) -> Among:
    """What the figure counts of these streets, for the list that shows such things."""
    if figure in OF_WORKS:
        return street_works_counted(_year(agency_id, street_ids, year, on).of_store(), figure)
    found = counted(agency_id, street_ids, year, on=on)
    return frozenset().union(*(one.ids[figure] for one in found.values()))


def _count_patrols(asked: _Year, year: StreetYear) -> None:
    """On time by the interval that holds for the work now; the patrol before it may be of an earlier year."""
    for patrol_id, street_id, at, before, every in patrols_of_year(year):
        if street_id not in asked.found:
            continue
        ids = asked.found[street_id].ids
        ids[F.PATROLS].add(patrol_id)
        if was_on_time(day_of(at), day_of(before) if before else None, every):
            ids[F.ON_TIME].add(patrol_id)


def _count_leads(asked: _Year, leads: list[Lead]) -> None:
    outcomes = outcomes_of(leads)
    for lead in leads:
        street_id = lead.reported_from
        if street_id is None or street_id not in asked.found:
            continue
        ids, within = asked.found[street_id].ids, asked.amount(street_id, DutyKind.REPORT_IN_TIME)
        ids[F.LEADS].add(lead.id)
        if was_reported_in_time(lead.came_on, day_of(lead.made_at), within):
            ids[F.LEADS_IN_TIME].add(lead.id)
        if outcomes[lead.id].result in CONFIRMED:
            ids[F.CONFIRMED].add(lead.id)


def _count_matters(asked: _Year, matters: list[StreetMatter]) -> None:
    """Owed = answered, or its day is over and the office still wants it."""
    for one in matters:
        is_owed = one.answered_at is not None or (one.closed_at is None and one.due_on < asked.on)
        if one.street_id not in asked.found or not is_owed:
            continue
        ids = asked.found[one.street_id].ids
        ids[F.MATTERS].add(one.id)
        if one.answered_at and day_of(one.answered_at) <= one.due_on:
            ids[F.ANSWERED].add(one.id)
