"""What an image file says of itself, and upright copies of it. Files are hostile until proven otherwise."""

import io
import re
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

import pillow_heif
from PIL import ExifTags, Image, ImageFile

from inspect_app.store.base import Json
from inspect_app.store.picture_memory import MOST_PIXELS, room_for
from inspect_app.store.picture_parts import is_of_bounded_parts

pillow_heif.register_heif_opener()
Image.core.set_block_size(64 * 2**20)  # type: ignore[attr-defined]
"""What is freed in smaller pieces the C library keeps for its thread, so that each would go on holding its largest picture."""
T = TypeVar("T")
FORMATS = {
    "JPEG": "image/jpeg",
    "PNG": "image/png",
    "WEBP": "image/webp",
    "HEIF": "image/heic",
    "MPO": "image/jpeg",
}
OPENED = [name for name in FORMATS if name != "MPO"]
"""Multi-picture files open as JPEG and only then turn out to be MPO: asking for them by name raises KeyError."""
Image.MAX_IMAGE_PIXELS = MOST_PIXELS
ImageFile.LOAD_TRUNCATED_IMAGES = True  # of a photo that was cut short, what is there is shown
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""EXIF orientation -> what sets it right. HEIC files are turned already when they are opened."""
COARSE_MODES = ("1", "P", "PA")
"""Modes that cannot be made smaller smoothly."""
MOST_COLOUR_BYTES = 16_384


class NotAPicture(Exception):  # noqa: N818
    """The file is not an image that we take, or far larger than any camera makes."""


@dataclass(frozen=True)
class Picture:
    """`facts`: orientation, taken_at (camera's clock), taken_offset (its zone), maker, model, longitude, latitude - what
    is there; exif = "broken" when some of it could not be read."""

    media_type: str
    width: int
    height: int
    facts: Json


@contextmanager
def _opened(path: Path) -> Iterator[Image.Image]:
    """A fault of the disk stays what it is; whatever else goes wrong while reading is the file's doing."""
    with path.open("rb") as file, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        if not is_of_bounded_parts(path):
            raise NotAPicture("far more parts than any camera makes")
        try:
            with Image.open(file, formats=OPENED) as image:
                yield image
        except Exception as error:  # a broken file may break its reader in any way at all
            if isinstance(error, OSError) and error.errno is not None:
                raise
            raise NotAPicture(str(error)) from error


def look_at(path: Path) -> Picture:
    """Reads the header only: size and EXIF, however broken. Raises `NotAPicture`."""
    with _opened(path) as image:
        width, height = image.size
        if width * height > MOST_PIXELS or width < 1 or height < 1:
            raise NotAPicture(f"{width} x {height}")
        return Picture(FORMATS[image.format or ""], width, height, _facts(image))


def _facts(image: Image.Image) -> Json:
    """Each block is read on its own: a broken one leaves the others readable, and is named."""
    exif, is_whole = _block(image.getexif)
    details, is_whole_too = _block(lambda: exif.get_ifd(ExifTags.IFD.Exif))
    gps, is_whole_as_well = _block(lambda: exif.get_ifd(ExifTags.IFD.GPSInfo))
    tags: list[tuple[str, Any]] = [
        ("orientation", _whole(_tag(exif, ExifTags.Base.Orientation))),
        ("maker", _text(_tag(exif, ExifTags.Base.Make))),
        ("model", _text(_tag(exif, ExifTags.Base.Model))),
        ("taken_at", _moment(_tag(details, ExifTags.Base.DateTimeOriginal) or _tag(exif, ExifTags.Base.DateTime))),
        ("taken_offset", _offset(_tag(details, ExifTags.Base.OffsetTimeOriginal))),
        ("longitude", _degrees(_tag(gps, 4), _tag(gps, 3), "W", 180)),
        ("latitude", _degrees(_tag(gps, 2), _tag(gps, 1), "S", 90)),
        ("exif", None if is_whole and is_whole_too and is_whole_as_well else "broken"),
    ]
    return {name: value for name, value in tags if value is not None}


def _block(read: Callable[[], Any]) -> tuple[Any, bool]:
    try:
        return read(), True
    except Exception:  # an EXIF block may be broken in any way at all
        return {}, False


def _tag(block: Any, tag: int) -> Any:
    try:
        return block.get(tag)
    except Exception:
        return None


def _whole(value: object) -> int | None:
    return value if isinstance(value, int) and 1 <= value <= 8 else None


def turn_of(image: Image.Image) -> Image.Transpose | None:
    """What sets it right; None = nothing need."""
    return TURNS.get(_whole(_tag(_block(image.getexif)[0], ExifTags.Base.Orientation)) or 1)


def _text(value: object) -> str | None:
    """Only what can be shown and stored: a database takes no NUL, a page no control characters."""
    shown = "".join(one for one in value if one.isprintable()) if isinstance(value, str) else ""
    return shown.strip()[:80] or None


def _moment(value: object) -> str | None:
    try:
        return datetime.strptime(str(value)[:19], "%Y:%m:%d %H:%M:%S").isoformat()  # noqa: DTZ007
    except ValueError:
        return None


def _offset(value: object) -> str | None:
    """The camera's own zone, "+08:00"."""
    found = re.fullmatch(r"([+-](?:0\d|1[0-4]):[0-5]\d)[\x00 ]*", value) if isinstance(value, str) else None
    return found[1] if found else None


def _degrees(parts: Any, reference: object, negative: str, most: int) -> float | None:
    try:
        degrees, minutes, seconds = (float(part) for part in parts)
    except (TypeError, ValueError, ZeroDivisionError):
        return None
    value = degrees + minutes / 60 + seconds / 3600
    if not 0 < value <= most:
        return None
    return round(-value if str(reference).strip("\x00 ") == negative else value, 6)


def upright_copy(path: Path, edge: int) -> bytes:
    """A JPEG, right way up, at most `edge` pixels on its longer side; no EXIF, colours as meant. Raises `NotAPicture`."""
    return unfolded(path, lambda image: _upright(image, edge), edge=edge)


def _upright(image: Image.Image, edge: int) -> bytes:
    turn = turn_of(image)
    colours = image.info.get("icc_profile") or b""
    small = image.convert("RGB") if image.mode in COARSE_MODES else image
    small.thumbnail((edge, edge), Image.Resampling.LANCZOS)
    upright = (small.transpose(turn) if turn is not None else small).convert("RGB")
    is_meant = colours[16:20] == b"RGB " and len(colours) <= MOST_COLOUR_BYTES
    upright.info = {}  # a comment would go along
    out = io.BytesIO()
    upright.save(out, "JPEG", quality=82, optimize=True, icc_profile=colours if is_meant else None)
    return out.getvalue()


def unfolded(path: Path, look: Callable[[Image.Image], T], *, edge: int) -> T:
    """Its pixels have room while `look` makes it as small as `edge`, and are gone when the room is left, also when it breaks."""
    with room_for(_looked_through(path, lambda image: _pixels_to_unfold(image, edge))):
        try:
            return _looked_through(path, look)
        except NotAPicture as broken:
            fault = str(broken)  # what broke holds on to its pixels
    raise NotAPicture(fault)


def _looked_through(path: Path, look: Callable[[Image.Image], T]) -> T:
    with _opened(path) as image:
        return look(image)


def _pixels_to_unfold(image: Image.Image, edge: int) -> int:
    """A JPEG is unfolded only as far as it is needed, unless it was painted in several passes."""
    if not image.info.get("progressive"):
        image.draft(None, (2 * edge, 2 * edge))
    return image.width * image.height
