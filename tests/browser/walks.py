"""Who goes the walks and when: each once for a whole run, however many processes share the tests."""

import fcntl
import pickle
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser

from tests.browser.lived_in import Lived
from tests.browser.names import Names, names_in
from tests.browser.office_walk import OfficeWalk, page_rules
from tests.browser.phone_walk import PhoneWalk
from tests.browser.walk import Note, Walked

FREE_WORKS = {"zh-CN": 0, "en-GB": 2}
"""Where the phones of each language begin, so that they do not meet on one visit."""


class Walks:
    """`folder` is shared by the processes of a run; `ready` makes a browser and a lived-in office when one is needed."""

    def __init__(self, folder: Path, ready: Callable[[], tuple[Browser, Lived]]) -> None:
        self.folder, self.ready = folder, ready

    def on_the_phone(self, language: str, notes: list[Note]) -> Walked:
        def go(browser: Browser, lived: Lived) -> Walked:
            stops = PhoneWalk(browser, lived, language=language, notes=notes, place=FREE_WORKS[language]).whole()
            return Walked(stops, names_of(lived))

        return self._once(f"phone-{language}", go)

    def in_the_office(self, language: str, notes: list[Note]) -> Walked:
        def go(browser: Browser, lived: Lived) -> Walked:
            opened = OfficeWalk(browser, lived, language=language, notes=notes).whole()
            pages = {rule.endpoint for rule in page_rules(lived.app)}
            return Walked(opened.stops, names_of(lived), unopened=pages - opened.opened)

        return self._once(f"office-{language}", go)

    def _once(self, name: str, go: Callable[[Browser, Lived], Walked]) -> Walked:
        kept = self.folder / f"{name}.walk"
        with (self.folder / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not kept.exists():
                kept.write_bytes(pickle.dumps(go(*self.ready())))
        walked: Walked = pickle.loads(kept.read_bytes())
        return walked


def names_of(lived: Lived) -> Names:
    with lived.app.app_context():
        return names_in()
