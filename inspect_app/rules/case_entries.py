"""What is written down with each step of a case: its own facts. (Long: one shape a step.)"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from inspect_app.rules.acts import Sanction


class EvidenceKind(StrEnum):
    """行政处罚法第四十六条第一款的八类证据。"""

    DOCUMENT = "书证"
    OBJECT = "物证"
    AUDIO_VIDEO = "视听资料"
    DIGITAL = "电子数据"
    WITNESS = "证人证言"
    PARTY = "当事人的陈述"
    EXPERT = "鉴定意见"
    SITE_RECORD = "勘验笔录、现场笔录"


class ServiceWay(StrEnum):
    """送达方式（民事诉讼法第八十八条至第九十五条；电子送达须有确认书）。"""

    DIRECT = "直接送达"
    LEFT = "留置送达"
    ELECTRONIC = "电子送达"
    POST = "邮寄送达"
    ENTRUSTED = "委托送达"
    ANNOUNCED = "公告送达"


class NoPenaltyGround(StrEnum):
    MINOR = "违法行为轻微并及时改正，没有造成危害后果"
    FIRST_TIME = "初次违法且危害后果轻微并及时改正"
    NO_FAULT = "当事人有证据足以证明没有主观过错"
    NOT_PROVED = "违法事实不能成立"


class EndGround(StrEnum):
    NOT_PROVED = "违法事实不能成立"
    TIME_BARRED = "违法行为已过追究时效"
    PARTY_GONE = "当事人死亡或者终止，没有权利义务承受人"
    NO_POWER = "不属于本机关管辖"


class Complexity(StrEnum):
    """What makes legal review or deliberation a duty (第五十七条第二款、第五十八条第一款)."""

    PLAIN = "一般案件"
    COMPLEX = "情节复杂或者重大违法行为"
    SEVERAL_RELATIONS = "疑难复杂，涉及多个法律关系"
    PUBLIC_INTEREST = "涉及重大公共利益"


@dataclass(frozen=True)
class Noted:
    """A step that says nothing but that it was taken, and why."""

    note: str = ""


@dataclass(frozen=True)
class Officers:
    officers: tuple[str, ...]


@dataclass(frozen=True)
class Recusal:
    officer: str
    reason: str


@dataclass(frozen=True)
class RecusalDecision:
    officer: str
    is_granted: bool
    reason: str


@dataclass(frozen=True)
class Interview:
    person: str
    post: str
    place: str
    record: str


@dataclass(frozen=True)
class Evidence:
    """`sha256` of what it is, as it was when it became evidence; `file` = name of a file that somebody brought.

    `made_on` = the day on which it came into being, where that is known.

    What came from a visit names the `visit`, and the one of photo, recording, document or finding that it is.
    """

    kind: EvidenceKind
    title: str
    proves: str
    source: str
    sha256: str = ""
    photo: str = ""
    finding: str = ""
    recording: str = ""
    document: str = ""
    visit: str = ""
    file: str = ""
    made_on: date | None = None


@dataclass(frozen=True)
class Things:
    things: str
    place: str
    note: str = ""


@dataclass(frozen=True)
class Settlement:
    outcome: str


@dataclass(frozen=True)
class Extension:
    """Until when the case may be decided, and under which text: 第六十条 itself knows of no extension."""

    until_on: date
    basis: str
    reason: str


@dataclass(frozen=True)
class Conclusion:
    """The investigation's end: what was found, and what the investigators propose."""

    finding: str
    sanction: Sanction
    complexity: Complexity
    factors: tuple[str, ...]
    fine_yuan: int = 0


@dataclass(frozen=True)
class Notice:
    """What the party is told: content, facts, reasons and basis of the intended penalty (第四十四条).

    `way`, `to_whom` = how the paper was served; nobody named = the party itself.
    """

    sanction: Sanction
    facts: str
    reasons: str
    fine_yuan: int = 0
    way: ServiceWay = ServiceWay.DIRECT
    to_whom: str = ""


@dataclass(frozen=True)
class Statement:
    statement: str
    review: str
    is_adopted: bool


