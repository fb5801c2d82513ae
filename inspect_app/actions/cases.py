"""Cases: proposed from a finding, a lead or by hand, then step by step through the one table (一般程序)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from inspect_app.actions.case_fines import (
    call_off_fine_of_case,
    open_fine_of_case,
)
from inspect_app.actions.case_papers import case_facts, serve_with_step
from inspect_app.actions.case_records import record_of
from inspect_app.actions.case_volumes import PictureOf, keep_volume, no_picture
from inspect_app.actions.finding_powers import beyond_power
from inspect_app.actions.law import law_now
from inspect_app.actions.lead_reports import report_progress
from inspect_app.actions.lead_steps import ask_for_case, lead_behind
from inspect_app.actions.settings import acts, office_settings, work_calendar
from inspect_app.actions.telling import tell_of_lead
from inspect_app.problems import Problem, Refusal, Refused, refuse_if_any
from inspect_app.rules.acts import Sanction
from inspect_app.rules.calendar import WorkCalendar, day_of
from inspect_app.rules.case_clocks import RunningClock, clocks_of
from inspect_app.rules.case_entries import ENTRIES
from inspect_app.rules.case_fines import refuse_beside_the_fine
from inspect_app.rules.case_paper_facts import CaseFacts
from inspect_app.rules.case_papers import refuse_without_papers
from inspect_app.rules.case_records import NewEntry
from inspect_app.rules.cases import refuse_entry
from inspect_app.rules.decisions import PartyOfCase
from inspect_app.rules.judgement import Judgement, Question, judge
from inspect_app.rules.lead_reports import is_reported
from inspect_app.rules.people import AgencyKind
from inspect_app.rules.plain import NotPlain, from_plain, to_plain
from inspect_app.rules.procedure import STEPS, Subject, refuse_step
from inspect_app.rules.settings import SettingName
from inspect_app.rules.stages import Stage
from inspect_app.store.audit import note_deed
from inspect_app.store.base import db
from inspect_app.store.cases import Case, CaseEntry, case_for_update, last_case_number
from inspect_app.store.leads import lead_with
from inspect_app.store.officers import Officer
from inspect_app.store.settings import latest_rulebook
from inspect_app.store.works import work_of


@dataclass(frozen=True)
class Proposal:
    """案件来源. `act_on` = the (last) day of the act, `found_on` = the day on which the office learnt of it."""

    work_id: UUID
    act: str
    party: PartyOfCase
    facts: str
    source: str
    act_on: date
    found_on: date
    finding_id: UUID | None = None
    lead_id: UUID | None = None


def propose_case(proposal: Proposal, *, by: Officer, at: datetime, case_id: UUID | None = None) -> Case:
    """Asks for a case to be filed. Raises `Refused` with all that is missing."""
    work = work_of(by.home_id, proposal.work_id)
    refuse_if_any([None if work else Refusal(Problem.NOT_FOUND), *_proposal_faults(proposal, on=day_of(at))])
    edition = latest_rulebook()
    case = Case(
        id=case_id or uuid4(), agency_id=by.home_id, work_id=proposal.work_id, work=work, stage=Stage.PROPOSED,
        number=_next_number(by.home_id, day_of(at).year), source=proposal.source.strip(), act=proposal.act,
        party_kind=proposal.party.kind, party=to_plain(proposal.party), facts=proposal.facts.strip(),
        act_on=proposal.act_on, found_on=proposal.found_on, finding_id=proposal.finding_id,
        lead_id=lead_behind(proposal.lead_id, proposal.finding_id),
        proposed_by=by.id, proposed_at=at, rulebook=edition.number if edition else 0,
        fine_yuan=0, entries=[],
    )  # fmt: skip
    db.session.add(case)
    db.session.flush()
    if case.lead_id:
        ask_for_case(case.lead_id, case.number, by=by, at=at)
    note_deed("propose_case", by=by.id, at=at, subject="case", subject_id=case.id, number=case.number)
    return case


def _proposal_faults(proposal: Proposal, *, on: date) -> list[Refusal | None]:
    words = {"案件来源": proposal.source, "当事人": proposal.party.name, "违法事实": proposal.facts}
    days = {"day": proposal.found_on.isoformat(), "since": proposal.act_on.isoformat(), "today": on.isoformat()}
    is_ordered = proposal.act_on <= proposal.found_on <= on
    return [
        *(
            Refusal(Problem.FIELD_MISSING, facts={"field": name})
            for name, text in words.items()
            if not text.strip()
        ),
        None if proposal.act in acts() else Refusal(Problem.ACT_UNKNOWN, facts={"act": proposal.act}),
        None if is_ordered else Refusal(Problem.CASE_DAY_WRONG, facts=days),
        *beyond_power([proposal.finding_id] if proposal.finding_id else [], office=AgencyKind.DISTRICT),
    ]


def _next_number(agency_id: UUID, year: int) -> str:
    """案号 of the office, by year; the case exists from its proposal on, so that no number is skipped."""
    template = office_settings(agency_id).text(SettingName.CASE_NUMBER)
    prefix = template.split("{serial}")[0].replace("{year}", str(year))
    serial = last_case_number(agency_id, prefix) + 1
    return template.replace("{year}", str(year)).replace("{serial}", f"{serial:04d}")


def take_case_step(
    case_id: UUID,
    step: str,
    happened_on: date,
    facts: Mapping[str, Any],
    *,
    seen: int,
    by: Officer,
    at: datetime,
    picture_of: PictureOf = no_picture,
) -> CaseEntry:
    """`facts` = plain values of the step's own shape. `seen` = how many entries the person saw: nobody decides unseen.
    `picture_of` = where the photos of the file that is archived come from.

    Raises `Refused` with every gate that is closed.
    """
    case = case_for_update(case_id)
    if case is None or case.agency_id != by.home_id:
        raise Refused(Refusal(Problem.NOT_FOUND))
    if seen != len(case.entries):
        raise Refused(Refusal(Problem.CASE_CHANGED_MEANWHILE))
    refuse_if_any([refuse_step(Subject.CASE, step, stage=case.stage, role=by.role)])
    record, calendar = record_of(case), work_calendar(case.agency_id)
    new = NewEntry(step, happened_on, read_facts(step, facts), str(by.id), day_of(at), calendar, _amount_of(case))
    refuse_if_any(refuse_entry(record, new))
    known = case_facts(case, record, on=day_of(at))
    refuse_if_any([*refuse_beside_the_fine(known, new), *refuse_without_papers(known, new)])
    entry = _write(case, new, by=by, at=at)
    _carry_out(case, known, new, by=by, at=at)
    if step == "archive":
        keep_volume(case, case_facts(case, record_of(case), on=day_of(at)), picture_of, by=by, at=at)
    return entry


def _carry_out(case: Case, known: CaseFacts, new: NewEntry, *, by: Officer, at: datetime) -> None:
    """What follows from the step by itself: its paper is served, the debt begins or is called off."""
    serve_with_step(case, known, new, by=by, at=at)
    if new.step == "serve":
        paper = known.decision_paper
        open_fine_of_case(case, new.happened_on, paper.number if paper else "", at=at)
    if new.step == "withdraw":
        call_off_fine_of_case(case, new.facts.note, by=by, at=at)


def note_in_case(case_id: UUID, step: str, note: str, *, at: datetime) -> None:
    """A step that another office's message takes: its answer is written down, whatever the case has come to meanwhile."""
    case = case_for_update(case_id)
    if case is None or refuse_step(Subject.CASE, step, stage=case.stage):
        return
    facts = read_facts(step, {"note": note})
    new = NewEntry(step, day_of(at), facts, "", day_of(at), work_calendar(case.agency_id), _amount_of(case))
    _write(case, new, by=None, at=at)


