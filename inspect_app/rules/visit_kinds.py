"""Kinds of visit (检查种类) as law sees them: which papers each needs, what it may lead to, and where that was read."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from inspect_app.problems import Problem, Refusal
from inspect_app.rules.acts import Mark
from inspect_app.rules.statutes import INSPECTION_CODE, RANDOM_SELECTION, YEARLY_PLAN, Citation


class VisitKind(StrEnum):
    """检查种类. A legal field: it decides which papers a visit needs and what it may lead to."""

    PLANNED = "计划检查"
    TRIGGERED = "触发检查"
    RE_INSPECTION = "复查"
    JOINT = "联合检查"
    PATROL = "网格巡查"
    SPECIAL = "专项检查"
    SURPRISE = "突击检查"
    HEAD_LED = "带队检查"


class Paper(StrEnum):
    """What a visit may need before it begins."""

    PERMISSION = "行政检查审批"
    NOTICE = "行政检查通知书"
    CODE = "检查码"
    REASON = "检查理由"
    HEAD = "负责人带队"
    PARTNER = "协同部门人员"


@dataclass(frozen=True)
class Basis:
    """Where a duty was read: an article of a statute, or a document by its number; `mark` as in the rulebook."""

    document: str
    mark: Mark
    since: date
    article: Citation | None = None

    @property
    def text(self) -> str:
        return self.article.text if self.article else self.document

    @property
    def is_enabled(self) -> bool:
        """What was only recalled binds nobody."""
        return self.mark is not Mark.R


PERMIT_EACH = Basis(
    "国办发〔2024〕54号及其问答：每次检查须经行政机关负责人批准，紧急的及时补办", Mark.VX, date(2025, 1, 3)
)
FORMS_OF_2025 = Basis("司法部行政检查文书基本格式文本（试行）：审批、通知、实施、记录", Mark.VX, date(2025, 5, 8))
CODE_OF_2025 = Basis("沪法治政府办〔2024〕11号：检查码全面推行", Mark.VX, date(2025, 1, 1))
CODE_OF_LAW = Basis("上海市优化营商环境条例", Mark.V, date(2024, 11, 1), INSPECTION_CODE)
DISTRICT_PLAN = Basis(
    "沪国动〔2025〕20号：计划检查和触发式检查；巡检、立案后的复查等不在其内", Mark.VX, date(2025, 3, 7)
)
DRAWN_AT_RANDOM = Basis("上海市优化营商环境条例", Mark.V, date(2024, 11, 1), RANDOM_SELECTION)
PLAN_OF_THE_YEAR = Basis("上海市优化营商环境条例", Mark.V, date(2024, 11, 1), YEARLY_PLAN)
SPECIAL_OF_2026 = Basis(
    "上海市优化营商环境条例（2026年修改）：严格控制专项检查，方案经批准、备案并公开", Mark.VX, date(2026, 1, 1)
)
STAMPED_NOTICE = Basis(
    "国办发〔2024〕54号：两名执法人员、加盖公章的通知书、现场记录、结果告知", Mark.R, date(2025, 1, 3)
)
OWN_RULE = Basis("本机关的规定：这种检查的名称所说的就是它需要的", Mark.I, date.min)

BASES = {
    Paper.PERMISSION: (PERMIT_EACH,),
    Paper.NOTICE: (FORMS_OF_2025, STAMPED_NOTICE),
    Paper.CODE: (CODE_OF_LAW, CODE_OF_2025),
    Paper.REASON: (DISTRICT_PLAN,),
    Paper.HEAD: (OWN_RULE,),
    Paper.PARTNER: (OWN_RULE,),
}
"""Why a paper is needed. It is, from the first day of the first basis that is enabled."""


@dataclass(frozen=True)
class KindRule:
    """`needs` before it begins; `counts` = an inspection of an enterprise, for the yearly cap; `bases` of the kind itself."""

    needs: tuple[Paper, ...]
    counts: bool
    may_penalise: bool
    bases: tuple[Basis, ...]


_PAPERS = (Paper.PERMISSION, Paper.NOTICE, Paper.CODE)
KINDS: dict[VisitKind, KindRule] = {
    VisitKind.PLANNED: KindRule(_PAPERS, True, True, (PLAN_OF_THE_YEAR, DRAWN_AT_RANDOM, DISTRICT_PLAN)),
    VisitKind.SPECIAL: KindRule((*_PAPERS, Paper.REASON), True, True, (DISTRICT_PLAN, SPECIAL_OF_2026)),
    VisitKind.TRIGGERED: KindRule((*_PAPERS, Paper.REASON), True, True, (DISTRICT_PLAN,)),
    VisitKind.JOINT: KindRule((*_PAPERS, Paper.PARTNER), True, True, (DISTRICT_PLAN,)),
    VisitKind.SURPRISE: KindRule((*_PAPERS, Paper.REASON), True, True, (DISTRICT_PLAN,)),
    VisitKind.HEAD_LED: KindRule((*_PAPERS, Paper.HEAD), True, True, (DISTRICT_PLAN,)),
    VisitKind.PATROL: KindRule((), False, False, (DISTRICT_PLAN,)),
    VisitKind.RE_INSPECTION: KindRule((Paper.PERMISSION,), False, True, (DISTRICT_PLAN,)),
}
AT_PLANNING = frozenset({Paper.REASON, Paper.HEAD, Paper.PARTNER})
"""What whoever plans can give at once; the rest may come until somebody stands at the door."""
MAY_PENALISE = frozenset(kind for kind, rule in KINDS.items() if rule.may_penalise)
COUNTED = frozenset(kind for kind, rule in KINDS.items() if rule.counts)


@dataclass(frozen=True)
class PapersInHand:
    """What a visit has of what its kind may need."""

    kind: VisitKind
    is_permitted: bool = False
    notice_number: str = ""
    code_number: str = ""
    reason: str = ""
    has_head: bool = False
    has_partner: bool = False

    def has(self, paper: Paper) -> bool:
        return {
            Paper.PERMISSION: self.is_permitted,
            Paper.NOTICE: bool(self.notice_number.strip()),
            Paper.CODE: bool(self.code_number.strip()),
            Paper.REASON: bool(self.reason.strip()),
            Paper.HEAD: self.has_head,
            Paper.PARTNER: self.has_partner,
        }[paper]


def needed_since(paper: Paper) -> date:
    return min(basis.since for basis in BASES[paper] if basis.is_enabled)


def papers_needed(kind: VisitKind, *, on: date) -> list[Paper]:
    return [paper for paper in KINDS[kind].needs if needed_since(paper) <= on]


def papers_lacking(hand: PapersInHand, *, on: date) -> list[Paper]:
    return [paper for paper in papers_needed(hand.kind, on=on) if not hand.has(paper)]


def gates_before_beginning(hand: PapersInHand, *, on: date) -> list[Refusal]:
    """检查须经批准、出具通知书、取得检查码，触发的说明理由。A visit that began all the same keeps these as flags."""
    return [_lacking(paper, hand.kind) for paper in papers_lacking(hand, on=on)]


def gates_of_kind(hand: PapersInHand, *, on: date) -> list[Refusal]:
    """What the kind needs as soon as the visit is planned."""
    return [_lacking(paper, hand.kind) for paper in papers_lacking(hand, on=on) if paper in AT_PLANNING]


def _lacking(paper: Paper, kind: VisitKind) -> Refusal:
    facts = {"kind": kind.value}
    match paper:
        case Paper.PERMISSION:
            return Refusal(Problem.VISIT_NOT_PERMITTED, facts=facts)
        case Paper.NOTICE:
            return Refusal(Problem.NOTICE_NOT_GIVEN, facts=facts)
        case Paper.CODE:
            return Refusal(Problem.CODE_NOT_OBTAINED, INSPECTION_CODE, facts)
        case Paper.HEAD:
            return Refusal(Problem.HEAD_NOT_ALONG, facts=facts)
        case Paper.PARTNER:
            return Refusal(Problem.PARTNER_NOT_ALONG, facts=facts)
        case Paper.REASON:
            return Refusal(Problem.TRIGGER_REASON_NEEDED)


def over_the_cap(count: int, cap: int) -> bool:
    """同一企业每年检查次数的上限：再查一次就超过。0 = no cap is set."""
    return 0 < cap <= count
