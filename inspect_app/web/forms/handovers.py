"""Forms about leads between offices: what is sent, and the filter of the list."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, DateField, Form, HiddenField, SelectField, SelectMultipleField, TextAreaField
from wtforms.validators import Length, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from inspect_app.rules.handovers import LONGEST, HandoverKind, Sending, Side
from inspect_app.web.forms.boxes import options


class Ticks(SelectMultipleField):
    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class SendingForm(FlaskForm):
    """The texts as they will be sent; which office and which kind stand in the address."""

    summary = TextAreaField(_l("反映内容"), [Length(max=LONGEST["summary"][1])], render_kw={"rows": 4})
    note = TextAreaField(_l("要求和理由"), [Length(max=LONGEST["note"][1])], render_kw={"rows": 3})
    due_on = DateField(_l("办理期限"), [Optional()])
    files = Ticks(_l("随附材料"))

    def sending(self, kind: HandoverKind) -> Sending:
        files = tuple(self.files.data or ())
        return Sending(kind, self.summary.data or "", self.note.data or "", self.due_on.data, files)


class OfferForm(SendingForm):
    """A case that is offered up. `seen` = how many entries of its record the person saw."""

    due_on = None
    seen = HiddenField()

    def sending(self, kind: HandoverKind) -> Sending:
        files = tuple(self.files.data or ())
        return Sending(kind, self.summary.data or "", self.note.data or "", None, files)


class HandoverFilterForm(Form):
    side = SelectField(
        _l("方向"), choices=options(("", _l("全部")), *((one.name.lower(), _l(one.value)) for one in Side))
    )
    kind = SelectField(
        _l("种类"), choices=options(("", _l("全部")), *((one.name.lower(), _l(one.value)) for one in HandoverKind))
    )
    office = SelectField(_l("机关"))
    open = BooleanField(_l("办理中"))
    late = BooleanField(_l("已逾期"))
