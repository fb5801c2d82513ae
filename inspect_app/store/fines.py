"""Fines as debts: what is owed under which decision, paid, in cash on its way, deferred, let go, paused. (Long: one shape each.)"""

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import ForeignKey, Numeric, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from inspect_app.rules.acts import Procedure
from inspect_app.rules.decisions import Collection, ReceiptIssuer
from inspect_app.rules.fine_cash import Collected
from inspect_app.rules.fines import (
    NOTHING,
    FineFacts,
    Instalment,
    Pause,
    PauseGround,
    Payment,
    PaymentWay,
    Plan,
)
from inspect_app.rules.procedure import Stage
from inspect_app.store.base import FRESH, Base, Json, db


class Fine(Base):
    """One debt. `subject_id` = the decision it follows from, by its procedure.

    `due_on` = the next day on which something must be paid, None = nothing more; `cash_due_on` = the last day for whoever
    holds the cash now. Both are kept for lists; they follow from the rows below.
    """

    __tablename__ = "fines"
    __table_args__ = (UniqueConstraint("procedure", "subject_id"),)
    agency_id: Mapped[UUID] = mapped_column(ForeignKey("agencies.id"), index=True)
    procedure: Mapped[Procedure]
    subject_id: Mapped[UUID] = mapped_column(index=True)
    number: Mapped[str]
    party_name: Mapped[str]
    amount_yuan: Mapped[int]
    delivered_on: Mapped[date]
    first_due_on: Mapped[date]
    stage: Mapped[Stage] = mapped_column(index=True)
    due_on: Mapped[date | None] = mapped_column(index=True)
    cash_due_on: Mapped[date | None] = mapped_column(index=True)
    refund_number: Mapped[str] = mapped_column(default="")
    refunded_on: Mapped[date | None]
    opened_at: Mapped[datetime]
    payments: Mapped[list["FinePayment"]] = relationship(lazy="selectin", order_by="FinePayment.paid_on")
    deferrals: Mapped[list["FineDeferral"]] = relationship(lazy="selectin", order_by="FineDeferral.asked_at")
    pauses: Mapped[list["FinePause"]] = relationship(lazy="selectin", order_by="FinePause.from_on")
    waivers: Mapped[list["FineWaiver"]] = relationship(lazy="selectin", order_by="FineWaiver.agreed_on")
    cash: Mapped["FineCash | None"] = relationship(lazy="selectin")

    @property
    def open_deferral(self) -> "FineDeferral | None":
        return next((one for one in self.deferrals if one.answered_at is None), None)

    @property
    def open_pause(self) -> "FinePause | None":
        return next((one for one in self.pauses if one.until_on is None), None)

    def facts(self) -> FineFacts:
        """What counts today: payments that were not struck, deferrals that were approved."""
        term = Plan(self.delivered_on, (Instalment(self.first_due_on, self.amount_yuan),))
        approved = [one.plan() for one in self.deferrals if one.is_approved]
        cash = [Payment(self.cash.collected_on, self.cash.amount_yuan)] if self.cash else []
        return FineFacts(
            self.amount_yuan,
            self.delivered_on,
            (term, *approved),
            (*cash, *(one.facts() for one in self.payments if one.struck_at is None)),
            tuple(Pause(one.ground, one.from_on, one.until_on) for one in self.pauses),
            sum((one.amount for one in self.waivers), NOTHING),
        )


class FinePayment(Base):
    """What arrived at the bank. A wrong line is struck with a reason and stays."""

    __tablename__ = "fine_payments"
    fine_id: Mapped[UUID] = mapped_column(ForeignKey("fines.id"), index=True)
    paid_on: Mapped[date]
    fine_yuan: Mapped[int]
    surcharge: Mapped[Decimal] = mapped_column(Numeric(12, 2))
    way: Mapped[PaymentWay]
    evidence_number: Mapped[str]
    noted_by: Mapped[UUID] = mapped_column(ForeignKey("officers.id"))
    noted_at: Mapped[datetime]
    struck_by: Mapped[UUID | None] = mapped_column(ForeignKey("officers.id"))
    struck_at: Mapped[datetime | None]
    struck_reason: Mapped[str] = mapped_column(default="")

    def facts(self) -> Payment:
        return Payment(self.paid_on, self.fine_yuan, self.surcharge)


