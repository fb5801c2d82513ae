"""What may wait for people on their first page: each a number and the very list that it counts. (Long: it is a list.)"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import MultiDict

from inspect_app.actions.key_projects import count_key_projects_due
from inspect_app.actions.trainings import debts_of
from inspect_app.actions.works import street_seen_by
from inspect_app.rules.permissions import Permission
from inspect_app.rules.procedure import Subject, waiting_for
from inspect_app.store.agencies import agencies_of_office
from inspect_app.store.amendments import all_amendments
from inspect_app.store.arrivals import still_to_arrive
from inspect_app.store.cases import count_cases
from inspect_app.store.decisions import count_decisions
from inspect_app.store.figures import figures_below
from inspect_app.store.file_review_lists import count_file_reviews
from inspect_app.store.fine_lists import count_fines
from inspect_app.store.journal import count_problem_events
from inspect_app.store.leads import count_leads
from inspect_app.store.officers import Officer, devices_of
from inspect_app.store.orders import count_orders
from inspect_app.store.projects import count_projects
from inspect_app.store.refused_photos import count_refused_photos
from inspect_app.store.street_duties import count_deeds, duties_of_year
from inspect_app.store.street_matters import count_matters
from inspect_app.store.visit_lists import TO_REVIEW, VisitFilter, count_visits
from inspect_app.store.works import WorkFilter, totals_matching
from inspect_app.web import (
    cases,
    certificates,
    decisions,
    file_reviews,
    fines,
    leads,
    orders,
    projects,
    question_lines,
    street_deeds,
    street_matters,
    street_works,
    visits,
)
from inspect_app.web.arrivals import Late, late_phones, phones_of_office
from inspect_app.web.visit_papers import count_to_permit


@dataclass(frozen=True)
class Task:
    """What may wait for people with a permission. The list's own filter reads `args`, so that number and list agree."""

    label: str
    needs: Permission
    endpoint: str
    count: Callable[[Officer, Mapping[str, str], date], int]
    args: Mapping[str, str]
    is_bad: bool = False


def _visits(officer: Officer, args: Mapping[str, str], on: date) -> int:
    return count_visits(officer.home_id, visits.filter_from(MultiDict(args), on=on))


def _decisions(officer: Officer, args: Mapping[str, str], on: date) -> int:
    return count_decisions(officer.home_id, decisions.filter_from(MultiDict(args), on=on))


def _orders(officer: Officer, args: Mapping[str, str], on: date) -> int:
    return count_orders(officer.home_id, orders.filter_from(MultiDict(args), on=on))


def _fines(officer: Officer, args: Mapping[str, str], _on: date) -> int:
    return count_fines(officer.home_id, fines.filter_from(MultiDict(args)))


def _cases(officer: Officer, args: Mapping[str, str], on: date) -> int:
    return count_cases(officer.home_id, cases.filter_from(MultiDict(args), officer=officer, on=on))


def _file_reviews(officer: Officer, args: Mapping[str, str], _on: date) -> int:
    return count_file_reviews(officer.home_id, file_reviews.filter_from(MultiDict(args)))


def _to_review(officer: Officer, _args: Mapping[str, str], _on: date) -> int:
    return count_visits(officer.home_id, VisitFilter(stages=TO_REVIEW))


def _leads(officer: Officer, args: Mapping[str, str], on: date) -> int:
    return count_leads(officer.home_id, leads.filter_from(MultiDict(args), on=on))


def _gaps(officer: Officer, args: Mapping[str, str], _on: date) -> int:
    return count_projects(officer.home_id, projects.filter_from(MultiDict(args)))


def _key_projects(officer: Officer, _args: Mapping[str, str], on: date) -> int:
    """Past the day of their next visit, or with a milestone that calls for its checklist."""
    return count_key_projects_due(officer.home_id, on=on)


def _patrols(officer: Officer, args: Mapping[str, str], on: date) -> int:
    return street_works.count_works_in(MultiDict(args), officer, on=on)


def _matters(officer: Officer, args: Mapping[str, str], on: date) -> int:
    return count_matters(officer.home_id, street_matters.filter_from(MultiDict(args), on=on))


def _duties(officer: Officer, _args: Mapping[str, str], on: date) -> int:
    return len(duties_of_year(officer.home_id, on.year, TO_AGREE))


