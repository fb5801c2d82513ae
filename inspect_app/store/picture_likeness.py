"""What near copies of a picture have in common, by which evidence that is used again is found."""

from itertools import pairwise
from pathlib import Path
from typing import cast

from PIL import Image

from inspect_app.store.pictures import COARSE_MODES, turn_of, unfolded

LEAST_CONTRAST = 24
EDGE = 72


def likeness_of(path: Path) -> str:
    """What near copies share, 64 bits in hex: is each patch of the picture, 8 by 8, darker than the one beside it?

    dHash, after Neal Krawetz, "Kind of Like That" (hackerfactor.com, 2013). "" for a picture without features: all dark
    basements look alike. Raises `NotAPicture`.
    """
    patches = unfolded(path, _patches, edge=EDGE)
    least, most = cast(tuple[int, int], patches.getextrema())
    if most - least < LEAST_CONTRAST:
        return ""
    rows = [patches.crop((0, row, 9, row + 1)).tobytes() for row in range(8)]
    bits = "".join("1" if left < right else "0" for row in rows for left, right in pairwise(row))
    return f"{int(bits, 2):016x}"


def _patches(image: Image.Image) -> Image.Image:
    turn = turn_of(image)
    image.draft("L", (2 * EDGE, 2 * EDGE))  # a JPEG need not be unfolded in full for this
    grey = (image.convert("RGB") if image.mode in COARSE_MODES else image).convert("L")
    small = grey.resize((EDGE, EDGE), Image.Resampling.BOX)
    upright = small.transpose(turn) if turn is not None else small
    return upright.resize((9, 8), Image.Resampling.BOX)
