"""One message to or from another office with its receipt, word for word; a held one is tried again or refused."""

import json
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from inspect_app import clock
from inspect_app.access import current_officer, needs
from inspect_app.exchange.batches import our_code
from inspect_app.exchange.held import HeldMessages
from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.rules.permissions import Permission
from inspect_app.store.officers import officer_with
from inspect_app.store.peer_messages import ReceivedMessage, SentMessage, received_with, sent_with
from inspect_app.store.peers import peer_with
from inspect_app.web.errors import as_plain
from inspect_app.web.kept_reasons import reason_words
from inspect_app.web.peer_words import kind_words
from inspect_app.web.peers import exchange_keys

pages = Blueprint("peer_messages", __name__, url_prefix="/peer-messages")
Page = str | tuple[str, int] | Response


@pages.get("/sent/<uuid:sent_id>")
@needs(Permission.EXCHANGE)
def show_sent(sent_id: UUID) -> str:
    message = sent_with(sent_id)
    if message is None:
        raise Refused(Refusal(Problem.NOT_FOUND))
    return _page(message)


@pages.get("/received/<uuid:received_id>")
@needs(Permission.EXCHANGE)
def show_received(received_id: UUID) -> str:
    return _page(_received(received_id))


def _page(message: SentMessage | ReceivedMessage, refused: Refused | None = None) -> str:
    answer, person = message.answer or {"reasons": []}, _person(message)
    return render_template(
        "peers/message.html",
        message=message,
        is_sent=isinstance(message, SentMessage),
        what=kind_words(message.kind),
        person=person,
        reasons=[reason_words(reason) for reason in answer["reasons"]],
        body=json.dumps(message.body, ensure_ascii=False, indent=2),
        typed=request.form.get("reason", ""),
        refusals=[as_plain(one) for one in refused.refusals] if refused else [],
    )


def _person(message: SentMessage | ReceivedMessage) -> str:
    """Who sent it, or who settled it here."""
    officer_id = message.made_by if isinstance(message, SentMessage) else message.settled_by
    officer = officer_with(officer_id) if officer_id else None
    return officer.name if officer else ""


@pages.post("/received/<uuid:received_id>/attempt")
@needs(Permission.EXCHANGE)
def create_attempt(received_id: UUID) -> Page:
    message = _received(received_id)
    try:
        status = _held(message).apply(message.id, by=current_officer().id)
    except Refused as refused:
        return _page(message, refused), refused.refusals[0].problem.status
    _held(message).retry()
    flash(gettext("已再试一次，结果：%(status)s", status=gettext(status.value)), "good")
    return redirect(url_for("peer_messages.show_received", received_id=received_id))


@pages.post("/received/<uuid:received_id>/refusal")
@needs(Permission.EXCHANGE)
def create_refusal(received_id: UUID) -> Page:
    message = _received(received_id)
    try:
        _held(message).refuse(message.id, request.form.get("reason", ""), by=current_officer().id)
    except Refused as refused:
        return _page(message, refused), refused.refusals[0].problem.status
    return redirect(url_for("peer_messages.show_received", received_id=received_id))


def _held(message: ReceivedMessage) -> HeldMessages:
    peer = peer_with(message.peer_id)
    if peer is None:
        raise Refused(Refusal(Problem.NOT_FOUND))
    return HeldMessages(peer.id, our_code(), exchange_keys().key(peer.spoken_kid), clock.now())


def _received(received_id: UUID) -> ReceivedMessage:
    message = received_with(received_id)
    if message is None:
        raise Refused(Refusal(Problem.NOT_FOUND))
    return message
