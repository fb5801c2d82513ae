"""Triage in the office: each step of a lead is one form on its page."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from flask import Blueprint, flash, redirect, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from inspect_app import clock
from inspect_app.access import current_officer, needs
from inspect_app.actions.lead_steps import (
    check_papers,
    hand_over_lead,
    merge_lead,
    name_work,
    note_receipt,
    reopen_lead,
    report_lead_up,
    set_lead_aside,
    settle_lead,
)
from inspect_app.problems import Refused
from inspect_app.rules.permissions import Permission
from inspect_app.store.base import transaction
from inspect_app.web.lead_page import lead_of_office, lead_page

pages = Blueprint("lead_steps", __name__, url_prefix="/leads/<uuid:lead_id>")


def _after(lead_id: UUID, deed: Callable[..., object], message: str, *said: str) -> Response | tuple[str, int]:
    """Do the deed in one transaction; where it is refused, the same page says why."""
    lead_of_office(lead_id)
    words = [request.form.get(name, "")[:2000] for name in (*said, "reason")]
    try:
        with transaction():
            partial(deed, lead_id, *words)(by=current_officer(), at=clock.now())
    except Refused as refused:
        return lead_page(lead_id, refused), refused.refusals[0].problem.status
    flash(message, "good")
    return redirect(url_for("leads.show", lead_id=lead_id))


@pages.post("/papers")
@needs(Permission.TRIAGE_LEADS)
def create_papers(lead_id: UUID) -> Response | tuple[str, int]:
    return _after(lead_id, check_papers, gettext("已转入核查资料。"))


@pages.post("/settlement")
@needs(Permission.TRIAGE_LEADS)
def create_settlement(lead_id: UUID) -> Response | tuple[str, int]:
    return _after(lead_id, settle_lead, gettext("已登记现场处理，案源办结。"))


@pages.post("/handover")
@needs(Permission.TRIAGE_LEADS)
def create_handover(lead_id: UUID) -> Response | tuple[str, int]:
    return _after(lead_id, hand_over_lead, gettext("已登记移交，等对方接收。"), "passed_to")


@pages.post("/report")
@needs(Permission.TRIAGE_LEADS)
def create_report(lead_id: UUID) -> Response | tuple[str, int]:
    return _after(lead_id, report_lead_up, gettext("已登记报送，等市民防办接收。"))


@pages.post("/receipt")
@needs(Permission.TRIAGE_LEADS)
def create_receipt(lead_id: UUID) -> Response | tuple[str, int]:
    return _after(lead_id, note_receipt, gettext("已登记对方接收，案源办结。"))


@pages.post("/setting-aside")
@needs(Permission.TRIAGE_LEADS)
def create_setting_aside(lead_id: UUID) -> Response | tuple[str, int]:
    return _after(lead_id, set_lead_aside, gettext("案源已办结：不予处理，理由已记录。"))


@pages.post("/merging")
@needs(Permission.TRIAGE_LEADS)
def create_merging(lead_id: UUID) -> Response | tuple[str, int]:
    return _after(lead_id, merge_lead, gettext("已并入先前的案源。"), "number")


@pages.post("/reopening")
@needs(Permission.TRIAGE_LEADS)
def create_reopening(lead_id: UUID) -> Response | tuple[str, int]:
    return _after(lead_id, reopen_lead, gettext("已重新研判，期限重新计算。"))


@pages.post("/work")
@needs(Permission.TRIAGE_LEADS)
def create_work(lead_id: UUID) -> Response | tuple[str, int]:
    lead_of_office(lead_id)
    number = request.form.get("number", "")[:60]
    try:
        with transaction():
            name_work(lead_id, number, by=current_officer(), at=clock.now())
    except Refused as refused:
        return lead_page(lead_id, refused), refused.refusals[0].problem.status
    flash(gettext("已指明工程。"), "good")
    return redirect(url_for("leads.show", lead_id=lead_id))
