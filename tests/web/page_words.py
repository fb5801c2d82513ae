"""Every text of a page with the language that the page says it is in, read without a browser: what `look.words` gives of a page
that was fetched."""

import re
from html.parser import HTMLParser

from tests.browser.walk import Text

VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)
UNREAD = frozenset(["script", "style", "noscript", "template", "textarea", "code", "pre", "head"])
ATTRIBUTES = ("placeholder", "title", "aria-label", "alt", "aria-description", "label")


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[tuple[str, str]] = []
        self.found: list[Text] = []
        self.title = ""
        self.page = ""

    @property
    def lang(self) -> str:
        return next((lang for _tag, lang in reversed(self.open) if lang), "")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        own = {name: value or "" for name, value in attrs}
        if tag == "html":
            self.page = own.get("lang", "")
        lang = own.get("lang", "") or self.lang
        for name in ATTRIBUTES:
            if own.get(name):
                self.found.append(Text(own[name], lang, f"{tag}[{name}]"))
        if tag not in VOID:
            self.open.append((tag, own.get("lang", "")))

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        tags = [tag for tag, _lang in self.open]
        words = re.sub(r"\s+", " ", data).strip()
        if "title" in tags and "svg" not in tags:
            self.title += words
        elif words and not UNREAD & set(tags):
            self.found.append(Text(words, self.lang, tags[-1] if tags else ""))


def words_of_page(html: str) -> list[Text]:
    reader = _Reader()
    reader.feed(html)
    return [Text(reader.title, "title", "title"), Text(reader.page, "page", "html"), *reader.found]
