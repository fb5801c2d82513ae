"""What becomes of another office's messages about leads."""

from typing import cast

from inspect_app.actions.handover_arrivals import (
    Arriving,
    FileNamed,
    note_progress,
    note_sent_back,
    note_taken_on,
    note_urged,
    take_in_handover,
)
from inspect_app.actions.handover_recalls import note_recalled
from inspect_app.exchange.received import Received
from inspect_app.exchange.shapes_leads import (
    LeadAccepted,
    LeadGiven,
    LeadReturned,
    LeadUrged,
    LeadWithdrawn,
    StageReported,
    TakeoverAnswered,
)
from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.rules.attachments import AttachmentKind
from inspect_app.rules.handovers import KIND_OF_MESSAGE
from inspect_app.rules.lead_reports import Effect


def take_lead(received: Received) -> None:
    given = cast(LeadGiven, received.body)
    files = [FileNamed(one.sha256, one.name, AttachmentKind[one.kind.upper()]) for one in given.files]
    if {one.sha256 for one in files} - set(received.files):
        raise Refused(Refusal(Problem.PEER_MESSAGE_MALFORMED, facts={"where": "files"}))
    arriving = Arriving(
        received.about, KIND_OF_MESSAGE[received.kind], given.number, given.summary, given.place, given.party,
        given.note, given.due_on, given.work_number, given.model_dump(mode="json"), files,
    )  # fmt: skip
    take_in_handover(arriving, received.peer.agency, at=received.at)


def take_acceptance(received: Received) -> None:
    accepted = cast(LeadAccepted, received.body)
    note_taken_on(received.about, received.peer.agency, accepted.number, at=received.at)


def take_return(received: Received) -> None:
    returned = cast(LeadReturned, received.body)
    note_sent_back(received.about, received.peer.agency, returned.text, at=received.at)


def take_answer_to_takeover(received: Received) -> None:
    answered = cast(TakeoverAnswered, received.body)
    if answered.is_taken_over:
        note_taken_on(received.about, received.peer.agency, answered.number, at=received.at)
    else:
        note_sent_back(received.about, received.peer.agency, answered.text, at=received.at)


def take_report(received: Received) -> None:
    reported = cast(StageReported, received.body)
    effect, facts = Effect[reported.effect.upper()], reported.model_dump(mode="json")
    note_progress(received.about, received.peer.agency, effect, reported.key, facts, at=received.at)


def take_urging(received: Received) -> None:
    urged = cast(LeadUrged, received.body)
    note_urged(received.about, received.peer.agency, urged.text, at=received.at)


def take_withdrawal(received: Received) -> None:
    withdrawn = cast(LeadWithdrawn, received.body)
    note_recalled(received.about, received.peer.agency, withdrawn.text, at=received.at)
