"""Numbers and texts that the law changes from a day on. A change adds a line; it never edits one."""

from collections.abc import Mapping
from datetime import date
from typing import Generic, TypeVar

T = TypeVar("T")


class Dated(Generic[T]):
    """Values by the first day on which each is in force.

    `on(day)` raises `LookupError` for a day before the first line: there was no such rule then.
    """

    def __init__(self, values: Mapping[date, T]) -> None:
        self.lines = sorted(values.items(), key=lambda line: line[0])

    def covers(self, day: date) -> bool:
        return any(since <= day for since, _value in self.lines)

    def on(self, day: date) -> T:
        in_force = [value for since, value in self.lines if since <= day]
        if not in_force:
            raise LookupError(f"no rule in force on {day}")
        return in_force[-1]
