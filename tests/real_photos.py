"""Where the photos of real phones lie: beside the checkout, never in it. Tests that need them say why they are skipped."""

from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[1].joinpath("../shared/data/photos").resolve()
PHOTOS = sorted(path for path in FOLDER.glob("*") if path.is_file()) if FOLDER.is_dir() else []
NONE_HERE = f"the real photos are not on this machine: {FOLDER.name} is not at ../shared/data beside the checkout"

needs_real_photos = pytest.mark.skipif(not PHOTOS, reason=NONE_HERE)
each_real_photo = pytest.mark.parametrize(
    "path",
    [pytest.param(path, id=path.name) for path in PHOTOS]
    or [pytest.param(None, marks=needs_real_photos, id="none")],
)
