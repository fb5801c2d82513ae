"""How kept things read in a page: texts in the reader's language, moments in Shanghai's time, flags as sentences."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from flask import Flask, current_app
from flask_babel import format_datetime, gettext

from inspect_app.problems import Problem, Refusal
from inspect_app.rules.acts import Words
from inspect_app.rules.checklists import AnswerKind, Item, Value, Verdict, verdict_of
from inspect_app.rules.decisions import Told
from inspect_app.translations import chosen_language
from inspect_app.web.errors import sentence_of

HAN = re.compile(r"[\u3400-\u9fff]")


def in_language(words: Words | None) -> str:
    """A text that is kept in both languages."""
    if words is None:
        return ""
    return words.zh if chosen_language() == "zh" else words.en


def moment(at: datetime | None) -> str:
    """To the minute, in Shanghai."""
    return str(format_datetime(at, "yyyy-MM-dd HH:mm")) if at else ""


def claimed_moment(text: str | None) -> str:
    """A moment as it was stated and kept in plain form; "—" when there was none."""
    try:
        return moment(datetime.fromisoformat(text)) if text else "—"
    except ValueError:
        return str(text)


def day(on: date | str | None) -> str:
    return on.isoformat() if isinstance(on, date) else on or ""


def translated(text: str | None) -> str:
    """For texts that come from a table of ours; "" must never be asked of gettext."""
    return str(gettext(text)) if text else ""


def has_chinese(text: object) -> bool:
    return bool(HAN.search(str(text)))


def chinese(text: object, otherwise: str = "") -> str:
    """What people wrote and what things are called, marked as Chinese whatever the page's language, for screen readers."""
    if not text or not has_chinese(text):
        return str(text or otherwise)
    part: Any = current_app.jinja_env.get_template("parts/language.html").module
    marked: str = part.chinese(text)
    return marked


def flag_words(flag: Mapping[str, Any]) -> str:
    """A flag was kept with code and facts, so that it reads in any language for as long as the record lives."""
    problem = Problem.__members__.get(str(flag.get("code", "")).upper())
    try:
        return sentence_of(Refusal(problem, facts=flag["facts"])) if problem else str(flag["sentence"])
    except (KeyError, IndexError):
        return str(flag.get("sentence", ""))


def answer_words(item: Item | None, value: Value | None) -> str:
    """An answer as the checklist words it: a verdict, an option's label, a number with its unit, a text."""
    if value is None:
        return str(gettext("（已撤回）"))
    if item is None:
        return str(value)
    if item.kind is AnswerKind.VERDICT:
        verdict = verdict_of(item, value)
        return str(gettext(verdict.value)) if verdict else str(value)
    if item.kind is AnswerKind.CHOICE:
        return next((in_language(one.label) for one in item.options if one.code == value), str(value))
    number = f"{value:g}" if isinstance(value, float) else str(value)
    return f"{number} {in_language(item.unit_words)}".strip()


def verdict_kind(item: Item | None, value: Value | None) -> str:
    """The kind of badge for an answer: good, bad or plain."""
    verdict = verdict_of(item, value) if item and value is not None else None
    kinds = {Verdict.MET: "good", Verdict.NOT_MET: "bad"}
    return kinds.get(verdict, "") if verdict else ""


def told_words(codes: object) -> str:
    """What a party was told, as it was stated and kept in plain form."""
    kept = codes if isinstance(codes, list) else []
    words = [Told.__members__[one.upper()].value for one in kept if str(one).upper() in Told.__members__]
    return str(gettext("、").join(translated(one) for one in words))


def init_app(app: Flask) -> None:
    app.jinja_env.filters.update(
        words=in_language,
        moment=moment,
        chinese=chinese,
        claimed_moment=claimed_moment,
        day=day,
        translated=translated,
        flag_words=flag_words,
        told_words=told_words,
        refusal_words=sentence_of,
    )
    app.jinja_env.globals.update(answer_words=answer_words, verdict_kind=verdict_kind)
    app.jinja_env.tests.update(chinese=has_chinese)
