"""Taking a picture and keeping it small: WebP, without loss where that fits."""

import io
from pathlib import Path

from PIL import Image
from playwright.sync_api import Locator, Page

ROOT = Path(__file__).parent.parent.parent
FOLDER = ROOT / "docs" / "pictures"
MOST_BYTES = 150_000
AIMED_AT = 90_000
QUALITIES = (92, 86, 80, 70)


def squeezed(png: bytes) -> bytes:
    """Exact when it is small that way, as most screens are; one with large photos loses a little."""
    image = Image.open(io.BytesIO(png)).convert("RGB")
    for settings in ({"lossless": True}, *({"quality": quality} for quality in QUALITIES)):
        out = io.BytesIO()
        image.save(out, "WEBP", method=6, **settings)
        if out.tell() <= AIMED_AT:
            return out.getvalue()
    if out.tell() > MOST_BYTES:
        raise ValueError(f"{out.tell():,} bytes are too many for a picture of the guides")
    return out.getvalue()


class Album:
    """The pictures of one run; `close` removes those of earlier runs that this one did not take."""

    def __init__(self, folder: Path = FOLDER) -> None:
        self.folder = folder
        self.taken: dict[str, int] = {}
        folder.mkdir(parents=True, exist_ok=True)

    def take(self, page: Page, name: str, *, top: Locator | str | None = None, above: int = 70) -> None:
        """What stands in the window; `top` = what it is scrolled to, `above` = pixels left free over it."""
        if top is not None:
            place = page.locator(top) if isinstance(top, str) else top
            place.first.evaluate(
                "(one, above) => scrollTo(0, one.getBoundingClientRect().top + scrollY - above)", above
            )
        page.evaluate("document.activeElement?.blur()")
        page.wait_for_timeout(350)
        self.keep(name, page.screenshot(animations="disabled", caret="hide"))

    def keep(self, name: str, png: bytes) -> None:
        body = squeezed(png)
        (self.folder / f"{name}.webp").write_bytes(body)
        self.taken[name] = len(body)
        print(f"{name:<28}{len(body):>9,}", flush=True)

    def close(self) -> None:
        for path in self.folder.iterdir():
            if path.name not in {f"{name}.webp" for name in self.taken}:
                path.unlink()
        print(f"{len(self.taken)} pictures, {sum(self.taken.values()):,} bytes")
