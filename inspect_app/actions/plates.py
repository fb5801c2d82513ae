"""Plates (标牌) of works: an unguessable code each, given once, replaced when a plate is lost or copied."""

import secrets
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID, uuid4

from inspect_app.actions.telling import tell_of_work
from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.store.audit import note_deed
from inspect_app.store.base import db
from inspect_app.store.officers import Officer
from inspect_app.store.plates import Plate, plates_of
from inspect_app.store.works import Work, work_for_update

SIGNS = "23456789abcdefghjkmnpqrstuvwxyz"
"""Without those that a person mistakes for each other."""
PLATE_SIGNS = 20


def random_signs(count: int) -> str:
    return "".join(secrets.choice(SIGNS) for _ in range(count))


def give_plates(works: Iterable[Work], *, by: Officer, at: datetime) -> int:
    """制作标牌: each of the works that has none gets its code. Gives how many are new."""
    found = [work for work in works if work.agency_id == by.home_id]
    known = plates_of([work.id for work in found])
    new = [work for work in found if work.id not in known]
    for work in new:
        db.session.add(_plate(work.id, by=by, at=at))
        tell_of_work(work)
    db.session.flush()
    if new:
        note_deed("give_plates", by=by.id, at=at, subject="register", count=len(new))
    return len(new)


def replace_plate(work_id: UUID, *, by: Officer, at: datetime) -> Plate:
    """换发标牌: from now on the old code leads nowhere."""
    work = work_for_update(by.home_id, work_id)
    if work is None:
        raise Refused(Refusal(Problem.NOT_FOUND))
    plate = plates_of([work.id]).get(work.id)
    if plate is None:
        plate = _plate(work.id, by=by, at=at)
        db.session.add(plate)
    else:
        plate.code, plate.made_by, plate.made_at = random_signs(PLATE_SIGNS), by.id, at
    db.session.flush()
    tell_of_work(work)
    note_deed("replace_plate", by=by.id, at=at, subject="work", subject_id=work.id, number=work.number)
    return plate


def _plate(work_id: UUID, *, by: Officer, at: datetime) -> Plate:
    return Plate(id=uuid4(), work_id=work_id, code=random_signs(PLATE_SIGNS), made_by=by.id, made_at=at)
