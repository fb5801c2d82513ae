"""How ids and moments lie in the database. On SQLite both are text, and read and written so often that it counts how."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import DateTime, Uuid
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

Convert = Callable[[Any], Any] | None
_uuid_of = lru_cache(maxsize=20_000)(UUID)
"""The same visits, works and people are read again and again."""


class Id(Uuid[UUID]):
    """As the library's own, which makes a UUID of the same text each time anew."""

    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Convert:
        if dialect.supports_native_uuid:
            return super().bind_processor(dialect)
        return lambda value: None if value is None else f"{value.int:032x}"

    def result_processor(self, dialect: Dialect, coltype: object) -> Convert:
        if dialect.supports_native_uuid:
            return super().result_processor(dialect, coltype)  # type: ignore[no-untyped-call,no-any-return]
        return lambda text: None if text is None else _uuid_of(text)


def _in_utc(value: datetime) -> datetime:
    if value.tzinfo is None:
        raise ValueError("a moment needs its offset")
    return value if value.tzinfo is UTC else value.astimezone(UTC)


def _to_text(value: datetime | None) -> str | None:
    """As the library writes it on SQLite: without its zone, and with all its digits."""
    if value is None:
        return None
    return (value if value.tzinfo is UTC else _in_utc(value)).isoformat(" ", "microseconds")[:-6]


def _from_text(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text).replace(tzinfo=UTC)


class UtcDateTime(TypeDecorator[datetime]):
    """Refuses naive values; gives back UTC on every database."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Convert:
        return _to_text if dialect.name == "sqlite" else super().bind_processor(dialect)

    def result_processor(self, dialect: Dialect, coltype: object) -> Convert:
        return _from_text if dialect.name == "sqlite" else super().result_processor(dialect, coltype)

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        return None if value is None else _in_utc(value)

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
