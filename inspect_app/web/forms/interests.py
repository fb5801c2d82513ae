"""The form of an interest that an officer declares."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import SelectField, StringField
from wtforms.validators import Length

from inspect_app.store.officers import Officer
from inspect_app.web.forms.boxes import names


class InterestFields(FlaskForm):
    officer = SelectField(_l("人员"))
    work = StringField(_l("工程编号"), [Length(max=100)], render_kw={"autocomplete": "off"})
    party_name = StringField(_l("单位或者个人"), [Length(max=500)], render_kw={"autocomplete": "off"})
    relation = StringField(_l("是什么关系"), [Length(max=500)])

    def offer(self, people: list[Officer], *, has_works: bool) -> "InterestFields":
        """Whoever may speak only for themselves is not asked for whom, and who sees no register not for a number in it."""
        if not has_works:
            del self.work
        if len(people) == 1:
            del self.officer
        else:
            self.officer.choices = names(*((str(one.id), one.name) for one in people))
        return self
