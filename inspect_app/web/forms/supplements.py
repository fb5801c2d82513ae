"""Forms about papers that were served: the written supplement and its service, publication and taking it back."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import DateField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from inspect_app import clock
from inspect_app.rules.supplements import Part
from inspect_app.web.forms.boxes import options

SHORT = [Length(max=200)]
LONG = [Length(max=2000)]


class CorrectionForm(FlaskForm):
    part = SelectField(_l("错在哪里"), choices=options(*((one.name.lower(), _l(one.value)) for one in Part)))
    wrong = TextAreaField(_l("原文"), validators=LONG)
    right = TextAreaField(_l("补正为"), validators=LONG)
    reason = StringField(_l("补正理由"), validators=SHORT)


class ServiceForm(FlaskForm):
    on = DateField(_l("送达日期"), validators=[InputRequired()], default=clock.today)
    receiver = StringField(_l("签收人姓名"), validators=SHORT)
    refusal_reason = StringField(_l("拒绝签收的情况"), validators=SHORT)


class PublicationForm(FlaskForm):
    published_on = DateField(_l("公开日期"), validators=[InputRequired()], default=clock.today)
    address = StringField(_l("网站或者平台"), validators=SHORT)


class TakingBackForm(FlaskForm):
    withdrawn_on = DateField(_l("撤回日期"), validators=[InputRequired()], default=clock.today)
    reason = StringField(_l("公开说明的理由"), validators=SHORT)
