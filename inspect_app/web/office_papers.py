"""One paper that the office issued: its file as kept, what it says, its hashes; made from a record, served, voided."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response as AnyResponse

from inspect_app import clock
from inspect_app.access import current_officer, needs
from inspect_app.actions.office_papers import serve_paper, void_paper
from inspect_app.actions.settings import office_settings
from inspect_app.actions.word_copies import service_record_of, word_copy
from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.rules.permissions import Permission
from inspect_app.rules.procedure import Subject
from inspect_app.rules.settings import SettingName
from inspect_app.store.base import transaction
from inspect_app.store.documents import Document
from inspect_app.store.issued import issued_document
from inspect_app.store.office_papers import OfficePaper, bytes_of, paper_with
from inspect_app.store.word_reading import blocks_of_word
from inspect_app.web.document_codes import code_of, code_text
from inspect_app.web.errors import as_plain
from inspect_app.web.forms.papers import ServiceForm
from inspect_app.web.people import names_of
from inspect_app.web.word_downloads import word_response

pages = Blueprint("office_papers", __name__)
Page = str | tuple[str, int] | AnyResponse
PAGES = {
    Subject.VISIT: ("visits.show", "visit_id"),
    Subject.ORDER: ("orders.show", "order_id"),
    Subject.DECISION: ("decisions.show", "decision_id"),
    Subject.CASE: ("cases.show", "case_id"),
}
"""Whose paper it is -> the page of that, and the name of its id in the address."""


def page_of_subject(paper: OfficePaper) -> str:
    endpoint, name = PAGES[paper.subject]
    parts: dict[str, Any] = {name: paper.subject_id}
    return url_for(endpoint, **parts)


def _paper(paper_id: UUID) -> OfficePaper:
    paper = paper_with(paper_id)
    if paper is None or paper.agency_id != current_officer().home_id:
        raise Refused(Refusal(Problem.NOT_FOUND))
    return paper


@pages.get("/papers/<uuid:paper_id>")
@needs(Permission.SEE_DECISIONS)
def show(paper_id: UUID) -> str:
    return _page(_paper(paper_id))


def _page(paper: OfficePaper, refused: Refused | None = None, form: ServiceForm | None = None) -> str:
    officer = current_officer()
    return render_template(
        "papers/show.html",
        people=names_of([paper.made_by, paper.served_by, paper.voided_by]),
        form=form or ServiceForm(formdata=None).offer(),
        refusals=[as_plain(one) for one in refused.refusals] if refused else [],
        is_open=not (paper.served_at or paper.voided_at) and officer.may(Permission.DECIDE_AT_DESK),
        back=page_of_subject(paper),
        **_drawing(paper),
    )


def _drawing(paper: OfficePaper) -> dict[str, object]:
    address = office_settings(paper.agency_id).text(SettingName.PUBLIC_ADDRESS)
    return {
        "paper": paper,
        "blocks": blocks_of_word(bytes_of(paper.file_sha256)),
        "code": code_of(code_text(paper.number, paper.sha256, address)),
    }


@pages.get("/papers/<uuid:paper_id>/print")
@needs(Permission.SEE_DECISIONS)
def print_view(paper_id: UUID) -> str:
    return render_template("papers/print.html", **_drawing(_paper(paper_id)))


@pages.get("/papers/<uuid:paper_id>/file")
@needs(Permission.SEE_DECISIONS)
def download(paper_id: UUID) -> Response:
    """The bytes as they were issued."""
    paper = _paper(paper_id)
    return word_response(bytes_of(paper.file_sha256), f"{paper.title}{paper.number}")


@pages.post("/papers/<uuid:paper_id>/service")
@needs(Permission.DECIDE_AT_DESK)
def create_service(paper_id: UUID) -> Page:
    paper, form, by, at = _paper(paper_id), ServiceForm().offer(), current_officer(), clock.now()
    if not form.validate():
        return _page(paper, form=form), 422
    serve = partial(serve_paper, paper_id, form.to.data or "", form.how.data, by=by, at=at, served_at=at)
    return _after(paper, serve, gettext("已记录送达。"), form)


@pages.post("/papers/<uuid:paper_id>/void")
@needs(Permission.DECIDE_AT_DESK)
def create_void(paper_id: UUID) -> Page:
    void = partial(void_paper, paper_id, request.form.get("reason", ""), by=current_officer(), at=clock.now())
    return _after(_paper(paper_id), void, gettext("文书已作废，编号不再使用，文件和理由仍然留存。"))


def _after(paper: OfficePaper, deed: Callable[[], object], message: str, form: ServiceForm | None = None) -> Page:
    try:
        with transaction():
            deed()
    except Refused as refused:
        return _page(_paper(paper.id), refused, form), refused.refusals[0].problem.status
    flash(message, "good")
    return redirect(url_for("office_papers.show", paper_id=paper.id))


def _document(document_id: UUID) -> Document:
    document = issued_document(current_officer().home_id, document_id)
    if document is None:
        raise Refused(Refusal(Problem.NOT_FOUND))
    return document


@pages.post("/documents/<uuid:document_id>/word")
@needs(Permission.DECIDE_AT_DESK)
def create_copy(document_id: UUID) -> Page:
    """The Word form of a document that was made on the spot; the same file however often it is asked for."""
    with transaction():
        paper = word_copy(_document(document_id), by=current_officer(), at=clock.now())
    return redirect(url_for("office_papers.show", paper_id=paper.id))


@pages.post("/documents/<uuid:document_id>/service-record")
@needs(Permission.DECIDE_AT_DESK)
def create_service_record(document_id: UUID) -> Page:
    with transaction():
        paper = service_record_of(_document(document_id), by=current_officer(), at=clock.now())
    return redirect(url_for("office_papers.show", paper_id=paper.id))
