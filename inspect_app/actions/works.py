"""The register of works: entering and changing, one by one or thousands at a time, and who sees what of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from uuid import UUID, uuid4

from pypinyin import Style, lazy_pinyin

from inspect_app.actions.telling import tell_of_work
from inspect_app.problems import Problem, Refusal, Refused, refuse_if_any
from inspect_app.rules.calendar import day_of
from inspect_app.rules.people import STREETS
from inspect_app.rules.plain import to_plain
from inspect_app.rules.work_columns import Fault, all_faults
from inspect_app.rules.work_texts import tidied
from inspect_app.rules.works import WorkFacts, check_work
from inspect_app.store.agencies import Agency, streets_of
from inspect_app.store.audit import note_deed
from inspect_app.store.base import db
from inspect_app.store.feed import announce
from inspect_app.store.officers import Officer
from inspect_app.store.works import Entrance, Work, WorkParty, work_by_number, work_for_update, work_of

PLAIN_FIELDS = (
    "number", "name", "address", "status", "area_m2", "peacetime_use", "protection_class", "built_year",
    "is_key_project", "notes",
)  # fmt: skip


@dataclass(frozen=True)
class Register:
    """What a check must know of the register, asked once for any number of works. `taken` = number -> work's id."""

    agency_id: UUID
    streets: Mapping[str, Agency]
    taken: dict[str, UUID]


def register_of(agency_id: UUID, *works: Work | None) -> Register:
    streets = {street.name: street for street in streets_of(agency_id)}
    return Register(agency_id, streets, {work.number: work.id for work in works if work})


@lru_cache(maxsize=50_000)
def pinyin_initials(name: str) -> str:
    """万达广场A座12号 -> wdgcaz12h, for search on any keyboard: letters and digits stay whole."""
    parts = lazy_pinyin(name, style=Style.FIRST_LETTER)
    return "".join(letter for part in parts for letter in part.lower() if letter.isalnum())


def street_seen_by(officer: Officer) -> UUID | None:
    """A street's officer sees the works of that street and no internal notes; None = sees everything of the office."""
    return officer.agency_id if officer.role in STREETS else None


def work_seen_by(officer: Officer, work_id: UUID) -> Work:
    work, street_id = work_of(officer.home_id, work_id), street_seen_by(officer)
    if work is None or street_id not in (None, work.street_id):
        raise Refused(Refusal(Problem.NOT_FOUND))
    return work


def register_work(
    facts: WorkFacts, *, agency_id: UUID, by: Officer | None, at: datetime, misread: Sequence[Fault] = ()
) -> Work:
    """`misread` = what of a form could not be read; it is refused together with the faults of the rest."""
    register = register_of(agency_id, work_by_number(agency_id, tidied(facts).number))
    _refuse_together(misread, faults_in(tidied(facts), register, on=day_of(at)), facts)
    return enter_work(facts, register, by=by, at=at)


def enter_work(
    facts: WorkFacts,
    register: Register,
    *,
    by: Officer | None,
    at: datetime,
    work_id: UUID | None = None,
    is_demonstration: bool = False,
) -> Work:
    """Enter a work into a register that is known already: asks the database nothing."""
    facts = tidied(facts)
    refuse_if_any(faults_in(facts, register, on=day_of(at)))
    work = Work(
        id=work_id or uuid4(),
        agency_id=register.agency_id,
        is_demonstration=is_demonstration,
        revision=1,
        parties=[],
        entrances=[],
    )
    _fill(work, facts, register.streets[facts.street], at=at)
    db.session.add(work)
    register.taken[work.number] = work.id
    by_id = by.id if by else None
    note_deed("register_work", by=by_id, at=at, subject="work", subject_id=work.id, number=work.number)
    tell_of_work(work)
    return work


def change_work(
    work_id: UUID, facts: WorkFacts, *, revision: int, by: Officer, at: datetime, misread: Sequence[Fault] = ()
) -> Work:
    """Refused when somebody else changed the work since the form was opened; what was typed is not lost."""
    work = work_for_update(by.home_id, work_id)
    if work is None:
        raise Refused(Refusal(Problem.NOT_FOUND))
    register = register_of(work.agency_id, work_by_number(work.agency_id, tidied(facts).number))
    stale = [Refusal(Problem.CHANGED_MEANWHILE)] if work.revision != revision else []
    _refuse_together(misread, stale + faults_in(tidied(facts), register, known=work, on=day_of(at)), facts)
    rewrite_work(work, facts, register, by=by, at=at)
    return work


def _refuse_together(misread: Sequence[Fault], refusals: Sequence[Refusal], facts: WorkFacts) -> None:
    refuse_if_any([fault.refusal for fault in all_faults(misread, refusals, facts)])


def rewrite_work(work: Work, facts: WorkFacts, register: Register, *, by: Officer, at: datetime) -> bool:
    """Change a work of a register that is known already; False when nothing differs."""
    facts = tidied(facts)
    refuse_if_any(faults_in(facts, register, known=work, on=day_of(at)))
    changed = changes_between(work.facts(), facts)
    if changed:
        announce("work", work.id, to=[work.street_id])  # a street that it leaves hears so
        work.revision += 1
        _fill(work, facts, register.streets[facts.street], at=at)
        note_deed("change_work", by=by.id, at=at, subject="work", subject_id=work.id, changed=changed)
        tell_of_work(work)
    return bool(changed)


def faults_in(facts: WorkFacts, register: Register, *, known: Work | None = None, on: date) -> list[Refusal]:
    """Every fault of tidied facts as a new work, or as the new facts of a known one."""
    faults = check_work(facts, on=on)
    if facts.street and facts.street not in register.streets:
        faults.append(Refusal(Problem.UNKNOWN_STREET, facts={"value": facts.street}))
    if register.taken.get(facts.number) not in (None, known.id if known else None):
        faults.append(Refusal(Problem.DUPLICATE_NUMBER, facts={"number": facts.number}))
    return faults


def changes_between(before: WorkFacts, after: WorkFacts) -> dict[str, list[object]]:
    """{field: [old, new]} in plain form; empty when nothing differs."""
    old, new = to_plain(tidied(before)), to_plain(tidied(after))
    return {name: [old[name], new[name]] for name in new if old[name] != new[name]}


def _fill(work: Work, facts: WorkFacts, street: Agency, *, at: datetime) -> None:
    for name in PLAIN_FIELDS:
        setattr(work, name, getattr(facts, name))
    work.street_id, work.street = street.id, street
    work.initials = pinyin_initials(facts.name)
    work.changed_at = at
    _fill_parties(work, facts)
    _fill_entrances(work, facts)


def _fill_parties(work: Work, facts: WorkFacts) -> None:
    wanted = {party.part: party for party in facts.parties if party.name}
    work.parties = [known for known in work.parties if known.part in wanted]
    known = {party.part: party for party in work.parties}
    for part, party in wanted.items():
        if part not in known:
            work.parties.append(WorkParty(id=uuid4(), **vars(party)))
        else:
            for name, value in vars(party).items():
                setattr(known[part], name, value)


def _fill_entrances(work: Work, facts: WorkFacts) -> None:
    kept = work.entrances[: len(facts.entrances)]
    for entrance, wanted in zip(kept, facts.entrances, strict=False):
        for name, value in vars(wanted).items():
            setattr(entrance, name, value)
    new = [
        Entrance(id=uuid4(), position=position, **vars(wanted))
        for position, wanted in enumerate(facts.entrances[len(kept) :], start=len(kept) + 1)
    ]
    work.entrances = kept + new
