"""Files at the phone's door that are not what they say: refused in words, or kept as what they are and never run."""

import io
import zipfile
from hashlib import sha256

import pytest

from inspect_app.store.base import db
from inspect_app.store.photos import PhotoFile
from tests.desk import Desk
from tests.on_site import photograph
from tests.store.hostile_pictures import png, small_jpeg

pytestmark = pytest.mark.bytes_alone

SCRIPT = b"<script>alert(document.cookie)</script><?php system($_GET['x']); ?>"


def zipped() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("../../run.sh", "rm -rf /")
    return out.getvalue()


REFUSED = {
    "a PDF named .jpg": b"%PDF-1.7\n1 0 obj<</OpenAction<</S/JavaScript/JS(app.alert(1))>>>>",
    "a PDF with a picture inside": b"%PDF-1.7\n" + small_jpeg(),
    "a drawing with a script": b"<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
    "a page": b"<!doctype html>" + SCRIPT,
    "a program": b"\x7fELF\x02\x01\x01" + bytes(200),
    "a zip with a picture inside": zipped() + small_jpeg(),
    "a GIF": b"GIF89a\x0a\x00\x0a\x00" + bytes(60),
    "a bomb": png(30_000, 30_000),
    "many scans": small_jpeg()[:-2] + b"\xff\xda\x00\x02" * 300 + b"\xff\xd9",
}
KEPT = {
    "a picture with a page behind": small_jpeg() + SCRIPT,
    "a picture with a zip behind": small_jpeg() + zipped(),
    "a picture with a page in its comment": small_jpeg(comment=SCRIPT),
    "a picture with a page in its exif": small_jpeg(exif=b"Exif\0\0" + SCRIPT),
}
NAMES = [
    "../../../etc/passwd",
    "..\\..\\boot.ini",
    "/etc/shadow",
    "a\x00b.jpg",
    "con",
    "x" * 400,
    "\u202egpj.exe",
    ".htaccess",
]


def files_in(folder) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_picture_is_refused_in_words_and_leaves_nothing(app, phone, office, name):
    folder, body = app.extensions["photo_folder"].root, REFUSED[name]
    before = files_in(folder)
    response = phone.upload(body)
    assert response.status_code == 415
    assert response.json["reasons"][0]["code"] == "photo_not_an_image"
    assert files_in(folder) == before
    assert db.session.get(PhotoFile, sha256(body).hexdigest()) is None


@pytest.mark.parametrize("name", KEPT)
def test_a_picture_with_a_passenger_is_kept_as_it_came_and_never_run(app, phone, office, name):
    """It is a picture, so it is evidence; whatever rides along is handed out as bytes to keep, and not at all in copies."""
    body, visit_id = KEPT[name], phone.start_visit(office.work.id)
    photograph(phone, visit_id, body, name="photo.html")
    phone.sync()
    assert phone.upload(body).status_code < 300
    desk, digest = Desk(app.test_client(), "kezhang"), sha256(body).hexdigest()
    original = desk.open(f"/photos/{digest}/original")
    assert (original.data, original.content_type) == (body, "image/jpeg")
    assert original.headers["Content-Disposition"].startswith("attachment;")
    assert original.headers["Content-Disposition"].endswith(".jpg")
    assert original.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    for size in ("small", "large"):
        copy = desk.open(f"/photos/{digest}/{size}")
        assert (copy.content_type, copy.headers["X-Content-Type-Options"]) == ("image/jpeg", "nosniff")
        assert b"script" not in copy.data
        assert b"PK\x03\x04" not in copy.data


@pytest.mark.parametrize("name", NAMES)
def test_a_name_that_is_a_path_leads_nowhere(app, phone, office, name):
    """Bytes lie under their hash alone; a name is something that the phone said."""
    data, body = app.extensions["config"].data, small_jpeg(comment=name.encode("utf-8", "replace"))
    visit_id = phone.start_visit(office.work.id)
    photograph(phone, visit_id, body, name=name)
    phone.sync()
    before = files_in(data)
    assert phone.upload(body).status_code < 300
    digest = sha256(body).hexdigest()
    new = {path for path in files_in(data) - before if "/originals/" in path or digest not in path}
    assert new <= {f"photos/originals/{digest[:2]}/{digest}"}
    desk = Desk(app.test_client(), "kezhang")
    assert desk.open(f"/visits/{visit_id}").status_code == 200
    package = desk.send(f"/visits/{visit_id}/evidence-package")
    if package.status_code == 200:
        with zipfile.ZipFile(io.BytesIO(package.data)) as archive:
            assert not [one for one in archive.namelist() if one.startswith("/") or ".." in one or "\\" in one]


@pytest.mark.parametrize(
    "path", ["..%2f..%2fserver-key.json", "%2e%2e/%2e%2e/secret-key", "....//secret-key", "a" * 63, "A" * 64]
)
def test_an_address_that_is_a_path_leads_nowhere(app, office, path):
    desk = Desk(app.test_client(), "kezhang")
    for address in (
        f"/photos/{path}/original",
        f"/photos/{path}/small",
        f"/recordings/{path}/play",
        f"/static/{path}",
    ):
        assert desk.open(address).status_code == 404
