"""A checklist exactly as the phone shows it: a frame in which the phone's own modules draw it."""

from uuid import UUID

from flask import Blueprint, render_template, request

from inspect_app.access import needs
from inspect_app.rules.permissions import Permission
from inspect_app.translations import LANGUAGES, chosen_language
from inspect_app.web.checklists import version_to_read
from inspect_app.web.import_map import import_map_markup

pages = Blueprint("checklist_previews", __name__, url_prefix="/checklists/versions/<uuid:version_id>/preview")


@pages.get("")
@needs(Permission.SEE_CHECKLISTS)
def show(version_id: UUID) -> str:
    version = version_to_read(version_id)
    return render_template("checklists/preview.html", version=version, language_shown=_language())


@pages.get("/frame")
@needs(Permission.SEE_CHECKLISTS)
def show_frame(version_id: UUID) -> str:
    """The import map must stand inline; the policy names it by its hash. The checklist itself is fetched as JSON."""
    version = version_to_read(version_id)
    return render_template(
        "checklists/preview_frame.html",
        version=version,
        language_shown=_language(),
        import_map=import_map_markup(),
    )


def _language() -> str:
    wanted = request.args.get("language", "")
    return wanted if wanted in LANGUAGES else chosen_language()
