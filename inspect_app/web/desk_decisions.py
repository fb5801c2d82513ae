"""Making an on-the-spot decision at the desk, from a finding, with the party present: the gates are shown with their law."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from inspect_app import clock
from inspect_app.access import current_officer, needs
from inspect_app.actions.claims import Claims
from inspect_app.actions.desk_decisions import decide_at_desk
from inspect_app.actions.law import law_now
from inspect_app.actions.settings import acts, factors
from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.rules.acts import Act, Party, Power, Sanction
from inspect_app.rules.calendar import SHANGHAI
from inspect_app.rules.consequences import Cost, consequence_of
from inspect_app.rules.decisions import Collection, PartyOfCase, ReceiptIssuer, Told
from inspect_app.rules.people import certificate_valid
from inspect_app.rules.permissions import Permission
from inspect_app.rules.procedure import visit_may_penalise
from inspect_app.rules.works import PartyPart
from inspect_app.store.base import transaction
from inspect_app.store.officers import officers_of
from inspect_app.store.visits import Finding, Visit, finding_with, visit_with
from inspect_app.store.works import Work
from inspect_app.web.errors import as_plain
from inspect_app.web.forms.decisions import AT_ONCE, DecisionForm
from inspect_app.web.wording import in_language

pages = Blueprint("desk_decisions", __name__, url_prefix="/findings")
PARTS = (PartyPart.MANAGER, PartyPart.OWNER, PartyPart.BUILDER)


@dataclass(frozen=True)
class Limits:
    """What may be decided on the spot for one act today, party by party."""

    act: Act
    by_party: Mapping[Party, Cost]


@pages.get("/<uuid:finding_id>/decision/new")
@needs(Permission.DECIDE_AT_DESK)
def new(finding_id: UUID) -> str:
    finding, visit = _finding(finding_id)
    form = _form(finding, visit)
    _fill_in(form, finding, visit.work)
    refusal = visit_may_penalise(visit.kind)
    return _page(form, finding, visit, Refused(refusal) if refusal else None)


@pages.post("/<uuid:finding_id>/decision")
@needs(Permission.DECIDE_AT_DESK)
def create(finding_id: UUID) -> Response | tuple[str, int]:
    finding, visit = _finding(finding_id)
    form = _form(finding, visit)
    if not form.validate():
        return _page(form, finding, visit), 422
    by, at = current_officer(), clock.now()
    try:
        with transaction():
            decision = decide_at_desk(_claims(form, at), visit.work, (finding.id,), visit_id=visit.id, by=by, at=at)
    except Refused as refused:
        return _page(form, finding, visit, refused), refused.refusals[0].problem.status
    flash(gettext("处罚决定已作出，请打印、签名、当场交付，再记录交付情况。"), "good")
    return redirect(url_for("decisions.show", decision_id=decision.id))


def _finding(finding_id: UUID) -> tuple[Finding, Visit]:
    finding = finding_with(finding_id)
    visit = visit_with(finding.visit_id) if finding else None
    if finding is None or visit is None or visit.agency_id != current_officer().home_id:
        raise Refused(Refusal(Problem.NOT_FOUND))
    return finding, visit


def _form(finding: Finding, visit: Visit) -> DecisionForm:
    form = DecisionForm()
    form.act.choices = [(act.code, f"{act.code} {in_language(act.title)}") for act in _acts_for(finding)]
    form.factors.choices = [(code, in_language(words)) for code, words in factors().items()]
    form.officers.choices = holders_of_certificates(visit)
    return form


def holders_of_certificates(visit: Visit) -> list[tuple[str, str]]:
    """Our own officers whose certificate holds today: nobody else is offered. Those who were on the visit come first."""
    today = clock.today()
    ours = officers_of(current_officer().home_id)
    holders = [one for one in ours if one.disabled_at is None and certificate_valid(one.facts(), on=today) is None]
    holders.sort(key=lambda one: not visit.has(one.id))
    return [(str(one.id), f"{one.name} {one.badge_number}") for one in holders]


def _acts_for(finding: Finding) -> list[Act]:
    """Those that the finding names come first, then every other act of our own power."""
    known = acts(clock.today())
    named = [known[code] for code in finding.current.acts if code in known]
    others = [act for act in known.values() if act.power is Power.CIVIL_DEFENCE and act.is_enabled and act.penalty]
    return named + [act for act in others if act not in named]


def _fill_in(form: DecisionForm, finding: Finding, work: Work) -> None:
    """What the register and the record know already; the officer may change all of it."""
    form.facts.data = finding.current.text
    form.place.data = f"{work.address} {work.name}"
    party = next((found for part in PARTS if (found := work.party(part))), None)
    if party:
        form.party_name.data, form.identifier.data = party.name, party.credit_code
        form.representative.data = party.representative
        form.address.data, form.phone.data = party.address, party.phone


def _claims(form: DecisionForm, at: datetime) -> Claims:
    return Claims(
        act=form.act.data,
        party=_party(form),
        facts=_text(form.facts.data),
        place=_text(form.place.data),
        factors=tuple(form.factors.data or []),
        factor_note=_text(form.factor_note.data),
        officer_ids=tuple(UUID(one) for one in form.officers.data or []),
        facts_are_certain=bool(form.facts_are_certain.data),
        decided_at=at,
        **_what_was_said(form, at),
        **_what_follows(form),
    )


def _what_was_said(form: DecisionForm, at: datetime) -> dict[str, Any]:
    return {
        "identity_shown_at": _today(form.identity_shown.data, at),
        "told_at": _today(form.told.data, at),
        "told": tuple(Told[one.upper()] for one in form.told_items.data or []),
        "heard_at": _today(form.heard.data, at),
        "statement": _text(form.statement.data),
        "statement_review": _text(form.statement_review.data),
    }


def _what_follows(form: DecisionForm) -> dict[str, Any]:
    sanction, is_at_once = Sanction[form.sanction.data.upper()], form.correction.data == AT_ONCE
    return _how_collected(form) | {
        "sanction": sanction,
        "fine_yuan": (form.fine_yuan.data or 0) if sanction is Sanction.FINE else 0,
        "correct_at_once": is_at_once,
        "correct_by": None if is_at_once else form.correct_by.data,
        "collection": Collection[form.collection.data.upper()],
    }


def _how_collected(form: DecisionForm) -> dict[str, Any]:
    return {
        "receipt_number": _text(form.receipt_number.data),
        "receipt_issuer": ReceiptIssuer[form.receipt_issuer.data.upper()],
        "collection_note": _text(form.collection_note.data),
        "is_on_water": bool(form.is_on_water.data),
    }


def _party(form: DecisionForm) -> PartyOfCase:
    return PartyOfCase(
        kind=Party[form.party_kind.data.upper()],
        name=_text(form.party_name.data),
        identifier=_text(form.identifier.data),
        address=_text(form.address.data),
        phone=_text(form.phone.data),
        representative=_text(form.representative.data),
    )


def _text(value: str | None) -> str:
    return (value or "").strip()


def _today(clock_time: time | None, at: datetime) -> datetime | None:
    """A time of day as typed, on the day of the decision."""
    return datetime.combine(at.astimezone(SHANGHAI).date(), clock_time, SHANGHAI) if clock_time else None


def _page(form: DecisionForm, finding: Finding, visit: Visit, refused: Refused | None = None) -> str:
    law, today = law_now(), clock.today()
    found = [consequence_of(act.code, law, on=today) for act in _acts_for(finding)]
    limits = [Limits(one.act, one.costs) for one in found if one]
    return render_template(
        "decisions/new.html",
        form=form,
        finding=finding,
        visit=visit,
        limits=limits,
        named=set(finding.current.acts),
        refusals=[as_plain(one) for one in refused.refusals] if refused else [],
        is_tried=request.method == "POST",
    )
