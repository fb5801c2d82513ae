"""提请管辖: a case that is going on is offered to the office above, with its file as far as it is released."""

from datetime import datetime
from uuid import UUID

from inspect_app.actions.case_releases import files_of_case, keep_for_sending, values_of_case
from inspect_app.actions.cases import take_case_step
from inspect_app.actions.handover_files import keep_chosen
from inspect_app.actions.handovers import new_handover, receiver, send_handover, what_was_asked
from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.rules.calendar import day_of
from inspect_app.rules.handovers import Sending
from inspect_app.rules.releases import Occasion, recipient, released
from inspect_app.store.agencies import Agency
from inspect_app.store.base import Json, db
from inspect_app.store.cases import Case, case_with
from inspect_app.store.handovers import Handover, HandoverFile
from inspect_app.store.officers import Officer
from inspect_app.store.photo_bytes import PhotoFolder

IN_THE_CASE = ("number", "stage", "act", "party_kind", "act_on", "found_on")
"""What the message says of the case by itself; the rest reads as with any lead."""


def offer_case_up(
    folder: PhotoFolder,
    case_id: UUID,
    to_agency_id: UUID,
    sending: Sending,
    *,
    seen: int,
    by: Officer,
    at: datetime,
) -> Handover:
    """The other office takes it up or not; until it has answered nobody decides the case here. Raises `Refused`."""
    case = case_with(case_id)
    if case is None or case.agency_id != by.home_id:
        raise Refused(Refusal(Problem.NOT_FOUND))
    peer = receiver(to_agency_id, sending, by=by, at=at)
    reason = {"to": peer.agency.name, "reason": sending.note.strip()}
    handover = new_handover(case.number, peer.agency, sending, by=by, at=at)
    handover.case_id = case.id
    keep_for_sending(folder, case, sending.files)
    handover.files = keep_chosen(folder, files_of_case(case), sending.files)
    handover.said = _said(case, peer.agency, sending, handover.files)
    take_case_step(case.id, "offer_up", day_of(at), reason, seen=seen, by=by, at=at)
    db.session.add(handover)
    db.session.flush()
    send_handover(handover, peer, by=by, at=at)
    return handover


def what_is_known(case: Case) -> dict[str, str]:
    """Of the case and its work, by the names under which the table of releases has them."""
    return values_of_case(case) | {
        f"work.{name}": str(getattr(case.work, name)) for name in ("number", "name", "address")
    }


def _said(case: Case, other: Agency, sending: Sending, files: list[HandoverFile]) -> Json:
    values = what_is_known(case) | {"case.facts": sending.summary.strip()}
    leaves = released(values, Occasion.TAKEOVER, recipient(other.kind))
    return {
        "number": leaves.get("case.number", ""),
        "summary": leaves.get("case.facts", ""),
        "party": leaves.get("case.party", ""),
        "place": leaves.get("work.address", ""),
        "came_on": leaves.get("case.found_on"),
        **{f"work_{name}": leaves.get(f"work.{name}", "") for name in ("number", "name", "address")},
        "case": {name: leaves[f"case.{name}"] for name in IN_THE_CASE if f"case.{name}" in leaves},
        **what_was_asked(sending, files),
    }
