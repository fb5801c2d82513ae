"""Lists of fines: what is due, overdue, paid, and whose cash must be passed on."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, or_, select

from inspect_app.rules.procedure import Stage, Subject, waiting_for
from inspect_app.store.base import db
from inspect_app.store.fines import Fine, FineCash, FineDeferral

OWED = waiting_for(Subject.FINE, "record_payment")
TO_HAND_OVER = waiting_for(Subject.FINE, "hand_over_cash")
TO_CONFIRM = waiting_for(Subject.FINE, "confirm_cash")
TO_DEPOSIT = waiting_for(Subject.FINE, "deposit_cash")
TO_REFUND = waiting_for(Subject.FINE, "refund")
IN_CASH = TO_HAND_OVER | TO_CONFIRM | TO_DEPOSIT
SETTLED = frozenset({Stage.PAID})


class FineState(StrEnum):
    """What a list of fines is asked for. OVERDUE is a part of DUE, CASH_LATE one of CASH."""

    DUE = "待缴纳"
    OVERDUE = "逾期未缴"
    CASH = "现金待交、待缴银行"
    CASH_LATE = "现金逾期"
    TO_CONFIRM = "现金待确认"
    TO_DEPOSIT = "现金待缴银行"
    ASKED = "延期（分期）待答复"
    REFUND = "待退还"
    PAID = "已缴清"


@dataclass(frozen=True)
class FineFilter:
    """`collected_by` = whose cash; `on` = the day that decides what is late."""

    on: date
    text: str = ""
    state: FineState | None = None
    collected_by: UUID | None = None


def _past(on: date) -> ColumnElement[bool]:
    """A debt with no day left to come is paid but for its surcharge, which is owed at once."""
    return or_(Fine.due_on < on, Fine.due_on.is_(None))


def _in_state(state: FineState, on: date) -> ColumnElement[bool]:
    asked = select(FineDeferral.fine_id).where(FineDeferral.answered_at.is_(None))
    conditions: dict[FineState, ColumnElement[bool]] = {
        FineState.DUE: Fine.stage.in_(OWED),
        FineState.OVERDUE: and_(Fine.stage.in_(OWED), _past(on)),
        FineState.CASH: Fine.stage.in_(IN_CASH),
        FineState.CASH_LATE: and_(Fine.stage.in_(IN_CASH), Fine.cash_due_on < on),
        FineState.TO_CONFIRM: Fine.stage.in_(TO_CONFIRM),
        FineState.TO_DEPOSIT: Fine.stage.in_(TO_DEPOSIT),
        FineState.ASKED: and_(Fine.stage.in_(OWED), Fine.id.in_(asked)),
        FineState.REFUND: Fine.stage.in_(TO_REFUND),
        FineState.PAID: Fine.stage.in_(SETTLED),
    }
    return conditions[state]


def _conditions(agency_id: UUID, wanted: FineFilter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = [Fine.agency_id == agency_id]
    if wanted.state:
        found.append(_in_state(wanted.state, wanted.on))
    if wanted.collected_by:
        mine = select(FineCash.fine_id).filter_by(collected_by=wanted.collected_by)
        found += [Fine.id.in_(mine), Fine.stage.in_(TO_HAND_OVER)]
    for word in wanted.text.split():
        columns = (Fine.number, Fine.party_name)
        found.append(or_(*(column.icontains(word, autoescape=True) for column in columns)))
    return found


def fines_matching(agency_id: UUID, wanted: FineFilter, *, limit: int | None = None, offset: int = 0) -> list[Fine]:
    """What is due first comes first; what is settled comes last."""
    days = (Fine.cash_due_on, Fine.due_on)
    query = select(Fine).where(*_conditions(agency_id, wanted))
    query = query.order_by(*(day.asc().nulls_last() for day in days), Fine.opened_at.desc(), Fine.id)
    return list(db.session.scalars(query.limit(limit).offset(offset)))


def count_fines(agency_id: UUID, wanted: FineFilter) -> int:
    return db.session.scalar(select(func.count()).select_from(Fine).where(*_conditions(agency_id, wanted))) or 0


def is_overdue_fine(fine: Fine, *, on: date) -> bool:
    return fine.stage in OWED and (fine.due_on is None or fine.due_on < on)


def is_cash_late(fine: Fine, *, on: date) -> bool:
    return fine.stage in IN_CASH and fine.cash_due_on is not None and fine.cash_due_on < on


def is_with_officer(fine: Fine) -> bool:
    return fine.stage in TO_HAND_OVER
