"""法规库: the law as this instance holds it, its clocks and limits, and its editions with what they differ in."""

from datetime import date

from flask import Blueprint, render_template, request

from inspect_app import clock
from inspect_app.access import current_officer, may_here, needs
from inspect_app.actions.law import catalogue_law, law_now
from inspect_app.actions.settings import office_settings
from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.rules.clocks import CLOCKS
from inspect_app.rules.discretion import GROUNDS
from inspect_app.rules.editions import differences
from inspect_app.rules.penalties import COLLECTION_LIMIT, SUMMARY_FINE_LIMIT
from inspect_app.rules.permissions import Permission
from inspect_app.rules.settings import SettingName
from inspect_app.store.amendments import amendments_of_editions
from inspect_app.store.settings import Rulebook, all_rulebooks, rulebook_numbered
from inspect_app.web.people import names_of

pages = Blueprint("rulebook", __name__, url_prefix="/rulebook")


@pages.get("")
@needs(Permission.SEE_RULEBOOK)
def index() -> str:
    """Every act with all its versions, the benchmark, the factors and the grounds."""
    law, today = law_now(), clock.today()
    return render_template(
        "rulebook/index.html",
        law=law,
        today=today,
        shipped=catalogue_law().acts,
        benchmarks=sorted(law.benchmarks, key=lambda one: (one.act, one.party.name, one.valid_from)),
        grounds=GROUNDS,
        may_edit=may_edit(),
        never=date.min,
    )


@pages.get("/clocks")
@needs(Permission.SEE_RULEBOOK)
def clocks() -> str:
    """Read only: they come with the program, each with its article."""
    settings = office_settings(current_officer().home_id)
    return render_template(
        "rulebook/clocks.html",
        clocks=CLOCKS,
        fine_limits=SUMMARY_FINE_LIMIT.lines,
        collection_limits=COLLECTION_LIMIT.lines,
        thresholds={
            "citizen": settings.whole(SettingName.HEARING_THRESHOLD_CITIZEN),
            "organisation": settings.whole(SettingName.HEARING_THRESHOLD_ORGANISATION),
        },
    )


@pages.get("/editions")
@needs(Permission.SEE_RULEBOOK)
def editions() -> str:
    found = all_rulebooks()
    return render_template(
        "rulebook/editions.html",
        editions=found,
        amendments=amendments_of_editions(),
        people=names_of(one.published_by for one in found),
    )


@pages.get("/editions/<int:number>")
@needs(Permission.SEE_RULEBOOK)
def show_edition(number: int) -> str:
    """With what it differs in from another one (`with`), or from the one before."""
    edition = _edition(number)
    others = [one for one in all_rulebooks() if one.number != number]
    earlier = rulebook_numbered(request.args.get("with", number - 1, type=int)) if others else None
    return render_template(
        "rulebook/edition.html",
        edition=edition,
        earlier=earlier,
        others=others,
        found=differences(earlier.body, edition.body) if earlier else [],
        amendment=amendments_of_editions().get(number),
        people=names_of([edition.published_by]),
    )


def _edition(number: int) -> Rulebook:
    edition = rulebook_numbered(number)
    if edition is None:
        raise Refused(Refusal(Problem.NOT_FOUND))
    return edition


def may_edit() -> bool:
    return may_here(current_officer(), Permission.EDIT_RULEBOOK)
