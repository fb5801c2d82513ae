"""Roles and permissions as one map: what each role may open and do."""

from enum import StrEnum

from inspect_app.rules.people import AgencyKind, Role


class Permission(StrEnum):
    """Code stored on the view, value shown to the administrator."""

    SIGNED_IN = "登录"
    USE_PHONE = "使用手机端"
    SEE_WORKS = "查看工程"
    EDIT_WORKS = "维护工程台账"
    SEE_VISITS = "查看检查"
    PLAN_VISITS = "安排检查"
    PERMIT_VISITS = "批准检查"
    REVIEW_VISITS = "审核检查"
    EXPORT_EVIDENCE = "导出证据包"
    TRANSCRIBE = "写录音录像的文字说明"
    SEE_DECISIONS = "查看处罚与责令改正"
    DECIDE_AT_DESK = "在办公室作出当场处罚"
    FILE_DECISIONS = "备案"
    CANCEL_DECISIONS = "作废与撤销"
    EDIT_PAPERS = "编制文书模板"
    NOTE_PAYMENTS = "登记缴款"
    HAND_OVER_CASH = "收缴和交出罚款现金"
    TAKE_CASH = "确认收到现金、缴付银行、退还"
    NOTE_REVIEWS = "登记复议和诉讼"
    APPROVE_DEFERRALS = "批准延期和分期缴纳"
    CORRECT_DECISIONS = "补正文书"
    NOTE_PUBLICATION = "登记公开和撤回"
    SEE_LEADS = "查看案源"
    REPORT_LEADS = "登记案源"
    TRIAGE_LEADS = "研判案源"
    HAND_OVER_LEADS = "与其他机关交接案源"
    SEE_PROJECTS = "查看建设项目"
    EDIT_PROJECTS = "维护建设项目清单"
    SEE_CASES = "查看案件"
    WORK_ON_CASES = "办理案件"
    SEE_FILE_REVIEWS = "查看案卷评查"
    REVIEW_FILES = "评查案卷"
    SEE_CHECKLISTS = "查看检查表"
    EDIT_CHECKLISTS = "编制检查表"
    SEE_RULEBOOK = "查看法规库"
    EDIT_RULEBOOK = "起草法规库修订"
    PUBLISH_RULEBOOK = "发布法规库修订"
    SEE_PROBLEM_EVENTS = "处理异常记录"
    IMPORT_RESCUES = "导入救援文件"
    MANAGE_PEOPLE = "管理人员与设备"
    CHANGE_SETTINGS = "修改设置"
    SEE_AUDIT = "查看操作日志"
    SEE_FIGURES = "查看各区的数字"
    SEE_YEAR_FIGURES = "查看本机关的年度数字"
    SET_TARGETS = "定年度目标"
    READ_STATUTES = "查看法规"
    IMPORT_STATUTES = "导入法规"
    READ_HANDBOOK = "查看手册的批注和案例"
    WRITE_HANDBOOK = "写手册的批注和案例"
    PUBLISH_CASES = "发布典型案例"
    SEE_CERTIFICATES = "查看执法证和分组"
    DECLARE_INTERESTS = "申报利害关系"
    SEE_TRAINING = "查看培训、参加测验"
    PLAN_TRAINING = "安排培训、出题、登记到场"
    SEE_QUESTIONS = "查看和提出难题"
    ANSWER_QUESTIONS = "解答难题"
    SEND_QUESTIONS = "把难题上报市民防办"
    SEE_ACTIVITIES = "查看普法活动"
    KEEP_ACTIVITIES = "登记普法活动"
    SEE_PATROLS = "查看街镇的巡查"
    DO_STREET_WORK = "回复交办事项、登记履责"
    KEEP_DUTIES = "编制街镇责任清单"
    AGREE_DUTIES = "同意街镇责任清单"
    EXCHANGE = "部门间交换"
    PAIR_PEERS = "与其他机关配对"
    SEE_STANDARDS = "查看全市标准"
    PUBLISH_STANDARDS = "发布全市标准"
    ADOPT_STANDARDS = "采用全市标准、添加本区补充"
    SEE_REPORTED_FIGURES = "查看上报的数字"
    REPORT_FIGURES = "签发上报数字"
    CHECK_FIGURES = "抽查上报的数字"


P = Permission
_READS = {P.SIGNED_IN, P.SEE_WORKS, P.SEE_VISITS, P.SEE_DECISIONS, P.SEE_CHECKLISTS, P.SEE_RULEBOOK}
_READS |= {P.READ_STATUTES, P.READ_HANDBOOK}
_INSPECTS = _READS | {
    P.USE_PHONE,
    P.TRANSCRIBE,
    P.DECIDE_AT_DESK,
    P.NOTE_PAYMENTS,
    P.HAND_OVER_CASH,
    P.SEE_LEADS,
    P.REPORT_LEADS,
    P.SEE_PROJECTS,
    P.SEE_CASES,
    P.WORK_ON_CASES,
    P.SEE_FILE_REVIEWS,
    P.DECLARE_INTERESTS,
    P.SEE_TRAINING,
    P.SEE_QUESTIONS,
    P.SEE_ACTIVITIES,
    P.SEE_PATROLS,
}
_LEADS = {P.SEE_CERTIFICATES, P.PLAN_TRAINING, P.KEEP_ACTIVITIES, P.SEE_STANDARDS, P.ADOPT_STANDARDS}
_LEADS |= {P.SEE_REPORTED_FIGURES}
_MENDS = {P.SEE_YEAR_FIGURES, P.NOTE_REVIEWS, P.CORRECT_DECISIONS, P.NOTE_PUBLICATION, P.REVIEW_FILES}
_TRIAGES = {P.TRIAGE_LEADS, P.HAND_OVER_LEADS, P.SEND_QUESTIONS, P.EDIT_PROJECTS}
_REVIEWS = {
    P.PLAN_VISITS,
    P.REVIEW_VISITS,
    P.EXPORT_EVIDENCE,
    P.FILE_DECISIONS,
    P.EDIT_WORKS,
    P.EDIT_CHECKLISTS,
    P.EDIT_RULEBOOK,
    P.EDIT_PAPERS,
    P.SEE_PROBLEM_EVENTS,
    P.IMPORT_RESCUES,
    P.WRITE_HANDBOOK,
}

