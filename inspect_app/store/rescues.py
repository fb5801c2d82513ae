"""Imports of rescue files: what each brought, piece by piece, and what became of it. A person can look it up for good."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, func, select
from sqlalchemy.orm import Mapped, joinedload, mapped_column, relationship

from inspect_app.store.base import Base, Json, db
from inspect_app.store.bulk_rows import add_row
from inspect_app.store.officers import Device, Officer


class RescueKind(StrEnum):
    EVENT = "记录"
    PHOTO = "照片"
    RECORDING = "录音录像"
    DRAFT = "没填完的表单"
    STRETCH = "读不出的一段"


class RescueOutcome(StrEnum):
    ADDED = "新收"
    HERE = "已有"
    HELD = "暂存"
    REFUSED = "未通过"
    NOT_OURS = "设备未登记"
    WRONG_BYTES = "校验不符"
    DAMAGED = "损坏"
    MISSING = "缺失"
    TO_READ = "仅供查看"


LEFT_BEHIND = {RescueOutcome.NOT_OURS, RescueOutcome.WRONG_BYTES, RescueOutcome.DAMAGED, RescueOutcome.MISSING}
"""What stands in the file alone; refused and held events stay in the journal."""


class RescueImport(Base):
    """One import of one file. `heading` = what the file says of itself; `faults` = codes of what is wrong with the whole."""

    __tablename__ = "rescue_imports"
    agency_id: Mapped[UUID] = mapped_column(ForeignKey("agencies.id"), index=True)
    imported_by: Mapped[UUID] = mapped_column(ForeignKey("officers.id"))
    imported_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
    file_name: Mapped[str]
    file_sha256: Mapped[str] = mapped_column(index=True)
    size_bytes: Mapped[int] = mapped_column(BigInteger)
    device_id: Mapped[UUID | None] = mapped_column(ForeignKey("devices.id"))
    heading: Mapped[Json]
    faults: Mapped[list[str]]
    counts: Mapped[Json]
    importer: Mapped[Officer] = relationship()
    device: Mapped[Device | None] = relationship()

    def count(self, kind: RescueKind, *outcomes: RescueOutcome) -> int:
        """How many pieces of the kind had one of these outcomes; all of the kind when none is named."""
        found: dict[str, int] = self.counts.get(kind.name.lower(), {})
        wanted = {outcome.name.lower() for outcome in outcomes} or set(found)
        return sum(number for outcome, number in found.items() if outcome in wanted)

    @property
    def leaves_something(self) -> bool:
        """Something of the file stands nowhere but in the file."""
        refused = any(self.count(kind, RescueOutcome.REFUSED) for kind in (RescueKind.PHOTO, RescueKind.RECORDING))
        lost = any(self.count(kind, *LEFT_BEHIND) for kind in RescueKind)
        return self.finished_at is None or bool(self.faults or refused or lost)


class RescuePiece(Base):
    """An event, a photo, a recording, a form or a damaged stretch. `name` = the event's type, the file's name, the form's key;
    `details.type` = the media type of a recording."""

    __tablename__ = "rescue_pieces"
    import_id: Mapped[UUID] = mapped_column(ForeignKey("rescue_imports.id"), index=True)
    position: Mapped[int]
    kind: Mapped[RescueKind]
    outcome: Mapped[RescueOutcome]
    name: Mapped[str]
    seq: Mapped[int]
    sha256: Mapped[str]
    size_bytes: Mapped[int] = mapped_column(BigInteger)
    event_id: Mapped[UUID | None]
    subject_id: Mapped[UUID | None]
    reasons: Mapped[list[Json]]
    details: Mapped[Json]


def add_pieces(rows: list[Json]) -> None:
    for row in rows:
        add_row(RescuePiece, row)


def rescue_with(import_id: UUID) -> RescueImport | None:
    return db.session.get(RescueImport, import_id)


def rescue_for_update(import_id: UUID) -> RescueImport | None:
    return db.session.scalar(select(RescueImport).filter_by(id=import_id).with_for_update())


def count_rescues(agency_id: UUID) -> int:
    query = select(func.count(RescueImport.id)).filter_by(agency_id=agency_id)
    return db.session.scalar(query) or 0


def rescues_of(agency_id: UUID, *, offset: int, limit: int) -> list[RescueImport]:
    """The newest first."""
    query = select(RescueImport).filter_by(agency_id=agency_id).options(joinedload(RescueImport.importer))
    query = query.options(joinedload(RescueImport.device).joinedload(Device.officer))
    query = query.order_by(RescueImport.imported_at.desc(), RescueImport.id)
    return list(db.session.scalars(query.offset(offset).limit(limit)))


def pieces_of(
    import_id: UUID, kind: RescueKind, outcome: RescueOutcome | None, *, offset: int, limit: int
) -> list[RescuePiece]:
    """In the order of the file. `outcome` None = all."""
    query = select(RescuePiece).filter_by(import_id=import_id, kind=kind)
    if outcome:
        query = query.filter_by(outcome=outcome)
    return list(db.session.scalars(query.order_by(RescuePiece.position).offset(offset).limit(limit)))
