"""An item between its value and its form: filling the form, reading it back, and what may be chosen in it."""

from typing import Any

from flask_babel import gettext

from inspect_app.actions.settings import acts
from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.rules.acts import Severity, Words
from inspect_app.rules.checklist_edits import item_with, section_of_item, stamp_of
from inspect_app.rules.checklists import AnswerKind, Checklist, Condition, Item, Option, Value, Verdict
from inspect_app.web.forms.boxes import options
from inspect_app.web.forms.checklists import ItemFields, names_of, words
from inspect_app.web.wording import in_language

LISTED = (AnswerKind.VERDICT, AnswerKind.CHOICE)


def blank_form(checklist: Checklist, section_code: str) -> ItemFields:
    form = ItemFields(
        formdata=None,
        section=section_code,
        kind=AnswerKind.VERDICT.name,
        severity=Severity.ORDINARY.name,
        is_required=True,
        photo_when_not_met=True,
    )
    return offered(form, checklist, None)


def filled_form(checklist: Checklist, item: Item) -> ItemFields:
    section = section_of_item(checklist, item.code)
    form = ItemFields(formdata=None, data=_as_data(item) | {"section": section.code if section else ""})
    return offered(form, checklist, item.code)


def posted_form(checklist: Checklist, code: str | None) -> ItemFields:
    return offered(ItemFields(), checklist, code)


def offered(form: ItemFields, checklist: Checklist, code: str | None) -> ItemFields:
    """What may be chosen: sections, the items that stand before this one, its answers, and the acts.

    What is chosen already stays in the list even when it is no longer right: saving must not drop it unseen.
    """
    sections = [(one.code, in_language(one.title) or one.code) for one in checklist.sections]
    earlier = [(one.code, f"{in_language(one.text)[:40]} ({one.code})") for one in items_before(checklist, code)]
    form.offer(sections, _with_kept(earlier, [form.show_item.data or ""]))
    known = [(act.code, f"{act.code} {in_language(act.title)}") for act in acts().values()]
    form.acts.choices = options(*_with_kept(known, form.acts.data or []))
    asked = item_with(checklist, form.show_item.data or "")
    answers = _with_kept(answers_of(asked), form.show_values.data or []) if asked else []
    form.show_values.choices = options(*answers)
    return form


def _with_kept(choices: list[tuple[str, str]], kept: list[str]) -> list[tuple[str, str]]:
    offered_codes = {code for code, _ in choices}
    unknown = [code for code in kept if code and code not in offered_codes]
    return [*choices, *((code, gettext("%(code)s（不能用，请改选）", code=code)) for code in unknown)]


def items_before(checklist: Checklist, code: str | None) -> list[Item]:
    """A condition may ask only for what was asked before."""
    items = list(checklist.items.values())
    return items if code not in checklist.items else items[: list(checklist.items).index(code)]


def answers_of(item: Item) -> list[tuple[str, str]]:
    """The answers that can be listed; numbers and texts are typed."""
    if item.kind is AnswerKind.VERDICT:
        return [(name.lower(), label) for name, label in names_of(Verdict)]
    return [(one.code, in_language(one.label)) for one in item.options] if item.kind is AnswerKind.CHOICE else []


def item_in(form: ItemFields, checklist: Checklist) -> Item:
    return Item(
        code=(form.code.data or "").strip(),
        kind=AnswerKind[form.kind.data],
        text=words(form.text_zh.data, form.text_en.data),
        guidance=_words_if_any(form.guidance_zh.data, form.guidance_en.data),
        phrases=tuple(found for row in form.phrases if (found := _words_if_any(row.zh.data, row.en.data))),
        reference=(form.reference.data or "").strip(),
        unit=(form.unit.data or "").strip(),
        unit_en=(form.unit_en.data or "").strip(),
        least=form.least.data,
        most=form.most.data,
        options=tuple(_option(row) for row in form.options if row.zh.data or row.en.data or row.code.data),
        show_when=_condition(form, checklist),
        is_required=form.is_required.data,
        photo_when_not_met=form.photo_when_not_met.data,
        acts=tuple(form.acts.data or ()),
        severity=Severity[form.severity.data],
    )


def _words_if_any(zh: str | None, en: str | None) -> Words | None:
    found = words(zh, en)
    return found if found.zh or found.en else None


def _option(row: Any) -> Option:
    return Option((row.code.data or "").strip(), words(row.zh.data, row.en.data), Verdict[row.verdict.data])


def _condition(form: ItemFields, checklist: Checklist) -> Condition | None:
    """Boxes for answers that can be listed, typed ones for the others; a condition without an answer is refused."""
    asked = item_with(checklist, form.show_item.data or "")
    if not form.show_item.data:
        return None
    typed = [part.strip() for part in (form.show_text.data or "").replace("，", ",").split(",") if part.strip()]
    values: list[Value] = list(form.show_values.data or ()) if asked and asked.kind in LISTED else list(typed)
    if asked and asked.kind is AnswerKind.NUMBER:
        values = [_number(one) for one in typed]
    if not values:
        raise Refused(Refusal(Problem.FIELD_MISSING, facts={"field": "显示条件的答案"}))
    return Condition(form.show_item.data, tuple(values))


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        facts = {"field": "显示条件的答案", "value": text}
        raise Refused(Refusal(Problem.NOT_A_NUMBER, facts=facts)) from None


def _as_data(item: Item) -> dict[str, Any]:
    guidance, condition = item.guidance or Words("", ""), item.show_when
    values = [f"{one:g}" if isinstance(one, float) else str(one) for one in condition.values] if condition else []
    return {
        "stamp": stamp_of(item),
        "code": item.code,
        "kind": item.kind.name,
        "text_zh": item.text.zh,
        "text_en": item.text.en,
        "guidance_zh": guidance.zh,
        "guidance_en": guidance.en,
        "phrases": [vars(one) for one in item.phrases],
        "options": [vars(one.label) | {"code": one.code, "verdict": one.verdict.name} for one in item.options],
        "show_item": condition.item if condition else "",
        "show_values": values,
        "show_text": ", ".join(values),
        "severity": item.severity.name,
        "acts": list(item.acts),
    } | {name: getattr(item, name) for name in PLAIN}


PLAIN = ("reference", "unit", "unit_en", "least", "most", "is_required", "photo_when_not_met")
