"""Offering a case that is going on to the office above: what will be sent, shown before it is sent."""

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from inspect_app import clock
from inspect_app.access import current_officer, needs
from inspect_app.actions.case_releases import files_of_case
from inspect_app.actions.case_takeovers import offer_case_up, what_is_known
from inspect_app.actions.sent_questions import city_peer
from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.rules.handovers import DOUBTS, LAW_OF, HandoverKind
from inspect_app.rules.permissions import Permission
from inspect_app.rules.procedure import Subject, refuse_step
from inspect_app.rules.releases import Occasion, Recipient, preview
from inspect_app.store.base import transaction
from inspect_app.store.cases import Case
from inspect_app.web.cases import case_of_office
from inspect_app.web.errors import as_plain
from inspect_app.web.forms.handovers import OfferForm
from inspect_app.web.photos import photo_folder

pages = Blueprint("case_takeovers", __name__, url_prefix="/cases/<uuid:case_id>/takeovers")
KIND = HandoverKind.TAKEOVER


@pages.get("/new")
@needs(Permission.HAND_OVER_LEADS)
def new(case_id: UUID) -> str:
    """Also where the step is not open: it says why not."""
    case = case_of_office(case_id)
    form = OfferForm(formdata=None, summary=case.facts, seen=len(case.entries))
    closed = refuse_step(Subject.CASE, "offer_up", stage=case.stage, role=current_officer().role)
    return _page(case, form, Refused(closed) if closed else None)


def _page(case: Case, form: OfferForm, refused: Refused | None = None) -> str:
    form.files.choices = [(one.key, one.name) for one in files_of_case(case)]
    return render_template(
        "cases/takeover.html",
        case=case,
        form=form,
        peer=city_peer(current_officer().home_id),
        shown=preview(what_is_known(case), Occasion.TAKEOVER, Recipient.OFFICE),
        law=LAW_OF[KIND].text,
        doubt=DOUBTS.get(KIND, ""),
        refusals=[as_plain(one) for one in refused.refusals] if refused else [],
    )


@pages.post("")
@needs(Permission.HAND_OVER_LEADS)
def create(case_id: UUID) -> str | tuple[str, int] | Response:
    case, form = case_of_office(case_id), OfferForm()
    form.files.choices = [(one.key, one.name) for one in files_of_case(case)]
    if not form.validate():
        return _page(case, form), 422
    try:
        with transaction():
            sent_id = _offer(case, form)
    except Refused as refused:
        return _page(case_of_office(case_id), form, refused), refused.refusals[0].problem.status
    flash(gettext("已放进发件箱，会按连接方式送出；回执到了会显示在这里。"), "good")
    return redirect(url_for("handovers.show", handover_id=sent_id))


def _offer(case: Case, form: OfferForm) -> UUID:
    officer = current_officer()
    peer = city_peer(officer.home_id)
    if peer is None:
        raise Refused(Refusal(Problem.HANDOVER_NO_PEER, facts={"agency": "市民防办"}))
    sending, seen = form.sending(KIND), str(form.seen.data or "")
    number = int(seen) if seen.isdecimal() else -1
    return offer_case_up(
        photo_folder(), case.id, peer.agency_id, sending, seen=number, by=officer, at=clock.now()
    ).id
