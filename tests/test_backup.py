"""A backup is whole or not there and comes back proved; phones bring the rest. (Long: all that may befall one copy.)"""

import hashlib
import json
import os
import signal
import subprocess
import tarfile
import time
from contextlib import contextmanager
from dataclasses import replace
from multiprocessing.process import BaseProcess
from uuid import UUID

import pytest
from flask import current_app
from flask_migrate import upgrade
from sqlalchemy import create_engine, select, text
from sqlalchemy.engine import make_url

from inspect_app import create_app
from inspect_app.actions.forms import next_desk_number
from inspect_app.clock import now
from inspect_app.config import Config
from inspect_app.rules.numbers import FormKind
from inspect_app.store.audit import first_broken_line
from inspect_app.store.backup_files import BackupFault, new_backup
from inspect_app.store.backups import make_backup
from inspect_app.store.base import db, transaction
from inspect_app.store.database_copies import schema
from inspect_app.store.documents import FormUse, blocks_of_agency, documents_for
from inspect_app.store.feed import feed_head
from inspect_app.store.officers import all_officers, officer_by_login
from inspect_app.store.orders import order_for_update
from tests import make, on_site
from tests.conftest import MONDAY
from tests.forked import start_flask
from tests.kept_evidence import empty_photo_folder, folder, inspected, take_photo
from tests.phone_in_python import Phone


@pytest.fixture
def kept(app, phone, office):
    empty_photo_folder()
    return inspected(phone, office)


@pytest.fixture
def run(app):
    def type_in(*words, code=0, of=app):
        db.session.remove()
        result = of.test_cli_runner().invoke(args=[str(word) for word in words])
        assert result.exit_code == code, result.output + str(result.exception)
        return result.output

    return type_in


@pytest.fixture
def restoring(app):
    """An app whose database server, if there is one, has an empty database for the restore."""
    config = app.extensions["config"]
    if not config.database_url.startswith("postgresql"):
        return app
    address = make_url(config.database_url)
    engine = create_engine(address, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text("DROP DATABASE IF EXISTS restored WITH (FORCE)"))
        connection.execute(text("CREATE DATABASE restored"))
    engine.dispose()
    url = address.set(database="restored").render_as_string(hide_password=False)
    return create_app(replace(config, database_url=url))


@contextmanager
def inside(app):
    """In another app of this process, whose connections end with it."""
    with app.app_context():
        try:
            yield
        finally:
            db.session.remove()
            db.engine.dispose()


def app_over(data, restoring):
    config = restoring.extensions["config"]
    url = (
        config.database_url if config.database_url.startswith("postgresql") else f"sqlite:///{data}/inspect.sqlite"
    )
    return create_app(replace(config, data=data, database_url=url))


def restored(run, restoring, tmp_path, place="backup"):
    """The copy in its place, and what the command said."""
    with inside(restoring):
        said = run("restore", tmp_path / place, "--to", tmp_path / "data", of=restoring)
    return app_over(tmp_path / "data", restoring), said


@pytest.mark.parametrize("place", ["backup", "backup.tar"])
def test_a_backup_comes_back_proved(kept, run, restoring, tmp_path, phone, place):
    said = run("backup", tmp_path / place)
    assert "written and read back" in said
    again, said = restored(run, restoring, tmp_path, place)
    assert f"looked at {len(phone.events)} events, 2 files, 2 documents" in said
    assert "all well" in said
    with inside(again):
        assert first_broken_line() is None
        assert folder(again).original(kept.photos[0]).read_bytes() == make.picture(1)


def test_a_backup_can_be_checked_with_sha256sum(kept, run, tmp_path):
    run("backup", tmp_path / "b")
    done = subprocess.run(["sha256sum", "-c", "--quiet", "SHA256SUMS"], cwd=tmp_path / "b", check=False)
    assert done.returncode == 0
    names = {path.name for path in (tmp_path / "b").iterdir()}
    assert names - {"database.sqlite", "database.pgdump"} == {"SHA256SUMS", "manifest.json", "data"}
    assert all((tmp_path / "b" / "data" / key).exists() for key in ("server-key.json", "recovery-key.json"))


def test_phones_bring_again_what_the_restored_server_has_forgotten(kept, run, restoring, tmp_path, phone, office):
    """Five events and a photo before the backup, five and a photo after it; then the server is gone."""
    visit_id = phone.start_visit(office.work.id)
    for index in range(1, 4):
        phone.say("answer_given", visit_id, checklist="short", item=f"item-{index}", value="met")
    before = take_photo(phone, visit_id, make.picture(51))
    run("backup", tmp_path / "backup")
    covered = len(phone.events)
    for index in range(1, 5):
        phone.say("answer_given", visit_id, checklist="short", item=f"item-{1 + index % 3}", value="not_met")
    after = take_photo(phone, visit_id, make.picture(52))
    first = {name: answer["status"] for name, answer in phone.answers.items()}

    again, _said = restored(run, restoring, tmp_path)
    with inside(again):
        phone.client = again.test_client()
        phone.sign_in("jia")
        reply = phone.sync([], photos=[before, after])
        assert (reply["reset"], reply["head"]["seq"]) == (True, covered)
        assert reply["missing"]["events"] == [[covered + 1, len(phone.events)]]
        assert (reply["kept"], reply["missing"]["photos"]) == ([before], [after])
        assert reply["backed_up_until"] is None
        phone.sync(phone.events[covered:])
        assert phone.upload(make.picture(52)).status_code in (201, 204)
        reply = phone.sync([], photos=[before, after])
        assert (reply["missing"]["events"], sorted(reply["kept"])) == ([], sorted([before, after]))
        assert reply["head"]["sha256"] == hashlib.sha256(phone.events[-1].encode()).hexdigest()
        assert {name: answer["status"] for name, answer in phone.answers.items()} == first
        assert phone.visit(visit_id)["photos"]
        said = run("evidence", "verify", of=again)
        assert f"looked at {len(phone.events)} events, 4 files" in said


