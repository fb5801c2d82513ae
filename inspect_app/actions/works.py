"""The register of works: entering, changing, and what anybody sees of its history."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID, uuid4

from pypinyin import Style, lazy_pinyin

from inspect_app.actions.telling import tell_of_work
from inspect_app.problems import Problem, Refusal, Refused, refuse_if_any
from inspect_app.rules.calendar import day_of
from inspect_app.rules.plain import to_plain
from inspect_app.rules.works import WorkFacts, check_work
from inspect_app.store.agencies import Agency, streets_of
from inspect_app.store.audit import note_deed
from inspect_app.store.base import db
from inspect_app.store.officers import Officer
from inspect_app.store.works import Entrance, Work, WorkParty, work_by_number, work_of

PLAIN_FIELDS = (
    "number", "name", "address", "status", "area_m2", "peacetime_use", "protection_class", "built_year",
    "is_key_project", "notes",
)  # fmt: skip


def pinyin_initials(name: str) -> str:
    """万达广场 -> wdgc, for search on any keyboard."""
    return "".join(part[0].lower() for part in lazy_pinyin(name, style=Style.FIRST_LETTER) if part.strip())


def register_work(facts: WorkFacts, *, agency_id: UUID, by: Officer | None, at: datetime) -> Work:
    street = _street(agency_id, facts.street)
    taken = work_by_number(agency_id, facts.number)
    faults = [*check_work(facts, on=day_of(at)), _unknown_street(street, facts.street)]
    faults.append(Refusal(Problem.DUPLICATE_NUMBER, facts={"number": facts.number}) if taken else None)
    refuse_if_any(faults)
    work = Work(id=uuid4(), agency_id=agency_id, is_demonstration=False, revision=1, parties=[], entrances=[])
    _fill(work, facts, street, at=at)
    db.session.add(work)
    note_deed(
        "register_work",
        by=by.id if by else None,
        at=at,
        subject="work",
        subject_id=work.id,
        number=work.number,
    )
    tell_of_work(work)
    return work


def change_work(work_id: UUID, facts: WorkFacts, *, revision: int, by: Officer, at: datetime) -> Work:
    """Refused when somebody else changed the work since the form was opened; what was typed is not lost."""
    work = work_of(by.home_id, work_id)
    if work is None:
        raise Refused(Refusal(Problem.NOT_FOUND))
    street = _street(work.agency_id, facts.street)
    taken = work_by_number(work.agency_id, facts.number)
    faults = [*check_work(facts, on=day_of(at)), _unknown_street(street, facts.street)]
    faults.append(Refusal(Problem.CHANGED_MEANWHILE) if work.revision != revision else None)
    if taken and taken.id != work.id:
        faults.append(Refusal(Problem.DUPLICATE_NUMBER, facts={"number": facts.number}))
    refuse_if_any(faults)
    if changed := changes_between(work.facts(), facts):
        work.revision += 1
        _fill(work, facts, street, at=at)
        note_deed("change_work", by=by.id, at=at, subject="work", subject_id=work.id, changed=changed)
        tell_of_work(work)
    return work


def changes_between(before: WorkFacts, after: WorkFacts) -> dict[str, list[object]]:
    """{field: [old, new]} in plain form; empty when nothing differs."""
    old, new = to_plain(_settled(before)), to_plain(_settled(after))
    return {name: [old[name], new[name]] for name in new if old[name] != new[name]}


def _settled(facts: WorkFacts) -> WorkFacts:
    parties = tuple(sorted((p for p in facts.parties if p.name), key=lambda p: p.part.name))
    return replace(facts, parties=parties, area_m2=facts.area_m2.quantize(facts.area_m2.__class__("0.01")))


def _street(agency_id: UUID, name: str) -> Agency | None:
    return next((street for street in streets_of(agency_id) if street.name == name), None)


def _unknown_street(street: Agency | None, name: str) -> Refusal | None:
    return None if street or not name.strip() else Refusal(Problem.UNKNOWN_STREET, facts={"value": name})


def _fill(work: Work, facts: WorkFacts, street: Agency | None, *, at: datetime) -> None:
    for name in PLAIN_FIELDS:
        setattr(work, name, getattr(facts, name))
    if street:
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
