"""The law of the act's day or the law of the decision's day (行政处罚法第三十七条：从旧兼从轻)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from inspect_app.problems import Problem, Refusal
from inspect_app.rules.acts import Act, Party
from inspect_app.rules.law_table import LawTable
from inspect_app.rules.statutes import LAW_IN_FORCE


class Choice(StrEnum):
    """Why this row and no other."""

    UNCHANGED = "行为发生至今规定未变，适用该规定"
    OF_THE_ACT = "适用违法行为发生时的规定；新规定处罚并不较轻"
    MILDER = "作出决定时规定已修改且处罚较轻，适用新的规定"
    NO_LONGER_ILLEGAL = "作出决定时的规定不再认为是违法，不予处罚"
    UNKNOWN = "行为发生时没有已核对的规定"


@dataclass(frozen=True)
class Chosen:
    """`act` None = no row may be applied, and `refusal` says why."""

    act: Act | None
    because: Choice
    refusal: Refusal | None = None


def choose_law(table: LawTable, code: str, party: Party, *, act_on: date, decide_on: date) -> Chosen:
    """适用违法行为发生时的规定；决定时已修改或者废止，且新的规定处罚较轻或者不认为是违法的，适用新的规定。

    `act_on` is the last day of an act that went on.
    """
    then, now = table.act_on(code, act_on), table.act_on(code, decide_on)
    if then is None:
        refusal = Refusal(Problem.NO_RULE_IN_FORCE, LAW_IN_FORCE, {"on": act_on.isoformat()})
        return Chosen(None, Choice.UNKNOWN, refusal)
    if now is None:
        facts = {"act": then.title.zh, "on": decide_on.isoformat()}
        return Chosen(None, Choice.NO_LONGER_ILLEGAL, Refusal(Problem.NO_LONGER_ILLEGAL, LAW_IN_FORCE, facts))
    if now is then:
        return Chosen(then, Choice.UNCHANGED)
    return Chosen(now, Choice.MILDER) if _is_milder(now, then, party) else Chosen(then, Choice.OF_THE_ACT)


def _is_milder(new: Act, old: Act, party: Party) -> bool:
    """A lower cap is milder; with equal caps a lower floor. An act without any fine is milder than one with."""
    return _weight(new, party) < _weight(old, party)


def _weight(act: Act, party: Party) -> tuple[int, int, bool]:
    fine = act.fines.get(party)
    return (fine.cap_yuan, fine.floor_yuan, act.warning) if fine else (0, 0, act.warning)
