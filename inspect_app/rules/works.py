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
LARGEST_AREA_M2 = Decimal(9_999_999)
LABELS = {
    "number": "工程编号",
    "name": "工程名称",
    "address": "地址",
    "street": "街镇",
    "status": "状态",
    "area_m2": "建筑面积（平方米）",
    "peacetime_use": "平时用途",
    "protection_class": "防护等级",
    "built_year": "建成年份",
    "is_key_project": "重点工程",
    "notes": "备注",
    "secrecy": "密级",
    "entrances": "出入口",
}
LONGEST = {"number": 60, "name": 200, "address": 300, "peacetime_use": 200, "protection_class": 100, "notes": 2000}
LONGEST_OF_PARTY = 200
LONGEST_ENTRANCE_NAME = 60


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
    faults += [_missing(LABELS[name], getattr(work, name)) for name in ("number", "name", "address", "street")]
    faults += [_not_too_long(LABELS[name], getattr(work, name), most) for name, most in LONGEST.items()]
    faults.append(_in_range(LABELS["area_m2"], work.area_m2, Decimal("0.01"), LARGEST_AREA_M2))
    if work.built_year is not None:
        latest = Decimal(on.year + 10)
        faults.append(_in_range(LABELS["built_year"], Decimal(work.built_year), Decimal(OLDEST_YEAR), latest))
    faults += [fault for party in work.parties for fault in _check_party(party)]
    faults += [fault for entrance in work.entrances for fault in _check_entrance(entrance)]
    return [fault for fault in faults if fault]


def _check_party(party: PartyFacts) -> list[Refusal | None]:
    texts = texts_of(party)
    faults = [_not_too_long(party.part.value, text, LONGEST_OF_PARTY) for text in texts]
    return [*faults, _missing(party.part.value, party.name) if any(texts) else None]


def texts_of(party: PartyFacts) -> list[str]:
    return [str(getattr(party, f.name)) for f in fields(party) if f.name != "part"]


def _check_entrance(entrance: EntranceFacts) -> list[Refusal | None]:
    return [
        _not_too_long(LABELS["entrances"], entrance.name, LONGEST_ENTRANCE_NAME),
        _entrance_in_shanghai(entrance),
        _in_range("有效半径（米）", Decimal(entrance.radius_m), Decimal(10), Decimal(1_000)),
    ]


def _missing(label: str, value: str) -> Refusal | None:
    return None if value.strip() else Refusal(Problem.FIELD_MISSING, facts={"field": label})


def _not_too_long(label: str, value: str, most: int) -> Refusal | None:
    return None if len(value) <= most else Refusal(Problem.FIELD_TOO_LONG, facts={"field": label, "most": most})


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
