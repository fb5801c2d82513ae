"""Handing a finding over to the department with the power (移送): the letter, beside the record that it rests on."""

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from inspect_app import clock
from inspect_app.access import current_officer, needs
from inspect_app.actions.finding_powers import TransferFacts, department_of, hand_over_finding
from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.rules.permissions import Permission
from inspect_app.rules.powers import TAKES_OVER, facts_of_transfer, reasons_of_transfer
from inspect_app.store.agencies import Agency, partners_of
from inspect_app.store.base import transaction
from inspect_app.store.visits import Finding, finding_with
from inspect_app.web.desk_decisions import PARTS
from inspect_app.web.errors import as_plain
from inspect_app.web.forms.boxes import names
from inspect_app.web.forms.transfers import TransferForm

pages = Blueprint("finding_transfers", __name__, url_prefix="/findings")


@pages.get("/<uuid:finding_id>/transfer")
@needs(Permission.REVIEW_VISITS)
def new(finding_id: UUID) -> str:
    finding = _finding(finding_id)
    return _page(finding, _prepared(finding))


@pages.post("/<uuid:finding_id>/transfer")
@needs(Permission.REVIEW_VISITS)
def create(finding_id: UUID) -> Response | tuple[str, int]:
    finding, form = _finding(finding_id), _form()
    if not form.validate():
        return _page(finding, form), 422
    try:
        with transaction():
            transfer = hand_over_finding(finding.id, _facts(form), by=current_officer(), at=clock.now())
    except Refused as refused:
        return _page(finding, form, refused), refused.refusals[0].problem.status
    flash(gettext("已移送，移送函已制作，请打印、盖章、送达。对方部门的手机联网后看得到。"), "good")
    return redirect(url_for("office_papers.show", paper_id=transfer.paper_id))


def _finding(finding_id: UUID) -> Finding:
    finding = finding_with(finding_id)
    if finding is None or finding.visit.agency_id != current_officer().home_id:
        raise Refused(Refusal(Problem.NOT_FOUND))
    return finding


def _departments() -> list[Agency]:
    return [one for one in partners_of(current_officer().home_id) if one.kind in TAKES_OVER]


def _form() -> TransferForm:
    form = TransferForm()
    form.to_agency.choices = names(*((str(one.id), one.name) for one in _departments()))
    return form


def _prepared(finding: Finding) -> TransferForm:
    """What the record says already; the person who hands it over reads it and mends it."""
    form, officer, work = _form(), current_officer(), finding.visit.work
    kind, day = department_of(finding), finding.current.recorded_at.strftime("%Y-%m-%d")
    form.to_agency.data = next((str(one.id) for one in _departments() if one.kind is kind), None)
    form.case_cause.data = finding.current.text[:200]
    form.party_name.data = next((found.name for part in PARTS if (found := work.party(part))), "")
    form.facts.data = facts_of_transfer(day, work.name, work.address, finding.current.text)
    form.reasons.data = reasons_of_transfer()
    form.contact.data = officer.name
    return form


def _facts(form: TransferForm) -> TransferFacts:
    texts = {
        name: str(form[name].data or "") for name in ("case_cause", "party_name", "facts", "reasons", "contact")
    }
    return TransferFacts(UUID(str(form.to_agency.data)), **texts)


def _page(finding: Finding, form: TransferForm, refused: Refused | None = None) -> str:
    return render_template(
        "visits/transfer.html",
        finding=finding,
        form=form,
        refusals=[as_plain(one) for one in refused.refusals] if refused else [],
    )
