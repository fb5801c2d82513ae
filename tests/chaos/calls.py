"""A phone's calls over its line: what is an answer, what is a refusal, and what is neither."""

import base64
import gzip
import hashlib
import json
from collections.abc import Callable
from http.client import HTTPConnection, HTTPException
from typing import Any

from joserfc import jws
from joserfc.jwk import ECKey

PATIENCE_S = 12.0
PACK_FROM = 1_000
Reply = tuple[int, dict[str, str], bytes]


class NoAnswer(Exception):  # noqa: N818
    """Nobody answered, or somebody who is not our server."""


class Refusal(Exception):  # noqa: N818
    """The server refused the call as a whole."""

    def __init__(self, status: int, codes: list[str]) -> None:
        super().__init__(f"{status} {codes}")
        self.status, self.codes = status, codes


class Told(dict[str, Any]):
    """What a reply tells. One that lacks what it should say has come to harm, and is none."""

    def __missing__(self, name: str) -> Any:
        raise NoAnswer(f"nothing said of {name}")


class Door:
    """Cookies and the token of one session. They live in memory: after a death the cookie is read from disk."""

    def __init__(self, port: int, cookie: str, keep_cookie: Callable[[str], None]) -> None:
        self.port, self.cookie, self.keep_cookie = port, cookie, keep_cookie
        self.csrf = ""

    def send(self, method: str, path: str, body: bytes = b"", **headers: str) -> Reply:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        named |= {"Content-Length": str(len(body)), "Referer": f"https://127.0.0.1:{self.port}/phone"}
        if self.cookie:
            named["Cookie"] = self.cookie
        line = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE_S)
        try:
            line.request(method, path, body=body, headers=named)
            response = line.getresponse()
            content, got = response.read(), {name.lower(): value for name, value in response.getheaders()}
            if got.get("content-encoding") == "gzip":
                content = gzip.decompress(content)
            if got.get("unencoded-digest", digest_of(content)) != digest_of(content):
                raise ValueError("damaged on its way")
        except (OSError, HTTPException, ValueError, EOFError) as error:
            raise NoAnswer(repr(error)) from error
        except Exception as error:  # zlib.error: a damaged reply is none
            raise NoAnswer(repr(error)) from error
        finally:
            line.close()
        cookie = got.get("set-cookie", "").split(";")[0]
        if cookie.startswith("session=") and cookie.isascii() and cookie.isprintable():  # as browsers do
            self.cookie = cookie
            self.keep_cookie(cookie)
        return response.status, got, content

    def post(self, path: str, body: Any) -> dict[str, Any]:
        """A stale token is fetched anew, once."""
        if not self.csrf:
            self.session()
        try:
            return self._post_once(path, body)
        except Refusal as refusal:
            if "csrf_failed" not in refusal.codes:
                raise
        self.session()
        return self._post_once(path, body)

    def _post_once(self, path: str, body: Any) -> dict[str, Any]:
        text = json.dumps(body).encode()
        headers = {"X-CSRFToken": self.csrf, "Content-Type": "application/json", "Accept-Encoding": "gzip"}
        if len(text) > PACK_FROM:
            text, headers["Content-Encoding"] = gzip.compress(text, 1), "gzip"
        headers["Content-Digest"] = digest_of(text)
        return read(self.send("POST", path, text, **headers))

    def session(self) -> dict[str, Any]:
        state = read(self.send("GET", "/api/session"))
        self.csrf = str(state["csrf"])
        return state

    def sign_in(self, login: str, password: str, device: str, key: ECKey) -> dict[str, Any]:
        nonce = str(self.session()["csrf"])
        jwk = key.as_dict(private=False)
        public = {name: jwk[name] for name in ("kty", "crv", "x", "y")}
        proof = jws.serialize_compact(
            {"alg": "ES256"}, json.dumps({"nonce": nonce, "login": login, "device": device}), key
        )
        who = {"login": login, "password": password, "device": {"id": device, "jwk": public}, "proof": proof}
        answer = self._post_once("/api/sign-in", who)
        self.csrf = str(answer["csrf"])
        return answer


def digest_of(body: bytes) -> str:
    """As `Content-Digest` (RFC 9530) and `Unencoded-Digest` write it."""
    return f"sha-256=:{base64.b64encode(hashlib.sha256(body).digest()).decode()}:"


def read(reply: Reply) -> dict[str, Any]:
    """A page of HTML is no answer, whatever its status says; nor is JSON of another shape."""
    status, headers, content = reply
    if not headers.get("content-type", "").startswith("application/json"):
        raise Refusal(status, []) if 400 <= status < 500 else NoAnswer(f"status {status}")
    try:
        body = json.loads(content, object_hook=Told)
    except ValueError as error:
        raise NoAnswer(repr(error)) from error
    if status >= 500 or not isinstance(body, dict):
        raise NoAnswer(f"status {status}")
    if status != 200:
        codes = codes_of(body)
        raise NoAnswer("damaged on its way") if "body_damaged" in codes else Refusal(status, codes)
    return body


def codes_of(body: Any) -> list[str]:
    reasons = body.get("reasons") if isinstance(body, dict) else None
    return [str(one.get("code")) for one in reasons if isinstance(one, dict)] if isinstance(reasons, list) else []
