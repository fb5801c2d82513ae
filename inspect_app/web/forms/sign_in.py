"""The form for signing in."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import PasswordField, StringField


class SignInForm(FlaskForm):
    login = StringField(_l("用户名"), render_kw={"autocomplete": "username", "autofocus": True})
    password = PasswordField(_l("密码"), render_kw={"autocomplete": "current-password"})
