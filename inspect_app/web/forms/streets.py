"""Forms about the streets: filters of their lists, a matter, an interval of a work's own."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import DateField, Form, IntegerField, SearchField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from inspect_app import clock
from inspect_app.rules.patrols import MOST_DAYS, PatrolState
from inspect_app.rules.street_duties import BY_HAND
from inspect_app.rules.street_duties import LONGEST as DUTY_LONGEST
from inspect_app.rules.street_matters import LONGEST, MatterState
from inspect_app.rules.works import WorkStatus
from inspect_app.web.forms.boxes import options

ALL = ("", _l("全部"))


class StreetWorksFilterForm(Form):
    text = SearchField(_l("关键词"))
    street = SelectField(_l("街镇"))
    status = SelectField(
        _l("状态"), choices=options(ALL, *((one.name.lower(), _l(one.value)) for one in WorkStatus))
    )
    state = SelectField(
        _l("巡查情况"),
        choices=options(ALL, ("due", _l("应当巡查")), *((one.name.lower(), _l(one.value)) for one in PatrolState)),
    )


class MatterFilterForm(Form):
    text = SearchField(_l("关键词"))
    street = SelectField(_l("街镇"))
    state = SelectField(
        _l("办理情况"),
        choices=options(
            ALL, ("late", _l("逾期未回复")), *((one.name.lower(), _l(one.value)) for one in MatterState)
        ),
    )


class MatterForm(FlaskForm):
    text = TextAreaField(_l("交办事项"), [InputRequired(), Length(max=LONGEST)])
    due_on = DateField(_l("回复期限"), [InputRequired()])


class IntervalForm(FlaskForm):
    days = IntegerField(_l("巡查间隔（日）"), [Optional(), NumberRange(min=1, max=MOST_DAYS)])


class ReportedFilterForm(Form):
    text = SearchField(_l("关键词"))
    street = SelectField(_l("街镇"))


class PatrolFilterForm(Form):
    street = SelectField(_l("街镇"))
    year = IntegerField(_l("年度"), [Optional(), NumberRange(min=2000, max=2100)])


class DutiesForm(FlaskForm):
    """Whose list, of which year. A street's head is asked for the year alone."""

    street = SelectField(_l("街镇"))
    year = IntegerField(_l("年度"), [InputRequired(), NumberRange(min=2000, max=2100)])


class DutyForm(FlaskForm):
    kind = SelectField(_l("责任"))
    amount = IntegerField(_l("数量"), [InputRequired()])
    note = StringField(_l("说明"), [Length(max=DUTY_LONGEST)])


class PublishedOnForm(FlaskForm):
    on = DateField(_l("公布日期"), [InputRequired()], default=clock.today)


class DeedForm(FlaskForm):
    kind = SelectField(_l("责任"), choices=options(*((one.name.lower(), _l(one.value)) for one in BY_HAND)))
    done_on = DateField(_l("日期"), [InputRequired()], default=clock.today)
    text = TextAreaField(_l("做了什么"), [InputRequired(), Length(max=DUTY_LONGEST)])


class DeedFilterForm(Form):
    street = SelectField(_l("街镇"))
    kind = SelectField(_l("责任"), choices=options(ALL, *((one.name.lower(), _l(one.value)) for one in BY_HAND)))
    year = IntegerField(_l("年度"), [Optional(), NumberRange(min=2000, max=2100)])
    state = SelectField(
        _l("确认情况"), choices=options(ALL, ("waiting", _l("待确认")), ("confirmed", _l("已确认")))
    )
