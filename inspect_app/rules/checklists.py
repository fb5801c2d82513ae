"""What a checklist is: sections and items as frozen values, and when an answer counts as met."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from inspect_app.problems import Problem, Refusal
from inspect_app.rules.acts import Severity, Words
from inspect_app.rules.people import AgencyKind
from inspect_app.rules.works import WorkStatus

Value = str | int | float


class AnswerKind(StrEnum):
    VERDICT = "合格/不合格/不适用"
    NUMBER = "数值"
    CHOICE = "选项"
    TEXT = "文字"


class Verdict(StrEnum):
    MET = "合格"
    NOT_MET = "不合格"
    NOT_APPLICABLE = "不适用"


class BuildStage(StrEnum):
    """Stages of a work under construction at which it is inspected."""

    BEFORE_SLAB = "底板浇筑前"
    BEFORE_WALLS = "墙板和顶板浇筑前"
    INSTALLATION = "设备安装"


@dataclass(frozen=True)
class Option:
    code: str
    label: Words
    verdict: Verdict = Verdict.MET


@dataclass(frozen=True)
class Condition:
    """Show the item only when `item` was answered with one of `values`."""

    item: str
    values: tuple[Value, ...]


@dataclass(frozen=True)
class Item:
    """One line of a checklist. `code` is unique within the checklist and never reused."""

    code: str
    kind: AnswerKind
    text: Words
    guidance: Words | None = None
    phrases: tuple[Words, ...] = ()
    reference: str = ""
    unit: str = ""
    unit_en: str = ""
    least: float | None = None
    most: float | None = None
    options: tuple[Option, ...] = ()
    show_when: Condition | None = None
    is_required: bool = True
    photo_when_not_met: bool = False
    acts: tuple[str, ...] = ()
    severity: Severity = Severity.ORDINARY

    @property
    def unit_words(self) -> Words:
        """Most units are the same in every language; one that is not has its English."""
        return Words(self.unit, self.unit_en or self.unit)


@dataclass(frozen=True)
class Section:
    code: str
    title: Words
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Checklist:
    """A checklist's content. `audience` = whose officers fill it; `status`, `stage` = for which works."""

    code: str
    title: Words
    audience: AgencyKind
    sections: tuple[Section, ...]
    status: WorkStatus | None = None
    stage: BuildStage | None = None

    @cached_property
    def items(self) -> dict[str, Item]:
        return {item.code: item for section in self.sections for item in section.items}


def filled_by_its_audience(audience: AgencyKind, part: AgencyKind) -> Refusal | None:
    """联合检查各部门填写各自的检查表。`part` = for which kind of agency the officer came along."""
    return None if part is audience else Refusal(Problem.PARTNER_ITEM)


def verdict_of(item: Item, value: Value) -> Verdict | None:
    """Met or not, for any kind of answer; None when the value does not fit the item."""
    if item.kind is AnswerKind.VERDICT:
        return Verdict.__members__.get(str(value).upper())
    if item.kind is AnswerKind.CHOICE:
        return next((option.verdict for option in item.options if option.code == value), None)
    if item.kind is AnswerKind.TEXT:
        return Verdict.MET if str(value).strip() else None
    return _verdict_of_number(item, value)


def _verdict_of_number(item: Item, value: Value) -> Verdict | None:
    if isinstance(value, str | bool):
        return None
    too_low = item.least is not None and value < item.least
    too_high = item.most is not None and value > item.most
    return Verdict.NOT_MET if too_low or too_high else Verdict.MET
