"""Events of whole visits taken in per second, beside loops over the same events that only verify their signatures.

Alone: `python -m tests.bench.events`. Each batch is verified by the loops and then taken in, so that whatever else the machine
does meets all of them. `events_ratio_to_verifying_only` is by the clock on the wall, as a phone feels it; `..._cpu` by the
time of the processor, all threads together. The loop is joserfc, one event after the other, as anybody would write it;
`..._bare` is held against OpenSSL's reckoning alone.
"""

import gc
import gzip
import json
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, utils
from flask import Flask
from flask_migrate import upgrade
from joserfc import jws
from joserfc.jwk import ECKey
from joserfc.util import urlsafe_b64decode
from werkzeug.test import TestResponse

from inspect_app import create_app
from inspect_app.config import Config
from inspect_app.sync.wire import MAX_EVENTS
from tests import make
from tests.bench.visits import prepared, say_visit
from tests.phone_in_python import Phone

VISITS = 30
FIRST_BATCH = 200
ROUNDS = 3
Spent = tuple[float, float]


def events(app: Flask) -> dict[str, Any]:
    with app.app_context():
        office = make.office(at=datetime.now(UTC))
        works = prepared(office, works=VISITS)
        ids = [office.jia.id, office.yi.id]
    couples = [("jia", ids[1]), ("yi", ids[0])]
    rounds = [_round(app, works, *couples[number % 2]) for number in range(ROUNDS)]
    return {name: _rounded(statistics.median(one[name] for one in rounds)) for name in rounds[0]}


def _rounded(value: float) -> float:
    return round(value, 2) if value < 10 else round(value)


def _round(app: Flask, works: list[str], login: str, companion_id: UUID) -> dict[str, float]:
    phone = Phone(app.test_client())
    phone.sign_in(login)
    phone.sync()
    with app.app_context():
        for work_id in works:
            say_visit(phone, work_id, companion_id)
    verifying, bare, taking = (0.0, 0.0), (0.0, 0.0), (0.0, 0.0)
    for batch in batches_of(phone.events):
        verifying = _sum(verifying, _spent(lambda some=batch: verify(some, phone.key)))
        bare = _sum(bare, _spent(lambda some=batch: _verify_bare(some, phone.key)))
        taking = _sum(taking, _take_in(phone, batch))
    return {
        "events_per_s": len(phone.events) / taking[0],
        "events_ratio_to_verifying_only": verifying[0] / taking[0],
        "events_ratio_cpu": verifying[1] / taking[1],
        "events_ratio_bare": bare[0] / taking[0],
        "event_cpu_us": 1_000_000 * taking[1] / len(phone.events),
        "verifying_cpu_us": 1_000_000 * verifying[1] / len(phone.events),
    }


def batches_of(events: list[str]) -> list[list[str]]:
    """As a phone sends them where the line is quick: each twice as large as the one before, up to what the server takes."""
    found, first, size = [], 0, FIRST_BATCH
    while first < len(events):
        found.append(events[first : first + size])
        first, size = first + size, min(2 * size, MAX_EVENTS)
    return found


def _sum(one: Spent, other: Spent) -> Spent:
    return one[0] + other[0], one[1] + other[1]


def _spent(work: Callable[[], object]) -> Spent:
    """Seconds by the clock on the wall, and of the processor."""
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - wall, time.process_time() - cpu


def verify(tokens: list[str], key: ECKey) -> None:
    for token in tokens:
        jws.deserialize_compact(token, key, algorithms=["ES256"])


def _verify_bare(tokens: list[str], key: ECKey) -> None:
    public, ecdsa = key.public_key, ec.ECDSA(hashes.SHA256())
    for token in tokens:
        signed, _, part = token.encode().rpartition(b".")
        raw = urlsafe_b64decode(part)
        r, s = int.from_bytes(raw[:32]), int.from_bytes(raw[32:])
        public.verify(utils.encode_dss_signature(r, s), signed, ecdsa)


def _take_in(phone: Phone, batch: list[str]) -> Spent:
    """From the request to the whole reply, as the server spends it."""
    body = gzip.compress(json.dumps({"cursor": phone.cursor, "events": batch}).encode())
    headers = {
        "X-CSRFToken": phone.csrf,
        "Content-Type": "application/json",
        "Content-Encoding": "gzip",
        "Accept-Encoding": "gzip",
    }
    responses: list[TestResponse] = []
    spent = _spent(lambda: responses.append(phone.client.post("/api/sync", data=body, headers=headers)))
    reply = json.loads(gzip.decompress(responses[0].data))
    assert [answer["status"] for answer in reply["answers"]] == ["accepted"] * len(batch)
    phone.cursor = reply["cursor"]
    return spent


def as_the_server_runs() -> None:
    """What app.py does once the app is made."""
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        app = create_app(Config(Path(name), f"sqlite:///{name}/bench.sqlite", "a key", rate_limits=False))
        with app.app_context():
            upgrade()
        as_the_server_runs()
        for figure, value in events(app).items():
            print(f"{figure:<36}{value:>12}")


if __name__ == "__main__":
    main()
