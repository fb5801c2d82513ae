"""A visit as a phone sees it, the very shape that the phone's projection builds."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from inspect_app.rules.people import Role
from inspect_app.rules.places import FixKind
from inspect_app.rules.plain import to_plain
from inspect_app.store.leads import Lead, leads_raised_on
from inspect_app.store.officers import Officer
from inspect_app.store.visit_lines import lines_of_visits, officers_told, visits_told

Plain = dict[str, Any]
Lines = dict[str, list[Plain]]
BY_ID = ("photos", "recordings", "transfers")
ON_CODE = to_plain(FixKind.CODE)


def visits_as_plain(ids: list[UUID], officer: Officer) -> dict[UUID, Plain]:
    """Visits that this officer is on; None (absent) for others."""
    officers = _by("visit_id", officers_told(ids))
    me = str(officer.id)
    mine = [one for one in ids if any(member["officer_id"] == me for member in officers.get(str(one), []))]
    visits = {one["id"]: one for one in visits_told(mine)}
    lines = lines_of_visits(mine)
    under = {
        "documents": _by("document_id", lines.pop("signatures")),
        "decisions": _by("decision_id", lines.pop("decided")),
        "orders": _by("order_id", lines.pop("ordered")),
    }
    parts = {name: _by("visit_id", rows) for name, rows in lines.items()} | {"officers": officers}
    leads = _leads_of(visits.values())
    return {
        one: _visit(
            visits[str(one)], {name: rows.get(str(one), []) for name, rows in parts.items()}, under, officer
        )
        | leads.get(one, {})
        for one in mine
    }


def _by(key: str, rows: Iterable[Plain]) -> Lines:
    """Whose each row is, told by the key and no longer by the row."""
    found: Lines = {}
    for row in rows:
        found.setdefault(row.pop(key), []).append(row)
    return found


def _visit(visit: Plain, parts: Lines, under: dict[str, Lines], officer: Officer) -> Plain:
    """Partners share the record; why we came (it may name who complained) and what we sent back are our own notes."""
    is_partner = officer.role is Role.PARTNER
    return (
        _facts(visit, is_partner=is_partner)
        | {name: {one["id"]: one for one in parts[name]} for name in BY_ID}
        | {
            "officers": parts["officers"],
            "checklists": parts["checklists"],
            "answers": {f"{one.pop('checklist')}/{one.pop('item')}": _answer(one) for one in parts["answers"]},
            "findings": {one["id"]: one for one in parts["findings"]},
            "fixes": [_fix(one) for one in parts["fixes"]],
            "statements": parts["statements"],
            "documents": {one["id"]: _document(one, under["documents"]) for one in parts["documents"]},
            "decisions": {one["id"]: _decision(one, under["decisions"]) for one in parts["decisions"]},
            "orders": {one["id"]: one | _finding_ids(one, under["orders"]) for one in parts["orders"]},
            "shown_parts": {one.pop("officer_id"): _shown_part(one) for one in parts["shown_parts"]},
            "returns": {} if is_partner else {one["id"]: one for one in parts["returns"]},
        }
    )


def _facts(visit: Plain, *, is_partner: bool) -> Plain:
    """Its place in a day's round, and the head's word, only where there is one."""
    facts = {name: value for name, value in visit.items() if name != "street_id"}
    if facts["round_position"] is None:
        del facts["round_position"], facts["round_on"]
    if facts["permitted_at"] is None:
        del facts["permitted_at"]
    return facts | ({"reason": ""} if is_partner else {})


def _leads_of(visits: Iterable[Plain]) -> dict[UUID, Plain]:
    """Leads of patrols, other visits have none of their own. What became of each is a thing by itself."""
    patrols = [UUID(visit["id"]) for visit in visits if visit["street_id"]]
    found: dict[UUID, Plain] = {}
    for lead in leads_raised_on(*patrols) if patrols else []:
        if lead.patrol_id:
            found.setdefault(lead.patrol_id, {"leads": {}})["leads"][str(lead.id)] = _lead(lead)
    return found


def _lead(lead: Lead) -> Plain:
    return {
        "id": str(lead.id),
        "summary": lead.summary,
        "finding_id": str(lead.finding_id) if lead.finding_id else None,
        "photo_ids": [str(one.photo_id) for one in lead.evidence],
        "by": str(lead.made_by),
        "at": lead.made_at.isoformat(),
    }


def _answer(answer: Plain) -> Plain:
    number = answer.pop("number")
    if number is not None:
        answer["value"] = int(number) if number == int(number) else number
    return answer


def _fix(fix: Plain) -> Plain:
    match = fix.pop("plate_match")
    return fix | ({"plate": match} if fix["kind"] == ON_CODE else {})


def _document(document: Plain, signatures: Lines) -> Plain:
    return document | {"signatures": signatures.get(document["id"], [])}


def _decision(decision: Plain, findings: Lines) -> Plain:
    claims = decision.pop("claims")
    return (
        decision
        | _finding_ids(decision, findings)
        | {"collection": claims.get("collection", "bank"), "is_on_water": bool(claims.get("is_on_water"))}
    )


def _finding_ids(paper: Plain, findings: Lines) -> Plain:
    return {"finding_ids": [one["finding_id"] for one in findings.get(paper["id"], [])]}


def _shown_part(shown: Plain) -> Plain:
    """As the other officer's phone said it, and who scanned it when."""
    body: Plain = shown.pop("body")
    return body | shown
