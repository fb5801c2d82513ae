"""Making a paper of a case at the desk, from what the record knows."""

from dataclasses import replace
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response

from inspect_app import clock
from inspect_app.access import current_officer, needs
from inspect_app.actions.case_papers import case_facts, made_paper, make_case_paper
from inspect_app.actions.case_records import record_of
from inspect_app.problems import Refused
from inspect_app.rules.case_paper_facts import CaseFacts
from inspect_app.rules.case_paper_values import case_values
from inspect_app.rules.paper_forms import form_of
from inspect_app.rules.papers import PaperForm
from inspect_app.rules.permissions import Permission
from inspect_app.store.base import transaction
from inspect_app.store.cases import Case
from inspect_app.store.office_papers import papers_of
from inspect_app.web.cases import case_of_office
from inspect_app.web.errors import as_plain
from inspect_app.web.forms.case_papers import asked, columns_of, paper_form, values_in
from inspect_app.web.lists import an_id

pages = Blueprint("case_papers", __name__, url_prefix="/cases/<uuid:case_id>/papers")


@pages.get("/new/<form>")
@needs(Permission.WORK_ON_CASES)
def new(case_id: UUID, form: str) -> str:
    """The form with what is known; `?about=` = the paper that a receipt or a supplement belongs to."""
    case, of_form = case_of_office(case_id), form_of(form)
    known = _known(case, about=an_id(request.args.get("about")))
    sent = paper_form(of_form, case_values(of_form.code, known), is_sent=False)
    sent.about.data = request.args.get("about", "")
    return _page(case, of_form, sent)


@pages.post("/<form>")
@needs(Permission.WORK_ON_CASES)
def create(case_id: UUID, form: str) -> Response | tuple[str, int]:
    case, of_form = case_of_office(case_id), form_of(form)
    sent = paper_form(of_form, {}, is_sent=True)
    if not sent.validate():
        return _page(case, of_form, sent), 422
    try:
        with transaction():
            values, by = values_in(of_form, sent), current_officer()
            paper = make_case_paper(case, record_of(case), of_form.code, values, by=by, at=clock.now())
    except Refused as refused:
        return _page(case, of_form, sent, refused), refused.refusals[0].problem.status
    flash(gettext("文书已制作，请打印、签名盖章，送达后登记。"), "good")
    return redirect(url_for("office_papers.show", paper_id=paper.id))


def _known(case: Case, *, about: UUID | None) -> CaseFacts:
    known = case_facts(case, record_of(case), on=clock.today())
    paper = next((one for one in papers_of(case.id) if one.id == about), None)
    return replace(known, about=made_paper(paper)) if paper else known


def _page(case: Case, form: PaperForm, sent: FlaskForm, refused: Refused | None = None) -> str:
    return render_template(
        "cases/paper.html",
        case=case,
        paper_form=form,
        form=sent,
        contents=[(one, columns_of(one)) for one in asked(form)],
        refusals=[as_plain(one) for one in refused.refusals] if refused else [],
    )
