"""What has a record of steps, the stages it can be in, and what a step is."""

from dataclasses import dataclass
from enum import StrEnum

from inspect_app.rules.people import Role
from inspect_app.rules.statutes import Citation


class Subject(StrEnum):
    """What has a record of steps."""

    VISIT = "检查"
    ORDER = "责令改正"
    DECISION = "当场处罚决定"
    CASE = "案件"
    FINE = "罚款"
    AMENDMENT = "法规修订"
    LEAD = "案源"
    DRAW = "双随机抽查"
    YEAR_PLAN = "年度检查计划"
    STREET_DUTIES = "街镇责任清单"
    HANDOVER = "案源交接"


class Stage(StrEnum):
    PLANNED = "待检查"
    UNDER_WAY = "检查中"
    FINISHED = "待审核"
    RETURNED = "已退回"
    APPROVED = "已通过"
    CANCELLED = "已取消"
    MADE = "待交付"
    ORDERED = "待改正"
    CORRECTED = "已改正"
    DELIVERED = "待备案"
    FILED = "已备案"
    VOIDED = "已作废"
    WITHDRAWN = "已撤销"
    OWED = "待缴纳"
    WITH_OFFICER = "现金在执法人员处"
    HANDED_OVER = "现金待确认"
    WITH_AGENCY = "现金待缴银行"
    PAID = "已缴清"
    CALLED_OFF = "随决定撤销"
    REFUND_DUE = "待退还"
    REFUNDED = "已退还"
    PROPOSED = "待立案审批"
    NOT_FILED = "不予立案"
    INVESTIGATING = "调查中"
    SUSPENDED = "中止调查"
    INVESTIGATED = "调查终结"
    NOTICE_GIVEN = "已告知"
    HEARING_ASKED = "待听证"
    HEARD = "已听证"
    DECIDED = "待送达"
    SERVED = "待履行"
    DEMANDED = "已催告"
    IN_COURT = "已申请法院强制执行"
    TRANSFERRED = "已移送"
    ENDED = "已终止"
    CLOSED = "已结案"
    ARCHIVED = "已归档"
    DRAFTED = "起草中"
    SUBMITTED = "待发布"
    REJECTED = "已退回起草"
    PUBLISHED = "已发布"
    DISCARDED = "已放弃"
    RECEIVED = "待研判"
    CHECKING = "核查资料"
    ON_SITE = "现场核查"
    SETTLED = "现场已处理"
    CASE_ASKED = "已提请立案"
    PASSED_ON = "已移交，待对方接收"
    TAKEN_OVER = "对方已接收"
    SET_ASIDE = "不予处理"
    MERGED = "已并入"
    POOL_PUBLISHED = "名单已公布"
    DRAWN = "已抽取"
    GIVEN_BACK = "已退回来文单位"
    HANDED_ON = "已发出，待送达"
    ARRIVED = "已送达，待受理"
    TAKEN_ON = "已受理，办理中"
    SENT_BACK = "对方退回"
    UNDELIVERED = "未能送达"
    CONCLUDED = "已报告办结"
    NOTED = "已知悉"
    RECALLING = "撤回中，待对方确认"
    RECALLED = "已撤回"


class Part(StrEnum):
    """What somebody must be, or must not be, in this very case, beside their role."""

    ANYBODY = "任何人"
    INVESTIGATOR = "承办人员"
    NOT_INVESTIGATOR = "非承办人员"


@dataclass(frozen=True)
class Step:
    """`enters` None = it is noted and the stage stays. `papers` = forms that belong to it; `starts`, `stops` = clocks."""

    label: str
    leaves: frozenset[Stage]
    enters: Stage | None
    taken_by: frozenset[Role]
    law: Citation
    papers: tuple[str, ...] = ()
    starts: tuple[str, ...] = ()
    stops: tuple[str, ...] = ()
    by: Part = Part.ANYBODY

    def stage_after(self, stage: Stage) -> Stage:
        return self.enters or stage
