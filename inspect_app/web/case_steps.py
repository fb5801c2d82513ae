"""Taking a step of a case: its form, and the deed."""

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response

from inspect_app import clock
from inspect_app.access import current_officer, needs
from inspect_app.actions.case_fines import fine_of_case
from inspect_app.actions.case_records import record_of
from inspect_app.actions.cases import take_case_step
from inspect_app.actions.settings import factors
from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.rules.case_fines import AT_THE_FINE
from inspect_app.rules.people import certificate_valid
from inspect_app.rules.permissions import Permission
from inspect_app.rules.procedure import Subject, refuse_step
from inspect_app.store.base import transaction
from inspect_app.store.cases import Case
from inspect_app.store.officers import officers_of
from inspect_app.web.case_amounts import amounts_of
from inspect_app.web.case_page import TABLE
from inspect_app.web.cases import case_of_office
from inspect_app.web.errors import as_plain
from inspect_app.web.forms.cases import facts_in, step_form
from inspect_app.web.photos import picture_for_print
from inspect_app.web.wording import in_language

pages = Blueprint("case_steps", __name__, url_prefix="/cases/<uuid:case_id>/steps")

OWN_PAGES = {"add_evidence": "case_evidence.new", "offer_up": "case_takeovers.new"}
"""Steps that are not typed into a form of their facts."""
SENT_FROM_ITS_PAGE = "offer_up"
"""Written down alone it would say that something was sent which was not."""
WEIGHS = frozenset(
    {"close_investigation", "give_notice", "decide", "decide_no_penalty", "deliberate", "review_legally"}
)
"""Steps at which somebody weighs an amount, with like cases before their eyes."""


@pages.get("/<step>")
@needs(Permission.WORK_ON_CASES)
def new(case_id: UUID, step: str) -> str | Response:
    """The form, also where the step is not open: it says why not, and nothing can be sent that way."""
    case = _known(case_id, step)
    if step in OWN_PAGES:
        return redirect(url_for(OWN_PAGES[step], case_id=case_id))
    fine = fine_of_case(case) if step in AT_THE_FINE else None
    if fine:
        return redirect(url_for("fines.show", fine_id=fine.id))
    form = _form(step)
    form.seen.data, form.happened_on.data = len(case.entries), clock.today()
    _propose(form, step, case)
    closed = refuse_step(Subject.CASE, step, stage=case.stage, role=current_officer().role)
    return _page(case, step, form, Refused(closed) if closed else None)


@pages.post("/<step>")
@needs(Permission.WORK_ON_CASES)
def create(case_id: UUID, step: str) -> Response | tuple[str, int]:
    case = _known(case_id, step)
    if step == SENT_FROM_ITS_PAGE:
        return redirect(url_for(OWN_PAGES[step], case_id=case_id))
    form = _form(step)
    if not form.validate():
        return _page(case, step, form), 422
    seen = int(form.seen.data) if str(form.seen.data).isdecimal() else -1
    try:
        with transaction():
            take_case_step(
                case_id, step, form.happened_on.data, facts_in(step, form), seen=seen, by=current_officer(),
                at=clock.now(), picture_of=picture_for_print,
            )  # fmt: skip
    except Refused as refused:
        return _page(case, step, form, refused), 409
    flash(gettext("已记录：%(step)s。", step=gettext(TABLE[step].label)), "good")
    return redirect(url_for("cases.show", case_id=case_id))


def _known(case_id: UUID, step: str) -> Case:
    if step not in TABLE:
        raise Refused(Refusal(Problem.NOT_FOUND))
    return case_of_office(case_id)


def _form(step: str) -> FlaskForm:
    today = clock.today()
    ours = [one for one in officers_of(current_officer().home_id) if one.disabled_at is None]
    holders = [one for one in ours if certificate_valid(one.facts(), on=today) is None]
    return step_form(
        step,
        officers=[(str(one.id), f"{one.name} {one.badge_number}") for one in holders],
        factors=[(code, in_language(words)) for code, words in factors().items()],
    )


def _propose(form: FlaskForm, step: str, case: Case) -> None:
    """What earlier steps said already, to be read and changed."""
    record = record_of(case)
    notice, conclusion = record.notice, record.conclusion
    if step == "give_notice" and conclusion:
        form.sanction.data, form.fine_yuan.data = conclusion.sanction.name.lower(), conclusion.fine_yuan
        form.facts.data = conclusion.finding
    if step == "decide" and notice:
        form.sanction.data, form.fine_yuan.data = notice.sanction.name.lower(), notice.fine_yuan
        form.facts.data, form.reasons.data = notice.facts, notice.reasons
    if step == "close_investigation":
        form.finding.data = case.facts
    if step == "serve":
        form.recipient.data = case.party["name"]
    if "to_whom" in form:
        form.to_whom.data = case.party["name"]


def _page(case: Case, step: str, form: FlaskForm, refused: Refused | None = None) -> str:
    return render_template(
        "cases/step.html",
        case=case,
        step=TABLE[step],
        name=step,
        form=form,
        own=[field for field in form if field.name not in ("csrf_token", "seen", "happened_on")],
        amounts=amounts_of(case, record_of(case)) if step in WEIGHS else None,
        refusals=[as_plain(one) for one in refused.refusals] if refused else [],
    )
