"""What is new is written with others of its kind, and is in every other way as if the session had written it."""

from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from inspect_app.actions.visits import VisitFacts, start_visit
from inspect_app.rules.acts import Severity
from inspect_app.rules.procedure import Stage, VisitKind
from inspect_app.store.audit import note_deed
from inspect_app.store.base import db, read_afresh, transaction
from inspect_app.store.visits import Finding, FindingVersion, Visit, VisitOfficer, visit_with
from tests.conftest import MONDAY
from tests.statements import counted


def begin(office, visit_id: UUID) -> Visit:
    facts = VisitFacts(visit_id, office.work.id, VisitKind.PLANNED, (("short", 1),), (office.yi.id,))
    return start_visit(facts, by=office.jia, at=MONDAY)


def test_many_new_things_of_a_kind_are_one_statement(office):
    def begin_many(number: int) -> int:
        with transaction():
            for _ in range(number):
                begin(office, uuid4())
            return counted(db.session.flush)

    assert begin_many(8) == begin_many(2)


def test_what_was_not_set_has_its_default(office):
    with transaction():
        visit = begin(office, uuid4())
        db.session.flush()
        assert counted(lambda: (visit.planned_by, visit.street_id, visit.finished_at)) == 0
    read_afresh()
    found = visit_with(visit.id)
    assert found is visit
    assert (found.planned_by, found.round_position, found.flags) == (None, None, visit.flags)


def test_a_change_after_writing_is_written_too(office):
    with transaction():
        visit = begin(office, uuid4())
        db.session.flush()
        visit.stage, visit.officers[0].finished_at = Stage.FINISHED, MONDAY
    read_afresh()
    assert visit.stage is Stage.FINISHED
    assert [one.finished_at for one in visit.officers] == [MONDAY, None]


def test_what_was_undone_is_not_there_and_can_be_made_again(office):
    visit_id = uuid4()

    def begin_and_fail() -> None:
        with transaction():
            begin(office, visit_id)
            db.session.flush()
            raise ConnectionError("power cut")

    with pytest.raises(ConnectionError):
        begin_and_fail()
    assert visit_with(visit_id) is None
    with transaction():
        begin(office, visit_id)
    assert db.session.scalars(select(VisitOfficer.officer_id).filter_by(visit_id=visit_id)).all()


def test_beside_things_of_other_kinds_it_is_written_as_well(office):
    with transaction():
        visit = begin(office, uuid4())
        note_deed("approve_visit", by=office.jia.id, at=MONDAY, subject="visit", subject_id=visit.id)
    read_afresh()
    assert len(visit.officers) == 2


def test_what_says_only_by_its_relationship_whose_it_is_is_written_as_well(office):
    with transaction():
        visit = begin(office, uuid4())
        finding = Finding(id=uuid4(), visit=visit, work_id=office.work.id, checklist="short", item="item-1")
        finding.found_by, finding.found_at = office.jia.id, MONDAY
        finding.versions = [_words(office)]
        db.session.add(finding)
    read_afresh()
    assert finding.visit_id == visit.id
    assert [one.text for one in finding.versions] == ["门锈蚀"]


def _words(office) -> FindingVersion:
    return FindingVersion(
        id=uuid4(), position=1, text="门锈蚀", severity=Severity.SERIOUS, acts=[], recorded_by=office.jia.id,
        recorded_at=MONDAY,
    )  # fmt: skip
