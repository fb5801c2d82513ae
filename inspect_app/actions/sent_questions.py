"""Hard questions across offices (难题同解): asked up with the case file, advisers and remarks, answers sent and published."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID, uuid4

from inspect_app.actions.peer_messages import send_to_peer
from inspect_app.actions.question_files import files_chosen, findings_chosen, values_of
from inspect_app.actions.question_readers import may_remark
from inspect_app.problems import Problem, Refusal, Refused, refuse_if_any
from inspect_app.rules.handovers import Side
from inspect_app.rules.people import AgencyKind
from inspect_app.rules.permissions import Permission
from inspect_app.rules.questions import fit_to_question, fit_to_remark
from inspect_app.rules.releases import Occasion, Recipient, released
from inspect_app.rules.works import secrecy_mark
from inspect_app.store.agencies import agency_with
from inspect_app.store.audit import note_deed
from inspect_app.store.base import Json, db
from inspect_app.store.officers import Officer, officer_with
from inspect_app.store.peer_messages import SentMessage, messages_about
from inspect_app.store.peers import Peer, city_peers, peer_of_agency, peers_all
from inspect_app.store.photo_bytes import PhotoFolder
from inspect_app.store.questions import Question, QuestionAnswer, question_for_update
from inspect_app.store.sent_questions import (
    QuestionAdviser,
    QuestionRemark,
    SentQuestion,
    is_adviser,
    shared_of,
)


def city_peer(home_id: UUID) -> Peer | None:
    """The city that this office is connected with."""
    office = agency_with(home_id)
    if office is None or office.kind is AgencyKind.CITY:
        return None
    return next((one for one in city_peers() if one.suspended_at is None), None)


def ask_up(
    folder: PhotoFolder, question_id: UUID, text: str, chosen: Sequence[str], *, by: Officer, at: datetime
) -> SentQuestion:
    """上报难题, with the case file as far as the table of releases lets it go. Once. Raises `Refused`."""
    question, peer = _own_question(question_id, by), city_peer(by.home_id)
    if peer is None:
        raise Refused(Refusal(Problem.HANDOVER_NO_PEER, facts={"agency": "市民防办"}))
    mark = secrecy_mark(text)
    secret = Refusal(Problem.CLASSIFIED_WORK, facts={"mark": mark}) if mark else None
    again = Refusal(Problem.QUESTION_SENT_UP) if shared_of(question_id) else None
    refuse_if_any([*fit_to_question(text), secret, again])
    shared = SentQuestion(
        id=uuid4(), agency_id=by.home_id, with_agency_id=peer.agency_id, other=peer.agency, question_id=question_id,
        side=Side.SENDER, sent_at=at, sent_by=by.id, files=files_chosen(folder, question, chosen),
    )  # fmt: skip
    shared.said = _said(question, text, chosen, shared)
    db.session.add(shared)
    db.session.flush()
    files = list(dict.fromkeys(one.file_sha256 for one in shared.files))
    send_to_peer(peer, "question_asked_up", shared.said, about=question_id, files=files, by=by, at=at)
    _note("ask_up", question_id, by=by, at=at)
    return shared


def _said(question: Question, text: str, chosen: Sequence[str], shared: SentQuestion) -> Json:
    leaves = released(values_of(question), Occasion.QUESTION, Recipient.OFFICE)
    return {
        "text": text.strip(),
        "asked_at": question.asked_at.isoformat(),
        **{name.replace(".", "_"): value for name, value in leaves.items()},
        "findings": findings_chosen(question, chosen),
        "files": [
            {"sha256": one.file_sha256, "name": one.name, "kind": one.kind.name.lower()} for one in shared.files
        ],
    }


def _own_question(question_id: UUID, by: Officer) -> Question:
    question = question_for_update(question_id)
    if question is None or question.agency_id != by.home_id:
        raise Refused(Refusal(Problem.NOT_FOUND))
    if question.closed_at:
        raise Refused(Refusal(Problem.QUESTION_CLOSED))
    return question


def name_adviser(question_id: UUID, officer_id: UUID, *, by: Officer, at: datetime) -> QuestionAdviser:
    """指定顾问: a person of this office who reads the case file from now on, and speaks on it."""
    shared, officer = _received(question_id, by), officer_with(officer_id)
    is_here = officer is not None and officer.home_id == by.home_id and officer.may(Permission.SEE_QUESTIONS)
    if not is_here or is_adviser(question_id, officer_id):
        raise Refused(Refusal(Problem.ADVISER_WRONG))
    adviser = QuestionAdviser(
        id=uuid4(), question_id=shared.question_id, officer_id=officer_id, named_at=at, named_by=by.id
    )
    db.session.add(adviser)
    _note("name_adviser", question_id, by=by, at=at, officer=str(officer_id))
    db.session.flush()
    return adviser


def make_remark(question_id: UUID, text: str, *, by: Officer, at: datetime) -> QuestionRemark:
    """顾问意见, or the asking office's word on it: read at both ends."""
    if not may_remark(question_id, by):
        raise Refused(Refusal(Problem.REMARK_NOT_YOURS))
    refuse_if_any(fit_to_remark(text))
    remark = QuestionRemark(id=uuid4(), question_id=question_id, text=text.strip(), who=by.name)
    remark.said_at, remark.said_by = at, by.id
    db.session.add(remark)
    db.session.flush()
    body = {"remark_id": str(remark.id), "text": remark.text, "who": by.name}
    _tell_other(question_id, "remark_made", body, by=by, at=at)
    _note("make_remark", question_id, by=by, at=at)
    return remark


