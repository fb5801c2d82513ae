"""Wrong passwords in a row, by the name that was tried: kept for names without an account as well, so that a lock
does not tell which names exist. Only the hash of the name is kept: people type passwords into the wrong field."""

import hashlib
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, mapped_column

from inspect_app.store.base import db


class WrongPasswords(db.Model):  # type: ignore[name-defined,misc]
    __tablename__ = "wrong_passwords"
    login_sha256: Mapped[str] = mapped_column(primary_key=True)
    in_a_row: Mapped[int] = mapped_column(default=0)
    last_at: Mapped[datetime] = mapped_column(index=True)
    locked_until: Mapped[datetime | None]


def wrong_passwords_of(login: str) -> WrongPasswords | None:
    """Locked until the end of the transaction, so that simultaneous tries are all counted."""
    query = select(WrongPasswords).filter_by(login_sha256=_sha256(login))
    return db.session.scalar(query.with_for_update().execution_options(populate_existing=True))


def wrong_passwords_for_update(login: str, *, at: datetime) -> WrongPasswords:
    """The row of this name, made when there is none. Two first tries at once collide here, and share the row."""
    known = wrong_passwords_of(login)
    if known is None:
        try:
            with db.session.begin_nested():
                db.session.add(
                    WrongPasswords(login_sha256=_sha256(login), in_a_row=0, last_at=at, locked_until=None)
                )
        except IntegrityError:
            pass
        known = wrong_passwords_of(login)
    if known is None:
        raise LookupError("the row was taken away in the same moment")
    return known


def forget_wrong_passwords(login: str) -> None:
    db.session.execute(delete(WrongPasswords).filter_by(login_sha256=_sha256(login)))


def forget_wrong_passwords_before(day_ago: datetime) -> None:
    db.session.execute(delete(WrongPasswords).where(WrongPasswords.last_at < day_ago))


def _sha256(login: str) -> str:
    return hashlib.sha256(login.encode()).hexdigest()
