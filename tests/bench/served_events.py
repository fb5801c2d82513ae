"""Events per second that the office takes in as `make run` serves it, when the phones of several officers come back at once.

Alone: `python -m tests.bench.served_events`. Two workers, one database; each phone sends one batch after the other and waits for
the reply, each call over a connection of its own, as the proxy before the server makes them (README). What a phone reckons with
its own processor is not the office's time, though it is the same machine here: batches are packed before, and replies are read
through afterwards. The reference is one loop that only verifies the signatures of the same events, with joserfc, before and
after. Each round has new phones, so that none is ahead.
"""

import gzip
import json
import re
import statistics
import tempfile
import time
import zlib
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
from tests.bench.events import ROUNDS, VISITS, batches_of, verify
from tests.bench.intake import Line
from tests.bench.visits import prepared, say_visit
from tests.browser.server import Unlimited
from tests.phone_in_python import Phone

COUPLES = tuple((f"lead{number}", f"other{number}") for number in range(4))
"""Who is on the phone, and who is with them on the visit."""


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
    server = Unlimited(folder, workers=2).start()
    try:
        rounds = [_round(app, server.url, works, ids) for _ in range(ROUNDS)]
    finally:
        server.stop()
    figures = {name: statistics.median(one[name] for one in rounds) for name in rounds[0]}
    return {name: round(value, 2) if value < 10 else round(value) for name, value in figures.items()}


def _office() -> tuple[list[str], dict[str, UUID]]:
    """Ids of works, and of officers by their sign-ins."""
    at = datetime.now(UTC)
    office = make.office(at=at)
    with transaction():
        officers = {
            login: make.officer(login, office.agency.id, badge=f"SJ-{login}", at=at).id
            for couple in COUPLES
            for login in couple
        }
    return prepared(office, works=VISITS), officers


class Batch:
    """A batch as it goes over the line, packed but for the cursor, which comes with the reply to the one before."""

    def __init__(self, events: list[str]) -> None:
        self.number = len(events)
        self.packing = zlib.compressobj(wbits=zlib.MAX_WBITS | 16)
        self.begun = self.packing.compress(f'{{"events":{json.dumps(events)},'.encode()) + self.packing.flush(
            zlib.Z_FULL_FLUSH
        )

    def body(self, cursor: str | None) -> bytes:
        return (
            self.begun + self.packing.compress(f'"cursor":{json.dumps(cursor)}}}'.encode()) + self.packing.flush()
        )


def _round(app: Flask, url: str, works: list[str], ids: dict[str, UUID]) -> dict[str, float]:
    phones = [_phone(app, url, login, ids[other], works) for login, other in COUPLES]
    batches = [list(map(Batch, batches_of(phone.events))) for phone in phones]
    before = _seconds_to_verify(phones)
    barrier = Barrier(len(phones) + 1)
    with ThreadPoolExecutor(len(phones)) as threads:
        sending = [threads.submit(_send_all, *one, barrier) for one in zip(phones, batches, strict=True)]
        barrier.wait()
        start = time.perf_counter()
        replies = [one.result() for one in sending]
        taken = time.perf_counter() - start
    verifying = (before + _seconds_to_verify(phones)) / 2
    for sent, received in zip(batches, replies, strict=True):
        for batch, reply in zip(sent, received, strict=True):
            _is_whole(batch, reply)
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


def _send_all(phone: Phone, batches: list[Batch], barrier: Barrier) -> list[bytes]:
    """The replies, packed as they came."""
    headers = {"X-CSRFToken": phone.csrf, "Content-Type": "application/json"}
    headers |= {"Content-Encoding": "gzip", "Accept-Encoding": "gzip", "Connection": "close"}
    cursor, replies = phone.cursor, []
    barrier.wait()
    for batch in batches:
        reply = phone.client.post("/api/sync", data=batch.body(cursor), headers=headers)  # type: ignore[arg-type]
        replies.append(reply.content)  # type: ignore[attr-defined]
        cursor = _cursor_in(replies[-1])
    return replies


def _cursor_in(reply: bytes) -> str | None:
    """The first thing that a reply says."""
    begun = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16).decompress(reply, 400)
    found = re.match(rb'{"cursor":("[^"]*"|null)', begun)
    assert found, begun
    cursor: str | None = json.loads(found[1])
    return cursor


def _is_whole(batch: Batch, reply: bytes) -> None:
    answers = json.loads(gzip.decompress(reply))["answers"]
    assert [answer["status"] for answer in answers] == ["accepted"] * batch.number


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        for figure, value in served_events(Path(name)).items():
            print(f"{figure:<44}{value:>12}")


if __name__ == "__main__":
    main()
