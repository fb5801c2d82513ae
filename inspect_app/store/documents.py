"""Papers as issued, with their hash and signatures, never regenerated; the forms they stand on. (Long: two ledgers.)"""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint, bindparam, func, or_, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from inspect_app.rules.numbers import Block, FormKind
from inspect_app.rules.people import AgencyKind
from inspect_app.store.agencies import Agency
from inspect_app.store.at_hand import at_hand, put_in
from inspect_app.store.base import Base, Json, db, in_mind, one_of_ids, remember_in_transaction
from inspect_app.store.bulk_rows import written_together
from inspect_app.store.visits import Visit


@written_together
class Document(Base):
    """A document of a visit, an order or a decision. `subject_id` is the id of that visit, order or decision."""

    __tablename__ = "documents"
    form: Mapped[str]
    subject_id: Mapped[UUID] = mapped_column(index=True)
    visit_id: Mapped[UUID | None] = mapped_column(ForeignKey("visits.id"), index=True)
    number: Mapped[str] = mapped_column(index=True)
    content: Mapped[Json]
    sha256: Mapped[str] = mapped_column(index=True)
    made_by: Mapped[UUID] = mapped_column(ForeignKey("officers.id"))
    made_at: Mapped[datetime]
    visit: Mapped[Visit | None] = relationship()
    signatures: Mapped[list["Signature"]] = relationship(lazy="selectin", order_by="Signature.signed_at")


@written_together
class Signature(Base):
    """A name under a document, or the refusal of one. `strokes` = lists of [x, y] in a box of width 1000."""

    __tablename__ = "signatures"
    document_id: Mapped[UUID] = mapped_column(ForeignKey("documents.id"), index=True)
    document_sha256: Mapped[str]
    signer: Mapped[str]
    name: Mapped[str]
    badge_number: Mapped[str]
    strokes: Mapped[list[Any]]
    refused: Mapped[bool]
    reason: Mapped[str]
    witness: Mapped[str]
    officer_id: Mapped[UUID] = mapped_column(ForeignKey("officers.id"))
    signed_at: Mapped[datetime]


class FormBlock(Base):
    """A lease of pre-numbered forms to one device; device_id None = the office's own desk.

    `withdrawn_at` = from then on nobody takes a number of it: after a restore, whatever may stand on a paper already.
    """

    __tablename__ = "form_blocks"
    __table_args__ = (UniqueConstraint("agency_id", "kind", "year", "first"),)
    agency_id: Mapped[UUID] = mapped_column(ForeignKey("agencies.id"))
    kind: Mapped[FormKind]
    year: Mapped[int]
    first: Mapped[int]
    last: Mapped[int]
    template: Mapped[str]
    device_id: Mapped[UUID | None] = mapped_column(ForeignKey("devices.id"), index=True)
    leased_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]

    def facts(self) -> Block:
        return Block(self.kind, self.year, self.first, self.last, self.template)


@written_together
class FormUse(Base):
    """What became of one number: used by a document or a paper of the office, or voided with a reason. Both stay on the record."""

    __tablename__ = "form_uses"
    __table_args__ = (UniqueConstraint("block_id", "serial"),)
    block_id: Mapped[UUID] = mapped_column(ForeignKey("form_blocks.id"))
    serial: Mapped[int]
    number: Mapped[str] = mapped_column(index=True)
    document_id: Mapped[UUID | None]
    voided_reason: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime]
    block: Mapped[FormBlock] = relationship(lazy="joined", innerjoin=True)


_OF_VISITS = select(Document).where(one_of_ids(Document.visit_id)).order_by(Document.made_at)


def documents_of(*visit_ids: UUID) -> list[Document]:
    return list(db.session.scalars(_OF_VISITS, {"ids": visit_ids}))


def document_with(document_id: UUID) -> Document | None:
    return at_hand(Document, document_id)


def keep(document: Document) -> None:
    """At hand by itself and with its subject, if that was made in this transaction as well."""
    put_in(document)
    if (papers := in_mind(("papers", document.subject_id))) is not None:
        papers.append(document)


def begin_papers(subject_id: UUID) -> None:
    """The subject was made in this very transaction: there are no papers of it but those that are kept from here on."""
    remember_in_transaction(("papers", subject_id), [])


def documents_for(subject_id: UUID) -> list[Document]:
    papers: list[Document] | None = in_mind(("papers", subject_id))
    if papers is not None:
        return sorted(papers, key=lambda one: one.made_at)
    return list(db.session.scalars(select(Document).filter_by(subject_id=subject_id).order_by(Document.made_at)))


def documents_numbered(number: str) -> list[Document]:
    return list(db.session.scalars(select(Document).filter_by(number=number)))


def block_with(block_id: UUID) -> FormBlock | None:
    return at_hand(FormBlock, block_id)


