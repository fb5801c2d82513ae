"""The forms of agencies, their names and their teams."""

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import DateField, SelectField, StringField
from wtforms.validators import InputRequired

from inspect_app.actions.agencies import ADDABLE, AgencyForm
from inspect_app.rules.people import AgencyKind
from inspect_app.web.forms.boxes import options


def _kind(value: object) -> AgencyKind:
    return value if isinstance(value, AgencyKind) else AgencyKind[str(value)]


class AgencyFields(FlaskForm):
    kind = SelectField(_l("类别"), coerce=_kind)
    code = StringField(_l("代码"), [InputRequired()], render_kw={"autocomplete": "off"})
    name = StringField(_l("名称"), [InputRequired()])
    since_on = DateField(_l("名称启用日期"), [InputRequired()])

    def offer(self) -> "AgencyFields":
        self.kind.choices = options(*((kind.name, gettext(kind.value)) for kind in ADDABLE))
        return self

    def agency(self) -> AgencyForm:
        code, name = (self.code.data or "").strip(), (self.name.data or "").strip()
        return AgencyForm(code=code, kind=self.kind.data, name=name, since_on=self.since_on.data)


class NameFields(FlaskForm):
    name = StringField(_l("新名称"), [InputRequired()])
    since_on = DateField(_l("启用日期"), [InputRequired()])


class TeamFields(FlaskForm):
    name = StringField(_l("组名"), [InputRequired()])
