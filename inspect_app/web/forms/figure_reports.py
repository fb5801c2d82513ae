"""The form about reported figures: which figure to sample, and how many rows."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import IntegerField, SelectField
from wtforms.validators import InputRequired, NumberRange

from inspect_app.rules.figure_reports import MOST_SAMPLED


class SampleForm(FlaskForm):
    code = SelectField(_l("数字"), validators=[InputRequired()])
    size = IntegerField(
        _l("抽查行数"), validators=[InputRequired(), NumberRange(min=1, max=MOST_SAMPLED)], default=3
    )
