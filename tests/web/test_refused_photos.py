"""Photos that the server would not take: the office sees who, of what and why; asks again, or sets them aside."""

from hashlib import sha256
from uuid import UUID

import pytest

from inspect_app.store.photo_bytes import PhotoFolder
from inspect_app.store.refused_photos import refused_photo
from tests import make
from tests.desk import text_of
from tests.on_site import find, photograph
from tests.web.test_home import tiles

RUBBISH = b"%PDF-1.7 this is no photo at all" * 20


def digest(body):
    return sha256(body).hexdigest()


@pytest.fixture
def visit_id(phone, office):
    visit_id = phone.start_visit(office.work.id)
    finding_id = find(phone, visit_id, text="防护门锈蚀。")
    photograph(phone, visit_id, RUBBISH, finding_id=finding_id, caption="门轴", name="IMG_1.jpg")
    phone.say("visit_finished", visit_id)
    phone.sync()
    return visit_id


@pytest.fixture
def refused(phone, visit_id):
    assert phone.upload(RUBBISH).status_code == 415
    return refused_photo(UUID(phone.id), digest(RUBBISH))


def heard(phone, row):
    phone.sync([], photos=[digest(RUBBISH)])
    return phone.confirmed[("photo_refusal", str(row.id))]


def test_the_office_sees_who_took_it_of_what_and_why_it_was_not_taken(refused, desk):
    page = desk.read("/refused-photos")
    for words in ("检查员jia", "演示一号地下车库", "防护门锈蚀。", "门轴", "IMG_1.jpg", "不是可识别的照片"):
        assert words in page
    assert tiles(desk)["未收下的照片"] == (1, "/refused-photos")


def test_one_that_is_too_large_or_another_under_its_name_is_noted_too(phone, visit_id, desk):
    assert phone.begin_upload("a" * 64, 65 * 2**20).status_code == 413
    body = make.picture(3)
    phone.upload(body)
    assert phone.begin_upload(digest(body), 5).status_code == 409
    assert refused_photo(UUID(phone.id), "a" * 64).reason["code"] == "photo_too_large"
    assert "照片太大（65 MB），最大 64 MB。" in desk.read("/refused-photos")
    assert refused_photo(UUID(phone.id), digest(body)).reason["code"] == "upload_conflict"


def test_tries_are_counted_and_no_bytes_are_kept(app, refused, phone):
    phone.upload(RUBBISH)
    assert refused_photo(UUID(phone.id), digest(RUBBISH)).tries == 2
    folder: PhotoFolder = app.extensions["photo_folder"]
    assert not folder.original(digest(RUBBISH)).exists()


def test_a_hash_that_came_out_wrong_is_no_poison(phone, visit_id):
    assert phone.upload(make.picture(4), sha256="b" * 64).status_code == 460
    assert refused_photo(UUID(phone.id), "b" * 64) is None


def test_who_may_deal_with_them(refused, desk, head, admin, inspector, stranger):
    assert [who.open("/refused-photos").status_code for who in (desk, head, admin, inspector)] == [
        200,
        200,
        200,
        403,
    ]
    assert "检查员jia" not in stranger.read("/refused-photos")
    for deed in ("attempt", "settlement"):
        assert inspector.send(f"/refused-photos/{refused.id}/{deed}", reason="x").status_code == 403
        assert stranger.send(f"/refused-photos/{refused.id}/{deed}", reason="x").status_code == 404


def test_asked_for_again_its_phone_hears_so(refused, phone, desk):
    assert desk.send(f"/refused-photos/{refused.id}/attempt").status_code == 302
    word = heard(phone, refused)
    assert (word["sha256"], bool(word["again_at"]), word["set_aside"]) == (digest(RUBBISH), True, None)


def test_set_aside_with_a_reason_it_is_waited_for_no_longer(refused, phone, desk, visit_id):
    blank = desk.send(f"/refused-photos/{refused.id}/settlement", reason=" ")
    assert (blank.status_code, "请写明理由" in text_of(blank)) == (422, True)
    assert desk.send(f"/visits/{visit_id}/approval").status_code == 409
    assert desk.send(f"/refused-photos/{refused.id}/settlement", reason="误选了文件").status_code == 302
    assert heard(phone, refused)["set_aside"]["reason"] == "误选了文件"
    page = desk.read("/refused-photos")
    assert "误选了文件" in page
    assert "没有。手机传来的照片都已收下。" in page
    phone.sync([], photos=[])
    assert "没有。登记的照片、录音录像原件都已传到。" in desk.read("/arrivals")
    assert desk.send(f"/visits/{visit_id}/approval").status_code == 302
    assert desk.send(f"/refused-photos/{refused.id}/attempt").status_code == 409


def test_what_comes_after_all_is_listed_no_longer(refused, phone, desk, visit_id):
    photo = make.picture(9)
    phone.begin_upload(digest(photo), 65 * 2**20)
    assert digest(photo)[:12] in desk.read("/refused-photos")
    phone.upload(photo)
    assert digest(photo)[:12] not in desk.read("/refused-photos")
