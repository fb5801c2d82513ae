"""Orders to correct (责令改正) and what re-inspections found."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from inspect_app.rules.procedure import Stage
from inspect_app.store.base import Base, Json, db
from inspect_app.store.visits import Finding
from inspect_app.store.works import Work


class Order(Base):
    """One order. `claims` = its facts as the phone stated them; `flags` = where the server's check disagrees."""

    __tablename__ = "orders"
    agency_id: Mapped[UUID] = mapped_column(ForeignKey("agencies.id"), index=True)
    work_id: Mapped[UUID] = mapped_column(ForeignKey("works.id"), index=True)
    visit_id: Mapped[UUID | None] = mapped_column(ForeignKey("visits.id"), index=True)
    stage: Mapped[Stage] = mapped_column(index=True)
    number: Mapped[str]
    party_name: Mapped[str]
    due_on: Mapped[date] = mapped_column(index=True)
    ordered_on: Mapped[date]
    made_by: Mapped[UUID] = mapped_column(ForeignKey("officers.id"))
    delivered_at: Mapped[datetime | None]
    claims: Mapped[Json]
    flags: Mapped[list[Json]]
    work: Mapped[Work] = relationship(lazy="joined", innerjoin=True)
    items: Mapped[list["OrderItem"]] = relationship(lazy="selectin", order_by="OrderItem.position")
    checks: Mapped[list["OrderCheck"]] = relationship(lazy="selectin", order_by="OrderCheck.checked_at")


class OrderItem(Base):
    """One thing to correct; `finding_id` is None for what was ordered without a recorded finding."""

    __tablename__ = "order_items"
    __table_args__ = (UniqueConstraint("order_id", "position"),)
    order_id: Mapped[UUID] = mapped_column(ForeignKey("orders.id"))
    position: Mapped[int]
    finding_id: Mapped[UUID] = mapped_column(ForeignKey("findings.id"), index=True)
    requirement: Mapped[str]
    finding: Mapped[Finding] = relationship(lazy="joined", innerjoin=True)


class OrderCheck(Base):
    """What a re-inspection saw, finding by finding; id = event. `outcomes`: [{finding_id, is_corrected, note}]."""

    __tablename__ = "order_checks"
    order_id: Mapped[UUID] = mapped_column(ForeignKey("orders.id"), index=True)
    visit_id: Mapped[UUID | None] = mapped_column(ForeignKey("visits.id"))
    outcomes: Mapped[list[Json]]
    checked_by: Mapped[UUID] = mapped_column(ForeignKey("officers.id"))
    checked_at: Mapped[datetime]


def order_with(order_id: UUID) -> Order | None:
    return db.session.get(Order, order_id)


def order_for_update(order_id: UUID) -> Order | None:
    return db.session.scalar(select(Order).filter_by(id=order_id).with_for_update(of=Order))


def orders_of_visits(*visit_ids: UUID) -> list[Order]:
    return list(db.session.scalars(select(Order).where(Order.visit_id.in_(visit_ids)).order_by(Order.ordered_on)))


def orders_of_work(work_id: UUID) -> list[Order]:
    return list(db.session.scalars(select(Order).filter_by(work_id=work_id).order_by(Order.ordered_on.desc())))


def orders_of(agency_id: UUID, *stages: Stage) -> list[Order]:
    query = select(Order).filter_by(agency_id=agency_id).order_by(Order.due_on, Order.number)
    return list(db.session.scalars(query.where(Order.stage.in_(stages)) if stages else query))


def orders_with(ids: list[UUID]) -> list[Order]:
    return list(db.session.scalars(select(Order).where(Order.id.in_(ids))))
