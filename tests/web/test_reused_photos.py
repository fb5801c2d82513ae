"""Photos that were evidence before: the same bytes and near copies are shown to whoever reviews, others are not."""

import io
import random
from hashlib import sha256
from uuid import UUID

import pytest
from PIL import Image, ImageDraw, ImageEnhance

from inspect_app.store.likenesses import NEAR, bits_between
from inspect_app.store.photos import photo_file
from inspect_app.store.picture_likeness import likeness_of
from tests.on_site import find, photograph

SAME, NEARLY = "与以前的照片完全相同", "与以前的照片几乎相同"


def scene(seed: int, size: tuple[int, int] = (640, 480)) -> Image.Image:
    """Blocks of light and shade, as a room has them."""
    chance = random.Random(seed)
    image = Image.new("RGB", size, (chance.randrange(60, 200),) * 3)
    draw = ImageDraw.Draw(image)
    for _block in range(40):
        x, y = chance.randrange(size[0]), chance.randrange(size[1])
        shade = chance.randrange(256)
        draw.rectangle(
            (x, y, x + chance.randrange(40, 260), y + chance.randrange(40, 260)), fill=(shade, shade, 90)
        )
    return image


def jpeg(image: Image.Image, **more) -> bytes:
    out = io.BytesIO()
    image.save(out, "JPEG", **{"quality": 88, **more})
    return out.getvalue()


def turned(image: Image.Image) -> bytes:
    """Stored lying on its side, with a word that says so."""
    exif = Image.Exif()
    exif[0x0112] = 6
    return jpeg(image.transpose(Image.Transpose.ROTATE_90), exif=exif)


COPIES = {
    "saved anew": lambda image: jpeg(image, quality=55),
    "made smaller": lambda image: jpeg(image.resize((400, 300))),
    "made brighter": lambda image: jpeg(ImageEnhance.Brightness(image).enhance(1.15)),
    "as a PNG": lambda image: png(image),
    "turned in the camera": turned,
}


def png(image: Image.Image) -> bytes:
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def likeness(body: bytes, folder) -> str:
    path = folder / "one"
    path.write_bytes(body)
    return likeness_of(path)


@pytest.mark.parametrize("how", COPIES)
def test_a_near_copy_is_near(tmp_path, how):
    for seed in range(20):
        image = scene(seed)
        bits = bits_between(likeness(jpeg(image), tmp_path), likeness(COPIES[how](image), tmp_path))
        assert bits in range(NEAR + 1), (seed, bits)


def test_other_pictures_are_not_near(tmp_path):
    found = [likeness(jpeg(scene(seed)), tmp_path) for seed in range(60)]
    near = [(a, b) for a in range(60) for b in range(a) if bits_between(found[a], found[b]) <= NEAR]
    assert near == []


def test_dark_pictures_without_features_are_compared_with_nothing(tmp_path):
    dark = [likeness(jpeg(Image.new("RGB", (64, 48), (shade, shade, shade))), tmp_path) for shade in (0, 9, 20)]
    assert dark == ["", "", ""]
    assert bits_between(dark[0], dark[1]) is None


def visit_with_photo(phone, work_id, body) -> str:
    visit_id = phone.start_visit(work_id)
    finding_id = find(phone, visit_id)
    photograph(phone, visit_id, body, finding_id=finding_id, checklist="short", item="item-1")
    phone.say("visit_finished", visit_id)
    phone.sync()
    phone.upload(body)
    return visit_id


@pytest.mark.parametrize(("how", "words"), [("", SAME), *((how, NEARLY) for how in COPIES)])
def test_a_photo_of_an_earlier_visit_is_shown_beside_its_repetition(phone, desk, office, how, words):
    image = scene(3)
    earlier = visit_with_photo(phone, office.work.id, jpeg(image))
    later = visit_with_photo(phone, office.work.id, COPIES[how](image) if how else jpeg(image))
    assert words not in desk.read(f"/visits/{earlier}"), "what was there first repeats nothing"
    page = desk.open(f"/visits/{later}").get_data(as_text=True)
    assert words in page
    assert f"/visits/{earlier}#photo-" in page


def test_another_photo_of_the_same_thing_is_not_flagged(phone, desk, office):
    visit_with_photo(phone, office.work.id, jpeg(scene(3)))
    page = desk.read(f"/visits/{visit_with_photo(phone, office.work.id, jpeg(scene(4)))}")
    assert SAME not in page
    assert NEARLY not in page


def test_one_photo_for_two_items_of_a_visit_is_no_repetition(phone, desk, office):
    body = jpeg(scene(5))
    visit_id = phone.start_visit(office.work.id)
    for item in ("item-1", "item-2"):
        photograph(phone, visit_id, body, checklist="short", item=item)
    phone.sync()
    phone.upload(body)
    assert SAME not in desk.read(f"/visits/{visit_id}")


def test_the_upload_takes_no_likeness_and_the_command_takes_those_that_lack(app, phone, office):
    body = jpeg(scene(6))
    visit_with_photo(phone, office.work.id, body)
    assert photo_file(sha256(body).hexdigest()).likeness is None
    result = app.test_cli_runner().invoke(args=["photos", "compare"])
    assert result.output == "1 photos looked at\n"
    assert len(photo_file(sha256(body).hexdigest()).likeness) == 16
    assert app.test_cli_runner().invoke(args=["photos", "compare"]).output == "0 photos looked at\n"


def test_an_inspector_who_opens_the_page_takes_no_likeness(phone, inspector, office):
    body = jpeg(scene(7))
    visit_id = visit_with_photo(phone, office.work.id, body)
    assert inspector.open(f"/visits/{UUID(visit_id)}").status_code == 200
    assert photo_file(sha256(body).hexdigest()).likeness is None
