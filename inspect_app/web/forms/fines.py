"""Forms about fines: payments, cash on its way, deferrals, reviews, refunds, and the list's filter."""

from datetime import date

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    DateField,
    DecimalField,
    Form,
    IntegerField,
    RadioField,
    SearchField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from inspect_app import clock
from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.rules.decisions import ReceiptIssuer
from inspect_app.rules.fines import Instalment, PauseGround, PaymentWay
from inspect_app.web.forms.boxes import options

SHORT = [Length(max=200)]
LONG = [Length(max=2000)]
MOST_YUAN = 10**9


class DayForm(FlaskForm):
    """A deed that only needs its day."""

    day = DateField(_l("日期"), validators=[InputRequired()], default=clock.today)


class SlipForm(DayForm):
    """A day and the number of the bank's slip."""

    number = StringField(_l("凭证号"), validators=SHORT)


class PaymentForm(FlaskForm):
    paid_on = DateField(_l("缴款日期"), validators=[InputRequired()], default=clock.today)
    fine_yuan = IntegerField(_l("罚款（元）"), validators=[Optional(), NumberRange(min=0, max=MOST_YUAN)])
    surcharge = DecimalField(
        _l("加处罚款（元）"), places=2, validators=[Optional(), NumberRange(min=0, max=MOST_YUAN)]
    )
    way = SelectField(
        _l("缴款方式"), choices=options(*((one.name.lower(), _l(one.value)) for one in PaymentWay)), default="bank"
    )
    evidence_number = StringField(_l("缴款凭证号"), validators=SHORT)


class CashForm(FlaskForm):
    """Collected after the decision, in a remote place."""

    collected_on = DateField(_l("收缴日期"), validators=[InputRequired()], default=clock.today)
    note = TextAreaField(_l("当事人的要求，以及到银行缴纳有什么困难"), validators=LONG)
    receipt_issuer = SelectField(
        _l("票据由谁统一制发"),
        choices=options(*((one.name.lower(), _l(one.value)) for one in ReceiptIssuer)),
        default="unstated",
    )
    receipt_number = StringField(_l("财政票据号"), validators=SHORT)
    is_on_water = BooleanField(_l("在水上收缴（期限自抵岸之日起算）"))


class DeferralForm(FlaskForm):
    applied_on = DateField(_l("当事人申请日期"), validators=[InputRequired()], default=clock.today)
    hardship = TextAreaField(_l("经济困难的情况和证明材料"), validators=LONG)
    plan = TextAreaField(_l("缴纳计划"), validators=LONG)

    def instalments(self) -> list[Instalment]:
        """One line each: the day and the amount. Raises `Refused` with every line that cannot be read."""
        lines = [line.split() for line in (self.plan.data or "").splitlines() if line.strip()]
        read = [(_instalment(words), number, " ".join(words)) for number, words in enumerate(lines, start=1)]
        wrong = [
            Refusal(Problem.PLAN_LINE_WRONG, facts={"line": number, "text": text})
            for one, number, text in read
            if one is None
        ]
        if wrong:
            raise Refused(*wrong)
        return [one for one, _number, _text in read if one]


def _instalment(words: list[str]) -> Instalment | None:
    try:
        day, amount = words
        yuan = int(amount.replace(",", "").removesuffix("元"))
        return Instalment(date.fromisoformat(day), yuan) if yuan <= MOST_YUAN else None
    except ValueError:
        return None


class ReviewForm(FlaskForm):
    ground = RadioField(
        _l("种类"),
        choices=options(*((one.name.lower(), _l(one.value)) for one in PauseGround)),
        default="reconsideration",
    )
    from_on = DateField(_l("申请（起诉）日期"), validators=[InputRequired()], default=clock.today)
    case_number = StringField(_l("案号"), validators=SHORT)


class ReviewEndForm(FlaskForm):
    until_on = DateField(_l("结束日期"), validators=[InputRequired()], default=clock.today)
    outcome = StringField(_l("结果"), validators=SHORT)


class WaiverForm(FlaskForm):
    agreed_on = DateField(_l("协议日期"), validators=[InputRequired()], default=clock.today)
    amount = DecimalField(
        _l("减免加处罚款（元）"), places=2, validators=[InputRequired(), NumberRange(min=0, max=MOST_YUAN)]
    )
    agreement = StringField(_l("执行协议（编号和主要内容）"), validators=SHORT)
    measures = TextAreaField(_l("当事人采取的补救措施，以及不损害公共利益和他人合法权益的理由"), validators=LONG)


class FineFilterForm(Form):
    text = SearchField(_l("编号或者当事人"))
    state = SelectField(_l("情况"))
