"""Which photos and recordings lack their bytes: the truth whatever came first, and without a look at those of twenty years."""

from uuid import UUID

import pytest
from sqlalchemy import func, select

from inspect_app.store.arrivals import count_groups_without_bytes, groups_without_bytes
from inspect_app.store.base import db
from inspect_app.store.evidence_bytes import KINDS, missing_of_visit
from inspect_app.store.visit_lists import VisitFilter, count_visits
from tests import make
from tests.on_site import finished_visit, photograph

PICTURES = [make.picture(shade) for shade in (10, 20, 30)]


@pytest.fixture
def visit_id(phone, office):
    visit_id = phone.start_visit(office.work.id)
    phone.sync()
    return visit_id


def awaited() -> int:
    return sum(db.session.scalar(select(func.count(kind.id)).where(kind.is_awaited)) for kind in KINDS)


def lacking(office) -> int:
    db.session.rollback()
    return count_visits(office.agency.id, VisitFilter(lacks_photos=True))


def test_a_photo_is_awaited_until_its_bytes_are_here(phone, office, visit_id):
    for body in PICTURES[:2]:
        photograph(phone, visit_id, body)
    phone.sync()
    assert (lacking(office), awaited()) == (1, 2)
    [group] = groups_without_bytes(office.agency.id, limit=5)
    assert (group.visit.id, group.officer.id, len(group.hashes)) == (UUID(visit_id), office.jia.id, 2)
    phone.upload(PICTURES[0])
    assert (lacking(office), awaited()) == (1, 1)
    phone.upload(PICTURES[1])
    assert (lacking(office), awaited(), count_groups_without_bytes(office.agency.id)) == (0, 0, 0)


def test_bytes_that_came_before_their_announcement_are_not_missed(phone, office, visit_id):
    phone.upload(PICTURES[0])
    photograph(phone, visit_id, PICTURES[0])
    phone.sync()
    assert awaited() == 1
    assert (lacking(office), count_groups_without_bytes(office.agency.id)) == (0, 0)
    assert not missing_of_visit(UUID(visit_id))


def test_a_visits_approval_settles_what_came_before_its_announcement(phone, desk, office):
    phone.upload(PICTURES[0])
    visit_id, finding_id = finished_visit(phone, office.work.id)
    photograph(phone, visit_id, PICTURES[0], finding_id=finding_id)
    phone.sync()
    assert awaited() == 1
    assert desk.send(f"/visits/{visit_id}/approval").status_code == 302
    db.session.rollback()
    assert awaited() == 0


def test_the_same_bytes_of_two_photos_come_once_for_both(phone, office, visit_id):
    for _ in range(2):
        photograph(phone, visit_id, PICTURES[2])
    phone.sync()
    phone.upload(PICTURES[2])
    assert (lacking(office), awaited()) == (0, 0)


def test_a_discarded_photo_is_not_missed(phone, office, visit_id):
    photo_id = photograph(phone, visit_id, PICTURES[0])
    phone.say("photo_discarded", visit_id, photo_id=photo_id)
    phone.sync()
    assert (lacking(office), count_groups_without_bytes(office.agency.id)) == (0, 0)
