"""The form of a milestone of a key project."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import DateField, SelectField
from wtforms.validators import InputRequired, Optional

from inspect_app.rules.key_projects import MilestoneKind
from inspect_app.web.forms.boxes import options


class MilestoneForm(FlaskForm):
    kind = SelectField(_l("节点"), choices=options(*((one.name.lower(), _l(one.value)) for one in MilestoneKind)))
    planned_on = DateField(_l("计划日期"), [InputRequired()])
    reached_on = DateField(_l("完成日期"), [Optional()])
