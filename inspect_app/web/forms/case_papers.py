"""The form of a paper, drawn from what the paper must say: a field for each content, a table for each list of rows."""

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import FieldList, Form, FormField, HiddenField, StringField, TextAreaField
from wtforms.validators import Length

from inspect_app.rules.case_paper_facts import numbered
from inspect_app.rules.papers import MOST_CHARACTERS, MOST_ROWS, Content, PaperForm, Row, Values

SHORT_CHARACTERS, EMPTY_ROWS = 40, 2
TEXT = [Length(max=MOST_CHARACTERS, message=_l("内容太长。"))]
CHINESE = {"lang": "zh-CN"}
"""What stands in a legal document is Chinese on every page."""
WRITTEN_BY_ITSELF = frozenset({"redress"})
"""The paragraph on redress follows the procedure and the day; nobody writes it."""
LONG = frozenset(
    {
        "facts", "reasons", "basis", "breaks", "told", "opinion", "supervisor_opinion", "head_opinion", "statement",
        "review", "statement_rights", "hearing_rights", "rights", "absence", "correction", "payment", "education",
        "summary", "conclusion", "established", "investigators_view", "party_view", "grounds", "consequence",
        "proposal", "content", "questions", "lead", "approval", "application", "request", "performance", "decision",
        "served", "duties", "identity_shown", "rights_told", "course",
    }
)  # fmt: skip
"""Contents that are more than a line."""


def paper_form(form: PaperForm, values: Values, *, is_sent: bool) -> FlaskForm:
    """`values` = what it begins with; what was sent stands in their place."""
    made = {one.name: _field(one, values.get(one.name, "")) for one in asked(form)}
    known: FlaskForm = type("PaperForm", (FlaskForm,), {**made, "about": HiddenField()})(
        data=None if is_sent else _data(form, values)
    )
    return known


def asked(form: PaperForm) -> list[Content]:
    return [one for one in form.contents if one.name not in WRITTEN_BY_ITSELF]


def columns_of(content: Content) -> list[tuple[str, str]]:
    """Rows are numbered by the software."""
    return [(name, label) for name, label in content.columns if name != "no"]


def _field(content: Content, value: str | Sequence[Row]) -> Any:
    label = gettext(content.label)
    if content.columns:
        row = type(
            "RowForm",
            (Form,),
            {name: StringField(gettext(title), TEXT, render_kw=CHINESE) for name, title in columns_of(content)},
        )
        return FieldList(
            FormField(row), label, min_entries=max(len(value), content.least) + EMPTY_ROWS, max_entries=MOST_ROWS
        )
    is_long = content.name in LONG or len(value) > SHORT_CHARACTERS
    return (TextAreaField if is_long else StringField)(label, TEXT, render_kw=CHINESE)


def _data(form: PaperForm, values: Values) -> dict[str, Any]:
    return {one.name: values[one.name] for one in asked(form) if values.get(one.name)}


def values_in(form: PaperForm, sent: FlaskForm) -> Values:
    """What was written, without empty rows."""
    found: dict[str, str | list[Row]] = {}
    for one in asked(form):
        found[one.name] = _rows(one, sent[one.name]) if one.columns else str(sent[one.name].data or "").strip()
    return found


def _rows(content: Content, field: Any) -> list[Row]:
    lines = [
        {name: (entry.data.get(name) or "").strip() for name, _label in columns_of(content)} for entry in field
    ]
    written: list[Row] = [line for line in lines if any(line.values())]
    if "no" not in dict(content.columns):
        return written
    return numbered(written)
