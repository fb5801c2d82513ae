"""Cases of the general procedure (一般程序): opening one, and taking its steps, each asked of the table and of its gates."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from inspect_app.actions.settings import acts, office_settings, work_calendar
from inspect_app.problems import Problem, Refusal, Refused, refuse_if_any
from inspect_app.rules import statutes
from inspect_app.rules.acts import Party
from inspect_app.rules.calendar import day_of
from inspect_app.rules.case_facts import CaseFacts, CaseSource, Filing, Limitation, OfficerChange
from inspect_app.rules.case_gates import Bench
from inspect_app.rules.case_refusals import clocks_started, day_set, refuse_case_step
from inspect_app.rules.decisions import PartyOfCase
from inspect_app.rules.procedure import STEPS, Stage, Subject, refuse_step
from inspect_app.rules.settings import SettingName
from inspect_app.store.audit import note_deed
from inspect_app.store.base import db
from inspect_app.store.case_lists import cases_of_findings
from inspect_app.store.case_rows import keep_facts
from inspect_app.store.cases import (
    Case,
    CaseFinding,
    CaseStep,
    add_case_step,
    assign,
    case_for_update,
    cases_as_facts,
    next_serial,
)
from inspect_app.store.officers import Officer, officers_of
from inspect_app.store.reviews import lead_with
from inspect_app.store.visits import finding_with
from inspect_app.store.works import Work, work_by_number, work_of


@dataclass(frozen=True)
class CaseOpening:
    """案件来源. `work_number` "" = it is about no work of the register; `finding_ids`, `lead_id` = what it came from."""

    source: CaseSource
    act: str
    act_on: date
    found_on: date
    facts: str
    place: str
    party: PartyOfCase
    limitation: Limitation = Limitation.ORDINARY
    source_note: str = ""
    work_number: str = ""
    finding_ids: tuple[UUID, ...] = ()
    lead_id: UUID | None = None


def open_case(opening: CaseOpening, *, by: Officer, at: datetime, case_id: UUID | None = None) -> Case:
    """登记案件来源. One finding makes one case."""
    work = _work(opening, by=by)
    refuse_if_any(_faults(opening, on=day_of(at)))
    lead_id = _lead_of_office(opening.lead_id, by=by)
    case = _new_case(opening, work, by=by, at=at)
    case.id, case.lead_id = case_id or uuid4(), lead_id
    db.session.add(case)
    for finding_id in dict.fromkeys(opening.finding_ids):
        case.findings.append(_link(finding_id, by=by))
    db.session.flush()
    note_deed("open_case", by=by.id, at=at, subject="case", subject_id=case.id, act=case.act, party=case.party_name)
    return case


def _work(opening: CaseOpening, *, by: Officer) -> Work | None:
    number = opening.work_number.strip()
    work = work_by_number(by.home_id, number) if number else None
    if number and work is None:
        raise Refused(Refusal(Problem.CASE_WORK_UNKNOWN, facts={"number": number}))
    return work


def _faults(opening: CaseOpening, *, on: date) -> list[Refusal | None]:
    is_timely = opening.act_on <= opening.found_on <= on
    needed = {"违法事实": opening.facts, "违法地点": opening.place, "当事人": opening.party.name}
    facts = [{"step": "登记案件来源", "field": name} for name, text in needed.items() if not text.strip()]
    return [
        None if opening.act in acts() else Refusal(Problem.ACT_UNKNOWN, facts={"act": opening.act}),
        None if is_timely else Refusal(Problem.CASE_DAYS_WRONG, statutes.LIMITATION),
        *(Refusal(Problem.CASE_FACT_MISSING, statutes.FILE_IN_TIME, one) for one in facts),
    ]


def _lead_of_office(lead_id: UUID | None, *, by: Officer) -> UUID | None:
    if lead_id is None:
        return None
    lead = lead_with(lead_id)
    if lead is None or lead.agency_id != by.home_id:
        raise Refused(Refusal(Problem.NOT_FOUND))
    return lead.id


def _link(finding_id: UUID, *, by: Officer) -> CaseFinding:
    finding = finding_with(finding_id)
    if finding is None or work_of(by.home_id, finding.work_id) is None:
        raise Refused(Refusal(Problem.NOT_FOUND))
    if cases_of_findings([finding_id]):
        raise Refused(Refusal(Problem.CASE_OF_FINDING_EXISTS))
    link = CaseFinding(id=uuid4(), finding_id=finding.id)
    link.finding = finding
    return link


def _new_case(opening: CaseOpening, work: Work | None, *, by: Officer, at: datetime) -> Case:
    party = opening.party
    return Case(
        agency_id=by.home_id, work_id=work.id if work else None, work=work, stage=Stage.REGISTERED, number="",
        source=opening.source, source_note=opening.source_note, act=opening.act, act_on=opening.act_on,
        found_on=opening.found_on, limitation=opening.limitation, facts=opening.facts, place=opening.place,
        party=party.kind, party_name=party.name, identifier=party.identifier, address=party.address,
        phone=party.phone, representative=party.representative, made_by=by.id, made_at=at, officers=[], findings=[],
    )  # fmt: skip


def take_case_step(case_id: UUID, step: str, facts: Any, *, by: Officer, at: datetime) -> CaseStep:
    """One step: the stage and the role by the table, then its gates, then its facts, its line and its clocks."""
    case = case_of_office(case_id, by=by)
    if refusal := refuse_step(Subject.CASE, step, stage=case.stage, role=by.role):
        raise Refused(refusal)
    seen, bench = cases_as_facts([case])[case.id], bench_of(case, by=by, on=day_of(at))
    refuse_if_any(refuse_case_step(step, seen, facts, bench))
    _refuse_strangers(facts, case)
    case.stage = STEPS[Subject.CASE][step].after(case.stage)
    line = add_case_step(case, _line(step, case, seen, facts, bench, at=at))
    keep_facts(facts, case_id=case.id, step_id=line.id)
    _follow_up(case, facts)
    db.session.flush()
    note_deed(f"{step}_case", by=by.id, at=at, subject="case", subject_id=case.id, day=facts.on.isoformat())
    return line


def case_of_office(case_id: UUID, *, by: Officer) -> Case:
    case = case_for_update(case_id)
    if case is None or case.agency_id != by.home_id:
        raise Refused(Refusal(Problem.NOT_FOUND))
    return case


def bench_of(case: Case, *, by: Officer, on: date) -> Bench:
    settings = office_settings(case.agency_id)
    return Bench(
        act=acts().get(case.act),
        calendar=work_calendar(case.agency_id),
        thresholds={
            Party.CITIZEN: settings.whole(SettingName.HEARING_CITIZEN_YUAN),
            Party.ORGANISATION: settings.whole(SettingName.HEARING_ORGANISATION_YUAN),
        },
        people={one.id: one.facts() for one in officers_of(case.agency_id) if one.disabled_at is None},
        today=on,
        by=by.id,
    )


def _line(step: str, case: Case, seen: CaseFacts, facts: Any, bench: Bench, *, at: datetime) -> CaseStep:
    return CaseStep(
        id=uuid4(),
        step=step,
        enters=case.stage,
        on=facts.on,
        until_on=day_set(facts),
        starts=list(clocks_started(step, seen, facts, bench)),
        reason=str(getattr(facts, "reason", "") or getattr(facts, "note", "")),
        taken_by=bench.by,
        taken_at=at,
    )


def _refuse_strangers(facts: Any, case: Case) -> None:
    """Whoever is named must be one of the office's own people."""
    named = {
        *getattr(facts, "officer_ids", ()),
        getattr(facts, "officer_id", None),
        getattr(facts, "chair_id", None),
    }
    ours = {one.id for one in officers_of(case.agency_id) if one.disabled_at is None}
    if named - ours - {None}:
        raise Refused(Refusal(Problem.OFFICER_NOT_OF_OFFICE))


def _follow_up(case: Case, facts: Any) -> None:
    """What follows of itself: who investigates, and the number of a case that is filed."""
    if not isinstance(facts, Filing | OfficerChange):
        return
    chosen = [one for one in officers_of(case.agency_id) if one.id in facts.officer_ids]
    assign(case, chosen, on=facts.on)
    if isinstance(facts, Filing):
        case.year, case.serial = facts.on.year, next_serial(case.agency_id, facts.on.year)
        wording = office_settings(case.agency_id).text(SettingName.CASE_NUMBER)
        case.number = wording.format(year=case.year, serial=f"{case.serial:03d}")
