"""The forms of people and of one's own account."""

from uuid import UUID

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import DateField, PasswordField, SelectChoice, SelectField, StringField
from wtforms.validators import InputRequired, Optional

from inspect_app.actions.officers import OfficerForm
from inspect_app.rules.people import Role
from inspect_app.store.agencies import Agency, Team
from inspect_app.store.officers import Officer
from inspect_app.web.forms.boxes import names, options

LANGUAGES = [("zh", "中文", {"lang": "zh-CN"}), ("en", "English", {"lang": "en"})]
"""Each called by its own name, in its own language."""
_NEW_PASSWORD = {"autocomplete": "new-password"}


def _role(value: object) -> Role:
    return value if isinstance(value, Role) else Role[str(value)]


def _id(value: object) -> UUID | None:
    return value if isinstance(value, UUID) else UUID(str(value)) if value else None


class OfficerFields(FlaskForm):
    """An account. What fits together is decided by the deed; here only the shape of each field."""

    login = StringField(_l("用户名"), [InputRequired()], render_kw={"autocomplete": "off"})
    name = StringField(_l("姓名"), [InputRequired()], render_kw={"autocomplete": "off"})
    role = SelectField(_l("岗位"), coerce=_role)
    agency_id = SelectField(_l("单位"), coerce=_id)
    team_id = SelectField(_l("组"), coerce=_id)
    badge_number = StringField(_l("执法证号"), render_kw={"autocomplete": "off"})
    certificate_from = DateField(_l("执法证有效期自"), [Optional()])
    certificate_until = DateField(_l("执法证有效期至"), [Optional()])
    language = SelectField(_l("界面语言"), choices=[SelectChoice(*one) for one in LANGUAGES])

    def offer(self, agencies: list[Agency], teams: dict[UUID, list[Team]]) -> "OfficerFields":
        self.role.choices = options(*((role.name, gettext(role.value)) for role in Role))
        self.agency_id.choices = names(*((str(agency.id), agency.name) for agency in agencies))
        called = {agency.id: agency.name for agency in agencies}
        known = [
            (str(team.id), f"{called[agency]} · {team.name}") for agency, some in teams.items() for team in some
        ]
        self.team_id.choices = options(("", gettext("不分组"))) + names(*known)
        return self

    def account(self) -> OfficerForm:
        return OfficerForm(
            login=(self.login.data or "").strip(),
            name=(self.name.data or "").strip(),
            role=self.role.data,
            agency_id=self.agency_id.data,
            team_id=self.team_id.data,
            badge_number=(self.badge_number.data or "").strip() or None,
            certificate_from=self.certificate_from.data,
            certificate_until=self.certificate_until.data,
            language=self.language.data,
        )


class NewOfficerFields(OfficerFields):
    password = PasswordField(_l("初始密码"), [InputRequired()], render_kw=_NEW_PASSWORD)


class PasswordFields(FlaskForm):
    password = PasswordField(_l("新密码"), [InputRequired()], render_kw=_NEW_PASSWORD)


class OwnPasswordFields(FlaskForm):
    old = PasswordField(_l("原密码"), [InputRequired()], render_kw={"autocomplete": "current-password"})
    password = PasswordField(_l("新密码"), [InputRequired()], render_kw=_NEW_PASSWORD)
    again = PasswordField(_l("再输一遍新密码"), [InputRequired()], render_kw=_NEW_PASSWORD)


def filled_in(officer: Officer) -> OfficerFields:
    """The form with the account as it is now; what was posted wins."""
    return OfficerFields(obj=officer)
