"""Leads (案源): findings that may become a case, listed and made."""

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from inspect_app import clock
from inspect_app.access import current_officer, needs
from inspect_app.actions.leads import make_lead
from inspect_app.rules.permissions import Permission
from inspect_app.store.base import transaction
from inspect_app.store.case_lists import cases_of_leads
from inspect_app.store.reviews import leads_of
from inspect_app.web.people import names_of

pages = Blueprint("leads", __name__)


@pages.get("/leads")
@needs(Permission.SEE_LEADS)
def index() -> str:
    leads = leads_of(current_officer().home_id)
    return render_template(
        "leads/index.html",
        leads=leads,
        people=names_of(lead.made_by for lead in leads),
        cases=cases_of_leads([lead.id for lead in leads]),
        may_open_case=current_officer().may(Permission.HANDLE_CASES),
    )


@pages.post("/findings/<uuid:finding_id>/lead")
@needs(Permission.REVIEW_VISITS)
def create(finding_id: UUID) -> Response:
    with transaction():
        lead = make_lead(finding_id, request.form.get("summary", ""), by=current_officer(), at=clock.now())
    flash(gettext("已列为案源。"), "good")
    return redirect(url_for("leads.index", _anchor=f"lead-{lead.id}"))
