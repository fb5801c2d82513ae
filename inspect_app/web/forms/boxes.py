"""Choices of a form: several of a list, each with its own box; and lists of choices from pairs."""

from collections.abc import Iterable

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
