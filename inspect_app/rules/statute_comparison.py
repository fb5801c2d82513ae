"""What two versions of a statute differ in: articles added, removed, renumbered, and changed word by word."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from inspect_app.rules.statute_texts import Article, Statute

LEAST_SAME = 2
"""Words that stayed between two changes and are shorter than this say nothing: they are told with the change."""


class PieceKind(StrEnum):
    SAME = "未变"
    REMOVED = "删去"
    ADDED = "新增"


@dataclass(frozen=True)
class Piece:
    kind: PieceKind
    text: str


@dataclass(frozen=True)
class ArticleChange:
    before: Article
    after: Article
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Comparison:
    """`renumbered` = the same words under another number."""

    added: tuple[Article, ...]
    removed: tuple[Article, ...]
    renumbered: tuple[tuple[Article, Article], ...]
    changed: tuple[ArticleChange, ...]
    headings_added: tuple[str, ...]
    headings_removed: tuple[str, ...]
    history_added: tuple[str, ...]
    history_removed: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        headings = self.headings_added or self.headings_removed or self.history_added or self.history_removed
        return not (self.added or self.removed or self.renumbered or self.changed or headings)


def compare_statutes(old: Statute | None, new: Statute) -> Comparison:
    """Against no older version everything is new."""
    before = {one.position: one for one in old.articles} if old else {}
    after = {one.position: one for one in new.articles}
    stayed = {place for place, one in after.items() if place in before and before[place].text == one.text}
    left = {one.text: place for place, one in before.items() if place not in stayed}
    moved = {place: left[one.text] for place, one in after.items() if place not in stayed and one.text in left}
    pairs = [(before[was], after[now]) for now, was in moved.items()]
    gone = stayed | set(moved.values())
    both = [place for place in after if place not in stayed | set(moved) and place in before and place not in gone]
    return Comparison(
        added=tuple(one for place, one in after.items() if place not in stayed | set(moved) | set(both)),
        removed=tuple(one for place, one in before.items() if place not in gone | set(both)),
        renumbered=tuple(pairs),
        changed=tuple(_change(before[place], after[place]) for place in both),
        **_beside(old, new),
    )


def _change(before: Article, after: Article) -> ArticleChange:
    return ArticleChange(before, after, tuple(pieces(before.text, after.text)))


def _beside(old: Statute | None, new: Statute) -> dict[str, tuple[str, ...]]:
    headings = headings_of(old) if old else (), headings_of(new)
    history = old.history if old else (), new.history
    return {
        "headings_added": _only(headings[1], headings[0]),
        "headings_removed": _only(headings[0], headings[1]),
        "history_added": _only(history[1], history[0]),
        "history_removed": _only(history[0], history[1]),
    }


def _only(these: Iterable[str], but: Iterable[str]) -> tuple[str, ...]:
    others = set(but)
    return tuple(one for one in these if one not in others)


def headings_of(statute: Statute) -> tuple[str, ...]:
    """Every heading once, in its order; one of the same words in another chapter is told with that chapter."""
    return tuple(dict.fromkeys(" ".join(one.headings[:depth]) for one in statute.articles
                               for depth in range(1, len(one.headings) + 1)))  # fmt: skip


_WORDS = re.compile(r"[一二三四五六七八九十百千万亿零〇两]+|[0-9A-Za-z.]+|.", re.S)


def pieces(before: str, after: str) -> list[Piece]:
    """Word by word: a number is one word; words that stayed by chance between two changes are told with them."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    found: list[tuple[str, str, str]] = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        removed, added = "".join(old[a:b]), "".join(new[c:d])
        if kind == "equal" and (len(removed) >= LEAST_SAME or not found or b == len(old)):
            found.append((removed, "", ""))
        elif found and not found[-1][0]:
            earlier = found.pop()
            found.append(("", earlier[1] + removed, earlier[2] + added))
        else:
            found.append(("", removed, added))
    kinds = (PieceKind.SAME, PieceKind.REMOVED, PieceKind.ADDED)
    return [Piece(kind, text) for parts in found for kind, text in zip(kinds, parts, strict=True) if text]
