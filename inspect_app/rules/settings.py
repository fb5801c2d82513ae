"""What an office may set for itself, with the value that holds until it does."""

import re
from dataclasses import dataclass
from enum import StrEnum

from inspect_app.problems import Problem, Refusal
from inspect_app.rules.people import EXPIRING_DAYS


class SettingName(StrEnum):
    """Code stored, value = the label on the settings page."""

    FILING_WORKING_DAYS = "当场处罚备案期限（工作日）"
    NUMBER_PREFIX = "文书编号字头（机关代字）"
    DECISION_NUMBER = "当场处罚决定书编号格式"
    ORDER_NUMBER = "责令改正通知书编号格式"
    CASE_NUMBER = "案件编号格式"
    HEARING_THRESHOLD_CITIZEN = "听证标准：对公民罚款（元以上）"
    HEARING_THRESHOLD_ORGANISATION = "听证标准：对单位罚款（元以上）"
    PAPER_NUMBER = "其他文书编号格式"
    BLOCK_SIZE = "每次领用的文书份数"
    RECONSIDERATION_BODY = "行政复议机关"
    PAYMENT_PLACE = "罚款代收银行"
    PUBLIC_ADDRESS = "文书核对网址"
    CERTIFICATE_WARNING_DAYS = "执法证到期前提醒（天）"
    TEST_PASS_PERCENT = "培训测验合格线（百分之）"
    ARRIVAL_ALARM_HOURS = "手机内容逾时未传到的报警时限（小时）"
    FILE_REVIEW_EXCELLENT = "案卷评查：优秀（分以上）"
    FILE_REVIEW_PASSED = "案卷评查：合格（分以上）"
    LEAD_NUMBER = "案源编号格式"
    LEAD_TRIAGE_DAYS = "案源研判期限（日）"
    LEAD_PAPERS_DAYS = "案源核查资料期限（日）"
    LEAD_INSPECTION_DAYS = "案源现场核查期限（日）"
    LEAD_FILING_DAYS = "案源提请立案后的审批期限（日）"
    LEAD_RECEIPT_DAYS = "案源移交后对方接收的期限（日）"
    QUIET_MONTHS = "多少个月没有检查的工程提示为案源"
    REPEAT_TIMES = "两年内几次以上违法的单位提示为案源"
    KEY_VISIT_DAYS = "重点工程检查间隔（日）"
    PATROL_DAYS = "街镇巡查间隔（日）"
    MATTER_DAYS = "街镇回复交办事项的期限（日）"
    YEARLY_CAP = "同一企业每年检查次数上限（0 为没有规定）"
    EXCHANGE_ADDRESS = "部门间交换：本机关服务器的网址"
    DEMONSTRATION = "演示数据（1 为是）"


