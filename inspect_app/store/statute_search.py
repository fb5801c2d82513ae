"""Finding words in the articles of statutes, the same on every database: a look through the texts, ranked by how often.

A few thousand articles are looked through in some milliseconds; `python -m tests.bench.statutes` measures 20,000.
"""

from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, select

from inspect_app.store.base import db
from inspect_app.store.statutes import StatuteArticle

_SOUGHT = StatuteArticle.sought


def find_articles(
    words: tuple[str, ...], version_ids: list[UUID], *, limit: int
) -> tuple[list[StatuteArticle], int]:
    """Articles that hold all the words, those that say them most often first, and how many there are."""
    if not words or not version_ids:
        return [], 0
    holds = and_(
        StatuteArticle.version_id.in_(version_ids), *(_SOUGHT.contains(word, autoescape=True) for word in words)
    )
    total = db.session.scalar(select(func.count()).select_from(StatuteArticle).where(holds)) or 0
    often = sum((_times(word) for word in words[1:]), _times(words[0]))
    query = (
        select(StatuteArticle).where(holds).order_by(often.desc(), StatuteArticle.version_id, StatuteArticle.place)
    )
    return list(db.session.scalars(query.limit(limit))), total


def _times(word: str) -> ColumnElement[Any]:
    """How often the word stands in it, for words are not all of one length."""
    return (func.length(_SOUGHT) - func.length(func.replace(_SOUGHT, word, ""))) / len(word)
