"""What each step of a case (一般程序案件) states: who, when, what. Forms, rows and gates are made of these. (Long: a list.)"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Annotated, Any
from uuid import UUID

from inspect_app.rules.acts import Party


class CaseSource(StrEnum):
    INSPECTION = "检查发现"
    HANDED_DOWN = "上级交办"
    COMPLAINT = "投诉举报"
    HANDED_OVER = "其他机关移送"
    PATROL = "街镇巡查报告"
    OTHER = "其他来源"


class Limitation(StrEnum):
    """追究时效. Value = what decides which of the two periods holds."""

    ORDINARY = "一般违法行为（二年）"
    HARM = "涉及公民生命健康安全且有危害后果（五年）"


class PenaltyKind(StrEnum):
    WARNING = "仅警告"
    FINE = "仅罚款"
    WARNING_AND_FINE = "警告并处罚款"


class Mitigation(StrEnum):
    """第三十二条. A fine below the act's floor (减轻) needs one of these."""

    REMEDIED = "主动消除或者减轻违法行为危害后果"
    COERCED = "受他人胁迫或者诱骗实施违法行为"
    CONFESSED = "主动供述行政机关尚未掌握的违法行为"
    HELPED = "配合行政机关查处违法行为有立功表现"
    BY_OTHER_LAW = "法律、法规、规章规定的其他情形"


class NoPenaltyGround(StrEnum):
    MINOR = "违法行为轻微并及时改正，没有造成危害后果"
    FIRST = "初次违法且危害后果轻微并及时改正"
    NO_FAULT = "当事人有证据足以证明没有主观过错"
    NOT_PROVEN = "违法事实不能成立"
    TOO_OLD = "违法行为已过追究时效"


class EvidenceKind(StrEnum):
    """第四十六条的八种证据。"""

    DOCUMENT = "书证"
    OBJECT = "物证"
    AUDIO_VIDEO = "视听资料"
    DIGITAL = "电子数据"
    WITNESS = "证人证言"
    PARTY_SAYS = "当事人的陈述"
    EXPERT = "鉴定意见"
    SITE_RECORD = "勘验笔录、现场笔录"


class Interviewee(StrEnum):
    PARTY = "当事人（法定代表人、负责人）"
    STAFF = "当事人的工作人员"
    WITNESS = "证人"
    OTHER = "其他有关人员"


class CaseWeight(StrEnum):
    """What makes legal review (第五十八条) or deliberation (第五十七条第二款) obligatory."""

    PUBLIC_INTEREST = "涉及重大公共利益"
    COMPLEX = "疑难复杂、涉及多个法律关系"
    BY_OTHER_LAW = "法律、法规规定应当法制审核的其他情形"
    GRAVE = "情节复杂或者重大违法行为"


class ReviewOutcome(StrEnum):
    PASSED = "同意"
    AMENDED = "建议修改后再审"
    NOT_PASSED = "审核不通过"


class StatementKind(StrEnum):
    STATED = "提出陈述申辩"
    WAIVED = "明确放弃陈述、申辩"
    HEARING_WAIVED = "明确放弃听证"


class StatementOutcome(StrEnum):
    NOTHING_TO_CHECK = "没有提出意见，无需复核"
    ACCEPTED = "采纳"
    PARTLY = "部分采纳"
    REJECTED = "不采纳"


class Openness(StrEnum):
    PUBLIC = "公开举行"
    CLOSED = "依法不公开举行"


class Attendance(StrEnum):
    CAME = "到场"
    ABSENT = "无正当理由拒不出席，视为放弃听证"
    LEFT = "未经许可中途退出，视为放弃听证"


class ServiceWay(StrEnum):
    HANDED = "直接送达"
    LEFT = "留置送达"
    POST = "邮寄送达"
    ELECTRONIC = "电子送达"
    ENTRUSTED = "委托送达"
    ANNOUNCED = "公告送达"


class AskedBy(StrEnum):
    SELF = "本人"
    PARTY = "当事人"


class RecusalOutcome(StrEnum):
    GRANTED = "应当回避"
    REFUSED = "无需回避"


class CorrectionOutcome(StrEnum):
    CORRECTED = "已全部改正"
    PARTLY = "部分改正"
    NOT_YET = "尚未改正"


@dataclass(frozen=True)
class Said:
    """What forms and pages call a field of facts, and how it is asked for."""

    label: str
    is_long: bool = False
    hint: str = ""


