"""The forms of the checklist editor: head, section, and an item with all its fields."""

from collections.abc import Iterable
from math import isfinite
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import (
    BooleanField,
    Field,
    FieldList,
    FloatField,
    Form,
    FormField,
    HiddenField,
    SelectField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.validators import InputRequired, Optional

from inspect_app.actions.checklist_parts import Head
from inspect_app.rules.acts import Severity, Words
from inspect_app.rules.checklists import AnswerKind, BuildStage, Checklist, Verdict
from inspect_app.rules.people import AgencyKind
from inspect_app.rules.works import WorkStatus
from inspect_app.web.forms.boxes import CheckboxesField, options

BLANK_ROWS = 2
MORE_ROWS = 3
CODES = {"autocomplete": "off", "spellcheck": "false"}
WIDE = {"rows": 2}
LONG = {"rows": 4}
FILL_NO_CHECKLIST = (AgencyKind.CITY,)


def names_of(kind: Any, empty: str = "") -> list[tuple[str, str]]:
    """Choices by member name; `empty` = the words for none of them."""
    members = [(member.name, gettext(member.value)) for member in kind]
    return [("", empty), *members] if empty else members


def words(zh: str | None, en: str | None) -> Words:
    return Words((zh or "").strip(), (en or "").strip())


class HeadFields(FlaskForm):
    stamp = HiddenField()
    title_zh = StringField(_l("标题（中文）"), [InputRequired()])
    title_en = StringField(_l("标题（英文）"))
    status = SelectField(_l("适用工程"))
    stage = SelectField(_l("适用施工阶段"))

    def offer(self) -> "HeadFields":
        self.status.choices = options(*names_of(WorkStatus, gettext("不限")))
        self.stage.choices = options(*names_of(BuildStage, gettext("不限")))
        return self

    def head(self) -> Head:
        status = WorkStatus[self.status.data] if self.status.data else None
        stage = BuildStage[self.stage.data] if self.stage.data else None
        return Head(words(self.title_zh.data, self.title_en.data), status, stage)


class NewChecklistFields(HeadFields):
    code = StringField(_l("代码"), [InputRequired()], render_kw=CODES)
    audience = SelectField(_l("由谁填写"))

    def offer(self) -> "NewChecklistFields":
        super().offer()
        self.audience.choices = [
            (kind.name, gettext(kind.value)) for kind in AgencyKind if kind not in FILL_NO_CHECKLIST
        ]
        return self

    def checklist(self) -> Checklist:
        head = self.head()
        return Checklist(
            code=(self.code.data or "").strip(),
            title=head.title,
            audience=AgencyKind[self.audience.data],
            sections=(),
            status=head.status,
            stage=head.stage,
        )


class SectionFields(FlaskForm):
    stamp = HiddenField()
    title_zh = StringField(_l("标题（中文）"), [InputRequired()])
    title_en = StringField(_l("标题（英文）"))
    code = StringField(_l("代码"), render_kw=CODES)


class ImportFields(FlaskForm):
    file = FileField(_l("检查表文件（TOML 或 JSON）"))


class WordsFields(Form):
    zh = TextAreaField(_l("中文"), render_kw=WIDE)
    en = TextAreaField(_l("英文"), render_kw=WIDE)


class OptionFields(Form):
    code = StringField(_l("代码"), render_kw=CODES)
    zh = StringField(_l("中文"))
    en = StringField(_l("英文"))
    verdict = SelectField(_l("视为"))

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.verdict.choices = options(*names_of(Verdict))


def _finite(_form: Form, field: Field) -> None:
    if field.data is not None and not isfinite(field.data):
        raise ValidationError(gettext("应当是数字。"))


class ItemFields(FlaskForm):
    """Every field of an item. `show_item` and what follows it = the condition under which the item is shown."""

    stamp = HiddenField()
    code = StringField(_l("代码"), render_kw=CODES)
    section = SelectField(_l("所在部分"))
    kind = SelectField(_l("回答方式"))
    text_zh = TextAreaField(_l("检查内容（中文）"), [InputRequired()], render_kw=WIDE)
    text_en = TextAreaField(_l("检查内容（英文）"), render_kw=WIDE)
    guidance_zh = TextAreaField(_l("怎么查（中文）"), render_kw=LONG)
    guidance_en = TextAreaField(_l("怎么查（英文）"), render_kw=LONG)
    phrases = FieldList(FormField(WordsFields))
    reference = StringField(_l("依据"))
    unit = StringField(_l("计量单位（中文）"))
    unit_en = StringField(_l("计量单位（英文）"))
    least = FloatField(_l("下限"), [Optional(), _finite], render_kw={"inputmode": "decimal"})
    most = FloatField(_l("上限"), [Optional(), _finite], render_kw={"inputmode": "decimal"})
    options = FieldList(FormField(OptionFields))
    show_item = SelectField(_l("仅当这一项"))
    show_values = CheckboxesField(_l("的答案是"), validate_choice=False)
    show_text = StringField(_l("的答案是"))
    is_required = BooleanField(_l("必须回答"))
    photo_when_not_met = BooleanField(_l("不合格时必须拍照"))
    severity = SelectField(_l("不合格时的严重程度"))
    acts = CheckboxesField(_l("可能违反"), validate_choice=False)

    def offer(self, sections: Iterable[tuple[str, str]], items: Iterable[tuple[str, str]]) -> "ItemFields":
        self.kind.choices = options(*names_of(AnswerKind))
        self.severity.choices = options(*names_of(Severity))
        self.section.choices = options(*sections)
        self.show_item.choices = options(("", gettext("不设条件，总是显示")), *items)
        return self

    def add_blank_rows(self, asked: str = "") -> None:
        """Room to write: two blank rows at first, three more of the kind that was asked for."""
        for name, rows in (("phrases", self.phrases), ("options", self.options)):
            for _ in range(MORE_ROWS if asked == name else 0 if asked else BLANK_ROWS):
                rows.append_entry()
