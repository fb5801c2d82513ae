"""Trusted timestamps over the daily head: got from a real responder, kept, checked, and what they find that no chain can."""

import subprocess
from datetime import timedelta

import pytest

from inspect_app.exchange.timestamps import TimestampService
from inspect_app.rules.ledger import head_bytes
from inspect_app.store.base import db
from inspect_app.store.stamps import all_stamps
from tests import make
from tests.kept_evidence import empty_photo_folder, folder, inspected, rewrite, take_photo
from tests.timestamp_responder import certificates, responder


@pytest.fixture(scope="module")
def service(tmp_path_factory):
    with responder(tmp_path_factory.mktemp("tsa")) as here:
        yield here


@pytest.fixture
def kept(app, phone, office):
    empty_photo_folder()
    made = inspected(phone, office)
    earlier = "datetime('now', '-1 hour')" if "sqlite" in str(db.engine.url) else "now() - interval '1 hour'"
    rewrite(f"UPDATE photo_files SET received_at = {earlier}")
    return made


@pytest.fixture
def stamping(app, service):
    before = app.extensions["timestamp_service"]
    app.extensions["timestamp_service"] = TimestampService(service.url, service.roots)
    yield service
    app.extensions["timestamp_service"] = before


@pytest.fixture
def run(app):
    def type_in(*words):
        db.session.remove()
        result = app.test_cli_runner().invoke(args=list(words))
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return result.exit_code, result.output

    return type_in


def test_without_a_service_nothing_happens_and_it_says_so(app, office, run):
    code, said = run("ledger", "stamp")
    assert (code, "no timestamp service is configured" in said, all_stamps()) == (0, True, [])


def test_the_head_of_the_day_is_stamped_and_holds(kept, stamping, run, phone):
    assert run("ledger", "stamp")[0] == 0
    [stamp] = all_stamps()
    assert stamp.head["devices"][phone.id]["seq"] == len(phone.events)
    assert stamp.head["files"]["count"] == 2
    assert abs(stamp.stamped_at - stamp.made_at) < timedelta(minutes=1)
    code, said = run("evidence", "verify")
    assert code == 0, said


def test_openssl_itself_finds_the_token_good(kept, stamping, run, tmp_path):
    run("ledger", "stamp")
    [stamp] = all_stamps()
    (tmp_path / "head.json").write_bytes(head_bytes(stamp.head))
    (tmp_path / "head.tsr").write_bytes(stamp.token)
    words = ["openssl", "ts", "-verify", "-data", "head.json", "-in", "head.tsr", "-CAfile", str(stamping.roots)]
    done = subprocess.run(words, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert "Verification: OK" in done.stdout + done.stderr


def test_more_work_after_a_stamp_does_not_break_it(kept, stamping, run, phone):
    run("ledger", "stamp")
    visit_id = phone.start_visit(phone.visit(kept.visit_id)["work_id"])
    take_photo(phone, visit_id, make.picture(9))
    assert run("evidence", "verify")[0] == 0


def test_a_whole_device_that_was_cut_back_with_its_head_is_missing_by_the_stamp(kept, stamping, run, phone):
    run("ledger", "stamp")
    last = len(phone.events)
    rewrite("DELETE FROM journal_events WHERE seq = :seq", seq=last)
    rewrite(
        "UPDATE devices SET head_seq = :seq, head_sha256 = (SELECT sha256 FROM journal_events WHERE seq = :seq)"
        " WHERE head_seq > 0",
        seq=last - 1,
    )
    code, said = run("evidence", "verify")
    assert code == 1
    assert "MISSING        chain" not in said
    assert f"device {phone.id}: stamped state absent" in said


def test_a_photo_that_was_taken_out_with_its_row_is_missing_by_the_stamp(app, kept, stamping, run):
    run("ledger", "stamp")
    folder(app).original(kept.photos[0]).unlink()
    rewrite("DELETE FROM photo_files WHERE sha256 = :s", s=kept.photos[0])
    code, said = run("evidence", "verify")
    assert (code, "files: stamped state absent" in said) == (1, True)


def test_an_altered_head_and_an_altered_token_are_told(kept, stamping, run):
    run("ledger", "stamp")
    [stamp] = all_stamps()
    token = bytearray(stamp.token)
    token[-10] ^= 1
    rewrite("UPDATE ledger_stamps SET token = :t", t=bytes(token))
    code, said = run("evidence", "verify")
    assert (code, "stamp " in said) == (1, True)
    rewrite("UPDATE ledger_stamps SET sha256 = :s", s="0" * 64)
    assert "hash differs" in run("evidence", "verify")[1]


def test_a_token_over_another_text_is_altered(kept, stamping, run):
    run("ledger", "stamp")
    service = TimestampService(stamping.url, stamping.roots)
    other, _at = service.stamp(b"another text")
    rewrite("UPDATE ledger_stamps SET token = :t", t=other)
    code, said = run("evidence", "verify")
    assert (code, "ALTERED        stamp" in said, "token fails" in said) == (1, True, True)


def test_without_the_root_or_under_another_one_a_token_is_not_verifiable(app, kept, stamping, run, tmp_path):
    run("ledger", "stamp")
    app.extensions["timestamp_service"] = TimestampService("", None)
    code, said = run("evidence", "verify")
    assert (code, "NOT VERIFIABLE stamp" in said, "token untrusted" in said) == (1, True, True)
    app.extensions["timestamp_service"] = TimestampService("", certificates(tmp_path))
    code, said = run("evidence", "verify")
    assert (code, "NOT VERIFIABLE stamp" in said, "issuer unproved" in said) == (1, True, True)


def test_a_service_that_answers_something_else_is_told_and_nothing_is_kept(app, office, run, tmp_path):
    app.extensions["timestamp_service"] = TimestampService("http://127.0.0.1:9/", None)
    try:
        code, said = run("ledger", "stamp")
    finally:
        app.extensions["timestamp_service"] = TimestampService("", None)
    assert (code, "did not answer" in said, all_stamps()) == (1, True, [])
