"""A phone that keeps to PROTOCOL.md: journal, exchange and photos, all on its own disk. It knows no server code."""

import hashlib
import json
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric import ec
from joserfc import jws
from joserfc.jwk import ECKey

from tests.chaos.calls import Door, Refusal
from tests.chaos.disk import Disk, Ledger, Said, put_fact
from tests.chaos.keeping import keep
from tests.chaos.uploads import send_photos

MOST_EVENTS = 60
MOST_PHOTOS = 500
CURVE_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551


def sha256_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def key_from(chance: Random) -> ECKey:
    private = ec.derive_private_key(chance.randrange(1, CURVE_ORDER), ec.SECP256R1())
    return ECKey.import_key(private)


def any_id(chance: Random) -> str:
    return str(UUID(int=chance.getrandbits(128), version=4))


class Phone:
    """One life of a phone, from its start to its death. `ledger` stands outside: what was said stays said."""

    def __init__(
        self, login: str, password: str, port: int, path: Path, key: ECKey, ledger: Ledger, chance: Random,
        step: Callable[[], None],
    ) -> None:  # fmt: skip
        self.login, self.password, self.key, self.ledger, self.chance = login, password, key, ledger, chance
        self.disk = Disk(path, step)
        self.step = step
        self.door = Door(port, self.disk.fact("cookie", ""), lambda cookie: self.disk.keep_fact("cookie", cookie))
        self.skew_s = self.disk.fact("skew", 0.0)
        self.life = self.disk.fact("lives", 0) + 1
        self.device = ledger.device
        self.officer = self.disk.fact("officer", "")
        self.agency_kind = self.disk.fact("agency_kind", "")
        self.disk.keep_fact("lives", self.life)
        self.ledger.settle(self._is_on_disk)

    def _is_on_disk(self, one: Said) -> bool:
        return bool(self.disk.rows("SELECT 1 FROM journal WHERE id = ? AND sha256 = ?", one.id, one.sha256))

    def sign_in(self) -> None:
        answer = self.door.sign_in(self.login, self.password, self.device, self.key)
        self.officer = self.ledger.officer = str(answer["officer"]["id"])
        self.agency_kind = str(answer["officer"]["agency_kind"])
        self.disk.keep_fact("agency_kind", self.agency_kind)
        self.disk.keep_fact("officer", self.officer)

    def now(self) -> datetime:
        """By its own clock, which is wrong."""
        return datetime.fromtimestamp(time.time() + self.skew_s, UTC)

    def new_id(self) -> str:
        """UUID version 7 by its own clock."""
        head = int(self.now().timestamp() * 1_000) << 80 | 0x7 << 76 | self.chance.getrandbits(12) << 64
        return str(UUID(int=head | 0b10 << 62 | self.chance.getrandbits(62)))

    def any_id(self) -> str:
        return any_id(self.chance)

    def say(self, kind: str, subject: str, /, *, told: str = "", **data: Any) -> Said:
        """Written before anything else happens. `told` = the photo of which this event tells."""
        said = self._signed(kind, subject, data)
        self.ledger.about_to_say.append(said)
        with self.disk.write() as db:
            row = (said.seq, said.id, said.sha256, said.jws)
            db.execute("INSERT INTO journal VALUES (?, ?, ?, ?, 'pending', NULL)", row)
            db.execute("UPDATE photos SET about = NULL WHERE sha256 = ?", (told,))
        self.ledger.settle(self._is_on_disk)
        return said

    def _signed(self, kind: str, subject: str, data: dict[str, Any]) -> Said:
        [(seq, prev)] = self.disk.rows("SELECT seq, sha256 FROM journal ORDER BY seq DESC LIMIT 1") or [(0, "")]
        payload = {
            "id": self.new_id(), "device": self.device, "seq": seq + 1, "prev": prev, "by": self.officer,
            "at": self.now().isoformat(), **self._since_anchor(), "type": kind, "subject": subject,
            "rulebook": 1, "data": data,
        }  # fmt: skip
        token = jws.serialize_compact({"alg": "ES256"}, json.dumps(payload), self.key)
        return Said(seq + 1, str(payload["id"]), sha256_of(token), token, kind, subject, data)

    def _since_anchor(self) -> dict[str, Any]:
        anchor = self.disk.fact("anchor")
        if not anchor:
            return {"mono": 0, "anchor": ""}
        is_unbroken = anchor["life"] == self.life
        elapsed = time.monotonic() - anchor["ticks"] if is_unbroken else self.now().timestamp() - anchor["wall"]
        return {"mono": round(elapsed * 1_000), "breaks": 0 if is_unbroken else 1, "anchor": anchor["token"]}

    def keep_photo(self, body: bytes, about: dict[str, Any]) -> str:
        """The bytes first, with what is to be said of them; the same bytes twice are one photo."""
        sha256 = hashlib.sha256(body).hexdigest()
        with self.disk.write() as db:
            row = (sha256, len(body), json.dumps(about), body)
            db.execute("INSERT OR IGNORE INTO photos VALUES (?, ?, 'waiting', NULL, '', ?, ?)", row)
        return sha256

    def untold(self) -> list[tuple[str, dict[str, Any]]]:
        """Photos that were kept when the phone died before the journal could say so."""
        rows = self.disk.rows("SELECT sha256, about FROM photos WHERE about IS NOT NULL")
        return [(sha256, json.loads(about)) for sha256, about in rows]

    def sync(self) -> None:
        """Events, then photos, then the server's word on them. Raises `NoAnswer` or `Refusal`; nothing is lost by it."""
        try:
            if not self.officer:
                self.sign_in()
            self.exchange()
            if send_photos(self.disk, self.door):
                self.exchange()
        except Refusal as refusal:
            if refusal.status != 401:
                raise
            self.sign_in()

    def exchange(self) -> None:
        asked: list[Any] = []
        while True:
            pending = self._rows("status = 'pending'")[:MOST_EVENTS]
            wanted = [row for first, last in asked for row in self._rows(f"seq BETWEEN {first} AND {last}")]
            batch = self._batch(list(dict([*wanted, *pending]).items()))
            reply = self._send(batch)
            is_news = reply["missing"]["events"] != asked
            asked = [(int(a), int(b)) for a, b in reply["missing"]["events"]] if is_news else []
            if not reply["more"] and not asked and len(pending) < MOST_EVENTS:
                return

    def _rows(self, where: str) -> list[tuple[int, str]]:
        return self.disk.rows(f"SELECT seq, jws FROM journal WHERE {where} ORDER BY seq")

    def _batch(self, events: list[tuple[int, str]]) -> list[str]:
        """Sometimes out of order, sometimes with gaps: what is left out is asked for, or sent next time."""
        if self.chance.random() < 0.4:
            self.chance.shuffle(events)
        if self.chance.random() < 0.15:
            events = events[: self.chance.randint(0, len(events))]
        return [token for _seq, token in events]

    def _send(self, batch: list[str]) -> dict[str, Any]:
        try:
            reply = self.door.post(
                "/api/sync", {"cursor": self.cursor(), "events": batch, "holding": self.holding()}
            )
        except Refusal as refusal:
            if refusal.status != 413 or len(batch) < 2:
                raise
            half = len(batch) // 2
            self._send(batch[:half])
            return self._send(batch[half:])
        self.step()
        keep(self.disk, reply, wall=self.now().timestamp(), life=self.life)
        return reply

    def cursor(self) -> str:
        return str(self.disk.fact("cursor", ""))

    def holding(self) -> dict[str, Any]:
        [(seq, sha256)] = self.disk.rows("SELECT seq, sha256 FROM journal ORDER BY seq DESC LIMIT 1") or [(0, "")]
        photos = [sha for (sha,) in self.disk.rows("SELECT sha256 FROM photos WHERE body IS NOT NULL")]
        return {
            "events": {"last": seq, "sha256": sha256},
            "photos": photos[:MOST_PHOTOS],
            "waiting": self.disk.rows("SELECT count(*) FROM journal WHERE status = 'pending'")[0][0],
        }

    def what_is_left(self) -> dict[str, int]:
        """Empty when the server has said of every event that it is accepted, and of every photo that it is there."""
        [(events,)] = self.disk.rows("SELECT count(*) FROM journal WHERE status != 'accepted'")
        [(photos,)] = self.disk.rows("SELECT count(*) FROM photos WHERE body IS NOT NULL OR about IS NOT NULL")
        return {name: count for name, count in (("events", events), ("photos", photos)) if count}

    def step_clock(self, seconds: float) -> None:
        self.skew_s += seconds
        with self.disk.write() as db:
            put_fact(db, "skew", self.skew_s)
