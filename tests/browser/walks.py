"""Who goes the walks and when: each once for a whole run, however many processes share the tests."""

from collections.abc import Callable

from playwright.sync_api import Browser

from tests.browser.lived_in import Lived
from tests.browser.names import Names, names_in
from tests.browser.office_walk import OfficeWalk, page_rules
from tests.browser.once import Once
from tests.browser.phone_walk import PhoneWalk
from tests.browser.walk import Note, Walked

FREE_WORKS = {"zh-CN": 0, "en-GB": 2}
"""Where the phones of each language begin, so that they do not meet on one visit."""


class Walks:
    """`ready` makes a browser and a lived-in office when one is needed."""

    def __init__(self, once: Once, ready: Callable[[], tuple[Browser, Lived]]) -> None:
        self.once, self.ready = once, ready

    def on_the_phone(self, language: str, notes: list[Note]) -> Walked:
        def go(browser: Browser, lived: Lived) -> Walked:
            stops = PhoneWalk(browser, lived, language=language, notes=notes, place=FREE_WORKS[language]).whole()
            return Walked(stops, names_of(lived))

        return self.once.made(f"phone-{language}", lambda: go(*self.ready()))

    def in_the_office(self, language: str, notes: list[Note]) -> Walked:
        def go(browser: Browser, lived: Lived) -> Walked:
            opened = OfficeWalk(browser, lived, language=language, notes=notes).whole()
            pages = {rule.endpoint for rule in page_rules(lived.app)}
            return Walked(opened.stops, names_of(lived), unopened=pages - opened.opened)

        return self.once.made(f"office-{language}", lambda: go(*self.ready()))


def names_of(lived: Lived) -> Names:
    with lived.app.app_context():
        return names_in()
