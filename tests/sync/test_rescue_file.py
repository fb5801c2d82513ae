"""Reading a rescue file: whole, cut off at any byte, damaged anywhere; always in bounded memory."""

import hashlib
import io
import json

import pytest

from inspect_app.problems import Problem, Refused
from inspect_app.sync.rescue_file import FoundPhoto, RescueReader, Stretch
from inspect_app.sync.rescue_lines import DraftLine
from tests import make
from tests.phone_in_python import Phone
from tests.rescue_in_python import rescue_file

PHOTOS = [make.picture(shade, 60) for shade in (1, 2)]


@pytest.fixture
def silent() -> Phone:
    """A phone that never met a server."""
    phone = Phone(None)
    phone.officer_id = "5e0e5c1e-0000-4000-8000-000000000001"
    for item in ("item-1", "item-2", "item-3"):
        phone.say("answer_given", "5e0e5c1e-0000-4000-8000-000000000002", checklist="short", item=item, value="met")
    return phone


def read(body: bytes):
    """What stands in it: tokens, forms, photos with their bytes; and where it is damaged."""
    reader = RescueReader(io.BytesIO(body))
    found = []
    for piece in reader.pieces():
        found.append((piece, b"".join(reader.blocks(piece))) if isinstance(piece, FoundPhoto) else piece)
    return reader, found


def tokens(found):
    return [one for one in found if isinstance(one, str)]


def photos(found):
    """Bytes of the photos that are what their line says."""
    return [
        body
        for piece, body in (one for one in found if isinstance(one, tuple))
        if hashlib.sha256(body).hexdigest() == piece.line.sha256
    ]


def test_a_whole_file_is_read_word_for_word(silent):
    body = rescue_file(silent, photos=PHOTOS, drafts={"penalty/1": {"facts": "写到一半"}})
    reader, found = read(body)
    assert tokens(found) == silent.events
    assert photos(found) == PHOTOS
    assert [one.values for one in found if isinstance(one, DraftLine)] == [{"facts": "写到一半"}]
    assert str(reader.heading.device.id) == silent.id
    assert reader.faults() == []


def test_cut_off_at_any_byte_what_is_whole_is_found_and_the_cut_is_told(silent):
    body = rescue_file(silent, photos=PHOTOS)
    first_line = body.index(b"\n") + 1
    for size in range(first_line, len(body) - 1, 7):
        reader, found = read(body[:size])
        assert tokens(found) == silent.events[: len(tokens(found))]
        assert photos(found) == PHOTOS[: len(photos(found))]
        assert reader.faults() == [Problem.RESCUE_CUT_OFF], size


def test_only_the_last_line_end_missing_is_no_harm(silent):
    reader, found = read(rescue_file(silent).removesuffix(b"\n"))
    assert (tokens(found), reader.faults()) == (silent.events, [])


def test_a_damaged_line_is_named_by_its_bytes_and_the_rest_is_read(silent):
    body = rescue_file(silent, photos=PHOTOS)
    start = body.index(b'{"event"')
    end = body.index(b"\n", start) + 1
    reader, found = read(body[:start] + b"#" * (end - start - 1) + body[end - 1 :])
    assert found[0] == Stretch(start, end)
    assert tokens(found) == silent.events[1:]
    assert photos(found) == PHOTOS
    assert reader.faults() == [Problem.RESCUE_ALTERED]


def test_a_changed_letter_in_a_line_that_still_reads_shows_by_the_hash_at_the_end(silent):
    body = rescue_file(silent)
    reader, _found = read(body.replace(b'"login":"jia"', b'"login":"jib"'))
    assert reader.faults() == [Problem.RESCUE_ALTERED]


@pytest.mark.parametrize("cut", [1, 100, 600])
def test_bytes_lost_inside_a_photo_cost_that_photo_alone(silent, cut):
    body = rescue_file(silent, photos=PHOTOS)
    start = body.index(PHOTOS[0])
    _reader, found = read(body[: start + 20] + body[start + 20 + cut :])
    assert tokens(found) == silent.events
    assert photos(found) == PHOTOS[1:]


@pytest.mark.parametrize("size", [1, 10_000_000_000])
def test_a_photos_wrong_size_costs_that_photo_alone(silent, size):
    body = rescue_file(silent, photos=PHOTOS)
    told = b'"size":%d' % len(PHOTOS[0])
    _reader, found = read(body.replace(told, b'"size":%d' % size, 1))
    assert photos(found) == PHOTOS[1:]


def test_a_damaged_line_of_a_photo_costs_that_photo_alone(silent):
    body = rescue_file(silent, photos=PHOTOS)
    _reader, found = read(body.replace(b'{"photo"', b'{"phot0"', 1))
    assert (tokens(found), photos(found)) == (silent.events, PHOTOS[1:])


def test_something_after_the_end_is_told(silent):
    reader, _found = read(rescue_file(silent) + b"more")
    assert reader.faults() == [Problem.RESCUE_ALTERED]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (b"", Problem.RESCUE_NOT_ONE),
        (b"\xff\xd8\xff\xe0 a photo", Problem.RESCUE_NOT_ONE),
        (b'{"format": 1}', Problem.RESCUE_NOT_ONE),
        (b'{"format": "another-1"}', Problem.RESCUE_NOT_ONE),
        (b'{"format": "inspect-rescue-2"}', Problem.RESCUE_TOO_NEW),
        (b"[" * 100_000, Problem.RESCUE_NOT_ONE),
    ],
)
def test_what_is_no_rescue_file_of_ours_is_refused(text, problem):
    with pytest.raises(Refused) as refused:
        RescueReader(io.BytesIO(text))
    assert refused.value.refusals[0].problem is problem


def test_a_heading_that_says_nonsense_is_as_good_as_empty(silent):
    reader, found = read(_with_heading(silent, {"photos": {"count": -1}}))
    assert reader.heading.device.id is None
    assert tokens(found) == silent.events


def _with_heading(phone: Phone, more) -> bytes:
    body = rescue_file(phone)
    heading, rest = body.split(b"\n", 1)
    return json.dumps({**json.loads(heading), **more}).encode() + b"\n" + rest


class Meagre(io.BytesIO):
    """A file that tells how much was read from it at once."""

    most = 0

    def read(self, size=-1):
        self.most = max(self.most, size if size >= 0 else 2**62)
        return super().read(size)

    def readline(self, size=-1):
        self.most = max(self.most, size if size >= 0 else 2**62)
        return super().readline(size)


def test_no_more_than_one_line_is_ever_in_memory(silent):
    file = Meagre(rescue_file(silent, photos=PHOTOS))
    reader = RescueReader(file)
    for piece in reader.pieces():
        if isinstance(piece, FoundPhoto):
            assert sum(map(len, reader.blocks(piece))) == piece.line.size
    assert 0 < file.most <= 8 * 1024 * 1024


def test_a_file_that_claims_the_same_bytes_over_and_over_is_read_once(silent):
    """Lines of photos, each of which says that all the rest of the file is its bytes: none is worth reading for its hash."""
    line = b'{"photo":{"sha256":"%064x","size":%d,"type":"image/jpeg","name":"x"}}\n'
    body = rescue_file(silent) + b"".join(line % (number, 60_000) for number in range(1_000)) + b"x" * 70_000
    _reader, found = read(body)
    claimed = [one for one, _body in (one for one in found if isinstance(one, tuple))]
    assert len(claimed) == 1_000
    assert not [one for one in claimed if not one.is_cut and one.is_at_a_line]
