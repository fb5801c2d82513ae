"""Photos for the journeys: made here, each different, none of a real place."""

from pathlib import Path

from PIL import Image, ImageDraw


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
