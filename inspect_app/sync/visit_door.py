"""The lead's phone asks, where there is a signal, who on its visit still has what unsent: before it ends the visit."""

from uuid import UUID

from flask import Blueprint, Response, jsonify

from inspect_app.access import current_officer, needs
from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.rules.permissions import Permission
from inspect_app.store.visit_arrivals import unsent_of
from inspect_app.store.visits import visit_with
from inspect_app.sync.wire import UnsentOfVisit

pages = Blueprint("visit_door", __name__, url_prefix="/api")


@pages.get("/visits/<uuid:visit_id>/unsent")
@needs(Permission.USE_PHONE)
def show_unsent(visit_id: UUID) -> Response:
    """For officers of the visit's own office, who see it on their pages too; to everybody else there is no such visit."""
    visit, officer = visit_with(visit_id), current_officer()
    if visit is None or visit.agency_id != officer.agency_id:
        raise Refused(Refusal(Problem.NOT_FOUND))
    lines = [{"officer_id": key, **vars(one)} for key, one in unsent_of(visit).items()]
    return jsonify(UnsentOfVisit.model_validate({"unsent": lines}).model_dump(mode="json"))
