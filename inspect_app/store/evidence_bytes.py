"""Bytes under their SHA-256 as evidence, whether photo or recording: who may see them, whose visits show them, what is not here."""

from collections import Counter
from uuid import UUID

from sqlalchemy import ColumnElement, Table, Update, and_, bindparam, exists, func, or_, select, update

from inspect_app.store.base import db, one_of_ids, rows_of
from inspect_app.store.bulk_rows import write_rows
from inspect_app.store.case_exhibits import is_evidence_of_a_case
from inspect_app.store.photos import Photo, PhotoFile, photo_files, photos_of
from inspect_app.store.recordings import Recording, recordings_of
from inspect_app.store.refused_photos import GIVEN_UP, given_up
from inspect_app.store.visits import Visit, VisitOfficer

KINDS = (Photo, Recording)


def is_shown_to(sha256: str, officer_id: UUID, *, office_id: UUID | None, street_id: UUID | None = None) -> bool:
    """Some visit shows these bytes, and the officer is on it or it belongs to the office (None = no office's visits).

    Or it is a patrol of the street.

    Or somebody of the office brought them to a case.
    """
    is_on_it = exists().where(VisitOfficer.visit_id == Visit.id, VisitOfficer.officer_id == officer_id)
    is_ours = Visit.agency_id == office_id if office_id else is_on_it
    if street_id:
        is_ours = or_(is_ours, Visit.street_id == street_id)
    shows_it = [Visit.id.in_(select(kind.visit_id).where(kind.sha256 == sha256)) for kind in KINDS]
    query = select(Visit.id).where(or_(*shows_it), or_(is_on_it, is_ours))
    if db.session.scalar(query.limit(1)) is not None:
        return True
    return office_id is not None and is_evidence_of_a_case(sha256, office_id)


def keep_file(file: PhotoFile) -> None:
    """Its bytes are here now: nobody waits for them any more. Who announces them meanwhile is seen at the visit's approval."""
    db.session.add(file)
    db.session.flush()
    write_rows()
    for arrived in _ARRIVED:
        db.session.connection().execute(arrived, {"sha256_": file.sha256})


def note_all_here(visit_id: UUID) -> None:
    """Of a visit: bytes that came before their announcement are not awaited either."""
    for kind in KINDS:
        here = exists().where(PhotoFile.sha256 == kind.sha256)
        db.session.execute(_arrived(kind).where(kind.visit_id == visit_id, here))


def _arrived(kind: type[Photo] | type[Recording]) -> Update:
    """Of the table alone: objects of it that a session holds keep what they say."""
    table: Table = kind.__table__
    return update(table).where(table.c.is_awaited).values(is_awaited=False)


_ARRIVED = [_arrived(kind).where(kind.sha256 == bindparam("sha256_")) for kind in KINDS]


def is_missing(kind: type[Photo] | type[Recording]) -> ColumnElement[bool]:
    """Announced, not discarded, and not here."""
    is_here = exists().where(PhotoFile.sha256 == kind.sha256)
    return and_(kind.is_awaited, kind.discarded_at.is_(None), ~is_here)


_SHOWING = [select(kind.visit_id).where(one_of_ids(kind.sha256)) for kind in KINDS]


def visits_showing(sha256: str) -> list[UUID]:
    db.session.flush()
    write_rows()
    return list(dict.fromkeys(row.visit_id for query in _SHOWING for row in rows_of(query, [sha256])))


def missing_of_visit(visit_id: UUID) -> set[str]:
    """Hashes of what was announced, not discarded nor set aside, and has not arrived."""
    takings = [*photos_of(visit_id), *recordings_of(visit_id)]
    announced = {one.sha256 for one in takings if one.discarded_at is None}
    missing = announced - set(photo_files(announced))
    return missing - given_up(missing)


def evidence_still_to_arrive(visit_ids: list[UUID]) -> dict[UUID, int]:
    """How many photos and recordings of each visit are not here; visits with none are left out."""
    counts: Counter[UUID] = Counter()
    for kind in KINDS:
        query = (
            select(kind.visit_id, func.count(kind.sha256.distinct()))
            .outerjoin(PhotoFile, PhotoFile.sha256 == kind.sha256)
            .where(kind.visit_id.in_(visit_ids), kind.discarded_at.is_(None), PhotoFile.sha256.is_(None))
            .where(kind.sha256.not_in(GIVEN_UP))
            .group_by(kind.visit_id)
        )
        counts.update({visit_id: count for visit_id, count in db.session.execute(query)})  # noqa: C416 - rows
    return dict(counts)
