"""Forms about leads: entering one, filtering the inbox."""

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, DateField, Form, SearchField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from inspect_app.rules.leads import BY_HAND, LONGEST, LeadFacts, LeadSource
from inspect_app.web.forms.boxes import options

SOURCES = [(one.name.lower(), _l(one.value)) for one in LeadSource]


def _length(name: str) -> Length:
    return Length(max=LONGEST[name][1])


class LeadForm(FlaskForm):
    """A street's person is not asked where it comes from: from their own patrol."""

    source = SelectField(_l("来源"), choices=options(*((one.name.lower(), _l(one.value)) for one in BY_HAND)))
    came_on = DateField(_l("收到日期"), [InputRequired()])
    summary = TextAreaField(_l("反映内容"), [InputRequired(), _length("summary")])
    work = StringField(_l("工程编号"), [Length(max=60)])
    place = StringField(_l("地点"), [_length("place")])
    party = StringField(_l("当事人"), [_length("party")])
    from_whom = StringField(_l("来源单位（人）"), [_length("from_whom")])
    reference = StringField(_l("来文编号"), [_length("reference")])
    contact_name = StringField(_l("联系人"), [_length("contact_name")])
    contact_phone = StringField(_l("联系电话"), [_length("contact_phone")])

    def facts(self) -> LeadFacts:
        texts = {name: getattr(self, name).data or "" for name in LONGEST}
        return LeadFacts(LeadSource[(self.source.data or "other").upper()], came_on=self.came_on.data, **texts)


class LeadFilterForm(Form):
    text = SearchField(_l("关键词"))
    source = SelectField(_l("来源"), choices=options(("", _l("全部")), *SOURCES))
    stage = SelectField(_l("阶段"))
    open = BooleanField(_l("办理中"))
    late = BooleanField(_l("已逾期"))
    sort = SelectField(_l("排序"))

    def offer_sorts(self) -> None:
        self.sort.choices = [
            ("", gettext("期限近的在前")),
            ("came", gettext("收到日期")),
            ("made", gettext("登记时间")),
            ("number", gettext("编号")),
        ]
