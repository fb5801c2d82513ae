"""A statute as data: what its articles hold, which words stand at a place, and what a place is called officially."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from inspect_app.rules.statute_numerals import number_in, numeral, year_in
from inspect_app.rules.statute_positions import Position


@dataclass(frozen=True)
class Item:
    """项. `text` without its （一）; `subitems` = 目, without their numbers."""

    text: str
    subitems: tuple[str, ...] = ()


@dataclass(frozen=True)
class Paragraph:
    """款: a natural paragraph with the items that follow it."""

    text: str
    items: tuple[Item, ...] = ()


@dataclass(frozen=True)
class Article:
    """条. `headings` = the part, chapter and section that it stands in."""

    number: int
    inserted: int
    headings: tuple[str, ...]
    paragraphs: tuple[Paragraph, ...]

    @property
    def position(self) -> Position:
        return Position(self.number, self.inserted)

    @property
    def text(self) -> str:
        return "\n".join(paragraph_text(one) for one in self.paragraphs)


@dataclass(frozen=True)
class Statute:
    """`history` = the lines of its adoption and amendments, as they stand."""

    title: str
    history: tuple[str, ...]
    articles: tuple[Article, ...]

    def article(self, position: Position) -> Article | None:
        return next((one for one in self.articles if one.position == position.of_article), None)


@dataclass(frozen=True)
class Passage:
    """The very words at a place; `position` as one cites it officially."""

    position: Position
    text: str


def item_text(number: int, item: Item) -> str:
    return "\n".join(
        [f"（{numeral(number)}）{item.text}", *(f"{n}．{one}" for n, one in enumerate(item.subitems, 1))]
    )


def paragraph_text(paragraph: Paragraph) -> str:
    return "\n".join([paragraph.text, *(item_text(n, one) for n, one in enumerate(paragraph.items, 1))]).strip()


def passage_at(statute: Statute, position: Position) -> Passage | None:
    """None when the statute has no such place."""
    article = statute.article(position)
    found = official(article, position) if article else None
    if article is None or found is None:
        return None
    if found.item is None and found.paragraph is None:
        return Passage(found, article.text)
    paragraph = article.paragraphs[(found.paragraph or 1) - 1]
    if found.item is None:
        return Passage(found, paragraph_text(paragraph))
    item = paragraph.items[found.item - 1]
    if found.subitem is None:
        return Passage(found, item_text(found.item, item))
    return Passage(found, f"{found.subitem}．{item.subitems[found.subitem - 1]}")


def official(article: Article, position: Position) -> Position | None:
    """The place as one cites it: the paragraph is named where the article has several, and only there.

    An item without its paragraph is understood when only one paragraph has items. None when there is no such place.
    """
    paragraphs = article.paragraphs
    number = position.paragraph
    if number is None and position.item is not None:
        with_items = [place for place, one in enumerate(paragraphs, 1) if one.items]
        number = with_items[0] if len(with_items) == 1 else None
        if number is None:
            return None
    if number is None:
        return position.of_article if position.subitem is None else None
    if number > len(paragraphs) or not _has_inner(paragraphs[number - 1], position):
        return None
    return position.at(
        paragraph=number if len(paragraphs) > 1 else None, item=position.item, subitem=position.subitem
    )


def _has_inner(paragraph: Paragraph, position: Position) -> bool:
    if position.item is None:
        return position.subitem is None
    if position.item > len(paragraph.items):
        return False
    return position.subitem is None or position.subitem <= len(paragraph.items[position.item - 1].subitems)


def passages_of(article: Article) -> Iterator[Passage]:
    """Each paragraph and item for itself, in their order, under its official name."""
    for number, paragraph in enumerate(article.paragraphs, 1):
        place = article.position.at(paragraph=number if len(article.paragraphs) > 1 else None)
        yield Passage(place, paragraph.text)
        for count, item in enumerate(paragraph.items, 1):
            yield Passage(place.at(paragraph=place.paragraph, item=count), item_text(count, item))


_YEAR, _SHORT = r"([0-9]{4}|[〇零一二三四五六七八九]{4})", r"([0-9]{1,2}|[一二三四五六七八九十]{1,3})"
_DATE = f"{_YEAR}年{_SHORT}月{_SHORT}日"
_FIRST_DAY = re.compile(rf"本[^，。；]{{1,8}}?自{_DATE}起(?:施行|实施|生效)")


def day_in(year: str, month: str, day: str) -> date | None:
    parts = year_in(year), number_in(month), number_in(day)
    try:
        return date(*parts) if None not in parts else None  # type: ignore[arg-type]
    except ValueError:
        return None


def last_change_on(statute: Statute) -> date | None:
    """The day of the last adoption, revision or amendment that its history names."""
    days = [day_in(*found.groups()) for line in statute.history for found in re.finditer(_DATE, line)]
    return max((day for day in days if day), default=None)


def first_day_stated(statute: Statute) -> date | None:
    """施行日期 as the text says it. After an amendment (修正) the text still says the first day of the first version:
    a day before the last change is not this version's, and is not taken for it."""
    found = [match for article in statute.articles for match in _FIRST_DAY.finditer(article.text)]
    stated = day_in(*found[-1].groups()) if found else None
    changed = last_change_on(statute)
    return stated if stated and (changed is None or stated >= changed) else None