def test_a_phone_that_enrolled_after_the_backup_brings_everything(app, kept, run, restoring, tmp_path, phone):
    run("backup", tmp_path / "backup")
    colleague = Phone(app.test_client())
    colleague.sign_in("yi")
    visit_id = colleague.start_visit(phone.visit(kept.visit_id)["work_id"])
    colleague.sync()
    again, _said = restored(run, restoring, tmp_path)
    with inside(again):
        colleague.client = again.test_client()
        assert colleague.post("/api/sync", {}).status_code in (400, 401)
        colleague.sign_in("yi")
        assert colleague.sync([])["missing"]["events"] == [[1, 1]]
        colleague.sync(colleague.events)
        assert colleague.visit(visit_id)


def test_the_epoch_after_a_restore_was_never_used_before(kept, run, restoring, tmp_path):
    was = feed_head().epoch
    run("backup", tmp_path / "backup")
    again, said = restored(run, restoring, tmp_path)
    with inside(again):
        assert feed_head().epoch != was
        assert feed_head().epoch in said


def test_phones_hear_until_when_a_backup_covers(kept, run, tmp_path, phone):
    assert phone.sync([])["backed_up_until"] is None
    run("backup", tmp_path / "backup")
    assert phone.sync([])["backed_up_until"] < phone.payload(phone.anchor)["time"]


def test_a_backup_that_is_cut_off_leaves_nothing_that_looks_whole(tmp_path):
    def cut_off():
        with new_backup(tmp_path / "b") as packer:
            packer.add_text("data/x", "half")
            assert not (tmp_path / "b").exists()
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        cut_off()
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_backup_left_is_not_taken_for_one(app, run, restoring, tmp_path):
    (tmp_path / "b.part" / "data").mkdir(parents=True)
    (tmp_path / "b.part" / "data" / "secret-key").write_text("x")
    with inside(restoring):
        assert "no SHA256SUMS" in run("restore", tmp_path / "b.part", "--to", tmp_path / "d", code=1, of=restoring)
    assert "is there already" in run("backup", tmp_path / "b", code=1)


@pytest.mark.parametrize("place", ["backup", "backup.tar"])
def test_an_altered_byte_of_a_backup_is_named_and_nothing_is_put_in_place(kept, run, restoring, tmp_path, place):
    run("backup", tmp_path / place)
    if place.endswith(".tar"):
        with tarfile.open(tmp_path / place) as tar:
            at = tar.getmember(f"data/photos/originals/{kept.photos[0][:2]}/{kept.photos[0]}").offset_data
        victim = tmp_path / place
    else:
        victim = tmp_path / place / "data" / "photos" / "originals" / kept.photos[0][:2] / kept.photos[0]
        at = 0
    with victim.open("r+b") as file:
        file.seek(at + 30)
        file.write(b"\0\1\2\3")
    with inside(restoring):
        said = run("restore", tmp_path / place, "--to", tmp_path / "data", code=1, of=restoring)
    assert f"altered: data/photos/originals/{kept.photos[0][:2]}/{kept.photos[0]}" in said
    assert not (tmp_path / "data").exists()


def test_an_original_that_was_altered_before_the_backup_is_named_by_both(app, kept, run, restoring, tmp_path):
    path = folder(app).original(kept.photos[0])
    path.chmod(0o600)
    path.write_bytes(b"another picture")
    assert f"ALTERED before it was copied: photos/originals/{kept.photos[0][:2]}" in run(
        "backup", tmp_path / "b", code=1
    )
    with inside(restoring):
        said = run("restore", tmp_path / "b", "--to", tmp_path / "d", code=1, of=restoring)
    assert f"ALTERED        file       {kept.photos[0]}" in said
    assert "was not put in place" in said
    assert not (tmp_path / "d").exists()


def test_a_restore_goes_into_an_empty_folder_only(kept, run, restoring, tmp_path):
    run("backup", tmp_path / "b")
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "inspect.sqlite").write_bytes(b"")
    with inside(restoring):
        assert "is not empty" in run("restore", tmp_path / "b", "--to", tmp_path / "data", code=1, of=restoring)


