"""What case-file reviews add up to: points and grades by year and team, and the faults found most often."""

from flask import Blueprint, render_template, request

from inspect_app.access import current_officer, needs
from inspect_app.rules.file_checks import CHECKS
from inspect_app.rules.permissions import Permission
from inspect_app.store.file_review_lists import NO_TEAM, Score, faults_by_question, scores_by_team
from inspect_app.web.file_reviews import filter_form, filter_from

pages = Blueprint("file_review_scores", __name__, url_prefix="/file-reviews/scores")
GRADES = ("excellent", "passed", "failed")


@pages.get("")
@needs(Permission.SEE_FILE_REVIEWS)
def index() -> str:
    """Only the newest signed sheet of each file counts; the links lead to the very lists that are counted."""
    home_id, args = current_officer().home_id, request.args
    wanted = filter_from(args)
    kept = {name: value for name in ("year", "team", "procedure") if (value := args.get(name))}
    return render_template(
        "file_reviews/scores.html",
        form=filter_form(args, home_id),
        scores=[(one, _args(one, kept)) for one in scores_by_team(home_id, wanted)],
        grades=GRADES,
        faults=[
            (CHECKS[code], code, count) for code, count in faults_by_question(home_id, wanted) if code in CHECKS
        ],
        filter=kept,
    )


def _args(one: Score, kept: dict[str, str]) -> dict[str, str]:
    """The list of the files that this line counts."""
    procedure = {"procedure": kept["procedure"]} if "procedure" in kept else {}
    return {"state": "newest", "year": str(one.year), "team": str(one.team_id or NO_TEAM), **procedure}
