"""How what was typed about a work is written in the register, and how each single value is read and written as text."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import fields, replace
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from inspect_app.problems import Problem, Refusal
from inspect_app.rules.works import (
    LARGEST_AREA_M2,
    LONGEST,
    NOT_SECRET,
    EntranceFacts,
    PartyFacts,
    Secrecy,
    WorkFacts,
    WorkStatus,
    secrecy_mark,
    texts_of,
)

DEGREE_DECIMALS = 6
USUAL_RADIUS_M = 100
YES, NO = "是", "否"
_YES = {YES, "y", "yes", "1", "true", "√", "✓"}
_NO = {NO, "n", "no", "0", "false", "×", ""}
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]")
_NUMBER = re.compile(r"-?\d{1,15}(\.\d{1,15})?")
_ENTRANCE = re.compile(
    r"(?:(?P<name>.*?)\s+)?(?P<longitude>[^\s,，]+)\s*[,，]\s*(?P<latitude>[^\s,，]+)(?:\s+(?P<radius>\S+))?"
)


def tidied(work: WorkFacts) -> WorkFacts:
    """The same facts as the register keeps them, so that what is exported and read back is the same again."""
    texts: dict[str, Any] = {
        name: one_line(getattr(work, name)) for name in (*LONGEST, "street") if name != "notes"
    }
    parties = sorted(map(_tidied_party, work.parties), key=lambda party: party.part.name)
    return replace(
        work,
        **texts,
        notes=_without_control(work.notes).strip(),
        area_m2=_hundredths(work.area_m2),
        parties=tuple(party for party in parties if any(texts_of(party))),
        entrances=tuple(_tidied_entrance(one, place) for place, one in enumerate(work.entrances, start=1)),
    )


def _without_control(text: str) -> str:
    return _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def one_line(text: str) -> str:
    return " ".join(_without_control(text).split())


def _hundredths(area: Decimal) -> Decimal:
    return area.quantize(Decimal("0.01"), ROUND_HALF_UP) if abs(area) <= LARGEST_AREA_M2 else area


def _tidied_party(party: PartyFacts) -> PartyFacts:
    texts: dict[str, Any] = {f.name: one_line(getattr(party, f.name)) for f in fields(party) if f.name != "part"}
    return replace(party, **texts)


def _tidied_entrance(entrance: EntranceFacts, place: int) -> EntranceFacts:
    """A semicolon parts entrances where they are written in one line, so a name has none."""
    return replace(
        entrance,
        name=one_line(re.sub("[;；]", "，", entrance.name)) or f"{place}号口",
        longitude=round(entrance.longitude, DEGREE_DECIMALS),
        latitude=round(entrance.latitude, DEGREE_DECIMALS),
    )


def read_number(label: str, text: str) -> Decimal | Refusal:
    """Full-width digits and thousands separators are understood."""
    plain = unicodedata.normalize("NFKC", text).replace(",", "").replace(" ", "")
    if _NUMBER.fullmatch(plain):
        return Decimal(plain)
    if not plain:
        return Refusal(Problem.FIELD_MISSING, facts={"field": label})
    return Refusal(Problem.NOT_A_NUMBER, facts={"field": label, "value": text.strip()[:60]})


def read_year(label: str, text: str) -> int | Refusal | None:
    """An empty cell is a year that is not known."""
    plain = text.strip().removesuffix("年")
    number = read_number(label, plain) if plain else None
    if isinstance(number, Decimal) and number != int(number):
        return Refusal(Problem.NOT_A_NUMBER, facts={"field": label, "value": text.strip()[:60]})
    return int(number) if isinstance(number, Decimal) else number


def read_status(label: str, text: str) -> WorkStatus | Refusal:
    found = next((status for status in WorkStatus if status.value == text.strip()), None)
    return found or _unknown_choice(label, text, [status.value for status in WorkStatus])


def read_yes_no(label: str, text: str) -> bool | Refusal:
    plain = unicodedata.normalize("NFKC", text).strip().lower()
    if plain in _YES:
        return True
    return False if plain in _NO else _unknown_choice(label, text, [YES, NO])


def read_secrecy(label: str, text: str) -> Secrecy | Refusal:
    """密级. Whatever is not plainly "not classified" stays out."""
    plain = text.strip()
    if plain in {"", NO, "无", "公开", *NOT_SECRET}:
        return Secrecy.NONE
    if plain == YES or secrecy_mark(plain):
        return Secrecy.CLASSIFIED
    return _unknown_choice(label, text, [secrecy.value for secrecy in Secrecy])


def _unknown_choice(label: str, text: str, choices: list[str]) -> Refusal:
    facts = {"field": label, "value": text.strip()[:60], "choices": tuple(choices)}
    return Refusal(Problem.UNKNOWN_CHOICE, facts=facts)


def read_entrance(name: str, longitude: str, latitude: str, radius: str) -> EntranceFacts | Refusal:
    numbers = [
        read_number("经度", longitude),
        read_number("纬度", latitude),
        read_number("有效半径（米）", radius.strip() or str(USUAL_RADIUS_M)),
    ]
    if fault := next((one for one in numbers if isinstance(one, Refusal)), None):
        return fault
    east, north, metres = (Decimal(str(one)) for one in numbers)
    return EntranceFacts(name, float(east), float(north), round(metres))


def read_entrances(label: str, text: str) -> tuple[EntranceFacts, ...] | Refusal:
    """`1号口 121.227700,31.032200 100; 2号口 …`: name, longitude and latitude in WGS-84 degrees, radius in metres."""
    found: list[EntranceFacts] = []
    for part in re.split("[;；\n]", text):
        if not part.strip():
            continue
        match = _ENTRANCE.fullmatch(part.strip())
        if match is None:
            return Refusal(Problem.ENTRANCE_UNREADABLE, facts={"field": label, "value": part.strip()[:60]})
        entrance = read_entrance(*(match[group] or "" for group in ("name", "longitude", "latitude", "radius")))
        if isinstance(entrance, Refusal):
            return entrance
        found.append(entrance)
    return tuple(found)


def write_entrances(entrances: Sequence[EntranceFacts]) -> str:
    return "; ".join(f"{e.name} {e.longitude:.6f},{e.latitude:.6f} {e.radius_m}" for e in entrances)
