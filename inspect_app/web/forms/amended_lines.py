"""The forms of an amendment's other rows: ends, marks, benchmark lines and factors."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import DateField, IntegerField, SelectField, StringField
from wtforms.validators import InputRequired, NumberRange, Optional

from inspect_app.rules.acts import Act, FineRange, Mark, Party, Power
from inspect_app.rules.amendment_faults import TIERS
from inspect_app.rules.amendments import EndAct, EndBenchmark, MarkAct, NewBenchmark, NewFactor
from inspect_app.rules.discretion import Factor, Weight
from inspect_app.rules.law_table import Benchmark, LawTable
from inspect_app.web.forms.amendments import CODES, NEEDED, ActFields, RowFields, members
from inspect_app.web.forms.boxes import options
from inspect_app.web.wording import in_language, translated

AMOUNT = [InputRequired(), NumberRange(min=0, max=10**9)]


def _versions(rows: Iterable[Act]) -> list[Any]:
    """Each under its code and first day, by which a change names it."""
    ordered = sorted(rows, key=lambda one: (one.code, one.valid_from))
    return options(
        *(
            (f"{act.code}/{act.valid_from}", f"{act.code} {in_language(act.title)} {act.valid_from}")
            for act in ordered
        )
    )


class EndActFields(RowFields):
    row = SelectField(_l("哪一个版本"))
    valid_to = DateField(_l("最后一日"), [InputRequired()])

    def offer(self, law: LawTable) -> None:
        self.row.choices = _versions(law.acts)

    def fill(self, change: EndAct) -> None:
        super().fill(change)
        self.row.data, self.valid_to.data = f"{change.code}/{change.valid_from}", change.valid_to

    def change(self) -> EndAct:
        code, _, begins = self.row.data.rpartition("/")
        return EndAct(code, date.fromisoformat(begins), self.valid_to.data, **self.who)


class MarkActFields(RowFields):
    row = SelectField(_l("哪一个版本"))
    mark = SelectField(_l("核对情况"))

    def offer(self, law: LawTable) -> None:
        self.row.choices, self.mark.choices = _versions(law.acts), members(Mark)

    def fill(self, change: MarkAct) -> None:
        super().fill(change)
        self.row.data, self.mark.data = f"{change.code}/{change.valid_from}", change.mark.name.lower()

    def change(self) -> MarkAct:
        code, _, begins = self.row.data.rpartition("/")
        return MarkAct(code, date.fromisoformat(begins), Mark[self.mark.data.upper()], **self.who)


class BenchmarkFields(RowFields):
    act = SelectField(_l("违法行为"))
    party = SelectField(_l("当事人"))
    lighter_floor = IntegerField(_l("从轻：下限（元）"), AMOUNT)
    lighter_cap = IntegerField(_l("从轻：上限（元）"), AMOUNT)
    ordinary_floor = IntegerField(_l("一般：下限（元）"), AMOUNT)
    ordinary_cap = IntegerField(_l("一般：上限（元）"), AMOUNT)
    heavier_floor = IntegerField(_l("从重：下限（元）"), AMOUNT)
    heavier_cap = IntegerField(_l("从重：上限（元）"), AMOUNT)
    mark = SelectField(_l("核对情况"))
    valid_from = DateField(_l("施行日期"), [InputRequired()])
    valid_to = DateField(_l("最后一日"), [Optional()])

    def offer(self, law: LawTable) -> None:
        newest = [rows[-1] for rows in law.by_code.values()]
        ours = [act for act in newest if act.fines and act.power is Power.CIVIL_DEFENCE]
        self.act.choices = options(*((act.code, f"{act.code} {in_language(act.title)}") for act in ours))
        self.party.choices, self.mark.choices = members(Party), members(Mark)

    def fill(self, change: NewBenchmark) -> None:
        line = change.line
        super().fill(line)
        self.act.data, self.party.data = line.act, line.party.name.lower()
        self.mark.data, self.valid_from.data, self.valid_to.data = (
            line.mark.name.lower(),
            line.valid_from,
            line.valid_to,
        )
        for tier, amounts in line.tiers.items():
            self[f"{tier.name.lower()}_floor"].data = amounts.floor_yuan
            self[f"{tier.name.lower()}_cap"].data = amounts.cap_yuan

    def change(self) -> NewBenchmark:
        amounts = {
            tier: FineRange(self[f"{tier.name.lower()}_floor"].data, self[f"{tier.name.lower()}_cap"].data)
            for tier in TIERS
        }
        return NewBenchmark(
            Benchmark(
                act=self.act.data,
                party=Party[self.party.data.upper()],
                tiers=amounts,
                mark=Mark[self.mark.data.upper()],
                valid_from=self.valid_from.data,
                valid_to=self.valid_to.data,
                **self.who,
            )
        )


class EndBenchmarkFields(RowFields):
    row = SelectField(_l("哪一行裁量基准"))
    valid_to = DateField(_l("最后一日"), [InputRequired()])

    def offer(self, law: LawTable) -> None:
        named = (
            (
                f"{one.act}/{one.party.name.lower()}/{one.valid_from}",
                f"{one.act} {translated(one.party.value)} {one.valid_from}",
            )
            for one in law.benchmarks
        )
        self.row.choices = options(*named)

    def fill(self, change: EndBenchmark) -> None:
        super().fill(change)
        self.row.data = f"{change.act}/{change.party.name.lower()}/{change.valid_from}"
        self.valid_to.data = change.valid_to

    def change(self) -> EndBenchmark:
        act, party, begins = self.row.data.rsplit("/", 2)
        return EndBenchmark(act, Party[party.upper()], date.fromisoformat(begins), self.valid_to.data, **self.who)


class FactorFields(RowFields):
    code = StringField(_l("代码"), NEEDED, render_kw=CODES)
    zh = StringField(_l("名称（中文）"), NEEDED)
    en = StringField(_l("名称（英文）"), NEEDED)
    weighs = SelectField(_l("作用"))

    def offer(self, law: LawTable) -> None:
        self.weighs.choices = members(Weight)

    def fill(self, change: NewFactor) -> None:
        super().fill(change)
        self.code.data, self.zh.data, self.en.data = change.code, change.factor.zh, change.factor.en
        self.weighs.data = change.factor.weighs.name.lower()

    def change(self) -> NewFactor:
        named = [(one.data or "").strip() for one in (self.code, self.zh, self.en)]
        return NewFactor(named[0], Factor(named[1], named[2], Weight[self.weighs.data.upper()]), **self.who)


FORMS: dict[str, type[RowFields]] = {
    "new_act": ActFields,
    "end_act": EndActFields,
    "mark_act": MarkActFields,
    "new_benchmark": BenchmarkFields,
    "end_benchmark": EndBenchmarkFields,
    "new_factor": FactorFields,
}
