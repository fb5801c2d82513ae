"""Photos that the server would not take: who took them, of what, why not; asked for again or set aside, with a reason."""

from dataclasses import dataclass
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from inspect_app import clock
from inspect_app.access import current_officer, needs
from inspect_app.actions.refused_photos import ask_again, set_photo_aside
from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.rules.permissions import Permission
from inspect_app.store.agencies import agencies_of_office
from inspect_app.store.base import transaction
from inspect_app.store.officers import officer_with
from inspect_app.store.photos import Photo
from inspect_app.store.refused_photos import RefusedPhoto, refused_photo_with, refused_photos, takings_of
from inspect_app.store.visits import Finding, Visit, findings_of, visit_with
from inspect_app.web.errors import as_plain
from inspect_app.web.kept_reasons import reason_words

pages = Blueprint("refused_photos", __name__, url_prefix="/refused-photos")
Page = str | tuple[str, int] | Response


@dataclass(frozen=True)
class Taking:
    """For what it was taken."""

    photo: Photo
    visit: Visit | None
    finding: Finding | None


@dataclass(frozen=True)
class Line:
    refused: RefusedPhoto
    reason: str
    takings: list[Taking]
    settled_by: str


@pages.get("")
@needs(Permission.SEE_PROBLEM_EVENTS)
def index() -> str:
    return _page()


def _page(refusals: tuple[Refusal, ...] = ()) -> str:
    agencies = our_agencies()
    return render_template(
        "refused_photos/index.html",
        lines=[_line(one) for one in refused_photos(agencies)],
        settled=[_line(one) for one in refused_photos(agencies, is_settled=True)[:50]],
        refusals=[as_plain(one) for one in refusals],
    )


def _line(one: RefusedPhoto) -> Line:
    takings = [_taking(photo) for photo in takings_of(one.sha256)]
    by = officer_with(one.settled_by) if one.settled_by else None
    return Line(one, reason_words(one.reason), takings, by.name if by else "")


def _taking(photo: Photo) -> Taking:
    finding = next((one for one in findings_of(photo.visit_id) if one.id == photo.finding_id), None)
    return Taking(photo, visit_with(photo.visit_id), finding)


def our_agencies() -> set[UUID]:
    return {agency.id for agency in agencies_of_office(current_officer().home_id)}


@pages.post("/<uuid:refusal_id>/attempt")
@needs(Permission.SEE_PROBLEM_EVENTS)
def create_attempt(refusal_id: UUID) -> Page:
    with transaction():
        ask_again(_refused(refusal_id), by=current_officer(), at=clock.now())
    flash(gettext("已要求手机再传一次，下次同步时进行。"), "good")
    return redirect(url_for("refused_photos.index"))


@pages.post("/<uuid:refusal_id>/settlement")
@needs(Permission.SEE_PROBLEM_EVENTS)
def create_settlement(refusal_id: UUID) -> Page:
    try:
        with transaction():
            set_photo_aside(
                _refused(refusal_id), request.form.get("reason", ""), by=current_officer(), at=clock.now()
            )
    except Refused as refused:
        return _page(refused.refusals), refused.refusals[0].problem.status
    flash(gettext("照片已搁置，理由已留存，手机会得知。"), "good")
    return redirect(url_for("refused_photos.index"))


def _refused(refusal_id: UUID) -> RefusedPhoto:
    found = refused_photo_with(refusal_id)
    if found is None or found.device.officer.agency_id not in our_agencies():
        raise Refused(Refusal(Problem.NOT_FOUND))
    return found
