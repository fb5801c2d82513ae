"""Handing a lead on to another office: to whom, in which way, and what will be sent, shown before it is sent."""

from dataclasses import dataclass
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from inspect_app import clock
from inspect_app.access import current_officer, needs
from inspect_app.actions.handover_files import sendable_files
from inspect_app.actions.handovers import hand_over, occasion_of, values_of
from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.rules.handovers import DAY_NEEDED, DOUBTS, LAW_OF, REASON_NEEDED, HandoverKind, kinds_between
from inspect_app.rules.permissions import Permission
from inspect_app.rules.procedure import Subject, refuse_step
from inspect_app.rules.releases import preview, recipient
from inspect_app.store.agencies import Agency, agency_with
from inspect_app.store.base import transaction
from inspect_app.store.leads import Lead
from inspect_app.store.peers import peers_all
from inspect_app.web.attachments import take_in
from inspect_app.web.errors import as_plain
from inspect_app.web.forms.handovers import SendingForm
from inspect_app.web.lead_page import lead_of_office
from inspect_app.web.lists import an_id, one_of
from inspect_app.web.photos import photo_folder

pages = Blueprint("lead_handovers", __name__, url_prefix="/leads/<uuid:lead_id>")
Page = str | tuple[str, int] | Response
P = Permission


@dataclass(frozen=True)
class Way:
    """An office that is connected, and a kind in which a lead may go to it."""

    office: Agency
    kind: HandoverKind


def ways_from(lead: Lead) -> list[Way]:
    """Every office that this one is connected with. A lead that is not under triage can only be copied."""
    office = agency_with(current_officer().home_id)
    if office is None:
        return []
    found = [
        Way(peer.agency, kind)
        for peer in peers_all()
        if peer.suspended_at is None
        for kind in kinds_between(office.kind, peer.agency.kind)
    ]
    goes = refuse_step(Subject.LEAD, "hand_over", stage=lead.stage, role=current_officer().role) is None
    return [one for one in found if goes or one.kind is HandoverKind.COPY]


def _chosen(lead: Lead) -> Way | None:
    """What the address names, when it is open."""
    kind, office_id = one_of(HandoverKind, request.args.get("kind")), an_id(request.args.get("to"))
    return next((one for one in ways_from(lead) if one.kind is kind and one.office.id == office_id), None)


@pages.get("/handovers/new")
@needs(P.HAND_OVER_LEADS)
def new(lead_id: UUID) -> str:
    lead = lead_of_office(lead_id)
    form = SendingForm(formdata=None, summary=lead.summary)
    return _page(lead, form)


def _page(lead: Lead, form: SendingForm, refused: Refused | None = None) -> str:
    way = _chosen(lead)
    files = sendable_files(lead)
    form.files.choices = [(one.key, one.name) for one in files]
    return render_template(
        "handovers/new.html",
        lead=lead,
        form=form,
        ways=ways_from(lead),
        way=way,
        day_needed=way is not None and way.kind in DAY_NEEDED,
        reason_needed=way is not None and way.kind in REASON_NEEDED,
        shown=preview(values_of(lead), occasion_of(way.kind), recipient(way.office.kind)) if way else [],
        law=LAW_OF[way.kind].text if way else "",
        doubt=DOUBTS.get(way.kind, "") if way else "",
        files=files,
        refusals=[as_plain(one) for one in refused.refusals] if refused else [],
    )


@pages.post("/handovers")
@needs(P.HAND_OVER_LEADS)
def create(lead_id: UUID) -> Page:
    lead, form = lead_of_office(lead_id), SendingForm()
    way = _chosen(lead)
    form.files.choices = [(one.key, one.name) for one in sendable_files(lead)]
    if way is None:
        missing = Refused(Refusal(Problem.FIELD_MISSING, facts={"field": "交给谁"}))
        return _page(lead, form, missing), 422
    if not form.validate():
        return _page(lead, form), 422
    return _send(lead, form, way)


def _send(lead: Lead, form: SendingForm, way: Way) -> Page:
    sending, officer = form.sending(way.kind), current_officer()
    try:
        with transaction():
            sent = hand_over(photo_folder(), lead.id, way.office.id, sending, by=officer, at=clock.now())
    except Refused as refused:
        return _page(lead_of_office(lead.id), form, refused), refused.refusals[0].problem.status
    flash(gettext("已放进发件箱，会按连接方式送出；回执到了会显示在这里。"), "good")
    return redirect(url_for("handovers.show", handover_id=sent.id))


@pages.post("/files")
@needs(P.TRIAGE_LEADS)
def create_file(lead_id: UUID) -> Response:
    lead = lead_of_office(lead_id)
    take_in("lead", lead.id)
    flash(gettext("材料已加到案源。"), "good")
    return redirect(url_for("leads.show", lead_id=lead.id))
