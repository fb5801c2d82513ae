"""The rulebook in words: the label of each field, and what is kept in it as lines to read. Articles stay Chinese."""

from collections.abc import Mapping
from enum import StrEnum
from itertools import groupby
from typing import Any

from flask import Flask
from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from inspect_app.actions.settings import acts
from inspect_app.rules.acts import Mark, Party, Power
from inspect_app.rules.clocks import Counting, Unit
from inspect_app.rules.discretion import Outcome, Tier, Weight
from inspect_app.rules.editions import Difference, Part
from inspect_app.rules.procedure import Stage, VisitKind
from inspect_app.rules.statutes import Citation, Law
from inspect_app.web.wording import translated

FIELDS = {
    "code": _l("代码"),
    "title": _l("名称"),
    "duties": _l("违反的条款"),
    "penalty": _l("罚则"),
    "power": _l("由谁处理"),
    "warning": _l("可以警告"),
    "fines": _l("法定罚款幅度"),
    "mark": _l("核对情况"),
    "source": _l("来源"),
    "reviewer": _l("核对人"),
    "valid_from": _l("施行日期"),
    "valid_to": _l("最后一日"),
    "act": _l("违法行为"),
    "party": _l("当事人"),
    "tiers": _l("裁量档次"),
    "zh": _l("名称（中文）"),
    "en": _l("名称（英文）"),
    "weighs": _l("作用"),
    "needs": _l("须同时具备"),
    "outcome": _l("处理"),
    "law": _l("依据"),
    "label": _l("名称"),
    "length": _l("长度"),
    "unit": _l("单位"),
    "counting": _l("怎样计算"),
    "since": _l("自哪一日起"),
    "is_wait": _l("须等期满才能办下一步"),
    "from": _l("自哪一日起"),
    "since_on": _l("启用日期"),
    "citizen": _l("公民"),
    "organisation": _l("法人或者其他组织"),
    "yuan": _l("数额（元）"),
    "text": _l("内容"),
    "name": _l("名称"),
    "leaves": _l("之前的阶段"),
    "enters": _l("之后的阶段"),
}
OFFICE = {
    "agency": _l("单位名称"),
    "agency_names": _l("单位名称"),
    "reconsideration_body": _l("行政复议机关"),
    "payment_place": _l("罚款代收银行"),
    "public_address": _l("文书核对网址"),
    "is_demonstration": _l("演示数据"),
    "filing_working_days": _l("当场处罚备案期限（工作日）"),
    "hearing_thresholds": _l("听证告知的数额"),
    "may_penalise": _l("可以处罚的检查种类"),
    "summary_fine_limits": _l("当场处罚的罚款限额"),
    "collection_limits": _l("当场收缴的限额"),
}
DAYS = {"holidays": _l("放假"), "workdays": _l("上班")}
ENUMS: dict[str, type[StrEnum]] = {
    "power": Power,
    "mark": Mark,
    "party": Party,
    "weighs": Weight,
    "outcome": Outcome,
    "unit": Unit,
    "counting": Counting,
    "enters": Stage,
    "leaves": Stage,
}
KINDS_OF_CHANGE = {
    "new_act": _l("新增违法行为或者新的版本"),
    "end_act": _l("终止违法行为的一个版本"),
    "mark_act": _l("更正核对情况"),
    "new_benchmark": _l("裁量基准"),
    "end_benchmark": _l("终止裁量基准"),
    "new_factor": _l("新增裁量因素"),
}


def rule_field(name: str) -> str:
    return str(FIELDS.get(name, OFFICE.get(name, name)))


def rule_lines(value: Any, field: str = "") -> list[str]:
    """What is kept in a field, in the reader's language where it is a word of ours."""
    if value is None or value in ("", [], {}):
        return [gettext("（空）")]
    if isinstance(value, bool):
        return [gettext("是") if value else gettext("否")]
    if isinstance(value, Mapping):
        return _lines_of_table(value, field)
    if isinstance(value, list):
        return [line for one in value for line in rule_lines(one, field)]
    return [_word(value, field)]


def _lines_of_table(value: Mapping[str, Any], field: str) -> list[str]:
    if set(value) == {"floor_yuan", "cap_yuan"}:
        return [amounts(value["floor_yuan"], value["cap_yuan"])]
    if set(value) == {"zh", "en"}:
        return [value["zh"], value["en"]]
    return [
        gettext("：").join((_code_word(str(name)), line))
        for name, one in value.items()
        for line in rule_lines(one, field)
    ]


def amounts(floor_yuan: int, cap_yuan: int) -> str:
    """0 = the law sets no floor."""
    cap = f"{cap_yuan:,}"
    if not floor_yuan:
        return str(gettext("%(cap)s 元以下", cap=cap))
    return str(gettext("%(floor)s 元至 %(cap)s 元", floor=f"{floor_yuan:,}", cap=cap))


def _word(value: object, field: str) -> str:
    text = str(value)
    kind = ENUMS.get(field)
    if kind and text.upper() in kind.__members__:
        return translated(kind[text.upper()].value)
    if text.startswith("0001-01-01"):
        return str(gettext("一直"))
    if text in DAYS:
        return str(DAYS[text])
    law, _, article = text.partition(":")
    if article and law.upper() in Law.__members__:
        return Citation(Law[law.upper()], article).text
    return _code_word(text) if text.isascii() else text


def _code_word(code: str) -> str:
    """A party, a tier or a kind of visit by its code; an act or a factor by its name."""
    for kind in (Party, Tier, VisitKind):
        if code.upper() in kind.__members__:
            return translated(kind[code.upper()].value)
    return code


def difference_name(one: Difference) -> str:
    """What the row is called, for people; its code only where the law has no other name for it."""
    row = one.row
    if one.part is Part.ACT:
        return f"{row['title']['zh']} {row['code']}"
    if one.part is Part.BENCHMARK:
        act = acts().get(str(row["act"]))
        return f"{act.title.zh if act else row['act']} {_code_word(str(row['party']))}"
    if one.part in (Part.OFFICE, Part.LIMIT):
        name, _, day = one.key.partition(" ")
        return f"{rule_field(name)} {day}".strip()
    if one.part is Part.DAY:
        return one.key.replace("own", gettext("本单位"))
    text = row.get("zh") or row.get("label") or row.get("text") or one.key
    return str(text["zh"] if isinstance(text, Mapping) else text)[:40]


def by_part(found: list[Difference]) -> list[tuple[Part, list[Difference]]]:
    return [(part, list(some)) for part, some in groupby(found, key=lambda one: one.part)]


def init_app(app: Flask) -> None:
    app.jinja_env.filters.update(
        rule_field=rule_field, rule_lines=rule_lines, difference_name=difference_name, by_part=by_part
    )
    app.jinja_env.globals.update(amounts=amounts)
