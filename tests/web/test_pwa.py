"""The shell that the phone keeps, and its version."""

import pytest
from flask import Flask

ENGLISH = {"Accept-Language": "en-US"}


@pytest.mark.parametrize("path", ["/phone", "/precache.js"])
def test_the_shell_and_its_version_are_the_same_whoever_asks_in_whatever_language(app: Flask, inspector, path):
    """A browser that asks in English, whose officer reads Chinese, saw a new version of the app after signing in."""
    stranger = app.test_client()
    english = stranger.get(path, headers=ENGLISH).data
    assert english == stranger.get(path, headers={"Accept-Language": "zh-CN"}).data
    assert english == inspector.client.get(path, headers=ENGLISH).data
