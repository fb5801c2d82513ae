"""The record proves itself, and whatever was altered, taken away or cannot be checked is named as just that."""

import base64
import hashlib
import json

import pytest
from joserfc.jwk import ECKey
from sqlalchemy import select

from inspect_app.rules.documents import document_sha256
from inspect_app.store.audit import note_deed
from inspect_app.store.base import db, transaction
from inspect_app.store.documents import Document
from inspect_app.store.journal import JournalEvent
from inspect_app.sync.seals import ServerSeal, verification_keys
from tests import make
from tests.conftest import MONDAY
from tests.kept_evidence import empty_photo_folder, folder, inspected, rewrite
from tests.on_site import photograph


@pytest.fixture
def kept(app, phone, office):
    empty_photo_folder()
    made = inspected(phone, office)
    with transaction():
        for number in range(3):
            note_deed("change_setting", by=office.head.id, at=MONDAY, subject="setting", number=number)
    return made


@pytest.fixture
def verify(app):
    def type_in(*words):
        db.session.remove()
        result = app.test_cli_runner().invoke(args=["evidence", "verify", *words])
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return result.exit_code, result.output

    return type_in


def changed(event, **claims):
    """The event's text with other claims and the old signature."""
    head, _body, signature = event.jws.split(".")
    text = json.dumps({**event.claims, **claims}).encode()
    return ".".join([head, base64.urlsafe_b64encode(text).rstrip(b"=").decode(), signature])


def event_of(kind):
    return as_it_was(select(JournalEvent).filter_by(type=kind).order_by(JournalEvent.seq))


def decision():
    return as_it_was(select(Document).filter_by(form="on_the_spot_decision"))


def as_it_was(query):
    """Read once, and deaf to what the test does to its row."""
    row = db.session.scalars(query).first()
    db.session.expunge(row)
    return row


def test_a_record_that_nobody_touched_is_well(kept, verify, phone):
    code, said = verify()
    assert code == 0, said
    assert f"{len(phone.events)} events, 2 files, 2 documents" in said
    assert "all well: 0 altered, 0 missing, 0 not verifiable" in said
    assert verify(kept.visit_id)[0] == 0


def test_a_changed_letter_in_an_event_is_altered(kept, verify):
    event = event_of("finding_recorded")
    rewrite("UPDATE journal_events SET jws = :jws WHERE seq = :seq", jws=changed(event, mono=1), seq=event.seq)
    code, said = verify()
    assert code == 1
    assert f"ALTERED        event      device {event.device_id} #{event.seq} finding_recorded" in said
    assert "hash differs" in said
    assert f"ALTERED        chain      device {event.device_id} #{event.seq + 1}: does not join" in said


def test_an_event_that_was_forged_with_its_hash_fails_its_signature(kept, verify):
    event = event_of("finding_recorded")
    forged = changed(event, mono=1)
    sha256 = hashlib.sha256(forged.encode()).hexdigest()
    rewrite("UPDATE journal_events SET jws = :j, sha256 = :s WHERE seq = :seq", j=forged, s=sha256, seq=event.seq)
    code, said = verify(kept.visit_id)
    assert (code, "signature fails" in said, "ALTERED" in said) == (1, True, True)


def test_an_event_that_was_taken_out_is_missing(kept, verify):
    event = event_of("answer_given")
    rewrite("DELETE FROM journal_events WHERE seq = :seq", seq=event.seq)
    code, said = verify()
    assert code == 1
    assert f"MISSING        chain      device {event.device_id} #{event.seq}: number absent" in said
    assert "ALTERED" not in said.replace("0 altered", "")


def test_events_cut_off_the_end_are_missing(kept, verify, phone):
    rewrite("DELETE FROM journal_events WHERE seq > :seq", seq=len(phone.events) - 2)
    code, said = verify()
    assert code == 1
    assert f"#{len(phone.events) - 1}-{len(phone.events)}: end absent" in said


def test_columns_that_say_something_else_than_what_was_signed_are_altered(kept, verify):
    rewrite("UPDATE journal_events SET type = 'answer_given' WHERE type = 'visit_finished'")
    assert "column differs" in verify()[1]


def test_a_moment_that_was_moved_in_the_database_is_altered(kept, verify):
    rewrite(
        "UPDATE journal_events SET derived_at = :at WHERE type = 'visit_finished'", at=MONDAY.replace(tzinfo=None)
    )
    code, said = verify()
    assert (code, "time differs" in said) == (1, True)


def test_a_key_that_is_none_is_not_verifiable(kept, verify):
    rewrite("UPDATE devices SET public_jwk = :jwk", jwk=json.dumps({"kty": "oct"}))
    code, said = verify()
    assert code == 1
    assert "NOT VERIFIABLE event" in said
    assert "key unreadable" in said


def test_time_under_a_server_key_that_is_lost_is_not_verifiable(app, kept, verify):
    held = app.extensions["verification_keys"]
    app.extensions["verification_keys"] = verification_keys(ServerSeal(ECKey.generate_key("P-256")))
    try:
        code, said = verify()
    finally:
        app.extensions["verification_keys"] = held
    assert code == 1
    assert "NOT VERIFIABLE event" in said
    assert "anchor unreadable" in said
    assert "ALTERED " not in said


