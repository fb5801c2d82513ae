"""A rescue file from a phone that nobody could unlock: the office opens it with its own key, and names what does not open."""

import base64
import hashlib
import json
import os
from collections import Counter

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from inspect_app.clock import now
from inspect_app.problems import Refused
from inspect_app.store.photos import photo_file
from inspect_app.store.rescues import RescueKind, pieces_of, rescue_with
from inspect_app.sync.recovery import kept_office_key
from inspect_app.sync.rescues import take_in_rescue
from tests import make
from tests.on_site import photograph
from tests.rescue_in_python import heading_for
from tests.sync.test_protocol_recovery import KEY, wrapped

PICTURES = [make.picture(shade, 60) for shade in (21, 22)]
ROW = 1024 * 1024


def sealed(plain: bytes) -> bytes:
    iv = os.urandom(12)
    return iv + AESGCM(KEY).encrypt(iv, plain, None)


def box(value: object) -> dict[str, str]:
    return {"box": base64.urlsafe_b64encode(sealed(json.dumps(value).encode())).decode().rstrip("=")}


class SealedFile:
    """As static/app/sync/sealed-rescue.js writes it."""

    def __init__(self) -> None:
        self.body = bytearray()
        self.seal = ""

    def line(self, value: object) -> None:
        text = json.dumps(value).encode()
        self.seal = hashlib.sha256(self.seal.encode() + text).hexdigest()
        self.body += text + b"\n"

    def photo(self, body: bytes, *, but_rows: tuple[int, ...] = (), name: object = "") -> None:
        self.line({"photo": {"sha256": hashlib.sha256(body).hexdigest(), "size": len(body), "type": "image/jpeg",
                             "name": name, "about": None}})  # fmt: skip
        for index, start in enumerate(range(0, len(body), ROW)):
            row = b"" if index in but_rows else sealed(body[start : start + ROW])
            self.line({"row": {"index": index, "bytes": len(row), "is_sealed": bool(row)}})
            self.body += row + b"\n"

    def end(self) -> bytes:
        end = {"events": 0, "drafts": 0, "photos": 0, "bytes": 0, "unreadable": [], "sha256": self.seal}
        return bytes(self.body) + json.dumps({"end": end}).encode() + b"\n"


@pytest.fixture
def bring(office, tmp_path):
    def bring(body: bytes):
        path = tmp_path / "sealed.inspect"
        path.write_bytes(body)
        digest = hashlib.sha256(body).hexdigest()
        return rescue_with(take_in_rescue(path, name="a.inspect", sha256=digest, by=office.supervisor, at=now()))

    return bring


@pytest.fixture
def events(phone, office) -> list[str]:
    visit_id = phone.start_visit(office.work.id)
    phone.say("answer_given", visit_id, checklist="short", item="item-1", value="met")
    for body in PICTURES:
        photograph(phone, visit_id, body)
    return phone.unanswered()


def begun(phone, events, photos=()) -> SealedFile:
    file = SealedFile()
    heading = heading_for(phone, events, photos)
    file.line({**heading, "format": "inspect-rescue-sealed-1", "key": wrapped(phone)})
    return file


def outcomes(found, kind):
    return Counter(piece.outcome.name.lower() for piece in pieces_of(found.id, kind, None, offset=0, limit=1000))


def test_everything_in_it_is_taken_in_as_from_a_plain_one(phone, events, bring):
    file = begun(phone, events, PICTURES)
    file.line({"event": events[0]})  # one that was never sealed
    for token in events[1:]:
        file.line({"event": box({"jws": token, "by": phone.officer_id, "at": "", "data": {}})})
    file.line({"draft": {"key": "start/1", "values": box({"reason": "半句话"})}})
    for body in PICTURES:
        file.photo(body, name=box("门.jpg"))
    found = bring(file.end())
    assert (found.faults, outcomes(found, RescueKind.EVENT)) == ([], {"added": len(events)})
    assert outcomes(found, RescueKind.PHOTO) == {"added": 2}
    assert [piece.name for piece in pieces_of(found.id, RescueKind.PHOTO, None, offset=0, limit=9)] == [
        "门.jpg"
    ] * 2
    [draft] = pieces_of(found.id, RescueKind.DRAFT, None, offset=0, limit=9)
    assert "半句话" in draft.details["text"]
    assert photo_file(hashlib.sha256(PICTURES[0]).hexdigest())
    assert outcomes(bring(file.end()), RescueKind.EVENT) == {"here": len(events)}


def test_nothing_of_it_stays_open_on_the_disk(app, phone, events, bring):
    folder = app.extensions["config"].rescues
    before = set(folder.glob("*"))  # other tests left theirs
    file = begun(phone, events)
    for token in events:
        file.line({"event": box({"jws": token})})
    bring(file.end())
    assert set(folder.glob("*")) == before


def test_an_event_that_does_not_open_is_named_and_stops_no_other(phone, events, bring):
    file = begun(phone, events)
    broken = box({"jws": events[1]})
    broken["box"] = broken["box"][:-6] + "AAAAAA"
    for value in (box({"jws": events[0]}), broken, box({"jws": events[2]})):
        file.line({"event": value})
    found = bring(file.end())
    assert found.faults == ["rescue_altered"]
    assert outcomes(found, RescueKind.STRETCH) == {"damaged": 1}
    assert outcomes(found, RescueKind.EVENT) == {"added": 1, "held": 1, "missing": 2}


def test_a_photo_with_a_lost_or_broken_row_is_named_and_stops_no_other(phone, events, bring):
    long = PICTURES[0] + os.urandom(2 * ROW + 5)
    file = begun(phone, [], [long, PICTURES[1]])
    file.photo(long, but_rows=(1,))
    file.photo(PICTURES[1])
    found = bring(file.end())
    assert outcomes(found, RescueKind.PHOTO) == {"wrong_bytes": 1, "added": 1}


@pytest.mark.parametrize("share", [0.3, 0.6, 0.95])
def test_of_a_file_that_was_cut_off_what_is_whole_is_taken_in(phone, events, bring, share):
    file = begun(phone, events, PICTURES)
    for token in events:
        file.line({"event": box({"jws": token})})
    for body in PICTURES:
        file.photo(body)
    body = file.end()
    found = bring(body[: int(len(body) * share)])
    assert found.faults == ["rescue_cut_off"]
    assert sum(outcomes(found, RescueKind.EVENT).values()) >= 1


def test_a_file_for_another_office_is_refused(phone, events, bring):
    file = SealedFile()
    file.line({**heading_for(phone, events, ()), "format": "inspect-rescue-sealed-1", "key": "a.b.c.d.e"})
    with pytest.raises(Refused, match="recovery_key_wrong"):
        bring(file.end())


def test_what_was_sealed_before_a_restore_still_opens(tmp_path):
    before = kept_office_key(tmp_path / "recovery-key.json")
    (tmp_path / "recovery-key.json").rename(tmp_path / "recovery-key.json.replaced")
    after = kept_office_key(tmp_path / "recovery-key.json")
    assert after.public() != before.public()
    assert after.others[0].thumbprint() == before.key.thumbprint()


def test_a_large_photo_comes_whole(phone, events, bring):
    body = PICTURES[0] + os.urandom(2 * ROW + 77)
    file = begun(phone, [], [body])
    file.photo(body)
    found = bring(file.end())
    assert outcomes(found, RescueKind.PHOTO) == {"added": 1}
