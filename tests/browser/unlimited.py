"""The server for a walk: as `app.py` makes it, but a walker opens more pages in a minute than a person may."""

from app import app
from inspect_app.limits import limiter

limiter.enabled = False
__all__ = ["app"]
