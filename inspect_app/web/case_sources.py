"""Where a case comes from: a finding of a visit, a lead, or nothing that we hold; and what it already tells the form."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.rules.calendar import day_of
from inspect_app.rules.works import PartyPart
from inspect_app.store.officers import Officer
from inspect_app.store.reviews import Lead, lead_with
from inspect_app.store.visits import Finding, finding_with
from inspect_app.store.works import Work, work_of
from inspect_app.web.forms.cases import CaseForm
from inspect_app.web.lists import an_id

PARTS = (PartyPart.MANAGER, PartyPart.OWNER, PartyPart.BUILDER)


@dataclass(frozen=True)
class Source:
    """`query` = what the address carries, so that the form is sent to the same source."""

    finding: Finding | None = None
    lead: Lead | None = None
    work: Work | None = None

    @property
    def query(self) -> dict[str, str]:
        things = {"finding": self.finding, "lead": self.lead, "work": self.work}
        return {name: str(thing.id) for name, thing in things.items() if thing}


def source_of(args: Mapping[str, str], officer: Officer) -> Source:
    """Only things of this office; a lead brings its finding along."""
    lead_id, finding_id = an_id(args.get("lead")), an_id(args.get("finding"))
    lead = _lead(lead_id, officer) if lead_id else None
    finding_id = finding_id or (lead.finding_id if lead else None)
    finding = finding_with(finding_id) if finding_id else None
    work_id = finding.work_id if finding else lead.work_id if lead else an_id(args.get("work"))
    work = work_of(officer.home_id, work_id) if work_id else None
    if (finding_id or work_id) and work is None:
        raise Refused(Refusal(Problem.NOT_FOUND))
    return Source(finding, lead, work)


def _lead(lead_id: UUID, officer: Officer) -> Lead:
    lead = lead_with(lead_id)
    if lead is None or lead.agency_id != officer.home_id:
        raise Refused(Refusal(Problem.NOT_FOUND))
    return lead


def fill_in_source(form: CaseForm, source: Source) -> None:
    """What the register and the record know; the officer may change all of it."""
    form.source.data = "inspection" if source.finding else "other"
    if source.work:
        form.work_number.data, form.place.data = source.work.number, f"{source.work.address} {source.work.name}"
        _fill_in_party(form, source.work)
    if source.lead:
        form.facts.data = source.lead.summary
    if source.finding:
        current = source.finding.current
        form.facts.data = current.text
        form.found_on.data = form.act_on.data = day_of(source.finding.found_at)
        form.act.data = next(iter(current.acts), form.act.data)


def _fill_in_party(form: CaseForm, work: Work) -> None:
    party = next((found for part in PARTS if (found := work.party(part))), None)
    if party:
        form.party_name.data, form.identifier.data = party.name, party.credit_code
        form.representative.data, form.address.data = party.representative, party.address
        form.phone.data = party.phone
