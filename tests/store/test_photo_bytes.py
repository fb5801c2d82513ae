"""Two connections that bring the same transfer: a phone that gave one up and began another, or a hostile one."""

from datetime import UTC, datetime
from hashlib import sha256
from uuid import UUID, uuid4

import pytest

from inspect_app.actions.uploads import UploadFacts, begin_upload, note_received, receive, start_over
from inspect_app.problems import Problem, Refused
from inspect_app.store.base import transaction
from inspect_app.store.photo_bytes import PhotoFolder
from inspect_app.store.photos import photo_file
from tests import make

PICTURE = make.picture() + b"\0" * 1_000
SHA256 = sha256(PICTURE).hexdigest()
NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)


@pytest.fixture
def folder(tmp_path):
    return PhotoFolder(tmp_path)


@pytest.fixture
def upload(phone):
    with transaction():
        return begin_upload(UploadFacts(UUID(phone.id), SHA256, len(PICTURE)), at=NOW)


def note(folder, upload, written):
    with transaction():
        return note_received(folder, upload.device_id, upload.id, written, at=NOW)


def bring(folder, upload, blocks):
    return note(folder, upload, receive(folder, upload, blocks))


def test_an_original_does_not_change_when_an_older_connection_goes_on_writing(folder, upload):
    """The bytes were checked and kept; whoever still holds the transfer open must not reach them."""

    def older():
        yield PICTURE[:100]
        bring(folder, upload, iter([PICTURE]))
        yield b"other bytes"

    receive(folder, upload, older())
    assert photo_file(SHA256) is not None
    assert folder.original(SHA256).read_bytes() == PICTURE


def test_a_transfer_that_an_older_connection_spoils_is_not_kept_as_whole(folder, upload):
    """What went by was right, but it is what lies on disk that counts."""

    written = receive(folder, upload, iter([PICTURE]))
    receive(folder, upload, iter([b"spoilt"]))
    with pytest.raises(Refused) as refused:
        note(folder, upload, written)
    assert refused.value.refusals[0].problem is Problem.PHOTO_HASH_WRONG
    assert not folder.original(SHA256).exists()
    with transaction():
        start_over(folder, upload.device_id, upload.id)
    bring(folder, upload, iter([PICTURE]))
    assert folder.original(SHA256).read_bytes() == PICTURE


def test_of_two_connections_the_later_goes_on_and_the_earlier_writes_no_more(folder):
    transfer = uuid4()

    def earlier():
        yield PICTURE[:300]
        folder.append(transfer, 100, iter([PICTURE[100:400]]), most=1_000)
        yield b"late"

    assert folder.append(transfer, 0, earlier(), most=len(PICTURE)).offset == 300
    assert folder.partial(transfer).read_bytes() == PICTURE[:400]
