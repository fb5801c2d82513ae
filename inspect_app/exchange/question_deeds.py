"""What becomes of another office's messages about questions."""

from typing import cast

from inspect_app.actions.handover_arrivals import FileNamed
from inspect_app.actions.question_arrivals import (
    AnswerCome,
    note_remark,
    note_withdrawal,
    take_in_answer,
    take_in_question,
)
from inspect_app.exchange.received import Received
from inspect_app.exchange.shapes_questions import AnswerGiven, AnswerWithdrawn, QuestionAskedUp, RemarkMade
from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.rules.attachments import AttachmentKind


def take_question(received: Received) -> None:
    asked = cast(QuestionAskedUp, received.body)
    files = [FileNamed(one.sha256, one.name, AttachmentKind[one.kind.upper()]) for one in asked.files]
    if {one.sha256 for one in files} - set(received.files):
        raise Refused(Refusal(Problem.PEER_MESSAGE_MALFORMED, facts={"where": "files"}))
    said = asked.model_dump(mode="json")
    take_in_question(received.about, asked.text, said, files, received.peer.agency, at=received.at)


def take_answer(received: Received) -> None:
    given = cast(AnswerGiven, received.body)
    is_model = received.kind == "answer_published"
    come = AnswerCome(given.answer_id, given.title, given.text, given.articles, given.answered_at, is_model)
    take_in_answer(received.about, come, received.peer.agency, at=received.at)


def take_withdrawal(received: Received) -> None:
    withdrawn = cast(AnswerWithdrawn, received.body)
    note_withdrawal(withdrawn.answer_id, withdrawn.reason, received.peer.agency, at=received.at)


def take_remark(received: Received) -> None:
    remark = cast(RemarkMade, received.body)
    note_remark(received.about, remark.remark_id, remark.text, remark.who, received.peer.agency, at=received.at)
