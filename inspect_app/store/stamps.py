"""Heads of the ledger as they were on a day, each with the token of a trusted timestamp service over its hash."""

from datetime import datetime

from sqlalchemy import LargeBinary, select
from sqlalchemy.orm import Mapped, mapped_column

from inspect_app.store.base import Base, Json, db


class LedgerStamp(Base):
    """`sha256` is that of the canonical form of `head`; `token` is the service's reply (RFC 3161) as it came."""

    __tablename__ = "ledger_stamps"
    made_at: Mapped[datetime] = mapped_column(index=True)
    head: Mapped[Json]
    sha256: Mapped[str]
    service: Mapped[str]
    token: Mapped[bytes] = mapped_column(LargeBinary)
    stamped_at: Mapped[datetime]


def all_stamps() -> list[LedgerStamp]:
    return list(db.session.scalars(select(LedgerStamp).order_by(LedgerStamp.made_at)))


def latest_stamp() -> LedgerStamp | None:
    return db.session.scalars(select(LedgerStamp).order_by(LedgerStamp.made_at.desc()).limit(1)).first()