@dataclass(frozen=True, kw_only=True)
class Noted:
    """`on` = the day on which it happened, which may be before the day on which somebody writes it down."""

    on: Annotated[date, Said("日期")]
    note: Annotated[str, Said("备注", is_long=True)] = ""


@dataclass(frozen=True, kw_only=True)
class Reasoned:
    on: Annotated[date, Said("日期")]
    reason: Annotated[str, Said("理由", is_long=True)]


@dataclass(frozen=True, kw_only=True)
class Filing:
    on: Annotated[date, Said("批准日期")]
    officer_ids: Annotated[tuple[UUID, ...], Said("办案人员（两名以上）")]
    opinion: Annotated[str, Said("审批意见", is_long=True)] = ""


@dataclass(frozen=True, kw_only=True)
class OfficerChange:
    on: Annotated[date, Said("日期")]
    officer_ids: Annotated[tuple[UUID, ...], Said("此后的办案人员（两名以上）")]
    reason: Annotated[str, Said("理由", is_long=True)]


@dataclass(frozen=True, kw_only=True)
class Interview:
    on: Annotated[date, Said("询问日期")]
    person: Annotated[str, Said("被询问人")]
    part: Annotated[Interviewee, Said("身份")]
    place: Annotated[str, Said("询问地点")]
    summary: Annotated[str, Said("询问内容摘要", is_long=True)]


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """`sha256` and `thing_id` where it is something that the office already holds: a photo, a recording, a document."""

    on: Annotated[date, Said("取得日期")]
    kind: Annotated[EvidenceKind, Said("证据种类")]
    title: Annotated[str, Said("名称")]
    proves: Annotated[str, Said("证明什么", is_long=True)]
    source: Annotated[str, Said("来源（何处取得、由谁提供）")] = ""
    visit_id: Annotated[UUID | None, Said("检查")] = None
    thing_id: Annotated[UUID | None, Said("已有材料")] = None
    sha256: Annotated[str, Said("校验值（SHA-256）")] = ""


@dataclass(frozen=True, kw_only=True)
class Materials:
    on: Annotated[date, Said("通知日期")]
    materials: Annotated[str, Said("需要提供的材料", is_long=True)]
    due_on: Annotated[date, Said("提供期限")]


@dataclass(frozen=True, kw_only=True)
class Sample:
    on: Annotated[date, Said("抽样日期")]
    goods: Annotated[str, Said("样品名称和数量")]
    method: Annotated[str, Said("抽样方法", is_long=True)]


@dataclass(frozen=True, kw_only=True)
class Commission:
    on: Annotated[date, Said("委托日期")]
    expert: Annotated[str, Said("鉴定机构")]
    question: Annotated[str, Said("鉴定事项", is_long=True)]


@dataclass(frozen=True, kw_only=True)
class Registration:
    on: Annotated[date, Said("批准日期")]
    goods: Annotated[str, Said("登记保存的物品", is_long=True)]
    place: Annotated[str, Said("保存地点")]
    reason: Annotated[str, Said("可能灭失或者以后难以取得的理由", is_long=True)]


@dataclass(frozen=True, kw_only=True)
class Disposal:
    on: Annotated[date, Said("处理日期")]
    outcome: Annotated[str, Said("处理决定", is_long=True)]


@dataclass(frozen=True, kw_only=True)
class CorrectionOrder:
    on: Annotated[date, Said("责令日期")]
    requirement: Annotated[str, Said("要求改正的内容", is_long=True)]
    due_on: Annotated[date, Said("改正期限")]


@dataclass(frozen=True, kw_only=True)
class Correction:
    on: Annotated[date, Said("核实日期")]
    outcome: Annotated[CorrectionOutcome, Said("改正情况")]
    note: Annotated[str, Said("说明", is_long=True)] = ""


@dataclass(frozen=True, kw_only=True)
class Suspension:
    on: Annotated[date, Said("中止日期")]
    reason: Annotated[str, Said("中止的理由", is_long=True, hint="中止调查本身不停止计算九十日的办案期限。")]


@dataclass(frozen=True, kw_only=True)
class Extension:
    on: Annotated[date, Said("批准日期")]
    until_on: Annotated[date, Said("延长至")]
    rule: Annotated[str, Said("依据的规定（法律、法规、规章）", is_long=True)]


@dataclass(frozen=True, kw_only=True)
class Report:
    on: Annotated[date, Said("终结日期")]
    facts: Annotated[str, Said("查明的违法事实", is_long=True)]
    penalty: Annotated[PenaltyKind | None, Said("处罚建议（建议不予处罚或者移送的不选）")] = None
    fine_yuan: Annotated[int, Said("建议罚款（元）")] = 0
    reasons: Annotated[str, Said("裁量理由", is_long=True)]
    weights: Annotated[tuple[CaseWeight, ...], Said("案件情况（有的请勾选）")] = ()


