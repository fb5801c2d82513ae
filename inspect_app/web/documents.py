"""Documents as issued: on the screen and on paper (A4 or an 80 mm roll). The kept content is drawn, never composed anew."""

import hashlib
from uuid import UUID

from flask import Blueprint, render_template, request, url_for

from inspect_app.access import current_officer, needs
from inspect_app.actions.settings import office_settings
from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.rules.documents import document_sha256
from inspect_app.rules.permissions import Permission
from inspect_app.rules.settings import SettingName
from inspect_app.store.documents import Document, documents_for
from inspect_app.store.issued import documents_claimed, issued_document, subject_of
from inspect_app.store.office_papers import OfficePaper, bytes_of, papers_claimed, papers_of
from inspect_app.web.document_codes import code_of, code_text

pages = Blueprint("documents", __name__)
PAPERS = ("a4", "roll80")
PARTS = {
    form: f"documents/{form}.html"
    for form in ("on_the_spot_decision", "correction_order", "inspection_record", "correction_supplement")
}


@pages.get("/documents/<uuid:document_id>")
@needs(Permission.SEE_DECISIONS)
def show(document_id: UUID) -> str:
    document = issued_document(current_officer().home_id, document_id)
    if document is None:
        raise Refused(Refusal(Problem.NOT_FOUND))
    return print_page(document)


def document_of(subject_id: UUID) -> Document:
    """The one document of a decision or an order that was checked to be ours before."""
    document = next(iter(documents_for(subject_id)), None)
    if document is None:
        raise Refused(Refusal(Problem.NOT_FOUND))
    return document


def print_page(document: Document) -> str:
    paper = request.args.get("paper", PAPERS[0])
    paper = paper if paper in PAPERS else PAPERS[0]
    return render_template("documents/print.html", paper=paper, back=_page_of(document), **drawing_of(document))


def _page_of(document: Document) -> str:
    """Where one comes back to from the paper."""
    if document.form in ("on_the_spot_decision", "correction_supplement"):
        return url_for("decisions.show", decision_id=document.subject_id)
    if document.form == "correction_order":
        return url_for("orders.show", order_id=document.subject_id)
    return url_for("visits.show", visit_id=document.subject_id)


def drawing_of(document: Document) -> dict[str, object]:
    """What the partial of a document draws from."""
    address = office_settings(current_officer().home_id).text(SettingName.PUBLIC_ADDRESS)
    return {
        "document": document,
        "content": document.content,
        "part": PARTS.get(document.form),
        "code": code_of(code_text(document.number, document.sha256, address)),
        "word_papers": papers_of(document.subject_id),
    }


@pages.get("/check")
@needs(Permission.SEE_DECISIONS)
def check() -> str:
    """Is such a document on record, with exactly this hash? Opened by hand or from the code on the paper."""
    number, sha256 = request.args.get("number", "").strip(), request.args.get("sha256", "").strip().lower()
    found = documents_claimed(current_officer().home_id, number=number, sha256=sha256)
    exact = [one for one in found if one.sha256 == sha256 and number in ("", one.number)]
    papers = papers_claimed(current_officer().home_id, number=number, sha256=sha256)
    same = [one for one in papers if sha256 in (one.sha256, one.file_sha256) and number in ("", one.number)]
    return render_template(
        "documents/check.html",
        number=number,
        sha256=sha256,
        exact=[(one, subject_of(one), document_sha256(one.content) == one.sha256) for one in exact],
        papers=[(one, is_whole(one)) for one in same],
        has_number=any(one.number == number for one in [*found, *papers] if number),
        has_hash=any(sha256 in (one.sha256, getattr(one, "file_sha256", "")) for one in [*found, *papers]),
    )


def is_whole(paper: OfficePaper) -> bool:
    """Content and file are what they were when it was issued. What a copy says is checked as its document."""
    file_sha256 = hashlib.sha256(bytes_of(paper.file_sha256)).hexdigest()
    is_same = paper.document_id is not None or document_sha256(paper.content) == paper.sha256
    return is_same and file_sha256 == paper.file_sha256
