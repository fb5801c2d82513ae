"""Events per second that the office takes in as `make run` serves it, from two phones at once.

Alone: `python -m tests.bench.served_events`. Two workers, one database; each phone sends one batch after the other over its own
connection and waits for the reply. The reference is one loop that only verifies the signatures of the same events, with
joserfc, before and after. Each round has two new phones, so that none is ahead of the other.
"""

import gzip
import json
import statistics
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from threading import Barrier
from typing import Any
from uuid import UUID

from flask import Flask
from flask_migrate import upgrade

from inspect_app import create_app
from inspect_app.config import Config
from inspect_app.store.base import transaction
from tests import make
from tests.bench.events import BATCH, ROUNDS, VISITS, verify
from tests.bench.intake import Line
from tests.bench.visits import prepared, say_visit
from tests.browser.server import Server
from tests.phone_in_python import Phone

COUPLES = (("jia", "yi"), ("bing", "ding"))
"""Who is on the phone, and who is with them on the visit."""
QUICKLY = 1


class Reply:
    """As much of a test client's response as `Phone` reads."""

    def __init__(self, status_code: int, content: bytes) -> None:
        self.status_code = status_code
        self.content = content

    @property
    def json(self) -> Any:
        return json.loads(self.content)

    def get_data(self, *, as_text: bool) -> str:
        return self.content.decode()


class Client:
    """What `Phone` calls, over a real connection."""

    def __init__(self, url: str) -> None:
        self.line = Line(url)

    def get(self, path: str) -> Reply:
        status, _headers, content = self.line.send("GET", path)
        return Reply(status, content)

    def post(self, path: str, *, data: bytes, headers: dict[str, str]) -> Reply:
        status, _headers, content = self.line.send("POST", path, data, **headers)
        return Reply(status, content)


def served_events(folder: Path) -> dict[str, Any]:
    app = create_app(Config(folder, f"sqlite:///{folder / 'inspect.sqlite'}", "a key", rate_limits=False))
    with app.app_context():
        upgrade()
        works, ids = _office()
    server = Server(folder, workers=2).start()
    try:
        rounds = [_round(app, server.url, works, ids) for _ in range(ROUNDS)]
    finally:
        server.stop()
    figures = {name: statistics.median(one[name] for one in rounds) for name in rounds[0]}
    return {name: round(value, 2) if value < 10 else round(value) for name, value in figures.items()}


def _office() -> tuple[list[str], dict[str, UUID]]:
    at = datetime.now(UTC)
    office = make.office(at=at)
    with transaction():
        others = {name: make.officer(name, office.agency.id, badge=f"SJ-{name}", at=at).id for name in COUPLES[1]}
    return prepared(office, works=VISITS), {"jia": office.jia.id, "yi": office.yi.id, **others}


def _round(app: Flask, url: str, works: list[str], ids: dict[str, UUID]) -> dict[str, float]:
    phones = [_phone(app, url, login, ids[other], works) for login, other in COUPLES]
    before = _seconds_to_verify(phones)
    barrier = Barrier(len(phones) + 1)
    with ThreadPoolExecutor(len(phones)) as threads:
        sending = [threads.submit(_send_all, phone, barrier) for phone in phones]
        barrier.wait()
        start = time.perf_counter()
        for one in sending:
            one.result()
        taken = time.perf_counter() - start
    verifying = (before + _seconds_to_verify(phones)) / 2
    events = sum(len(phone.events) for phone in phones)
    return {"served_events_per_s": events / taken, "served_events_ratio_to_verifying_only": verifying / taken}


def _phone(app: Flask, url: str, login: str, companion_id: UUID, works: list[str]) -> Phone:
    """A new one, signed in, with its forms and with all that it will say."""
    phone = Phone(Client(url))  # type: ignore[arg-type]
    phone.sign_in(login)
    phone.sync()
    with app.app_context():
        for work_id in works:
            say_visit(phone, work_id, companion_id)
    phone.client.line.connection.close()  # type: ignore[attr-defined]
    return phone


def _seconds_to_verify(phones: list[Phone]) -> float:
    start = time.perf_counter()
    for phone in phones:
        verify(phone.events, phone.key)
    return time.perf_counter() - start


def _send_all(phone: Phone, barrier: Barrier) -> None:
    batches = [phone.events[first : first + BATCH] for first in range(0, len(phone.events), BATCH)]
    barrier.wait()
    for batch in batches:
        body = gzip.compress(json.dumps({"cursor": phone.cursor, "events": batch}).encode(), QUICKLY)
        headers = {"X-CSRFToken": phone.csrf, "Content-Type": "application/json"}
        headers |= {"Content-Encoding": "gzip", "Accept-Encoding": "gzip"}
        reply = json.loads(gzip.decompress(phone.client.post("/api/sync", data=body, headers=headers).content))  # type: ignore[attr-defined]
        assert [answer["status"] for answer in reply["answers"]] == ["accepted"] * len(batch)
        phone.cursor = reply["cursor"]


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        for figure, value in served_events(Path(name)).items():
            print(f"{figure:<44}{value:>12}")


if __name__ == "__main__":
    main()
