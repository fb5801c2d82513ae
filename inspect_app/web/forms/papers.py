"""Forms of papers: uploading a template, and noting that a paper was served."""

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import SelectField, StringField
from wtforms.validators import Length

from inspect_app.rules.papers import ServiceWay
from inspect_app.web.forms.boxes import options


class UploadForm(FlaskForm):
    file = FileField(_l("Word 文档（.docx）"), render_kw={"accept": ".docx"})
    note = StringField(_l("改了什么"), [Length(max=500)])


class ServiceForm(FlaskForm):
    to = StringField(_l("签收人"), [Length(max=200)])
    how = SelectField(_l("送达方式"))

    def offer(self) -> "ServiceForm":
        self.how.choices = options(*((way.value, gettext(way.value)) for way in ServiceWay))
        return self
