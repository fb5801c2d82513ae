"""Things as a phone sees them, by kind, many at a time: never a query for each. (Long: one shape beside the other.)"""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from inspect_app import clock
from inspect_app.actions.raised_leads import Outcome, outcomes_of
from inspect_app.rules.calendar import day_of
from inspect_app.rules.people import STREETS
from inspect_app.rules.plain import to_plain
from inspect_app.store.checklists import versions_with
from inspect_app.store.corrections import corrected_at
from inspect_app.store.documents import blocks_with, uses_of
from inspect_app.store.enterprises import visits_in_year
from inspect_app.store.finding_transfers import transfers_with
from inspect_app.store.fine_lists import is_with_officer
from inspect_app.store.fines import fines_with
from inspect_app.store.journal import JournalEvent, answered
from inspect_app.store.leads import Lead, leads_with
from inspect_app.store.officers import Officer, devices_of, officers_with
from inspect_app.store.orders import Order, orders_with
from inspect_app.store.patrols import intervals_of, last_patrols_of
from inspect_app.store.photos import photo_lines_of_findings
from inspect_app.store.plates import plate_marks
from inspect_app.store.refused_photos import refused_photos_with
from inspect_app.store.settings import rulebooks_with
from inspect_app.store.street_matters import StreetMatter, open_matters_of_works
from inspect_app.store.visits import FindingLine, recent_findings_of_works
from inspect_app.store.works import works_with
from inspect_app.sync.handbook import handbook_editions, statute_editions
from inspect_app.sync.visit_snapshot import visits_as_plain

Plain = dict[str, Any]
Found = dict[UUID, Plain]
PAST_FINDINGS = 10


def _works(ids: list[UUID], officer: Officer) -> Found:
    """Internal notes and past findings are ours alone: a partner sees the work's facts, a street those of its own works."""
    if officer.role in STREETS:
        return _works_of_street(ids, officer)
    is_ours = officer.home_id
    past = recent_findings_of_works(ids, each=PAST_FINDINGS)
    year = clock.today().year
    counts = visits_in_year(ids, year=year)
    marks = plate_marks(ids)
    corrected = corrected_at([finding.id for findings in past.values() for finding in findings])
    found: Found = {}
    for work in works_with(ids):
        plain = to_plain(work.facts()) | {"id": str(work.id), "initials": work.initials, "past": []}
        plain["plate"] = marks.get(work.id, "")
        plain.pop("secrecy")
        if work.agency_id == is_ours:
            plain["past"] = [_past(finding, corrected) for finding in past.get(work.id, [])]
            plain["enterprise_visits"] = {"year": year, "count": counts.get(work.id, 0)}
        else:
            plain["notes"] = ""
        found[work.id] = plain
    return found


def _works_of_street(ids: list[UUID], officer: Officer) -> Found:
    """With when it was last patrolled and what the office asked there; a work of another street is absent."""
    works = [work for work in works_with(ids) if work.street_id == officer.agency_id]
    mine = [work.id for work in works]
    marks, last, own_days = plate_marks(mine), last_patrols_of(mine), intervals_of(mine)
    matters = open_matters_of_works(mine)
    found: Found = {}
    for work in works:
        plain = to_plain(work.facts()) | {"id": str(work.id), "initials": work.initials, "past": [], "notes": ""}
        plain["plate"] = marks.get(work.id, "")
        plain.pop("secrecy")
        last_on = day_of(last[work.id]).isoformat() if work.id in last else None
        plain["patrol"] = {"last_on": last_on, "every_days": own_days.get(work.id)}
        plain["matters"] = [_matter(one) for one in matters.get(work.id, [])]
        found[work.id] = plain
    return found


def _matter(matter: StreetMatter) -> Plain:
    return {"id": str(matter.id), "text": matter.text, "due_on": matter.due_on.isoformat()}


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


def _past(finding: FindingLine, corrected: dict[UUID, datetime]) -> Plain:
    return {
        "finding_id": str(finding.id),
        "checklist": finding.checklist,
        "item": finding.item,
        "text": finding.text,
        "severity": to_plain(finding.severity),
        "found_at": finding.found_at.isoformat(),
        "corrected_at": to_plain(corrected.get(finding.id)),
    }


def _orders(ids: list[UUID], _officer: Officer) -> Found:
    """With the photos of what was found, so that whoever checks it again shoots the same view."""
    orders = orders_with(ids)
    found_in = {item.finding_id: item.finding.visit_id for order in orders for item in order.items}
    photos: dict[UUID, list[Plain]] = {}
    for one in photo_lines_of_findings(list(found_in)):
        if one.finding_id and one.visit_id == found_in[one.finding_id]:
            photos.setdefault(one.finding_id, []).append({"sha256": one.sha256, "at": one.taken_at.isoformat()})
    found = {order.id: order_as_plain(order) for order in orders}
    for order in orders:
        for item, plain in zip(order.items, found[order.id]["items"], strict=True):
            plain["photos"] = photos.get(item.finding_id, [])
    return found


def order_as_plain(order: Order) -> Plain:
    last = {one["finding_id"]: one for check in order.checks for one in check.outcomes}
    return {
        "id": str(order.id),
        "work_id": str(order.work_id),
        "visit_id": str(order.visit_id) if order.visit_id else None,
        "number": order.number,
        "stage": to_plain(order.stage),
        "party_name": order.party_name,
        "ordered_on": order.ordered_on.isoformat(),
        "due_on": order.due_on.isoformat(),
        "items": [
            {
                "finding_id": str(item.finding_id),
                "checklist": item.finding.checklist,
                "item": item.finding.item,
                "text": item.finding.current.text,
                "requirement": item.requirement,
                "is_corrected": bool(last.get(str(item.finding_id), {}).get("is_corrected")),
                "note": last.get(str(item.finding_id), {}).get("note", ""),
            }
            for item in order.items
        ],
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
    "work": _works,
    "visit": visits_as_plain,
    "order": _orders,
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
