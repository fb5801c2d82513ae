"""A trusted timestamp service (RFC 3161): asking it for a token over a text, and checking a token that is kept."""

import urllib.error
import urllib.request
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cryptography import x509
from rfc3161_client import (
    HashAlgorithm,
    TimestampRequestBuilder,
    VerificationError,
    VerifierBuilder,
    decode_timestamp_response,
)

from inspect_app.rules.proof import Flaw

PATIENCE_S = 30
LARGEST_REPLY = 1024 * 1024


class NoTimestamp(Exception):  # noqa: N818
    """The service did not answer, or answered something else than a token over our text."""


@dataclass(frozen=True)
class TimestampService:
    """`url` "" = none is configured. `roots` = file of the certificates that the office trusts for timestamps."""

    url: str
    roots: Path | None

    def stamp(self, text: bytes) -> tuple[bytes, datetime]:
        """The service's reply as it came, and its moment. Checked before it is given."""
        request = TimestampRequestBuilder().data(text).hash_algorithm(HashAlgorithm.SHA256).build()
        reply = self._post(request.as_bytes())
        try:
            answer = decode_timestamp_response(reply)
            if answer.status != 0 or answer.tst_info.nonce != request.nonce:
                raise NoTimestamp(f"{self.url} refused, or answered something else: status {answer.status}")
        except ValueError as error:
            raise NoTimestamp(f"{self.url} answered no timestamp") from error
        if (flaw := self.flaw_of(reply, text)) and flaw is not Flaw.TOKEN_UNTRUSTED:
            raise NoTimestamp(f"the timestamp of {self.url} does not hold: {flaw.name.lower()}")
        return reply, answer.tst_info.gen_time

    def _post(self, body: bytes) -> bytes:
        headers = {"Content-Type": "application/timestamp-query", "Accept": "application/timestamp-reply"}
        request = urllib.request.Request(self.url, body, headers)
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE_S) as reply:
                return bytes(reply.read(LARGEST_REPLY))
        except (urllib.error.URLError, OSError, ValueError) as error:
            raise NoTimestamp(f"{self.url} did not answer: {error}") from error

    def flaw_of(self, token: bytes, text: bytes) -> Flaw | None:
        """None = issued over exactly this text by somebody whom the office trusts."""
        try:
            answer = decode_timestamp_response(token)
        except ValueError:
            return Flaw.TOKEN_FAILS
        if not self.roots or not self.roots.exists():
            return Flaw.TOKEN_UNTRUSTED
        builder = VerifierBuilder()
        for root in x509.load_pem_x509_certificates(self.roots.read_bytes()):
            builder = builder.add_root_certificate(root)
        try:
            builder.build().verify_message(answer, text)
        except VerificationError as error:
            return Flaw.TOKEN_FAILS if "Mismatch between messages" in str(error) else Flaw.ISSUER_UNPROVED
        return None
