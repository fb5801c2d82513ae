"""Forms about standards: publishing an edition, and the day from which a district uses one."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import DateField, SelectField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from inspect_app import clock

NOTE = [InputRequired(), Length(max=2000)]


class EditionForm(FlaskForm):
    """`what` = kind and code of what is in force here."""

    what = SelectField(_l("发布什么"), validators=[InputRequired()])
    note = TextAreaField(_l("改了什么"), validators=NOTE, render_kw={"rows": 3})
    adopt_from = DateField(_l("自哪一日起可以采用"), validators=[InputRequired()], default=clock.today)
    adopt_by = DateField(_l("最迟哪一日采用"), validators=[Optional()])


class AdoptionForm(FlaskForm):
    from_on = DateField(_l("自哪一日起采用"), validators=[InputRequired()])
