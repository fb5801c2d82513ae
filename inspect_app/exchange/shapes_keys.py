"""A new pair of keys: signed by the old one as every message is, and by the new one to show that it is held."""

from typing import Annotated

from pydantic import StringConstraints

from inspect_app.sync.wire import Wire

Jwk = dict[str, Annotated[str, StringConstraints(max_length=200)]]


class KeysChanged(Wire):
    """`proof` = compact JWS by the new key over {kid}, its own thumbprint."""

    sign_jwk: Jwk
    seal_jwk: Jwk
    proof: Annotated[str, StringConstraints(max_length=4_000)]
