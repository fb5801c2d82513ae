"""Written supplements (文书补正书) to papers that were served, and how each reached the party."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, func, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from inspect_app.rules.supplements import Part
from inspect_app.store.base import FRESH, Base, db
from inspect_app.store.documents import Document


class Supplement(Base):
    """`subject_id` = the decision that it mends. Served = `served_on` with who took it, or why it was refused."""

    __tablename__ = "supplements"
    agency_id: Mapped[UUID] = mapped_column(ForeignKey("agencies.id"))
    subject_id: Mapped[UUID] = mapped_column(index=True)
    document_id: Mapped[UUID] = mapped_column(ForeignKey("documents.id"))
    number: Mapped[str]
    part: Mapped[Part]
    made_by: Mapped[UUID] = mapped_column(ForeignKey("officers.id"))
    made_at: Mapped[datetime]
    served_on: Mapped[date | None]
    receiver: Mapped[str] = mapped_column(default="")
    refusal_reason: Mapped[str] = mapped_column(default="")
    document: Mapped[Document] = relationship(lazy="joined", innerjoin=True)


def supplements_of(subject_id: UUID) -> list[Supplement]:
    return list(
        db.session.scalars(select(Supplement).filter_by(subject_id=subject_id).order_by(Supplement.made_at))
    )


def count_supplements(subject_id: UUID) -> int:
    return db.session.scalar(select(func.count(Supplement.id)).filter_by(subject_id=subject_id)) or 0


def supplement_for_update(supplement_id: UUID) -> Supplement | None:
    query = select(Supplement).filter_by(id=supplement_id).with_for_update(of=Supplement)
    return db.session.scalar(query, execution_options=FRESH)
