"""Leads as a sheet: the columns in which the city, streets and other departments send theirs."""

from collections.abc import Mapping
from datetime import date

from inspect_app.problems import Problem, Refusal
from inspect_app.rules.leads import BY_HAND, LONGEST, LeadFacts, LeadSource
from inspect_app.rules.sheet_tables import TableColumn, read_day


def _source(label: str, text: str) -> LeadSource | Refusal:
    found = next((one for one in BY_HAND if one.value == text.strip()), None)
    facts = {"field": label, "value": text.strip()[:60], "choices": tuple(one.value for one in BY_HAND)}
    return found or Refusal(Problem.UNKNOWN_CHOICE, facts=facts)


def _text(code: str, *also_called: str, is_required: bool = False) -> TableColumn:
    label, most = LONGEST[code]
    return TableColumn(code, label, is_required=is_required, most=most, also_called=also_called)


COLUMNS = (
    TableColumn("source", "来源", _source, is_required=True, also_called=("线索来源",)),
    TableColumn("came_on", "收到日期", read_day, is_required=True, also_called=("日期",)),
    _text("summary", "问题描述", "线索内容", is_required=True),
    TableColumn("work", "工程编号", most=60),
    _text("place", "地址"),
    _text("party", "责任单位"),
    _text("from_whom", "来源单位"),
    _text("reference", "文号"),
    _text("contact_name"),
    _text("contact_phone", "电话"),
)
EXAMPLE = {
    "source": LeadSource.CITY.value,
    "came_on": "2026-11-01",
    "summary": "示例：地下车库的防护门被拆除。填写前请删除这一行",
    "place": "示例路1号",
    "from_whom": "示例单位",
    "reference": "示例〔2026〕1号",
}


def facts_of_row(values: Mapping[str, object]) -> tuple[LeadFacts, str]:
    """The lead, and the number of the work that it names."""
    day, source = values["came_on"], values["source"]
    if not isinstance(day, date) or not isinstance(source, LeadSource):
        raise TypeError("only rows without faults are taken in")
    texts = {name: str(values.get(name, "")) for name in LONGEST}
    return LeadFacts(source, came_on=day, **texts), str(values.get("work", ""))


def is_example(values: Mapping[str, object]) -> bool:
    return values.get("reference") == EXAMPLE["reference"]
