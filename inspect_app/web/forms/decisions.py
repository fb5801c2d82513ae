"""Forms about on-the-spot decisions: making one at the desk, and filtering the list of them."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    DateField,
    Form,
    IntegerField,
    RadioField,
    SearchField,
    SelectField,
    StringField,
    TextAreaField,
    TimeField,
)
from wtforms.validators import Length, NumberRange, Optional

from inspect_app.rules.acts import Party, Sanction
from inspect_app.rules.decisions import Collection, ReceiptIssuer, Told
from inspect_app.web.forms.boxes import CheckboxesField, options

AT_ONCE, BY_DAY = "at_once", "by_day"
SHORT = [Length(max=200)]
LONG = [Length(max=2000)]


class DecisionForm(FlaskForm):
    """Choices of acts, factors and officers are filled in by the view. Times are of today, in Shanghai."""

    act = SelectField(_l("违法行为"))
    party_kind = RadioField(
        _l("当事人是"),
        choices=options(*((one.name.lower(), _l(one.value)) for one in Party)),
        default="organisation",
    )
    party_name = StringField(_l("名称或者姓名"), validators=SHORT)
    identifier = StringField(_l("统一社会信用代码或者身份证件号码"), validators=SHORT)
    representative = StringField(_l("法定代表人（负责人）"), validators=SHORT)
    address = StringField(_l("住址"), validators=SHORT)
    phone = StringField(_l("电话"), validators=SHORT)
    facts = TextAreaField(_l("违法事实"), validators=LONG)
    place = StringField(_l("违法地点"), validators=SHORT)
    facts_are_certain = BooleanField(_l("违法事实确凿，并有法定依据"))
    officers = CheckboxesField(_l("执法人员（两名以上）"))
    identity_shown = TimeField(_l("出示执法证件的时间"), validators=[Optional()])
    told_items = CheckboxesField(
        _l("口头告知的内容"), choices=options(*((one.name.lower(), _l(one.value)) for one in Told))
    )
    told = TimeField(_l("告知当事人的时间"), validators=[Optional()])
    heard = TimeField(_l("听取陈述申辩的时间"), validators=[Optional()])
    statement = TextAreaField(_l("当事人的陈述申辩"), validators=LONG)
    statement_review = TextAreaField(_l("复核意见"), validators=LONG)
    sanction = RadioField(
        _l("处罚种类"), choices=options(*((one.name.lower(), _l(one.value)) for one in Sanction)), default="warning"
    )
    fine_yuan = IntegerField(_l("罚款金额（元）"), validators=[Optional(), NumberRange(min=0, max=10**9)])
    factors = CheckboxesField(_l("决定处罚轻重的理由"))
    factor_note = StringField(_l("补充说明"), validators=SHORT)
    correction = RadioField(
        _l("责令改正"),
        choices=options((AT_ONCE, _l("当即改正")), (BY_DAY, _l("限期改正"))),
        validators=[Optional()],
    )
    correct_by = DateField(_l("改正期限"), validators=[Optional()])
    collection = SelectField(
        _l("罚款缴纳方式"),
        choices=options(*((one.name.lower(), _l(one.value)) for one in Collection if one is not Collection.NONE)),
        default="bank",
    )
    receipt_number = StringField(_l("财政票据号"), validators=SHORT)
    receipt_issuer = SelectField(
        _l("票据由谁统一制发"),
        choices=options(*((one.name.lower(), _l(one.value)) for one in ReceiptIssuer)),
        default="unstated",
    )
    collection_note = TextAreaField(
        _l("当场收缴的理由（事后难以执行的原因，或者当事人的要求和困难）"), validators=LONG
    )
    is_on_water = BooleanField(_l("在水上收缴（期限自抵岸之日起算）"))


class DecisionFilterForm(Form):
    text = SearchField(_l("编号或者当事人"))
    stage = SelectField(_l("阶段"))
    overdue = BooleanField(_l("备案逾期"))
    flagged = BooleanField(_l("有疑点"))
    published = BooleanField(_l("公开信息待撤回"))
