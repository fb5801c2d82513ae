"""Other offices that this one exchanges with: how each stands, packages for it and from it, calling, suspending, new keys."""

import tempfile
from typing import IO, Any
from uuid import UUID

from flask import Blueprint, current_app, flash, redirect, render_template, request, send_file, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from inspect_app import clock
from inspect_app.access import current_officer, is_signed_in, may_here, needs
from inspect_app.config import MAX_RESCUE_BYTES
from inspect_app.exchange.calls import Caller, HttpsLine
from inspect_app.exchange.greetings import greet_if_changed
from inspect_app.exchange.keys import KeyRing
from inspect_app.exchange.packages import read_package, write_package
from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.rules.permissions import Permission
from inspect_app.store.base import transaction
from inspect_app.store.pairings import open_pairings
from inspect_app.store.peer_lists import (
    PER_PEER,
    count_messages,
    held_messages,
    received_messages,
    sent_messages,
    standings,
)
from inspect_app.store.peer_packages import missing_numbers, packages_of
from inspect_app.store.peers import Peer, PeerWay, peer_with, peers_all
from inspect_app.web.errors import as_plain
from inspect_app.web.lists import pages_of
from inspect_app.web.peer_words import kind_words

pages = Blueprint("peers", __name__, url_prefix="/peers")
Page = str | tuple[str, int] | Response
PATIENCE_S = 20
LISTS = {"held": held_messages, "sent": sent_messages, "received": received_messages}


def exchange_keys() -> KeyRing:
    keys: KeyRing = current_app.extensions["exchange_keys"]
    return keys


def https_line() -> HttpsLine:
    return HttpsLine(current_app.extensions["config"].exchange_roots, PATIENCE_S)


@pages.url_value_preprocessor
def _allow_large_file(endpoint: str | None, _values: dict[str, Any] | None) -> None:
    """Before anything reads the body. Whoever may not import is held to the size of other forms."""
    if endpoint == "peers.create_reading" and is_signed_in() and may_here(current_officer(), Permission.EXCHANGE):
        request.max_content_length = MAX_RESCUE_BYTES


@pages.get("")
@needs(Permission.EXCHANGE)
def index() -> str:
    return _index()


def _index(refused: Refused | None = None) -> str:
    return render_template(
        "peers/index.html",
        peers=peers_all(),
        standings=standings(),
        pairings=open_pairings(),
        own_kid=exchange_keys().newest.kid,
        refusals=[as_plain(one) for one in refused.refusals] if refused else [],
    )


@pages.post("/packages")
@needs(Permission.EXCHANGE)
def create_reading() -> Page:
    """A package that somebody carried here."""
    file = request.files.get("file")
    try:
        if file is None or not file.filename:
            raise Refused(Refusal(Problem.FILE_MISSING))
        with file.stream as stream:
            stream.seek(0)
            package = read_package(stream, exchange_keys(), by=current_officer().id, at=clock.now())
    except Refused as refused:
        return _index(refused), refused.refusals[0].problem.status
    flash(
        gettext("第 %(number)s 号包已导入：%(messages)s 件消息、%(receipts)s 件回执。", **_counted(package)), "good"
    )
    return redirect(url_for("peers.show", peer_id=package.peer_id))


def _counted(package: Any) -> dict[str, int]:
    return {"number": package.number, "messages": package.messages, "receipts": package.receipts}


@pages.get("/<uuid:peer_id>")
@needs(Permission.EXCHANGE)
def show(peer_id: UUID) -> str:
    peer = peer_or_404(peer_id)
    held = count_messages("held", peer.id)
    chosen = request.args.get("list", "held" if held else "sent")
    chosen = chosen if chosen in LISTS else "sent"
    numbers = pages_of(count_messages(chosen, peer.id))
    return render_template(
        "peers/show.html",
        peer=peer,
        standing=standings()[peer.id],
        chosen=chosen,
        counts={name: count_messages(name, peer.id) for name in LISTS},
        messages=LISTS[chosen](peer.id, offset=numbers.offset),
        numbers=numbers,
        packages=packages_of(peer.id, most=PER_PEER),
        missing=missing_numbers(peer.id),
        ways=PeerWay,
        kind_words=kind_words,
    )


@pages.post("/<uuid:peer_id>/packages")
@needs(Permission.EXCHANGE)
def create_package(peer_id: UUID) -> Response:
    """Written, noted and given out to be carried."""
    peer = peer_or_404(peer_id)
    into, number = _written(peer)
    name = f"{current_officer().agency.code}-{peer.agency.code}-{number}.exchange"
    return send_file(into, mimetype="application/jose", as_attachment=True, download_name=name)


def _written(peer: Peer) -> tuple[IO[bytes], int]:
    """It may be large: on the disk, until it has been sent."""
    into = tempfile.TemporaryFile()  # noqa: SIM115 - closed when it has been sent
    try:
        with transaction():
            greet_if_changed(peer, at=clock.now())
        package = write_package(peer, exchange_keys(), into, by=current_officer().id, at=clock.now())
    except BaseException:
        into.close()
        raise
    return into, package.number


@pages.post("/<uuid:peer_id>/call")
@needs(Permission.EXCHANGE)
def create_call(peer_id: UUID) -> Response:
    """Now, and not when it is due."""
    peer = peer_or_404(peer_id)
    if not peer.address or peer.suspended_at:
        raise Refused(Refusal(Problem.PEER_CAN_NOT_BE_CALLED, facts={"peer": peer.name}))
    if Caller(exchange_keys(), https_line(), clock.now).call(peer.id):
        flash(gettext("已与对方交换。"), "good")
    return back_to(peer_id)


def peer_or_404(peer_id: UUID) -> Peer:
    peer = peer_with(peer_id)
    if peer is None:
        raise Refused(Refusal(Problem.NOT_FOUND))
    return peer


def back_to(peer_id: UUID) -> Response:
    return redirect(url_for("peers.show", peer_id=peer_id))
