"""What decisions and orders have in common as papers: whose they are, making one at the desk, handing it over, ending it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar
from uuid import uuid4

from inspect_app.actions.deliveries import delivery_of, officers_of
from inspect_app.actions.documents import DocumentFacts, SignatureFacts, keep_document, sign_document
from inspect_app.actions.forms import next_desk_number, use_number
from inspect_app.actions.steps import SUBJECTS, take_step
from inspect_app.actions.telling import tell_of_paper
from inspect_app.actions.visits import visit_to_write
from inspect_app.problems import Problem, Refusal, Refused, refuse_if_any
from inspect_app.rules.deliveries import Delivery
from inspect_app.rules.documents import document_sha256
from inspect_app.rules.numbers import FormKind
from inspect_app.rules.people import OfficerFacts
from inspect_app.store.audit import note_deed
from inspect_app.store.base import Json
from inspect_app.store.decisions import Decision
from inspect_app.store.documents import Document
from inspect_app.store.officers import Officer
from inspect_app.store.orders import Order

P = TypeVar("P", Decision, Order)
Gates = Callable[[Delivery, list[OfficerFacts]], Sequence[Refusal]]


@dataclass(frozen=True)
class Wording:
    """How a paper is drawn up once its number is known. `on` = the day from which its number counts as used."""

    kind: FormKind
    form: str
    content: Callable[[str], Json]
    on: date


def of_office(paper: P | None, *, by: Officer) -> P:
    if paper is None or paper.agency_id != by.home_id:
        raise Refused(Refusal(Problem.NOT_FOUND))
    return paper


def made_here(paper: P, *, by: Officer, at: datetime) -> P:
    """For somebody who was there: nobody else can say that the paper changed hands."""
    if paper.visit_id:
        visit_to_write(paper.visit_id, by=by, at=at)
    elif paper.agency_id != by.home_id:
        raise Refused(Refusal(Problem.NOT_ON_THIS_VISIT))
    return paper


def draw_up(paper: Decision | Order, wording: Wording, *, by: Officer, at: datetime) -> Document:
    """At the desk: the next number, and the document as it will be printed."""
    block, serial = next_desk_number(by, wording.kind, at=at)
    paper.number = block.facts().number(serial)
    content = wording.content(paper.number)
    document, _whole = keep_document(
        DocumentFacts(uuid4(), wording.form, paper.id, paper.visit_id, content, document_sha256(content)),
        by=by,
        at=at,
    )
    refuse_if_any(use_number(block.id, serial, document=document, device_id=None, on=wording.on, at=at))
    return document


def hand_over(paper: P, signed: list[SignatureFacts], gates: Gates, *, by: Officer, at: datetime) -> P:
    """What was printed came back signed, or with a refusal noted; now it is delivered. Gates, not flags."""
    for facts in signed:
        sign_document(None, facts, by=by, at=at)
    take_step(paper, "deliver", by=by, at=at)
    paper.delivered_at = at
    refuse_if_any(gates(delivery_of(paper), officers_of(paper)))
    return _noted(paper, "deliver", by=by, at=at)


def take_reasoned_step(paper: P, step: str, reason: str, *, by: Officer, at: datetime) -> P:
    """With a reason that stays on the record."""
    if not reason.strip():
        raise Refused(Refusal(Problem.REASON_NEEDED))
    take_step(paper, step, by=by, at=at, reason=reason)
    return _noted(paper, step, by=by, at=at, reason=reason)


def _noted(paper: P, step: str, *, by: Officer, at: datetime, **details: str) -> P:
    subject = SUBJECTS[type(paper)].name.lower()
    note_deed(f"{step}_{subject}", by=by.id, at=at, subject=subject, subject_id=paper.id, **details)
    tell_of_paper(paper)
    return paper