def _write(case: Case, new: NewEntry, *, by: Officer | None, at: datetime) -> CaseEntry:
    case.stage = STEPS[Subject.CASE][new.step].stage_after(case.stage)
    if new.step == "decide":
        case.fine_yuan = new.facts.fine_yuan
    entry = CaseEntry(
        id=uuid4(), case_id=case.id, position=len(case.entries) + 1, step=new.step, enters=case.stage,
        happened_on=new.happened_on, facts=to_plain(new.facts), taken_by=by and by.id, taken_at=at,
    )  # fmt: skip
    case.entries.append(entry)
    db.session.flush()
    if case.lead_id and (lead := lead_with(case.lead_id)):
        tell_of_lead(lead)
    note_deed("take_case_step", by=by and by.id, at=at, subject="case", subject_id=case.id, number=case.number)
    if case.lead_id and is_reported(Subject.CASE, new.step):
        report_progress(case.lead_id, at=at)
    return entry


def read_facts(step: str, facts: Mapping[str, Any]) -> Any:
    try:
        return from_plain(ENTRIES[step], facts)
    except NotPlain as fault:
        raise Refused(Refusal(Problem.BODY_NOT_UNDERSTOOD, facts={"where": fault.where})) from fault


def clocks_of_case(case: Case, calendar: WorkCalendar) -> list[RunningClock]:
    return clocks_of(record_of(case), calendar=calendar)


def _amount_of(case: Case) -> Any:
    table = law_now()

    def amount(sanction: Sanction, fine_yuan: int, factors: tuple[str, ...], on: date) -> Judgement:
        question = Question(case.act, case.party_kind, sanction, case.act_on, on, fine_yuan, (), factors)
        return judge(question, table)

    return amount
