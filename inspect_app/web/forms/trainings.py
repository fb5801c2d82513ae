"""Forms of the training plan and of test questions."""

from collections.abc import Iterable

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import DateField, DecimalField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import Length, NumberRange, Optional

from inspect_app.rules.people import Role
from inspect_app.rules.training_tests import QuestionFacts, QuestionKind
from inspect_app.rules.trainings import POSTS, TrainingFacts
from inspect_app.store.trainings import TestQuestion, Training
from inspect_app.store.typical_cases import TypicalCase
from inspect_app.web.forms.boxes import CheckboxesField, names, options

SHORT, LONG = Length(max=200), Length(max=5_000)


class TrainingFields(FlaskForm):
    title = StringField(_l("名称"), [SHORT])
    task = TextAreaField(_l("学法任务"), [LONG], render_kw={"rows": 3})
    held_on = DateField(_l("日期"), [Optional()])
    begins = StringField(_l("开始时间"), [SHORT], render_kw={"autocomplete": "off", "placeholder": "09:00"})
    hours = DecimalField(_l("学时（小时）"), [Optional(), NumberRange(0, 100)])
    place = StringField(_l("地点"), [SHORT])
    teacher = StringField(_l("授课人"), [SHORT])
    posts: SelectMultipleField = CheckboxesField(
        _l("对象（岗位）"), choices=options(*((role.name, _l(role.value)) for role in POSTS))
    )
    outline = TextAreaField(_l("内容"), [LONG], render_kw={"rows": 5})

    def show(self, training: Training) -> "TrainingFields":
        for name in ("title", "task", "held_on", "begins", "place", "teacher", "outline", "posts"):
            self[name].data = getattr(training, name)
        self.hours.data = training.minutes / 60
        return self

    def facts(self) -> TrainingFacts:
        def text(name: str) -> str:
            return (self[name].data or "").strip()

        return TrainingFacts(
            title=text("title"),
            task=text("task"),
            held_on=self.held_on.data,
            begins=text("begins"),
            place=text("place"),
            teacher=text("teacher"),
            minutes=int((self.hours.data or 0) * 60),
            posts=tuple(Role[name] for name in self.posts.data or ()),
            outline=text("outline"),
        )


class TestQuestionFields(FlaskForm):
    __test__ = False
    case = SelectField(_l("出自典型案例"), default="")
    kind = SelectField(_l("题型"), choices=options(*((kind.name, _l(kind.value)) for kind in QuestionKind)))
    text = TextAreaField(_l("题目"), [LONG], render_kw={"rows": 3})
    choices = TextAreaField(_l("选项"), [LONG], render_kw={"rows": 5})
    right = StringField(_l("正确选项的序号"), [SHORT], render_kw={"autocomplete": "off"})
    explanation = TextAreaField(_l("解析"), [LONG], render_kw={"rows": 3})

    def offer(self, cases: Iterable[TypicalCase]) -> "TestQuestionFields":
        self.case.choices = options(("", _l("不出自案例"))) + names(*((str(one.id), one.title) for one in cases))
        return self

    def show(self, question: TestQuestion) -> "TestQuestionFields":
        self.text.data, self.explanation.data, self.kind.data = (
            question.text,
            question.explanation,
            question.kind.name,
        )
        self.choices.data, self.right.data = "\n".join(question.choices), " ".join(map(str, question.right))
        self.case.data = str(question.typical_case_id or "")
        return self

    def facts(self) -> QuestionFacts:
        lines = [line.strip() for line in (self.choices.data or "").splitlines()]
        marks = (self.right.data or "").replace("，", " ").replace(",", " ").replace("、", " ").split()
        right = frozenset(int(one) if one.isdecimal() and len(one) < 3 else 0 for one in marks)
        kind = QuestionKind.__members__.get(self.kind.data or "", QuestionKind.SINGLE)
        text, explanation = (self.text.data or "").strip(), (self.explanation.data or "").strip()
        return QuestionFacts(text, kind, tuple(line for line in lines if line), right, explanation)
