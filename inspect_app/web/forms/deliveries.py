"""The form by which the desk notes that a printed document changed hands: who signed on paper, or why not."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import IntegerField, RadioField, StringField, TextAreaField
from wtforms.validators import Length, NumberRange, Optional

from inspect_app.rules.deliveries import COPIES
from inspect_app.web.forms.boxes import CheckboxesField, options

SIGNED, REFUSED = "signed", "refused"


class DeliveryForm(FlaskForm):
    """Choices of officers are filled in by the view. Copies are counted for a decision alone."""

    officers = CheckboxesField(_l("已在纸质文书上签名的执法人员"))
    outcome = RadioField(
        _l("当事人"), choices=options((SIGNED, _l("已签收")), (REFUSED, _l("拒绝签收"))), default=SIGNED
    )
    party_name = StringField(_l("签收人姓名"), validators=[Length(max=100)])
    reason = TextAreaField(_l("拒绝签收的情况"), validators=[Length(max=2000)])
    copies = IntegerField(_l("制作份数"), default=COPIES, validators=[Optional(), NumberRange(min=0, max=99)])
    witness = StringField(_l("见证人"), validators=[Length(max=100)])
