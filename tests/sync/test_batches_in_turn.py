"""One batch after the other in each process of the server (docs/decisions/batches-in-turn.md)."""

import os
import threading
from pathlib import Path

import pytest

from tests.forked import cost_of


def second_turn_beside_the_first(data: Path) -> bool:
    """Whether the app that is served would take in two batches at once."""
    os.environ.update(DATA=str(data), DATABASE_URL="")
    from app import app

    turn = app.extensions["batch_turn"]
    with turn:
        return turn.acquire(blocking=False)


@pytest.fixture
def turn(app):
    usual = app.extensions["batch_turn"]
    app.extensions["batch_turn"] = lock = threading.Lock()
    yield lock
    app.extensions["batch_turn"] = usual


def test_a_batch_waits_for_the_one_before(phone, office, turn):
    phone.start_visit(office.work.id)
    sending = threading.Thread(target=phone.sync)
    with turn:
        sending.start()
        sending.join(0.3)
        assert sending.is_alive()
    sending.join(20)
    assert [answer["status"] for answer in phone.answers.values()] == ["accepted"]


def test_an_exchange_that_brings_nothing_waits_for_nobody(phone, turn):
    with turn:
        assert phone.sync()["time"]


def test_the_turn_is_given_back_when_a_batch_fails(app, phone, office, turn):
    phone.start_visit(office.work.id)
    held = app.extensions.pop("server_seal")
    assert phone.post("/api/sync", {"events": phone.events}).status_code == 500
    app.extensions["server_seal"] = held
    assert not turn.locked()
    phone.sync()
    assert [answer["status"] for answer in phone.answers.values()] == ["accepted"]


def test_the_served_app_takes_in_one_at_a_time(tmp_path):
    assert cost_of(second_turn_beside_the_first, tmp_path).result is False
