"""A case on one page: what it is about, its record, clocks, evidence, forms, like cases, and what may be done next by whom."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask_babel import gettext

from inspect_app import clock
from inspect_app.access import current_officer
from inspect_app.actions.case_evidence import things_of
from inspect_app.actions.settings import acts, work_calendar
from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.rules.calendar import WorkCalendar
from inspect_app.rules.case_clocks import Running, clocks_of, days_left, days_set, found_too_late
from inspect_app.rules.case_decision_gates import needs_deliberation, why_review
from inspect_app.rules.case_facts import CaseFacts
from inspect_app.rules.case_gates import is_registration_open
from inspect_app.rules.case_papers import PAPERS, papers_of
from inspect_app.rules.case_people import recusals_to_decide, recused, refuse_hands
from inspect_app.rules.permissions import Permission
from inspect_app.rules.procedure import STEPS, Subject, is_settled, open_steps, who_must_act
from inspect_app.store.case_lists import decisions_like
from inspect_app.store.cases import Case, case_with, cases_as_facts, steps_of_cases
from inspect_app.web.case_words import happened, ids_in
from inspect_app.web.people import names_of

MOST_LIKE = 8


@dataclass(frozen=True)
class ClockView:
    running: Running
    left: int | None
    is_late: bool


def case_of_mine(case_id: UUID) -> Case:
    case = case_with(case_id)
    if case is None or case.agency_id != current_officer().home_id:
        raise Refused(Refusal(Problem.NOT_FOUND))
    return case


def steps_for_me(case: Case, facts: CaseFacts) -> list[str]:
    """What the table opens to this person, without what is not for their hands."""
    officer = current_officer()
    if not officer.may(Permission.HANDLE_CASES):
        return []
    names = open_steps(Subject.CASE, case.stage, officer.role)
    return [name for name in names if refuse_hands(name, facts, by=officer.id) is None]


def page_of(case: Case) -> dict[str, Any]:
    facts, lines = cases_as_facts([case])[case.id], steps_of_cases(case.id)
    people, calendar = _people(case, facts, [line.taken_by for line in lines]), work_calendar(case.agency_id)
    return {
        "case": case,
        "act": acts().get(case.act),
        "timeline": happened(lines, facts.entries, people),
        "people": people,
        "table": STEPS[Subject.CASE],
        "gone": recused(facts),
        "warnings": _warnings(facts, calendar, people),
        "evidence": [entry.facts for entry in facts.all("add_evidence")],
        "photos": {thing.id for thing in things_of(case) if thing.kind_of == "photo"},
        "papers": _papers(case, facts),
        "paper_names": PAPERS,
        "like": decisions_like(case.agency_id, case.act, case.party, but=case.id, limit=MOST_LIKE),
        "set_days": days_set(facts),
        "today": clock.today(),
        **_next(case, facts),
        **_clocks(facts, calendar),
    }


def _next(case: Case, facts: CaseFacts) -> dict[str, Any]:
    """What the stage waits for and of whom, and the buttons of whoever is reading."""
    mine, table = steps_for_me(case, facts), STEPS[Subject.CASE]
    return {
        "main_steps": [name for name in mine if table[name].is_usual],
        "other_steps": [name for name in mine if not table[name].is_usual],
        "expected": who_must_act(Subject.CASE, case.stage),
        "is_settled": is_settled(Subject.CASE, case.stage),
    }


def _people(case: Case, facts: CaseFacts, takers: list[UUID]) -> dict[UUID, str]:
    members = [one.officer_id for one in case.officers]
    return names_of([case.made_by, *takers, *members, *ids_in(facts.entries)])


def _clocks(facts: CaseFacts, calendar: WorkCalendar) -> dict[str, list[ClockView]]:
    """Those that run come first, the nearest last day on top; below them those that are over."""
    today = clock.today()
    views = [
        ClockView(one, days_left(one, on=today, calendar=calendar), one.is_overdue(on=today))
        for one in clocks_of(facts, calendar=calendar)
    ]
    running = [view for view in views if view.running.is_open]
    running.sort(key=lambda view: (view.running.due_on is None, view.running.due_on))
    return {"clocks": running, "old_clocks": [view for view in views if not view.running.is_open]}


def _papers(case: Case, facts: CaseFacts) -> list[tuple[str, tuple[str, ...]]]:
    """The forms of the steps that were taken, and of those for which the stage waits."""
    taken = [entry.step for entry in facts.entries]
    return papers_of([*taken, *(name for name, _roles in who_must_act(Subject.CASE, case.stage))])


def _warnings(facts: CaseFacts, calendar: WorkCalendar, people: dict[UUID, str]) -> list[str]:
    """What the law asks for on the way and is easily forgotten."""
    found = []
    if found_too_late(facts, calendar=calendar):
        found.append(gettext("按登记的日期，违法行为被发现时已过追究时效，不再给予行政处罚。请核对日期。"))
    if not facts.last("decide", "decide_no_penalty"):
        if why := why_review(facts):
            reasons = gettext("、").join(gettext(one) for one in why)
            found.append(gettext("决定之前应当经过法制审核：%(why)s。", why=reasons))
        if needs_deliberation(facts):
            found.append(gettext("情节复杂或者重大，应当由负责人集体讨论决定。"))
    if is_registration_open(facts):
        found.append(gettext("有先行登记保存的证据等待处理。"))
    for one in recusals_to_decide(facts):
        found.append(gettext("%(name)s 的回避申请等待负责人决定；调查不停止。", name=people.get(one, "")))
    if left := facts.officers & recused(facts):
        names = gettext("、").join(people.get(one, "") for one in left)
        found.append(gettext("%(names)s 已回避，请负责人更换办案人员。", names=names))
    return [str(one) for one in found]
