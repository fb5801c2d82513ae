"""What a form of the two procedures must say before it may be issued: its contents, each with the article that asks for it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from inspect_app.problems import Problem, Refusal
from inspect_app.rules.numbers import FormKind
from inspect_app.rules.paper_laws import OFFICERS
from inspect_app.rules.statutes import Citation
from inspect_app.rules.writing import fine_in_words

Row = Mapping[str, str]
Values = Mapping[str, str | Sequence[Row]]
"""What a paper says: field -> text, or rows of column -> text. Days, moments and amounts come as `rules/writing.py` writes them."""

STRUCK_THROUGH = "／"
NOTHING = "无"
MOST_CHARACTERS = 20_000
MOST_ROWS = 500
IN_CAPITALS = re.compile("[零壹贰叁肆伍陆柒捌玖拾佰仟万亿]+元整")
UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
"""What XML cannot hold, and what docxtpl reads as a paragraph or a page of its own."""


class Procedure(StrEnum):
    """In which procedure a form is used; also which redress it names."""

    ON_THE_SPOT = "简易程序"
    GENERAL = "普通程序"
    BOTH = "两种程序"
    INSPECTION = "行政检查"


class ServiceWay(StrEnum):
    """送达方式, as the civil procedure law names them (第八十八条至第九十五条)."""

    DIRECT = "直接送达"
    LEFT = "留置送达"
    ELECTRONIC = "电子送达"
    POST = "邮寄送达"
    ENTRUSTED = "委托送达"
    ANNOUNCED = "公告送达"


@dataclass(frozen=True)
class Content:
    """One field of a form. `law` = the article that asks for it, None where it may stay empty.

    `when` = asked for only where that other field says something. `columns` (name, label) make it a field of rows, at
    least `least` of them. `blank` = what stands in its place when it is empty (文书各栏应当填写，空白处划去或者写“无”).
    """

    name: str
    label: str
    law: Citation | None = None
    when: str = ""
    columns: tuple[tuple[str, str], ...] = ()
    least: int = 0
    blank: str = STRUCK_THROUGH
    in_capitals: bool = False


@dataclass(frozen=True)
class PaperForm:
    """`series` = the kind of number it gets, None = it goes under the case's number. `redress` = which redress it names.

    `of_record`: it is drawn from a record that was made and numbered before (the phone's, the desk's), never made anew.
    """

    code: str
    title: str
    used_in: Procedure
    contents: tuple[Content, ...]
    series: FormKind | None = None
    redress: Procedure | None = None
    of_record: bool = False

    def content(self, name: str) -> Content | None:
        return next((one for one in self.contents if one.name == name), None)


GIVEN = ("agency", "number", "made_on", "sha256", "is_demonstration")
"""Fields that every template may use and nobody fills in: they come with the paper."""


def need(name: str, label: str, law: Citation, *, when: str = "") -> Content:
    return Content(name, label, law, when)


def may(name: str, label: str, *, blank: str = STRUCK_THROUGH) -> Content:
    return Content(name, label, blank=blank)


def rows(
    name: str, label: str, columns: Mapping[str, str], law: Citation | None = None, *, least: int = 1
) -> Content:
    return Content(name, label, law, columns=tuple(columns.items()), least=least if law else 0)


def amount(name: str, label: str, law: Citation | None = None) -> Content:
    """An amount of money, which such a form writes in capitals."""
    return Content(name, label, law, in_capitals=True)


def two_officers(label: str = "执法人员") -> Content:
    return rows("officers", label, {"name": "姓名", "badge_number": "执法证号"}, OFFICERS, least=2)


def faults_in(form: PaperForm, values: Values) -> list[Refusal]:
    """Everything that stands in the way of issuing it, all together; empty = it may be issued."""
    known = {one.name for one in form.contents}
    unknown = [name for name in values if name not in known]
    faults = [
        Refusal(Problem.PAPER_FIELD_UNKNOWN, facts={"form": form.title, "field": name}) for name in sorted(unknown)
    ]
    found = [_fault(form, one, values) for one in form.contents]
    return faults + [fault for fault in found if fault]


def _fault(form: PaperForm, content: Content, values: Values) -> Refusal | None:
    value = values.get(content.name, "")
    if isinstance(value, str) == bool(content.columns) and value:
        return Refusal(Problem.PAPER_FIELD_WRONG, facts={"form": form.title, "field": content.label})
    if _size(value) > MOST_CHARACTERS or (not isinstance(value, str) and len(value) > MOST_ROWS):
        return Refusal(Problem.FIELD_TOO_LONG, facts={"field": content.label, "most": MOST_CHARACTERS})
    if content.in_capitals and said(values, content.name) and not IN_CAPITALS.search(str(value)):
        facts = {"form": form.title, "content": content.label, "example": fine_in_words(10_000)}
        return Refusal(Problem.PAPER_AMOUNT_WRONG, content.law, facts)
    return _missing(form, content, values)


def _missing(form: PaperForm, content: Content, values: Values) -> Refusal | None:
    value = values.get(content.name, "")
    is_asked_for = content.law is not None and (not content.when or said(values, content.when))
    if not is_asked_for or (said(values, content.name) and _filled_rows(value) >= content.least):
        return None
    if content.least > 1:
        facts = {
            "form": form.title,
            "content": content.label,
            "least": content.least,
            "present": _filled_rows(value),
        }
        return Refusal(Problem.PAPER_ROWS_TOO_FEW, content.law, facts)
    return Refusal(Problem.PAPER_CONTENT_MISSING, content.law, {"form": form.title, "content": content.label})


def said(values: Values, name: str) -> bool:
    """The field says something: a text that is not blank, or a row in which something stands."""
    value = values.get(name, "")
    return bool(value.strip()) if isinstance(value, str) else _filled_rows(value) > 0


def _filled_rows(value: str | Sequence[Row]) -> int:
    """Two officers under one certificate are one person: equal rows count once."""
    if isinstance(value, str):
        return 0
    badges = [
        row.get("badge_number", "") or tuple(row.values()) for row in value if any(map(str.strip, row.values()))
    ]
    return len(set(badges))


def _size(value: str | Sequence[Row]) -> int:
    return (
        len(value)
        if isinstance(value, str)
        else max((len(one) for row in value for one in row.values()), default=0)
    )


def as_written(form: PaperForm, values: Values) -> dict[str, str | list[dict[str, str]]]:
    """Every box of the form with what stands in it: an empty one is struck through, or says 无."""
    return {one.name: _written(one, values.get(one.name, "")) for one in form.contents}


def _written(content: Content, value: str | Sequence[Row]) -> str | list[dict[str, str]]:
    if not content.columns:
        return writable(value) or content.blank if isinstance(value, str) else content.blank
    lines = [] if isinstance(value, str) else list(value)
    names = [name for name, _label in content.columns]
    written = [{name: writable(row.get(name, "")) or content.blank for name in names} for row in lines]
    return written or [dict.fromkeys(names, content.blank)]


def writable(text: str) -> str:
    """Without what a Word file cannot hold. Line breaks and tabs stay."""
    return UNWRITABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()
