"""The world that is built once in a process, and put back for each test."""

from typing import Any

import pytest
from flask import Flask

from tests.access.world import Copy, World, build


@pytest.fixture(scope="session")
def kept() -> dict[str, Any]:
    return {}


@pytest.fixture
def world(app: Flask, kept: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> World:
    """Built for the first test of this folder; every later one gets the very same rows again."""
    if not kept:
        kept["world"] = build(app)
        kept["copy"] = Copy(app, tmp_path_factory.mktemp("files"))
    kept["copy"].put_back()
    world: World = kept["world"]
    return world
