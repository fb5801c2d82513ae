"""A fine as pages show it on a day: what is due by when, whose the cash is, and how the surcharge comes about."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from inspect_app.actions.fines import surcharge_on
from inspect_app.actions.settings import work_calendar
from inspect_app.problems import Refused
from inspect_app.rules.deadlines import working_days_left
from inspect_app.rules.fines import Instalment, Plan, next_due
from inspect_app.rules.statutes import EXECUTION_AGREEMENT, SURCHARGE, SURCHARGE_PAUSED
from inspect_app.rules.surcharges import SURCHARGE_PERCENT, SurchargeLine, surcharge, surcharge_lines
from inspect_app.store.fine_lists import is_cash_late, is_overdue_fine
from inspect_app.store.fines import Fine


@dataclass(frozen=True)
class FineView:
    """`days_left` in calendar days, `cash_days_left` in working days (None: the year is not published); below nought = late."""

    fine: Fine
    on: date
    paid_yuan: int
    unpaid_yuan: int
    due: Instalment | None
    plan: Plan
    is_deferred: bool
    days_left: int | None
    is_overdue: bool
    is_cash_late: bool
    cash_days_left: int | None
    percent: Decimal | None
    lines: list[SurchargeLine]
    surcharge: Decimal
    surcharge_paid: Decimal
    surcharge_owed: Decimal
    waiver_law: str = EXECUTION_AGREEMENT.text
    laws: tuple[str, ...] = (SURCHARGE.text, SURCHARGE_PAUSED.text)

    @property
    def waived(self) -> Decimal:
        return self.fine.facts().waived


def fine_view(fine: Fine, *, on: date) -> FineView:
    facts, has_rule = fine.facts(), SURCHARGE_PERCENT.covers(fine.delivered_on)
    due = next_due(facts)
    return FineView(
        fine=fine,
        on=on,
        paid_yuan=facts.paid_yuan,
        unpaid_yuan=facts.unpaid_yuan,
        due=due,
        plan=facts.plans[-1],
        is_deferred=len(facts.plans) > 1,
        days_left=(due.due_on - on).days if due else None,
        is_overdue=is_overdue_fine(fine, on=on),
        is_cash_late=is_cash_late(fine, on=on),
        cash_days_left=_cash_days_left(fine, on=on),
        percent=SURCHARGE_PERCENT.on(fine.delivered_on) if has_rule else None,
        lines=surcharge_lines(facts, on=on) if has_rule else [],
        surcharge=surcharge(facts, on=on) if has_rule else Decimal(0),
        surcharge_paid=facts.surcharge_paid,
        surcharge_owed=surcharge_on(fine, on),
    )


def _cash_days_left(fine: Fine, *, on: date) -> int | None:
    if fine.cash_due_on is None:
        return None
    try:
        return working_days_left(fine.cash_due_on, on=on, calendar=work_calendar(fine.agency_id))
    except Refused:
        return None


def hands_of(fine: Fine) -> list[UUID]:
    """Whoever held its cash."""
    cash = fine.cash
    hands = [cash.collected_by, cash.handed_over_by, cash.received_by, cash.deposited_by] if cash else []
    return [one for one in hands if one]
