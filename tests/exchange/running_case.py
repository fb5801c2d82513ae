"""A case that is going on at a district: filed, with evidence, and offered up to the city."""

from datetime import datetime
from uuid import UUID

from flask import current_app

from inspect_app.actions.case_takeovers import offer_case_up
from inspect_app.actions.cases import Proposal, propose_case, take_case_step
from inspect_app.rules.acts import Party
from inspect_app.rules.calendar import day_of
from inspect_app.rules.decisions import PartyOfCase
from inspect_app.rules.handovers import HandoverKind, Sending
from inspect_app.store.agencies import agency_by_code
from inspect_app.store.cases import Case, case_with
from inspect_app.store.handovers import Handover
from inspect_app.store.officers import Officer, officer_by_login
from inspect_app.store.works import works_of

PARTY = PartyOfCase(Party.ORGANISATION, "演示物业有限公司", "91310117DEMO000001")
REASON = "两年内第三次，请市里接办"


def file_case(lead_id: UUID | None = None, *, by: Officer, at: datetime) -> Case:
    """Proposed by the supervisor, who investigates it with the legal reviewer; filed by the head."""
    head, legal, today = officer_by_login("zhuren"), officer_by_login("fazhi"), day_of(at)
    assert head
    assert legal
    work = works_of(by.home_id)[0]
    case = propose_case(
        Proposal(work.id, "RF49-3", PARTY, "门被拆除", "内部来源丙", today, today, None, lead_id), by=by, at=at
    )
    officers = {"officers": [str(by.id), str(legal.id)]}
    take_case_step(case.id, "approve_filing", today, officers, seen=0, by=head, at=at)
    return case


def offer(case_id: UUID, *, by: Officer, at: datetime, files: tuple[str, ...] = (), city: str = "SH") -> Handover:
    """By the head, who has read the case as it is."""
    case, to = case_with(case_id), agency_by_code(city)
    assert case
    assert to
    sending = Sending(HandoverKind.TAKEOVER, case.facts, REASON, None, files)
    folder = current_app.extensions["photo_folder"]
    return offer_case_up(folder, case.id, to.id, sending, seen=len(case.entries), by=by, at=at)
