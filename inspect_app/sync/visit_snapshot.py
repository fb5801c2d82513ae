"""A visit as a phone sees it, the very shape that the phone's projection builds. (Long: it is a list of fields.)"""

from collections.abc import Collection, Iterable, Sequence
from typing import Any
from uuid import UUID

from inspect_app.rules.people import Role
from inspect_app.rules.places import FixKind
from inspect_app.rules.plain import to_plain
from inspect_app.store.finding_transfers import FindingTransfer, transfers_of_visit
from inspect_app.store.leads import Lead, leads_raised_on
from inspect_app.store.officers import Officer
from inspect_app.store.shown_parts import ShownPart, shown_parts_of
from inspect_app.store.visit_lines import (
    Line,
    findings_decided,
    findings_ordered,
    lines_of_visits,
    signatures_of,
)
from inspect_app.store.visits import AnswerLine, Visit, standing_answers_of, visits_with

Plain = dict[str, Any]
Parts = dict[str, list[Any]]


def visits_as_plain(ids: list[UUID], officer: Officer) -> dict[UUID, Plain]:
    """Visits that this officer is on; None (absent) for others."""
    visits = [visit for visit in visits_with(ids) if visit.has(officer.id)]
    wanted = [visit.id for visit in visits]
    lines = lines_of_visits(wanted)
    parts = {name: by(rows, "visit_id") for name, rows in lines.items()} | _other_parts(visits)
    under = {
        "documents": by(signatures_of(_ids(lines["documents"])), "document_id"),
        "decisions": by(findings_decided(_ids(lines["decisions"])), "decision_id"),
        "orders": by(findings_ordered(_ids(lines["orders"])), "order_id"),
    }
    return {
        visit.id: _visit(visit, {k: v.get(visit.id, []) for k, v in parts.items()}, under, officer)
        for visit in visits
    }


def _other_parts(visits: Sequence[Visit]) -> dict[str, dict[UUID, list[Any]]]:
    wanted = [visit.id for visit in visits]
    return {
        "answers": by(standing_answers_of(*wanted), "visit_id"),
        "leads": _raised(visits),
        "transfers": by(transfers_of_visit(*wanted), "visit_id"),
        "shown_parts": by(shown_parts_of(*wanted), "visit_id"),
    }


def by(rows: Iterable[Any], key: str) -> dict[UUID, list[Any]]:
    found: dict[UUID, list[Any]] = {}
    for row in rows:
        found.setdefault(getattr(row, key), []).append(row)
    return found


def _ids(rows: Sequence[Line]) -> Collection[UUID]:
    return [row.id for row in rows]


def _visit(visit: Visit, parts: Parts, under: dict[str, dict[UUID, list[Any]]], officer: Officer) -> Plain:
    """Partners share the record; why we came (it may name who complained) and what we sent back are our own notes."""
    is_partner = officer.role is Role.PARTNER
    permitted = {"permitted_at": to_plain(visit.permitted_at)} if visit.permitted_at else {}
    return (
        permitted
        | _round(visit)
        | _leads(parts["leads"])
        | {
            "id": str(visit.id),
            "work_id": str(visit.work_id),
            "kind": to_plain(visit.kind),
            "stage": to_plain(visit.stage),
            "due_on": to_plain(visit.due_on),
            "code_number": visit.code_number,
            "notice_number": visit.notice_number,
            "reason": "" if is_partner else visit.reason,
            "order_id": str(visit.order_id) if visit.order_id else None,
            "rulebook": visit.rulebook,
            "started_at": to_plain(visit.started_at),
            "finished_at": to_plain(visit.finished_at),
            "officers": [
                {
                    "officer_id": str(one.officer_id),
                    "joined_at": to_plain(one.joined_at),
                    "finished_at": to_plain(one.finished_at),
                }
                for one in visit.officers
            ],
            "checklists": [{"code": c.version.file.code, "number": c.version.number} for c in visit.checklists],
            "answers": {f"{a.checklist}/{a.item}": _answer(a) for a in parts["answers"]},
            "findings": {str(one.id): _finding(one) for one in parts["findings"]},
            "photos": {str(one.id): _photo(one) for one in parts["photos"]},
            "recordings": {str(one.id): _recording(one) for one in parts["recordings"]},
            "fixes": [_fix(one) for one in parts["fixes"]],
            "statements": [_statement(one) for one in parts["statements"]],
            "documents": {
                str(one.id): _document(one, under["documents"].get(one.id, [])) for one in parts["documents"]
            },
            "decisions": {
                str(one.id): _decision(one, under["decisions"].get(one.id, [])) for one in parts["decisions"]
            },
            "orders": {str(one.id): _order(one, under["orders"].get(one.id, [])) for one in parts["orders"]},
            "transfers": {str(one.id): _transfer(one) for one in parts["transfers"]},
            "shown_parts": {str(one.officer_id): _shown_part(one) for one in parts["shown_parts"]},
            "returns": {} if is_partner else {str(one.id): _return(one) for one in parts["returns"]},
        }
    )


def _round(visit: Visit) -> Plain:
    """Its place in a day's round, where the office has made one."""
    if visit.round_position is None:
        return {}
    return {"round_on": to_plain(visit.round_on), "round_position": visit.round_position}


def _raised(visits: Sequence[Visit]) -> dict[UUID, list[Any]]:
    """Leads of patrols; other visits have none of their own."""
    patrols = [visit.id for visit in visits if visit.street_id]
    found: dict[UUID, list[Any]] = {}
    for lead in leads_raised_on(*patrols) if patrols else []:
        if lead.patrol_id:
            found.setdefault(lead.patrol_id, []).append(lead)
    return found


