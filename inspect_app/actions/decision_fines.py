"""From an on-the-spot decision to its fine: the receipt when it is made, the debt when it is delivered."""

from datetime import datetime

from inspect_app.actions.fine_cash import CashFacts, keep_cash, use_receipt
from inspect_app.actions.fines import open_fine, tell_of_fine
from inspect_app.problems import Refusal
from inspect_app.rules.acts import Procedure, Sanction
from inspect_app.rules.calendar import day_of
from inspect_app.rules.decisions import Collection, ReceiptIssuer
from inspect_app.rules.procedure import STEPS, Subject
from inspect_app.store.decisions import Decision
from inspect_app.store.fines import Fine
from inspect_app.store.record import begin_record

IN_CASH = {one.name.lower(): one for one in Collection if one not in (Collection.NONE, Collection.BANK)}


def receipt_used_by(decision: Decision, *, at: datetime) -> Refusal | None:
    """Notes the receipt that the decision names; a refusal when another paper has it already."""
    number = str(decision.claims.get("receipt_number") or "")
    if decision.sanction is not Sanction.FINE or _ground(decision) is None:
        return None
    return use_receipt(
        number, decision.id, agency_id=decision.agency_id, used_for=decision.number or decision.party_name, at=at
    )


def open_fine_of(decision: Decision, *, at: datetime) -> Fine | None:
    """The debt begins when the party has the paper; what was collected on the spot is with whoever made the decision."""
    if decision.sanction is not Sanction.FINE or decision.fine_yuan <= 0 or decision.delivered_at is None:
        return None
    fine = open_fine(
        decision.id,
        Procedure.ON_THE_SPOT,
        decision.fine_yuan,
        day_of(decision.delivered_at),
        agency_id=decision.agency_id,
        number=decision.number,
        party_name=decision.party_name,
        at=at,
    )
    if ground := _ground(decision):
        _take_what_was_collected(fine, decision, ground, at=at)
    return fine


def _ground(decision: Decision) -> Collection | None:
    return IN_CASH.get(str(decision.claims.get("collection")))


def _take_what_was_collected(fine: Fine, decision: Decision, ground: Collection, *, at: datetime) -> None:
    """Whoever made the decision may be of any role: that the money changed hands is a fact."""
    claims = decision.claims
    issuer = ReceiptIssuer.__members__.get(str(claims.get("receipt_issuer")).upper(), ReceiptIssuer.UNSTATED)
    facts = CashFacts(
        ground=ground,
        note=str(claims.get("collection_note") or ""),
        receipt_issuer=issuer,
        receipt_number=str(claims.get("receipt_number") or ""),
        collected_on=decision.decided_on,
        is_on_water=bool(claims.get("is_on_water")),
    )
    begin_record(Subject.FINE, fine.id, "collect_cash", by=decision.made_by, at=at)
    fine.stage = STEPS[Subject.FINE]["collect_cash"].stage_after(fine.stage)
    keep_cash(fine, facts, by=decision.made_by)
    tell_of_fine(fine)
