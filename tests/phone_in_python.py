"""A phone that speaks the protocol, for tests of the server: its own key, its own journal, its own clock."""

import base64
import gzip
import hashlib
import itertools
import json
import time
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

from flask.testing import FlaskClient
from joserfc import jws
from joserfc.jwk import ECKey
from werkzeug.test import TestResponse

from tests.make import PASSWORD

_COUNTER = itertools.count()


def new_id() -> str:
    """UUID version 7 (RFC 9562), in the order in which they are made."""
    milliseconds = time.time_ns() // 1_000_000
    head = milliseconds << 80 | 0x7 << 76 | next(_COUNTER) % 4096 << 64
    return str(UUID(int=head | 0b10 << 62 | uuid4().int & (1 << 62) - 1))


class Phone:
    """`say` writes to the journal; `sync` sends what is unanswered. `events` are the JWS strings in order."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client
        self.key = ECKey.generate_key("P-256")
        self.id = str(uuid4())
        self.officer_id = ""
        self.csrf = ""
        self.cursor = ""
        self.anchor = ""
        self.anchored_at = 0.0
        self.events: list[str] = []
        self.answers: dict[str, dict[str, Any]] = {}
        self.confirmed: dict[tuple[str, str], Any] = {}

    def sign_in(self, login: str, password: str = PASSWORD) -> TestResponse:
        self.csrf = self.client.get("/api/session").json["csrf"]
        jwk = self.key.as_dict(private=False)
        public = {name: jwk[name] for name in ("kty", "crv", "x", "y")}
        proof = self._sign({"nonce": self.csrf, "login": login, "device": self.id})
        response = self.post(
            "/api/sign-in",
            {"login": login, "password": password, "device": {"id": self.id, "jwk": public}, "proof": proof},
        )
        if response.status_code == 200:
            self.csrf = response.json["csrf"]
            self.officer_id = response.json["officer"]["id"]
        return response

    def post(self, path: str, body: Any, *, zipped: bool = False) -> TestResponse:
        data = json.dumps(body).encode()
        headers = {"X-CSRFToken": self.csrf, "Content-Type": "application/json"}
        if zipped:
            data, headers["Content-Encoding"] = gzip.compress(data), "gzip"
        return self.client.post(path, data=data, headers=headers)

    def signed(self, payload: Any) -> str:
        """Something that this phone vouches for outside its chain."""
        return self._sign(payload)

    def _sign(self, payload: Any, key: ECKey | None = None) -> str:
        return jws.serialize_compact({"alg": "ES256"}, json.dumps(payload), key or self.key)

    def event(self, kind: str, subject: str, data: dict[str, Any], /, **more: Any) -> str:
        """A signed event that follows the last one, not yet written to the journal."""
        previous = hashlib.sha256(self.events[-1].encode()).hexdigest() if self.events else ""
        payload = {
            "id": new_id(),
            "device": self.id,
            "seq": len(self.events) + 1,
            "prev": previous,
            "by": self.officer_id,
            "at": datetime.now(UTC).isoformat(),
            "mono": round((time.monotonic() - self.anchored_at) * 1000) if self.anchor else 0,
            "anchor": self.anchor,
            "type": kind,
            "subject": subject,
            "rulebook": 1,
            "data": data,
        }
        key = more.pop("key", None)
        return self._sign({**payload, **more}, key)

    def say(self, event_type: str, subject: str, /, **data: Any) -> str:
        """Write an event to the journal; gives its id."""
        token = self.event(event_type, subject, data)
        self.events.append(token)
        return str(self.payload(token)["id"])

    @staticmethod
    def payload(token: str) -> dict[str, Any]:
        body = token.split(".")[1]
        found: dict[str, Any] = json.loads(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)))
        return found

    def unanswered(self) -> list[str]:
        return [token for token in self.events if self.payload(token)["id"] not in self.answers]

    def holding(self, photos: list[str] | None = None) -> dict[str, Any]:
        last = hashlib.sha256(self.events[-1].encode()).hexdigest() if self.events else ""
        return {
            "events": {"last": len(self.events), "sha256": last},
            "photos": photos or [],
            "waiting": len(self.unanswered()),
        }

    def sync(self, tokens: list[str] | None = None, *, photos: list[str] | None = None) -> dict[str, Any]:
        """One exchange, followed by more as long as the server has more to tell. Gives the first reply."""
        tokens = self.unanswered() if tokens is None else tokens
        first = self._exchange(tokens, photos)
        more = first
        while more["more"]:
            more = self._exchange([], photos)
        return first

    def _exchange(self, tokens: list[str], photos: list[str] | None) -> dict[str, Any]:
        body = {"cursor": self.cursor, "events": tokens, "holding": self.holding(photos)}
        response = self.post("/api/sync", body, zipped=True)
        assert response.status_code == 200, response.get_data(as_text=True)
        reply: dict[str, Any] = response.json
        self.cursor, self.anchor, self.anchored_at = reply["cursor"], reply["time"], time.monotonic()
        for answer in reply["answers"]:
            self.answers[answer["id"]] = answer
        for change in reply["changes"]:
            self.confirmed[(change["kind"], change["id"])] = change["value"]
            if change["kind"] == "answer":
                self.answers[change["id"]] = change["value"]
        return reply

    def visit(self, visit_id: str) -> dict[str, Any]:
        found: dict[str, Any] = self.confirmed[("visit", visit_id)]
        return found

    def upload(self, body: bytes, *, sha256: str = "", size: int | None = None) -> TestResponse:
        """Announce a photo's bytes and send them all."""
        created = self.begin_upload(sha256 or hashlib.sha256(body).hexdigest(), len(body) if size is None else size)
        offset = int(created.headers["Upload-Offset"])
        if offset >= len(body):
            return created
        return self.send_bytes(created.headers["Location"], offset, body[offset:])

    def begin_upload(self, sha256: str, size: int, **headers: str) -> TestResponse:
        metadata = "sha256 " + base64.b64encode(sha256.encode()).decode()
        return self.tus(
            "POST", "/api/photos", **{"Upload-Length": str(size), "Upload-Metadata": metadata, **headers}
        )

    def send_bytes(self, location: str, offset: int, body: bytes, **headers: str) -> TestResponse:
        kind = {"Upload-Offset": str(offset), "Content-Type": "application/offset+octet-stream"}
        return self.tus("PATCH", location, body, **{**kind, **headers})

    def tus(self, method: str, path: str, body: bytes = b"", **headers: str) -> TestResponse:
        known = {"Tus-Resumable": "1.0.0", "X-CSRFToken": self.csrf}
        return self.client.open(path, method=method, data=body, headers={**known, **headers})

    def start_visit(self, work_id: UUID | str, **more: Any) -> str:
        visit_id = str(uuid4())
        data = {"work_id": str(work_id), "kind": "planned", "checklists": [{"code": "short", "number": 1}], **more}
        self.say("visit_started", visit_id, **data)
        return visit_id
