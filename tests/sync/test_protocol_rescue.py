"""PROTOCOL.md, the rescue file: one test for each MUST."""

import hashlib
from collections import Counter
from uuid import UUID

import pytest

from inspect_app.actions.devices import revoke_device
from inspect_app.clock import now
from inspect_app.store.base import transaction
from inspect_app.store.journal import AnswerStatus, event_with
from inspect_app.store.officers import device_with
from inspect_app.store.photos import photo_file
from inspect_app.store.rescues import RescueKind, pieces_of, rescue_with
from inspect_app.store.visits import answers_of, visit_with
from inspect_app.sync.photos import photo_folder
from inspect_app.sync.rescues import take_in_rescue
from tests import make
from tests.on_site import photograph
from tests.phone_in_python import Phone
from tests.rescue_in_python import rescue_file

PICTURES = [make.picture(shade, 60) for shade in (11, 12)]


@pytest.fixture
def bring(office, tmp_path):
    """Somebody brings a file to the office; gives the import."""

    def bring(body: bytes, by=None):
        path = tmp_path / "rescue.inspect"
        path.write_bytes(body)
        sha256 = hashlib.sha256(body).hexdigest()
        by = by or office.supervisor
        return rescue_with(take_in_rescue(path, name="rescue.inspect", sha256=sha256, by=by, at=now()))

    return bring


@pytest.fixture
def worked(phone, office) -> str:
    """A visit with two answers and two photos, none of which the server has heard of; gives its id."""
    visit_id = phone.start_visit(office.work.id)
    for item in ("item-1", "item-2"):
        phone.say("answer_given", visit_id, checklist="short", item=item, value="met")
    for body in PICTURES:
        photograph(phone, visit_id, body)
    return visit_id


def outcomes(found, kind=RescueKind.EVENT):
    return Counter(piece.outcome.name.lower() for piece in pieces_of(found.id, kind, None, offset=0, limit=1000))


def test_m66_an_event_is_answered_as_if_its_own_phone_had_sent_it(phone, office, bring, worked):
    with transaction():
        revoke_device(device_with(UUID(phone.id)), by=office.head.id, at=now())
    body = rescue_file(phone)
    assert outcomes(bring(body, by=office.head)) == {"added": 5}
    assert [one.officer_id for one in answers_of(UUID(worked))] == [office.jia.id, office.jia.id]
    kept = [event_with(UUID(Phone.payload(token)["id"])) for token in phone.events]
    assert [(one.jws, one.device_id) for one in kept] == [(token, UUID(phone.id)) for token in phone.events]
    with transaction():
        device_with(UUID(phone.id)).revoked_at = None
    phone.sign_in("jia")
    phone.sync()
    assert [phone.answers[str(one.id)] for one in kept] == [one.answer for one in kept]
    assert phone.unanswered() == []


def test_m66_another_officers_signature_counts_for_nothing(phone, colleague, office, bring, worked):
    """The heading and the events claim to be jia's phone; the key is another's."""
    foreign = [
        phone.event(
            "answer_given", worked, {"checklist": "short", "item": "item-3", "value": "met"}, key=colleague.key
        )
    ]
    found = bring(rescue_file(phone, phone.events + foreign))
    assert outcomes(found) == {"added": 5, "refused": 1}
    [piece] = [one for one in pieces_of(found.id, RescueKind.EVENT, None, offset=0, limit=9) if one.reasons]
    assert piece.reasons[0]["code"] == "signature_wrong"
    assert event_with(piece.event_id).jws == foreign[0]
    assert {one.item for one in answers_of(UUID(worked))} == {"item-1", "item-2"}


def test_m66_each_event_goes_to_the_device_that_it_names(phone, colleague, office, bring):
    """Two phones' events in one file, whichever of them wrote it."""
    visit_id = phone.start_visit(office.work.id, officer_ids=[colleague.officer_id])
    colleague.say("answer_given", visit_id, checklist="short", item="item-1", value="met")
    assert outcomes(bring(rescue_file(phone, colleague.events + phone.events))) == {"added": 2}
    assert [one.officer_id for one in answers_of(UUID(visit_id))] == [office.yi.id]


def test_m67_the_same_file_again_adds_nothing(phone, bring, worked):
    body = rescue_file(phone, photos=PICTURES)
    first, again = bring(body), bring(body)
    assert outcomes(first) == {"added": 5}
    assert (outcomes(again), outcomes(again, RescueKind.PHOTO)) == ({"here": 5}, {"here": 2})
    assert len(answers_of(UUID(worked))) == 2
    assert not again.leaves_something


def test_m67_a_file_after_the_phone_has_synced_adds_nothing(phone, bring, worked):
    body = rescue_file(phone, photos=PICTURES)
    phone.sync()
    for one in PICTURES:
        phone.upload(one)
    found = bring(body)
    assert (outcomes(found), outcomes(found, RescueKind.PHOTO)) == ({"here": 5}, {"here": 2})
    assert len(answers_of(UUID(worked))) == 2


def test_m67_a_file_that_holds_more_than_was_synced_adds_what_is_new(phone, bring, worked):
    phone.sync(phone.events[:3])
    assert outcomes(bring(rescue_file(phone, phone.events))) == {"here": 3, "added": 2}


