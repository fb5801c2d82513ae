"""One question to the law: may this penalty be imposed, by which procedure, and why or why not. (Long: one argument.)"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.rules import statutes
from inspect_app.rules.acts import Act, FineRange, Party, Procedure, Sanction
from inspect_app.rules.choice_of_law import Choice, choose_law
from inspect_app.rules.clocks import RECONSIDERATION_OF_2023
from inspect_app.rules.discretion import GROUNDS, Outcome, Tier, grounds_met, tier_of
from inspect_app.rules.law_table import LawTable
from inspect_app.rules.penalties import SUMMARY_FINE_LIMIT, refuse_power
from inspect_app.rules.people import OfficerFacts, qualified_officers
from inspect_app.rules.statutes import LAW_IN_FORCE, ON_THE_SPOT


class Redress(StrEnum):
    RECONSIDERATION_FIRST = "应当先申请行政复议"
    RECONSIDERATION_OR_SUIT = "可以申请行政复议，也可以直接提起行政诉讼"


@dataclass(frozen=True)
class Question:
    """`act_on` = the day of the act (the last one, where it went on); `factors` = codes of stated reasons."""

    act: str
    party: Party
    sanction: Sanction
    act_on: date
    decide_on: date
    fine_yuan: int = 0
    officers: tuple[OfficerFacts, ...] = ()
    factors: tuple[str, ...] = ()


@dataclass(frozen=True)
class Judgement:
    """`reasons` = what bars the penalty, or why it needs the general procedure.

    `lawful` = the act's own range for this party, cut to the benchmark's tier where the office has one.
    `is_allowed`: this very penalty, by `procedure`, by these officers.
    """

    procedure: Procedure
    is_allowed: bool
    reasons: tuple[Refusal, ...]
    tier: Tier | None = None
    lawful: FineRange | None = None
    redress: Redress | None = None
    because: Choice = Choice.UNCHANGED
    grounds: tuple[str, ...] = ()


@dataclass(frozen=True)
class Weighing:
    """What the stated factors amount to for one act: grounds of the law, the tier, and the amounts open in it."""

    grounds: tuple[str, ...]
    tier: Tier | None
    lawful: FineRange | None


def weigh(act: Act, question: Question, table: LawTable) -> Weighing:
    grounds = grounds_met(question.factors, on=question.decide_on)
    tier = _tier(act, question, grounds, table)
    return Weighing(tuple(grounds), tier, _lawful(act, question, tier, table))


def refuse_outside_tier(question: Question, weighed: Weighing) -> Refusal | None:
    """裁量基准：the fine must lie in the tier that the stated factors amount to (第三十四条)."""
    lawful, fine = weighed.lawful, question.fine_yuan
    is_bound = question.sanction is Sanction.FINE and weighed.tier not in (None, Tier.REDUCED)
    if not is_bound or lawful is None or lawful.floor_yuan <= fine <= lawful.cap_yuan:
        return None
    return _outside_tier(question, lawful, weighed.tier)


def judge(question: Question, table: LawTable) -> Judgement:
    """Raises `Refused` for an act that the table does not know, or a decision before its act."""
    if question.act not in table.by_code:
        raise Refused(Refusal(Problem.ACT_UNKNOWN, facts={"act": question.act}))
    if question.decide_on < question.act_on:
        days = {"act_on": question.act_on.isoformat(), "decide_on": question.decide_on.isoformat()}
        raise Refused(Refusal(Problem.DECIDED_BEFORE_THE_ACT, LAW_IN_FORCE, days))
    days_of = {"act_on": question.act_on, "decide_on": question.decide_on}
    chosen = choose_law(table, question.act, question.party, **days_of)
    if chosen.act is None:
        return Judgement(Procedure.NONE, False, _named(chosen.refusal), because=chosen.because)
    return _judge_under(chosen.act, chosen.because, question, table)


def _judge_under(act: Act, because: Choice, question: Question, table: LawTable) -> Judgement:
    weighed = weigh(act, question, table)
    barred = _bars(act, question, weighed)
    simple = _bars_on_the_spot(act, question) if not barred else []
    procedure = Procedure.NONE if barred else Procedure.GENERAL if simple else Procedure.ON_THE_SPOT
    unfit = [] if barred else qualified_officers(question.officers, on=question.decide_on)
    return Judgement(
        procedure=procedure,
        is_allowed=not barred and not unfit,
        reasons=(*barred, *simple, *unfit),
        tier=weighed.tier,
        lawful=weighed.lawful,
        redress=redress_of(procedure, on=question.decide_on),
        because=because,
        grounds=weighed.grounds,
    )


def redress_of(procedure: Procedure, *, on: date) -> Redress | None:
    """对当场作出的行政处罚决定不服的，应当先申请行政复议（行政复议法第二十三条，2024 年起）。"""
    if procedure is Procedure.NONE:
        return None
    is_first = procedure is Procedure.ON_THE_SPOT and on >= RECONSIDERATION_OF_2023
    return Redress.RECONSIDERATION_FIRST if is_first else Redress.RECONSIDERATION_OR_SUIT


def _tier(act: Act, question: Question, grounds: Sequence[str], table: LawTable) -> Tier | None:
    """减轻 where a statute allows it and the amount asked for is below the floor; else which way the factors weigh."""
    tier = tier_of(question.factors, table.factors)
    if not any(GROUNDS[code].outcome is Outcome.REDUCE for code in grounds):
        return tier
    fine = act.fines.get(question.party)
    is_below = question.sanction is Sanction.FINE and fine is not None and question.fine_yuan < fine.floor_yuan
    return Tier.REDUCED if is_below else Tier.LIGHTER


def _lawful(act: Act, question: Question, tier: Tier | None, table: LawTable) -> FineRange | None:
    range_of_act = act.fines.get(question.party)
    if range_of_act is None or tier in (None, Tier.REDUCED):
        return range_of_act
    return table.benchmark(act.code, question.party, tier, on=question.decide_on) or range_of_act


def _bars(act: Act, question: Question, weighed: Weighing) -> list[Refusal]:
    """What no procedure overcomes."""
    if refusal := refuse_power(act):
        return [refusal]
    if unpunishable := bars_of_grounds(weighed.grounds):
        return unpunishable
    if not SUMMARY_FINE_LIMIT.covers(question.decide_on):
        return [Refusal(Problem.NO_RULE_IN_FORCE, LAW_IN_FORCE, {"on": question.decide_on.isoformat()})]
    if question.sanction is Sanction.WARNING:
        return [] if act.warning else [Refusal(Problem.NO_WARNING_FOR_THIS_ACT, act.penalty)]
    return list(_named(_bar_of_amount(act, question, weighed)))


def bars_of_grounds(grounds: Sequence[str]) -> list[Refusal]:
    """依法不予行政处罚的情形, each article once."""
    laws = [GROUNDS[code].law for code in grounds if GROUNDS[code].outcome is Outcome.MUST_NOT]
    return [Refusal(Problem.NOT_TO_BE_PENALISED, law) for law in dict.fromkeys(laws)]


def _bar_of_amount(act: Act, question: Question, weighed: Weighing) -> Refusal | None:
    fine = question.fine_yuan
    if fine <= 0:
        return Refusal(Problem.FINE_NOT_WHOLE, act.penalty)
    own = act.fines.get(question.party)
    if own is None:
        return Refusal(Problem.NO_FINE_FOR_THIS_ACT, act.penalty)
    facts = {"party": question.party.value, "fine": fine}
    if fine < own.floor_yuan and weighed.tier is not Tier.REDUCED:
        return Refusal(Problem.FINE_BELOW_FLOOR, act.penalty, facts | {"floor": own.floor_yuan})
    if fine > own.cap_yuan:
        return Refusal(Problem.FINE_ABOVE_CAP, act.penalty, facts | {"cap": own.cap_yuan})
    return refuse_outside_tier(question, weighed)


def _outside_tier(question: Question, lawful: FineRange, tier: Tier | None) -> Refusal:
    facts = {"tier": tier.value if tier else "", "fine": question.fine_yuan}
    return Refusal(
        Problem.FINE_OUTSIDE_TIER,
        statutes.BENCHMARKS,
        facts | {"floor": lawful.floor_yuan, "cap": lawful.cap_yuan},
    )


def _bars_on_the_spot(act: Act, question: Question) -> list[Refusal]:
    """Why a lawful penalty needs the general procedure (第五十一条)."""
    if question.sanction is Sanction.WARNING:
        return []
    limit = SUMMARY_FINE_LIMIT.on(question.decide_on)[question.party]
    floor = act.fines[question.party].floor_yuan
    fine = question.fine_yuan
    facts = {"party": question.party.value, "floor": floor}
    if fine < floor:
        return [Refusal(Problem.REDUCED_NOT_ON_THE_SPOT, ON_THE_SPOT, facts | {"fine": fine})]
    if floor > limit:
        return [Refusal(Problem.FLOOR_ABOVE_SIMPLE_LIMIT, ON_THE_SPOT, facts | {"limit": limit})]
    if fine > limit:
        above = {"party": question.party.value, "fine": fine, "limit": limit}
        return [Refusal(Problem.FINE_ABOVE_SIMPLE_LIMIT, ON_THE_SPOT, above)]
    return []


def _named(refusal: Refusal | None) -> tuple[Refusal, ...]:
    return (refusal,) if refusal else ()
