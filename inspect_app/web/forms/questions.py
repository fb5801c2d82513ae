"""Forms of a hard question and of its answer."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import HiddenField, StringField, TextAreaField
from wtforms.validators import Length

from inspect_app.rules.questions import AnswerFacts

LONG = Length(max=5_000)


class QuestionFields(FlaskForm):
    """Where it came up travels in hidden fields; the deed checks whose it is."""

    finding = HiddenField()
    visit = HiddenField()
    case = HiddenField()
    text = TextAreaField(_l("问题"), [LONG], render_kw={"rows": 6})


class AnswerFields(FlaskForm):
    title = StringField(_l("问题（一般表述）"), [Length(max=300)])
    text = TextAreaField(_l("解答"), [LONG], render_kw={"rows": 8})
    articles = TextAreaField(_l("法律依据"), [LONG], render_kw={"rows": 3})

    def facts(self) -> AnswerFacts:
        lines = tuple(line.strip() for line in (self.articles.data or "").splitlines() if line.strip())
        return AnswerFacts(self.title.data or "", self.text.data or "", lines)
