"""What may be written about a civil-defence work (民防工程), and what may never be: classified works stay out."""

from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from enum import StrEnum

from inspect_app.problems import Problem, Refusal

SECRECY_MARKS = (
    "绝密",
    "机密",
    "秘密级",
    "秘密★",
    "涉密",
    "核心人防指挥",
    "军事秘密",
    "国家秘密",
    "人防指挥所",
)
NOT_SECRET = ("非涉密", "不涉密", "无涉密")
SHANGHAI_LONGITUDES = (120.8, 122.3)
SHANGHAI_LATITUDES = (30.6, 31.95)
OLDEST_YEAR = 1950


class WorkStatus(StrEnum):
    IN_USE = "在用"
    UNDER_CONSTRUCTION = "在建"
    OTHER = "其他"


class PartyPart(StrEnum):
    """The part that a firm or person plays for a work."""

    OWNER = "产权（投资）单位"
    MANAGER = "管理使用单位"
    BUILDER = "建设（施工）单位"
    DESIGNER = "设计单位"
    SUPERVISOR_FIRM = "监理单位"


class Secrecy(StrEnum):
    """密级. Only works that are not classified may be entered."""

    NONE = "非涉密"
    CLASSIFIED = "涉密"


@dataclass(frozen=True)
class PartyFacts:
    part: PartyPart
    name: str
    credit_code: str = ""
    representative: str = ""
    contact: str = ""
    phone: str = ""
    address: str = ""


@dataclass(frozen=True)
class EntranceFacts:
    """WGS-84 degrees; radius in metres within which a fix counts as on the spot."""

    name: str
    longitude: float
    latitude: float
    radius_m: int = 100


@dataclass(frozen=True)
class WorkFacts:
    """A work as the register holds it. area_m2 in square metres with at most two decimals."""

    number: str
    name: str
    address: str
    street: str
    status: WorkStatus
    area_m2: Decimal
    peacetime_use: str = ""
    protection_class: str = ""
    built_year: int | None = None
    is_key_project: bool = False
    notes: str = ""
    secrecy: Secrecy = Secrecy.NONE
    parties: tuple[PartyFacts, ...] = ()
    entrances: tuple[EntranceFacts, ...] = ()


def secrecy_mark(*texts: str) -> str | None:
    """The first mark of secrecy in any of the texts, None if there is none."""
    for text in texts:
        for word in NOT_SECRET:
            text = text.replace(word, "")
        if found := next((mark for mark in SECRECY_MARKS if mark in text), None):
            return found
    return None


def not_classified(work: WorkFacts) -> Refusal | None:
    """涉密工程不得录入。Declared, or betrayed by a mark of secrecy in any text."""
    if work.secrecy is Secrecy.CLASSIFIED:
        return Refusal(Problem.CLASSIFIED_WORK, facts={"mark": Secrecy.CLASSIFIED.value})
    texts = [str(getattr(work, f.name)) for f in fields(work) if isinstance(getattr(work, f.name), str)]
    texts += [value for party in work.parties for value in vars(party).values()]
    texts += [entrance.name for entrance in work.entrances]
    if mark := secrecy_mark(*texts):
        return Refusal(Problem.CLASSIFIED_WORK, facts={"mark": mark})
    return None


def check_work(work: WorkFacts, *, on: date) -> list[Refusal]:
    """Every fault of a work's facts at once."""
    faults = [not_classified(work)]
    faults += [_missing(label, value) for label, value in _required(work)]
    faults += [_in_range("建筑面积（平方米）", work.area_m2, Decimal("0.01"), Decimal(9_999_999))]
    if work.built_year is not None:
        faults.append(_in_range("建成年份", Decimal(work.built_year), Decimal(OLDEST_YEAR), Decimal(on.year + 10)))
    faults += [_entrance_in_shanghai(entrance) for entrance in work.entrances]
    faults += [
        _in_range("有效半径（米）", Decimal(e.radius_m), Decimal(10), Decimal(1_000)) for e in work.entrances
    ]
    return [fault for fault in faults if fault]


def _required(work: WorkFacts) -> list[tuple[str, str]]:
    return [("工程编号", work.number), ("工程名称", work.name), ("地址", work.address), ("街镇", work.street)]


def _missing(label: str, value: str) -> Refusal | None:
    return None if value.strip() else Refusal(Problem.FIELD_MISSING, facts={"field": label})


def _in_range(label: str, value: Decimal, least: Decimal, most: Decimal) -> Refusal | None:
    if least <= value <= most:
        return None
    return Refusal(Problem.OUT_OF_RANGE, facts={"field": label, "value": value, "least": least, "most": most})


def _entrance_in_shanghai(entrance: EntranceFacts) -> Refusal | None:
    west, east = SHANGHAI_LONGITUDES
    south, north = SHANGHAI_LATITUDES
    if west <= entrance.longitude <= east and south <= entrance.latitude <= north:
        return None
    facts = {"longitude": entrance.longitude, "latitude": entrance.latitude}
    return Refusal(Problem.ENTRANCE_OUTSIDE_AREA, facts=facts)
