"""Forms about the yearly plan: beginning one, its lines, its day of publication."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import DateField, IntegerField, SelectField, StringField
from wtforms.validators import InputRequired, Length, NumberRange

from inspect_app import clock
from inspect_app.rules.year_plans import MOST_VISITS
from inspect_app.web.forms.boxes import options
from inspect_app.web.forms.visits import KINDS

COUNT = [InputRequired(), NumberRange(min=0, max=MOST_VISITS)]


class YearPlanForm(FlaskForm):
    year = IntegerField(_l("年度"), validators=[InputRequired(), NumberRange(min=2000, max=2100)])
    frequency = StringField(_l("检查频次"), validators=[InputRequired(), Length(max=500)])


class LineForm(FlaskForm):
    kind = SelectField(_l("检查种类"), choices=options(*KINDS))
    street = SelectField(_l("街镇"))
    first = IntegerField(_l("一季度"), validators=COUNT, default=0)
    second = IntegerField(_l("二季度"), validators=COUNT, default=0)
    third = IntegerField(_l("三季度"), validators=COUNT, default=0)
    fourth = IntegerField(_l("四季度"), validators=COUNT, default=0)


class PublishedForm(FlaskForm):
    on = DateField(_l("公布日期"), validators=[InputRequired()], default=clock.today)
