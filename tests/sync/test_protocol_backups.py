"""The protocol's duties about backups, one test each (`PROTOCOL.md`)."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from sqlalchemy import delete

from inspect_app.actions.backups import begin_after_restore, note_backup
from inspect_app.store.base import db, transaction
from inspect_app.store.journal import JournalEvent
from inspect_app.store.officers import Device

NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)


def test_m79_a_phone_hears_until_when_a_backup_covers(phone, visit_id):
    assert phone.sync([])["backed_up_until"] is None
    with transaction():
        note_backup(NOW, "0" * 64, size_bytes=1, at=NOW)
    heard = datetime.fromisoformat(phone.sync([])["backed_up_until"])
    assert NOW - timedelta(minutes=30) < heard < NOW, "a call may have been under way when the copy was made"
    with transaction():
        begin_after_restore(NOW, at=NOW)
    assert phone.sync([])["backed_up_until"] is None


def test_m80_a_restored_server_asks_for_what_it_no_longer_has(phone, visit_id):
    head = phone.sync([])["head"]
    event_id = phone.say("place_fixed", visit_id, kind="manual", reason="地下无信号")
    phone.sync()
    first = phone.answers[event_id]["status"]
    with transaction():
        db.session.execute(delete(JournalEvent).where(JournalEvent.seq > head["seq"]))
        device = db.session.get_one(Device, UUID(phone.id))
        device.head_seq, device.head_sha256 = head["seq"], head["sha256"]
        begin_after_restore(NOW, at=NOW)
    reply = phone.sync([], photos=["a" * 64])
    assert (reply["reset"], reply["missing"]["events"]) == (True, [[2, 2]])
    assert reply["missing"]["photos"] == ["a" * 64]
    phone.sync([phone.events[-1]])
    assert phone.answers[event_id]["status"] == first
