"""The list of cases as a sheet: the whole of what is filtered, a case a line."""

from collections.abc import Iterator

from flask import Blueprint, request
from flask_babel import gettext
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from inspect_app import clock
from inspect_app.access import current_officer, needs
from inspect_app.actions.case_records import records_of
from inspect_app.actions.settings import acts, work_calendar
from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.rules.acts import Act
from inspect_app.rules.calendar import WorkCalendar
from inspect_app.rules.case_clocks import RunningClock, clocks_of
from inspect_app.rules.case_records import CaseRecord
from inspect_app.rules.permissions import Permission
from inspect_app.store.cases import Case, CaseFilter, cases_matching
from inspect_app.web.cases import filter_from
from inspect_app.web.sheets import send_sheet

pages = Blueprint("case_sheets", __name__, url_prefix="/cases")
ENDINGS = ("xlsx", "csv")
HEADINGS = (
    "案号", "案件来源", "工程编号", "工程名称", "当事人", "违法行为", "阶段", "承办人员", "发现日期", "立案日期",
    "决定日期", "罚款（元）", "已缴（元）", "最近期限", "最近期限最后一日", "是否逾期",
)  # fmt: skip
IN_YUAN = frozenset({"罚款（元）", "已缴（元）"})


@pages.get("/export.<ending>")
@needs(Permission.SEE_CASES)
def export(ending: str) -> Response:
    if ending not in ENDINGS:
        raise Refused(Refusal(Problem.NOT_FOUND))
    wanted = filter_from(MultiDict(request.args), officer=current_officer(), on=clock.today())
    name = f"{gettext('案件')}-{clock.today().isoformat()}.{ending}"
    return send_sheet(_rows(wanted), ending, name=name, title="案件", numbers=IN_YUAN)


def _rows(wanted: CaseFilter) -> Iterator[list[str]]:
    """Headings are Chinese whatever the page's language, as in the register."""
    yield list(HEADINGS)
    home_id = current_officer().home_id
    known, calendar = acts(), work_calendar(home_id)
    cases = cases_matching(home_id, wanted)
    records = records_of(home_id, cases)
    for case in cases:
        yield _row(case, records[case.id], known, calendar)


def _row(case: Case, record: CaseRecord, known: dict[str, Act], calendar: WorkCalendar) -> list[str]:
    next_one, decided = _next_end(record, calendar), record.last("decide") or record.last("decide_no_penalty")
    days = [case.found_on, record.filed_on, decided.happened_on if decided else None]
    officers = "、".join(record.officers[key].name for key in record.investigators if key in record.officers)
    act = f"{case.act} {known[case.act].title.zh}" if case.act in known else case.act
    is_late = next_one is not None and next_one.is_late(on=clock.today())
    return [
        case.number, case.source, case.work.number, case.work.name, case.party["name"], act, case.stage.value, officers,
        *(day.isoformat() if day else "" for day in days), str(case.fine_yuan), str(record.paid_yuan),
        next_one.clock.label if next_one else "",
        next_one.last_on.isoformat() if next_one and next_one.last_on else "", "是" if is_late else "否",
    ]  # fmt: skip


def _next_end(record: CaseRecord, calendar: WorkCalendar) -> RunningClock | None:
    """Of the periods that run and must be kept, the one that ends first."""
    running = [one for one in clocks_of(record, calendar=calendar) if one.is_running and one.is_to_be_kept]
    return min((one for one in running if one.last_on), key=lambda one: str(one.last_on), default=None)
