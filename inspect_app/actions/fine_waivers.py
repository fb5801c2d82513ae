"""Letting go of surcharge by an agreement on how the decision is carried out (执行协议), approved by the head."""

from datetime import datetime
from uuid import UUID, uuid4

from inspect_app.actions.fines import fine_of_office, note_fine_deed, surcharge_on
from inspect_app.actions.steps import take_step
from inspect_app.problems import refuse_if_any
from inspect_app.rules.calendar import day_of
from inspect_app.rules.case_fines import refuse_waiver_in_court
from inspect_app.rules.fines import Waiver, waiver_faults
from inspect_app.store.base import db
from inspect_app.store.cases import case_of_entry
from inspect_app.store.fines import Fine, FineWaiver
from inspect_app.store.officers import Officer


def waive_surcharge(fine_id: UUID, waiver: Waiver, *, by: Officer, at: datetime) -> Fine:
    """Never more than is owed today; where nothing else is owed the fine is settled."""
    fine, today = fine_of_office(fine_id, by=by), day_of(at)
    take_step(fine, "waive_surcharge", by=by, at=at, reason=waiver.measures)
    owed = surcharge_on(fine, today)
    case = case_of_entry(fine.subject_id)
    faults = waiver_faults(fine.facts(), waiver, surcharge_owed=owed, today=today)
    refuse_if_any([refuse_waiver_in_court(case.stage) if case else None, *faults])
    fine.waivers.append(FineWaiver(id=uuid4(), fine_id=fine.id, approved_by=by.id, approved_at=at, **vars(waiver)))
    db.session.flush()
    if fine.due_on is None and surcharge_on(fine, today) == 0:
        take_step(fine, "settle", by=by, at=at)
    note_fine_deed("waive_surcharge", fine, by=by, at=at, surcharge=str(waiver.amount), reason=waiver.measures)
    return fine
