"""What a street handed in, and what became of it: for the streets, who see no inbox, and for the office by street."""

from flask import Blueprint, render_template, request
from flask_babel import gettext
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from inspect_app import clock
from inspect_app.access import current_officer, needs
from inspect_app.actions.raised_leads import outcomes_of
from inspect_app.actions.works import street_seen_by
from inspect_app.rules.permissions import Permission
from inspect_app.rules.street_duties import DutyFigure
from inspect_app.store.leads import LeadFilter, count_leads, leads_matching
from inspect_app.web.forms.streets import ReportedFilterForm
from inspect_app.web.lists import PER_PAGE, an_id, pages_of, remembered_filter
from inspect_app.web.sheets import send_sheet
from inspect_app.web.street_lists import among_counted, figure_asked, offer_streets

pages = Blueprint("reported_leads", __name__)
HEADINGS = [
    "编号",
    "报送单位",
    "反映内容",
    "工程编号",
    "工程名称",
    "地点",
    "报送日期",
    "办理情况",
    "结果",
    "结果日期",
]


@pages.get("/leads/reported")
@needs(Permission.REPORT_LEADS)
def index() -> str:
    args, officer = remembered_filter("reported_leads"), current_officer()
    wanted = filter_from(args)
    lines = pages_of(count_leads(officer.home_id, wanted))
    found = leads_matching(officer.home_id, wanted, limit=PER_PAGE, offset=lines.offset)
    form = ReportedFilterForm(args)
    offer_streets(form.street)
    return render_template(
        "leads/reported.html",
        leads=found,
        outcomes=outcomes_of(found),
        pages=lines,
        filter=args.to_dict(),
        form=form,
        own=street_seen_by(officer),
        counted=figure_asked(args),
    )


def filter_from(args: "MultiDict[str, str]") -> LeadFilter:
    """A street's people see what their street handed in; the office sees that of the streets, or of itself."""
    officer = current_officer()
    agency_id = street_seen_by(officer) or an_id(args.get("street")) or officer.agency_id
    among = among_counted(args, DutyFigure.LEADS, DutyFigure.LEADS_IN_TIME, DutyFigure.CONFIRMED)
    words = args.get("text", "")
    return LeadFilter(text=words, reported_from=agency_id, sort="made", descending=True, among=among)


@pages.get("/leads/reported/sheet.<any(xlsx, csv):ending>")
@needs(Permission.REPORT_LEADS)
def sheet(ending: str) -> Response:
    found = leads_matching(current_officer().home_id, filter_from(request.args))
    outcomes = outcomes_of(found)
    rows = [HEADINGS]
    for one in found:
        told = outcomes[one.id]
        rows.append(
            [
                one.number, one.from_whom, one.summary, one.work.number if one.work else "",
                one.work.name if one.work else "", one.place, one.came_on.isoformat(), told.state.value,
                told.result.value if told.result else "", told.on.isoformat() if told.on else "",
            ]
        )  # fmt: skip
    name = f"{gettext('报送的线索')}-{clock.today().isoformat()}.{ending}"
    return send_sheet(rows, ending, name=name, title="报送的线索", numbers=())
