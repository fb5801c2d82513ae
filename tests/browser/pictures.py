"""Photos for the journeys: made here, each different, none of a real place; and how two pictures are compared."""

import base64
import io
from pathlib import Path

import pillow_heif
from PIL import Image, ImageChops, ImageCms, ImageDraw, ImageOps, ImageStat
from playwright.sync_api import Locator, expect

pillow_heif.register_heif_opener()


def some_photos(folder: Path, count: int, *, size: tuple[int, int] = (1600, 1200)) -> list[str]:
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for number in range(count):
        image = Image.effect_noise(size, 40 + number).convert("RGB")
        ImageDraw.Draw(image).rectangle(
            (100 + number * 60, 200, 400 + number * 60, 900), fill=(200, 60 + number * 9, 40)
        )
        path = folder / f"photo-{number}.jpg"
        image.save(path, quality=80)
        paths.append(str(path))
    return paths


def decoded(source: Path | io.BytesIO) -> Image.Image:
    """Right way up and in a screen's colours, by the decoder and not by us."""
    with Image.open(source) as image:
        upright = ImageOps.exif_transpose(image).convert("RGB")
        colours = image.info.get("icc_profile")
    if not colours:
        return upright
    meant = ImageCms.ImageCmsProfile(io.BytesIO(colours))
    return ImageCms.profileToProfile(upright, meant, ImageCms.createProfile("sRGB"))


def difference(one: Image.Image, other: Image.Image) -> float:
    """Mean difference of colours when both are made equally small; above 6 is another picture, or a turned one."""
    pair = [image.convert("RGB").resize((24, 24), Image.Resampling.BOX) for image in (one, other)]
    return sum(ImageStat.Stat(ImageChops.difference(*pair)).mean) / 3


def shown_picture(image: Locator) -> Image.Image:
    """What an <img> on a page really shows."""
    image.scroll_into_view_if_needed()
    expect(image).to_have_js_property("complete", True)
    drawn = """one => {
      const canvas = Object.assign(document.createElement("canvas"), { width: one.naturalWidth, height: one.naturalHeight });
      canvas.getContext("2d").drawImage(one, 0, 0);
      return canvas.toDataURL("image/png").split(",")[1];
    }"""
    return Image.open(io.BytesIO(base64.b64decode(image.evaluate(drawn))))
