"""The form of one of the office's own working days."""

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import DateField, SelectField, StringField
from wtforms.validators import InputRequired

from inspect_app.web.forms.boxes import options


class WorkingDayFields(FlaskForm):
    day = DateField(_l("日期"), [InputRequired()])
    is_working = SelectField(_l("按什么计算"), coerce=lambda value: value in (True, "1"))
    note = StringField(_l("依据或说明"), [InputRequired()])

    def offer(self) -> "WorkingDayFields":
        self.is_working.choices = options(("0", gettext("休息日")), ("1", gettext("工作日")))
        return self
