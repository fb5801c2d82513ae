"""The file of a general-procedure case as a review sees it, gathered from its record; and who had a part in it."""

from collections.abc import Mapping
from datetime import date

from inspect_app.actions.case_records import record_of
from inspect_app.actions.files_of_decisions import debt_of
from inspect_app.actions.kept_things import files_kept, forms_of, papers_kept
from inspect_app.actions.law import law_now
from inspect_app.actions.settings import work_calendar
from inspect_app.problems import Refusal
from inspect_app.rules.acts import Procedure
from inspect_app.rules.case_clocks import RunningClock, clocks_of
from inspect_app.rules.cases import CaseRecord
from inspect_app.rules.file_facts import Debt, GeneralFile, Kept
from inspect_app.rules.file_reviews import PartInFile
from inspect_app.rules.judgement import Question, judge
from inspect_app.rules.paper_forms import FORMS
from inspect_app.rules.people import Role
from inspect_app.rules.procedure import STEPS, Part, Subject
from inspect_app.store.cases import Case
from inspect_app.store.fines import fine_of
from inspect_app.store.photo_bytes import PhotoFolder

TABLE = STEPS[Subject.CASE]
PURSUED = frozenset({"demand", "apply_to_court"})


def file_of_case(case: Case, *, folder: PhotoFolder, on: date) -> GeneralFile:
    record, calendar = record_of(case), work_calendar(case.agency_id)
    clocks = tuple(clocks_of(record, calendar=calendar))
    return GeneralFile(
        record, calendar, on, clocks, _refused_amount(case, record), _lacking(case, record),
        papers=tuple(papers_kept(case.id)), evidence=tuple(_evidence(record, folder)),
        debt=_debt(case, record, clocks), number=case.number,
    )  # fmt: skip


def _refused_amount(case: Case, record: CaseRecord) -> tuple[Refusal, ...] | None:
    """The law of the day of the decision, as it is known now; a bar to the simple procedure alone is no fault."""
    decision = record.last("decide")
    if decision is None:
        return None
    factors = record.conclusion.factors if record.conclusion else ()
    facts = decision.facts
    question = Question(
        case.act, case.party_kind, facts.sanction, case.act_on, decision.happened_on, facts.fine_yuan, (), factors
    )
    judgement = judge(question, law_now())
    return judgement.reasons if judgement.procedure is Procedure.NONE else ()


def _lacking(case: Case, record: CaseRecord) -> tuple[str, ...]:
    here = forms_of(case.id)
    wanted = dict.fromkeys(form for one in record.entries for form in TABLE[one.step].papers)
    return tuple(FORMS[form].title for form in wanted if form not in here and form in FORMS)


def _evidence(record: CaseRecord, folder: PhotoFolder) -> list[Kept]:
    named = [one.facts for one in record.all("add_evidence") if one.facts.sha256]
    return files_kept(((one.title, one.sha256) for one in named), folder)


def _debt(case: Case, record: CaseRecord, clocks: tuple[RunningClock, ...]) -> Debt | None:
    """As a fine of the office where it is kept as one, else by the record; nothing is due before it was served."""
    if fine := fine_of(case.id, Procedure.GENERAL):
        known = debt_of(fine)
        return known and Debt(known.amount_yuan, known.unpaid_yuan, known.due_on, _is_pursued(record))
    if not record.fine_yuan or not record.has("serve"):
        return None
    unpaid = record.fine_yuan - record.paid_yuan
    return Debt(record.fine_yuan, unpaid, _due(record, clocks) if unpaid > 0 else None, _is_pursued(record))


def _due(record: CaseRecord, clocks: tuple[RunningClock, ...]) -> date | None:
    delay = record.last("allow_delay")
    if delay:
        until: date = delay.facts.until_on
        return until
    return next((one.last_on for one in clocks if one.code == "pay_fine"), None)


def _is_pursued(record: CaseRecord) -> bool:
    return any(one.step in PURSUED for one in record.entries)


def parts_in_case(case: Case) -> Mapping[str, PartInFile]:
    """By the officer's id: whoever investigated, then whoever reviewed legally or approved, then who else took a step."""
    record = record_of(case)
    parts = {one.by: _part(one.step) for one in sorted(record.entries, key=lambda one: RANK[_part(one.step)])}
    officers = {str(case.proposed_by), *record.ever_investigated}
    return parts | dict.fromkeys(officers, PartInFile.OFFICER)


RANK = {part: rank for rank, part in enumerate(reversed(PartInFile))}


def _part(step: str) -> PartInFile:
    row = TABLE[step]
    if row.by is Part.INVESTIGATOR:
        return PartInFile.OFFICER
    if row.taken_by == frozenset({Role.LEGAL_REVIEWER}):
        return PartInFile.LEGAL_REVIEWER
    return PartInFile.APPROVER if row.taken_by == frozenset({Role.HEAD}) else PartInFile.CLERK
