"""Reading the text of a statute: title, history, headings, articles, paragraphs and items; every fault with its row."""

import re
from dataclasses import dataclass, field

from inspect_app.problems import Problem, Refusal
from inspect_app.rules.statute_numerals import NUMERAL, number_in, numeral
from inspect_app.rules.statute_positions import ARTICLE, Position
from inspect_app.rules.statute_texts import Article, Item, Paragraph, Statute

MOST_FAULTS = 50
END_OF_INFO = "<!-- INFO END -->"
_HEADING = re.compile(r"(#{2,6})\s*(.+)")
_NUMBERED = re.compile(rf"第({NUMERAL})([编章节]|分编)(?:之(?:{NUMERAL}))?(?:\s+|$)")
_LOOKS_NUMBERED = re.compile(r"第\S{1,6}?(?:分编|[编章节])(?:\s|$)")
_ARTICLE_LINE = re.compile(rf"({ARTICLE.pattern.replace('第?', '第', 1)})(?:\s+(.*))?$")
_ITEM_LINE = re.compile(rf"[（(]({NUMERAL})[)）]\s*(.*)")
_SUBITEM_LINE = re.compile(r"([0-9０-９]{1,3})[.．、]\s*(\S.*)")
_UNSPACED = re.compile(ARTICLE.pattern.replace("第?", "第", 1))
_UNREADABLE = re.compile(r"第([^条\s]{1,9})条\s")


@dataclass(frozen=True)
class LineFault:
    """`row` counts from 1, as an editor shows it; 0 = the file as a whole."""

    row: int
    refusal: Refusal


@dataclass
class _Reading:
    """What has been read so far. `open` = the headings that the next article stands in, with their depth."""

    title: str = ""
    history: list[str] = field(default_factory=list)
    articles: list[Article] = field(default_factory=list)
    faults: list[LineFault] = field(default_factory=list)
    open: list[tuple[int, str]] = field(default_factory=list)
    counts: dict[tuple[str, ...], int] = field(default_factory=dict)
    row: int = 0
    is_in_body: bool = False
    rows: list[int] = field(default_factory=list)

    def fault(self, problem: Problem, row: int | None = None, **facts: object) -> None:
        self.faults.append(LineFault(self.row if row is None else row, Refusal(problem, facts=facts)))

    @property
    def last(self) -> Article | None:
        return self.articles[-1] if self.articles else None


def read_statute(text: str) -> tuple[Statute, tuple[LineFault, ...]]:
    """All faults together; what was read can be trusted only when there are none."""
    reading = _Reading()
    for reading.row, line in enumerate(text.removeprefix("\ufeff").splitlines(), 1):
        tidy = re.sub(r"[\s\u3000]+", " ", line).strip()
        if tidy:
            _read_line(reading, tidy)
    if not reading.title:
        reading.fault(Problem.STATUTE_NO_TITLE, row=1)
    if not reading.articles:
        reading.fault(Problem.STATUTE_NO_ARTICLES, row=0)
    for article, row in zip(reading.articles, reading.rows, strict=True):
        if not article.paragraphs:
            reading.fault(Problem.STATUTE_ARTICLE_EMPTY, row=row, article=article.position.words)
    faults = sorted(reading.faults, key=lambda one: one.row)[:MOST_FAULTS]
    return Statute(reading.title, tuple(reading.history), tuple(reading.articles)), tuple(faults)


def _read_line(reading: _Reading, line: str) -> None:
    if line.startswith("<!--"):
        reading.is_in_body = reading.is_in_body or line == END_OF_INFO
    elif not reading.title:
        _read_title(reading, line)
    elif heading := _HEADING.fullmatch(line):
        _read_heading(reading, len(heading[1]), heading[2])
    elif article := _ARTICLE_LINE.fullmatch(line):
        _read_article(reading, article)
    elif not reading.is_in_body and not reading.articles:
        reading.history.append(line)
    else:
        _read_inner(reading, line)


def _read_title(reading: _Reading, line: str) -> None:
    if line.startswith("# "):
        reading.title = line.removeprefix("# ").strip("《》 ")
    elif not any(one.refusal.problem is Problem.STATUTE_NO_TITLE for one in reading.faults):
        reading.fault(Problem.STATUTE_NO_TITLE)
        reading.title = line


