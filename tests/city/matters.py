"""What the judge compares beyond the messages: leads, questions, standards and figures as each office's pages show them."""

import sys
from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID

from inspect_app.actions.lead_reports import milestones_of
from inspect_app.rules.handovers import HandoverKind, Side
from inspect_app.rules.people import AgencyKind
from inspect_app.rules.standards import Outcome
from inspect_app.store.base import db
from inspect_app.store.figure_reports import FigureReport, FigureSample
from inspect_app.store.handovers import Handover
from inspect_app.store.questions import QuestionAnswer
from inspect_app.store.sent_questions import QuestionRemark, SentQuestion
from inspect_app.store.standards import StandardAdoption, StandardEdition, StandardStatement
from tests.city.offers import offers_untold
from tests.exchange.two_offices import OfficeHere

TOLD = ("accept", "send_back", "report", "conclude", "resume")
Seen = dict[UUID, Any]


def leads_differ(here: OfficeHere, there: OfficeHere) -> int:
    """Of those that went from here to there: one of each on both sides, at the same stage, with the same lines and files."""
    sent, came = _leads(here, there, Side.SENDER), _leads(there, here, Side.RECEIVER)
    return _differences(sent, came)


def _leads(office: OfficeHere, other: OfficeHere, side: Side) -> Seen:
    with office.here():
        found = db.session.query(Handover).filter_by(side=side, with_agency_id=office.peer(other).agency_id)
        return {one.id: _lead(one) for one in found}


def _lead(one: Handover) -> tuple[Any, ...]:
    told = [(line.step, *_words(line.facts)) for line in one.lines if line.step in TOLD]
    urged = [_words(line.facts) for line in one.lines if line.step == "urge"]
    files = [(file.name, file.kind, file.file_sha256) for file in one.files]
    return one.stage, one.kind, one.number, one.due_on, one.said["summary"], told, urged, files


def _words(facts: Any) -> tuple[str, ...]:
    return tuple(str(facts.get(name) or "") for name in ("key", "step", "number", "text", "effect"))


def stages_untold(here: OfficeHere) -> int:
    """Steps that a lead reached here since it was taken on, and that its sender was not told."""
    with here.here():
        received = db.session.query(Handover).filter_by(side=Side.RECEIVER).filter(Handover.lead_id.is_not(None))
        return sum(_untold(one) for one in received if one.kind is not HandoverKind.COPY)


def _untold(handover: Handover) -> int:
    is_ours = any(line.step == "accept" for line in handover.lines)
    keys = {line.key for line in handover.lines}
    return sum(one.key not in keys for one in milestones_of(handover.lead)) if is_ours and handover.lead else 0


def questions_differ(city: OfficeHere, district: OfficeHere) -> int:
    """What a district asked stands in the city with the same files; remarks and answers read the same at both ends."""
    asked = _questions(district, None)
    return _differences(asked, _questions(city, district)) + _differences(
        _answers(city, set(asked)), _answers(district, None)
    )


def _questions(office: OfficeHere, other: OfficeHere | None) -> Seen:
    with office.here():
        found = db.session.query(SentQuestion)
        if other:
            found = found.filter_by(with_agency_id=office.peer(other).agency_id)
        return {one.question_id: (one.said["text"], _files(one), _remarks(one.question_id)) for one in found}


def _files(one: SentQuestion) -> list[tuple[str, str]]:
    return [(file.name, file.file_sha256) for file in one.files]


def _remarks(question_id: UUID) -> set[tuple[UUID, str]]:
    return {(one.id, one.text) for one in db.session.query(QuestionRemark).filter_by(question_id=question_id)}


def _answers(office: OfficeHere, of_questions: set[UUID] | None) -> Seen:
    """`of_questions` = in the city: those of a district's questions, and all that were published."""
    with office.here():
        found = db.session.query(QuestionAnswer).all()
        if of_questions is not None:
            found = [one for one in found if one.published_at or one.question_id in of_questions]
        return {one.id: (one.title, one.text, one.withdrawn_reason or "", bool(one.published_at)) for one in found}


def standards_differ(city: OfficeHere, district: OfficeHere) -> int:
    """Every edition is in the district under the same hash, and the city knows what became of each there."""
    return _differences(_editions(city), _editions(district)) + _differences(
        _outcomes(district), _stated(city, district)
    )


def _editions(office: OfficeHere) -> Seen:
    with office.here():
        return {one.id: (one.code, one.number, one.sha256) for one in db.session.query(StandardEdition)}


def _outcomes(district: OfficeHere) -> Seen:
    with district.here():
        found = db.session.query(StandardAdoption).order_by(StandardAdoption.proposed_at)
        return {one.edition_id: _outcome(one.outcome, one.from_on) for one in found if one.outcome}


def _stated(city: OfficeHere, district: OfficeHere) -> Seen:
    with city.here():
        found = db.session.query(StandardStatement).filter_by(agency_id=city.peer(district).agency_id)
        ordered = found.order_by(StandardStatement.stated_at, StandardStatement.received_at)
        return {one.edition_id: _outcome(one.outcome, one.from_on) for one in ordered}


def _outcome(outcome: Outcome, from_on: Any) -> tuple[Any, ...]:
    return outcome, from_on if outcome is not Outcome.REFUSED else None


def figures_differ(city: OfficeHere, district: OfficeHere) -> int:
    """Reports word for word, and samples that were given agree with them."""
    return _differences(_reports(district, None), _reports(city, district)) + _differences(
        _samples(district, None), _samples(city, district)
    )


def _reports(office: OfficeHere, other: OfficeHere | None) -> Seen:
    with office.here():
        found = db.session.query(FigureReport)
        if other:
            found = found.filter_by(agency_id=office.peer(other).agency_id)
        return {one.id: (one.number, one.note, one.sha256, one.values) for one in found}


def _samples(office: OfficeHere, other: OfficeHere | None) -> Seen:
    """What did not agree with its report is a difference by itself."""
    with office.here():
        found = db.session.query(FigureSample).join(FigureReport)
        if other:
            found = found.filter(FigureReport.agency_id == office.peer(other).agency_id)
        return {one.id: (one.seed, one.rows, [] if other is None else one.faults or []) for one in found}


def _differences(one: Seen, other: Seen) -> int:
    differing = [key for key in {*one, *other} if one.get(key) != other.get(key)]
    for key in differing:
        print("differs", key, one.get(key), other.get(key), sep="\n  ", file=sys.stderr)
    return len(differing)


def differences(offices: dict[str, OfficeHere]) -> Iterator[tuple[str, int]]:
    """Every pair for leads; the city and each district for the rest."""
    for here in offices.values():
        yield "stages_untold", stages_untold(here)
        yield "cases_differ", offers_untold(here)
        for there in offices.values():
            if here is not there:
                yield "leads_differ", leads_differ(here, there)
    city = next(one for one in offices.values() if _kind(one) is AgencyKind.CITY)
    with_city: dict[str, Callable[[OfficeHere, OfficeHere], int]] = {
        "questions_differ": questions_differ,
        "standards_differ": standards_differ,
        "figures_differ": figures_differ,
    }
    for name, compare in with_city.items():
        for district in offices.values():
            if district is not city:
                yield name, compare(city, district)


def _kind(office: OfficeHere) -> AgencyKind:
    return office.introduction().kind
