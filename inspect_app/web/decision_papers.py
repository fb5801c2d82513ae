"""Making the papers that follow an on-the-spot decision: of a deferral that was approved, of a withdrawal."""

from uuid import UUID

from flask import Blueprint, redirect, url_for
from werkzeug.wrappers import Response

from inspect_app import clock
from inspect_app.access import current_officer, needs
from inspect_app.actions.decision_papers import extension_paper, withdrawal_paper
from inspect_app.rules.permissions import Permission
from inspect_app.store.base import transaction

pages = Blueprint("decision_papers", __name__)


@pages.post("/fines/<uuid:fine_id>/extension-paper")
@needs(Permission.DECIDE_AT_DESK)
def create_extension(fine_id: UUID) -> Response:
    with transaction():
        paper = extension_paper(fine_id, by=current_officer(), at=clock.now())
    return redirect(url_for("office_papers.show", paper_id=paper.id))


@pages.post("/decisions/<uuid:decision_id>/withdrawal-paper")
@needs(Permission.DECIDE_AT_DESK)
def create_withdrawal(decision_id: UUID) -> Response:
    with transaction():
        paper = withdrawal_paper(decision_id, by=current_officer(), at=clock.now())
    return redirect(url_for("office_papers.show", paper_id=paper.id))
