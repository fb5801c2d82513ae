"""Events as received from phones, word for word, each with its one answer: journal and receipt are the same row."""

import base64
import json
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, Select, func, select
from sqlalchemy.orm import Mapped, joinedload, mapped_column, relationship

from inspect_app.problems import Problem
from inspect_app.rules.plain import without_halves
from inspect_app.store.base import FRESH, Base, Json, db, mind, one_of_ids, rows_of
from inspect_app.store.bulk_rows import add_rows, write_rows
from inspect_app.store.officers import Device, Officer

OUTSIDE_THE_CHAIN = {
    problem.code for problem in (Problem.EVENT_OUT_OF_ORDER, Problem.CHAIN_BROKEN, Problem.CHAIN_FORKED)
}


class AnswerStatus(StrEnum):
    ACCEPTED = "已接收"
    REFUSED = "未通过"
    HELD = "暂存"


def claims_in(jws: str) -> Json:
    """What the payload says, its signature unchecked; {} when it cannot be read at all."""
    try:
        body = base64.urlsafe_b64decode((part := jws.split(".")[1]) + "=" * (-len(part) % 4))
        found = json.loads(body)
        if b"\\ud" in body.lower() or b"\xed" in body:
            found = json.loads(without_halves(json.dumps(found, ensure_ascii=False)))
    except (IndexError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


class JournalEvent(Base):
    """One signed event. `jws` is kept as received; what it claims stays a claim, `derived_at` is our own reckoning."""

    __tablename__ = "journal_events"
    __table_args__ = (
        Index("ix_journal_events_device_seq", "device_id", "seq"),
        Index("ix_journal_events_status_device_seq", "status", "device_id", "seq"),
    )
    device_id: Mapped[UUID] = mapped_column(ForeignKey("devices.id"))
    seq: Mapped[int]
    sha256: Mapped[str]
    jws: Mapped[str]
    type: Mapped[str]
    subject_id: Mapped[UUID | None] = mapped_column(index=True)
    claimed_at: Mapped[datetime]
    derived_at: Mapped[datetime]
    time_grade: Mapped[str]
    received_at: Mapped[datetime]
    status: Mapped[AnswerStatus]
    answer: Mapped[Json]
    waits_for: Mapped[UUID | None] = mapped_column(index=True)
    settled_by: Mapped[UUID | None] = mapped_column(ForeignKey("officers.id"))
    settled_at: Mapped[datetime | None]
    settled_reason: Mapped[str] = mapped_column(default="")
    device: Mapped[Device] = relationship()

    @property
    def is_outside_the_chain(self) -> bool:
        """It never had a place there: too early, not joining on, or a second one of the same number."""
        return any(reason["code"] in OUTSIDE_THE_CHAIN for reason in self.answer["reasons"])

    @property
    def claims(self) -> Json:
        """The whole payload, read from the kept text."""
        return claims_in(self.jws)

    @property
    def data(self) -> Json:
        """What the event says."""
        found = self.claims.get("data")
        return found if isinstance(found, dict) else {}


UNSETTLED: Json = {"settled_by": None, "settled_at": None, "settled_reason": ""}


def add_events(rows: list[Json]) -> None:
    """Many rows at once; each has every column of `JournalEvent`."""
    add_rows(JournalEvent, [{**UNSETTLED, **row} for row in rows])
    write_rows()


_OF_IDS = one_of_ids(JournalEvent.id)
_IN_ORDER = select(JournalEvent).where(_OF_IDS).order_by(JournalEvent.device_id, JournalEvent.seq)
_KNOWN = select(JournalEvent.id).where(_OF_IDS)
_HELD = select(JournalEvent.id).where(JournalEvent.status == AnswerStatus.HELD, JournalEvent.settled_at.is_(None))
_HELD_OF_DEVICE = _HELD.where(one_of_ids(JournalEvent.device_id))
_HELD_SAID_BY = _HELD.join(Device).where(one_of_ids(Device.officer_id))
_HELD_WAITING = _HELD.where(one_of_ids(JournalEvent.waits_for))
_WITH_DEVICE = _IN_ORDER.options(joinedload(JournalEvent.device).joinedload(Device.officer))


def _asked_first(which: Select[Any], ids: Sequence[UUID], query: Select[JournalEvent]) -> list[JournalEvent]:
    """Those of which the ids come first, without objects: mostly there are none."""
    db.session.flush()
    found = [row.id for row in rows_of(which, ids)]
    return list(db.session.scalars(query, {"ids": found})) if found else []


def answered(ids: Sequence[UUID]) -> dict[UUID, JournalEvent]:
    """Those of the events that have been answered already."""
    return {row.id: row for row in _asked_first(_KNOWN, ids, _IN_ORDER)}


def event_with(event_id: UUID) -> JournalEvent | None:
    query = select(JournalEvent).filter_by(id=event_id).options(joinedload(JournalEvent.device))
    return db.session.scalar(query, execution_options=FRESH)


def held_events_of(device_id: UUID) -> list[JournalEvent]:
    return _asked_first(_HELD_OF_DEVICE, [device_id], _IN_ORDER)


def held_events_said_by(officer_id: UUID) -> list[JournalEvent]:
    """With whatever device they were signed."""
    return _asked_first(_HELD_SAID_BY, [officer_id], _IN_ORDER)


def appeared(subject_id: UUID) -> None:
    """Something came to be in this transaction for which held events may have been waiting."""
    mind().setdefault("appeared", set()).add(subject_id)


def newly_appeared() -> set[UUID]:
    """What appeared since this was last asked."""
    found: set[UUID] = mind().pop("appeared", set())
    return found


def held_events_waiting_for(ids: Sequence[UUID]) -> list[JournalEvent]:
    return _asked_first(_HELD_WAITING, ids, _WITH_DEVICE)


def events_about(*subject_ids: UUID) -> list[JournalEvent]:
    query = select(JournalEvent).where(JournalEvent.subject_id.in_(subject_ids))
    query = query.options(joinedload(JournalEvent.device).joinedload(Device.officer))
    return list(db.session.scalars(query.order_by(JournalEvent.derived_at, JournalEvent.seq)))


def accepted_since(event_type: str, since: datetime, agency_ids: Collection[UUID]) -> list[JournalEvent]:
    """Those of one type by these agencies' people that came since then, in the order in which they happened."""
    query = select(JournalEvent).join(Device).join(Officer).where(Officer.agency_id.in_(agency_ids))
    query = query.where(JournalEvent.type == event_type, JournalEvent.status == AnswerStatus.ACCEPTED)
    query = query.where(JournalEvent.received_at >= since).options(joinedload(JournalEvent.device))
    return list(db.session.scalars(query.order_by(JournalEvent.derived_at, JournalEvent.seq)))


def clock_errors(event_ids: Sequence[UUID]) -> dict[UUID, timedelta]:
    """How much later the server reckons each event than the phone's own clock said."""
    query = select(JournalEvent.id, JournalEvent.derived_at, JournalEvent.claimed_at)
    rows = db.session.execute(query.where(JournalEvent.id.in_(event_ids)))
    return {event_id: derived_at - claimed_at for event_id, derived_at, claimed_at in rows}


def time_grades(*subject_ids: UUID) -> dict[UUID, set[str]]:
    """The time grades of the accepted events about each subject."""
    query = select(JournalEvent.subject_id, JournalEvent.time_grade).distinct()
    query = query.where(JournalEvent.subject_id.in_(subject_ids), JournalEvent.status == AnswerStatus.ACCEPTED)
    found: dict[UUID, set[str]] = {}
    for subject_id, grade in db.session.execute(query):
        if subject_id is not None:
            found.setdefault(subject_id, set()).add(grade)
    return found


def problem_events(*, is_settled: bool = False, agency_ids: Collection[UUID] | None = None) -> list[JournalEvent]:
    """Refused and held events, newest first: those no person has settled yet, or those set aside."""
    query = select(JournalEvent).where(JournalEvent.status.in_([AnswerStatus.HELD, AnswerStatus.REFUSED]))
    settled = JournalEvent.settled_at.is_not(None) if is_settled else JournalEvent.settled_at.is_(None)
    query = query.where(settled).options(joinedload(JournalEvent.device).joinedload(Device.officer))
    if agency_ids is not None:
        query = query.join(Device).join(Officer).where(Officer.agency_id.in_(agency_ids))
    return list(db.session.scalars(query.order_by(JournalEvent.received_at.desc())))


def count_problem_events(agency_ids: Collection[UUID]) -> int:
    """How many events of these agencies' people wait for a person."""
    query = select(func.count(JournalEvent.id)).join(Device).join(Officer)
    query = query.where(JournalEvent.status.in_([AnswerStatus.HELD, AnswerStatus.REFUSED]))
    query = query.where(JournalEvent.settled_at.is_(None), Officer.agency_id.in_(agency_ids))
    return db.session.scalar(query) or 0


def seqs_received(device_id: UUID, first: int, last: int) -> set[int]:
    query = select(JournalEvent.seq).where(
        JournalEvent.device_id == device_id, JournalEvent.seq.between(first, last)
    )
    return set(db.session.scalars(query))
