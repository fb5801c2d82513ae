"""The fictional works of the demonstration district: the same every time, and together exactly the stated area."""

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TypeVar
from uuid import UUID, uuid5

from inspect_app.catalogue.demonstration import Demonstration, Kind, Street
from inspect_app.rules.works import EntranceFacts, PartyFacts, PartyPart, WorkFacts, WorkStatus

SEED = 2017
IDS = UUID("8d1f7a52-3a0e-5c84-9d61-329165000022")
METRES_PER_DEGREE = 111_320
DESIGN_PARTS = (PartyPart.BUILDER, PartyPart.DESIGNER, PartyPart.SUPERVISOR_FIRM)
T = TypeVar("T")


class Dice:
    """Only `random()` is promised to give the same numbers in every version of Python, so all else is made of it."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)

    def part(self) -> float:
        return self._random.random()

    def whole(self, least: int, most: int) -> int:
        return least + int(self.part() * (most - least + 1))

    def one_of(self, things: Sequence[T]) -> T:
        return things[int(self.part() * len(things))]

    def shuffled(self, things: Sequence[T]) -> list[T]:
        return [thing for _key, _place, thing in sorted((self.part(), i, one) for i, one in enumerate(things))]


@dataclass(frozen=True)
class Lot:
    """What is drawn for a work before its facts are written: where, what and how it stands."""

    serial: int
    street: Street
    kind: Kind
    status: WorkStatus
    serial_of_kind: int


def demonstration_id(name: str) -> UUID:
    return uuid5(IDS, name)


def fictional_works(data: Demonstration) -> list[WorkFacts]:
    dice = Dice(SEED)
    lots = _lots(data, dice)
    areas = _areas(lots, data.total_area_m2, dice)
    return [_work(lot, area, data, dice) for lot, area in zip(lots, areas, strict=True)]


def _lots(data: Demonstration, dice: Dice) -> list[Lot]:
    streets = [street for street in data.street for _ in range(street.works)]
    others = len(streets) - data.in_use - data.under_construction
    numbers = (data.in_use, data.under_construction, others)
    stands = [status for status, count in zip(WorkStatus, numbers, strict=True) for _ in range(count)]
    kinds = [kind for kind in data.kind for _ in range(kind.share)]
    seen: dict[str, int] = {}
    lots = []
    pairs = zip(streets, dice.shuffled(stands), strict=True)
    for serial, (street, status) in enumerate(pairs, start=1):
        kind = dice.one_of(kinds)
        seen[kind.name] = seen.get(kind.name, 0) + 1
        lots.append(Lot(serial, street, kind, status, seen[kind.name]))
    return lots


def _areas(lots: Sequence[Lot], total_m2: int, dice: Dice) -> list[Decimal]:
    """Hundredths of a square metre, brought to the total; what rounding leaves goes to the largest."""
    weights = [lot.kind.area_m2 * (0.35 + 1.3 * dice.part()) for lot in lots]
    scale = total_m2 * 100 / sum(weights)
    hundredths = [int(weight * scale) for weight in weights]
    hundredths[hundredths.index(max(hundredths))] += total_m2 * 100 - sum(hundredths)
    return [Decimal(one) / 100 for one in hundredths]


def _work(lot: Lot, area: Decimal, data: Demonstration, dice: Dice) -> WorkFacts:
    word = dice.one_of(data.words)
    is_building = lot.status is WorkStatus.UNDER_CONSTRUCTION
    kept = WorkFacts(
        number=f"SJ-YS-{lot.serial:04d}",
        name=lot.kind.name.format(word=word, serial=lot.serial_of_kind),
        address=f"松江区{lot.street.name}演示{dice.one_of(data.roads)}路{dice.whole(1, 999)}号",
        street=lot.street.name,
        status=lot.status,
        area_m2=area,
        peacetime_use=dice.one_of(lot.kind.uses),
        protection_class=dice.one_of(data.protection_classes),
        built_year=None if is_building else _year(lot.status, dice),
        is_key_project=dice.part() < (0.4 if is_building else 0.04),
        notes="演示数据，均为虚构。",
        parties=_parties(is_building, data, dice),
        entrances=_entrances(lot.street, dice),
    )
    return replace(kept, peacetime_use=dice.one_of(data.uses_of_others)) if lot.status is WorkStatus.OTHER else kept


def _year(status: WorkStatus, dice: Dice) -> int:
    """Most are of the last fifteen years, as the district grew; what is neither used nor built is old."""
    if status is WorkStatus.OTHER:
        return dice.whole(1986, 1998)
    return 1996 + int(28 * math.sqrt(dice.part()))


def _parties(is_building: bool, data: Demonstration, dice: Dice) -> tuple[PartyFacts, ...]:
    parts = [PartyPart.OWNER, *(DESIGN_PARTS if is_building else (PartyPart.MANAGER,))]
    firms = [_firm(part, dice.whole(1, data.firms[part].count), data) for part in parts]
    return tuple(sorted(firms, key=lambda firm: firm.part.name))


def _firm(part: PartyPart, serial: int, data: Demonstration) -> PartyFacts:
    """The same number is always the same firm."""
    place = list(PartyPart).index(part) + 1
    return PartyFacts(
        part,
        data.firms[part].name.format(serial=serial),
        credit_code=f"91310117YS{place}{serial:07d}",
        representative=f"演示法人{place}{serial:02d}",
        contact=f"演示联系人{place}{serial:02d}",
        phone=f"021-0000{place}{serial:03d}",
        address=f"松江区演示路{place}{serial:02d}号",
    )


def _entrances(street: Street, dice: Dice) -> tuple[EntranceFacts, ...]:
    """Within the street's circle: the root spreads points evenly over its area; entrances lie some steps apart."""
    middle = _moved(
        street.longitude, street.latitude, metres=street.radius_m * math.sqrt(dice.part()), turn=dice.part()
    )
    places = [_moved(*middle, metres=20 + 60 * dice.part(), turn=dice.part()) for _ in range(dice.whole(1, 3))]
    return tuple(
        EntranceFacts(f"{number}号口", round(longitude, 6), round(latitude, 6), 100)
        for number, (longitude, latitude) in enumerate(places, start=1)
    )


def _moved(longitude: float, latitude: float, *, metres: float, turn: float) -> tuple[float, float]:
    north, east = metres * math.cos(2 * math.pi * turn), metres * math.sin(2 * math.pi * turn)
    return (
        longitude + east / (METRES_PER_DEGREE * math.cos(math.radians(latitude))),
        latitude + north / METRES_PER_DEGREE,
    )
