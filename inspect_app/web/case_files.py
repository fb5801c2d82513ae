"""案卷 of an on-the-spot decision or of a case: what is in it, what it lacks, and all of it as one Word file for print."""

from uuid import UUID

from flask import Blueprint, Response, render_template, url_for
from flask_babel import gettext

from inspect_app import clock
from inspect_app.access import current_officer, needs
from inspect_app.actions.case_files import case_file_of_decision
from inspect_app.actions.case_papers import case_facts
from inspect_app.actions.case_records import record_of
from inspect_app.actions.case_volumes import case_file_of_case, lacking_papers
from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.rules.case_files import ON_THE_SPOT_FILE, CaseFile, lacking, lines_of_contents, photos_in
from inspect_app.rules.case_paper_facts import CaseFacts
from inspect_app.rules.permissions import Permission
from inspect_app.store.case_archives import archive_of
from inspect_app.store.case_file_word import case_file_word
from inspect_app.store.cases import Case
from inspect_app.store.decisions import Decision, decision_with
from inspect_app.store.office_papers import bytes_of
from inspect_app.store.photos import photo_files
from inspect_app.web.cases import case_of_office
from inspect_app.web.photos import picture_for_print
from inspect_app.web.word_downloads import word_response

pages = Blueprint("case_files", __name__)


def _decision(decision_id: UUID) -> Decision:
    decision = decision_with(decision_id)
    if decision is None or decision.agency_id != current_officer().home_id:
        raise Refused(Refusal(Problem.NOT_FOUND))
    return decision


@pages.get("/decisions/<uuid:decision_id>/case-file")
@needs(Permission.SEE_DECISIONS)
def show(decision_id: UUID) -> str:
    decision = _decision(decision_id)
    case_file = case_file_of_decision(decision, at=clock.now())
    return render_template(
        "case_files/show.html",
        number=decision.number,
        back=url_for("decisions.show", decision_id=decision.id),
        file=url_for("case_files.download", decision_id=decision.id),
        archive=None,
        case_file=case_file,
        lines=lines_of_contents(case_file),
        here=photo_files(photos_in(case_file)),
        lacking=lacking(case_file.entries, ON_THE_SPOT_FILE),
    )


@pages.get("/decisions/<uuid:decision_id>/case-file/file")
@needs(Permission.SEE_DECISIONS)
def download(decision_id: UUID) -> Response:
    decision = _decision(decision_id)
    body = case_file_word(case_file_of_decision(decision, at=clock.now()), picture_for_print)
    return word_response(body, "-".join([gettext("案卷"), decision.number]))


def _of_case(case: Case) -> tuple[CaseFile, CaseFacts]:
    at = clock.now()
    known = case_facts(case, record_of(case), on=clock.today())
    return case_file_of_case(case, known, at=at), known


@pages.get("/cases/<uuid:case_id>/case-file")
@needs(Permission.SEE_CASES)
def show_case(case_id: UUID) -> str:
    case = case_of_office(case_id)
    case_file, known = _of_case(case)
    return render_template(
        "case_files/show.html",
        number=case.number,
        back=url_for("cases.show", case_id=case.id),
        file=url_for("case_files.download_case", case_id=case.id),
        archive=archive_of(case.id),
        case_file=case_file,
        lines=lines_of_contents(case_file),
        here=photo_files(photos_in(case_file)),
        lacking=lacking_papers(case_file, known),
    )


@pages.get("/cases/<uuid:case_id>/case-file/file")
@needs(Permission.SEE_CASES)
def download_case(case_id: UUID) -> Response:
    """Of an archived case the bytes that were kept; else as the file stands today."""
    case = case_of_office(case_id)
    archive = archive_of(case.id)
    body = bytes_of(archive.file_sha256) if archive else case_file_word(_of_case(case)[0], picture_for_print)
    return word_response(body, "-".join([gettext("案卷"), case.number]))
