"""Invented values of a form, by which its template is tried and shown before any real paper is made."""

from functools import lru_cache
from typing import Any

from inspect_app.catalogue import read_table
from inspect_app.rules.papers import Content, PaperForm, Row, Values


@lru_cache(maxsize=1)
def _table() -> dict[str, Any]:
    return read_table("papers/examples.toml")


def example_values(form: PaperForm) -> Values:
    """Every content that must be said, and most of the others. Raises `KeyError` where one that must be has no example."""
    return {one.name: _rows(one) if one.columns else _text(form, one) for one in form.contents}


def example_number() -> str:
    return str(_table()["number"])


def _text(form: PaperForm, content: Content) -> str:
    own = {**_table()["texts"], **_table()["forms"].get(form.code, {})}
    return str(own[content.name] if content.law else own.get(content.name, ""))


def _rows(content: Content) -> list[Row]:
    names = [name for name, _label in content.columns]
    return [{name: str(row[name]) for name in names} for row in _table()["rows"][content.name]]
