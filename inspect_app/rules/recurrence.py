"""Recurrence (复发): the same item of a work fails again after it had been corrected."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Occurrence:
    """One finding of an item: when it was found, and when a re-inspection saw it corrected."""

    found_at: datetime
    corrected_at: datetime | None


def recurrences(occurrences: Iterable[Occurrence], *, found_at: datetime) -> int:
    """How often the item had been corrected before it failed now. What was never corrected did not come back."""
    return sum(one.corrected_at is not None and one.corrected_at < found_at for one in occurrences)