class FineDeferral(Base):
    """延期或者分期: asked for by the party, answered by the head. `instalments`: [{due_on, amount_yuan}]."""

    __tablename__ = "fine_deferrals"
    fine_id: Mapped[UUID] = mapped_column(ForeignKey("fines.id"), index=True)
    applied_on: Mapped[date]
    hardship: Mapped[str]
    instalments: Mapped[list[Json]]
    asked_by: Mapped[UUID] = mapped_column(ForeignKey("officers.id"))
    asked_at: Mapped[datetime]
    answered_by: Mapped[UUID | None] = mapped_column(ForeignKey("officers.id"))
    answered_at: Mapped[datetime | None]
    answered_on: Mapped[date | None]
    is_approved: Mapped[bool] = mapped_column(default=False)
    answer_reason: Mapped[str] = mapped_column(default="")

    def lines(self) -> tuple[Instalment, ...]:
        return tuple(Instalment(date.fromisoformat(one["due_on"]), one["amount_yuan"]) for one in self.instalments)

    def plan(self) -> Plan:
        """Of an approved one: in force from the day of the answer."""
        if self.answered_on is None:
            raise ValueError("not answered yet")
        return Plan(self.answered_on, self.lines())


class FinePause(Base):
    """A reconsideration or a suit, from the day it was asked for to the day it ended."""

    __tablename__ = "fine_pauses"
    fine_id: Mapped[UUID] = mapped_column(ForeignKey("fines.id"), index=True)
    ground: Mapped[PauseGround]
    from_on: Mapped[date]
    until_on: Mapped[date | None]
    case_number: Mapped[str]
    outcome: Mapped[str] = mapped_column(default="")
    noted_by: Mapped[UUID] = mapped_column(ForeignKey("officers.id"))
    noted_at: Mapped[datetime]


class FineWaiver(Base):
    """Surcharge that was let go by an agreement on how the decision is carried out (行政强制法第四十二条)."""

    __tablename__ = "fine_waivers"
    fine_id: Mapped[UUID] = mapped_column(ForeignKey("fines.id"), index=True)
    agreed_on: Mapped[date]
    amount: Mapped[Decimal] = mapped_column(Numeric(12, 2))
    agreement: Mapped[str]
    measures: Mapped[str]
    approved_by: Mapped[UUID] = mapped_column(ForeignKey("officers.id"))
    approved_at: Mapped[datetime]


class FineCash(Base):
    """Cash collected on the spot, and each pair of hands that it went through."""

    __tablename__ = "fine_cash"
    fine_id: Mapped[UUID] = mapped_column(ForeignKey("fines.id"), unique=True)
    amount_yuan: Mapped[int]
    ground: Mapped[Collection]
    note: Mapped[str]
    receipt_issuer: Mapped[ReceiptIssuer]
    receipt_number: Mapped[str]
    collected_on: Mapped[date]
    collected_by: Mapped[UUID] = mapped_column(ForeignKey("officers.id"), index=True)
    is_on_water: Mapped[bool]
    landed_on: Mapped[date | None]
    hand_over_by_on: Mapped[date | None]
    handed_over_on: Mapped[date | None]
    handed_over_by: Mapped[UUID | None] = mapped_column(ForeignKey("officers.id"))
    received_on: Mapped[date | None]
    received_by: Mapped[UUID | None] = mapped_column(ForeignKey("officers.id"))
    deposit_by_on: Mapped[date | None]
    deposited_on: Mapped[date | None]
    deposited_by: Mapped[UUID | None] = mapped_column(ForeignKey("officers.id"))
    deposit_number: Mapped[str] = mapped_column(default="")

    def collected(self) -> Collected:
        return Collected(self.collected_on, self.is_on_water, self.landed_on)


def fine_with(fine_id: UUID) -> Fine | None:
    return db.session.get(Fine, fine_id)


def fine_for_update(fine_id: UUID) -> Fine | None:
    return db.session.scalar(select(Fine).filter_by(id=fine_id).with_for_update(of=Fine), execution_options=FRESH)


def fine_of(subject_id: UUID, procedure: Procedure) -> Fine | None:
    """Of one decision."""
    return db.session.scalar(select(Fine).filter_by(subject_id=subject_id, procedure=procedure))


def fines_of(subject_ids: list[UUID], procedure: Procedure) -> list[Fine]:
    """Of many decisions, those that have one."""
    return list(
        db.session.scalars(select(Fine).where(Fine.subject_id.in_(subject_ids), Fine.procedure == procedure))
    )


def fines_with(ids: list[UUID]) -> list[Fine]:
    return list(db.session.scalars(select(Fine).where(Fine.id.in_(ids))))


def payment_numbered(agency_id: UUID, evidence_number: str) -> FinePayment | None:
    """A slip of the bank is noted once; one that was struck may be noted again, rightly."""
    query = select(FinePayment).join(Fine).where(Fine.agency_id == agency_id)
    query = query.where(FinePayment.evidence_number == evidence_number, FinePayment.struck_at.is_(None))
    return db.session.scalars(query).first()
