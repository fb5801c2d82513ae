"""Lists of the office: filters that are remembered while somebody is signed in, and pages of fifty lines."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from typing import TypeVar
from uuid import UUID

from flask import request, session
from werkzeug.datastructures import MultiDict

PER_PAGE = 50
E = TypeVar("E", bound=Enum)


@dataclass(frozen=True)
class Pages:
    """`number` counts from 1; a number beyond the last page is the last page."""

    number: int
    total: int

    @property
    def last(self) -> int:
        return max(1, -(-self.total // PER_PAGE))

    @property
    def offset(self) -> int:
        return (self.number - 1) * PER_PAGE


def pages_of(total: int) -> Pages:
    wanted = request.args.get("page", "1")
    number = int(wanted) if wanted.isdecimal() and len(wanted) < 9 else 1
    return Pages(min(max(1, number), Pages(1, total).last), total)


def remembered_filter(name: str) -> "MultiDict[str, str]":
    """The filter in the address; without one, the last that this person used here. `?all=1` forgets it."""
    key = f"filter:{name}"
    given = [(field, value) for field, value in request.args.items(multi=True) if value and field != "page"]
    if given:
        session[key] = [pair for pair in given if pair[0] != "all"]
    return MultiDict([(field, value) for field, value in session.get(key, [])])


def chosen(kind: type[E], names: Iterable[str]) -> frozenset[E]:
    """Members by their names in lower case; what is none of them is left out."""
    return frozenset(kind.__members__[name.upper()] for name in names if name.upper() in kind.__members__)


def one_of(kind: type[E], name: str | None) -> E | None:
    return kind.__members__.get((name or "").upper())


def an_id(text: str | None) -> UUID | None:
    try:
        return UUID(text or "")
    except ValueError:
        return None
