"""PROTOCOL.md, photos that are refused for good: one test for each MUST."""

from hashlib import sha256
from uuid import UUID

from inspect_app.actions.refused_photos import ask_again, set_photo_aside
from inspect_app.clock import now
from inspect_app.store.base import transaction
from inspect_app.store.refused_photos import refused_photo


def test_m83_what_is_refused_for_good_is_told_to_the_office_and_its_phone_hears_what_was_decided(phone, office):
    body = b"no photo" * 9
    digest = sha256(body).hexdigest()
    assert phone.upload(body).status_code == 415
    row = refused_photo(UUID(phone.id), digest)
    assert (row.reason["code"], row.size_bytes) == ("photo_not_an_image", len(body))
    with transaction():
        ask_again(row, by=office.supervisor, at=now())
    phone.sync([])
    word = phone.confirmed[("photo_refusal", str(row.id))]
    assert (word["sha256"], word["set_aside"]) == (digest, None)
    assert word["again_at"]
    with transaction():
        set_photo_aside(refused_photo(UUID(phone.id), digest), "误选", by=office.supervisor, at=now())
    phone.sync([])
    assert phone.confirmed[("photo_refusal", str(row.id))]["set_aside"]["reason"] == "误选"
