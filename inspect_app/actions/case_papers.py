"""Papers of a case: begun from its record, made by a person, and bound to the steps that rest on them."""

from datetime import date, datetime, time
from uuid import UUID

from inspect_app.actions.case_fines import debt_of
from inspect_app.actions.office_papers import PaperFacts, issue_paper, serve_paper
from inspect_app.actions.settings import acts, factors, office_texts
from inspect_app.catalogue.paper_layouts import paper_wordings
from inspect_app.problems import Refusal, refuse_if_any
from inspect_app.rules.calendar import SHANGHAI, day_of
from inspect_app.rules.case_paper_facts import DECISIONS, CaseFacts, MadePaper
from inspect_app.rules.case_papers import papers_of_step, refuse_making
from inspect_app.rules.cases import CaseRecord, NewEntry
from inspect_app.rules.decisions import PartyOfCase
from inspect_app.rules.paper_forms import form_of
from inspect_app.rules.papers import Values, faults_in
from inspect_app.rules.plain import from_plain
from inspect_app.rules.procedure import Subject
from inspect_app.store.agencies import agency_with
from inspect_app.store.cases import Case
from inspect_app.store.office_papers import OfficePaper, papers_of
from inspect_app.store.officers import Officer, officers_of

NOON = time(12)


def case_facts(case: Case, record: CaseRecord, *, on: date) -> CaseFacts:
    agency = agency_with(case.agency_id)
    if agency is None:
        raise LookupError(case.agency_id)
    texts = office_texts(agency, on=on)
    people = {str(one.id): (one.name, one.badge_number or "") for one in officers_of(case.agency_id)}
    return CaseFacts(
        number=case.number, source=case.source, facts=case.facts, party=from_plain(PartyOfCase, case.party),
        act=acts(case.act_on).get(case.act), work=case.work.name, work_number=case.work.number, place=case.work.address,
        agency=texts.agency, payment_place=texts.payment_place, found_on=case.found_on, today=on,
        proposer=people.get(str(case.proposed_by), ("", ""))[0], record=record, people=people, words=paper_wordings(),
        factors={code: words.zh for code, words in factors().items()}, may_be_heard=_may_be_heard(record),
        papers=tuple(made_paper(one) for one in papers_of(case.id) if one.voided_at is None), debt=debt_of(case, on=on),
    )  # fmt: skip


def _may_be_heard(record: CaseRecord) -> bool:
    intended = record.conclusion.fine_yuan if record.conclusion else 0
    return intended >= record.thresholds[record.party]


def made_paper(paper: OfficePaper) -> MadePaper:
    served_on = day_of(paper.served_at) if paper.served_at else None
    said = paper.content["values"]
    made_on = day_of(paper.made_at)
    return MadePaper(
        paper.form, paper.title, paper.number, made_on, served_on, paper.served_to, paper.served_how, said
    )


def make_case_paper(
    case: Case,
    record: CaseRecord,
    form: str,
    values: Values,
    *,
    by: Officer,
    at: datetime,
) -> OfficePaper:
    """Raises `Refused` with everything that stands in the way; then nothing was made and no number is used.

    A decision bears the day on which the head decided, every other paper the day on which it is made.
    """
    known = case_facts(case, record, on=day_of(at))
    code = form_of(form).code
    refuse_if_any([*refuse_making(code, known, values), *faults_in_what_is_asked(code, values)])
    dated = known.decision.happened_on if code in DECISIONS.values() and known.decision else None
    return issue_paper(PaperFacts(code, Subject.CASE, case.id, values, dated), by=by, at=at)


def faults_in_what_is_asked(form: str, values: Values) -> list[Refusal]:
    """What the form itself asks for, but for the redress, which is written when the paper is issued."""
    faults = faults_in(form_of(form), values if values.get("redress") else {**values, "redress": "－"})
    return [one for one in faults if one.facts.get("field") != "redress"]


def serve_with_step(case: Case, known: CaseFacts, new: NewEntry, *, by: Officer, at: datetime) -> None:
    """The paper that the step served is served with it, on the step's day and in its way, unless that was noted before."""
    way = getattr(new.facts, "way", None)
    if way is None:
        return
    to = getattr(new.facts, "to_whom", "") or getattr(new.facts, "recipient", "") or known.party.name
    for needed in papers_of_step(new.step, known):
        paper = _newest(case.id, needed.form)
        if paper and paper.served_at is None:
            serve_paper(paper.id, to, way.value, by=by, at=at, served_at=_moment(new.happened_on, at))


def _newest(case_id: UUID, form: str) -> OfficePaper | None:
    standing = [one for one in papers_of(case_id) if one.form == form and one.voided_at is None]
    return standing[-1] if standing else None


def _moment(day: date, at: datetime) -> datetime:
    """Of a day that was written down later only the day is known: its noon stands for it."""
    return at if day == day_of(at) else datetime.combine(day, NOON, SHANGHAI)
