"""What a written supplement (文书补正书) may mend in a paper that was served, and what stands in it.

A wrong paper that was not served is made anew; one that was served is mended by a supplement, in words alone: what the
penalty is, whom it hits and how it may be contested is changed by withdrawing it (行政处罚法第七十五条第二款).
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from inspect_app.problems import Problem, Refusal
from inspect_app.rules.documents import OfficeTexts
from inspect_app.rules.statutes import MEND_OWN_ERRORS


class Part(StrEnum):
    """Which part of the paper is wrong."""

    IDENTIFIER = "证件号码或者统一社会信用代码"
    REPRESENTATIVE = "法定代表人（负责人）"
    ADDRESS = "住址"
    PHONE = "电话"
    FACTS = "违法事实中的文字"
    PLACE = "违法地点中的文字"
    TIME = "时间的笔误"
    CITATION = "引用条文的文字"
    OTHER = "其他文字"
    PARTY = "当事人"
    SANCTION = "处罚种类"
    AMOUNT = "罚款金额"
    REDRESS = "救济途径和期限"


OF_THE_PENALTY = frozenset({Part.PARTY, Part.SANCTION, Part.AMOUNT, Part.REDRESS})


@dataclass(frozen=True)
class Mending:
    part: Part
    wrong: str
    right: str
    reason: str


def mending_faults(mending: Mending) -> list[Refusal]:
    same = mending.wrong.strip() == mending.right.strip()
    faults = [
        Refusal(Problem.CORRECTS_THE_PENALTY, MEND_OWN_ERRORS, {"field": mending.part.value})
        if mending.part in OF_THE_PENALTY
        else None,
        Refusal(Problem.CORRECTS_NOTHING, MEND_OWN_ERRORS)
        if same or not (mending.wrong.strip() and mending.right.strip())
        else None,
        None if mending.reason.strip() else Refusal(Problem.REASON_NEEDED, MEND_OWN_ERRORS),
    ]
    return [fault for fault in faults if fault]


def supplement_number(number: str, count: int, texts: OfficeTexts) -> str:
    """补正书随原决定书编号，第几份在后：a number of its own with no gap to explain."""
    return texts.templates["supplement_number"].format(number=number, count=count)


def correction_supplement(
    number: str, mended: str, party_name: str, mending: Mending, *, made_on: date, texts: OfficeTexts
) -> dict[str, object]:
    """`mended` = the number of the paper that it belongs to."""
    return {
        "form": "correction_supplement",
        "number": number,
        "agency": texts.agency,
        "mended": mended,
        "party": party_name,
        "part": mending.part.value,
        "wrong": mending.wrong,
        "right": mending.right,
        "reason": mending.reason,
        "made_on": made_on.isoformat(),
        "is_demonstration": texts.is_demonstration,
    }
