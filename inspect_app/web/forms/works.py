"""The form for a work, and the filter of the register. Fields are named like the register's columns, which read them."""

from dataclasses import replace

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import FieldList, Form, FormField, HiddenField, RadioField, SearchField, SelectField, StringField
from wtforms import TextAreaField as TextArea

from inspect_app.problems import Problem, Refusal
from inspect_app.rules.work_columns import BLANK, COLUMNS, Fault, column_of, read_work, texts_of_work
from inspect_app.rules.work_texts import NO, YES, read_entrance
from inspect_app.rules.works import LABELS, EntranceFacts, Secrecy, WorkFacts, WorkStatus
from inspect_app.web.forms.boxes import options

EMPTY_ROWS = 3
STATUSES = options(*((status.value, _l(status.value)) for status in WorkStatus))

STATUS_FILTERS = [(status.name.lower(), _l(status.value)) for status in WorkStatus]
EVERYTHING = ("", _l("全部"))


class PartyForm(Form):
    name = StringField(_l("名称"))
    credit_code = StringField(_l("统一社会信用代码"))
    representative = StringField(_l("法定代表人"))
    contact = StringField(_l("联系人"))
    phone = StringField(_l("电话"), render_kw={"inputmode": "tel"})
    address = StringField(_l("单位地址"))


class EntranceForm(Form):
    name = StringField(_l("名称"))
    longitude = StringField(_l("经度"))
    latitude = StringField(_l("纬度"))
    radius_m = StringField(_l("有效半径（米）"))


class WorkForm(FlaskForm):
    """`revision` = the work's when the form was opened."""

    revision = HiddenField()
    number = StringField(_l(LABELS["number"]))
    name = StringField(_l(LABELS["name"]))
    status = SelectField(_l(LABELS["status"]), choices=STATUSES, validate_choice=False)
    street = SelectField(_l(LABELS["street"]), validate_choice=False)
    address = StringField(_l(LABELS["address"]))
    area_m2 = StringField(_l(LABELS["area_m2"]), render_kw={"inputmode": "decimal"})
    peacetime_use = StringField(_l(LABELS["peacetime_use"]))
    protection_class = StringField(_l(LABELS["protection_class"]))
    built_year = StringField(_l(LABELS["built_year"]), render_kw={"inputmode": "numeric"})
    is_key_project = SelectField(
        _l(LABELS["is_key_project"]), choices=options((NO, _l(NO)), (YES, _l(YES))), validate_choice=False
    )
    secrecy = RadioField(
        _l(LABELS["secrecy"]),
        choices=options(*((one.value, _l(one.value)) for one in Secrecy)),
        validate_choice=False,
    )
    notes = TextArea(_l(LABELS["notes"]))
    owner = FormField(PartyForm)
    manager = FormField(PartyForm)
    builder = FormField(PartyForm)
    designer = FormField(PartyForm)
    supervisor_firm = FormField(PartyForm)
    entrances = FieldList(FormField(EntranceForm))

    def offer_empty_rows(self) -> None:
        """Room for more entrances where no script can make it."""
        empty = sum(1 for row in self.entrances if not any(row.data.values()))
        for _row in range(EMPTY_ROWS - empty):
            self.entrances.append_entry()

    def read(self) -> tuple[WorkFacts, list[Fault]]:
        """What was typed, as the register's columns read it, and what could not be read."""
        facts, faults = read_work(self._texts())
        if not self.secrecy.data:
            missing = Refusal(Problem.FIELD_MISSING, facts={"field": LABELS["secrecy"]})
            faults.append(Fault(LABELS["secrecy"], missing))
        read = [read_entrance(*_row_texts(row)) for row in self.entrances if any(_row_texts(row))]
        faults += [Fault(LABELS["entrances"], one) for one in read if isinstance(one, Refusal)]
        entrances = tuple(one for one in read if isinstance(one, EntranceFacts))
        return replace(facts, entrances=entrances), faults

    def _texts(self) -> dict[str, str]:
        names = [column.code for column in COLUMNS if column.code != "entrances"]
        return {name: _text(self, name) for name in names}

    def show_faults(self, refusals: list[tuple[Refusal, str]]) -> None:
        """Put each sentence under the field that it is about."""
        codes = {column.label: column.code for column in COLUMNS}
        for refusal, sentence in refusals:
            code = codes[column_of(refusal, BLANK)].partition("-")[0]
            if isinstance(self[code], FormField):
                self[code].form.name.errors = [*self[code].form.name.errors, sentence]
            elif code != "entrances":
                self[code].errors = [*self[code].errors, sentence]


def _row_texts(row: FormField) -> tuple[str, str, str, str]:
    form = row.form
    texts = [(field.data or "").strip() for field in (form.name, form.longitude, form.latitude, form.radius_m)]
    return texts[0], texts[1], texts[2], texts[3]


def _text(form: WorkForm, code: str) -> str:
    part, _, field = code.partition("-")
    data = form[part].form[field].data if field else form[part].data
    return data or ""


def filled_form(work: WorkFacts, *, revision: int) -> WorkForm:
    texts = texts_of_work(work)
    data: dict[str, object] = {code: text for code, text in texts.items() if "-" not in code}
    for code, text in texts.items():
        part, _, field = code.partition("-")
        if field:
            given = data.setdefault(part, {})
            assert isinstance(given, dict)
            given[field] = text
    data["entrances"] = [
        {
            "name": one.name,
            "longitude": f"{one.longitude:.6f}",
            "latitude": f"{one.latitude:.6f}",
            "radius_m": one.radius_m,
        }
        for one in work.entrances
    ]
    return WorkForm(formdata=None, data={**data, "revision": revision})


class WorkFilterForm(Form):
    text = SearchField(_l("查找"))
    status = SelectField(_l("状态"), choices=options(EVERYTHING, *STATUS_FILTERS))
    street = SelectField(_l("街镇"))
    key = SelectField(_l("重点工程"), choices=options(EVERYTHING, ("yes", _l(YES)), ("no", _l(NO))))
