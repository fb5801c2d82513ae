"""The figures of a year in the office: every number with its meaning and its list, and the year as files to take away."""

from datetime import date

from flask import Blueprint, render_template, request
from flask_babel import gettext
from werkzeug.wrappers import Response

from inspect_app import clock
from inspect_app.access import current_officer, needs
from inspect_app.problems import Problem, Refusal, Refused, refuse_if_any
from inspect_app.rules.figures import BAD, FIGURES, last_day_counted, refuse_span
from inspect_app.rules.permissions import Permission
from inspect_app.web.errors import as_plain
from inspect_app.web.figure_lists import a_day
from inspect_app.web.year_overview import Overview, overview_of
from inspect_app.web.year_report import send_report

pages = Blueprint("year_figures", __name__, url_prefix="/year-figures")
OLDEST = 1980


@pages.get("")
@needs(Permission.SEE_YEAR_FIGURES)
def index() -> str | tuple[str, int]:
    try:
        year, as_of = span_asked()
    except Refused as refused:
        today = clock.today()
        return _page(overview_of(current_officer().home_id, today.year, today, today=today), refused), 422
    return _page(overview_of(current_officer().home_id, year, as_of, today=clock.today()))


def _page(overview: Overview, refused: Refused | None = None) -> str:
    return render_template(
        "year_figures/index.html",
        overview=overview,
        figures=FIGURES,
        bad=BAD,
        today=clock.today(),
        refusals=[as_plain(one) for one in refused.refusals] if refused else [],
    )


def span_asked() -> tuple[int, date]:
    """The year and the day of the address; the running year as of today where it names none."""
    today = clock.today()
    said = request.args.get("year", "")
    year = int(said) if said.isdecimal() and len(said) == 4 and int(said) >= OLDEST else today.year
    day = request.args.get("as_of", "")
    as_of = a_day(day) if day else last_day_counted(year, on=today)
    if as_of is None:
        facts = {"day": day, "since": f"{year}-01-01", "most": last_day_counted(year, on=today).isoformat()}
        raise Refused(Refusal(Problem.FIGURES_DAY_WRONG, facts=facts))
    refuse_if_any([refuse_span(year, as_of, today=today)])
    return year, as_of


@pages.get("/report.<any(docx, xlsx, csv):ending>")
@needs(Permission.SEE_YEAR_FIGURES)
def report(ending: str) -> Response:
    year, as_of = span_asked()
    officer = current_officer()
    overview = overview_of(officer.home_id, year, as_of, today=clock.today())
    return send_report(overview, ending, office=officer.agency.name_on(as_of), name=gettext("年底考核"))


@pages.get("/publication.<any(xlsx, csv):ending>")
@needs(Permission.SEE_YEAR_FIGURES)
def publication(ending: str) -> Response:
    """Statistics for publication: sums of enforcement alone, no register, no person, no party."""
    year, as_of = span_asked()
    officer = current_officer()
    overview = overview_of(officer.home_id, year, as_of, today=clock.today())
    return send_report(overview, f"public.{ending}", office=officer.agency.name_on(as_of), name=gettext("统计公开"))
