"""Forms about orders to correct: making one at the desk, and filtering the list of them."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, DateField, Form, RadioField, SearchField, SelectField, StringField
from wtforms.validators import Length, Optional

from inspect_app.web.forms.boxes import CheckboxesField, options

AT_ONCE, BY_DAY = "at_once", "by_day"


class OrderForm(FlaskForm):
    """Choices of officers are filled in by the view; what to correct is a box and a text for each finding."""

    party_name = StringField(_l("当事人"), validators=[Length(max=200)])
    basis = StringField(_l("依据"), validators=[Length(max=400)])
    correction = RadioField(
        _l("改正期限"), choices=options((BY_DAY, _l("限期改正")), (AT_ONCE, _l("立即改正"))), default=BY_DAY
    )
    due_on = DateField(_l("应当改正完毕的日期"), validators=[Optional()])
    officers = CheckboxesField(_l("执法人员（两名以上）"))


class OrderFilterForm(Form):
    text = SearchField(_l("编号或者当事人"))
    stage = SelectField(_l("阶段"))
    overdue = BooleanField(_l("逾期未改正"))
    flagged = BooleanField(_l("有疑点"))
