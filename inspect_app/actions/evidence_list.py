"""The list of a package for print (电子数据证据提取笔录): of each file how, when and by whom it was made, and what it proves."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from inspect_app.rules.calendar import SHANGHAI
from inspect_app.store.documents import documents_of
from inspect_app.store.officers import Officer, officers_with
from inspect_app.store.photos import Photo, PhotoFile, photos_of
from inspect_app.store.recordings import Recording, recordings_of
from inspect_app.store.visits import Finding, Visit, findings_with


@dataclass(frozen=True)
class Line:
    name: str
    sha256: str
    size_bytes: int
    is_photo: bool
    source: str
    made_at: str
    maker: str
    proves: str
    received_at: str
    is_discarded: bool


def list_of(visit: Visit, files: Mapping[str, PhotoFile], names: Mapping[str, str]) -> dict[str, Any]:
    takings: list[Photo | Recording] = [*photos_of(visit.id), *recordings_of(visit.id)]
    people = {one.id: one for one in officers_with([taking.taken_by for taking in takings])}
    findings = {one.id: one for one in findings_with([one.finding_id for one in takings if one.finding_id])}
    lines = [
        _line(one, files.get(one.sha256), names.get(one.sha256, ""), people[one.taken_by], findings)
        for one in takings
    ]
    return {"lines": lines, "documents": documents_of(visit.id)}


def _line(
    one: Photo | Recording, file: PhotoFile | None, name: str, maker: Officer, findings: Mapping[UUID, Finding]
) -> Line:
    finding = findings.get(one.finding_id) if one.finding_id else None
    about = [finding.versions[-1].text] if finding and finding.versions else []
    return Line(
        name=name,
        sha256=one.sha256,
        size_bytes=one.size_bytes,
        is_photo=isinstance(one, Photo),
        source=one.source,
        made_at=_local(one.taken_at),
        maker=f"{maker.name} {maker.badge_number or ''}".strip(),
        proves="；".join(filter(None, [*about, one.caption, one.item])),
        received_at=_local(file.received_at) if file else "",
        is_discarded=one.discarded_at is not None,
    )


def _local(moment: datetime) -> str:
    return moment.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M:%S")
