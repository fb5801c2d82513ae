"""What a finding may lead to: for each act and kind of party what it may cost, by which procedure, and who decides."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from inspect_app.problems import Refusal
from inspect_app.rules.acts import Act, FineRange, Party, Power
from inspect_app.rules.discretion import Tier
from inspect_app.rules.law_table import LawTable
from inspect_app.rules.penalties import on_the_spot


class Route(StrEnum):
    """By which procedure it goes on."""

    ON_THE_SPOT = "可以当场处罚"
    EITHER = "小额可以当场处罚，其余按普通程序"
    GENERAL = "罚款按普通程序"
    HAND_OVER = "移送有权机关"
    CORRECTION_ONLY = "没有处罚，可以责令改正"
    NOT_ENABLED = "尚未核对，不能据此处罚"


@dataclass(frozen=True)
class Cost:
    """For one kind of party. `lawful` = the act's own range, `tiers` = the office's benchmark, `on_the_spot` = open there."""

    route: Route
    is_warning_open: bool
    lawful: FineRange | None
    tiers: Mapping[Tier, FineRange]
    on_the_spot: FineRange | None
    refusals: tuple[Refusal, ...]


@dataclass(frozen=True)
class Consequence:
    act: Act
    power: Power
    costs: Mapping[Party, Cost]


def consequence_of(code: str, law: LawTable, *, on: date) -> Consequence | None:
    """None for an act that the law does not know."""
    act = law.known_on(on).get(code)
    if act is None:
        return None
    return Consequence(act, act.power, {party: _cost(act, party, law, on) for party in Party})


def _cost(act: Act, party: Party, law: LawTable, on: date) -> Cost:
    found = on_the_spot(act, party, on=on)
    tiers = {tier: amounts for tier in Tier if (amounts := law.benchmark(act.code, party, tier, on=on))}
    lawful = act.fines.get(party)
    return Cost(_route(act, lawful, found.fine), found.warning, lawful, tiers, found.fine, found.refusals)


def _route(act: Act, lawful: FineRange | None, spot: FineRange | None) -> Route:
    if not act.is_enabled:
        return Route.NOT_ENABLED
    if act.power is not Power.CIVIL_DEFENCE:
        return Route.HAND_OVER
    if act.penalty is None or not (act.warning or lawful):
        return Route.CORRECTION_ONLY
    if lawful is None:
        return Route.ON_THE_SPOT
    if spot is None:
        return Route.GENERAL
    return Route.ON_THE_SPOT if spot == lawful else Route.EITHER
