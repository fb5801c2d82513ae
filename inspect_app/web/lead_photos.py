"""Pictures that citizens sent with a lead: only upright copies, only for the office whose lead it is."""

from uuid import UUID

from flask import Blueprint, Response

from inspect_app.access import needs
from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.rules.permissions import Permission
from inspect_app.store.leads import lead_shows
from inspect_app.web.lead_page import lead_of_office
from inspect_app.web.photos import small_copy

pages = Blueprint("lead_photos", __name__)


@pages.get("/leads/<uuid:lead_id>/photos/<int:position>/<any(small, large):size>")
@needs(Permission.SEE_LEADS)
def show(lead_id: UUID, position: int, size: str) -> Response:
    sha256 = lead_shows(lead_of_office(lead_id).id, position)
    if sha256 is None:
        raise Refused(Refusal(Problem.NOT_FOUND))
    return small_copy(sha256, size)
