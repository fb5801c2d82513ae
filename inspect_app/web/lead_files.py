"""Documents and photos of leads, hung to them here or come with them from another office: given out to be saved, never run."""

import io
from uuid import UUID

from flask import Blueprint, Response, send_file

from inspect_app.access import needs
from inspect_app.actions.handover_files import file_of
from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.rules.permissions import Permission
from inspect_app.store.attachments import KeptFile, attachments_of
from inspect_app.web.handovers import handover_of_office
from inspect_app.web.lead_page import lead_of_office
from inspect_app.web.photos import never_run

pages = Blueprint("lead_files", __name__)
JPEG = "image/jpeg"


@pages.get("/leads/<uuid:lead_id>/files/<uuid:file_id>")
@needs(Permission.SEE_LEADS)
def show(lead_id: UUID, file_id: UUID) -> Response:
    found = next((one for one in attachments_of(lead_of_office(lead_id).id) if one.id == file_id), None)
    if found is None:
        raise Refused(Refusal(Problem.NOT_FOUND))
    return given_out(found.file, found.name)


@pages.get("/handovers/<uuid:handover_id>/files/<uuid:part_id>")
@needs(Permission.SEE_LEADS)
def show_of_handover(handover_id: UUID, part_id: UUID) -> Response:
    found = file_of(handover_of_office(handover_id), part_id)
    return given_out(found.file, found.name)


@pages.get("/handovers/<uuid:handover_id>/files/<uuid:part_id>/picture")
@needs(Permission.SEE_LEADS)
def picture(handover_id: UUID, part_id: UUID) -> Response:
    return picture_of(file_of(handover_of_office(handover_id), part_id).file)


def given_out(file: KeptFile, name: str) -> Response:
    return never_run(
        send_file(io.BytesIO(file.body), mimetype=file.media_type, as_attachment=True, download_name=name)
    )


def picture_of(file: KeptFile) -> Response:
    """The small upright copy; a photo that came from elsewhere has none until it is looked at."""
    if file.shown is None:
        raise Refused(Refusal(Problem.NOT_FOUND))
    return never_run(send_file(io.BytesIO(file.shown), mimetype=JPEG))
