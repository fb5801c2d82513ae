"""What phones have yet to hear: one line per thing and audience, moved to the end whenever the thing changes."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Integer, bindparam, delete, insert, select, tuple_, update
from sqlalchemy.orm import Mapped, mapped_column

from inspect_app.store.base import BEFORE_COMMIT, db, mind, one_of_ids, rows_of


class FeedHead(db.Model):  # type: ignore[name-defined,misc]
    """The last position given out. Locked until commit, so that positions are seen in their order.

    What came before `backed_up_until` is in a backup that was verified: phones need not keep it for us any longer.
    """

    __tablename__ = "feed_head"
    id: Mapped[int] = mapped_column(primary_key=True)
    position: Mapped[int]
    epoch: Mapped[str]
    backed_up_until: Mapped[datetime | None]


class FeedLine(db.Model):  # type: ignore[name-defined,misc]
    """`audience_id` = the agency or the one officer whose phones hear of it."""

    __tablename__ = "feed_lines"
    audience_id: Mapped[UUID] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    subject_id: Mapped[UUID] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(index=True)


Line = tuple[UUID, str, UUID]


def announce(kind: str, subject_id: UUID, *, to: Iterable[UUID]) -> None:
    """Tell these audiences, at commit, that the thing has changed."""
    lines: dict[Line, None] = mind().setdefault("announced", {})
    for audience_id in to:
        lines[(audience_id, kind, subject_id)] = None


_LINES = FeedLine.__table__
_THESE_LINES = delete(_LINES).where(
    tuple_(_LINES.c.audience_id, _LINES.c.kind, _LINES.c.subject_id).in_(bindparam("lines", expanding=True))
)
_ADD_LINES = insert(_LINES)
_HEAD = FeedHead.__table__
_GIVE_OUT = update(_HEAD).values(position=_HEAD.c.position + bindparam("many")).returning(_HEAD.c.position)


def _number_lines() -> None:
    lines: list[Line] = list(mind().pop("announced", {}))
    if not lines:
        return
    write = db.session.connection().execute
    head = write(_GIVE_OUT, {"many": len(lines)}).scalar_one()
    for start in range(0, len(lines), 200):
        write(_THESE_LINES, {"lines": lines[start : start + 200]})
    first = head - len(lines) + 1
    rows = [
        {"audience_id": audience_id, "kind": kind, "subject_id": subject_id, "position": first + index}
        for index, (audience_id, kind, subject_id) in enumerate(lines)
    ]
    write(_ADD_LINES, rows)


BEFORE_COMMIT.append(_number_lines)


def lock_ledgers() -> None:
    """One transaction at a time gives out the next lines of a shared ledger; the one row that there is, is the lock."""
    db.session.execute(select(FeedHead.id).with_for_update())


def feed_head() -> FeedHead:
    return db.session.get_one(FeedHead, 1)


_AFTER = (
    select(FeedLine.audience_id, FeedLine.kind, FeedLine.subject_id, FeedLine.position)
    .where(FeedLine.position > bindparam("after"), one_of_ids(FeedLine.audience_id))
    .order_by(FeedLine.position)
    .limit(bindparam("most", type_=Integer))
)


def feed_after(position: int, audiences: list[UUID], *, limit: int) -> list[Any]:
    """Their audience_id, kind, subject_id and position, without objects."""
    return rows_of(_AFTER, audiences, after=position, most=limit)
