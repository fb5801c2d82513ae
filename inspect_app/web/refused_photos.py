"""Photos that the server would not take: who took them, of what, why not; asked for again or set aside, with a reason."""

from collections.abc import Sequence
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
from inspect_app.store.photos import Photo
from inspect_app.store.refused_photos import RefusedPhoto, refused_photo_with, refused_photos, takings_of
from inspect_app.store.visits import Finding, Visit, findings_with, visits_seen
from inspect_app.web.errors import as_plain
from inspect_app.web.kept_reasons import reason_words
from inspect_app.web.people import names_of

pages = Blueprint("refused_photos", __name__, url_prefix="/refused-photos")
Page = str | tuple[str, int] | Response
MOST_SETTLED = 50


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
    waiting, settled = refused_photos(agencies), refused_photos(agencies, is_settled=True)[:MOST_SETTLED]
    lines = _lines([*waiting, *settled])
    return render_template(
        "refused_photos/index.html",
        lines=lines[: len(waiting)],
        settled=lines[len(waiting) :],
        refusals=[as_plain(one) for one in refusals],
    )


def _lines(refused: Sequence[RefusedPhoto]) -> list[Line]:
    """All of them with the same few queries."""
    photos = takings_of(one.sha256 for one in refused)
    visits = {one.id: one for one in visits_seen([photo.visit_id for photo in photos])}
    findings = {one.id: one for one in findings_with([one.finding_id for one in photos if one.finding_id])}
    people = names_of([one.settled_by for one in refused])
    takings: dict[str, list[Taking]] = {}
    for photo in photos:
        finding = findings.get(photo.finding_id) if photo.finding_id else None
        own = finding if finding and finding.visit_id == photo.visit_id else None
        takings.setdefault(photo.sha256, []).append(Taking(photo, visits.get(photo.visit_id), own))
    return [
        Line(
            one,
            reason_words(one.reason),
            takings.get(one.sha256, []),
            people.get(one.settled_by, "") if one.settled_by else "",
        )
        for one in refused
    ]


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
