"""A place in a statute: article (条), paragraph (款), item (项), sub-item (目), as figures and in the official words."""

import re
from dataclasses import dataclass, replace

from inspect_app.rules.statute_numerals import NUMERAL, number_in, numeral


@dataclass(frozen=True)
class Position:
    """`inserted` = 1 for 第…条之一. None = the part is not named."""

    article: int
    inserted: int = 0
    paragraph: int | None = None
    item: int | None = None
    subitem: int | None = None

    @property
    def of_article(self) -> "Position":
        return Position(self.article, self.inserted)

    @property
    def words(self) -> str:
        """第四十九条第一款第三项."""
        parts = [f"第{numeral(self.article)}条", f"之{numeral(self.inserted)}" if self.inserted else ""]
        inner = ((self.paragraph, "款"), (self.item, "项"), (self.subitem, "目"))
        return "".join([*parts, *(f"第{numeral(number)}{unit}" for number, unit in inner if number)])

    @property
    def anchor(self) -> str:
        """The place's name in an address and on a page: 49, 49-1 for 之一, 49.p1.i3."""
        inner = (("p", self.paragraph), ("i", self.item), ("s", self.subitem))
        article = f"{self.article}-{self.inserted}" if self.inserted else str(self.article)
        return ".".join([article, *(f"{letter}{number}" for letter, number in inner if number)])

    def at(
        self, *, paragraph: int | None = None, item: int | None = None, subitem: int | None = None
    ) -> "Position":
        return replace(self, paragraph=paragraph, item=item, subitem=subitem)


_N = f"(?:{NUMERAL})"
ARTICLE = re.compile(rf"第?(?P<article>{_N})条(?:之(?P<inserted>{_N}))?")
_INNER = re.compile(
    rf"(?:第?(?P<paragraph>{_N})款)?(?:第?[（(]?(?P<item>{_N})[)）]?项)?(?:第?(?P<subitem>{_N})目)?"
)
_ANCHOR = re.compile(r"(\d{1,4})(?:-(\d{1,3}))?")


def position_in(text: str) -> Position | None:
    """第四十九条第一款第（三）项, 49条1款3项: whole and nothing else, else None."""
    tight = re.sub(r"\s", "", text)
    article = ARTICLE.match(tight)
    inner = _INNER.fullmatch(tight, article.end()) if article else None
    if article is None or inner is None:
        return None
    named = {**article.groupdict(), **inner.groupdict()}
    numbers = {name: number_in(part) for name, part in named.items() if part}
    if None in numbers.values():
        return None
    return Position(**numbers)  # type: ignore[arg-type]


def article_at(anchor: str) -> Position | None:
    """The article that an anchor names: 49 or 49-1."""
    found = _ANCHOR.fullmatch(anchor)
    if found is None or not int(found[1]):
        return None
    return Position(int(found[1]), int(found[2] or 0))
