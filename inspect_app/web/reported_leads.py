"""What one's own agency handed in, and what became of it: for the streets, who see no inbox."""

from flask import Blueprint, render_template

from inspect_app import clock
from inspect_app.access import current_officer, needs
from inspect_app.rules.permissions import Permission
from inspect_app.store.leads import LeadFilter, count_leads, leads_matching
from inspect_app.web.leads import lines_of
from inspect_app.web.lists import PER_PAGE, pages_of

pages = Blueprint("reported_leads", __name__)


@pages.get("/leads/reported")
@needs(Permission.REPORT_LEADS)
def index() -> str:
    officer = current_officer()
    wanted = LeadFilter(reported_from=officer.agency_id, sort="made", descending=True)
    lines = pages_of(count_leads(officer.home_id, wanted))
    found = leads_matching(officer.home_id, wanted, limit=PER_PAGE, offset=lines.offset)
    return render_template("leads/reported.html", pages=lines, **lines_of(found, on=clock.today()))
