"""The debt that follows from a decision to fine: what is due when, what is paid, and what may be noted of it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from inspect_app.problems import Problem, Refusal
from inspect_app.rules import statutes

NOTHING = Decimal("0.00")


class PaymentWay(StrEnum):
    """What a party may pay by itself (第六十七条第三款). Cash collected on the spot goes its own way."""

    BANK = "银行缴纳"
    ELECTRONIC = "电子支付"


class PauseGround(StrEnum):
    RECONSIDERATION = "行政复议"
    SUIT = "行政诉讼"


@dataclass(frozen=True)
class Instalment:
    due_on: date
    amount_yuan: int


@dataclass(frozen=True)
class Plan:
    """What is due when, from the day `from_on` on: the decision's own term, or a deferral that was approved."""

    from_on: date
    instalments: tuple[Instalment, ...]

    @property
    def total_yuan(self) -> int:
        return sum(one.amount_yuan for one in self.instalments)


@dataclass(frozen=True)
class Payment:
    paid_on: date
    fine_yuan: int
    surcharge: Decimal = NOTHING


@dataclass(frozen=True)
class Pause:
    """The days of a reconsideration or a suit, first and last included; `until_on` None = still pending."""

    ground: PauseGround
    from_on: date
    until_on: date | None = None

    def covers(self, day: date) -> bool:
        return self.from_on <= day and (self.until_on is None or day <= self.until_on)


@dataclass(frozen=True)
class Waiver:
    """执行协议（行政强制法第四十二条）: what of the surcharge is let go, and for which measures of the party."""

    agreed_on: date
    amount: Decimal
    agreement: str
    measures: str


@dataclass(frozen=True)
class FineFacts:
    """`plans` in the order in which they came into force; the first is the term of the decision itself."""

    amount_yuan: int
    delivered_on: date
    plans: tuple[Plan, ...]
    payments: tuple[Payment, ...] = ()
    pauses: tuple[Pause, ...] = ()
    waived: Decimal = NOTHING

    @property
    def paid_yuan(self) -> int:
        return sum(one.fine_yuan for one in self.payments)

    @property
    def surcharge_paid(self) -> Decimal:
        return sum((one.surcharge for one in self.payments), NOTHING)

    @property
    def unpaid_yuan(self) -> int:
        return self.amount_yuan - self.paid_yuan

    def plan_on(self, day: date) -> Plan:
        return [plan for plan in self.plans if plan.from_on <= day][-1]


def next_due(fine: FineFacts) -> Instalment | None:
    """The earliest instalment that is not wholly paid, with what is left of it; None = the fine itself is paid."""
    plan = fine.plans[-1]
    rest = fine.paid_yuan - (fine.amount_yuan - plan.total_yuan)
    for one in plan.instalments:
        if rest < one.amount_yuan:
            return Instalment(one.due_on, one.amount_yuan - max(rest, 0))
        rest -= one.amount_yuan
    return None


def payment_faults(
    fine: FineFacts, payment: Payment, *, evidence: str, surcharge_owed: Decimal, today: date
) -> list[Refusal]:
    """What is paid, when, and by which slip; never more than is owed: the rest would have to be given back.

    `surcharge_owed` = on the day of the payment.
    """
    faults = [
        _day_fault(payment.paid_on, since=fine.delivered_on, today=today),
        None if evidence.strip() else Refusal(Problem.PAYMENT_EVIDENCE_NEEDED, statutes.PAY_WITHIN_15_DAYS),
        None if payment.fine_yuan + payment.surcharge > 0 else Refusal(Problem.PAYMENT_EMPTY),
        _above(payment.fine_yuan, fine.unpaid_yuan, "罚款"),
        _above(payment.surcharge, surcharge_owed, "加处罚款"),
    ]
    return [fault for fault in faults if fault]


def waiver_faults(fine: FineFacts, waiver: Waiver, *, surcharge_owed: Decimal, today: date) -> list[Refusal]:
    """当事人采取补救措施的，可以减免加处的罚款；执行协议不得损害公共利益和他人合法权益。The fine itself is never let go."""
    law = statutes.EXECUTION_AGREEMENT
    is_stated = waiver.agreement.strip() and waiver.measures.strip()
    facts = {"waived": str(waiver.amount), "owed": str(surcharge_owed)}
    is_within = NOTHING < waiver.amount <= surcharge_owed
    faults = [
        _day_fault(waiver.agreed_on, since=fine.delivered_on, today=today),
        None if is_stated else Refusal(Problem.AGREEMENT_NOT_STATED, law),
        None if is_within else Refusal(Problem.SURCHARGE_NOT_ABOVE, law, facts),
    ]
    return [fault for fault in faults if fault]


def _day_fault(day: date, *, since: date, today: date) -> Refusal | None:
    if since <= day <= today:
        return None
    facts = {"day": day.isoformat(), "since": since.isoformat(), "today": today.isoformat()}
    return Refusal(Problem.DAY_OUT_OF_RANGE, facts=facts)


def day_faults(day: date, *, since: date, today: date) -> list[Refusal]:
    """Nothing is noted as done before it could be, nor on a day that has not come."""
    fault = _day_fault(day, since=since, today=today)
    return [fault] if fault else []


def _above(paid: Decimal | int, owed: Decimal | int, what: str) -> Refusal | None:
    if 0 <= paid <= owed:
        return None
    return Refusal(Problem.PAID_MORE_THAN_OWED, facts={"what": what, "paid": str(paid), "owed": str(owed)})