def _read_heading(reading: _Reading, depth: int, text: str) -> None:
    """Chapters count anew in each part, sections in each chapter."""
    reading.is_in_body = True
    reading.open = [one for one in reading.open if one[0] < depth]
    numbered = _NUMBERED.match(text)
    number = number_in(numbered[1]) if numbered else None
    if numbered and number:
        place = (*(name for _depth, name in reading.open), numbered[2])
        expected = reading.counts.get(place, 0) + 1
        if number != expected and "之" not in numbered[0]:
            expected_words = f"第{numeral(expected)}{numbered[2]}"
            reading.fault(Problem.STATUTE_HEADING_ORDER, heading=text, expected=expected_words)
        reading.counts[place] = number
    elif _LOOKS_NUMBERED.match(text):
        reading.fault(Problem.STATUTE_NUMERAL_WRONG, text=text[:20])
    reading.open.append((depth, text))


def _read_article(reading: _Reading, line: re.Match[str]) -> None:
    number, inserted = number_in(line["article"]), number_in(line["inserted"]) if line["inserted"] else 0
    reading.is_in_body = True
    if number is None or inserted is None:
        reading.fault(Problem.STATUTE_NUMERAL_WRONG, text=line[1])
        return
    position, before = Position(number, inserted), reading.last.position if reading.last else None
    if position not in _next_of(before):
        expected = _next_of(before)[-1].words
        if before:
            words = {"article": position.words, "before": before.words}
            reading.fault(Problem.STATUTE_ARTICLE_ORDER, None, **words, expected=expected)
        else:
            reading.fault(Problem.STATUTE_FIRST_ARTICLE, article=position.words)
    text = line[4] or ""
    headings = tuple(name for _depth, name in reading.open)
    reading.articles.append(Article(number, inserted, headings, (Paragraph(text),) if text else ()))
    reading.rows.append(reading.row)


def _next_of(before: Position | None) -> list[Position]:
    """After 第五条: 第五条之一 or 第六条."""
    if before is None:
        return [Position(1)]
    return [Position(before.article, before.inserted + 1), Position(before.article + 1)]


def _read_inner(reading: _Reading, line: str) -> None:
    article = reading.last
    if article is None or line.startswith("#"):
        reading.fault(Problem.STATUTE_LINE_OUTSIDE, text=line[:20])
        return
    if _is_unspaced(line, article):
        reading.fault(Problem.STATUTE_ARTICLE_UNSPACED, article=line[:12])
    elif (unreadable := _UNREADABLE.match(line)) and number_in(unreadable[1]) is None:
        reading.fault(Problem.STATUTE_NUMERAL_WRONG, text=unreadable[0].strip())
    elif item := _ITEM_LINE.fullmatch(line):
        _read_item(reading, article, item)
    elif (subitem := _SUBITEM_LINE.fullmatch(line)) and article.paragraphs and article.paragraphs[-1].items:
        _read_subitem(reading, article, subitem)
    else:
        _put(reading, article, (*article.paragraphs, Paragraph(line)))


def _is_unspaced(line: str, article: Article) -> bool:
    """第六条任何单位…… after 第五条: the next article, without its blank."""
    found = _UNSPACED.match(line)
    if found is None or found["inserted"]:
        return False
    follows = number_in(found["article"]) == article.number + 1
    return follows and not line[found.end() :].startswith(("第", "规定", "所", "的", "、", "和", "至", "，"))


def _put(reading: _Reading, article: Article, paragraphs: tuple[Paragraph, ...]) -> None:
    reading.articles[-1] = Article(article.number, article.inserted, article.headings, paragraphs)


def _read_item(reading: _Reading, article: Article, line: re.Match[str]) -> None:
    *others, paragraph = article.paragraphs or (Paragraph(""),)
    expected = len(paragraph.items) + 1
    if number_in(line[1]) != expected:
        reading.fault(Problem.STATUTE_ITEM_ORDER, item=line[1], expected=numeral(expected))
        return
    _put(reading, article, (*others, Paragraph(paragraph.text, (*paragraph.items, Item(line[2])))))


def _read_subitem(reading: _Reading, article: Article, line: re.Match[str]) -> None:
    *others, paragraph = article.paragraphs
    *items, item = paragraph.items
    expected = len(item.subitems) + 1
    if int(line[1]) != expected:
        reading.fault(Problem.STATUTE_ITEM_ORDER, item=line[1], expected=str(expected))
        return
    _put(
        reading, article, (*others, Paragraph(paragraph.text, (*items, Item(item.text, (*item.subitems, line[2])))))
    )
