"""The server for a walk: a walker opens more pages in a minute than a person may."""

from dataclasses import replace

from inspect_app import create_app
from inspect_app.config import from_environment

app = create_app(replace(from_environment(), rate_limits=False))