def _leads(leads: Sequence[Lead]) -> Plain:
    """What the phone knows of each; what became of it is a thing by itself."""
    return {"leads": {str(one.id): _lead(one) for one in leads}} if leads else {}


def _lead(lead: Lead) -> Plain:
    return {
        "id": str(lead.id),
        "summary": lead.summary,
        "finding_id": str(lead.finding_id) if lead.finding_id else None,
        "photo_ids": [str(one.photo_id) for one in lead.evidence],
        "by": str(lead.made_by),
        "at": lead.made_at.isoformat(),
    }


def _answer(answer: AnswerLine) -> Plain:
    number = answer.number
    value = int(number) if number is not None and number == int(number) else number
    return {
        "value": answer.value if number is None else value,
        "note": answer.note,
        "by": str(answer.officer_id),
        "at": answer.answered_at.isoformat(),
    }


def _finding(finding: Line) -> Plain:
    """In its last words: of each finding they come last."""
    return {
        "id": str(finding.id),
        "checklist": finding.checklist,
        "item": finding.item,
        "text": finding.text,
        "severity": to_plain(finding.severity),
        "acts": finding.acts,
        "by": str(finding.recorded_by),
        "at": finding.recorded_at.isoformat(),
        "is_withdrawn": finding.withdrawn_at is not None,
    }


def _photo(photo: Line) -> Plain:
    return _taking(photo) | {
        "document_id": str(photo.document_id) if photo.document_id else None,
        "order_id": str(photo.order_id) if photo.order_id else None,
    }


def _recording(recording: Line) -> Plain:
    return _taking(recording) | {
        "duration_ms": recording.duration_ms,
        "was_cut": recording.was_cut,
        "by_whom": recording.by_whom,
    }


def _taking(taking: Line) -> Plain:
    return {
        "id": str(taking.id),
        "sha256": taking.sha256,
        "size_bytes": taking.size_bytes,
        "media_type": taking.media_type,
        "checklist": taking.checklist,
        "item": taking.item,
        "finding_id": str(taking.finding_id) if taking.finding_id else None,
        "caption": taking.caption,
        "by": str(taking.taken_by),
        "at": taking.taken_at.isoformat(),
        "is_discarded": taking.discarded_at is not None,
        "is_here": taking.is_here is not None,
    }


def _fix(fix: Line) -> Plain:
    return {
        "id": str(fix.id),
        "kind": to_plain(fix.kind),
        "longitude": fix.longitude,
        "latitude": fix.latitude,
        "accuracy_m": fix.accuracy_m,
        "fix_at": to_plain(fix.fix_at),
        "reason": fix.reason,
        "at": fix.taken_at.isoformat(),
    } | ({"plate": to_plain(fix.plate_match)} if fix.kind is FixKind.CODE else {})


def _statement(statement: Line) -> Plain:
    return {
        "id": str(statement.id),
        "kind": statement.kind,
        "text": statement.text,
        "by_whom": statement.by_whom,
        "at": statement.made_at.isoformat(),
    }


def _document(document: Line, signatures: list[Line]) -> Plain:
    return {
        "id": str(document.id),
        "form": document.form,
        "subject_id": str(document.subject_id),
        "number": document.number,
        "content": document.content,
        "sha256": document.sha256,
        "signatures": [
            {
                "signer": one.signer,
                "name": one.name,
                "badge_number": one.badge_number,
                "strokes": one.strokes,
                "is_refused": one.refused,
                "reason": one.reason,
                "witness": one.witness,
                "at": one.signed_at.isoformat(),
            }
            for one in signatures
        ],
    }


def _decision(decision: Line, findings: list[Line]) -> Plain:
    return {
        "id": str(decision.id),
        "stage": to_plain(decision.stage),
        "number": decision.number,
        "act": decision.act,
        "party_name": decision.party_name,
        "sanction": to_plain(decision.sanction),
        "fine_yuan": decision.fine_yuan,
        "finding_ids": [str(link.finding_id) for link in findings],
        "delivered_at": to_plain(decision.delivered_at),
        "made_by": str(decision.made_by),
        "decided_on": decision.decided_on.isoformat(),
        "collection": decision.claims.get("collection", "bank"),
        "is_on_water": bool(decision.claims.get("is_on_water")),
    }


def _order(order: Line, items: list[Line]) -> Plain:
    return {
        "id": str(order.id),
        "stage": to_plain(order.stage),
        "number": order.number,
        "party_name": order.party_name,
        "due_on": order.due_on.isoformat(),
        "finding_ids": [str(item.finding_id) for item in items],
        "delivered_at": to_plain(order.delivered_at),
    }


def _transfer(transfer: FindingTransfer) -> Plain:
    """What was handed over to another department; its letter is the office's."""
    return {
        "id": str(transfer.id),
        "finding_id": str(transfer.finding_id),
        "to_agency_id": str(transfer.to_agency_id),
        "to": transfer.to_agency.name,
        "by": str(transfer.handed_by),
        "at": transfer.handed_at.isoformat(),
    }


def _shown_part(shown: ShownPart) -> Plain:
    """As the other officer's phone said it, and who scanned it when."""
    return shown.body | {"by": str(shown.shown_to), "at": shown.shown_at.isoformat()}


def _return(returned: Line) -> Plain:
    return {
        "id": str(returned.id),
        "checklist": returned.checklist,
        "item": returned.item,
        "finding_id": str(returned.finding_id) if returned.finding_id else None,
        "photo_id": str(returned.photo_id) if returned.photo_id else None,
        "remark": returned.remark,
        "at": returned.returned_at.isoformat(),
        "resolved_at": to_plain(returned.resolved_at),
        "resolution": returned.resolution,
    }
