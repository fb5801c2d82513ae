"""Mending a served decision in words, by a written supplement that is served like it."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from inspect_app.actions.desk_decisions import decision_of_office
from inspect_app.actions.documents import DocumentFacts, keep_document
from inspect_app.actions.settings import office_texts
from inspect_app.actions.steps import take_step
from inspect_app.problems import Problem, Refusal, Refused, refuse_if_any
from inspect_app.rules.calendar import day_of
from inspect_app.rules.documents import document_sha256
from inspect_app.rules.fines import day_faults
from inspect_app.rules.procedure import Subject, waiting_for
from inspect_app.rules.statutes import MEND_OWN_ERRORS, REFUSAL_TO_SIGN
from inspect_app.rules.supplements import Mending, correction_supplement, mending_faults, supplement_number
from inspect_app.store.audit import note_deed
from inspect_app.store.base import db
from inspect_app.store.decisions import Decision
from inspect_app.store.documents import Document
from inspect_app.store.officers import Officer
from inspect_app.store.supplements import Supplement, count_supplements, supplement_for_update

STEPS_OF_MENDING = ("correct", "correct_filed")


@dataclass(frozen=True)
class Served:
    """Who took it, or why nobody would; one of the two."""

    on: date
    receiver: str = ""
    refusal_reason: str = ""


def correct_decision(decision_id: UUID, mending: Mending, *, by: Officer, at: datetime) -> Supplement:
    decision = decision_of_office(decision_id, by=by)
    if decision.stage in waiting_for(Subject.DECISION, "void"):
        raise Refused(Refusal(Problem.PAPER_NOT_SERVED, MEND_OWN_ERRORS))
    take_step(decision, _step_for(decision), by=by, at=at, reason=mending.reason)
    refuse_if_any(mending_faults(mending))
    document = _supplement_document(decision, mending, by=by, at=at)
    number = document.number
    supplement = Supplement(
        id=uuid4(), agency_id=decision.agency_id, subject_id=decision.id, document_id=document.id, number=number,
        part=mending.part, made_by=by.id, made_at=at, receiver="", refusal_reason="",
    )  # fmt: skip
    db.session.add(supplement)
    db.session.flush()
    note_deed("correct_decision", by=by.id, at=at, subject="decision", subject_id=decision.id, number=number,
              part=mending.part.value, before=mending.wrong, after=mending.right, reason=mending.reason)  # fmt: skip
    return supplement


def _step_for(decision: Decision) -> str:
    """The table has one line for each stage in which it may be mended."""
    fitting = [name for name in STEPS_OF_MENDING if decision.stage in waiting_for(Subject.DECISION, name)]
    return next(iter(fitting), STEPS_OF_MENDING[0])


def _supplement_document(decision: Decision, mending: Mending, *, by: Officer, at: datetime) -> Document:
    on = day_of(at)
    texts = office_texts(by.agency, on=on)
    number = supplement_number(decision.number, count_supplements(decision.id) + 1, texts)
    content = correction_supplement(number, decision.number, decision.party_name, mending, made_on=on, texts=texts)
    facts = DocumentFacts(uuid4(), "correction_supplement", decision.id, None, content, document_sha256(content))
    document, _whole = keep_document(facts, by=by, at=at)
    return document


def serve_supplement(supplement_id: UUID, served: Served, *, by: Officer, at: datetime) -> Supplement:
    """Its receipt: the day, and who took it or why it was refused."""
    supplement = supplement_for_update(supplement_id)
    if supplement is None or supplement.agency_id != by.home_id:
        raise Refused(Refusal(Problem.NOT_FOUND))
    if supplement.served_on is not None:
        raise Refused(Refusal(Problem.SERVED_ALREADY))
    is_noted = served.receiver.strip() or served.refusal_reason.strip()
    missing = None if is_noted else Refusal(Problem.REFUSAL_NOT_NOTED, REFUSAL_TO_SIGN)
    refuse_if_any([*day_faults(served.on, since=day_of(supplement.made_at), today=day_of(at)), missing])
    supplement.served_on, supplement.receiver = served.on, served.receiver
    supplement.refusal_reason = served.refusal_reason
    note_deed("serve_supplement", by=by.id, at=at, subject="decision", subject_id=supplement.subject_id,
              number=supplement.number, day=served.on.isoformat())  # fmt: skip
    return supplement
