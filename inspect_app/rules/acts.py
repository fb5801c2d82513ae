"""Illegal acts as data: what is breached, what it costs, who has the power, and how well the row is known."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from inspect_app.rules.statutes import Citation


class Party(StrEnum):
    """当事人. The law sets different limits for the two."""

    CITIZEN = "公民"
    ORGANISATION = "法人或者其他组织"


class Procedure(StrEnum):
    """By which procedure a penalty is decided; NONE = it may not be imposed at all."""

    ON_THE_SPOT = "简易程序"
    GENERAL = "普通程序"
    NONE = "不得处罚"


class Power(StrEnum):
    CIVIL_DEFENCE = "民防部门"
    POLICE = "公安机关"
    FIRE = "消防救援机构"
    CONSTRUCTION = "建设管理部门"
    WORK_SAFETY = "应急管理部门"


class Mark(StrEnum):
    """How well a row is known. Rows recalled and not read (R) are never enabled."""

    V = "已核对全文"
    VX = "仅见摘录"
    I = "推断"  # noqa: E741 - the fact sheet's own mark
    R = "待核对"


class Sanction(StrEnum):
    WARNING = "警告"
    FINE = "罚款"


class Severity(StrEnum):
    MINOR = "轻微"
    ORDINARY = "一般"
    SERIOUS = "严重"


@dataclass(frozen=True)
class Words:
    """One text in both languages of the interface."""

    zh: str
    en: str


@dataclass(frozen=True)
class FineRange:
    """Whole yuan, both ends included. floor_yuan 0 = the law sets no floor."""

    floor_yuan: int
    cap_yuan: int


@dataclass(frozen=True)
class Act:
    """One illegal act (违法行为) as the statute lists it."""

    code: str
    title: Words
    duties: tuple[Citation, ...]
    penalty: Citation | None
    power: Power
    mark: Mark
    source: str
    warning: bool = False
    fines: Mapping[Party, FineRange] = field(default_factory=dict)
    valid_from: date = date.min
    valid_to: date | None = None
    reviewer: str = ""

    @property
    def is_enabled(self) -> bool:
        """Rows recalled from memory (R) ship disabled."""
        return self.mark is not Mark.R

    def is_in_force(self, on: date) -> bool:
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)