DEFAULTS = {
    SettingName.FILING_WORKING_DAYS: "2",
    SettingName.NUMBER_PREFIX: "",
    SettingName.DECISION_NUMBER: "{prefix}当罚〔{year}〕第{serial}号",
    SettingName.ORDER_NUMBER: "{prefix}责改〔{year}〕第{serial}号",
    SettingName.CASE_NUMBER: "{prefix}案〔{year}〕第{serial}号",
    SettingName.HEARING_THRESHOLD_CITIZEN: "5000",
    SettingName.HEARING_THRESHOLD_ORGANISATION: "50000",
    SettingName.PAPER_NUMBER: "{prefix}{word}〔{year}〕第{serial}号",
    SettingName.BLOCK_SIZE: "20",
    SettingName.RECONSIDERATION_BODY: "本级人民政府",
    SettingName.PAYMENT_PLACE: "指定的代收银行",
    SettingName.PUBLIC_ADDRESS: "",
    SettingName.CERTIFICATE_WARNING_DAYS: str(EXPIRING_DAYS),
    SettingName.TEST_PASS_PERCENT: "80",
    SettingName.ARRIVAL_ALARM_HOURS: "24",
    SettingName.FILE_REVIEW_EXCELLENT: "90",
    SettingName.FILE_REVIEW_PASSED: "60",
    SettingName.LEAD_NUMBER: "{prefix}源〔{year}〕第{serial}号",
    SettingName.LEAD_TRIAGE_DAYS: "5",
    SettingName.LEAD_PAPERS_DAYS: "10",
    SettingName.LEAD_INSPECTION_DAYS: "15",
    SettingName.LEAD_FILING_DAYS: "7",
    SettingName.LEAD_RECEIPT_DAYS: "15",
    SettingName.QUIET_MONTHS: "12",
    SettingName.REPEAT_TIMES: "2",
    SettingName.KEY_VISIT_DAYS: "30",
    SettingName.PATROL_DAYS: "90",
    SettingName.MATTER_DAYS: "7",
    SettingName.YEARLY_CAP: "0",
    SettingName.EXCHANGE_ADDRESS: "",
    SettingName.DEMONSTRATION: "0",
}
WHOLE = {
    SettingName.FILING_WORKING_DAYS: (1, 30),
    SettingName.BLOCK_SIZE: (5, 200),
    SettingName.HEARING_THRESHOLD_CITIZEN: (1, 1_000_000),
    SettingName.HEARING_THRESHOLD_ORGANISATION: (1, 10_000_000),
    SettingName.CERTIFICATE_WARNING_DAYS: (1, 365),
    SettingName.TEST_PASS_PERCENT: (1, 100),
    SettingName.ARRIVAL_ALARM_HOURS: (1, 720),
    SettingName.FILE_REVIEW_EXCELLENT: (1, 100),
    SettingName.FILE_REVIEW_PASSED: (1, 100),
    SettingName.LEAD_TRIAGE_DAYS: (1, 60),
    SettingName.LEAD_PAPERS_DAYS: (1, 90),
    SettingName.LEAD_INSPECTION_DAYS: (1, 180),
    SettingName.LEAD_FILING_DAYS: (1, 60),
    SettingName.LEAD_RECEIPT_DAYS: (1, 180),
    SettingName.QUIET_MONTHS: (1, 60),
    SettingName.REPEAT_TIMES: (2, 20),
    SettingName.KEY_VISIT_DAYS: (1, 365),
    SettingName.PATROL_DAYS: (1, 730),
    SettingName.MATTER_DAYS: (1, 180),
    SettingName.YEARLY_CAP: (0, 365),
    SettingName.DEMONSTRATION: (0, 1),
}
GOVERNMENT_OF = "{place}人民政府"
OFFICE_OF = re.compile(r"(.+[市区县])(?:民防|人防|人民防空|国防动员|国动)")
PLACES = re.compile(r"\{\w+\}")
NUMBER_FORMATS = {
    SettingName.DECISION_NUMBER: "含 {year} 和 {serial}",
    SettingName.ORDER_NUMBER: "含 {year} 和 {serial}",
    SettingName.CASE_NUMBER: "含 {year} 和 {serial}",
    SettingName.LEAD_NUMBER: "含 {year} 和 {serial}",
    SettingName.PAPER_NUMBER: "含 {word}、{year} 和 {serial}",
}
"""What a number must name, so that no two papers share one."""
MAY_BE_EMPTY = {SettingName.PUBLIC_ADDRESS, SettingName.EXCHANGE_ADDRESS, SettingName.NUMBER_PREFIX}


@dataclass(frozen=True)
class Settings:
    values: dict[SettingName, str]

    def text(self, name: SettingName) -> str:
        return self.values.get(name, self.default(name))

    def default(self, name: SettingName) -> str:
        """A number that nobody wrote a format for begins with the office's own word."""
        return DEFAULTS[name].replace("{prefix}", self.values.get(SettingName.NUMBER_PREFIX, ""))

    def names_the_office(self, name: SettingName) -> bool:
        """Whether such a number says whose it is."""
        return bool(self.values.get(name) or self.values.get(SettingName.NUMBER_PREFIX))

    def whole(self, name: SettingName) -> int:
        return int(self.text(name))


def reconsideration_body_of(office: str) -> str:
    """行政复议由本级人民政府管辖（行政复议法第二十四条）: of an office that bears the name of its city or district; else ""."""
    found = OFFICE_OF.match(office)
    return GOVERNMENT_OF.format(place=found[1]) if found else ""


def number_prefix_of(settings: Settings, name: SettingName) -> Refusal | None:
    """文书编号要写明是哪个机关的。"""
    return None if settings.names_the_office(name) else Refusal(Problem.NUMBER_PREFIX_UNSET)


def check_setting(name: SettingName, value: str) -> Refusal | None:
    """A number within its limits; a number format that names its year and serial; a text that is not empty."""
    if name in WHOLE:
        least, most = WHOLE[name]
        if value.isdecimal() and least <= int(value) <= most:
            return None
        facts = {"field": name.value, "least": least, "most": most, "value": value}
        return Refusal(Problem.OUT_OF_RANGE, facts=facts)
    if name is SettingName.NUMBER_PREFIX:
        return _prefix_wrong(value)
    choices = NUMBER_FORMATS.get(name, "")
    if not all(part in value for part in PLACES.findall(choices)):
        return Refusal(Problem.UNKNOWN_CHOICE, facts={"field": name.value, "value": value, "choices": choices})
    if not value.strip() and name not in MAY_BE_EMPTY:
        return Refusal(Problem.FIELD_MISSING, facts={"field": name.value})
    return None


def _prefix_wrong(value: str) -> Refusal | None:
    if not PLACES.search(value):
        return None
    field, choices = SettingName.NUMBER_PREFIX.value, "机关代字，如沪松民防"
    return Refusal(Problem.UNKNOWN_CHOICE, facts={"field": field, "value": value, "choices": choices})