def send_answer(answer: QuestionAnswer, *, by: Officer, at: datetime) -> None:
    """To the office that asked, where another one did."""
    shared = shared_of(answer.question_id)
    if shared and shared.side is Side.RECEIVER:
        _tell_other(answer.question_id, "question_answered", body_of(answer), by=by, at=at)


def publish_answer(question_id: UUID, *, by: Officer, at: datetime) -> QuestionAnswer:
    """示范解答: marked as a model, and sent to every connected district; later once more, to those that were paired since."""
    question = question_for_update(question_id)
    answer = question.answer if question else None
    office = agency_with(by.home_id)
    if question is None or answer is None or office is None or office.kind is not AgencyKind.CITY:
        raise Refused(Refusal(Problem.QUESTION_NOT_ANSWERED))
    to_tell = districts_without(answer)
    if answer.published_at and not to_tell:
        raise Refused(Refusal(Problem.ANSWER_PUBLISHED))
    if answer.published_at is None:
        answer.published_at, answer.published_by = at, by.id
    db.session.flush()
    for peer in to_tell:
        send_to_peer(peer, "answer_published", body_of(answer), about=question_id, by=by, at=at)
    _note("publish_answer", question_id, by=by, at=at)
    return answer


def tell_of_withdrawal(answer: QuestionAnswer, *, by: Officer, at: datetime) -> None:
    """To all who were sent it: the office that asked, and every district that was connected when it was published."""
    body = {"answer_id": str(answer.id), "reason": answer.withdrawn_reason}
    told = _told(answer, "question_answered", "answer_published")
    for peer in peers_all():
        if peer.id in told:
            send_to_peer(peer, "answer_withdrawn", body, about=answer.question_id, by=by, at=at)


def _told(answer: QuestionAnswer, *kinds: str) -> set[UUID]:
    """Peers that were sent it in such a message."""
    sent = [one for one in messages_about(answer.question_id) if isinstance(one, SentMessage) and one.kind in kinds]
    return {one.peer_id for one in sent if one.body.get("answer_id") == str(answer.id)}


def districts_without(answer: QuestionAnswer) -> list[Peer]:
    """That were not sent it as a model. Also those that are suspended: they get it when the exchange with them goes on."""
    told = _told(answer, "answer_published")
    return [one for one in peers_all() if one.agency.kind is AgencyKind.DISTRICT and one.id not in told]


def body_of(answer: QuestionAnswer) -> Json:
    values = {
        "answer.id": str(answer.id),
        "answer.title": answer.title,
        "answer.text": answer.text,
        "answer.answered_at": answer.answered_at.isoformat(),
    }
    leaves = released(values, Occasion.ANSWER, Recipient.OFFICE)
    return {name.replace(".id", "_id").replace("answer.", ""): value for name, value in leaves.items()} | {
        "articles": list(answer.articles),
        "is_model": answer.published_at is not None,
    }


def _received(question_id: UUID, by: Officer) -> SentQuestion:
    shared = shared_of(question_id)
    if shared is None or shared.agency_id != by.home_id or shared.side is not Side.RECEIVER:
        raise Refused(Refusal(Problem.ADVISER_WRONG))
    return shared


def _tell_other(question_id: UUID, kind: str, body: Json, *, by: Officer, at: datetime) -> None:
    shared = shared_of(question_id)
    peer = peer_of_agency(shared.with_agency_id) if shared else None
    if peer:
        send_to_peer(peer, kind, body, about=question_id, by=by, at=at)


def _note(deed: str, question_id: UUID, *, by: Officer, at: datetime, **details: str) -> None:
    note_deed(deed, by=by.id, at=at, subject="question", subject_id=question_id, **details)