@dataclass(frozen=True)
class HearingNotice:
    held_on: date
    place: str
    chair: str
    way: ServiceWay = ServiceWay.DIRECT
    to_whom: str = ""


@dataclass(frozen=True)
class HearingRecord:
    record: str
    report: str


@dataclass(frozen=True)
class Review:
    is_passed: bool
    opinion: str


@dataclass(frozen=True)
class Deliberation:
    present: str
    conclusion: str


@dataclass(frozen=True)
class PenaltyDecision:
    """`number` = of decisions that were written before papers were made here; now the paper has it."""

    sanction: Sanction
    facts: str
    reasons: str
    number: str = ""
    fine_yuan: int = 0
    correct_by: date | None = None


@dataclass(frozen=True)
class NoPenalty:
    ground: NoPenaltyGround
    reasons: str
    number: str = ""


@dataclass(frozen=True)
class Service:
    """`witness` and `reason` where the recipient refused; `consent` = number of the signed confirmation of address."""

    way: ServiceWay
    recipient: str
    place: str = ""
    reason: str = ""
    witness: str = ""
    consent: str = ""


@dataclass(frozen=True)
class Paid:
    amount_yuan: int
    slip: str


@dataclass(frozen=True)
class Demand:
    note: str = ""
    way: ServiceWay = ServiceWay.DIRECT
    to_whom: str = ""


@dataclass(frozen=True)
class Delay:
    until_on: date
    reason: str


@dataclass(frozen=True)
class Correction:
    is_corrected: bool
    note: str


@dataclass(frozen=True)
class Transfer:
    to: str
    reason: str


@dataclass(frozen=True)
class Handover:
    """第六条的四种材料: letter, investigation report, list of goods, test reports and other papers."""

    to: str
    papers: str


@dataclass(frozen=True)
class Ending:
    ground: EndGround
    note: str


ENTRIES: Mapping[str, type[Any]] = {
    "approve_filing": Officers,
    "refuse_filing": Noted,
    "assign": Officers,
    "ask_recusal": Recusal,
    "decide_recusal": RecusalDecision,
    "interview": Interview,
    "add_evidence": Evidence,
    "take_sample": Things,
    "commission_expert": Things,
    "register_evidence": Things,
    "settle_registered": Settlement,
    "suspend": Noted,
    "resume": Noted,
    "extend": Extension,
    "close_investigation": Conclusion,
    "reopen_investigation": Noted,
    "give_notice": Notice,
    "hear_statement": Statement,
    "waive_rights": Noted,
    "ask_hearing": Noted,
    "notify_hearing": HearingNotice,
    "withdraw_hearing": Noted,
    "hold_hearing": HearingRecord,
    "review_legally": Review,
    "deliberate": Deliberation,
    "decide": PenaltyDecision,
    "decide_no_penalty": NoPenalty,
    "announce_service": Noted,
    "serve": Service,
    "pay": Paid,
    "allow_delay": Delay,
    "demand": Demand,
    "apply_to_court": Noted,
    "withdraw": Noted,
    "investigate_anew": Noted,
    "note_correction": Correction,
    "propose_transfer": Transfer,
    "approve_transfer": Noted,
    "refuse_transfer": Noted,
    "hand_to_police": Handover,
    "hand_over": Transfer,
    "offer_up": Transfer,
    "note_taken_up": Noted,
    "note_not_taken_up": Noted,
    "note_police_answer": Noted,
    "take_back": Noted,
    "end": Ending,
    "close": Noted,
    "archive": Noted,
}
MUST_SAY_WHY = frozenset(
    {"refuse_filing", "suspend", "reopen_investigation", "waive_rights", "refuse_transfer", "take_back", "close"}
    | {"withdraw", "investigate_anew"}
)
MAY_BE_EMPTY = frozenset(
    {"note", "post", "place", "reason", "witness", "consent", "slip"}
    | {"sha256", "photo", "finding", "recording", "document", "visit", "file"}
    | {"number", "to_whom"}
)
"""Fields that may stay empty where no gate asks for them."""
