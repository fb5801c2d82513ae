"""Findings of another department's part: doubted on the spot, refused at the desk, and handed over with a paper (移送)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from inspect_app.actions.findings import content_of
from inspect_app.actions.office_papers import PaperFacts, issue_paper
from inspect_app.actions.telling import tell_of_visit
from inspect_app.actions.visits import visit_to_write
from inspect_app.problems import Problem, Refusal, Refused, refuse_if_any
from inspect_app.rules.papers import Values
from inspect_app.rules.people import AgencyKind
from inspect_app.rules.powers import FoundBy, outside_our_power, refuse_recipient
from inspect_app.rules.procedure import Subject
from inspect_app.store.agencies import Agency, agency_with
from inspect_app.store.at_hand import bring
from inspect_app.store.audit import note_deed
from inspect_app.store.base import db
from inspect_app.store.feed import announce
from inspect_app.store.finding_transfers import (
    FindingTransfer,
    note_transfer,
    transfers_of_finding,
    transfers_of_findings,
)
from inspect_app.store.officers import Officer
from inspect_app.store.visits import Finding, finding_with


@dataclass(frozen=True)
class TransferFacts:
    """What the letter says of it; the rest it takes from the record."""

    to_agency_id: UUID
    case_cause: str
    party_name: str
    facts: str
    reasons: str
    contact: str


@dataclass(frozen=True)
class HandedOnSite:
    """As a phone said it, on which visit."""

    transfer_id: UUID
    visit_id: UUID
    finding_id: UUID
    facts: TransferFacts


def beyond_power(finding_ids: Iterable[UUID], *, office: AgencyKind) -> list[Refusal]:
    """Why this office may not act on some of these findings: another department's, or handed over to one."""
    bring(Finding, wanted := list(finding_ids))
    handed = {one.finding_id: one.to_agency.name for one in transfers_of_findings(wanted)}
    findings = sorted((one for named in wanted if (one := finding_with(named))), key=lambda one: one.found_at)
    found = [FoundBy(one.current.text, department_of(one), handed.get(one.id, "")) for one in findings]
    return outside_our_power(found, office=office)


def department_of(finding: Finding) -> AgencyKind:
    """Whose checklist it is of; one that the visit does not have is the office's own."""
    version = finding.visit.content_of(finding.checklist)
    return content_of(version).audience if version else AgencyKind.DISTRICT


def hand_over_on_site(handed: HandedOnSite, *, by: Officer, at: datetime) -> FindingTransfer:
    """Said with no signal: the letter is issued when it arrives, to be stamped and served by the office."""
    visit = visit_to_write(handed.visit_id, by=by, at=at)
    finding = finding_with(handed.finding_id)
    if finding is None or finding.visit_id != visit.id:
        raise Refused(Refusal(Problem.FINDING_UNKNOWN, facts={"waits_for": str(handed.finding_id)}))
    if finding.withdrawn_at:
        raise Refused(Refusal(Problem.FINDING_TAKEN_BACK))
    return hand_over_finding(finding.id, handed.facts, by=by, at=at, transfer_id=handed.transfer_id)


def hand_over_finding(
    finding_id: UUID, facts: TransferFacts, *, by: Officer, at: datetime, transfer_id: UUID | None = None
) -> FindingTransfer:
    """移送. The letter is issued, the visit remembers it, and the phones of that department hear of it."""
    finding = _open_finding(finding_id, by=by)
    recipient = _recipient(facts.to_agency_id, by=by)
    if any(one.to_agency_id == recipient.id for one in transfers_of_finding(finding.id)):
        raise Refused(Refusal(Problem.HANDED_OVER_ALREADY, facts={"agency": recipient.name}))
    paper = issue_paper(_letter(finding, facts, recipient), by=by, at=at)
    transfer = FindingTransfer(
        id=transfer_id or uuid4(), finding_id=finding.id, visit_id=finding.visit_id, to_agency_id=recipient.id,
        paper_id=paper.id, reasons=facts.reasons.strip(), handed_by=by.id, handed_at=at,
    )  # fmt: skip
    note_transfer(transfer)
    db.session.flush()
    note_deed(
        "hand_over_finding", by=by.id, at=at, subject="visit", subject_id=finding.visit_id, to=recipient.name,
        number=paper.number,
    )  # fmt: skip
    announce("transfer", transfer.id, to=[recipient.id])
    tell_of_visit(finding.visit)
    return transfer


def _open_finding(finding_id: UUID, *, by: Officer) -> Finding:
    finding = finding_with(finding_id)
    if finding is None or finding.visit.agency_id != by.home_id or finding.withdrawn_at:
        raise Refused(Refusal(Problem.NOT_FOUND))
    return finding


def _recipient(agency_id: UUID, *, by: Officer) -> Agency:
    agency = agency_with(agency_id)
    if agency is None:
        raise Refused(Refusal(Problem.NOT_FOUND))
    is_partner = agency.parent_id == by.home_id
    refuse_if_any([refuse_recipient(agency.kind, is_partner=is_partner, agency=agency.name)])
    return agency


def _letter(finding: Finding, facts: TransferFacts, recipient: Agency) -> PaperFacts:
    record = {"no": "1", "name": "现场检查记录", "count": "1"}
    values: Values = {
        "recipient": recipient.name,
        "case_cause": facts.case_cause.strip(),
        "party_name": facts.party_name.strip(),
        "facts": facts.facts.strip(),
        "reasons": facts.reasons.strip(),
        "attachments": [record],
        "contact": facts.contact.strip(),
    }
    return PaperFacts("transfer_letter", Subject.VISIT, finding.visit_id, values)
