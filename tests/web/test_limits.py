"""How often one address may knock, and whose address counts behind a proxy."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from inspect_app import create_app
from inspect_app.config import Config
from inspect_app.limits import limiter
from inspect_app.store.base import db


@pytest.fixture
def door(tmp_path: Path) -> Iterator[Callable[..., FlaskClient]]:
    def make(*, is_secure: bool) -> FlaskClient:
        app = create_app(Config(tmp_path, f"sqlite:///{tmp_path / 'limits.sqlite'}", "a key", is_secure=is_secure))
        with app.app_context():
            db.create_all()
        limiter.reset()
        return app.test_client()

    yield make
    limiter.enabled = False


def knocks(client: FlaskClient, addresses: list[str]) -> list[int]:
    return [client.get("/healthz", headers={"X-Forwarded-For": address}).status_code for address in addresses]


def test_callers_behind_the_proxy_are_counted_one_by_one(door: Callable[..., FlaskClient]) -> None:
    client = door(is_secure=True)
    assert knocks(client, ["192.0.2.1"] * 1_201)[-2:] == [200, 429]
    assert knocks(client, ["192.0.2.2"]) == [200]


def test_without_a_proxy_nobody_may_name_their_own_address(door: Callable[..., FlaskClient]) -> None:
    client = door(is_secure=False)
    assert knocks(client, [f"192.0.2.{number % 250}" for number in range(1_201)])[-1] == 429