def _deeds(officer: Officer, args: Mapping[str, str], _on: date) -> int:
    return count_deeds(officer.home_id, street_deeds.filter_from(MultiDict(args)))


def _amendments(_officer: Officer, _args: Mapping[str, str], _on: date) -> int:
    return len(all_amendments(is_waiting=True))


def _problem_events(officer: Officer, _args: Mapping[str, str], _on: date) -> int:
    return count_problem_events([agency.id for agency in agencies_of_office(officer.home_id)])


def _refused_photos(officer: Officer, _args: Mapping[str, str], _on: date) -> int:
    return count_refused_photos([agency.id for agency in agencies_of_office(officer.home_id)])


def _arrivals(officer: Officer, _args: Mapping[str, str], _on: date) -> int:
    """Phones that announced more than has come."""
    found = still_to_arrive(phones_of_office(officer))
    return sum(1 for arrival in found.values() if not arrival.is_complete)


def _late(officer: Officer, _args: Mapping[str, str], _on: date) -> int:
    return len(late_for(officer))


def late_for(officer: Officer) -> list[Late]:
    """Phones of whose work something should have come long ago: the office's for whoever looks after it, else one's own."""
    is_theirs = officer.may(Permission.SEE_PROBLEM_EVENTS)
    devices = phones_of_office(officer) if is_theirs else devices_of([officer.id])
    return late_phones(devices, office_id=officer.home_id)


def _certificates(officer: Officer, args: Mapping[str, str], on: date) -> int:
    return len(certificates.lines_of(officer, args, on=on))


def _owed(officer: Officer, _args: Mapping[str, str], on: date) -> int:
    """Of this year's plan, as the list shows it when it opens."""
    return len(debts_of(officer.home_id, on=on, year=on.year, officer=officer))


def _questions(officer: Officer, args: Mapping[str, str], on: date) -> int:
    return len(question_lines.lines_of(officer, args, on=on))


def _works_below(officer: Officer, _args: Mapping[str, str], on: date) -> int:
    return sum(one.works for one in figures_below(officer.agency_id, on=on))


def _overdue_below(officer: Officer, _args: Mapping[str, str], on: date) -> int:
    return sum(one.overdue for one in figures_below(officer.agency_id, on=on))


def _works(officer: Officer, _args: Mapping[str, str], _on: date) -> int:
    return totals_matching(officer.home_id, WorkFilter(street_id=street_seen_by(officer)))[0]


