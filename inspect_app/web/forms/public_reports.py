"""The form behind the QR on a plate."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from inspect_app.actions.citizen_reports import CitizenReport


class ReportForm(FlaskForm):
    """Only what is wrong is asked for; who reports it need not say so."""

    summary = TextAreaField(_l("看到了什么问题"), [InputRequired(_l("请写明看到的问题。")), Length(max=2000)])
    place = StringField(_l("在工程的哪个位置"), [Length(max=300)])
    contact_name = StringField(_l("怎么称呼您（可不填）"), [Length(max=60)])
    contact_phone = StringField(_l("联系电话（可不填）"), [Length(max=60)])

    def report(self) -> CitizenReport:
        fields = (self.summary, self.place, self.contact_name, self.contact_phone)
        return CitizenReport(**{field.name: field.data or "" for field in fields})
