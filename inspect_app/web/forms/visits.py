"""Forms about visits: planning one, and filtering the list of them."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, DateField, Form, HiddenField, SearchField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from inspect_app.rules.procedure import VisitKind
from inspect_app.web.forms.boxes import CheckboxesField, options

KINDS = [(kind.name.lower(), _l(kind.value)) for kind in VisitKind]


class PlanForm(FlaskForm):
    """Choices of officers and checklists are filled in by the view."""

    kind = SelectField(_l("检查种类"), choices=options(*KINDS))
    checklists = CheckboxesField(_l("检查表"))
    officers = CheckboxesField(_l("检查人员"))
    due_on = DateField(_l("检查期限"), validators=[Optional()])
    code_number = StringField(_l("检查码"), validators=[Length(max=100)])
    notice_number = StringField(_l("检查通知书编号"), validators=[Length(max=100)])
    reason = TextAreaField(_l("检查理由"), validators=[Length(max=2000)])
    recusal_decision = StringField(_l("负责人决定不回避的理由"), validators=[Length(max=500)])
    merge = HiddenField()


class OutsideVisitForm(FlaskForm):
    """What another department plans."""

    number = StringField(_l("工程编号"), validators=[InputRequired(), Length(max=60)])
    department = StringField(_l("部门"), validators=[InputRequired(), Length(max=100)])
    planned_on = DateField(_l("计划日期"), validators=[InputRequired()])
    note = StringField(_l("说明"), validators=[Length(max=500)])


class PapersForm(FlaskForm):
    """What came after the visit was planned, or after it was done."""

    notice_number = StringField(_l("检查通知书编号"), validators=[Length(max=100)])
    code_number = StringField(_l("检查码"), validators=[Length(max=100)])


class RoundForm(Form):
    officer = SelectField(_l("人员"))


class VisitFilterForm(Form):
    text = SearchField(_l("工程"))
    stage = SelectField(_l("阶段"))
    kind = SelectField(_l("检查种类"), choices=options(("", _l("全部")), *KINDS))
    team = SelectField(_l("小组"))
    officer = SelectField(_l("人员"))
    overdue = BooleanField(_l("逾期未检查"))
    photos = BooleanField(_l("照片未到齐"))
