"""Forms of a case: proposing one, filtering the list, and one form for each step, drawn from the step's own shape."""

from collections.abc import Mapping
from dataclasses import MISSING, fields
from datetime import date
from enum import Enum
from types import UnionType
from typing import Any, get_args, get_type_hints

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    DateField,
    Field,
    Form,
    HiddenField,
    IntegerField,
    RadioField,
    SearchField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from inspect_app.rules.acts import Party
from inspect_app.rules.case_entries import ENTRIES
from inspect_app.rules.cases import FIELD_NAMES
from inspect_app.web.forms.boxes import CheckboxesField, names, options

SHORT, LONG = [Length(max=200)], [Length(max=8000)]
LONG_TEXTS = frozenset(
    {
        "record",
        "facts",
        "reasons",
        "statement",
        "review",
        "report",
        "opinion",
        "conclusion",
        "finding",
        "things",
        "papers",
    }
    | {"note", "reason", "proves"}
)
LABELS = FIELD_NAMES | {
    "kind": "证据种类",
    "sanction": "处罚种类",
    "fine_yuan": "罚款金额（元）",
    "complexity": "案件情节",
    "is_granted": "同意回避",
    "is_adopted": "采纳当事人的意见",
    "is_passed": "审核通过",
    "is_corrected": "已经改正",
    "made_on": "形成日期",
    "held_on": "听证日期",
    "correct_by": "责令改正期限",
    "ground": "依据",
    "way": "送达方式",
    "amount_yuan": "缴纳金额（元）",
    "until_on": "延期至",
}
WRITTEN_ELSEWHERE = frozenset({"number"})
"""The number of a decision is that of its paper."""
"""Field of an entry -> its label; all that a form needs beside the shape."""


class CaseFilterForm(Form):
    text = SearchField(_l("案号、当事人、事实"))
    stage = SelectField(_l("阶段"))
    act = SelectField(_l("违法行为"))
    mine = BooleanField(_l("等我办理"))
    pressing = BooleanField(_l("七日内到期或者逾期"))
    late = BooleanField(_l("逾期"))


class ProposalForm(FlaskForm):
    """Choices of works and acts are filled in by the view."""

    work = SelectField(_l("工程"))
    source = StringField(_l("案件来源"), validators=SHORT)
    act = SelectField(_l("涉嫌违法行为"))
    party_kind = RadioField(
        _l("当事人是"),
        choices=options(*((one.name.lower(), _l(one.value)) for one in Party)),
        default="organisation",
    )
    party_name = StringField(_l("名称或者姓名"), validators=SHORT)
    identifier = StringField(_l("统一社会信用代码或者身份证件号码"), validators=SHORT)
    representative = StringField(_l("法定代表人（负责人）"), validators=SHORT)
    address = StringField(_l("住址"), validators=SHORT)
    phone = StringField(_l("电话"), validators=SHORT)
    facts = TextAreaField(_l("违法事实"), validators=LONG)
    act_on = DateField(
        _l("违法行为日期（持续的填终了日，尚未终了填发现日）"), validators=[InputRequired(_l("请填写日期。"))]
    )
    found_on = DateField(_l("发现日期"), validators=[InputRequired(_l("请填写日期。"))])


class _StepForm(FlaskForm):
    seen = HiddenField()
    happened_on = DateField(_l("办理日期"), validators=[InputRequired(_l("请填写日期。"))])


def step_form(step: str, *, officers: list[tuple[str, str]], factors: list[tuple[str, str]]) -> _StepForm:
    """The form of a step, with a field for each of its facts."""
    shape = ENTRIES[step]
    hints = get_type_hints(shape)
    made = {
        one.name: _field(one.name, hints[one.name], one.default is not MISSING, officers, factors)
        for one in fields(shape)
        if one.name not in WRITTEN_ELSEWHERE
    }
    form: _StepForm = type("StepForm", (_StepForm,), made)()
    return form


def _field(
    name: str, kind: Any, is_optional: bool, officers: list[tuple[str, str]], factors: list[tuple[str, str]]
) -> Field:
    label = gettext(LABELS[name])
    if name == "officers":
        return CheckboxesField(label, choices=names(*officers))
    if name == "officer":
        return SelectField(label, choices=names(*officers))
    if name == "factors":
        return CheckboxesField(label, choices=options(*factors))
    if kind is bool:
        return RadioField(label, choices=options(("yes", gettext("是")), ("no", gettext("否"))), default="no")
    if isinstance(kind, type) and issubclass(kind, Enum):
        return SelectField(label, choices=options(*((one.name.lower(), gettext(str(one.value))) for one in kind)))
    return _typed(name, kind, label, is_optional)


def _typed(name: str, kind: Any, label: str, is_optional: bool) -> Field:
    if kind is int:
        limits = NumberRange(min=0, max=10**9, message=gettext("请填写零以上的整数。"))
        return IntegerField(label, validators=[Optional() if is_optional else InputRequired(), limits])
    if kind is date or (isinstance(kind, UnionType) and date in get_args(kind)):
        return DateField(label, validators=[Optional() if is_optional else InputRequired(gettext("请填写日期。"))])
    return (TextAreaField if name in LONG_TEXTS else StringField)(
        label, validators=LONG if name in LONG_TEXTS else SHORT
    )


def facts_in(step: str, form: FlaskForm) -> Mapping[str, Any]:
    """What the form says, as plain values of the step's shape."""
    return {
        name: value
        for one in fields(ENTRIES[step])
        if one.name not in WRITTEN_ELSEWHERE and (value := _plain(form[one.name], name := one.name)) is not None
    }


def _plain(field: Field, name: str) -> Any:
    data = field.data
    if isinstance(field, RadioField):
        return data == "yes"
    if isinstance(data, date):
        return data.isoformat()
    return data
