"""Findings that were handed over to the department with the power (移送), each with its paper. Rows are only ever added."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import Mapped, joinedload, mapped_column, relationship

from inspect_app.store.agencies import Agency
from inspect_app.store.base import Base, db, in_mind, one_of_ids, remember_in_transaction, rows_of
from inspect_app.store.office_papers import OfficePaper
from inspect_app.store.visits import Finding, Visit


class FindingTransfer(Base):
    __tablename__ = "finding_transfers"
    finding_id: Mapped[UUID] = mapped_column(ForeignKey("findings.id"), index=True)
    visit_id: Mapped[UUID] = mapped_column(ForeignKey("visits.id"), index=True)
    to_agency_id: Mapped[UUID] = mapped_column(ForeignKey("agencies.id"), index=True)
    paper_id: Mapped[UUID] = mapped_column(ForeignKey("office_papers.id"))
    reasons: Mapped[str]
    handed_by: Mapped[UUID] = mapped_column(ForeignKey("officers.id"))
    handed_at: Mapped[datetime]
    finding: Mapped[Finding] = relationship()
    visit: Mapped[Visit] = relationship()
    to_agency: Mapped[Agency] = relationship()
    paper: Mapped[OfficePaper] = relationship()


_WHOLE = select(FindingTransfer).options(
    joinedload(FindingTransfer.to_agency), joinedload(FindingTransfer.paper), joinedload(FindingTransfer.finding)
)


_OF_VISITS = _WHOLE.where(one_of_ids(FindingTransfer.visit_id)).order_by(FindingTransfer.handed_at)


def transfers_of_visit(*visit_ids: UUID) -> list[FindingTransfer]:
    return list(db.session.scalars(_OF_VISITS, {"ids": visit_ids}))


def transfers_with(ids: list[UUID]) -> list[FindingTransfer]:
    query = _WHOLE.options(joinedload(FindingTransfer.visit)).where(FindingTransfer.id.in_(ids))
    return list(db.session.scalars(query))


def transfers_of_finding(finding_id: UUID) -> list[FindingTransfer]:
    return transfers_of_findings([finding_id])


def transfers_of_findings(ids: list[UUID]) -> list[FindingTransfer]:
    brought = [in_mind(("transfers", one)) for one in ids]
    if None not in brought:
        return [transfer for transfers in brought for transfer in transfers]
    return list(db.session.scalars(_WHOLE.where(FindingTransfer.finding_id.in_(ids))))


_HANDED_OVER = select(FindingTransfer.finding_id).where(one_of_ids(FindingTransfer.finding_id))


def bring_transfers(finding_ids: Collection[UUID]) -> None:
    """Those there are, mostly none; of whatever is handed over after that in this transaction, `note_transfer` tells."""
    wanted = {one: list[FindingTransfer]() for one in finding_ids}
    handed_over = {row.finding_id for row in rows_of(_HANDED_OVER, wanted)}
    for transfer in transfers_of_findings(list(handed_over)) if handed_over else []:
        wanted[transfer.finding_id].append(transfer)
    for finding_id, transfers in wanted.items():
        remember_in_transaction(("transfers", finding_id), transfers)


def note_transfer(transfer: FindingTransfer) -> None:
    db.session.add(transfer)
    if (brought := in_mind(("transfers", transfer.finding_id))) is not None:
        brought.append(transfer)
