"""Orders to correct (责令改正) and what re-inspections found."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, ForeignKey, Select, UniqueConstraint, and_, func, or_, select
from sqlalchemy.orm import Mapped, lazyload, mapped_column, relationship

from inspect_app.rules.deadlines import is_overdue
from inspect_app.rules.procedure import Stage, Subject, waiting_for
from inspect_app.store.at_hand import at_hand, bring
from inspect_app.store.base import Among, Base, Json, db, one_of_ids
from inspect_app.store.bulk_rows import written_together
from inspect_app.store.visits import Finding, Visit
from inspect_app.store.works import Work

TO_CORRECT = waiting_for(Subject.ORDER, "close")


@written_together
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
    visit: Mapped[Visit | None] = relationship()
    work: Mapped[Work] = relationship(lazy="joined", innerjoin=True)
    items: Mapped[list["OrderItem"]] = relationship(lazy="selectin", order_by="OrderItem.position")
    checks: Mapped[list["OrderCheck"]] = relationship(lazy="selectin", order_by="OrderCheck.checked_at")


@written_together
class OrderItem(Base):
    """One thing to correct; `finding_id` is None for what was ordered without a recorded finding."""

    __tablename__ = "order_items"
    __table_args__ = (UniqueConstraint("order_id", "position"),)
    order_id: Mapped[UUID] = mapped_column(ForeignKey("orders.id"))
    position: Mapped[int]
    finding_id: Mapped[UUID] = mapped_column(ForeignKey("findings.id"), index=True)
    requirement: Mapped[str]
    finding: Mapped[Finding] = relationship(lazy="joined", innerjoin=True)


@written_together
class OrderCheck(Base):
    """What a re-inspection saw, finding by finding; id = event. `outcomes`: [{finding_id, is_corrected, note}]."""

    __tablename__ = "order_checks"
    order_id: Mapped[UUID] = mapped_column(ForeignKey("orders.id"), index=True)
    visit_id: Mapped[UUID | None] = mapped_column(ForeignKey("visits.id"))
    outcomes: Mapped[list[Json]]
    checked_by: Mapped[UUID] = mapped_column(ForeignKey("officers.id"))
    checked_at: Mapped[datetime]
    visit: Mapped[Visit | None] = relationship()


def order_with(order_id: UUID) -> Order | None:
    return db.session.get(Order, order_id)


def order_for_update(order_id: UUID) -> Order | None:
    """The order, locked, or made in this transaction."""
    bring(Order, [order_id], locked=True)
    return at_hand(Order, order_id)


_OF_VISITS = select(Order).where(one_of_ids(Order.visit_id)).order_by(Order.ordered_on)


def orders_of_visits(*visit_ids: UUID) -> list[Order]:
    return list(db.session.scalars(_OF_VISITS, {"ids": visit_ids}))


def orders_of_work(work_id: UUID) -> list[Order]:
    return list(db.session.scalars(select(Order).filter_by(work_id=work_id).order_by(Order.ordered_on.desc())))


def orders_of(agency_id: UUID, *stages: Stage) -> list[Order]:
    query = select(Order).filter_by(agency_id=agency_id).order_by(Order.due_on, Order.number)
    return list(db.session.scalars(query.where(Order.stage.in_(stages)) if stages else query))


_WITH_IDS = select(Order).where(one_of_ids(Order.id)).options(lazyload(Order.work))


def orders_with(ids: list[UUID]) -> list[Order]:
    return list(db.session.scalars(_WITH_IDS, {"ids": ids}))


@dataclass(frozen=True)
class OrderFilter:
    """`text` is looked up in number and party; `overdue_on` = the day on which the correction is late."""

    text: str = ""
    stages: frozenset[Stage] = frozenset()
    overdue_on: date | None = None
    is_flagged: bool = False
    among: Among = None


def _conditions(agency_id: UUID, wanted: OrderFilter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = [Order.agency_id == agency_id]
    if wanted.stages:
        found.append(Order.stage.in_(wanted.stages))
    if wanted.overdue_on is not None:
        found.append(and_(Order.stage.in_(TO_CORRECT), Order.due_on < wanted.overdue_on))
    if wanted.among is not None:
        found.append(Order.id.in_(wanted.among))
    if wanted.is_flagged:
        found.append(func.json_array_length(Order.flags) > 0)
    for word in wanted.text.split():
        columns = (Order.number, Order.party_name)
        found.append(or_(*(column.icontains(word, autoescape=True) for column in columns)))
    return found


def order_ids_matching(agency_id: UUID, wanted: OrderFilter) -> Select[Any]:
    """For a query of somebody else's to look into."""
    return select(Order.id).where(*_conditions(agency_id, wanted))


def is_corrected_late(order: Order, *, on: date) -> bool:
    """Still to correct after its last day."""
    return order.stage in TO_CORRECT and is_overdue(order.due_on, on=on)


def orders_matching(agency_id: UUID, wanted: OrderFilter, *, limit: int, offset: int = 0) -> list[Order]:
    """Those due first come first."""
    query = select(Order).where(*_conditions(agency_id, wanted)).order_by(Order.due_on, Order.number)
    return list(db.session.scalars(query.limit(limit).offset(offset)))


def count_orders(agency_id: UUID, wanted: OrderFilter) -> int:
    return db.session.scalar(select(func.count(Order.id)).where(*_conditions(agency_id, wanted))) or 0


def orders_about(finding_ids: list[UUID]) -> dict[UUID, list[Order]]:
    """The orders that name each of these findings."""
    query = select(OrderItem.finding_id, Order).join(Order, Order.id == OrderItem.order_id)
    query = query.where(OrderItem.finding_id.in_(finding_ids)).order_by(Order.ordered_on)
    found: dict[UUID, list[Order]] = {}
    for finding_id, order in db.session.execute(query):
        found.setdefault(finding_id, []).append(order)
    return found
