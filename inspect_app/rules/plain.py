"""Frozen values to plain JSON and back: the one form in which rules travel to the phone, the database and files.

Enums travel as their member's name in lower case; dates as ISO text; tuples as lists; None stays None.
"""

import types
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from inspect_app.rules.statutes import Citation, Law

T = TypeVar("T")
Plain = Any


class NotPlain(ValueError):  # noqa: N818
    """The data does not have the shape; `where` is the path of the offending place, e.g. sections[2].items[0].kind."""

    def __init__(self, where: str, why: str) -> None:
        super().__init__(f"{where or '.'}: {why}")
        self.where = where
        self.why = why


def to_plain(value: object) -> Plain:
    if isinstance(value, Citation):
        return f"{value.law.name.lower()}:{value.article}"
    if isinstance(value, Enum):
        return value.name.lower()
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: to_plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, Mapping):
        return {str(to_plain(key)): to_plain(one) for key, one in value.items()}
    if isinstance(value, tuple | list | frozenset):
        return [to_plain(one) for one in value]
    if isinstance(value, date | datetime):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def from_plain(kind: type[T], data: Plain, where: str = "") -> T:
    """The value that `data` describes. Unknown and missing fields are errors: `NotPlain` names the place."""
    return cast(T, _read(kind, data, where))


def _read(kind: Any, data: Plain, where: str) -> Any:
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        return _read_union(inner, data, where)
    if origin is tuple:
        return _read_tuple(inner[0], data, where)
    if origin is not None and issubclass(origin, Mapping):
        return _read_mapping(inner, data, where)
    if kind is Citation:
        return _read_citation(data, where)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return _read_enum(kind, data, where)
    if is_dataclass(kind):
        return _read_dataclass(cast(type, kind), data, where)
    return _read_simple(kind, data, where)


def _read_union(kinds: tuple[Any, ...], data: Plain, where: str) -> Any:
    if data is None and type(None) in kinds:
        return None
    wanted = [kind for kind in kinds if kind is not type(None)]
    if len(wanted) == 1:
        return _read(wanted[0], data, where)
    if isinstance(data, tuple(wanted)) and not isinstance(data, bool):
        return data
    raise NotPlain(where, f"expected one of {', '.join(kind.__name__ for kind in wanted)}")


def _read_tuple(kind: Any, data: Plain, where: str) -> tuple[Any, ...]:
    if not isinstance(data, list | tuple):
        raise NotPlain(where, "expected a list")
    return tuple(_read(kind, one, f"{where}[{index}]") for index, one in enumerate(data))


def _read_mapping(kinds: tuple[Any, ...], data: Plain, where: str) -> dict[Any, Any]:
    if not isinstance(data, Mapping):
        raise NotPlain(where, "expected a table")
    return {
        _read(kinds[0], key, f"{where}.{key}"): _read(kinds[1], one, f"{where}.{key}") for key, one in data.items()
    }


def _read_citation(data: Plain, where: str) -> Citation:
    code, _, article = str(data).partition(":")
    law = Law.__members__.get(code.upper())
    if law is None or not article:
        raise NotPlain(where, f"unknown citation {data!r}")
    return Citation(law, article)


def _read_enum(kind: type[Enum], data: Plain, where: str) -> Enum:
    member = kind.__members__.get(str(data).upper())
    if member is None:
        raise NotPlain(where, f"{data!r} is none of {', '.join(name.lower() for name in kind.__members__)}")
    return member


@cache
def _types_of(kind: type) -> dict[str, Any]:
    """Of each field; a class does not change, and a page may read thousands of its values."""
    return get_type_hints(kind)


def _read_dataclass(kind: type, data: Plain, where: str) -> Any:
    if not isinstance(data, Mapping):
        raise NotPlain(where, "expected a table")
    hints = _types_of(kind)
    known = {f.name: f for f in fields(kind)}
    for name in data:
        if name not in known:
            raise NotPlain(f"{where}.{name}".lstrip("."), "unknown field")
    given = {}
    for name, one in known.items():
        path = f"{where}.{name}".lstrip(".")
        if name in data:
            given[name] = _read(hints[name], data[name], path)
        elif one.default is MISSING and one.default_factory is MISSING:
            raise NotPlain(path, "missing")
    return kind(**given)


def _read_simple(kind: Any, data: Plain, where: str) -> Any:
    if kind is Decimal and isinstance(data, str | int):
        return Decimal(data)
    if kind is float and isinstance(data, int) and not isinstance(data, bool):
        return float(data)
    if kind is date and isinstance(data, str):
        return _read_date(data, where)
    if kind is date and isinstance(data, date):
        return data
    if isinstance(data, kind) and (kind is bool or not isinstance(data, bool)):
        return data
    raise NotPlain(where, f"expected {kind.__name__}, got {type(data).__name__}")


def _read_date(data: str, where: str) -> date:
    try:
        return date.fromisoformat(data)
    except ValueError:
        raise NotPlain(where, f"{data!r} is not a day") from None


def without_halves(text: str) -> str:
    """Half a surrogate pair, which JSON lets through and no page, file or database takes, becomes U+FFFD."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
