"""The form of a typical case (以案论法)."""

from collections.abc import Iterable

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import HiddenField, SelectMultipleField, StringField, TextAreaField

from inspect_app.rules.acts import Act
from inspect_app.rules.typical_cases import TypicalCaseFacts
from inspect_app.web.forms.boxes import CheckboxesField, options
from inspect_app.web.wording import in_language

LONG = {"rows": 5}


class TypicalCaseFields(FlaskForm):
    revision = HiddenField(default="0")
    title = StringField(_l("标题"))
    facts = TextAreaField(_l("案情"), render_kw=LONG)
    law = TextAreaField(_l("法律分析"), render_kw=LONG)
    result = TextAreaField(_l("处理结果"), render_kw=LONG)
    lesson = TextAreaField(_l("启示"), render_kw=LONG)
    acts: SelectMultipleField = CheckboxesField(_l("违法行为"))
    articles = TextAreaField(_l("法律依据"), render_kw={"rows": 3})

    def offer(self, acts: Iterable[Act]) -> "TypicalCaseFields":
        self.acts.choices = options(*((act.code, f"{act.code} {in_language(act.title)}") for act in acts))
        return self

    def show(self, case: TypicalCaseFacts, revision: int) -> "TypicalCaseFields":
        for name in ("title", "facts", "law", "result", "lesson"):
            self[name].data = getattr(case, name)
        self.acts.data, self.articles.data = list(case.acts), "\n".join(case.articles)
        self.revision.data = str(revision)
        return self

    @property
    def seen(self) -> int:
        text = self.revision.data or ""
        return int(text) if text.isdecimal() and len(text) < 9 else 0

    def content(self) -> TypicalCaseFacts:
        title, facts, law, result, lesson = (
            (self[name].data or "").strip() for name in ("title", "facts", "law", "result", "lesson")
        )
        lines = tuple(line.strip() for line in (self.articles.data or "").splitlines() if line.strip())
        return TypicalCaseFacts(title, facts, law, result, lesson, tuple(self.acts.data or ()), lines)