@dataclass(frozen=True, kw_only=True)
class Review:
    on: Annotated[date, Said("审核日期")]
    outcome: Annotated[ReviewOutcome, Said("审核结论")]
    opinion: Annotated[str, Said("审核意见", is_long=True)]


@dataclass(frozen=True, kw_only=True)
class Notice:
    """`on` = the day on which it reached the party."""

    on: Annotated[date, Said("告知书送达日期")]
    way: Annotated[ServiceWay, Said("送达方式")]
    receiver: Annotated[str, Said("签收人")]
    facts: Annotated[str, Said("告知的违法事实、理由和依据", is_long=True)]
    penalty: Annotated[PenaltyKind, Said("拟作出的处罚")]
    fine_yuan: Annotated[int, Said("拟罚款（元）")] = 0
    statement_until_on: Annotated[date, Said("陈述申辩截止日")]
    change: Annotated[
        str, Said("再次告知的理由", is_long=True, hint="比上一次告知更重的，写明另外查明的事实。")
    ] = ""


@dataclass(frozen=True, kw_only=True)
class PartyStatement:
    on: Annotated[date, Said("日期")]
    kind: Annotated[StatementKind, Said("当事人的表示")]
    text: Annotated[str, Said("内容", is_long=True)]
    outcome: Annotated[StatementOutcome, Said("复核结果")]
    review: Annotated[str, Said("复核意见", is_long=True)] = ""


@dataclass(frozen=True, kw_only=True)
class HearingCall:
    on: Annotated[date, Said("通知日期")]
    held_on: Annotated[date, Said("听证日期")]
    place: Annotated[str, Said("听证地点")]
    chair_id: Annotated[UUID, Said("主持人")]
    openness: Annotated[Openness, Said("是否公开")]


@dataclass(frozen=True, kw_only=True)
class HearingHeld:
    on: Annotated[date, Said("举行日期")]
    attendance: Annotated[Attendance, Said("当事人到场情况")]
    summary: Annotated[str, Said("听证笔录摘要", is_long=True)]


@dataclass(frozen=True, kw_only=True)
class HearingReport:
    on: Annotated[date, Said("报告日期")]
    opinion: Annotated[str, Said("听证意见", is_long=True)]


@dataclass(frozen=True, kw_only=True)
class Deliberation:
    on: Annotated[date, Said("讨论日期")]
    attendants: Annotated[str, Said("参加人员")]
    opinion: Annotated[str, Said("讨论结论", is_long=True)]


@dataclass(frozen=True, kw_only=True)
class PenaltyDecision:
    on: Annotated[date, Said("决定日期")]
    penalty: Annotated[PenaltyKind, Said("处罚种类")]
    fine_yuan: Annotated[int, Said("罚款（元）")] = 0
    mitigation: Annotated[Mitigation | None, Said("减轻处罚的情形（低于法定最低额时）")] = None
    reasons: Annotated[str, Said("裁量理由", is_long=True)]
    correct_by_on: Annotated[date | None, Said("改正期限（已经改正或者已责令改正的不填）")] = None


@dataclass(frozen=True, kw_only=True)
class NoPenalty:
    on: Annotated[date, Said("决定日期")]
    ground: Annotated[NoPenaltyGround, Said("不予处罚的情形")]
    reasons: Annotated[str, Said("理由", is_long=True)]
    education: Annotated[str, Said("对当事人的教育", is_long=True)] = ""


@dataclass(frozen=True, kw_only=True)
class Announcement:
    on: Annotated[date, Said("公告日期")]
    medium: Annotated[str, Said("公告的地点或者媒体")]
    reason: Annotated[str, Said("不能用其他方式送达的理由", is_long=True)]


@dataclass(frozen=True, kw_only=True)
class Served:
    on: Annotated[date, Said("送达日期")]
    way: Annotated[ServiceWay, Said("送达方式")]
    receiver: Annotated[str, Said("签收人")] = ""
    refusal: Annotated[str, Said("拒绝签收的情况", is_long=True)] = ""
    witness: Annotated[str, Said("见证人")] = ""
    consent: Annotated[str, Said("送达地址确认书（电子送达）")] = ""


