"""The calls of other offices' servers. Nobody signs in here: whoever speaks is known by the signature of a paired office.

Therefore these calls carry no token of a session either; there is none that a stranger's page could ride on.
"""

import io

from flask import Blueprint, Response, current_app, jsonify, request

from inspect_app import clock
from inspect_app.access import open_to_all
from inspect_app.config import MAX_PARCEL_BYTES
from inspect_app.exchange.calls import TYPE
from inspect_app.exchange.keys import KeyRing
from inspect_app.exchange.openapi import description
from inspect_app.exchange.pairing import MAX_CARD, introduction_in, keep_introduction, own_card
from inspect_app.exchange.parcels import CALL_BYTES, take_in_parcel, write_parcel
from inspect_app.limits import limiter
from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.store.base import transaction
from inspect_app.store.peers import PeerWay

door = Blueprint("exchange", __name__, url_prefix="/api/exchange")


def keys() -> KeyRing:
    kept: KeyRing = current_app.extensions["exchange_keys"]
    return kept


@door.post("")
@limiter.limit("600 per minute")
@open_to_all
def create_exchange() -> Response:
    """What another office has for us comes in, what we have for it goes out in the answer."""
    file, into = io.BytesIO(_body(MAX_PARCEL_BYTES)), io.BytesIO()
    peer = take_in_parcel(file, keys(), at=clock.now()).peer
    with transaction():
        write_parcel(peer.id, keys(), into, number=0, most_bytes=CALL_BYTES, at=clock.now())
    return Response(into.getvalue(), mimetype=TYPE)


@door.post("/pairing")
@limiter.limit("10 per minute")
@open_to_all
def create_pairing() -> Response:
    """Another office introduces itself, and reads who we are. Nothing comes of it until people have compared the code."""
    other = introduction_in(_body(MAX_CARD).decode("ascii", "replace"))
    with transaction():
        keep_introduction(other, PeerWay.HTTPS, by=None, at=clock.now())
    return Response(own_card(keys(), at=clock.now()), mimetype=TYPE)


@door.get("/openapi.json")
@open_to_all
def show_description() -> Response:
    return jsonify(description())


def _body(most: int) -> bytes:
    if (request.content_length or 0) > most:
        raise Refused(Refusal(Problem.PARCEL_TOO_LARGE, facts={"most": most // 2**20 or 1}))
    request.max_content_length = most
    return request.get_data(cache=False)
