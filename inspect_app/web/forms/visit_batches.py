"""Planning several visits at once."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import DateField, SelectField, StringField, TextAreaField
from wtforms.validators import Length, Optional

from inspect_app.web.forms.boxes import CheckboxesField, options
from inspect_app.web.forms.visits import KINDS


class BatchForm(FlaskForm):
    """Choices of teams, officers and checklists are filled in by the view."""

    kind = SelectField(_l("检查种类"), choices=options(*KINDS))
    team = SelectField(_l("小组"))
    officers = CheckboxesField(_l("检查人员"))
    checklists = CheckboxesField(_l("检查表"))
    due_on = DateField(_l("检查期限"), validators=[Optional()])
    notice_number = StringField(_l("检查通知书编号"), validators=[Length(max=100)])
    reason = TextAreaField(_l("检查理由"), validators=[Length(max=2000)])
