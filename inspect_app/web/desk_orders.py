"""Ordering correction at the desk (责令改正): which findings of a visit, what is to be done, by when."""

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from inspect_app import clock
from inspect_app.access import current_officer, needs
from inspect_app.actions.desk_orders import order_at_desk
from inspect_app.actions.orders import OrderClaims
from inspect_app.actions.settings import acts
from inspect_app.problems import Refused
from inspect_app.rules.orders import Correction
from inspect_app.rules.permissions import Permission
from inspect_app.rules.statutes import MAINTENANCE
from inspect_app.store.base import transaction
from inspect_app.store.visits import Finding, Visit, findings_of
from inspect_app.web.desk_decisions import PARTS, holders_of_certificates
from inspect_app.web.errors import as_plain
from inspect_app.web.forms.orders import AT_ONCE, OrderForm
from inspect_app.web.lists import an_id
from inspect_app.web.visit_checklists import items_of
from inspect_app.web.visit_page import visit_of_office

pages = Blueprint("desk_orders", __name__, url_prefix="/visits")


@pages.get("/<uuid:visit_id>/order/new")
@needs(Permission.DECIDE_AT_DESK)
def new(visit_id: UUID) -> str:
    """`?finding=` (as often as needed) ticks findings; without it, all are ticked."""
    visit = visit_of_office(visit_id)
    wanted = {an_id(one) for one in request.args.getlist("finding")}
    findings = _open_findings(visit)
    ticked = [one for one in findings if not wanted or one.id in wanted]
    form = _form(visit)
    form.party_name.data = next((found.name for part in PARTS if (found := visit.work.party(part))), "")
    form.basis.data = _basis(ticked)
    typed = {f"requirement-{one.id}": one.current.text for one in findings}
    return _page(form, visit, typed | {f"finding-{one.id}": "1" for one in ticked})


@pages.post("/<uuid:visit_id>/order")
@needs(Permission.DECIDE_AT_DESK)
def create(visit_id: UUID) -> Response | tuple[str, int]:
    visit, typed = visit_of_office(visit_id), request.form.to_dict()
    form = _form(visit)
    if not form.validate():
        return _page(form, visit, typed), 422
    claims, by, at = _claims(form, visit, typed), current_officer(), clock.now()
    try:
        with transaction():
            order = order_at_desk(claims, visit.work, visit_id=visit.id, by=by, at=at)
    except Refused as refused:
        return _page(form, visit, typed, refused), refused.refusals[0].problem.status
    flash(gettext("责令改正通知书已制作，请打印、签名、交付，再记录交付情况。"), "good")
    return redirect(url_for("orders.show", order_id=order.id))


def _form(visit: Visit) -> OrderForm:
    form = OrderForm()
    form.officers.choices = holders_of_certificates(visit)
    return form


def _open_findings(visit: Visit) -> list[Finding]:
    return [finding for finding in findings_of(visit.id) if finding.withdrawn_at is None]


def _basis(findings: list[Finding]) -> str:
    """The duties that the findings breach, in full titles; the duty to maintain where none is named."""
    law = acts(clock.today())
    known = [law[code] for finding in findings for code in finding.current.acts if code in law]
    duties = dict.fromkeys(duty.text for act in known for duty in act.duties)
    return "、".join(duties) or MAINTENANCE.text


def _claims(form: OrderForm, visit: Visit, typed: dict[str, str]) -> OrderClaims:
    is_at_once = form.correction.data == AT_ONCE
    corrections = [
        Correction(str(one.id), typed.get(f"requirement-{one.id}", "").strip())
        for one in _open_findings(visit)
        if typed.get(f"finding-{one.id}")
    ]
    return OrderClaims(
        party_name=(form.party_name.data or "").strip(),
        corrections=tuple(corrections),
        officer_ids=tuple(UUID(one) for one in form.officers.data or []),
        ordered_at=clock.now(),
        due_on=None if is_at_once else form.due_on.data,
        at_once=is_at_once,
        basis=(form.basis.data or "").strip(),
    )


def _page(form: OrderForm, visit: Visit, typed: dict[str, str], refused: Refused | None = None) -> str:
    return render_template(
        "orders/new.html",
        form=form,
        visit=visit,
        findings=_open_findings(visit),
        items=items_of(visit),
        typed=typed,
        refusals=[as_plain(one) for one in refused.refusals] if refused else [],
    )