def blocks_of(device_id: UUID | None, agency_id: UUID, kind: FormKind, year: int) -> list[FormBlock]:
    """Those of which a number may be taken."""
    query = select(FormBlock).filter_by(device_id=device_id, agency_id=agency_id, kind=kind, year=year)
    query = query.where(FormBlock.withdrawn_at.is_(None))
    return list(db.session.scalars(query.order_by(FormBlock.first)))


_OF_DEVICE = (
    FormBlock.device_id == bindparam("device_id"),
    FormBlock.agency_id == bindparam("agency_id"),
    FormBlock.withdrawn_at.is_(None),
)
_SERIES = (FormBlock.kind, FormBlock.year)
_LEASED = select(*_SERIES, func.sum(FormBlock.last - FormBlock.first + 1)).where(*_OF_DEVICE).group_by(*_SERIES)
_USED = (
    select(*_SERIES, func.count())
    .join(FormUse, FormUse.block_id == FormBlock.id)
    .where(*_OF_DEVICE)
    .group_by(*_SERIES)
)


def forms_left(device_id: UUID, agency_id: UUID) -> dict[tuple[FormKind, int], int]:
    """How many numbers of each kind and year a phone may still use; series that it never had are left out."""
    asked = {"device_id": device_id, "agency_id": agency_id}
    left = {(kind, year): int(count) for kind, year, count in db.session.execute(_LEASED, asked)}
    for kind, year, count in db.session.execute(_USED, asked):
        left[(kind, year)] -= count
    return left


def last_block(agency_id: UUID, kind: FormKind, year: int) -> FormBlock | None:
    """The office's row is the lock: of two leases at once the second waits, even where there is no block yet."""
    db.session.execute(select(Agency.id).filter_by(id=agency_id).with_for_update())
    query = select(FormBlock).filter_by(agency_id=agency_id, kind=kind, year=year)
    return db.session.scalars(query.order_by(FormBlock.last.desc())).first()


def withdrawn_block(agency_id: UUID, kind: FormKind, year: int, serial: int) -> FormBlock | None:
    """The block in which this number was withdrawn."""
    query = select(FormBlock).filter_by(agency_id=agency_id, kind=kind, year=year)
    query = query.where(FormBlock.first <= serial, FormBlock.last >= serial, FormBlock.withdrawn_at.is_not(None))
    return db.session.scalars(query).first()


def desk_blocks_since(year: int) -> list[FormBlock]:
    query = select(FormBlock).where(FormBlock.device_id.is_(None), FormBlock.withdrawn_at.is_(None))
    return list(db.session.scalars(query.where(FormBlock.year >= year)))


def agencies_with_forms() -> set[UUID]:
    """Every district office, and whoever else has leased forms."""
    leased = select(FormBlock.agency_id)
    query = select(Agency.id).where(or_(Agency.kind == AgencyKind.DISTRICT, Agency.id.in_(leased)))
    return set(db.session.scalars(query))


_USES = select(FormUse).where(one_of_ids(FormUse.block_id)).order_by(FormUse.serial)


def uses_of(*block_ids: UUID) -> list[FormUse]:
    return list(db.session.scalars(_USES, {"ids": block_ids}))


def all_form_uses(agency_id: UUID, kind: FormKind, year: int) -> list[FormUse]:
    query = select(FormUse).join(FormBlock).where(FormBlock.agency_id == agency_id, FormBlock.kind == kind)
    return list(db.session.scalars(query.where(FormBlock.year == year).order_by(FormUse.serial)))


def form_use(block_id: UUID, serial: int) -> FormUse | None:
    return _uses_by_serial(block_id).get(serial)


def note_use(use: FormUse) -> None:
    uses = _uses_by_serial(use.block_id)
    db.session.add(use)
    uses[use.serial] = use


def _uses_by_serial(block_id: UUID) -> dict[int, FormUse]:
    """All of a block, which is short, asked for once in a transaction."""
    bring_uses({block_id})
    uses: dict[int, FormUse] = in_mind(("uses", block_id))
    return uses


def bring_uses(block_ids: Collection[UUID]) -> None:
    wanted = {one: dict[int, FormUse]() for one in block_ids if in_mind(("uses", one)) is None}
    for use in uses_of(*wanted) if wanted else []:
        wanted[use.block_id][use.serial] = use
    for block_id, uses in wanted.items():
        remember_in_transaction(("uses", block_id), uses)


def blocks_of_agency(agency_id: UUID) -> list[FormBlock]:
    query = (
        select(FormBlock).filter_by(agency_id=agency_id).order_by(FormBlock.kind, FormBlock.year, FormBlock.first)
    )
    return list(db.session.scalars(query))


def blocks_with(ids: list[UUID]) -> list[FormBlock]:
    return list(db.session.scalars(select(FormBlock).where(FormBlock.id.in_(ids))))


def form_use_of(document_id: UUID) -> FormUse | None:
    """The number that this document or paper stands under."""
    return db.session.scalar(select(FormUse).filter_by(document_id=document_id))
