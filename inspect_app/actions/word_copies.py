"""Word forms of what was made on the spot: decision, order, inspection record, and the receipt of their service."""

from datetime import datetime

from inspect_app.actions.deliveries import delivery_of
from inspect_app.actions.office_papers import PaperFacts, copy_document, issue_paper
from inspect_app.actions.settings import acts
from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.rules.paper_values import MADE, VALUES, Signed, receipt, text_of
from inspect_app.rules.papers import Values
from inspect_app.rules.procedure import Subject
from inspect_app.rules.writing import moment_in_words
from inspect_app.store.decisions import Decision
from inspect_app.store.documents import Document
from inspect_app.store.issued import subject_of
from inspect_app.store.office_papers import OfficePaper, copies_of
from inspect_app.store.officers import Officer
from inspect_app.store.orders import Order
from inspect_app.store.visits import Visit

SUBJECTS = {Decision: Subject.DECISION, Order: Subject.ORDER, Visit: Subject.VISIT}


def signed_under(document: Document) -> list[Signed]:
    return [
        Signed(one.signer, one.name, one.signed_at, one.refused, one.reason, one.witness)
        for one in document.signatures
    ]


def values_of_document(document: Document) -> Values:
    """Raises `Refused` for a document that has no Word form."""
    if document.form not in VALUES:
        raise Refused(Refusal(Problem.PAPER_FORM_UNKNOWN, facts={"form": document.form}))
    return VALUES[document.form](document.content, signed_under(document))


def word_copy(document: Document, *, by: Officer, at: datetime) -> OfficePaper:
    """Made the first time somebody asks, and the same file from then on."""
    if known := copies_of([document.id]).get(document.id):
        return known
    thing = subject_of(document)
    if thing is None or thing.agency_id != by.home_id:
        raise Refused(Refusal(Problem.NOT_FOUND))
    made_on = text_of(document.content.get(MADE.get(document.form, "")))
    values = values_of_document(document)
    return copy_document(document, SUBJECTS[type(thing)], values, made_on=made_on, by=by, at=at)


def service_record_of(document: Document, *, by: Officer, at: datetime) -> OfficePaper:
    """送达回证 of a decision or an order: filled in as far as its delivery is on record, the rest open for the pen."""
    thing = subject_of(document)
    if not isinstance(thing, Decision | Order) or thing.agency_id != by.home_id:
        raise Refused(Refusal(Problem.NOT_FOUND))
    values = values_of_document(document)
    facts = PaperFacts("service_record", SUBJECTS[type(thing)], thing.id, _service(document, thing, values))
    return issue_paper(facts, by=by, at=at)


def _service(document: Document, thing: Decision | Order, values: Values) -> Values:
    party = [one for one in signed_under(document) if one.signer == "party"]
    refused = next((one for one in party if one.is_refused), None)
    by_hand = next((one for one in party if not one.is_refused), None)
    officers = values["officers"]
    title = {"on_the_spot_decision": "当场行政处罚决定书", "correction_order": "责令改正通知书"}[document.form]
    act = acts(thing.decided_on).get(thing.act) if isinstance(thing, Decision) else None
    return {
        "case_cause": act.title.zh if act else "",
        "recipient": thing.party_name,
        "papers": [{"title": title, "number": document.number, "count": "1份"}],
        "place": text_of(document.content.get("place")) or thing.work.address,
        "way": "留置送达" if refused else "当场直接送达",
        "received_by": by_hand.name if by_hand else "",
        "received_at": moment_in_words(by_hand.at) if by_hand else "",
        "refusal": receipt(party) if refused else "",
        "witness": _witness(thing, refused) if refused else "",
        "servers": "、".join(row["name"] for row in officers) if not isinstance(officers, str) else "",
    }


def _witness(thing: Decision | Order, refused: Signed) -> str:
    if refused.witness:
        return refused.witness
    photos = delivery_of(thing).photos
    return f"拍照记录 {photos} 张" if photos else "未记录见证人"