_PATROLS = {P.SIGNED_IN, P.USE_PHONE, P.SEE_WORKS, P.READ_STATUTES, P.REPORT_LEADS}
_PATROLS |= {P.SEE_PATROLS, P.DO_STREET_WORK}

PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.INSPECTOR: frozenset(_INSPECTS),
    Role.PARTNER: frozenset({P.SIGNED_IN, P.USE_PHONE, P.READ_STATUTES, P.DECLARE_INTERESTS}),
    Role.SUPERVISOR: frozenset(
        _INSPECTS | _REVIEWS | _MENDS | _TRIAGES | _LEADS | {P.TAKE_CASH, P.EXCHANGE, P.KEEP_DUTIES}
    ),
    Role.LEGAL_REVIEWER: frozenset(
        _INSPECTS
        | _MENDS
        | _TRIAGES
        | {P.REVIEW_VISITS, P.EXPORT_EVIDENCE, P.FILE_DECISIONS, P.EDIT_PAPERS, P.SEE_PROBLEM_EVENTS}
        | {P.EDIT_RULEBOOK, P.PUBLISH_RULEBOOK, P.WRITE_HANDBOOK, P.PUBLISH_CASES}
        | _LEADS
        | {P.ANSWER_QUESTIONS, P.PUBLISH_STANDARDS}
    ),
    Role.HEAD: frozenset(
        _INSPECTS
        | _REVIEWS
        | _MENDS
        | _TRIAGES
        | _LEADS
        | {P.TAKE_CASH, P.APPROVE_DEFERRALS, P.CANCEL_DECISIONS, P.SEE_AUDIT, P.CHANGE_SETTINGS}
        | {P.PUBLISH_RULEBOOK, P.IMPORT_STATUTES, P.PUBLISH_CASES, P.PERMIT_VISITS, P.SET_TARGETS}
        | {P.KEEP_DUTIES, P.AGREE_DUTIES}
        | {P.EXCHANGE, P.PAIR_PEERS, P.PUBLISH_STANDARDS, P.REPORT_FIGURES, P.CHECK_FIGURES}
    ),
    Role.STREET: frozenset(_PATROLS),
    Role.STREET_HEAD: frozenset(_PATROLS | {P.KEEP_DUTIES}),
    Role.CITY: frozenset(
        _READS
        | {P.SEE_FIGURES, P.SEE_QUESTIONS, P.ANSWER_QUESTIONS, P.EXCHANGE}
        | {P.SEE_STANDARDS, P.PUBLISH_STANDARDS, P.SEE_REPORTED_FIGURES, P.CHECK_FIGURES}
    ),
    Role.ADMIN: frozenset(
        {P.SIGNED_IN, P.SEE_WORKS, P.EDIT_WORKS, P.SEE_CHECKLISTS, P.EDIT_CHECKLISTS, P.SEE_PROBLEM_EVENTS}
        | {P.SEE_RULEBOOK}
        | {P.IMPORT_RESCUES, P.MANAGE_PEOPLE, P.CHANGE_SETTINGS, P.SEE_AUDIT}
        | {P.READ_STATUTES, P.IMPORT_STATUTES, P.READ_HANDBOOK, P.SEE_CERTIFICATES, P.EXCHANGE, P.PAIR_PEERS}
    ),
}

OF_THE_INSTANCE = frozenset(
    {P.EDIT_CHECKLISTS, P.EDIT_RULEBOOK, P.PUBLISH_RULEBOOK, P.SEE_AUDIT, P.IMPORT_STATUTES}
    | {P.EXCHANGE, P.PAIR_PEERS}
    | {P.SEE_STANDARDS, P.PUBLISH_STANDARDS, P.ADOPT_STANDARDS}
    | {P.SEE_REPORTED_FIGURES, P.REPORT_FIGURES, P.CHECK_FIGURES}
)
"""What concerns the whole instance rather than one office's own things: only people of its own office may."""
ONLY_IN = {
    P.PUBLISH_STANDARDS: AgencyKind.CITY,
    P.CHECK_FIGURES: AgencyKind.CITY,
    P.ADOPT_STANDARDS: AgencyKind.DISTRICT,
    P.REPORT_FIGURES: AgencyKind.DISTRICT,
}
"""What only the city's own instance is for, or only a district's."""


def may(role: Role, permission: Permission) -> bool:
    return permission in PERMISSIONS[role]
