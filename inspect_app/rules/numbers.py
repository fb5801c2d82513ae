"""Numbers of pre-numbered forms: how they are written and which block may give one."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from inspect_app.problems import Problem, Refusal
from inspect_app.rules.statutes import ON_THE_SPOT_FORM


class FormKind(StrEnum):
    ON_THE_SPOT_DECISION = "当场行政处罚决定书"
    CORRECTION_ORDER = "责令改正通知书"


@dataclass(frozen=True)
class Block:
    """A lease of consecutive serials of one kind and year; nobody else holds them."""

    kind: FormKind
    year: int
    first: int
    last: int
    template: str

    def number(self, serial: int) -> str:
        return form_number(self.template, self.year, serial)


def form_number(template: str, year: int, serial: int) -> str:
    """`template` names {year} and {serial}: 沪松民防当罚〔{year}〕第{serial}号 -> 第0007号 (four digits at least)."""
    return template.replace("{year}", str(year)).replace("{serial}", f"{serial:04d}")


def number_from_block(block: Block | None, serial: int, *, on: date) -> Refusal | None:
    """编有号码的行政处罚决定书：the number must come from a block leased to this device for this year."""
    if block is None or not block.first <= serial <= block.last:
        number = block.number(serial) if block else str(serial)
        return Refusal(Problem.NUMBER_NOT_LEASED, ON_THE_SPOT_FORM, {"number": number})
    if block.year != on.year:
        facts = {"number": block.number(serial), "year": on.year}
        return Refusal(Problem.NUMBER_OF_ANOTHER_YEAR, ON_THE_SPOT_FORM, facts)
    return None


class Unused(StrEnum):
    """Why numbers of a block have not been used: what the file of forms must be able to say of every gap."""

    ON_THE_DEVICE = "设备领用中，尚未使用"
    AT_THE_DESK = "办公室留用，尚未使用"
    SKIPPED = "跳号，记录可能还在设备里未上传"
    DEVICE_REVOKED = "设备已停用，号码随之停用"
    WITHDRAWN = "系统曾由备份恢复，号码可能已写在纸质文书上，不再发出"
    YEAR_OVER = "年度已过，不再使用"


@dataclass(frozen=True)
class Gap:
    """Consecutive unused serials, with one explanation."""

    first: int
    last: int
    why: Unused


def gaps_of(block: Block, used: Collection[int], *, holder: Unused, on: date) -> list[Gap]:
    """Every serial that is neither used nor voided, in runs. `holder` = where the free ones are today.

    A free number below one that was used is a skip whatever the year: forms are filled in their order.
    """
    free = [serial for serial in range(block.first, block.last + 1) if serial not in used]
    highest = max(used, default=block.first - 1)
    gaps: list[Gap] = []
    for serial in free:
        why = _why_unused(serial < highest, is_over=block.year < on.year, holder=holder)
        if gaps and gaps[-1].last == serial - 1 and gaps[-1].why is why:
            gaps[-1] = Gap(gaps[-1].first, serial, why)
        else:
            gaps.append(Gap(serial, serial, why))
    return gaps


def _why_unused(is_skipped: bool, *, is_over: bool, holder: Unused) -> Unused:
    if is_skipped:
        return Unused.SKIPPED
    if holder in (Unused.DEVICE_REVOKED, Unused.WITHDRAWN):
        return holder
    return Unused.YEAR_OVER if is_over else holder
