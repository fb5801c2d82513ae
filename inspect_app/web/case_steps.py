"""The steps of a case: one page and one deed for each of the table's steps, with the form that its facts make."""

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response

from inspect_app import clock
from inspect_app.access import current_officer, needs
from inspect_app.actions.case_evidence import Thing, things_of
from inspect_app.actions.cases import take_case_step
from inspect_app.actions.settings import office_settings, work_calendar
from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.rules.calendar import add_working_days
from inspect_app.rules.case_clocks import is_published
from inspect_app.rules.case_decision_gates import fine_of, paid
from inspect_app.rules.case_facts import FACTS, CaseFacts
from inspect_app.rules.case_gates import labels_of
from inspect_app.rules.case_people import refuse_hands
from inspect_app.rules.people import Role, certificate_valid
from inspect_app.rules.permissions import Permission
from inspect_app.rules.procedure import STEPS, Subject, refuse_step
from inspect_app.rules.settings import SettingName
from inspect_app.store.base import transaction
from inspect_app.store.cases import Case, cases_as_facts
from inspect_app.store.officers import officers_of
from inspect_app.web.case_page import case_of_mine
from inspect_app.web.errors import as_plain
from inspect_app.web.forms.cases import facts_from, fill_in, step_form

pages = Blueprint("case_steps", __name__, url_prefix="/cases")
INVESTIGATE = frozenset({Role.INSPECTOR, Role.SUPERVISOR})
NAMING = frozenset({"approve_filing", "change_officers"})


@pages.get("/<uuid:case_id>/steps/<step>")
@needs(Permission.HANDLE_CASES)
def new(case_id: UUID, step: str) -> str:
    case = _case_at(case_id, step)
    form = _form(case, step)
    fill_in(form, _known(case, step))
    return _page(case, step, form)


@pages.post("/<uuid:case_id>/steps/<step>")
@needs(Permission.HANDLE_CASES)
def create(case_id: UUID, step: str) -> Response | tuple[str, int]:
    case = _case_at(case_id, step)
    form = _form(case, step)
    if not form.validate():
        return _page(case, step, form), 422
    facts, by, at = _facts(case, step, form), current_officer(), clock.now()
    try:
        with transaction():
            take_case_step(case_id, step, facts, by=by, at=at)
    except Refused as refused:
        return _page(case_of_mine(case_id), step, form, refused), refused.refusals[0].problem.status
    flash(gettext("已办理：%(step)s。", step=gettext(STEPS[Subject.CASE][step].label)), "good")
    return redirect(url_for("cases.show", case_id=case_id))


def _case_at(case_id: UUID, step: str) -> Case:
    """The case, when the step is open to this person in it."""
    case, officer = case_of_mine(case_id), current_officer()
    if step not in STEPS[Subject.CASE]:
        raise Refused(Refusal(Problem.NOT_FOUND))
    refusal = refuse_step(Subject.CASE, step, stage=case.stage, role=officer.role)
    refusal = refusal or refuse_hands(step, _seen(case), by=officer.id)
    if refusal:
        raise Refused(refusal)
    return case


def _seen(case: Case) -> CaseFacts:
    return cases_as_facts([case])[case.id]


def _form(case: Case, step: str) -> FlaskForm:
    things = [(f"{thing.kind_of}:{thing.id}", _called(thing)) for thing in _things(case, step)]
    return step_form(step, officers=_people(case, step), things=things)


def _things(case: Case, step: str) -> list[Thing]:
    return things_of(case) if step == "add_evidence" else []


def _called(thing: Thing) -> str:
    return f"{thing.taken_on.isoformat()} {gettext(thing.kind.value)} {thing.title} ({thing.sha256[:8]})"


def _people(case: Case, step: str) -> list[tuple[str, str]]:
    """Whom a step may name: investigators hold a certificate today; anybody of the office may be asked to withdraw."""
    ours = [one for one in officers_of(case.agency_id) if one.disabled_at is None and one.role is not Role.ADMIN]
    if step in NAMING:
        today = clock.today()
        ours = [one for one in ours if one.role in INVESTIGATE and certificate_valid(one.facts(), on=today) is None]
    elif step == "call_hearing":
        ours = [one for one in ours if all(one.id != member.officer_id for member in case.officers)]
    return [(str(one.id), f"{one.name} {one.badge_number or ''}".strip()) for one in ours]


def _known(case: Case, step: str) -> dict[str, Any]:
    """Today, and what earlier steps said already: the notice after the report, the decision after the notice."""
    today, seen = clock.today(), _seen(case)
    report, told = seen.last("close_investigation"), seen.last("give_notice")
    known: dict[str, Any] = {"on": today}
    if step == "give_notice" and report:
        days = office_settings(case.agency_id).whole(SettingName.STATEMENT_WORKING_DAYS)
        calendar = work_calendar(case.agency_id)
        until = add_working_days(today, days, calendar) if is_published(today, days, calendar) else None
        known |= {"facts": report.facts.facts, "penalty": report.facts.penalty, "fine_yuan": report.facts.fine_yuan}
        known |= {"statement_until_on": until}
    if step == "decide" and told:
        known |= {"penalty": told.facts.penalty, "fine_yuan": told.facts.fine_yuan}
    if step in ("record_payment", "demand"):
        known |= {"amount_yuan": fine_of(seen) - paid(seen)}
    return known | ({"facts": case.facts} if step == "close_investigation" else {})


def _facts(case: Case, step: str, form: FlaskForm) -> Any:
    """Of evidence that we hold, the visit and the hash come from what was picked, never from the form."""
    picked = form.thing.data if "thing" in form else ""
    if not picked:
        return facts_from(step, form)
    thing = next(one for one in things_of(case) if f"{one.kind_of}:{one.id}" == picked)
    title = (form["title"].data or "").strip() or thing.title
    return facts_from(step, form, title=title, visit_id=thing.visit_id, thing_id=thing.id, sha256=thing.sha256)


def _page(case: Case, step: str, form: FlaskForm, refused: Refused | None = None) -> str:
    return render_template(
        "cases/step.html",
        case=case,
        step=step,
        row=STEPS[Subject.CASE][step],
        form=form,
        hints={name: said.hint for name, said in labels_of(FACTS[step]).items()},
        refusals=[as_plain(one) for one in refused.refusals] if refused else [],
    )
