"""Indexes of few rows among very many, such as patrols among visits."""

from typing import Any

from sqlalchemy import text


def only_where(condition: str, on_postgresql: str = "") -> dict[str, Any]:
    """For an index of few rows among many: of those alone. A query uses it that says the very same."""
    return {"sqlite_where": text(condition), "postgresql_where": text(on_postgresql or condition)}
