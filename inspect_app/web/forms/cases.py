"""Forms about cases: registering one, filtering the list, and the form of each step, made from the facts that it states."""

from datetime import date
from enum import Enum
from typing import Any, get_args, get_origin, get_type_hints
from uuid import UUID

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    DateField,
    Field,
    Form,
    IntegerField,
    RadioField,
    SearchField,
    SelectField,
    StringField,
    TextAreaField,
)  # fmt: skip
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from inspect_app.rules.acts import Party
from inspect_app.rules.case_facts import FACTS, CaseSource, Evidence, Limitation
from inspect_app.rules.case_gates import labels_of
from inspect_app.web.forms.boxes import CheckboxesField, names, options

Choices = list[tuple[str, str]]
SHORT, LONG = [Length(max=200)], [Length(max=4000)]
BY_THING = frozenset({"visit_id", "thing_id", "sha256"})
"""Fields of evidence that are not typed: they follow from what was picked."""


def _enum(kind: type[Enum]) -> list[Any]:
    return options(*((one.name.lower(), _l(one.value)) for one in kind))


class CaseForm(FlaskForm):
    """Choices of acts are filled in by the view."""

    source = SelectField(_l("案件来源"), choices=_enum(CaseSource))
    source_note = StringField(_l("来源说明"), validators=SHORT)
    act = SelectField(_l("涉嫌的违法行为"))
    act_on = DateField(_l("违法行为发生（终了）之日"), validators=[InputRequired()])
    found_on = DateField(_l("发现之日"), validators=[InputRequired()])
    limitation = RadioField(_l("追究时效"), choices=_enum(Limitation), default="ordinary")
    work_number = StringField(_l("工程编号"), validators=SHORT)
    place = StringField(_l("违法地点"), validators=SHORT)
    facts = TextAreaField(_l("违法事实"), validators=LONG)
    party_kind = RadioField(_l("当事人是"), choices=_enum(Party), default="organisation")
    party_name = StringField(_l("名称或者姓名"), validators=SHORT)
    identifier = StringField(_l("统一社会信用代码或者身份证件号码"), validators=SHORT)
    representative = StringField(_l("法定代表人（负责人）"), validators=SHORT)
    address = StringField(_l("住址"), validators=SHORT)
    phone = StringField(_l("电话"), validators=SHORT)


class CaseFilterForm(Form):
    text = SearchField(_l("编号、当事人、事实"))
    stage = SelectField(_l("阶段"))
    act = SelectField(_l("违法行为"))
    mine = BooleanField(_l("待我办理"))
    late = BooleanField(_l("期限已过"))


def step_form(step: str, *, officers: Choices, things: Choices) -> FlaskForm:
    """The form of a step: one field for each fact, in order, with the office's people and its visits' things to pick from."""
    kind = FACTS[step]
    hints, labels = get_type_hints(kind), labels_of(kind)
    fields = {
        name: _field(hints[name], said, name, kind, officers)
        for name, said in labels.items()
        if name not in BY_THING
    }
    if kind is Evidence:
        fields["thing"] = SelectField(_l("已有材料"), choices=names(("", "—"), *things))
        fields["title"] = StringField(_l(labels["title"].label), validators=SHORT)
    form: FlaskForm = type("StepForm", (FlaskForm,), fields)()
    return form


def _field(hint: Any, said: Any, name: str, kind: type[Any], officers: Choices) -> Field:
    label, inner = _l(said.label), [one for one in get_args(hint) if one is not type(None)]
    if get_origin(hint) is tuple:
        item = inner[0]
        return CheckboxesField(label, choices=names(*officers) if item is UUID else _enum(item))
    is_optional, single = type(None) in get_args(hint), inner[0] if inner else hint
    if single is date:
        return DateField(label, validators=[Optional() if is_optional else InputRequired()])
    if single is int:
        return IntegerField(label, validators=[Optional(), NumberRange(min=0, max=10**9)])
    if single is UUID:
        return SelectField(label, choices=names(*officers))
    if issubclass(single, Enum):
        return _choice(single, label, is_optional=is_optional)
    return TextAreaField(label, validators=LONG) if said.is_long else StringField(label, validators=SHORT)


def _choice(kind: type[Enum], label: str, *, is_optional: bool) -> Field:
    if is_optional:
        return SelectField(label, choices=[*options(("", gettext("（不选）"))), *_enum(kind)])
    return RadioField(label, choices=_enum(kind), validators=[InputRequired()])


def facts_from(step: str, form: FlaskForm, **given: Any) -> Any:
    """What the form states. `given` = what does not stand in it."""
    kind = FACTS[step]
    hints = get_type_hints(kind)
    values = {name: _value(hint, form[name].data) for name, hint in hints.items() if name in form}
    return kind(**{**values, **given})


def _value(hint: Any, data: Any) -> Any:
    inner = [one for one in get_args(hint) if one is not type(None)]
    if get_origin(hint) is tuple:
        return tuple(_one(inner[0], one) for one in data or [])
    single = inner[0] if inner else hint
    if single is int:
        return data or 0
    if single is str:
        return (data or "").strip()
    return data if single is date else _one(single, data) if data else None


def _one(kind: type[Any], text: str) -> Any:
    return UUID(text) if kind is UUID else kind[text.upper()]


def fill_in(form: FlaskForm, values: dict[str, Any]) -> None:
    """What is known already; enums and ids by the codes of their choices."""
    for name, value in values.items():
        if name in form and value not in (None, ""):
            form[name].data = (
                value.name.lower() if isinstance(value, Enum) else str(value) if isinstance(value, UUID) else value
            )
