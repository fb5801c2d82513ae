"""Handing a finding over to the department with the power."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length


class TransferForm(FlaskForm):
    """The departments are filled in by the view."""

    to_agency = SelectField(_l("移送给"), [InputRequired()])
    case_cause = StringField(_l("案由"), [InputRequired(), Length(max=200)])
    party_name = StringField(_l("当事人"), [InputRequired(), Length(max=200)])
    facts = TextAreaField(_l("案件情况"), [InputRequired(), Length(max=2000)])
    reasons = TextAreaField(_l("移送的理由和依据"), [InputRequired(), Length(max=2000)])
    contact = StringField(_l("联系人和电话"), [InputRequired(), Length(max=200)])
