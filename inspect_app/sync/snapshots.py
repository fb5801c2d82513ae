"""Things as a phone sees them, by kind, many at a time: never a query for each."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from inspect_app.actions.raised_leads import Outcome, outcomes_of
from inspect_app.rules.plain import to_plain
from inspect_app.store.checklists import versions_with
from inspect_app.store.documents import blocks_with, uses_of
from inspect_app.store.finding_transfers import transfers_with
from inspect_app.store.fine_lists import is_with_officer
from inspect_app.store.fines import fines_with
from inspect_app.store.journal import JournalEvent, answered
from inspect_app.store.leads import Lead, leads_with
from inspect_app.store.officers import Officer, devices_of, officers_with
from inspect_app.store.refused_photos import refused_photos_with
from inspect_app.store.settings import rulebooks_with
from inspect_app.sync.handbook import handbook_editions, statute_editions
from inspect_app.sync.order_snapshot import orders_as_plain
from inspect_app.sync.visit_snapshot import visits_as_plain
from inspect_app.sync.work_snapshot import works_as_plain

Plain = dict[str, Any]
Found = dict[UUID, Plain]


def _leads(ids: list[UUID], officer: Officer) -> Found:
    """What became of what one's own agency reported, in words for whoever reported it; absent for everybody else."""
    leads = [lead for lead in leads_with(ids) if lead.reported_from == officer.agency_id]
    outcomes = outcomes_of(leads)
    return {lead.id: _lead(lead, outcomes[lead.id]) for lead in leads}


def _lead(lead: Lead, outcome: Outcome) -> Plain:
    return {
        "id": str(lead.id),
        "number": lead.number,
        "work_id": str(lead.work_id) if lead.work_id else None,
        "place": lead.place,
        "summary": lead.summary,
        "made_at": lead.made_at.isoformat(),
        "state": to_plain(outcome.state),
        "result": to_plain(outcome.result) if outcome.result else None,
        "result_on": to_plain(outcome.on),
    }


def _fines(ids: list[UUID], officer: Officer) -> Found:
    """Cash that this officer collected, and by when it must be handed over; absent for everybody else."""
    return {
        fine.id: {
            "id": str(fine.id),
            "subject_id": str(fine.subject_id),
            "number": fine.number,
            "party_name": fine.party_name,
            "amount_yuan": fine.cash.amount_yuan,
            "stage": to_plain(fine.stage),
            "is_with_officer": is_with_officer(fine),
            "is_on_water": fine.cash.is_on_water and fine.cash.landed_on is None,
            "hand_over_by_on": to_plain(fine.cash.hand_over_by_on),
        }
        for fine in fines_with(ids)
        if fine.cash and fine.cash.collected_by == officer.id
    }


def _checklists(ids: list[UUID], _officer: Officer) -> Found:
    return {
        one.id: {
            "id": str(one.id),
            "code": one.file.code,
            "number": one.number,
            "state": to_plain(one.state),
            "body": one.body,
        }
        for one in versions_with(ids)
    }


def _rulebooks(ids: list[UUID], _officer: Officer) -> Found:
    """Only the number: the body is fetched once, by itself."""
    return {one.id: {"id": str(one.id), "number": one.number} for one in rulebooks_with(ids)}


def _form_blocks(ids: list[UUID], _officer: Officer) -> Found:
    blocks = blocks_with(ids)
    used: dict[UUID, list[int]] = {}
    for use in uses_of(*(block.id for block in blocks)):
        used.setdefault(use.block_id, []).append(use.serial)
    return {
        block.id: to_plain(block.facts())
        | {"id": str(block.id), "device_id": str(block.device_id), "used": used.get(block.id, [])}
        for block in blocks
    }


def _answers(ids: list[UUID], _officer: Officer) -> Found:
    """Events whose answer has changed since it was given, or that the office has set aside, with its reason."""
    return {event_id: event.answer | _set_aside(event) for event_id, event in answered(ids).items()}


def _set_aside(event: JournalEvent) -> Plain:
    if event.settled_at is None:
        return {}
    return {"set_aside": {"at": event.settled_at.isoformat(), "reason": event.settled_reason}}


def _photo_refusals(ids: list[UUID], _officer: Officer) -> Found:
    """What a person has decided of photos that were refused: send it once more, or wait for it no longer."""
    return {
        one.id: {
            "id": str(one.id),
            "device_id": str(one.device_id),
            "sha256": one.sha256,
            "again_at": to_plain(one.again_at),
            "set_aside": {"at": to_plain(one.settled_at), "reason": one.settled_reason} if one.settled_at else None,
        }
        for one in refused_photos_with(ids)
    }


def _officers(ids: list[UUID], _officer: Officer) -> Found:
    """Colleagues who can be named on a visit; certificates with their last day, for the rule of two.

    With the public keys of their phones: what one of these shows to another can be checked with no signal.
    """
    keys = _keys_of(ids)
    return {
        one.id: {
            "id": str(one.id),
            "name": one.name,
            "role": to_plain(one.role),
            "agency": one.agency.name,
            "agency_id": str(one.agency_id),
            "agency_kind": to_plain(one.agency.kind),
            "team": one.team.name if one.team else "",
            "badge_number": one.badge_number or "",
            "valid_from": to_plain(one.certificate_from),
            "valid_until": to_plain(one.certificate_until),
            "is_disabled": one.disabled_at is not None,
            "keys": keys.get(one.id, []),
        }
        for one in officers_with(ids)
    }


def _keys_of(ids: list[UUID]) -> dict[UUID, list[Plain]]:
    """Of phones in use."""
    found: dict[UUID, list[Plain]] = {}
    for device in devices_of(ids):
        if device.revoked_at is None:
            found.setdefault(device.officer_id, []).append({"device": str(device.id), "jwk": device.public_jwk})
    return found


def _transfers(ids: list[UUID], officer: Officer) -> Found:
    """Findings that were handed over to this officer's department; absent for everybody else."""
    return {
        one.id: {
            "id": str(one.id),
            "visit_id": str(one.visit_id),
            "finding_id": str(one.finding_id),
            "work": one.visit.work.name,
            "address": one.visit.work.address,
            "text": one.finding.current.text,
            "severity": to_plain(one.finding.current.severity),
            "from": one.paper.content["agency"],
            "number": one.paper.number,
            "reasons": one.reasons,
            "handed_at": one.handed_at.isoformat(),
        }
        for one in transfers_with(ids)
        if one.to_agency_id == officer.agency_id
    }


SNAPSHOTS: dict[str, Callable[[list[UUID], Officer], Found]] = {
    "work": works_as_plain,
    "visit": visits_as_plain,
    "order": orders_as_plain,
    "fine": _fines,
    "checklist": _checklists,
    "rulebook": _rulebooks,
    "form_block": _form_blocks,
    "answer": _answers,
    "photo_refusal": _photo_refusals,
    "officer": _officers,
    "transfer": _transfers,
    "lead": _leads,
    "statute": statute_editions,
    "handbook": handbook_editions,
}
