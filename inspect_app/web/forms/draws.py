"""Forms about random draws: preparing one, setting somebody or something apart, drawing before a witness."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, DateField, IntegerField, SelectField, StringField
from wtforms.validators import InputRequired, Length, NumberRange

from inspect_app.rules.works import WorkStatus
from inspect_app.web.forms.boxes import CheckboxesField, options

DRAWABLE = (WorkStatus.IN_USE, WorkStatus.UNDER_CONSTRUCTION)
MOST_DRAWN = 5_000


class DrawForm(FlaskForm):
    """Choices of checklists are filled in by the view."""

    title = StringField(_l("名称"), validators=[InputRequired(), Length(max=100)])
    status = SelectField(
        _l("抽取的工程"), choices=options(*((one.name.lower(), _l(one.value)) for one in DRAWABLE))
    )
    count = IntegerField(_l("抽取数量（处）"), validators=[InputRequired(), NumberRange(min=1, max=MOST_DRAWN)])
    officers_each = IntegerField(
        _l("每处执法人员（人）"), validators=[InputRequired(), NumberRange(min=2, max=10)], default=2
    )
    by_street = BooleanField(_l("按街镇分配数量"), default=True)
    by_risk = BooleanField(_l("按风险加权"))
    due_on = DateField(_l("检查期限"), validators=[InputRequired()])
    checklists = CheckboxesField(_l("检查表"))


class ExclusionForm(FlaskForm):
    """A work, an officer, or both: then the officer is recused for that work."""

    number = StringField(_l("工程编号"), validators=[Length(max=60)])
    officer = SelectField(_l("执法人员"))
    reason = StringField(_l("理由"), validators=[InputRequired(), Length(max=200)])


class WitnessForm(FlaskForm):
    witness = StringField(_l("见证人报出的数字或者词语"), validators=[InputRequired(), Length(max=100)])
