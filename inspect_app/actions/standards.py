"""Editions of standards: published by the city out of what it has in force, kept by a district as they came."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from inspect_app.actions.standard_kinds import DEEDS, kind_of
from inspect_app.actions.standard_messages import send_standard
from inspect_app.problems import Problem, Refusal, Refused, refuse_if_any
from inspect_app.rules.calendar import day_of
from inspect_app.rules.people import AgencyKind
from inspect_app.rules.standards import Offer, Period, content_sha256, days_in_order
from inspect_app.store.agencies import Agency
from inspect_app.store.attachments import kept_files
from inspect_app.store.audit import note_deed
from inspect_app.store.base import Json, db
from inspect_app.store.officers import Officer
from inspect_app.store.standards import StandardEdition, edition_numbered, edition_with, editions_of, last_number


@dataclass(frozen=True)
class Wording:
    """What the city says beside the content."""

    note: str
    period: Period


@dataclass(frozen=True)
class Came:
    """An edition as another office sent it."""

    id: UUID
    kind: str
    code: str
    number: int
    title: str
    note: str
    adopt_from: date
    adopt_by: date | None
    content: Json
    files: tuple[Json, ...]
    sha256: str
    published_at: datetime

    def plain(self) -> dict[str, Any]:
        """As the columns of an edition."""
        given = {one.name: getattr(self, one.name) for one in fields(self)}
        return {**given, "files": [dict(one) for one in self.files]}


def offers_of(kind: str, by: Officer) -> Sequence[Offer]:
    """What this office has in force of that kind, each of which it can publish."""
    return DEEDS[kind_of(kind).code].offers(by)


def publish_standard(kind: str, code: str, said: Wording, *, by: Officer, at: datetime) -> StandardEdition:
    """发布一版全市标准: what is in force here, word for word. An edition is never changed; another one follows it."""
    offer = next((one for one in offers_of(kind, by) if one.code == code), None)
    if offer is None:
        raise Refused(Refusal(Problem.NOT_FOUND))
    if not said.note.strip():
        raise Refused(Refusal(Problem.FIELD_MISSING, facts={"field": "改了什么"}))
    refuse_if_any([days_in_order(said.period, today=day_of(at))])
    edition = _new_edition(kind, offer, said, by=by, at=at)
    if keep := DEEDS[kind].keep:
        keep(offer)
    db.session.add(edition)
    _note("publish_standard", edition, by=by, at=at)
    db.session.flush()
    send_standard(edition, by=by, at=at)
    return edition


def _new_edition(kind: str, offer: Offer, said: Wording, *, by: Officer, at: datetime) -> StandardEdition:
    sha256 = content_sha256(kind, offer.code, offer.content, offer.files)
    last = next(iter(editions_of(kind, offer.code)), None)
    if last and last.sha256 == sha256:
        raise Refused(Refusal(Problem.STANDARD_UNCHANGED, facts={"number": last.number}))
    return StandardEdition(
        id=uuid4(),
        agency_id=by.home_id,
        kind=kind,
        code=offer.code,
        number=last_number(by.home_id, kind, offer.code) + 1,
        title=offer.title,
        note=said.note.strip(),
        adopt_from=said.period.adopt_from,
        adopt_by=said.period.adopt_by,
        content=offer.content,
        files=[dict(one) for one in offer.files],
        sha256=sha256,
        published_at=at,
        published_by=by.id,
    )


def keep_standard(came: Came, *, of: Agency, at: datetime) -> StandardEdition:
    """收到一版全市标准. Kept as it came, also of a kind that only a newer program knows; the same twice is one."""
    if of.kind is not AgencyKind.CITY:
        raise Refused(Refusal(Problem.STANDARD_NOT_OF_THE_CITY))
    if content_sha256(came.kind, came.code, came.content, came.files) != came.sha256:
        raise Refused(Refusal(Problem.STANDARD_ALTERED))
    known = edition_with(came.id) or edition_numbered(of.id, came.kind, came.code, came.number)
    if known:
        if (known.id, known.sha256) != (came.id, came.sha256):
            raise Refused(Refusal(Problem.STANDARD_DIFFERS, facts={"number": came.number}))
        return known
    _refuse_missing_files(came.files)
    edition = StandardEdition(**came.plain(), agency_id=of.id, received_at=at)
    db.session.add(edition)
    note_deed(
        "receive_standard", by=None, at=at, subject="standard", subject_id=edition.id, kind=came.kind, code=came.code,
        number=came.number,
    )  # fmt: skip
    db.session.flush()
    return edition


def _refuse_missing_files(files: Sequence[Json]) -> None:
    here = kept_files([str(one["sha256"]) for one in files])
    for one in files:
        if one["sha256"] not in here:
            raise Refused(Refusal(Problem.STANDARD_FILE_MISSING, facts={"name": str(one["name"])}))


def _note(deed: str, edition: StandardEdition, *, by: Officer, at: datetime) -> None:
    said = {"kind": edition.kind, "code": edition.code, "number": edition.number, "sha256": edition.sha256}
    note_deed(deed, by=by.id, at=at, subject="standard", subject_id=edition.id, **said)
