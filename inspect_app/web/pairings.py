"""Pairing with another office: introducing ourselves, its introduction, and the code that both read out by telephone."""

import io
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, send_file, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from inspect_app import clock
from inspect_app.access import current_officer, needs
from inspect_app.actions.peers import Introduction, checked_address
from inspect_app.exchange.calls import CallFailed, introduce
from inspect_app.exchange.greetings import greet_if_changed
from inspect_app.exchange.pairing import (
    MAX_CARD,
    code_with,
    confirm,
    decline,
    introduction_in,
    introduction_of,
    keep_introduction,
    own_card,
)
from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.rules.permissions import Permission
from inspect_app.store.base import transaction
from inspect_app.store.pairings import Pairing, pairing_with
from inspect_app.store.peers import PeerWay
from inspect_app.web.errors import as_plain
from inspect_app.web.peers import exchange_keys, https_line

pages = Blueprint("pairings", __name__, url_prefix="/pairings")
Page = str | tuple[str, int] | Response


@pages.get("/new")
@needs(Permission.PAIR_PEERS)
def new() -> str:
    return _new()


def _new(refused: Refused | None = None) -> str:
    refusals = [as_plain(one) for one in refused.refusals] if refused else []
    return render_template("peers/new.html", typed=request.form.get("address", ""), refusals=refusals)


@pages.get("/card")
@needs(Permission.PAIR_PEERS)
def show_card() -> Response:
    """Our own introduction as a file. It holds no secret."""
    card = own_card(exchange_keys(), at=clock.now()).encode()
    name = f"{current_officer().agency.code}.pairing"
    return send_file(io.BytesIO(card), mimetype="application/jose", as_attachment=True, download_name=name)


@pages.post("")
@needs(Permission.PAIR_PEERS)
def create() -> Page:
    """By its address, or from the file that it gave us."""
    try:
        other, way = _introduction()
        with transaction():
            pairing = keep_introduction(other, way, by=current_officer().id, at=clock.now())
    except Refused as refused:
        return _new(refused), refused.refusals[0].problem.status
    return redirect(url_for("pairings.show", pairing_id=pairing.id))


def _introduction() -> tuple[Introduction, PeerWay]:
    file, address = request.files.get("file"), checked_address(request.form.get("address", ""))
    if file and file.filename:
        found = introduction_in(file.stream.read(MAX_CARD + 1).decode("ascii", "replace"))
        return found, PeerWay.HTTPS if found.address else PeerWay.FILES
    if not address:
        raise Refused(Refusal(Problem.FILE_MISSING))
    try:
        reply = introduce(https_line(), address, own_card(exchange_keys(), at=clock.now()))
    except CallFailed as failed:
        raise Refused(Refusal(Problem.PEER_DID_NOT_ANSWER, facts={"fault": failed.fault.value})) from failed
    found = introduction_in(reply)
    return Introduction(**{**vars(found), "address": address}), PeerWay.HTTPS


@pages.get("/<uuid:pairing_id>")
@needs(Permission.PAIR_PEERS)
def show(pairing_id: UUID) -> str:
    return _show(_pairing(pairing_id))


def _show(pairing: Pairing, refused: Refused | None = None) -> str:
    return render_template(
        "peers/pairing.html",
        pairing=pairing,
        code=code_with(introduction_of(pairing), exchange_keys()),
        typed=request.form.get("code", ""),
        refusals=[as_plain(one) for one in refused.refusals] if refused else [],
    )


@pages.post("/<uuid:pairing_id>/confirmation")
@needs(Permission.PAIR_PEERS)
def create_confirmation(pairing_id: UUID) -> Page:
    pairing = _pairing(pairing_id)
    try:
        with transaction():
            peer = confirm(
                _pairing(pairing_id),
                request.form.get("code", ""),
                exchange_keys(),
                by=current_officer(),
                at=clock.now(),
            )
            greet_if_changed(peer, at=clock.now())
    except Refused as refused:
        return _show(pairing, refused), refused.refusals[0].problem.status
    flash(gettext("配对完成。对方也要在自己的页面上确认，之后双方就能交换。"), "good")
    return redirect(url_for("peers.show", peer_id=peer.id))


@pages.post("/<uuid:pairing_id>/refusal")
@needs(Permission.PAIR_PEERS)
def create_refusal(pairing_id: UUID) -> Response:
    with transaction():
        decline(_pairing(pairing_id), by=current_officer(), at=clock.now())
    return redirect(url_for("peers.index"))


def _pairing(pairing_id: UUID) -> Pairing:
    pairing = pairing_with(pairing_id)
    if pairing is None or pairing.ended_at:
        raise Refused(Refusal(Problem.NOT_FOUND))
    return pairing
