"""Which law this instance goes by: the shipped catalogue with the office's published rows over it, and that of older editions.

Worked out once for each edition and kept under the edition's id: another process that publishes makes a new id, so that
nobody ever answers by a law that has been replaced.
"""

from collections import OrderedDict
from collections.abc import Callable
from functools import lru_cache
from uuid import UUID

from inspect_app.catalogue import shipped_law
from inspect_app.rules.amendments import amended
from inspect_app.rules.law_table import LawTable
from inspect_app.rules.rulebook import law_in
from inspect_app.store.amendments import published_changes
from inspect_app.store.settings import latest_rulebook_id, rulebook_numbered

MOST_KEPT = 32
_kept: OrderedDict[tuple[str, UUID], LawTable] = OrderedDict()


def law_now() -> LawTable:
    """Of all days: which row counts on one is the table's answer."""
    edition = latest_rulebook_id()
    return law_afresh() if edition is None else _once(("now", edition), law_afresh)


def law_of_edition(number: int) -> LawTable:
    """As a phone with that edition reads it; the law of now where the number is unknown or none was kept."""
    edition = rulebook_numbered(number) if number else None
    if edition is None:
        return law_now()
    return _once(("edition", edition.id), lambda: law_in(edition.body))


def law_afresh() -> LawTable:
    """Not kept: for whoever is just about to publish."""
    return amended(catalogue_law(), published_changes())


@lru_cache(maxsize=1)
def catalogue_law() -> LawTable:
    """The files that come with the program; they do not change while it runs."""
    return shipped_law()


def _once(key: tuple[str, UUID], load: Callable[[], LawTable]) -> LawTable:
    found = _kept.get(key)
    if found is None:
        found = _kept[key] = load()
        while len(_kept) > MOST_KEPT:
            _kept.popitem(last=False)
    return found
