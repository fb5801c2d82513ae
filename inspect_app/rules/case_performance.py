"""The gates of performance (履行): payment, demand, the court, and closing."""

from collections.abc import Callable, Iterable, Mapping

from inspect_app.problems import Problem, Refusal
from inspect_app.rules import statutes
from inspect_app.rules.case_periods import end_of
from inspect_app.rules.case_records import CaseRecord, NewEntry
from inspect_app.rules.stages import Stage


def _pay(record: CaseRecord, new: NewEntry) -> Iterable[Refusal | None]:
    owed = record.fine_yuan - record.paid_yuan
    if not 0 < new.facts.amount_yuan <= owed:
        facts = {"paid": new.facts.amount_yuan, "owed": owed}
        yield Refusal(Problem.PAID_NOT_AS_OWED, statutes.PAY_WITHIN_15_DAYS, facts)


def _demand(record: CaseRecord, new: NewEntry) -> Iterable[Refusal | None]:
    """到期不缴纳的才催告。"""
    served, delay = record.last("serve"), record.last("allow_delay")
    if record.fine_yuan and record.paid_yuan >= record.fine_yuan:
        yield Refusal(Problem.NOTHING_OWED, statutes.DEMAND_FIRST)
    end, faults = end_of("pay_fine", served.happened_on, new) if served else (None, [])
    yield from faults
    end = delay.facts.until_on if delay else end
    if end and new.happened_on <= end:
        yield Refusal(Problem.NOT_YET_DUE, statutes.PAY_WITHIN_15_DAYS, {"last": end.isoformat()})


def _apply_to_court(record: CaseRecord, new: NewEntry) -> Iterable[Refusal | None]:
    """催告书送达十日后当事人仍未履行的，才可以申请（行政强制法第五十四条）。"""
    demanded = record.last("demand")
    end, faults = end_of("wait_after_demand", demanded.happened_on, new) if demanded else (None, [])
    yield from faults
    if end and new.happened_on <= end:
        yield Refusal(Problem.DEMAND_NOT_OVER, statutes.DEMAND_FIRST, {"last": end.isoformat()})


def _close(record: CaseRecord, _new: NewEntry) -> Iterable[Refusal | None]:
    """罚款缴清，或者已经申请法院强制执行。Corrections may come later: they are a thread of their own."""
    owed = record.fine_yuan - record.paid_yuan
    if owed > 0 and record.stage is not Stage.IN_COURT:
        yield Refusal(Problem.STILL_OWED, statutes.PERFORM, {"owed": owed})


PERFORMANCE_GATES: Mapping[str, Callable[[CaseRecord, NewEntry], Iterable[Refusal | None]]] = {
    "pay": _pay,
    "demand": _demand,
    "apply_to_court": _apply_to_court,
    "close": _close,
}
