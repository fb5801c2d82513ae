"""What may still be done with a decision that was served: mend it in words, note that it was published, take that back."""

from collections.abc import Callable
from uuid import UUID

from flask import Blueprint, flash, redirect, url_for
from flask_babel import gettext
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response

from inspect_app import clock
from inspect_app.access import current_officer, needs
from inspect_app.actions.publications import note_publication, withdraw_publication
from inspect_app.actions.supplements import Served, correct_decision, serve_supplement
from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.rules.permissions import Permission
from inspect_app.rules.supplements import Mending, Part
from inspect_app.store.base import transaction
from inspect_app.store.supplements import supplement_for_update
from inspect_app.web.decisions import decision_page, our_decision
from inspect_app.web.served_views import SERVED_FORMS

pages = Blueprint("served_papers", __name__)
Answer = Response | tuple[str, int]


def _text(value: str | None) -> str:
    return (value or "").strip()


def _after(decision_id: UUID, name: str, form: FlaskForm, deed: Callable[[], object], message: str) -> Answer:
    """On refusal the decision's page says why, and keeps what was typed."""
    if not form.validate():
        return decision_page(decision_id, filled={name: form}), 422
    try:
        with transaction():
            deed()
    except Refused as refused:
        return decision_page(decision_id, refused, filled={name: form}), refused.refusals[0].problem.status
    flash(message, "good")
    return redirect(url_for("decisions.show", decision_id=decision_id))


def _sent(name: str) -> FlaskForm:
    return SERVED_FORMS[name](prefix=f"{name}-")


@pages.post("/decisions/<uuid:decision_id>/corrections")
@needs(Permission.CORRECT_DECISIONS)
def create_correction(decision_id: UUID) -> Answer:
    our_decision(decision_id)
    form, by, at = _sent("correction"), current_officer(), clock.now()

    def correct() -> object:
        words = (_text(form.wrong.data), _text(form.right.data), _text(form.reason.data))
        return correct_decision(decision_id, Mending(Part[form.part.data.upper()], *words), by=by, at=at)

    message = gettext("补正书已制作，请打印、送达，再登记送达。")
    return _after(decision_id, "correction", form, correct, message)


@pages.post("/supplements/<uuid:supplement_id>/service")
@needs(Permission.CORRECT_DECISIONS)
def create_service(supplement_id: UUID) -> Answer:
    supplement = supplement_for_update(supplement_id)
    if supplement is None or supplement.agency_id != current_officer().home_id:
        raise Refused(Refusal(Problem.NOT_FOUND))
    form, by, at = _sent("service"), current_officer(), clock.now()

    def serve() -> object:
        served = Served(form.on.data, _text(form.receiver.data), _text(form.refusal_reason.data))
        return serve_supplement(supplement_id, served, by=by, at=at)

    return _after(supplement.subject_id, "service", form, serve, gettext("补正书的送达已登记。"))


@pages.post("/decisions/<uuid:decision_id>/publication")
@needs(Permission.NOTE_PUBLICATION)
def create_publication(decision_id: UUID) -> Answer:
    decision = our_decision(decision_id)
    form, by, at = _sent("publication"), current_officer(), clock.now()

    def note() -> object:
        address, since = _text(form.address.data), decision.decided_on
        return note_publication(decision_id, form.published_on.data, address, since=since, by=by, at=at)

    return _after(decision_id, "publication", form, note, gettext("公开已登记。"))


@pages.post("/decisions/<uuid:decision_id>/publication-withdrawal")
@needs(Permission.NOTE_PUBLICATION)
def create_publication_withdrawal(decision_id: UUID) -> Answer:
    our_decision(decision_id)
    form, by, at = _sent("taking_back"), current_officer(), clock.now()

    def take_back() -> object:
        return withdraw_publication(decision_id, form.withdrawn_on.data, _text(form.reason.data), by=by, at=at)

    return _after(decision_id, "taking_back", form, take_back, gettext("公开信息的撤回已登记。"))
