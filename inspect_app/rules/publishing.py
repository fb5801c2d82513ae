"""May this checklist be published: what is incomplete, each fault with its place."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from inspect_app.rules.acts import Words
from inspect_app.rules.checklists import AnswerKind, Checklist, Condition, Item, verdict_of


@dataclass(frozen=True)
class Fault:
    """`where` = section or item code; `what` = a Chinese phrase, also the key of its translation."""

    where: str
    what: str


NO_ITEMS = "没有检查项"
NO_TITLE = "标题缺中文或英文"
NO_TEXT = "文字缺中文或英文"
DOUBLE_CODE = "代码重复"
NO_OPTIONS = "选项少于两个"
LIMITS_REVERSED = "下限大于上限"
BAD_CONDITION = "显示条件指向了不存在或者在后面的检查项"
BAD_CONDITION_VALUE = "显示条件的答案不可能出现"
UNKNOWN_ACT = "违法行为不在法规库中"
WHATS = (NO_ITEMS, NO_TITLE, NO_TEXT, DOUBLE_CODE, NO_OPTIONS, LIMITS_REVERSED, BAD_CONDITION, BAD_CONDITION_VALUE,
         UNKNOWN_ACT)  # fmt: skip


def faults_of(checklist: Checklist, act_codes: Collection[str]) -> list[Fault]:
    """Empty = it may be published."""
    faults = [] if _complete(checklist.title) else [Fault(checklist.code, NO_TITLE)]
    if not checklist.items:
        faults.append(Fault(checklist.code, NO_ITEMS))
    seen: dict[str, Item] = {}
    for section in checklist.sections:
        faults += [] if _complete(section.title) else [Fault(section.code, NO_TITLE)]
        for item in section.items:
            faults += [Fault(item.code, what) for what in _faults_of_item(item, seen, act_codes)]
            seen.setdefault(item.code, item)
    return faults


def _complete(words: Words) -> bool:
    return bool(words.zh.strip() and words.en.strip())


def _faults_of_item(item: Item, earlier: dict[str, Item], act_codes: Collection[str]) -> Iterator[str]:
    if item.code in earlier:
        yield DOUBLE_CODE
    texts = [item.text, *item.phrases, *(option.label for option in item.options)]
    if not all(_complete(text) for text in [*texts, *([item.guidance] if item.guidance else [])]):
        yield NO_TEXT
    if item.kind is AnswerKind.CHOICE and len(item.options) < 2:
        yield NO_OPTIONS
    if item.least is not None and item.most is not None and item.least > item.most:
        yield LIMITS_REVERSED
    if any(act not in act_codes for act in item.acts):
        yield UNKNOWN_ACT
    if item.show_when:
        yield from _faults_of_condition(item.show_when, earlier)


def _faults_of_condition(condition: Condition, earlier: dict[str, Item]) -> Iterator[str]:
    asked = earlier.get(condition.item)
    if asked is None:
        yield BAD_CONDITION
    elif not all(verdict_of(asked, value) for value in condition.values):
        yield BAD_CONDITION_VALUE
