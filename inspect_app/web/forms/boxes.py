"""Choices of a form: several of a list, each with its own box; lists of choices from pairs; a form of several on a page."""

from collections.abc import Iterable

from flask_wtf import FlaskForm
from wtforms import SelectChoice, SelectMultipleField, widgets


class CheckboxesField(SelectMultipleField):
    widget = widgets.ListWidget(prefix_label=False)
    option_widget = widgets.CheckboxInput()


def names(*pairs: Iterable[str]) -> list[SelectChoice]:
    """Options that are called what they are called in every language."""
    return [SelectChoice(value=code, label=label, render_kw={"lang": "zh-CN"}) for code, label in pairs]


def options(*pairs: Iterable[str]) -> list[SelectChoice]:
    """(code, label) pairs, as WTForms wants them from 3.3 on."""
    return [SelectChoice(value=code, label=label) for code, label in pairs]


def empty(name: str, kind: type[FlaskForm]) -> FlaskForm:
    """One of several forms on a page, by its name: never filled from a request that sent another of them."""
    return kind(formdata=None, prefix=f"{name}-")
