"""A walk past every screen, and what is noted of each: one walk serves the tests of access, of size and of language."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Page

from tests.browser.names import Names

ROOT = Path(__file__).parent.parent.parent
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
LOOK = Path(__file__).parent / "look.js"
CONTRAST = {"runOnly": {"type": "rule", "values": ["color-contrast"]}}
LEAST_TARGET, LEAST_LETTER = 48, 16


@dataclass(frozen=True)
class Text:
    """Something that can be read, in the language that the page says it is in; "title" = the page's name."""

    text: str
    lang: str
    where: str


@dataclass
class Stop:
    """One screen as it stood. Each list says what is wrong with it."""

    name: str
    words: list[Text] = field(default_factory=list)
    barriers: list[str] = field(default_factory=list)
    barriers_in_the_dark: list[str] = field(default_factory=list)
    small_targets: list[str] = field(default_factory=list)
    small_letters: list[str] = field(default_factory=list)
    too_wide: list[str] = field(default_factory=list)
    too_wide_when_large: list[str] = field(default_factory=list)
    not_grown: list[str] = field(default_factory=list)
    cut_off: list[str] = field(default_factory=list)


@dataclass
class Walked:
    """What a walk has seen; `unopened` = pages that nobody could open."""

    stops: list[Stop]
    names: Names
    unopened: set[str] = field(default_factory=set)


def with_eyes(context: BrowserContext) -> BrowserContext:
    """The script comes in before the page, past its policy, which stays as strict as it is."""
    context.add_init_script(path=LOOK)
    return context


def axe_faults(page: Page, options: dict[str, Any]) -> list[str]:
    """Axe is large: only a page that is asked about reads it."""
    if not page.evaluate("'axe' in globalThis"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    found: list[str] = page.evaluate("(options) => look.axeFaults(options)", options)
    return found


def words_of(found: list[dict[str, str]]) -> list[Text]:
    return list(dict.fromkeys(Text(one["text"], one["lang"], one["where"]) for one in found))


def note_words(page: Page, stop: Stop) -> None:
    stop.words = words_of(page.evaluate("look.words()"))


def note_barriers(page: Page, stop: Stop) -> None:
    stop.barriers = axe_faults(page, {})


def note_barriers_in_the_dark(page: Page, stop: Stop) -> None:
    page.emulate_media(color_scheme="dark")
    stop.barriers_in_the_dark = axe_faults(page, CONTRAST)
    page.emulate_media(color_scheme="light")


def note_sizes(page: Page, stop: Stop) -> None:
    stop.small_targets = page.evaluate("(least) => look.smallTargets(least)", LEAST_TARGET)
    stop.small_letters = page.evaluate("(least) => look.smallLetters(least)", LEAST_LETTER)
    stop.too_wide = page.evaluate("[...look.sideways(), ...look.broken()]")


def note_large_text(page: Page, stop: Stop) -> None:
    """As large as people set it: all letters twice as high."""
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    stop.too_wide_when_large = page.evaluate("[...look.sideways(), ...look.squeezed(), ...look.broken()]")
    stop.cut_off = page.evaluate("look.cutOff()")
    if (room := page.evaluate("look.room()")) < 0.3:
        stop.cut_off.append(f"only {room:.0%} of the height is left for the screen itself")
    stop.not_grown = page.evaluate("(least) => look.smallLetters(least)", 2 * LEAST_LETTER)
    page.evaluate("document.documentElement.style.fontSize = ''")


Note = Callable[[Page, Stop], None]


def noted(page: Page, name: str, notes: list[Note]) -> Stop:
    stop = Stop(name)
    for note in notes:
        note(page, stop)
    return stop


def faults(stops: list[Stop], kind: str) -> list[str]:
    """Of all stops, each fault once, with the places where it was seen."""
    places: dict[str, list[str]] = {}
    for stop in stops:
        for fault in getattr(stop, kind):
            places.setdefault(fault, []).append(stop.name)
    return [f"{fault}   [{', '.join(sorted(set(seen))[:4])}]" for fault, seen in places.items()]


def told(lines: list[str]) -> str:
    return "\n" + "\n".join(lines)
