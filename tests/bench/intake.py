"""Photo bytes beside their reference, and an exchange with nothing new."""

import base64
import gzip
import hashlib
import json
import os
import statistics
import time
from collections.abc import Callable
from http.client import HTTPConnection
from io import BytesIO
from typing import Any
from urllib.parse import urlsplit

from flask import Flask
from joserfc import jws
from joserfc.jwk import ECKey
from PIL import Image

from tests import make
from tests.phone_in_python import Phone

PHOTOS = 120
PHOTO_BYTES = 4 * 1_048_576


def quiet_exchange(app: Flask) -> dict[str, Any]:
    """Round trips and bytes each way, compressed, when neither side has anything new."""
    phone = Phone(app.test_client())
    phone.sign_in("jia")
    phone.sync()
    body = json.dumps({"cursor": phone.cursor, "events": [], "holding": phone.holding()}).encode()
    headers = {"X-CSRFToken": phone.csrf, "Content-Type": "application/json", "Accept-Encoding": "gzip"}
    reply = phone.client.post("/api/sync", data=body, headers=headers)
    down = reply.get_data() if reply.headers.get("Content-Encoding") == "gzip" else gzip.compress(reply.get_data())
    assert reply.status_code == 200
    assert not reply.json["more"] if reply.is_json and reply.headers.get("Content-Encoding") != "gzip" else True
    return {
        "quiet_exchange_round_trips": 1,
        "quiet_exchange_bytes_up": min(len(body), len(gzip.compress(body))),
        "quiet_exchange_bytes_down": len(down),
    }


class Line:
    """One kept-alive connection, as a phone has."""

    def __init__(self, url: str, cookie: str = "") -> None:
        parts = urlsplit(url)
        self.connection = HTTPConnection(parts.hostname or "", parts.port)
        self.cookie = cookie

    def send(self, method: str, path: str, body: bytes = b"", **headers: str) -> tuple[int, dict[str, str], bytes]:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        if self.cookie:
            named["Cookie"] = self.cookie
        self.connection.request(method, path, body=body, headers=named)
        response = self.connection.getresponse()
        content = response.read()
        got = dict(response.getheaders())
        if "Set-Cookie" in got:
            self.cookie = got["Set-Cookie"].split(";")[0]
        return response.status, got, content


def photos(url: str, reference_url: str, login: str, password: str) -> dict[str, Any]:
    """Photo bytes per second through the tus door, and through a view that only stores and fsyncs them."""
    line, csrf = signed_in_line(url, login, password)
    plain = Line(reference_url)
    ours, theirs = [], []
    for image in (jpeg_of(PHOTO_BYTES) for _ in range(PHOTOS)):
        sha256 = hashlib.sha256(image).hexdigest()  # a phone has it since the photo was taken
        theirs.append(_timed(lambda one=image: _store(plain, one)))
        ours.append(_timed(lambda one=image, name=sha256: _upload(line, csrf, one, name)))
    mine, reference = statistics.median(ours), statistics.median(theirs)
    per_second = PHOTO_BYTES / mine / 1_048_576
    return {"photo_mb_per_s": round(per_second, 1), "photo_ratio_to_storing_only": round(reference / mine, 2)}


def _timed(work: Callable[[], None]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _store(line: Line, body: bytes) -> None:
    status, _headers, _content = line.send("POST", "/store", body, Content_Type="application/octet-stream")
    assert status == 200


def _upload(line: Line, csrf: str, body: bytes, sha256: str) -> None:
    name = base64.b64encode(sha256.encode()).decode()
    status, headers, content = line.send(
        "POST",
        "/api/photos",
        body,
        Tus_Resumable="1.0.0",
        Upload_Length=str(len(body)),
        Upload_Metadata=f"sha256 {name}",
        Content_Type="application/offset+octet-stream",
        X_CSRFToken=csrf,
    )
    assert status == 201, content
    assert headers["Upload-Offset"] == str(len(body))


def signed_in_line(url: str, login: str, password: str) -> tuple[Line, str]:
    """A phone's session over a real connection."""
    line = Line(url)
    csrf = json.loads(line.send("GET", "/api/session")[2])["csrf"]
    key = ECKey.generate_key("P-256")
    jwk = key.as_dict(private=False)
    device = {"id": make.any_id(), "jwk": {name: jwk[name] for name in ("kty", "crv", "x", "y")}}
    proof = jws.serialize_compact(
        {"alg": "ES256"}, json.dumps({"nonce": csrf, "login": login, "device": device["id"]}), key
    )
    body = json.dumps({"login": login, "password": password, "device": device, "proof": proof}).encode()
    status, _headers, content = line.send(
        "POST", "/api/sign-in", body, Content_Type="application/json", X_CSRFToken=csrf
    )
    assert status == 200, content
    return line, json.loads(content)["csrf"]


def jpeg_of(size: int) -> bytes:
    """A small true JPEG, padded behind its end with random bytes up to the size of a phone's photo."""
    out = BytesIO()
    Image.new("RGB", (640, 480), "gray").save(out, "JPEG")
    return out.getvalue() + os.urandom(size - out.tell())
