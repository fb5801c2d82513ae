"""The forms (文书) of the general procedure by code, and which of them a case needs by now, from the table of steps."""

from collections.abc import Iterable

from inspect_app.rules.procedure import STEPS, Subject

PAPERS = {
    "case_source": "案件来源登记表",
    "filing_approval": "立案审批表",
    "not_filed_approval": "不予立案审批表",
    "interview_notice": "询问通知书",
    "interview_record": "询问笔录",
    "address_confirmation": "送达地址确认书",
    "evidence_list": "证据清单",
    "evidence_extraction": "证据提取单",
    "digital_evidence_record": "电子数据证据提取笔录",
    "supply_notice": "限期提供材料通知书",
    "registration_notice": "先行登记保存证据通知书",
    "registration_disposal": "先行登记保存证据处理通知书",
    "sampling_record": "抽样取证记录",
    "expert_commission": "鉴定委托书",
    "investigation_report": "案件调查终结报告",
    "legal_review_opinion": "法制审核意见书",
    "penalty_notice": "行政处罚事先告知书",
    "statement_record": "陈述申辩笔录",
    "statement_review": "陈述申辩复核意见",
    "hearing_notice": "听证通知书",
    "hearing_record": "听证笔录",
    "hearing_report": "听证报告",
    "deliberation_record": "集体讨论记录",
    "decision_approval": "处理决定审批表",
    "penalty_decision": "行政处罚决定书",
    "no_penalty_decision": "不予行政处罚决定书",
    "correction_order": "责令改正通知书",
    "service_record": "送达回证",
    "service_announcement": "送达公告",
    "payment_extension": "延期（分期）缴纳罚款决定书",
    "demand": "履行催告书",
    "enforcement_application": "强制执行申请书",
    "transfer_letter": "案件移送函",
    "crime_transfer_letter": "涉嫌犯罪案件移送书",
    "ending_approval": "终止处理审批表",
    "suspension_approval": "中止调查审批表",
    "closing_approval": "结案审批表",
    "correction_supplement": "文书补正书",
    "withdrawal_decision": "撤销决定书",
    "file_cover": "卷宗封面",
    "file_contents": "卷内文件目录",
    "file_closing": "卷内备考表",
    "on_the_spot_decision": "当场行政处罚决定书",
    "inspection_record": "现场检查笔录",
}


def papers_of(steps: Iterable[str]) -> list[tuple[str, tuple[str, ...]]]:
    """Each step once, in order, with the forms that it needs; steps without a form are left out."""
    table = STEPS[Subject.CASE]
    return [(step, table[step].papers) for step in dict.fromkeys(steps) if table[step].papers]
