"""The form of an act in an amendment, and what the forms of all its rows share: filled from a change, read back into one."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    DateField,
    Field,
    FieldList,
    Form,
    FormField,
    IntegerField,
    SelectField,
    StringField,
    ValidationError,
)
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from inspect_app.rules.acts import Act, FineRange, Mark, Party, Power, Words
from inspect_app.rules.amendments import Change, NewAct
from inspect_app.rules.law_table import LawTable
from inspect_app.rules.statutes import Citation, Law
from inspect_app.web.forms.boxes import names, options
from inspect_app.web.wording import translated

YUAN = [Optional(), NumberRange(min=0, max=10**9)]
NEEDED = [InputRequired(), Length(max=500)]
CODES = {"autocomplete": "off", "spellcheck": "false"}
ROWS_OF_DUTIES = 4


def members(kind: Any) -> list[Any]:
    return options(*((one.name.lower(), translated(one.value)) for one in kind))


def _citation(law: str | None, article: str | None) -> Citation | None:
    typed = (article or "").strip()
    return Citation(Law[law.upper()], typed) if law and typed else None


class CitationFields(Form):
    law = SelectField(_l("所属法规"), default="")
    article = StringField(_l("条款"), render_kw=CODES | {"lang": "zh-CN"})

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.law.choices = names(("", "—"), *((law.name.lower(), law.value) for law in Law))

    def validate_law(self, _field: Field) -> None:
        if bool(self.law.data) != bool((self.article.data or "").strip()):
            raise ValidationError(gettext("法规和条款要么都填，要么都空着。"))


class RowFields(FlaskForm):
    """Every row names where it was read and who checked it."""

    source = StringField(_l("来源"), NEEDED)
    reviewer = StringField(_l("核对人"), NEEDED)

    def offer(self, law: LawTable) -> None:
        """What can be chosen, of the law as the draft leaves it."""

    def fill(self, change: Any) -> None:
        self.source.data, self.reviewer.data = change.source, change.reviewer

    def change(self) -> Change:
        raise NotImplementedError

    @property
    def who(self) -> dict[str, str]:
        return {"source": (self.source.data or "").strip(), "reviewer": (self.reviewer.data or "").strip()}


class ActFields(RowFields):
    code = StringField(_l("代码"), NEEDED, render_kw=CODES)
    title_zh = StringField(_l("名称（中文）"), NEEDED)
    title_en = StringField(_l("名称（英文）"), NEEDED)
    duties = FieldList(FormField(CitationFields), min_entries=ROWS_OF_DUTIES)
    penalty = FormField(CitationFields)
    power = SelectField(_l("由谁处理"))
    mark = SelectField(_l("核对情况"))
    warning = BooleanField(_l("可以警告"))
    citizen_floor = IntegerField(_l("公民：下限（元）"), YUAN)
    citizen_cap = IntegerField(_l("公民：上限（元）"), YUAN)
    organisation_floor = IntegerField(_l("单位：下限（元）"), YUAN)
    organisation_cap = IntegerField(_l("单位：上限（元）"), YUAN)
    valid_from = DateField(_l("施行日期"), [InputRequired()])
    valid_to = DateField(_l("最后一日"), [Optional()])

    def offer(self, law: LawTable) -> None:
        self.power.choices, self.mark.choices = members(Power), members(Mark)

    def fill(self, change: NewAct) -> None:
        act = change.act
        super().fill(act)
        self.code.data, self.title_zh.data, self.title_en.data = act.code, act.title.zh, act.title.en
        self.power.data, self.mark.data = act.power.name.lower(), act.mark.name.lower()
        self.warning.data, self.valid_from.data, self.valid_to.data = act.warning, act.valid_from, act.valid_to
        for fields, citation in zip((self.penalty, *self.duties), (act.penalty, *act.duties), strict=False):
            if citation:
                fields.law.data, fields.article.data = citation.law.name.lower(), citation.article
        for party, amounts in act.fines.items():
            self[f"{party.name.lower()}_floor"].data = amounts.floor_yuan
            self[f"{party.name.lower()}_cap"].data = amounts.cap_yuan

    def change(self) -> NewAct:
        duties = (_citation(one.law.data, one.article.data) for one in self.duties)
        return NewAct(
            Act(
                code=(self.code.data or "").strip(),
                title=Words((self.title_zh.data or "").strip(), (self.title_en.data or "").strip()),
                duties=tuple(one for one in duties if one),
                penalty=_citation(self.penalty.law.data, self.penalty.article.data),
                power=Power[self.power.data.upper()],
                mark=Mark[self.mark.data.upper()],
                warning=bool(self.warning.data),
                fines=self._fines(),
                valid_from=self.valid_from.data,
                valid_to=self.valid_to.data,
                **self.who,
            )
        )

    def _fines(self) -> Mapping[Party, FineRange]:
        """A party without an upper amount has no fine."""
        found = {party: (self[f"{party.name.lower()}_floor"], self[f"{party.name.lower()}_cap"]) for party in Party}
        return {
            party: FineRange(floor.data or 0, cap.data or 0)
            for party, (floor, cap) in found.items()
            if cap.data is not None or floor.data
        }
