"""May this be decided on the spot, and if not, why not and what else (当场处罚的范围)."""

from dataclasses import dataclass
from datetime import date

from inspect_app.problems import Problem, Refusal
from inspect_app.rules.acts import Act, FineRange, Party, Power, Sanction
from inspect_app.rules.dated import Dated
from inspect_app.rules.statutes import COLLECT_ON_THE_SPOT, LAW_IN_FORCE, ON_THE_SPOT

SUMMARY_FINE_LIMIT = Dated(
    {
        date(1996, 10, 1): {Party.CITIZEN: 50, Party.ORGANISATION: 1_000},
        date(2021, 7, 15): {Party.CITIZEN: 200, Party.ORGANISATION: 3_000},
    }
)
COLLECTION_LIMIT = Dated({date(1996, 10, 1): 20, date(2021, 7, 15): 100})


@dataclass(frozen=True)
class OnTheSpot:
    """What an officer may decide on the spot for one act, party and day.

    `fine` is the open range in yuan or None; `refusals` say what is closed and why;
    `alternatives` are codes of what else can be done: "correction_order", "hand_over".
    """

    warning: bool
    fine: FineRange | None
    refusals: tuple[Refusal, ...]
    alternatives: tuple[str, ...] = ("correction_order", "hand_over")

    @property
    def is_open(self) -> bool:
        return self.warning or self.fine is not None


def on_the_spot(act: Act, party: Party, *, on: date) -> OnTheSpot:
    """行政处罚法第五十一条：公民二百元以下、法人或者其他组织三千元以下罚款，或者警告。"""
    if refusal := refuse_act(act, on=on):
        return OnTheSpot(False, None, (refusal,))
    fine, fault = _open_fine(act, party, on=on)
    faults = [fault, None if act.warning else Refusal(Problem.NO_WARNING_FOR_THIS_ACT, act.penalty)]
    return OnTheSpot(act.warning, fine, tuple(fault for fault in faults if fault))


def refuse_act(act: Act, *, on: date) -> Refusal | None:
    """Why an act can carry no penalty of ours at all on this day."""
    if refusal := refuse_power(act):
        return refusal
    if not (act.is_in_force(on) and SUMMARY_FINE_LIMIT.covers(on)):
        return Refusal(Problem.NO_RULE_IN_FORCE, LAW_IN_FORCE, {"on": on.isoformat()})
    return None


def refuse_power(act: Act) -> Refusal | None:
    """Why an act carries no penalty of ours, whatever the day: not confirmed, another's power, or none in the law."""
    facts = {"act": act.title.zh}
    if not act.is_enabled:
        return Refusal(Problem.ACT_NOT_ENABLED, act.penalty, facts)
    if act.power is not Power.CIVIL_DEFENCE:
        return Refusal(Problem.POWER_ELSEWHERE, act.penalty, facts | {"power": act.power.value})
    if act.penalty is None or not (act.warning or act.fines):
        return Refusal(Problem.NO_SANCTION, act.duties[0], facts)
    return None


def _open_fine(act: Act, party: Party, *, on: date) -> tuple[FineRange | None, Refusal | None]:
    lawful = act.fines.get(party)
    if lawful is None:
        return None, Refusal(Problem.NO_FINE_FOR_THIS_ACT, act.penalty)
    limit = SUMMARY_FINE_LIMIT.on(on)[party]
    if lawful.floor_yuan > limit:
        facts = {"party": party.value, "floor": lawful.floor_yuan, "limit": limit}
        return None, Refusal(Problem.FLOOR_ABOVE_SIMPLE_LIMIT, ON_THE_SPOT, facts)
    return FineRange(lawful.floor_yuan, min(lawful.cap_yuan, limit)), None


def refuse_on_the_spot(act: Act, party: Party, sanction: Sanction, fine_yuan: int, *, on: date) -> Refusal | None:
    """The one reason, if any, why this very sanction may not be decided on the spot."""
    if refusal := refuse_act(act, on=on):
        return refusal
    if sanction is Sanction.WARNING:
        return None if act.warning else Refusal(Problem.NO_WARNING_FOR_THIS_ACT, act.penalty)
    return _refuse_fine(act, party, fine_yuan, on=on)


def _refuse_fine(act: Act, party: Party, fine_yuan: int, *, on: date) -> Refusal | None:
    if fine_yuan <= 0:
        return Refusal(Problem.FINE_NOT_WHOLE, act.penalty)
    _open, closed = _open_fine(act, party, on=on)
    if closed:
        return closed
    lawful, limit = act.fines[party], SUMMARY_FINE_LIMIT.on(on)[party]
    facts = {"party": party.value, "fine": fine_yuan}
    if fine_yuan < lawful.floor_yuan:
        return Refusal(Problem.FINE_BELOW_FLOOR, act.penalty, facts | {"floor": lawful.floor_yuan})
    if fine_yuan > limit:
        return Refusal(Problem.FINE_ABOVE_SIMPLE_LIMIT, ON_THE_SPOT, facts | {"limit": limit})
    if fine_yuan > lawful.cap_yuan:
        return Refusal(Problem.FINE_ABOVE_CAP, act.penalty, facts | {"cap": lawful.cap_yuan})
    return None


def may_collect_on_the_spot(
    fine_yuan: int, *, hard_to_enforce: bool, remote_and_asked: bool, on: date
) -> Refusal | None:
    """一百元以下、不当场收缴事后难以执行，或者交通不便且当事人提出的，可以当场收缴（第六十八条、第六十九条）。"""
    limit = COLLECTION_LIMIT.on(on) if COLLECTION_LIMIT.covers(on) else 0
    if fine_yuan <= limit or hard_to_enforce or remote_and_asked:
        return None
    return Refusal(Problem.COLLECTION_NOT_ALLOWED, COLLECT_ON_THE_SPOT)
