"""Forms of case-file reviews: choosing files, the list's filter, and one sheet, drawn from its own questions."""

from collections.abc import Iterable, Mapping

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    Form,
    IntegerField,
    RadioField,
    SearchField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import Length, NumberRange, Optional

from inspect_app.actions.file_reviews import Said
from inspect_app.rules.acts import Procedure
from inspect_app.rules.file_findings import Answer
from inspect_app.rules.file_reviews import Choosing, Grade
from inspect_app.store.file_reviews import FileReview, ReviewState
from inspect_app.web.forms.boxes import CheckboxesField, options

SHORT, LONG = [Length(max=200)], [Length(max=2000)]
MOST_FILES = 500
ANSWERS = (Answer.KEPT, Answer.BROKEN, Answer.NOT_APPLICABLE)
PROCEDURES = [("", _l("全部")), *((one.name.lower(), _l(one.value)) for one in Procedure)]


class DrawForm(FlaskForm):
    """Which files, how, by whom. Years, teams and reviewers are filled in by the page."""

    year = SelectField(_l("办结年度"), default="")
    team = SelectField(_l("组"), default="")
    procedure = SelectField(_l("程序"), choices=options(*PROCEDURES), default="")
    how = RadioField(
        _l("选取方式"), choices=options(*((one.name.lower(), _l(one.value)) for one in Choosing)), default="all"
    )
    count = IntegerField(_l("抽取件数"), validators=[Optional(), NumberRange(min=1, max=MOST_FILES)])
    seed = StringField(_l("抽取种子"), validators=SHORT)
    reviewers = CheckboxesField(_l("评查人"))
    is_again = BooleanField(_l("评查过的也选"))

    def validate(self, extra_validators: Mapping[str, object] | None = None) -> bool:
        """Somebody reviews them; and a draw at random says how many and by which seed, so that anybody can repeat it."""
        super().validate(extra_validators)
        if not self.reviewers.data:
            self.reviewers.errors = [gettext("请至少选一名评查人。")]
        if self.how.data == "at_random":
            self._validate_draw()
        return not self.errors

    def _validate_draw(self) -> None:
        if self.count.data is None and not self.count.errors:
            self.count.errors = [gettext("请填写要抽取几件。")]
        if not (self.seed.data or "").strip():
            self.seed.errors = [gettext("请填写种子，任意数字或者文字；用同一种子可以重复抽取核对。")]


class FileReviewFilterForm(Form):
    text = SearchField(_l("编号或者当事人"))
    state = SelectField(_l("状态"))
    procedure = SelectField(_l("程序"), choices=options(*PROCEDURES))
    year = SelectField(_l("办结年度"))
    team = SelectField(_l("组"))
    grade = SelectField(_l("等次"))
    reviewer = SelectField(_l("评查人"))
    fault = SelectField(_l("不符合的项目"))


def state_choices() -> list[tuple[str, str]]:
    return [("", gettext("全部")), *((one.name.lower(), gettext(one.value)) for one in ReviewState)]


def grade_choices() -> list[tuple[str, str]]:
    return [("", gettext("全部")), *((one.name.lower(), gettext(one.value)) for one in Grade)]


def sheet_form(codes: Iterable[str]) -> FlaskForm:
    """For each question its answer and a remark, then the opinion and the confirmation."""
    fields: dict[str, object] = {}
    for code in codes:
        choices = options(*((one.name.lower(), _l(one.value)) for one in ANSWERS))
        fields[f"answer_{code}"] = RadioField(_l("评查结果"), choices=choices, validators=[Optional()])
        fields[f"remark_{code}"] = TextAreaField(_l("理由或者说明"), validators=LONG)
    fields["conclusion"] = TextAreaField(_l("评查意见"), validators=LONG)
    fields["is_confirmed"] = BooleanField(_l("我已逐项评查，签字后不能再改"))
    form: FlaskForm = type("SheetForm", (FlaskForm,), fields)()
    return form


def fill_in(form: FlaskForm, review: FileReview) -> None:
    """What the sheet says already."""
    for line in review.lines:
        form[f"answer_{line.code}"].data = line.answer.name.lower() if line.answer else None
        form[f"remark_{line.code}"].data = line.remark
    form["conclusion"].data = review.conclusion


def said_in(form: FlaskForm, review: FileReview) -> dict[str, Said]:
    return {
        line.code: Said(
            Answer.__members__.get((form[f"answer_{line.code}"].data or "").upper()),
            form[f"remark_{line.code}"].data or "",
        )
        for line in review.lines
    }
