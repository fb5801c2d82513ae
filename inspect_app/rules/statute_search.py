"""What somebody looks for in the statutes, and where it stands: words, in one statute or in all; or a place by its name."""

import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from inspect_app.rules.statute_citations import citation_in, named
from inspect_app.rules.statute_positions import Position

MOST_WORDS = 8
SHORTEST_NAME = 3


@dataclass(frozen=True)
class Wanted:
    """`titles` = only in these statutes, empty = in all; `place` = an article that was named itself."""

    words: tuple[str, ...]
    titles: tuple[str, ...] = ()
    place: Position | None = None


@dataclass(frozen=True)
class Run:
    """A part of a text; `is_hit` = it is one of the words that were looked for."""

    text: str
    is_hit: bool


def sought(text: str) -> str:
    """As texts are compared: full-width figures and letters as narrow ones, small letters, no blanks."""
    return "".join(unicodedata.normalize("NFKC", text).lower().split())


def wanted_in(query: str, titles: Collection[str]) -> Wanted:
    """行政处罚法第五十一条 = that place; 处罚法 听证 = the word in that statute; 听证 罚款 = both words anywhere."""
    tidy = unicodedata.normalize("NFKC", query).strip()
    if citation := citation_in(tidy):
        name, place = citation
        return Wanted((), tuple(named(name, titles)) if name else tuple(sorted(titles)), place)
    words = list(dict.fromkeys(tidy.split()))[:MOST_WORDS]
    laws = {word: named(word, titles) for word in words if len(word) >= SHORTEST_NAME}
    meant = [word for word, found in laws.items() if len(found) == 1] if len(words) > 1 else []
    chosen = tuple(dict.fromkeys(laws[word][0] for word in meant))
    return Wanted(tuple(sought(word) for word in words if word not in meant), chosen)


def runs(text: str, words: Collection[str]) -> list[Run]:
    """The text in parts, for marking what was found. Only where narrow and full-width signs are of one length."""
    folded = [_folded(sign) for sign in text]
    plain = "".join(folded)
    hits = [False] * len(text)
    if len(plain) == len(text):
        for word in words:
            for at in _places(plain, word):
                hits[at : at + len(word)] = [True] * len(word)
    found: list[Run] = []
    for sign, is_hit in zip(text, hits, strict=True):
        if found and found[-1].is_hit is is_hit:
            found[-1] = Run(found[-1].text + sign, is_hit)
        else:
            found.append(Run(sign, is_hit))
    return found


def _folded(sign: str) -> str:
    narrow = unicodedata.normalize("NFKC", sign).lower()
    return narrow if len(narrow) == 1 else sign


def _places(text: str, word: str) -> Iterator[int]:
    at = text.find(word) if word else -1
    while at >= 0:
        yield at
        at = text.find(word, at + len(word))
