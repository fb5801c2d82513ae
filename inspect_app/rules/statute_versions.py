"""Which version of a statute counts on a day: each is in force from its first day until the next one's."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Protocol, TypeVar

from inspect_app.problems import Problem, Refusal
from inspect_app.rules.statute_texts import Statute, first_day_stated, last_change_on


class Version(Protocol):
    """`number` counts the imports: of two with the same first day the later import mends the earlier one."""

    @property
    def number(self) -> int: ...
    @property
    def in_force_on(self) -> date: ...


V = TypeVar("V", bound=Version)


def in_their_order(versions: Iterable[V]) -> list[V]:
    """The earliest in force first."""
    return sorted(versions, key=lambda one: (one.in_force_on, one.number))


def in_force(versions: Iterable[V], *, on: date) -> V | None:
    """None before the first day of the first one."""
    return next((one for one in reversed(in_their_order(versions)) if one.in_force_on <= on), None)


def current_and_coming(versions: Iterable[V], *, on: date) -> list[V]:
    """What a reader needs from this day on; the text of today first. Before the first day, what is to come."""
    standing = [one for one in in_their_order(versions) if not is_replaced(one, versions)]
    now = in_force(standing, on=on)
    return [one for one in standing if one is now or one.in_force_on > on]


def is_replaced(version: V, versions: Iterable[V]) -> bool:
    """Mended by a later import with the same first day; it is kept and counts on no day."""
    return any(one.in_force_on == version.in_force_on and one.number > version.number for one in versions)


def last_day(version: V, versions: Iterable[V]) -> date | None:
    """None = until further notice."""
    later = [one.in_force_on for one in versions if one.in_force_on > version.in_force_on]
    return min(later) - timedelta(days=1) if later else None


def version_before(versions: Sequence[V], *, on: date) -> V | None:
    """What a version with this first day is compared with: the one before it, else the first that came after."""
    return in_force(versions, on=on) or (in_their_order(versions)[0] if versions else None)


def first_day(statute: Statute, given: date | None) -> date | Refusal:
    """施行日期: as the text says it; where it says none for this version, as the person gives it."""
    stated, changed = first_day_stated(statute), last_change_on(statute)
    if stated and given and given != stated:
        return Refusal(Problem.STATUTE_IN_FORCE_DIFFERS, facts={"stated": str(stated), "given": str(given)})
    if given and changed and given < changed:
        return Refusal(Problem.STATUTE_IN_FORCE_TOO_EARLY, facts={"given": str(given), "changed": str(changed)})
    return given or stated or Refusal(Problem.STATUTE_IN_FORCE_NEEDED)
