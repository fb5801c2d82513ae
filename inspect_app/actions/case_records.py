"""Cases as their record tells them: what was written, what their fine tells, who may be named."""

from collections.abc import Iterable
from uuid import UUID

from inspect_app.actions.case_fines import fines_of_cases, with_what_the_fine_tells
from inspect_app.actions.interests import declared_in, touched
from inspect_app.actions.settings import office_settings
from inspect_app.rules.acts import Party
from inspect_app.rules.case_entries import ENTRIES
from inspect_app.rules.case_records import CaseRecord, Entry
from inspect_app.rules.interests import InterestFacts
from inspect_app.rules.plain import from_plain
from inspect_app.rules.settings import SettingName
from inspect_app.rules.stages import Stage
from inspect_app.store.base import once_a_transaction
from inspect_app.store.cases import Case, unsettled_cases
from inspect_app.store.officers import officers_of


def record_of(case: Case) -> CaseRecord:
    """The case as its record tells it; officers of the whole office may be named."""
    return records_of(case.agency_id, [case])[case.id]


def records_of(agency_id: UUID, cases: Iterable[Case]) -> dict[UUID, CaseRecord]:
    """Of many cases of one office, whose people and settings are read once."""
    settings = office_settings(agency_id)
    officers = {str(one.id): one.facts() for one in officers_of(agency_id)}
    thresholds = {
        Party.CITIZEN: settings.whole(SettingName.HEARING_THRESHOLD_CITIZEN),
        Party.ORGANISATION: settings.whole(SettingName.HEARING_THRESHOLD_ORGANISATION),
    }
    cases = list(cases)
    fines, declared = fines_of_cases(cases), declared_in(agency_id)
    return {
        one.id: CaseRecord(
            stage=one.stage, party=one.party_kind, act_on=one.act_on, found_on=one.found_on,
            entries=with_what_the_fine_tells(_written(one), fines.get(one.id)), officers=officers, thresholds=thresholds,
            interested=_interested(declared, one),
        )
        for one in cases
    }  # fmt: skip


def records_going_on(agency_id: UUID) -> dict[UUID, tuple[Case, CaseRecord]]:
    """Of every case that is not archived, oldest first: asked once, however many numbers of a page are drawn from them."""

    def load() -> dict[UUID, tuple[Case, CaseRecord]]:
        cases = unsettled_cases(agency_id, frozenset({Stage.ARCHIVED}))
        records = records_of(agency_id, cases)
        return {one.id: (one, records[one.id]) for one in cases}

    return once_a_transaction(("cases going on", agency_id), load)


def _interested(declared: list[InterestFacts], case: Case) -> frozenset[str]:
    """In its work, whoever answers for it, or the party of the case."""
    if not declared:
        return frozenset()
    party = [text for text in (case.party.get("name"), case.party.get("identifier")) if text]
    return frozenset(str(key) for key in touched(declared, case.work, party))


def _written(case: Case) -> list[Entry]:
    return [
        Entry(one.step, one.happened_on, from_plain(ENTRIES[one.step], one.facts), str(one.taken_by or ""))
        for one in case.entries
    ]
