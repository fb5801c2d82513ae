"""Numbers of pre-numbered forms: how they are written and which block may give one."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from inspect_app.problems import Problem, Refusal
from inspect_app.rules.statutes import ON_THE_SPOT_FORM


class FormKind(StrEnum):
    """What is numbered by kind and year. The first two are leased to phones as well; the rest are the office's own."""

    ON_THE_SPOT_DECISION = "当场行政处罚决定书"
    CORRECTION_ORDER = "责令改正通知书"
    CASE_SOURCE = "案件来源登记表"
    FILING_APPROVAL = "立案审批表"
    NOT_FILED_APPROVAL = "不予立案审批表"
    INTERVIEW_NOTICE = "询问通知书"
    SUPPLY_NOTICE = "限期提供材料通知书"
    REGISTRATION_NOTICE = "先行登记保存证据通知书"
    REGISTRATION_DISPOSAL = "先行登记保存证据处理通知书"
    EXPERT_COMMISSION = "鉴定委托书"
    PENALTY_NOTICE = "行政处罚事先告知书"
    HEARING_NOTICE = "听证通知书"
    PENALTY_DECISION = "行政处罚决定书"
    NO_PENALTY_DECISION = "不予行政处罚决定书"
    SERVICE_ANNOUNCEMENT = "送达公告"
    PAYMENT_EXTENSION = "延期（分期）缴纳罚款决定书"
    DEMAND = "履行催告书"
    ENFORCEMENT_APPLICATION = "强制执行申请书"
    TRANSFER_LETTER = "案件移送函"
    CRIME_TRANSFER_LETTER = "涉嫌犯罪案件移送书"
    CORRECTION_SUPPLEMENT = "文书补正书"
    WITHDRAWAL_DECISION = "撤销决定书"
    INSPECTION_NOTICE = "行政检查通知书"


LEASED_TO_PHONES = (FormKind.ON_THE_SPOT_DECISION, FormKind.CORRECTION_ORDER)
SERIES_WORDS = {
    FormKind.INSPECTION_NOTICE: "检通",
    FormKind.CASE_SOURCE: "案源",
    FormKind.FILING_APPROVAL: "立",
    FormKind.NOT_FILED_APPROVAL: "不立",
    FormKind.INTERVIEW_NOTICE: "询通",
    FormKind.SUPPLY_NOTICE: "限提",
    FormKind.REGISTRATION_NOTICE: "登存",
    FormKind.REGISTRATION_DISPOSAL: "登处",
    FormKind.EXPERT_COMMISSION: "鉴委",
    FormKind.PENALTY_NOTICE: "罚告",
    FormKind.HEARING_NOTICE: "听通",
    FormKind.PENALTY_DECISION: "罚",
    FormKind.NO_PENALTY_DECISION: "不罚",
    FormKind.SERVICE_ANNOUNCEMENT: "送公",
    FormKind.PAYMENT_EXTENSION: "缓缴",
    FormKind.DEMAND: "催",
    FormKind.ENFORCEMENT_APPLICATION: "强申",
    FormKind.TRANSFER_LETTER: "移",
    FormKind.CRIME_TRANSFER_LETTER: "罪移",
    FormKind.CORRECTION_SUPPLEMENT: "补正",
    FormKind.WITHDRAWAL_DECISION: "撤",
}
"""The word of each of the office's own series in its number: 沪松民防{word}〔{year}〕第{serial}号."""


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
