"""Forms about questions between offices."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import TextAreaField
from wtforms.validators import Length

from inspect_app.web.forms.boxes import CheckboxesField


class AskingUpForm(FlaskForm):
    """The question as it will be read at the city's office, and what of the case file goes with it."""

    text = TextAreaField(_l("问题"), [Length(max=5_000)], render_kw={"rows": 6})
    chosen = CheckboxesField(_l("随附的问题、照片和材料"))
