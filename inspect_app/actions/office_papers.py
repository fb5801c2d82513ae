"""Issuing a paper as a Word file: checked, numbered, rendered once and kept; then served or voided, never made again in place.

For other parts: `issue_paper(PaperFacts(...), by=, at=)` here, and `papers_of(subject_id)` in store/office_papers.py.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from inspect_app.actions.forms import next_desk_number, use_number
from inspect_app.actions.paper_templates import filled_context, keep_file, template_in_force
from inspect_app.actions.settings import office_texts
from inspect_app.catalogue.paper_layouts import paper_wordings
from inspect_app.problems import Problem, Refusal, Refused, refuse_if_any
from inspect_app.rules.calendar import day_of
from inspect_app.rules.documents import document_sha256
from inspect_app.rules.paper_forms import form_of
from inspect_app.rules.papers import PaperForm, Values, faults_in, said
from inspect_app.rules.plain import to_plain
from inspect_app.rules.procedure import Subject
from inspect_app.rules.redress import redress_paragraph
from inspect_app.rules.writing import day_in_words
from inspect_app.store.audit import note_deed
from inspect_app.store.base import Json, db
from inspect_app.store.documents import Document, form_use_of
from inspect_app.store.office_papers import OfficePaper, paper_for_update
from inspect_app.store.officers import Officer
from inspect_app.store.word_signatures import Drawn, signed
from inspect_app.store.word_templates import fill


@dataclass(frozen=True)
class PaperFacts:
    """`subject`, `subject_id` = whose paper it is (a decision, an order, a visit, a case). `values` = its fields.

    `redress` need not be given: it follows the procedure and the day. `dated` = the day that the paper bears, where that is
    not the day on which it is made: a decision bears the day of the decision.
    """

    form: str
    subject: Subject
    subject_id: UUID
    values: Values
    dated: date | None = None


def issue_paper(facts: PaperFacts, *, by: Officer, at: datetime) -> OfficePaper:
    """Raises `Refused` with everything that is missing; then nothing was made and no number is used.

    Issuing the same again makes another paper with a number of its own.
    """
    form, on = form_of(facts.form), facts.dated or day_of(at)
    if form.of_record:
        raise Refused(Refusal(Problem.PAPER_OF_RECORD, facts={"form": form.title}))
    values = _with_redress(form, facts.values, by=by, on=on)
    refuse_if_any(faults_in(form, values))
    number, numbered = "", None
    if form.series:
        block, serial = numbered = next_desk_number(by, form.series, at=at)
        number = block.facts().number(serial)
    paper = _keep(form, facts, _content(form, values, number, by=by, on=on), by=by, at=at)
    if numbered:
        refuse_if_any(use_number(numbered[0].id, numbered[1], document=paper, device_id=None, on=day_of(at), at=at))
    return paper


def copy_document(
    document: Document, subject: Subject, values: Values, *, made_on: str, by: Officer, at: datetime
) -> OfficePaper:
    """The Word form of a document that was made before: its words, its number, its hash. Nothing of it is judged anew."""
    form = form_of(document.form)
    content = {
        "form": form.code,
        "title": form.title,
        "number": document.number,
        "agency": str(document.content.get("agency", "")) or by.agency.name_on(day_of(at)),
        "made_on": made_on,
        "is_demonstration": bool(document.content.get("is_demonstration")),
        "values": to_plain(values),
    }
    facts = PaperFacts(form.code, subject, document.subject_id, values)
    return _keep(form, facts, content, document=document, by=by, at=at)


def _with_redress(form: PaperForm, values: Values, *, by: Officer, on: date) -> Values:
    if form.redress is None or said(values, "redress"):
        return values
    body = office_texts(by.agency, on=on).reconsideration_body
    paragraph = redress_paragraph(form.redress, on=on, body=body, wordings=paper_wordings())
    return {**values, "redress": paragraph}


def _content(form: PaperForm, values: Values, number: str, *, by: Officer, on: date) -> Json:
    texts = office_texts(by.agency, on=on)
    return {
        "form": form.code,
        "title": form.title,
        "number": number,
        "agency": texts.agency,
        "made_on": day_in_words(on),
        "is_demonstration": texts.is_demonstration,
        "values": to_plain(values),
    }


def _given(content: Json, sha256: str) -> dict[str, Any]:
    names = ("agency", "number", "made_on", "is_demonstration")
    return {name: content[name] for name in names} | {"sha256": sha256}


def _keep(
    form: PaperForm,
    facts: PaperFacts,
    content: Json,
    *,
    document: Document | None = None,
    by: Officer,
    at: datetime,
) -> OfficePaper:
    """Rendered here, and nowhere else."""
    sha256 = document.sha256 if document else document_sha256(content)
    template = template_in_force(by.home_id, form.code)
    body = fill(template, filled_context(form, content["values"], _given(content, sha256)))
    body = signed(body, _drawn(document)) if document else body
    paper = OfficePaper(
        id=uuid4(),
        agency_id=by.home_id,
        form=form.code,
        subject=facts.subject,
        subject_id=facts.subject_id,
        document_id=document.id if document else None,
        number=content["number"],
        content=content,
        sha256=sha256,
        file_sha256=keep_file(body, at=at),
        template_sha256=keep_file(template, at=at),
        made_by=by.id,
        made_at=at,
    )
    return _noted(paper, by=by, at=at)


def _drawn(document: Document) -> list[Drawn]:
    """Names that were drawn under it; a refusal has none."""
    return [
        Drawn(one.signer, one.name, one.strokes, day_in_words(day_of(one.signed_at)))
        for one in document.signatures
        if not one.refused
    ]


def _noted(paper: OfficePaper, *, by: Officer, at: datetime) -> OfficePaper:
    db.session.add(paper)
    db.session.flush()
    _note("issue_paper", paper, by=by, at=at)
    return paper


def serve_paper(
    paper_id: UUID, to: str, how: str, *, by: Officer, at: datetime, served_at: datetime
) -> OfficePaper:
    """送达: to whom and how. From then on it can only be corrected by a supplement, or withdrawn."""
    paper = _open_paper(paper_id, by=by)
    if not (to.strip() and how.strip()):
        raise Refused(Refusal(Problem.PAPER_SERVICE_NOT_STATED))
    paper.served_at, paper.served_by = served_at, by.id
    paper.served_to, paper.served_how = to.strip(), how.strip()
    _note("serve_paper", paper, by=by, at=at, to=paper.served_to, how=paper.served_how)
    return paper


def void_paper(paper_id: UUID, reason: str, *, by: Officer, at: datetime) -> OfficePaper:
    """作废 one that was not served. Number, bytes and reason stay on the record; the number is never given again."""
    paper = _open_paper(paper_id, by=by)
    if not reason.strip():
        raise Refused(Refusal(Problem.REASON_NEEDED))
    paper.voided_at, paper.voided_by, paper.void_reason = at, by.id, reason.strip()
    if use := form_use_of(paper.id):
        use.voided_reason = reason.strip()
    _note("void_paper", paper, by=by, at=at, reason=paper.void_reason)
    return paper


def _open_paper(paper_id: UUID, *, by: Officer) -> OfficePaper:
    paper = paper_for_update(paper_id)
    if paper is None or paper.agency_id != by.home_id:
        raise Refused(Refusal(Problem.NOT_FOUND))
    if paper.voided_at:
        raise Refused(Refusal(Problem.PAPER_VOIDED))
    if paper.served_at:
        raise Refused(Refusal(Problem.PAPER_SERVED))
    return paper


def _note(deed: str, paper: OfficePaper, *, by: Officer, at: datetime, **details: str) -> None:
    known = {"form": paper.form, "number": paper.number, "sha256": paper.file_sha256, **details}
    note_deed(deed, by=by.id, at=at, subject="office_paper", subject_id=paper.id, **known)