P = Permission
ME = "me"
TO_AGREE = waiting_for(Subject.STREET_DUTIES, "approve")
TASKS = (
    Task(_l("退回待我补正"), P.USE_PHONE, "visits.index", _visits, {"stage": "returned", "officer": ME}, True),
    Task(_l("待我检查"), P.USE_PHONE, "visits.index", _visits, {"stage": "planned", "officer": ME}),
    Task(_l("待审核"), P.REVIEW_VISITS, "reviews.index", _to_review, {}),
    Task(_l("照片未到齐的检查"), P.REVIEW_VISITS, "visits.index", _visits, {"photos": "1"}),
    Task(_l("逾期未检查"), P.PLAN_VISITS, "visits.index", _visits, {"overdue": "1"}, True),
    Task(_l("待批准的检查"), P.PERMIT_VISITS, "visit_papers.index", count_to_permit, {}),
    Task(_l("待备案的处罚"), P.FILE_DECISIONS, "decisions.index", _decisions, {"stage": "delivered"}),
    Task(_l("备案逾期"), P.FILE_DECISIONS, "decisions.index", _decisions, {"overdue": "1"}, True),
    Task(_l("有疑点的待备案处罚"), P.FILE_DECISIONS, "decisions.index", _decisions,
         {"flagged": "1", "stage": "delivered"}, True),
    Task(_l("我收缴的现金待交"), P.HAND_OVER_CASH, "fines.index", _fines, {"collected_by": ME}, True),
    Task(_l("现金待确认"), P.TAKE_CASH, "fines.index", _fines, {"state": "to_confirm"}),
    Task(_l("现金待缴银行"), P.TAKE_CASH, "fines.index", _fines, {"state": "to_deposit"}),
    Task(_l("现金逾期"), P.TAKE_CASH, "fines.index", _fines, {"state": "cash_late"}, True),
    Task(_l("逾期未缴的罚款"), P.NOTE_PAYMENTS, "fines.index", _fines, {"state": "overdue"}, True),
    Task(_l("延期（分期）待答复"), P.APPROVE_DEFERRALS, "fines.index", _fines, {"state": "asked"}),
    Task(_l("待退还的罚款"), P.TAKE_CASH, "fines.index", _fines, {"state": "refund"}, True),
    Task(_l("公开信息待撤回"), P.NOTE_PUBLICATION, "decisions.index", _decisions, {"published": "1"}, True),
    Task(_l("逾期未改正"), P.REVIEW_VISITS, "orders.index", _orders, {"overdue": "1"}, True),
    Task(_l("有疑点的责令改正"), P.REVIEW_VISITS, "orders.index", _orders, {"flagged": "1", "stage": "ordered"}, True),
    Task(_l("案件等我办理"), P.WORK_ON_CASES, "cases.index", _cases, {"mine": "1"}),
    Task(_l("案件期限七日内到期或者逾期"), P.WORK_ON_CASES, "cases.index", _cases, {"pressing": "1"}),
    Task(_l("案件逾期"), P.WORK_ON_CASES, "cases.index", _cases, {"late": "1"}, True),
    Task(_l("待发布的法规修订"), P.PUBLISH_RULEBOOK, "amendments.index", _amendments, {"waiting": "1"}),
    Task(_l("待我评查的案卷"), P.REVIEW_FILES, "file_reviews.index", _file_reviews, {"state": "open", "reviewer": ME}),
    Task(_l("待研判的案源"), P.TRIAGE_LEADS, "leads.index", _leads, {"stage": "received"}),
    Task(_l("办理中的案源"), P.TRIAGE_LEADS, "leads.index", _leads, {"open": "1"}),
    Task(_l("案源逾期"), P.TRIAGE_LEADS, "leads.index", _leads, {"late": "1"}, True),
    Task(_l("建设项目的缺口"), P.EDIT_PROJECTS, "projects.index", _gaps, {"gap": "1"}),
    Task(_l("逾期未巡查的工程"), P.SEE_PATROLS, "street_works.index", _patrols, {"state": "overdue"}, True),
    Task(_l("七日内应巡查"), P.DO_STREET_WORK, "street_works.index", _patrols, {"state": "soon"}),
    Task(_l("从未巡查的工程"), P.DO_STREET_WORK, "street_works.index", _patrols, {"state": "never"}),
    Task(_l("待回复的交办事项"), P.DO_STREET_WORK, "street_matters.index", _matters, {"state": "open"}),
    Task(_l("交办事项逾期未回复"), P.SEE_PATROLS, "street_matters.index", _matters, {"state": "late"}, True),
    Task(_l("待同意的责任清单"), P.AGREE_DUTIES, "street_duties.index", _duties, {"stage": "submitted"}),
    Task(_l("待确认的履责记录"), P.PLAN_VISITS, "street_deeds.index", _deeds, {"state": "waiting"}),
    Task(_l("街镇已回复，待办结"), P.PLAN_VISITS, "street_matters.index", _matters, {"state": "answered"}),
    Task(_l("重点工程待检查"), P.PLAN_VISITS, "key_projects.index", _key_projects, {}, True),
    Task(_l("异常记录"), P.SEE_PROBLEM_EVENTS, "problem_events.index", _problem_events, {}, True),
    Task(_l("未收下的照片"), P.SEE_PROBLEM_EVENTS, "refused_photos.index", _refused_photos, {}, True),
    Task(_l("手机内容逾时未传到"), P.SEE_PROBLEM_EVENTS, "arrivals.index", _late, {}, True),
    Task(_l("手机有未传完的内容"), P.MANAGE_PEOPLE, "arrivals.index", _arrivals, {}),
    Task(_l("执法证已过期或者快到期"), P.SEE_CERTIFICATES, "certificates.index", _certificates, {"state": "due"}, True),
    Task(_l("待解答的难题"), P.SEE_QUESTIONS, "questions.index", _questions, {"state": "open"}),
    Task(_l("我还欠的培训"), P.SEE_TRAINING, "trainings.index", _owed, {"owed": "1"}, True),
    Task(_l("各区的工程"), P.SEE_FIGURES, "figures.index", _works_below, {}),
    Task(_l("各区逾期未改正"), P.SEE_FIGURES, "figures.index", _overdue_below, {}, True),
    Task(_l("工程"), P.SEE_WORKS, "works.index", _works, {}),
)  # fmt: skip
