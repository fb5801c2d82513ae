"""Checklists: drafted, edited, published. What is published never changes; the phones hear of the new version."""

import hashlib
import json
from collections.abc import Callable
from datetime import datetime
from uuid import UUID, uuid4

from inspect_app.actions.settings import acts
from inspect_app.catalogue import shipped_checklists
from inspect_app.problems import Problem, Refusal, Refused, refuse_if_any
from inspect_app.rules.checklist_edits import code_fault
from inspect_app.rules.checklists import Checklist
from inspect_app.rules.people import AgencyKind
from inspect_app.rules.plain import to_plain
from inspect_app.rules.publishing import faults_of
from inspect_app.store.agencies import all_agencies
from inspect_app.store.audit import note_deed
from inspect_app.store.base import db
from inspect_app.store.checklists import (
    ChecklistFile,
    ChecklistVersion,
    VersionState,
    checklist_by_code,
    forget_draft,
    version_for_update,
)
from inspect_app.store.feed import announce
from inspect_app.store.officers import Officer
from inspect_app.store.standards import holds_by_standard


def content_sha256(checklist: Checklist) -> str:
    text = json.dumps(to_plain(checklist), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def new_draft(checklist: Checklist, *, by: Officer | None, at: datetime) -> ChecklistVersion:
    """A draft with this content; the file is made when the code is new. One draft at a time: it is replaced."""
    by_id = by.id if by else None  # asked for before there is a half-filled row that a query would flush
    file = checklist_by_code(checklist.code)
    if file is None:
        file = ChecklistFile(id=uuid4(), code=checklist.code, audience=checklist.audience, versions=[])
        db.session.add(file)
    draft = file.draft
    if draft is None:
        number = max((one.number for one in file.versions), default=0) + 1
        draft = ChecklistVersion(id=uuid4(), number=number, state=VersionState.DRAFT, published_at=None)
        file.versions.insert(0, draft)
    _write(draft, checklist, by_id=by_id, at=at)
    db.session.flush()
    return draft


def begin_draft(checklist: Checklist, deed: str, *, by: Officer, at: datetime) -> ChecklistVersion:
    """A person's new draft. Never over somebody's draft, and never for another audience: phones know the file by both."""
    refuse_common_part(checklist.code)
    file = checklist_by_code(checklist.code)
    if file and file.draft:
        known = {"code": file.code, "number": file.draft.number}
        raise Refused(Refusal(Problem.CHECKLIST_HAS_DRAFT, facts=known))
    if file and file.audience is not checklist.audience:
        fixed = {"code": file.code, "audience": file.audience.value}
        raise Refused(Refusal(Problem.CHECKLIST_AUDIENCE_FIXED, facts=fixed))
    codes = [checklist.code, *(section.code for section in checklist.sections), *checklist.items]
    refuse_if_any([code_fault(code, ()) for code in codes])
    draft = new_draft(checklist, by=by, at=at)
    note_deed(
        deed, by=by.id, at=at, subject="checklist", subject_id=draft.id, code=checklist.code, number=draft.number
    )
    return draft


def draft_for_update(version_id: UUID) -> ChecklistVersion:
    version = version_for_update(version_id)
    if version is None:
        raise Refused(Refusal(Problem.NOT_FOUND))
    if version.state is not VersionState.DRAFT:
        raise Refused(Refusal(Problem.CHECKLIST_NOT_DRAFT))
    return version


def change_draft(
    version_id: UUID, change: Callable[[Checklist], Checklist], part: str, *, by: Officer, at: datetime
) -> ChecklistVersion:
    """Read, change and write under one lock: people at different parts of a draft never lose each other's work."""
    version = draft_for_update(version_id)
    checklist = change(version.content())
    _write(version, checklist, by_id=by.id, at=at)
    note_deed(
        "save_checklist",
        by=by.id,
        at=at,
        subject="checklist",
        subject_id=version.id,
        code=checklist.code,
        part=part,
    )
    db.session.flush()
    return version


def discard_draft(version_id: UUID, sha256: str, *, by: Officer, at: datetime) -> None:
    """删除草稿. Only as it was seen; its hash stays in the audit."""
    version = _as_seen(version_id, sha256)
    note_deed(
        "discard_checklist_draft",
        by=by.id,
        at=at,
        subject="checklist",
        subject_id=version.id,
        code=version.file.code,
        number=version.number,
        sha256=version.sha256,
    )
    forget_draft(version)


def publish_draft(version_id: UUID, sha256: str, *, by: Officer, at: datetime) -> ChecklistVersion:
    """Only what the person has seen goes out to the phones."""
    version = _as_seen(version_id, sha256)
    refuse_common_part(version.file.code)
    publish_checklist(version, by=by, at=at)
    return version


def refuse_common_part(code: str) -> None:
    """What all districts have in common is nobody's own draft: only the next edition changes it, and supplements add to it."""
    if held := holds_by_standard("checklist", code):
        raise Refused(Refusal(Problem.STANDARD_COMMON_PART, facts={"code": code, "number": held.edition.number}))


def _as_seen(version_id: UUID, sha256: str) -> ChecklistVersion:
    version = draft_for_update(version_id)
    if version.sha256 != sha256:
        raise Refused(Refusal(Problem.CHANGED_MEANWHILE))
    return version


def _write(draft: ChecklistVersion, checklist: Checklist, *, by_id: UUID | None, at: datetime) -> None:
    draft.body = to_plain(checklist)
    draft.sha256 = content_sha256(checklist)
    draft.changed_at, draft.changed_by = at, by_id


def publish_checklist(version: ChecklistVersion, *, by: Officer | None, at: datetime) -> None:
    """发布. Visits that have begun keep their version; new ones get this one."""
    if version.state is not VersionState.DRAFT:
        raise Refused(Refusal(Problem.CHECKLIST_NOT_DRAFT))
    if faults := faults_of(version.content(), acts()):
        details = "；".join(f"{fault.where}：{fault.what}" for fault in faults[:10])
        raise Refused(Refusal(Problem.CHECKLIST_BROKEN, facts={"count": len(faults), "details": details}))
    for other in version.file.versions:
        if other.state is VersionState.PUBLISHED:
            other.state = VersionState.RETIRED
            tell_of_version(other)
    version.state = VersionState.PUBLISHED
    version.published_at, version.published_by = at, by.id if by else None
    by_id, number = by.id if by else None, version.number
    note_deed("publish_checklist", by=by_id, at=at, subject="checklist", subject_id=version.id, number=number)
    tell_of_version(version)


def tell_of_version(version: ChecklistVersion) -> None:
    """Every agency whose officers fill it hears of it, and the office, which takes partners along."""
    announce("checklist", version.id, to=_audience(version.file))


def _audience(file: ChecklistFile) -> list[UUID]:
    return [agency.id for agency in all_agencies() if agency.kind in (AgencyKind.DISTRICT, file.audience)]


def publish_shipped_checklists(*, at: datetime) -> list[ChecklistVersion]:
    """The catalogue's checklists, where the office has none of that code yet: its own edits are never overwritten."""
    published = []
    for checklist in shipped_checklists():
        if checklist_by_code(checklist.code) is None:
            version = new_draft(checklist, by=None, at=at)
            publish_checklist(version, by=None, at=at)
            published.append(version)
    return published
