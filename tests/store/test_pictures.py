"""What a file says of itself and how it is shown, however it is turned, cut short or broken."""

import io
import random
from pathlib import Path

import pytest
from PIL import ExifTags, Image

from inspect_app.config import MAX_PHOTO_BYTES
from inspect_app.store.pictures import MOST_PIXELS, NotAPicture, look_at, upright_copy

ROOT = Path(__file__).parents[2]
RED, BLUE = (220, 30, 30), (30, 30, 220)
HEADERS_OF_PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"
LYING = {5, 6, 7, 8}


def exif_block(**more):
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = more.get("orientation", 1)
    exif[ExifTags.Base.Make] = more.get("maker", "Maker")
    exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] = "2026:11:23 09:15:00"
    exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.OffsetTimeOriginal] = "+08:00"
    exif.get_ifd(ExifTags.IFD.GPSInfo).update({1: "N", 2: (31.0, 1.0, 55.92), 3: "E", 4: (121.0, 13.0, 39.72)})
    return exif


def half_red(*, size=(300, 200), **more):
    """Red above, blue below, when it is looked at the right way up."""
    image = Image.new("RGB", size, BLUE)
    image.paste(RED, (0, 0, size[0], size[1] // 2))
    out = io.BytesIO()
    image.save(out, **{"format": "JPEG", "quality": 95, **more})
    return out.getvalue()


def turned_away(orientation):
    """As a camera writes it: the pixels lie, the tag says how."""
    back = {
        1: None, 2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM, 5: Image.Transpose.TRANSPOSE, 6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE, 8: Image.Transpose.ROTATE_270,
    }[orientation]  # fmt: skip
    upright = Image.open(io.BytesIO(half_red()))
    upright.putpixel((0, 0), (0, 0, 0))
    lying = upright.transpose(back) if back is not None else upright
    out = io.BytesIO()
    lying.save(out, "JPEG", quality=95, exif=exif_block(orientation=orientation))
    return out.getvalue()


@pytest.fixture
def kept(tmp_path):
    def keep(body):
        path = tmp_path / "photo"
        path.write_bytes(body)
        return path

    return keep


def is_near(pixel, colour):
    return all(abs(one - other) < 40 for one, other in zip(pixel, colour, strict=True))


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_copy_is_upright_however_the_camera_was_held(kept, orientation):
    copy = Image.open(io.BytesIO(upright_copy(kept(turned_away(orientation)), 150)))
    assert copy.size == (150, 100)
    assert is_near(copy.getpixel((75, 10)), RED)
    assert is_near(copy.getpixel((75, 90)), BLUE)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_the_kept_size_is_that_of_the_pixels_as_stored(kept, orientation):
    seen = look_at(kept(turned_away(orientation)))
    assert (seen.width, seen.height) == ((200, 300) if orientation in LYING else (300, 200))
    assert seen.facts["orientation"] == orientation


def test_what_exif_says_is_read(kept):
    assert look_at(kept(half_red(exif=exif_block()))).facts == {
        "orientation": 1, "maker": "Maker", "taken_at": "2026-11-23T09:15:00", "taken_offset": "+08:00",
        "longitude": 121.2277, "latitude": 31.0322,
    }  # fmt: skip


@pytest.mark.parametrize("seed", range(60))
def test_broken_exif_never_refuses_a_photo(kept, seed):
    """Bytes of the EXIF block struck at random: counts, offsets, types and values of every kind."""
    body = bytearray(half_red(exif=exif_block(orientation=6)))
    start, dice = body.find(b"Exif\0\0") + 6, random.Random(seed)
    for _blow in range(dice.randint(1, 40)):
        body[start + dice.randrange(160)] = dice.randrange(256)
    path = kept(bytes(body))
    seen = look_at(path)
    assert (seen.width, seen.height) == (300, 200)
    assert set(seen.facts) <= {
        "orientation", "maker", "model", "taken_at", "taken_offset", "longitude", "latitude", "exif",
    }  # fmt: skip
    assert max(Image.open(io.BytesIO(upright_copy(path, 100))).size) == 100


def test_a_broken_part_of_exif_leaves_the_rest_readable(kept):
    body = half_red(exif=exif_block(orientation=6))
    pointer = body.find(b"\x88\x25\x00\x04")
    assert pointer > 0
    facts = look_at(kept(body[: pointer + 8] + b"\xff\xff\xff\xf0" + body[pointer + 12 :])).facts
    assert (facts["orientation"], facts["taken_at"]) == (6, "2026-11-23T09:15:00")
    assert "latitude" not in facts


def test_a_name_in_exif_holds_nothing_that_a_database_refuses(kept):
    facts = look_at(kept(half_red(exif=exif_block(maker="Ma\0k\x07er \n")))).facts
    assert facts["maker"] == "Maker"


def test_of_a_photo_that_was_cut_short_what_is_there_is_shown(kept):
    body = half_red(size=(1200, 800), quality=100)
    path = kept(body[: len(body) * 2 // 3])
    assert look_at(path).width == 1200
    assert is_near(Image.open(io.BytesIO(upright_copy(path, 400))).getpixel((200, 10)), RED)


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGBA", "LA", "I;16"])
def test_every_kind_of_picture_is_shown(kept, mode):
    out = io.BytesIO()
    Image.new("RGB", (300, 200), RED).convert("L" if mode == "I;16" else mode).convert(mode).save(out, "PNG")
    assert Image.open(io.BytesIO(upright_copy(kept(out.getvalue()), 100))).mode == "RGB"


def header_of_png(width, height):
    return HEADERS_OF_PNG + width.to_bytes(4) + height.to_bytes(4) + b"\x08\x02\x00\x00\x00" + bytes(40)


def header_of_jpeg(width, height):
    return (
        b"\xff\xd8\xff\xc0\x00\x11\x08"
        + height.to_bytes(2)
        + width.to_bytes(2)
        + b"\x03"
        + b"\x01\x11\x00" * 3
        + bytes(40)
    )


@pytest.mark.parametrize(
    "body",
    [
        b"", b"%PDF-1.7 named .jpg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>", b"GIF89a" + bytes(40),
        header_of_png(30_000, 30_000), header_of_png(0, 10), header_of_jpeg(65_500, 65_500), b"\xff\xd8\xff\xe0 broken",
        bytes(4) + b"ftypheic" + bytes(64),
    ],
    ids=["empty", "pdf", "svg", "gif", "png bomb", "png of nothing", "jpeg bomb", "broken jpeg", "broken heic"],
)  # fmt: skip
def test_what_is_no_photo_is_refused_in_bounds(kept, body):
    with pytest.raises(NotAPicture):
        look_at(kept(body))


def test_the_phone_knows_the_bounds_of_the_server():
    told = (ROOT / "static/app/rules/formats.js").read_text(encoding="utf-8")
    assert f"export const MOST_BYTES = {MAX_PHOTO_BYTES // 2**20} * 1_048_576;" in told
    assert f"export const MOST_PIXELS = {MOST_PIXELS:_};" in told


def test_a_large_camera_is_within_the_bounds(kept):
    assert MOST_PIXELS > 12_000 * 9_000
    assert look_at(kept(header_of_jpeg(12_000, 9_000))).width == 12_000


def test_a_disk_that_fails_is_not_the_photos_fault(tmp_path):
    with pytest.raises(FileNotFoundError):
        look_at(tmp_path / "gone")
