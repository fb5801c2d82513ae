"""撤回: the office that sent a lead takes it back while the other has not answered; their receipt decides."""

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from inspect_app.actions.handover_arrivals import handover_between, reasons_of, write_step
from inspect_app.actions.handover_origins import origin_came_back
from inspect_app.actions.handovers import handover_to_change, peer_behind, reason_in, take_handover_step
from inspect_app.actions.lead_messages import lead_was_recalled
from inspect_app.actions.peer_messages import send_to_peer
from inspect_app.problems import Problem, Refusal, Refused, refuse_if_any
from inspect_app.rules.handovers import KIND_OF_MESSAGE, Side, may_recall
from inspect_app.rules.procedure import STEPS, Subject, refuse_step
from inspect_app.store.agencies import Agency
from inspect_app.store.audit import note_deed
from inspect_app.store.handovers import Handover, handover_for_update, handover_with
from inspect_app.store.journal import AnswerStatus
from inspect_app.store.officers import Officer
from inspect_app.store.peer_messages import ReceivedMessage, SentMessage, messages_about
from inspect_app.store.peers import peer_of_agency

if TYPE_CHECKING:
    from inspect_app.actions.peer_answers import Answer


def recall_handover(handover_id: UUID, reason: str, *, by: Officer, at: datetime) -> Handover:
    """撤回 what the other office has not taken on yet. Their receipt decides: their answer may be on its way already."""
    handover = _sent_by_us(handover_id, by=by)
    peer = peer_behind(handover)
    refuse_if_any([may_recall(handover.kind, peer.schema_version)])
    if refuse_step(Subject.HANDOVER, "recall", stage=handover.stage):
        raise Refused(Refusal(Problem.HANDOVER_NOT_RECALLED, facts={"stage": handover.stage.value}))
    said = {"text": reason_in(reason)}
    take_handover_step(handover_to_change(handover_id, "recall", by=by), "recall", said, by=by, at=at)
    send_to_peer(peer, "lead_withdrawn", said, about=handover.id, by=by, at=at)
    return handover


def _sent_by_us(handover_id: UUID, *, by: Officer) -> Handover:
    handover = handover_for_update(handover_id)
    if handover is None or handover.agency_id != by.home_id:
        raise Refused(Refusal(Problem.NOT_FOUND))
    if handover.side is not Side.SENDER:
        raise Refused(Refusal(Problem.HANDOVER_OTHER_SIDE, facts={"step": STEPS[Subject.HANDOVER]["recall"].label}))
    return handover


def note_recalled(handover_id: UUID, sender: Agency, reason: str, *, at: datetime) -> None:
    """来文单位撤回, as long as we have not answered. Raises `Refused` afterwards: the sender reads it on the receipt."""
    if handover_with(handover_id) is None and _was_refused(handover_id, sender):
        return
    handover = handover_between(handover_id, sender, Side.RECEIVER)
    if refuse_step(Subject.HANDOVER, "recalled", stage=handover.stage):
        raise Refused(Refusal(Problem.HANDOVER_NOT_RECALLED, facts={"stage": handover.stage.value}))
    if handover.lead_id:
        lead_was_recalled(handover.lead_id, reason, at=at)
    write_step(handover, "recalled", {"text": reason}, at=at)
    about = handover.other.name
    note_deed("recall_handover", by=None, at=at, subject="handover", subject_id=handover.id, agency=about)


def _was_refused(handover_id: UUID, sender: Agency) -> bool:
    """The lead itself was not taken in: nothing of it is here."""
    came = [one for one in messages_about(handover_id) if isinstance(one, ReceivedMessage)]
    leads = [one for one in came if one.kind in KIND_OF_MESSAGE and one.status is AnswerStatus.REFUSED]
    peer = peer_of_agency(sender.id)
    return peer is not None and any(one.peer_id == peer.id for one in leads)


def note_receipt_of_recall(message: SentMessage, answer: "Answer", at: datetime) -> None:
    """回执: nobody handles it there any more and our lead is ours again, or they had answered already and it stays."""
    handover = handover_for_update(message.subject_id)
    if handover is None or answer.status is AnswerStatus.HELD:
        return
    if answer.status is AnswerStatus.REFUSED:
        write_step(handover, "not_recalled", {"text": reasons_of(answer)}, at=at)
        return
    reason = str(message.body.get("text", ""))
    if write_step(handover, "recalled", {"text": reason}, at=at):
        origin_came_back(handover, reason, at=at)
