"""What the head or the administrator decides about other offices: suspending and resuming, the way, our own keys."""

from uuid import UUID

from flask import Blueprint, flash, redirect, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from inspect_app import clock
from inspect_app.access import current_officer, needs
from inspect_app.actions.peers import change_way, resume, suspend
from inspect_app.exchange.rotation import change_keys
from inspect_app.rules.permissions import Permission
from inspect_app.store.base import transaction
from inspect_app.store.peers import PeerWay
from inspect_app.web.lists import one_of
from inspect_app.web.peers import back_to, exchange_keys, peer_or_404

pages = Blueprint("peer_deeds", __name__, url_prefix="/peers")


@pages.post("/<uuid:peer_id>/suspension")
@needs(Permission.PAIR_PEERS)
def create_suspension(peer_id: UUID) -> Response:
    with transaction():
        suspend(peer_or_404(peer_id), request.form.get("reason", ""), by=current_officer(), at=clock.now())
    return back_to(peer_id)


@pages.post("/<uuid:peer_id>/resumption")
@needs(Permission.PAIR_PEERS)
def create_resumption(peer_id: UUID) -> Response:
    with transaction():
        resume(peer_or_404(peer_id), by=current_officer(), at=clock.now())
    return back_to(peer_id)


@pages.post("/<uuid:peer_id>/way")
@needs(Permission.PAIR_PEERS)
def update_way(peer_id: UUID) -> Response:
    way = one_of(PeerWay, request.form.get("way")) or PeerWay.FILES
    with transaction():
        address = request.form.get("address", "")
        change_way(peer_or_404(peer_id), way, address, by=current_officer(), at=clock.now())
    return back_to(peer_id)


@pages.post("/keys")
@needs(Permission.PAIR_PEERS)
def create_keys() -> Response:
    with transaction():
        change_keys(exchange_keys(), by=current_officer(), at=clock.now())
    flash(gettext("新钥匙已生成，正用旧钥匙签名通知各机关；对方确认以后自动启用。"), "good")
    return redirect(url_for("peers.index"))
