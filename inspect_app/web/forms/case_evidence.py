"""Forms of a case's evidence: what is chosen from visits, and what somebody brings to the desk."""

from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import DateField, HiddenField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from inspect_app.rules.case_entries import EvidenceKind
from inspect_app.web.forms.boxes import options

NEEDED = InputRequired(_l("请填写。"))
KINDS = [(one.name.lower(), _l(one.value)) for one in EvidenceKind]
TAKEN = "image/*,audio/*,video/*,.pdf,application/pdf"


class _EvidenceForm(FlaskForm):
    seen = HiddenField()
    happened_on = DateField(_l("收集日期"), validators=[InputRequired(_l("请填写日期。"))])
    proves = TextAreaField(_l("证明的事实"), validators=[NEEDED, Length(max=8000)])

    @property
    def entries_seen(self) -> int:
        return int(self.seen.data) if str(self.seen.data).isdecimal() else -1

    @property
    def chosen_kind(self) -> EvidenceKind | None:
        kind: Any = self["kind"].data
        return EvidenceKind[kind.upper()] if kind else None


class ExhibitsForm(_EvidenceForm):
    """What is ticked is checked by the deed, which knows what there is."""

    kind = SelectField(_l("证据种类"), choices=options(("", _l("按各件材料的性质")), *KINDS))
    exhibit = SelectMultipleField(_l("材料"), choices=[], validate_choice=False)


class BroughtForm(_EvidenceForm):
    kind = SelectField(_l("证据种类"), choices=options(*KINDS))
    title = StringField(_l("证据名称"), validators=[NEEDED, Length(max=200)])
    source = StringField(_l("证据来源"), validators=[NEEDED, Length(max=200)])
    file = FileField(_l("文件（照片、录音录像或者 PDF，可以不附）"), render_kw={"accept": TAKEN})
