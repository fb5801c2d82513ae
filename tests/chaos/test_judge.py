"""The judge can fail: one thing is broken on purpose, and its figure rises."""

import hashlib
import shutil
from uuid import uuid4

import pytest
from sqlalchemy import delete, insert, select, update

from inspect_app.store.base import db, transaction
from inspect_app.store.documents import Document, FormUse
from inspect_app.store.journal import JournalEvent
from inspect_app.store.photos import PhotoFile
from inspect_app.store.record import RecordedStep
from inspect_app.store.recordings import Recording
from inspect_app.store.visits import Answer, Finding, Statement
from tests import make, on_site
from tests.chaos.__main__ import is_bad
from tests.chaos.disk import Ledger, Said
from tests.chaos.judge import FAULTS, judge

pytestmark = pytest.mark.chaos
PICTURE = make.picture()


@pytest.fixture
def ledger(phone, office):
    """What one phone said on a visit with an answer, a finding, a photo, a recording, a statement and an order."""
    phone.sync()
    visit = phone.start_visit(office.work.id)
    phone.say("answer_given", visit, checklist="short", item="item-1", value="not_met")
    finding = on_site.find(phone, visit)
    on_site.photograph(phone, visit, PICTURE, finding_id=finding)
    on_site.record(phone, visit, b"never sent")
    phone.say("statement_made", visit, text="已安排整改。", by_whom="张三")
    on_site.order(phone, office.yi.id, visit, finding)
    phone.say("visit_finished", visit)
    phone.sync()
    assert phone.upload(PICTURE).status_code in (201, 204)
    jwk = phone.key.as_dict(private=False)
    said = [said_by(phone, token) for token in phone.events]
    return Ledger(phone.id, phone.officer_id, jwk, said, photos={hashlib.sha256(PICTURE).hexdigest(): len(PICTURE)})


def said_by(phone, token):
    one = phone.payload(token)
    sha256 = hashlib.sha256(token.encode()).hexdigest()
    return Said(one["seq"], one["id"], sha256, token, one["type"], one["subject"], one["data"])


@pytest.fixture(autouse=True)
def originals(app):
    folder = app.extensions["photo_folder"].root / "originals"
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


def found(ledger, originals):
    db.session.rollback()
    figures = judge([ledger], originals)
    return {name: figures[name] for name in FAULTS if figures.get(name)}


def rewrite(statement):
    with transaction():
        db.session.execute(statement)


def copied(model, **changes):
    """One row once more, under another id."""
    row = dict(db.session.execute(select(*model.__table__.columns)).first()._mapping)
    rewrite(insert(model).values(**{**row, "id": uuid4(), **changes}))


def event(model_type):
    return db.session.scalars(select(JournalEvent).filter_by(type=model_type)).first()


def test_a_whole_record_is_found_whole(ledger, originals):
    assert found(ledger, originals) == {}


@pytest.mark.parametrize("model", [Answer, Recording])
def test_an_accepted_row_that_is_gone_is_lost(ledger, originals, model):
    rewrite(delete(model))
    assert found(ledger, originals) == {"events_lost": 1}


def test_an_event_that_is_gone_from_the_journal_is_lost_and_breaks_its_chain(ledger, originals):
    rewrite(delete(JournalEvent).where(JournalEvent.id == event("statement_made").id))
    assert found(ledger, originals) == {"events_lost": 1, "broken_chains": 1}


def test_an_event_that_was_never_answered_is_lost(ledger, originals, phone):
    phone.say("statement_made", ledger.said[0].subject, text="没有送到")
    ledger.said.append(said_by(phone, phone.events[-1]))
    assert found(ledger, originals) == {"events_lost": 1, "broken_chains": 1}


@pytest.mark.parametrize("model", [Finding, Answer, Statement, Recording])
def test_what_was_done_twice_is_doubled(ledger, originals, model):
    copied(model)
    assert found(ledger, originals) == {"events_doubled": 1}


def test_an_event_that_nobody_said_is_doubled(ledger, originals):
    copied(JournalEvent, seq=99, sha256="0" * 64)
    assert found(ledger, originals) == {"events_doubled": 1, "broken_chains": 1}


def test_two_documents_with_one_number_are_doubled(ledger, originals):
    copied(Document)
    assert found(ledger, originals)["events_doubled"] >= 1


def test_a_number_used_twice_and_a_step_taken_twice_are_doubled(ledger, originals):
    copied(FormUse, serial=99)
    assert found(ledger, originals) == {"events_doubled": 1}
    copied(RecordedStep, position=99)
    assert found(ledger, originals) == {"events_doubled": 2}


def test_a_flipped_byte_of_a_photo_is_wrong(ledger, originals):
    [file] = [path for path in originals.rglob("*") if path.is_file()]
    file.chmod(0o640)
    file.write_bytes(PICTURE[:-1] + bytes([PICTURE[-1] ^ 1]))
    assert found(ledger, originals) == {"wrong_bytes": 1}
    file.unlink()
    assert found(ledger, originals) == {"photos_lost": 1}


def test_a_photo_without_its_row_is_lost(ledger, originals):
    rewrite(delete(PhotoFile))
    assert found(ledger, originals) == {"photos_lost": 1}


def test_a_stored_event_with_another_byte_breaks_its_chain(ledger, originals):
    one = event("statement_made")
    other = one.jws[:-9] + ("A" if one.jws[-9] != "A" else "B") + one.jws[-8:]
    rewrite(update(JournalEvent).where(JournalEvent.id == one.id).values(jws=other))
    assert found(ledger, originals) == {"events_lost": 1, "broken_chains": 1}


@pytest.mark.parametrize("name", FAULTS)
def test_any_figure_that_is_not_nought_is_bad(name):
    clean = dict.fromkeys(FAULTS, 0)
    assert not is_bad(clean)
    assert is_bad({**clean, name: 1})