def test_a_byte_of_a_photo_is_altered_and_its_file_named(app, kept, verify):
    path = folder(app).original(kept.photos[0])
    path.chmod(0o600)
    body = bytearray(path.read_bytes())
    body[len(body) // 2] ^= 1
    path.write_bytes(body)
    code, said = verify(kept.visit_id)
    assert code == 1
    assert f"ALTERED        file       {kept.photos[0]}: hash differs" in said
    assert kept.photos[1] not in said


def test_a_photo_that_is_gone_is_missing(app, kept, verify):
    folder(app).original(kept.photos[1]).unlink()
    code, said = verify()
    assert code == 1
    assert f"MISSING        file       {kept.photos[1]}: file absent" in said


def test_a_photo_registered_under_another_hash_than_was_signed_is_altered(kept, verify):
    rewrite("UPDATE photos SET sha256 = :to WHERE sha256 = :was", was=kept.photos[0], to="0" * 64)
    assert "row differs" in verify()[1]
    rewrite("DELETE FROM photos WHERE sha256 = :was", was="0" * 64)
    code, said = verify()
    assert code == 1
    assert f"MISSING        file       {kept.photos[0]}" in said
    assert "row absent" in said


def test_a_word_of_a_document_is_altered(kept, verify):
    document = decision()
    content = {**document.content, "fine_yuan": 5}
    rewrite("UPDATE documents SET content = :c WHERE number = :n", c=json.dumps(content), n=document.number)
    code, said = verify(kept.visit_id)
    assert code == 1
    assert f"ALTERED        document   on_the_spot_decision {document.number}" in said


def test_a_document_rewritten_with_its_hash_still_differs_from_what_the_phone_signed(kept, verify):
    document = decision()
    content = {**document.content, "fine_yuan": 5}
    rewrite(
        "UPDATE documents SET content = :c, sha256 = :s WHERE number = :n",
        c=json.dumps(content), s=document_sha256(content), n=document.number,
    )  # fmt: skip
    code, said = verify()
    assert (code, "ALTERED        document" in said) == (1, True)


def test_a_signature_drawn_anew_is_altered(kept, verify):
    assert rewrite("UPDATE signatures SET strokes = :s WHERE signer = 'party'", s="[[[1, 2]]]") == 2
    code, said = verify(kept.visit_id)
    assert (code, said.count("ALTERED        signature")) == (1, 2)


def test_a_document_that_is_gone_is_missing(kept, verify):
    rewrite("DELETE FROM signatures")
    rewrite("DELETE FROM documents WHERE form = 'inspection_record'")
    code, said = verify()
    assert code == 1
    assert f"MISSING        document   {kept.document_id}: row absent" in said
    assert "MISSING        signature" in said


def test_a_line_of_the_audit_that_was_altered_or_cut_out_is_named(kept, verify):
    count = int(verify()[1].split(" audit lines")[0].split(", ")[-1])
    rewrite("UPDATE audit_lines SET deed = 'nothing' WHERE position = :p", p=count - 1)
    code, said = verify()
    assert (code, f"ALTERED        audit      line {count - 1}: line differs" in said) == (1, True)
    rewrite("DELETE FROM audit_lines WHERE position = :p", p=count - 2)
    assert f"MISSING        audit      line {count - 2}: line absent" in verify()[1]


def test_a_gap_that_a_person_let_pass_is_no_flaw(kept, verify, office, phone):
    event = event_of("visit_finished")
    with transaction():
        note_deed("apply_in_spite_of_gap", by=office.head.id, at=MONDAY, subject="event", subject_id=event.id)
    rewrite("DELETE FROM journal_events WHERE seq = :seq", seq=event.seq - 1)
    assert "number absent" not in verify()[1]


def test_a_forged_event_that_was_refused_is_kept_and_is_no_flaw(kept, verify, phone, colleague):
    phone.sync([phone.event("visit_finished", kept.visit_id, {}, key=colleague.key), "no jws at all", "字"])
    assert verify()[0] == 0


def test_a_visit_that_is_not_there_is_told(app):
    result = app.test_cli_runner().invoke(args=["evidence", "verify", "00000000-0000-0000-0000-000000000001"])
    assert (result.exit_code, "there is no visit" in result.output) == (1, True)


def test_what_has_yet_to_arrive_is_counted_and_no_flaw(kept, verify, phone):
    other = phone.start_visit(phone.visit(kept.visit_id)["work_id"])
    photograph(phone, other, make.picture(77))
    phone.sync()
    code, said = verify()
    assert (code, "1 announced files have yet to arrive" in said) == (0, True)


def test_what_a_crash_left_behind_is_named_and_stays(app, kept):
    here, data = folder(app), app.extensions["config"].data
    strange = here.original("ab" * 32)
    strange.parent.mkdir(parents=True, exist_ok=True)
    strange.write_bytes(b"whole, but its row was never written")
    part = here.root / "partial" / ("c" * 32)
    part.parent.mkdir(exist_ok=True)
    part.write_bytes(b"half")
    here.original(kept.photos[0]).unlink()
    (data / "rescues").mkdir(exist_ok=True)
    (data / "rescues" / "x.part").write_bytes(b"on its way")
    result = app.test_cli_runner().invoke(args=["evidence", "orphans"])
    assert (result.exit_code, "4 orphans" in result.output) == (1, True)
    for name in (f"file without row       originals/ab/{'ab' * 32}", f"row without file       {kept.photos[0]}"):
        assert name in result.output
    assert f"part without transfer  partial/{'c' * 32} 4 bytes" in result.output
    assert "unfinished file        rescues/x.part" in result.output
    assert strange.exists()
    assert part.exists()
    (data / "rescues" / "x.part").unlink()


def test_with_nothing_left_behind_there_are_no_orphans(app, kept):
    result = app.test_cli_runner().invoke(args=["evidence", "orphans"])
    assert (result.exit_code, "0 orphans" in result.output) == (0, True)