def test_m68_of_a_file_that_was_cut_off_what_is_whole_is_taken_in_and_the_rest_is_named(phone, bring, worked):
    body = rescue_file(phone, photos=PICTURES)
    found = bring(body[: body.index(PICTURES[1]) + 30])
    assert found.faults == ["rescue_cut_off"]
    assert outcomes(found) == {"added": 5}
    assert outcomes(found, RescueKind.PHOTO) == {"added": 1, "missing": 1}
    assert outcomes(found, RescueKind.STRETCH) == {}
    found = bring(body[: body.index(b'{"event"') - 1])
    assert outcomes(found, RescueKind.PHOTO) == {"missing": 1}, "the other came with the first file"
    assert outcomes(found) == {}


def test_m68_missing_events_are_named_by_their_numbers(phone, bring, worked):
    body = rescue_file(phone)
    second, fourth = (body.index(f'{{"event":"{token}'.encode()) for token in (phone.events[1], phone.events[3]))
    found = bring(body[:second] + body[fourth:])
    missing = [one for one in pieces_of(found.id, RescueKind.EVENT, None, offset=0, limit=9) if one.details]
    assert [one.details for one in missing] == [{"first": 2, "last": 2}, {"first": 3, "last": 3}]
    assert outcomes(found) == {"added": 1, "held": 2, "missing": 2}
    assert outcomes(bring(rescue_file(phone))) == {"here": 3, "added": 2}
    assert event_with(UUID(Phone.payload(phone.events[4])["id"])).status is AnswerStatus.ACCEPTED


def test_m68_a_damaged_stretch_is_named_by_its_bytes(phone, bring, worked):
    body = rescue_file(phone)
    at = body.index(phone.events[2].encode())
    found = bring(body[:at] + b'"' + body[at + 1 :])
    [stretch] = pieces_of(found.id, RescueKind.STRETCH, None, offset=0, limit=9)
    assert body[stretch.details["first"] : stretch.details["last"]] == f'{{"event":"{phone.events[2]}"}}\n'.encode()
    assert outcomes(found) == {"added": 2, "held": 2, "missing": 1}


def test_m69_a_photo_is_kept_only_when_its_hash_is_right(phone, bring, worked):
    body = rescue_file(phone, photos=PICTURES)
    at = body.index(PICTURES[0]) + 100
    found = bring(body[:at] + bytes([body[at] ^ 1]) + body[at + 1 :])
    assert outcomes(found, RescueKind.PHOTO) == {"wrong_bytes": 1, "added": 1}
    wrong, right = (hashlib.sha256(one).hexdigest() for one in PICTURES)
    assert photo_file(wrong) is None
    assert photo_folder().original(right).read_bytes() == PICTURES[1]
    reply = phone.sync(photos=[wrong, right])
    assert (reply["kept"], reply["missing"]["photos"]) == ([right], [wrong])
    assert phone.visit(worked)["photos"][_photo_id(phone, right)]["is_here"] is True


def _photo_id(phone, sha256):
    said = [Phone.payload(token)["data"] for token in phone.events]
    return next(data["photo_id"] for data in said if data.get("sha256") == sha256)


def test_m69_a_photo_half_way_by_its_transfer_is_completed_and_the_transfer_is_done(phone, bring, worked):
    phone.sync()
    sha256 = hashlib.sha256(PICTURES[0]).hexdigest()
    location = phone.begin_upload(sha256, len(PICTURES[0])).headers["Location"]
    phone.send_bytes(location, 0, PICTURES[0][:100])
    assert outcomes(bring(rescue_file(phone, [], PICTURES)), RescueKind.PHOTO) == {"added": 2}
    assert phone.begin_upload(sha256, len(PICTURES[0])).headers["Upload-Offset"] == str(len(PICTURES[0]))
    assert phone.sync([], photos=[sha256])["kept"] == [sha256]


def test_m69_what_is_no_picture_is_refused_and_stops_nothing(phone, bring, worked):
    found = bring(rescue_file(phone, photos=[b"no picture at all", PICTURES[0]]))
    assert outcomes(found, RescueKind.PHOTO) == {"refused": 1, "added": 1}
    assert found.leaves_something


def test_m70_what_belongs_to_an_unknown_device_is_not_taken_in_and_is_named(app, phone, office, bring):
    stranger = Phone(app.test_client())
    stranger.officer_id = phone.officer_id
    stranger.start_visit(office.work.id)
    found = bring(rescue_file(stranger, photos=PICTURES))
    assert found.device is None
    assert (outcomes(found), outcomes(found, RescueKind.PHOTO)) == ({"not_ours": 1}, {"not_ours": 2})
    assert event_with(UUID(Phone.payload(stranger.events[0])["id"])) is None
    assert photo_file(hashlib.sha256(PICTURES[0]).hexdigest()) is None
    assert found.leaves_something


def test_m70_an_unknown_device_in_the_heading_keeps_no_known_ones_events_away(phone, office, bring, worked):
    found = bring(rescue_file(phone, photos=PICTURES, device={"id": make.any_id(), "jwk": {}}))
    assert (outcomes(found), outcomes(found, RescueKind.PHOTO)) == ({"added": 5}, {"added": 2})
    assert visit_with(UUID(worked)) is not None
