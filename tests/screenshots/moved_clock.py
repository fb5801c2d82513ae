"""The real server with its clock moved by CLOCK_SHIFT_S seconds, so that the pictures always show the same days."""

import os
from datetime import datetime, timedelta

from inspect_app import clock, create_app

SHIFT = timedelta(seconds=float(os.environ.get("CLOCK_SHIFT_S", "0")))
_real_now = clock.now


def moved() -> datetime:
    return _real_now() + SHIFT


clock.now = moved
app = create_app()
