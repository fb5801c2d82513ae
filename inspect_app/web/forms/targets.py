"""The form with which the head sets a target or raises it."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import DateField, IntegerField, SelectField, StringField
from wtforms.validators import InputRequired, Length, NumberRange

from inspect_app.rules.targets import MOST


class TargetForm(FlaskForm):
    measure = SelectField(_l("指标"))
    team = SelectField(_l("全办或者小组"))
    count = IntegerField(_l("件数"), validators=[InputRequired(), NumberRange(min=1, max=MOST)])
    due_on = DateField(_l("完成日期"), validators=[InputRequired()])
    reason = StringField(_l("理由"), validators=[InputRequired(), Length(max=300)])
