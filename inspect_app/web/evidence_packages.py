"""All evidence of a visit as one file, for a court or the other side: verified first, and streamed."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, current_app

from inspect_app import clock
from inspect_app.access import current_officer, needs
from inspect_app.actions.evidence_package import Making, note_export, package_of, seal_of
from inspect_app.actions.verification import Verification
from inspect_app.rules.permissions import Permission
from inspect_app.store.base import transaction
from inspect_app.store.visits import Visit
from inspect_app.store.zip_streams import zipped
from inspect_app.web.visit_page import visit_of_office

pages = Blueprint("evidence_packages", __name__, url_prefix="/visits")


@pages.post("/<uuid:visit_id>/evidence-package")
@needs(Permission.EXPORT_EVIDENCE)
def create(visit_id: UUID) -> Response:
    """Flaws do not stop it: they stand in the list. The deed is noted before a byte leaves."""
    visit = visit_of_office(visit_id)
    making = _making(visit)
    body = _streamed(visit, making)
    with transaction():
        note_export(visit_id, by=making.by, flaws=len(making.doubts), at=making.at)
    headers = {"Content-Disposition": f"attachment; filename=evidence-{visit_id}.zip"}
    return Response(body, mimetype="application/zip", headers=headers)


def _making(visit: Visit) -> Making:
    folder, keys = current_app.extensions["photo_folder"], current_app.extensions["verification_keys"]
    doubts = list(Verification(folder, keys, visit.id).doubts())
    return Making(folder, keys, _draw, doubts, current_officer(), clock.now())


def _streamed(visit: Visit, making: Making) -> Iterator[bytes]:
    """Everything is read from the database here; what streams later reads files alone."""
    return zipped(package_of(visit, making), at=making.at, sealed=seal_of(visit, making))


def _draw(template: str, values: dict[str, Any]) -> str:
    return current_app.jinja_env.get_template(template).render(**values)
