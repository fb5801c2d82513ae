"""Checklists as standards: the common part as the city published it, the district's own items over it, published as any other."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID, uuid4

from inspect_app.actions.checklists import content_sha256, new_draft, publish_checklist
from inspect_app.actions.settings import acts
from inspect_app.problems import Problem, Refusal, Refused, refuse_if_any
from inspect_app.rules.checklist_edits import code_fault, free_code
from inspect_app.rules.checklists import Checklist
from inspect_app.rules.plain import NotPlain, from_plain, to_plain
from inspect_app.rules.publishing import faults_of
from inspect_app.rules.standard_supplements import ItemSupplement, LaidOver, conflict_of, laid_over
from inspect_app.rules.standards import Offer
from inspect_app.store.audit import note_deed
from inspect_app.store.base import db
from inspect_app.store.checklists import checklist_by_code, published_versions
from inspect_app.store.officers import Officer, officers_with
from inspect_app.store.standards import (
    StandardAdoption,
    StandardEdition,
    StandardSupplement,
    adoption_in_use,
    editions_of,
    supplement_with,
    supplements_to,
)

KIND = "checklist"


def offers(_by: Officer) -> list[Offer]:
    """The checklists in force here."""
    found = [(version.file.code, version) for version in published_versions()]
    return [
        Offer(code, version.content().title.zh, version.body)
        for code, version in sorted(found, key=lambda pair: pair[0])
    ]


def common_part(edition: StandardEdition) -> Checklist:
    try:
        return from_plain(Checklist, edition.content)
    except NotPlain as wrong:
        raise Refused(Refusal(Problem.STANDARD_UNREADABLE, facts={"where": wrong.where or "."})) from None


def as_used_here(edition: StandardEdition) -> LaidOver:
    """The edition with the supplements of now."""
    return laid_over(common_part(edition), [read(one) for one in supplements_to(KIND, edition.code)])


def read(supplement: StandardSupplement) -> ItemSupplement:
    return from_plain(ItemSupplement, supplement.body)


def hindrances(edition: StandardEdition, _by: Officer) -> list[Refusal]:
    """Somebody's draft would be lost, another department fills it, supplements do not fit, or it is not complete by our law."""
    laid = as_used_here(edition)
    file, checklist = checklist_by_code(edition.code), laid.checklist
    found = list(laid.conflicts)
    if file and file.draft:
        facts = {"code": file.code, "number": file.draft.number}
        found.append(Refusal(Problem.CHECKLIST_HAS_DRAFT, facts=facts))
    if file and file.audience is not checklist.audience:
        fixed = {"code": file.code, "audience": file.audience.value}
        found.append(Refusal(Problem.CHECKLIST_AUDIENCE_FIXED, facts=fixed))
    if faults := faults_of(checklist, acts()):
        details = "；".join(f"{fault.where}：{fault.what}" for fault in faults[:10])
        found.append(Refusal(Problem.CHECKLIST_BROKEN, facts={"count": len(faults), "details": details}))
    return found


def put_in_force(adoption: StandardAdoption, at: datetime) -> tuple[UUID, list[str]]:
    """Published in the name of whoever decided. Visits that have begun keep their version."""
    [by] = officers_with([adoption.decided_by] if adoption.decided_by else [])
    laid = as_used_here(adoption.edition)
    file = checklist_by_code(adoption.edition.code)
    if file and file.published and file.published.sha256 == content_sha256(laid.checklist):
        return file.published.id, list(laid.added)
    version = new_draft(laid.checklist, by=by, at=at)
    publish_checklist(version, by=by, at=at)
    return version.id, list(laid.added)


def add_supplement(code: str, supplement: ItemSupplement, *, by: Officer, at: datetime) -> StandardSupplement:
    """An item of the district's own, which goes out when the edition is adopted (again). An empty code gets local-1, local-2, …"""
    own = _named(code, supplement)
    used = adoption_in_use(KIND, code)
    taken = [read(one).item.code for one in supplements_to(KIND, code)]
    conflict = conflict_of(common_part(used.edition), own) if used else None
    refuse_if_any([code_fault(own.item.code, taken), conflict])
    row = StandardSupplement(id=uuid4(), kind=KIND, code=code, body=to_plain(own), written_at=at, written_by=by.id)
    db.session.add(row)
    said = {"code": code, "part": own.item.code}
    note_deed("add_supplement", by=by.id, at=at, subject="standard_supplement", subject_id=row.id, **said)
    db.session.flush()
    return row


def _named(code: str, supplement: ItemSupplement) -> ItemSupplement:
    """A code that no edition so far has, and no other supplement."""
    if supplement.item.code:
        return supplement
    used = {item for one in editions_of(KIND, code) for item in common_part(one).items}
    used |= {read(one).item.code for one in supplements_to(KIND, code)}
    return replace(supplement, item=replace(supplement.item, code=free_code("local", used)))


def remove_supplement(supplement_id: UUID, *, by: Officer, at: datetime) -> StandardSupplement:
    """It stays on the record, and in the versions that had it."""
    row = supplement_with(supplement_id)
    if row is None or row.removed_at:
        raise Refused(Refusal(Problem.NOT_FOUND))
    row.removed_at, row.removed_by = at, by.id
    said = {"code": row.code, "part": read(row).item.code}
    note_deed("remove_supplement", by=by.id, at=at, subject="standard_supplement", subject_id=row.id, **said)
    db.session.flush()
    return row