def test_keys_made_by_a_first_start_give_way_and_are_kept_beside(kept, run, restoring, tmp_path):
    run("backup", tmp_path / "backup")
    (tmp_path / "data").mkdir()
    for name in ("secret-key", "recovery-key.json"):
        (tmp_path / "data" / name).write_text("of a first start")
    again, _said = restored(run, restoring, tmp_path)
    for name in ("secret-key", "recovery-key.json"):
        assert (again.extensions["config"].data / f"{name}.replaced").read_text() == "of a first start"


def test_a_backup_inside_the_data_folder_is_refused(app, run):
    assert "choose another place" in run("backup", app.extensions["config"].data / "b", code=1)


def test_a_place_that_is_taken_is_refused(tmp_path):
    (tmp_path / "b").mkdir()
    with pytest.raises(BackupFault), new_backup(tmp_path / "b"):
        pass


def test_a_backup_is_made_while_somebody_is_writing_and_holds_nothing_half_done(kept, run, restoring, tmp_path):
    engine = create_engine(db.engine.url)
    with engine.connect() as writing:
        writing.execute(text("UPDATE officers SET name = 'half done'"))
        db.session.remove()
        make_backup(tmp_path / "backup", current_app.extensions["config"].data, at=MONDAY)
        writing.rollback()
    engine.dispose()
    again, _said = restored(run, restoring, tmp_path)
    with inside(again):
        assert "half done" not in {officer.name for officer in all_officers()}


def ended(process: BaseProcess, code: int) -> None:
    process.join()
    assert process.exitcode == code


def test_a_backup_killed_in_the_middle_leaves_nothing_that_restores(tmp_path):
    data, place = tmp_path / "data", tmp_path / "backup"
    environment = {**os.environ, "DATA": str(data), "FLASK_APP": "app", "DATABASE_URL": ""}
    log = tmp_path / "said"

    def flask(*words: str) -> BaseProcess:
        return start_flask(list(words), environment, log)

    for command in (["db", "upgrade"], ["office", "create"]):
        ended(flask(*command), 0)
    (data / "photos").mkdir()
    with (data / "photos" / "large").open("wb") as file:
        file.truncate(2**30)
    running = flask("backup", str(place))
    while not (tmp_path / "backup.part" / "data").exists():
        assert running.is_alive(), "it ended before it could be killed"
        time.sleep(0.005)
    running.kill()
    ended(running, -signal.SIGKILL)
    assert not place.exists()
    ended(flask("restore", str(tmp_path / "backup.part"), "--to", str(tmp_path / "again")), 1)
    assert "no SHA256SUMS" in log.read_text()
    assert not (tmp_path / "again").exists()


def test_a_backup_of_a_migrated_database_comes_back_up_to_date(app, run, tmp_path):
    url = f"sqlite:///{tmp_path / 'live' / 'inspect.sqlite'}"
    (tmp_path / "live").mkdir()
    live = create_app(Config(tmp_path / "live", url, "a key for tests", rate_limits=False))
    with inside(live):
        upgrade()
        run("office", "create", of=live)
        run("backup", tmp_path / "backup", of=live)
        assert json.loads((tmp_path / "backup" / "manifest.json").read_text())["schema"] == schema()
        assert "all well" in run("restore", tmp_path / "backup", "--to", tmp_path / "data", of=live)


def test_form_numbers_leased_after_the_backup_are_not_leased_again_after_the_restore(
    app, kept, run, restoring, tmp_path, phone, office
):
    """A colleague enrols after the backup, writes an order on a form that the backup does not know, and one at the desk."""
    work_id, jia_id, agency_id = office.work.id, office.jia.id, office.agency.id
    run("backup", tmp_path / "backup")
    colleague = Phone(app.test_client())
    colleague.sign_in("yi")
    colleague.sync()
    visit_id = colleague.start_visit(work_id)
    order_id = on_site.order(colleague, jia_id, visit_id, on_site.find(colleague, visit_id))
    colleague.sync()
    with transaction():
        next_desk_number(officer_by_login("zhuren"), FormKind.CORRECTION_ORDER, at=now())
    leased = numbers_leased(agency_id)

    again, said = restored(run, restoring, tmp_path)
    with inside(again):
        known = numbers_leased(agency_id)
        assert "not given out any more: " in said
        colleague.client = again.test_client()
        colleague.sign_in("yi")
        colleague.sync([])
        colleague.sync(colleague.events)
        with transaction():
            block, serial = next_desk_number(officer_by_login("zhuren"), FormKind.CORRECTION_ORDER, at=now())
        assert (block.kind, block.year, serial) not in leased
        anew = numbers_leased(agency_id) - known
        assert len(anew) >= 60
        assert anew & leased == set()
        assert {answer["status"] for answer in colleague.answers.values()} == {"accepted"}
        [document] = documents_for(UUID(order_id))
        [use] = db.session.scalars(select(FormUse).filter_by(number=document.number))
        assert use.document_id == document.id
        assert "number_not_leased" not in str(order_for_update(UUID(order_id)).flags)


def numbers_leased(agency_id):
    """Those that somebody may take: kind, year and serial of each."""
    blocks = [block for block in blocks_of_agency(agency_id) if not block.withdrawn_at]
    return {(one.kind, one.year, serial) for one in blocks for serial in range(one.first, one.last + 1)}
