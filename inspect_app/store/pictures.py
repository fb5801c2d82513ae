"""What an image file says of itself, and upright copies of it. Files are hostile until proven otherwise."""

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pillow_heif
from PIL import ExifTags, Image, ImageOps, UnidentifiedImageError

from inspect_app.store.base import Json

pillow_heif.register_heif_opener()
MOST_PIXELS = 120_000_000
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


class NotAPicture(Exception):  # noqa: N818
    """The file is not an image that we take, or far larger than any camera makes."""


@dataclass(frozen=True)
class Picture:
    """`facts`: orientation, taken_at (camera's clock, no zone), maker, model, longitude, latitude - what is there."""

    media_type: str
    width: int
    height: int
    facts: Json


@contextmanager
def _opened(path: Path) -> Iterator[Image.Image]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(path, formats=OPENED) as image:
                yield image
    except (
        UnidentifiedImageError,
        Image.DecompressionBombError,
        OSError,
        ValueError,
        SyntaxError,
        MemoryError,
    ) as e:
        raise NotAPicture(str(e)) from e


def look_at(path: Path) -> Picture:
    """Reads the header only: size and EXIF, however broken. Raises `NotAPicture`."""
    with _opened(path) as image:
        width, height = image.size
        if width * height > MOST_PIXELS or width < 1 or height < 1:
            raise NotAPicture(f"{width} x {height}")
        return Picture(FORMATS[image.format or ""], width, height, _facts(image))


def _facts(image: Image.Image) -> Json:
    try:
        exif = image.getexif()
        details = exif.get_ifd(ExifTags.IFD.Exif)
        gps = exif.get_ifd(ExifTags.IFD.GPSInfo)
        tags: list[tuple[str, Any]] = [
            ("orientation", _whole(exif.get(ExifTags.Base.Orientation))),
            ("maker", _text(exif.get(ExifTags.Base.Make))),
            ("model", _text(exif.get(ExifTags.Base.Model))),
            (
                "taken_at",
                _moment(details.get(ExifTags.Base.DateTimeOriginal) or exif.get(ExifTags.Base.DateTime)),
            ),
            ("longitude", _degrees(gps.get(4), gps.get(3), "W", 180)),
            ("latitude", _degrees(gps.get(2), gps.get(1), "S", 90)),
        ]
    except Exception as error:  # an EXIF block may be broken in any way at all
        return {"exif": "broken", "why": type(error).__name__}
    return {name: value for name, value in tags if value is not None}


def _whole(value: object) -> int | None:
    return value if isinstance(value, int) and 1 <= value <= 8 else None


def _text(value: object) -> str | None:
    return value.strip("\x00 ")[:80] or None if isinstance(value, str) else None


def _moment(value: object) -> str | None:
    try:
        return datetime.strptime(str(value)[:19], "%Y:%m:%d %H:%M:%S").isoformat()  # noqa: DTZ007
    except ValueError:
        return None


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
    """A JPEG, right way up, at most `edge` pixels on its longer side; no EXIF. Raises `NotAPicture`."""
    with _opened(path) as image:
        image.draft("RGB", (edge * 2, edge * 2))
        turned = ImageOps.exif_transpose(image) if _has_usable_exif(image) else image
        turned.thumbnail((edge, edge), Image.Resampling.LANCZOS)
        out = io.BytesIO()
        turned.convert("RGB").save(out, "JPEG", quality=82, optimize=True)
        return out.getvalue()


def _has_usable_exif(image: Image.Image) -> bool:
    try:
        return bool(image.getexif().get(ExifTags.Base.Orientation))
    except Exception:
        return False