@dataclass(frozen=True, kw_only=True)
class Payment:
    on: Annotated[date, Said("缴款日期")]
    amount_yuan: Annotated[int, Said("金额（元）")]
    receipt_number: Annotated[str, Said("票据号")]


@dataclass(frozen=True, kw_only=True)
class Demand:
    on: Annotated[date, Said("催告书送达日期")]
    amount_yuan: Annotated[int, Said("催缴金额（元）")]
    way: Annotated[ServiceWay, Said("送达方式")]


@dataclass(frozen=True, kw_only=True)
class CourtApplication:
    on: Annotated[date, Said("申请日期")]
    court: Annotated[str, Said("受理的法院")]
    note: Annotated[str, Said("备注", is_long=True)] = ""


@dataclass(frozen=True, kw_only=True)
class Transfer:
    on: Annotated[date, Said("移送日期")]
    receiver: Annotated[str, Said("接收机关")]
    reason: Annotated[str, Said("移送的理由", is_long=True)]


@dataclass(frozen=True, kw_only=True)
class RecusalRequest:
    on: Annotated[date, Said("申请日期")]
    officer_id: Annotated[UUID, Said("被申请回避的人")]
    asked_by: Annotated[AskedBy, Said("申请人")]
    reason: Annotated[str, Said("理由", is_long=True)]


@dataclass(frozen=True, kw_only=True)
class RecusalDecision:
    on: Annotated[date, Said("决定日期")]
    officer_id: Annotated[UUID, Said("被申请回避的人")]
    outcome: Annotated[RecusalOutcome, Said("决定")]
    reason: Annotated[str, Said("理由", is_long=True)]


FACTS: dict[str, type[Any]] = {
    "approve_filing": Filing,
    "change_officers": OfficerChange,
    "record_interview": Interview,
    "add_evidence": Evidence,
    "ask_for_materials": Materials,
    "take_sample": Sample,
    "commission_expert": Commission,
    "register_evidence": Registration,
    "dispose_registered": Disposal,
    "order_correction": CorrectionOrder,
    "record_correction": Correction,
    "suspend": Suspension,
    "extend_period": Extension,
    "close_investigation": Report,
    "review": Review,
    "give_notice": Notice,
    "record_statement": PartyStatement,
    "call_hearing": HearingCall,
    "hold_hearing": HearingHeld,
    "report_hearing": HearingReport,
    "deliberate": Deliberation,
    "decide": PenaltyDecision,
    "decide_no_penalty": NoPenalty,
    "announce": Announcement,
    "serve": Served,
    "serve_no_penalty": Served,
    "record_payment": Payment,
    "demand": Demand,
    "apply_to_court": CourtApplication,
    "transfer": Transfer,
    "send_up": Transfer,
    "refer": Transfer,
    "ask_recusal": RecusalRequest,
    "decide_recusal": RecusalDecision,
    **dict.fromkeys(
        (
            "propose_filing", "return_proposal", "refuse_filing", "reopen_investigation", "refuse_referral", "end",
            "report_crime", "approve_referral", "record_police_filing", "record_police_refusal",
        ),
        Reasoned,
    ),
    **dict.fromkeys(("resume", "ask_hearing", "submit", "complete", "hand_over_goods", "close", "archive"), Noted),
}  # fmt: skip
"""Step -> what it states. Every step of the table stands here (a test compares)."""


@dataclass(frozen=True)
class Entry:
    """One line of a case's record. `starts` = the clocks that this very step set running, `until_on` = a day that it set."""

    step: str
    on: date
    by: UUID
    facts: Any = None
    until_on: date | None = None
    starts: tuple[str, ...] = ()


@dataclass(frozen=True)
class CaseFacts:
    """A case as the rules see it. `officers` = who investigates now; `ever` = who ever did."""

    act: str
    party: Party
    act_on: date
    found_on: date
    limitation: Limitation
    officers: frozenset[UUID] = frozenset()
    ever: frozenset[UUID] = frozenset()
    entries: tuple[Entry, ...] = ()
    names: Mapping[UUID, str] = field(default_factory=dict)

    def all(self, *steps: str) -> list[Entry]:
        return [entry for entry in self.entries if entry.step in steps]

    def last(self, *steps: str) -> Entry | None:
        found = self.all(*steps)
        return found[-1] if found else None

    def since(self, step: str) -> "CaseFacts":
        """The record from the last such step on; without one, an empty one."""
        places = [place for place, entry in enumerate(self.entries) if entry.step == step]
        entries = self.entries[places[-1] :] if places else ()
        return CaseFacts(**{**vars(self), "entries": entries})
