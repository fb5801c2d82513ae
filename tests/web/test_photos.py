"""Photos on screens and originals: who may see which, in which size, and what is sent with them."""

import io

import pytest
from PIL import Image

from tests import make
from tests.desk import Desk, text_of
from tests.on_site import finished_visit, photograph


@pytest.fixture
def shown(office, phone):
    """A photo of a visit, arrived; gives its hash."""
    visit_id, finding_id = finished_visit(phone, office.work.id)
    body = make.picture(5, size=2000)
    photograph(phone, visit_id, body, finding_id=finding_id)
    sha256 = phone.payload(phone.events[-1])["data"]["sha256"]
    phone.sync()
    assert phone.upload(body).status_code < 300
    return sha256


@pytest.mark.parametrize(("size", "edge"), [("small", 400), ("large", 1600)])
def test_a_copy_is_small_upright_and_private(desk, shown, size, edge):
    response = desk.open(f"/photos/{shown}/{size}")
    assert response.content_type == "image/jpeg"
    assert response.headers["Cache-Control"] == "private, max-age=3600"
    assert max(Image.open(io.BytesIO(response.data)).size) == edge


def test_a_copy_is_made_once(app, desk, shown):
    desk.open(f"/photos/{shown}/small")
    path = app.extensions["photo_folder"].copy(shown, 400)
    made = path.stat().st_mtime_ns
    response = desk.open(f"/photos/{shown}/small")
    assert path.stat().st_mtime_ns == made
    again = desk.client.get(
        f"/photos/{shown}/small", headers={"If-None-Match": response.headers["ETag"]}, buffered=True
    )
    assert again.status_code == 304


def test_the_original_comes_untouched_and_cannot_run(desk, shown):
    response = desk.open(f"/photos/{shown}/original")
    assert response.data == make.picture(5, size=2000)
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert response.headers["Cache-Control"].startswith("private")


def test_a_photo_is_asked_for_by_its_hash_alone(desk, shown):
    for path in (f"/photos/{shown}/huge", "/photos/../small", "/photos/nothing/small", f"/photos/{'0' * 64}/small"):
        assert desk.open(path).status_code == 404


def test_a_photo_that_has_not_arrived_says_so(desk, office, phone):
    visit_id, finding_id = finished_visit(phone, office.work.id)
    photograph(phone, visit_id, make.picture(9), finding_id=finding_id)
    sha256 = phone.payload(phone.events[-1])["data"]["sha256"]
    phone.sync()
    response = desk.open(f"/photos/{sha256}/large")
    assert response.status_code == 404
    assert "照片还没有传到" in text_of(response)


@pytest.mark.parametrize("size", ["small", "original"])
@pytest.mark.parametrize(
    ("login", "status"), [("jia", 200), ("kezhang", 200), ("yi", 200), ("xiaofang", 404), ("admin", 404)]
)
def test_who_may_see_a_photo(app, shown, login, status, size):
    """Those who were there, and those who may see the visits of its office."""
    assert Desk(app.test_client(), login).open(f"/photos/{shown}/{size}").status_code == status


def test_a_partner_who_is_on_the_visit_sees_its_photos(app, office, phone):
    visit_id = phone.start_visit(office.work.id, officer_ids=[str(office.fire.id)], kind="joint")
    body = make.picture(6)
    photograph(phone, visit_id, body)
    sha256 = phone.payload(phone.events[-1])["data"]["sha256"]
    phone.sync()
    phone.upload(body)
    assert Desk(app.test_client(), "xiaofang").open(f"/photos/{sha256}/small").status_code == 200


def test_another_office_does_not_see_it(stranger, shown):
    assert stranger.open(f"/photos/{shown}/small").status_code == 404
    assert stranger.open(f"/photos/{shown}/original").status_code == 404


def test_nobody_sees_it_without_signing_in(app, shown):
    assert Desk(app.test_client()).open(f"/photos/{shown}/small").status_code == 302
