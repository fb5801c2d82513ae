"""案卷 of an on-the-spot decision: what is in it and what it lacks, and the whole of it as one Word file ready for print."""

from uuid import UUID

from flask import Blueprint, Response, render_template
from flask_babel import gettext

from inspect_app import clock
from inspect_app.access import current_officer, needs
from inspect_app.actions.case_files import case_file_of_decision
from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.rules.case_files import ON_THE_SPOT_FILE, lacking, lines_of_contents, photos_in
from inspect_app.rules.permissions import Permission
from inspect_app.store.case_file_word import case_file_word
from inspect_app.store.decisions import Decision, decision_with
from inspect_app.store.photos import photo_files
from inspect_app.web.photos import picture_for_print
from inspect_app.web.word_downloads import word_response

pages = Blueprint("case_files", __name__, url_prefix="/decisions")


def _decision(decision_id: UUID) -> Decision:
    decision = decision_with(decision_id)
    if decision is None or decision.agency_id != current_officer().home_id:
        raise Refused(Refusal(Problem.NOT_FOUND))
    return decision


@pages.get("/<uuid:decision_id>/case-file")
@needs(Permission.SEE_DECISIONS)
def show(decision_id: UUID) -> str:
    decision = _decision(decision_id)
    case_file = case_file_of_decision(decision, at=clock.now())
    return render_template(
        "case_files/show.html",
        decision=decision,
        case_file=case_file,
        lines=lines_of_contents(case_file),
        here=photo_files(photos_in(case_file)),
        lacking=lacking(case_file.entries, ON_THE_SPOT_FILE),
    )


@pages.get("/<uuid:decision_id>/case-file/file")
@needs(Permission.SEE_DECISIONS)
def download(decision_id: UUID) -> Response:
    decision = _decision(decision_id)
    body = case_file_word(case_file_of_decision(decision, at=clock.now()), picture_for_print)
    return word_response(body, "-".join([gettext("案卷"), decision.number]))
