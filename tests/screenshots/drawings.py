"""Photos for the pictures of the guides: a basement that was never built, drawn here and marked as drawn."""

import random
from collections.abc import Callable
from pathlib import Path

from PIL import Image, ImageDraw, ImageFilter, ImageFont

SIZE = (1600, 1200)
WALL, FLOOR, CEILING = (132, 136, 138), (84, 88, 92), (104, 108, 112)
STEEL, STEEL_DARK, RUST = (74, 116, 96), (48, 78, 66), (150, 78, 34)
FONTS = (
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/noto-cjk/NotoSansCJK-Regular.ttc",
)
Draw = ImageDraw.ImageDraw


def _room(draw: Draw) -> None:
    """A corridor in perspective: the far wall in the middle, lamps that get smaller."""
    draw.polygon([(0, 1200), (1600, 1200), (1150, 820), (450, 820)], fill=FLOOR)
    draw.polygon([(0, 0), (1600, 0), (1150, 260), (450, 260)], fill=CEILING)
    draw.polygon([(0, 0), (450, 260), (450, 820), (0, 1200)], fill=tuple(part - 18 for part in WALL))
    draw.polygon([(1600, 0), (1150, 260), (1150, 820), (1600, 1200)], fill=tuple(part - 10 for part in WALL))
    draw.rectangle((450, 260, 1150, 820), fill=WALL)
    for width, top in ((360, 40), (230, 130), (150, 195)):
        draw.polygon([(800 - width, top), (800 + width, top), (800 + width - 40, top + 22), (800 - width + 40, top + 22)],
                     fill=(246, 246, 232))  # fmt: skip
    for yellow in (560, 1040):
        draw.line((yellow, 830, 800 + (yellow - 800) * 2.6, 1200), fill=(186, 160, 62), width=12)


def _door(draw: Draw) -> None:
    """A protective-airtight door with frame, hinges, wheel and its warning stripes."""
    draw.rectangle((480, 180, 1120, 1000), fill=(110, 112, 112))
    draw.rectangle((530, 230, 1070, 960), fill=STEEL)
    draw.rectangle((565, 265, 1035, 925), outline=STEEL_DARK, width=10)
    for y in (330, 760):
        draw.rectangle((480, y, 590, y + 90), fill=STEEL_DARK)
    draw.ellipse((820, 520, 980, 680), outline=(196, 60, 44), width=22)
    draw.line((900, 520, 900, 680), fill=(196, 60, 44), width=16)
    draw.line((820, 600, 980, 600), fill=(196, 60, 44), width=16)
    draw.rectangle((640, 380, 780, 440), fill=(232, 226, 204))


def _rust(draw: Draw, places: int, seed: int) -> None:
    """Patches of many small spots, with streaks below, on the lower half of the leaf."""
    dice = random.Random(seed)
    for _ in range(places):
        x, y, reach = dice.randint(560, 1000), dice.randint(620, 920), dice.randint(12, 46)
        for _ in range(14):
            left, top = x + dice.randint(-reach, reach), y + dice.randint(-reach, reach)
            size, dark = dice.randint(6, reach), dice.randint(0, 40)
            shade = tuple(part - dark // 2 for part in RUST)
            draw.ellipse((left, top, min(left + size, 1066), min(top + size, 956)), fill=shade)
        streak = min(956, y + reach + dice.randint(10, 70))
        draw.line((x, y, x, streak), fill=(128, 76, 44), width=dice.randint(3, 8))


def _rusty_door(draw: Draw) -> None:
    _room(draw)
    _door(draw)
    _rust(draw, 46, 7)


def _door_before(draw: Draw) -> None:
    _room(draw)
    _door(draw)
    _rust(draw, 12, 7)


BOXES = (
    (330, 780, 300, 300),
    (600, 850, 260, 240),
    (850, 760, 330, 330),
    (420, 560, 240, 220),
    (930, 560, 220, 200),
)


def _blocked_door(draw: Draw) -> None:
    _room(draw)
    _door(draw)
    for x, y, width, height in BOXES:
        draw.rectangle((x, y, x + width, y + height), fill=(184, 146, 96), outline=(120, 90, 52), width=8)
        draw.line((x, y + height * 0.45, x + width, y + height * 0.45), fill=(214, 184, 138), width=18)


def _parked_cars(draw: Draw) -> None:
    _room(draw)
    for x, colour in ((90, (170, 60, 52)), (620, (64, 92, 150)), (1130, (214, 214, 208))):
        draw.rounded_rectangle((x, 760, x + 380, 980), 50, fill=colour)
        draw.polygon([(x + 60, 770), (x + 120, 640), (x + 270, 640), (x + 330, 770)], fill=colour)
        draw.polygon([(x + 90, 764), (x + 136, 662), (x + 254, 662), (x + 300, 764)], fill=(176, 204, 218))
        for wheel in (x + 60, x + 250):
            draw.ellipse((wheel, 920, wheel + 80, 1000), fill=(30, 30, 32))
        draw.rectangle((x + 140, 880, x + 240, 915), fill=(238, 238, 238))


SCENES: dict[str, Callable[[Draw], None]] = {
    "rusty-door": _rusty_door,
    "door-before": _door_before,
    "blocked-door": _blocked_door,
    "parked-cars": _parked_cars,
}


def drawn_photo(folder: Path, scene: str) -> str:
    """Draws a scene, with the light falling off towards the edges and the grain of a small sensor; gives its path."""
    image = Image.new("RGB", SIZE, WALL)
    SCENES[scene](ImageDraw.Draw(image))
    light = Image.radial_gradient("L").resize(SIZE).point(lambda value: 255 - int(value * 0.5))
    image = Image.composite(image, Image.new("RGB", SIZE, (18, 20, 22)), light)
    grain = Image.effect_noise(SIZE, 26).convert("RGB")
    image = Image.blend(image.filter(ImageFilter.GaussianBlur(1.2)), grain, 0.06)
    _mark(image)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{scene}.jpg"
    image.save(path, quality=82)
    return str(path)


def _mark(image: Image.Image) -> None:
    font = next((ImageFont.truetype(path, 44) for path in FONTS if Path(path).exists()), ImageFont.load_default(44))
    ImageDraw.Draw(image).text((1560, 1168), "演示图画，并非实景", font=font, fill=(240, 240, 240), anchor="rs")
