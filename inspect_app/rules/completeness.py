"""What a visit still lacks before it can be finished: open items, findings without words, photos without sight."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from inspect_app.rules.checklists import Checklist, Item, Value, Verdict, verdict_of


@dataclass(frozen=True)
class ItemState:
    """What is recorded for one item. `texts` = the words of its findings, `photos` = kept photos of them."""

    value: Value | None = None
    texts: tuple[str, ...] = ()
    photos: int = 0


@dataclass(frozen=True)
class Gap:
    """One thing that is missing. kind: "answer", "finding" or "photo"."""

    item: str
    kind: str


def visible_items(checklist: Checklist, values: Mapping[str, Value]) -> list[Item]:
    """Items whose condition holds, in order. A condition on a hidden item never holds."""
    shown: dict[str, Item] = {}
    for code, item in checklist.items.items():
        condition = item.show_when
        if condition is None or (condition.item in shown and values.get(condition.item) in condition.values):
            shown[code] = item
    return list(shown.values())


def gaps(checklist: Checklist, states: Mapping[str, ItemState]) -> list[Gap]:
    """What is left, in the order of the checklist; empty when the visit may be finished."""
    values = {code: state.value for code, state in states.items() if state.value is not None}
    found: list[Gap] = []
    for item in visible_items(checklist, values):
        found += _gaps_of(item, states.get(item.code, ItemState()))
    return found


def _gaps_of(item: Item, state: ItemState) -> list[Gap]:
    verdict = None if state.value is None else verdict_of(item, state.value)
    if verdict is None:
        return [Gap(item.code, "answer")] if item.is_required else []
    if verdict is not Verdict.NOT_MET:
        return []
    missing = []
    if not any(text.strip() for text in state.texts):
        missing.append(Gap(item.code, "finding"))
    if item.photo_when_not_met and state.photos == 0:
        missing.append(Gap(item.code, "photo"))
    return missing


def answered_outside(checklist: Checklist, codes: Collection[str]) -> list[str]:
    """Codes that the checklist does not have."""
    return [code for code in codes if code not in checklist.items]
