"""The phone's calls for the handbook: one statute, and the office's own notes and typical cases."""

from uuid import UUID

from flask import Blueprint, Response, jsonify, request

from inspect_app import clock
from inspect_app.access import current_officer, needs
from inspect_app.actions.handbook import handbook_edition
from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.rules.permissions import Permission
from inspect_app.store.statutes import statute_with
from inspect_app.sync.handbook import handbook_document, statute_document

pages = Blueprint("handbook_door", __name__, url_prefix="/api")


@pages.get("/statutes/<uuid:statute_id>")
@needs(Permission.READ_STATUTES)
def show_statute(statute_id: UUID) -> Response:
    """Statutes are public: whoever may use a phone may have them on it."""
    file, today = statute_with(statute_id), clock.today()
    if file is None:
        raise Refused(Refusal(Problem.NOT_FOUND))
    return _with_tag(jsonify(edition=file.edition, **statute_document(file, on=today)), f"{file.edition}-{today}")


@pages.get("/handbook")
@needs(Permission.READ_HANDBOOK)
def show_handbook() -> Response:
    home = current_officer().home_id
    edition = handbook_edition(home)
    return _with_tag(jsonify(edition=edition, **handbook_document(home)), edition)


def _with_tag(response: Response, tag: str) -> Response:
    """304 to whoever has it already."""
    response.set_etag(tag)
    response.make_conditional(request)
    return response
