"""Sending back, correcting and approving."""

from uuid import uuid4

import pytest

from inspect_app.actions.findings import AnswerFacts, give_answer
from inspect_app.actions.returns import Remark, answer_return, approve_visit, return_items
from inspect_app.actions.takings import PhotoFacts, announce_photo, caption_taking, discard_taking
from inspect_app.actions.visits import finish_visit
from inspect_app.problems import Problem, Refused
from inspect_app.rules.procedure import Stage
from inspect_app.store.base import db, transaction
from inspect_app.store.evidence_bytes import missing_of_visit
from inspect_app.store.photos import Photo, PhotoFile
from inspect_app.store.reviews import returns_of
from inspect_app.store.visits import visit_with


@pytest.fixture
def finished(office, visit, minute):
    with transaction():
        finish_visit(visit.id, by=office.jia, at=minute(10))
    return visit


def refused(deed):
    with pytest.raises(Refused) as caught, transaction():
        deed()
    return [refusal.problem for refusal in caught.value.refusals]


def photo_facts(visit, **more):
    values = {
        "id": uuid4(),
        "visit_id": visit.id,
        "sha256": "a" * 64,
        "size_bytes": 9,
        "media_type": "image/jpeg",
    }
    return PhotoFacts(**{**values, **more})


def test_each_remark_becomes_work_and_the_last_one_brings_the_visit_back(office, finished, minute):
    remarks = [Remark("补拍照片", "short", "item-1"), Remark("说明原因", "short", "item-2")]
    with transaction():
        first, second = return_items(finished.id, remarks, by=office.supervisor, at=minute(20))
    assert visit_with(finished.id).stage is Stage.RETURNED
    with transaction():
        facts = AnswerFacts(finished.id, "short", "item-1", "met", return_id=first.id)
        give_answer(uuid4(), facts, by=office.jia, at=minute(30))
    assert visit_with(finished.id).stage is Stage.RETURNED
    with transaction():
        answer_return(second.id, "当时无法进入", by=office.yi, at=minute(31))
    assert visit_with(finished.id).stage is Stage.FINISHED
    assert [(one.resolution, one.resolved_by) for one in returns_of(finished.id)] == [
        ("", office.jia.id),
        ("当时无法进入", office.yi.id),
    ]


@pytest.mark.parametrize("remarks", [[], [Remark(" ")], [Remark("好"), Remark("")]])
def test_sending_back_needs_words(office, finished, minute, remarks):
    assert refused(lambda: return_items(finished.id, remarks, by=office.supervisor, at=minute(20))) == [
        Problem.NOTHING_TO_RETURN
    ]


def test_nothing_open_and_everything_here_before_approval(office, finished, minute):
    with transaction():
        [returned] = return_items(finished.id, [Remark("补正")], by=office.supervisor, at=minute(20))
    approve = lambda: approve_visit(finished.id, by=office.supervisor, at=minute(21))  # noqa: E731
    assert refused(approve) == [Problem.RETURNS_OPEN]
    with transaction():
        answer_return(returned.id, "已补正", by=office.jia, at=minute(22))
        announce_photo(photo_facts(finished), by=office.jia, at=minute(22))
    assert refused(approve) == [Problem.EVIDENCE_STILL_TO_ARRIVE]
    with transaction():
        arrived = {"size_bytes": 9, "media_type": "image/jpeg", "width": 1, "height": 1, "facts": {}}
        db.session.add(PhotoFile(sha256="a" * 64, received_at=minute(23), received_from=None, **arrived))
    with transaction():
        approve()
    assert visit_with(finished.id).stage is Stage.APPROVED


def test_a_discarded_photo_is_not_waited_for(office, visit, minute):
    facts = photo_facts(visit)
    with transaction():
        announce_photo(facts, by=office.jia, at=minute(1))
    assert missing_of_visit(visit.id) == {"a" * 64}
    with transaction():
        assert caption_taking(Photo, facts.id, "1号门", by=office.jia, at=minute(2)).caption == "1号门"
        discard_taking(Photo, facts.id, by=office.jia, at=minute(3))
    assert missing_of_visit(visit.id) == set()


def test_what_was_sealed_by_the_end_of_ones_part_stays(office, visit, minute):
    facts = photo_facts(visit)
    with transaction():
        announce_photo(facts, by=office.jia, at=minute(1))
    with transaction():
        finish_visit(visit.id, by=office.jia, at=minute(2))
    assert refused(lambda: discard_taking(Photo, facts.id, by=office.jia, at=minute(3))) == [Problem.PHOTO_SEALED]


def test_only_the_office_of_the_visit_reviews_it(office, finished, minute):
    assert refused(lambda: approve_visit(finished.id, by=office.fire, at=minute(20))) == [Problem.NOT_FOUND]
    assert refused(lambda: approve_visit(finished.id, by=office.jia, at=minute(20))) == [Problem.STEP_NOT_YOURS]
    assert refused(lambda: approve_visit(uuid4(), by=office.head, at=minute(20))) == [Problem.NOT_FOUND]


def test_only_who_was_there_answers_a_remark(office, finished, minute):
    with transaction():
        [returned] = return_items(finished.id, [Remark("补正")], by=office.supervisor, at=minute(20))
    assert refused(lambda: answer_return(returned.id, "x", by=office.head, at=minute(21))) == [
        Problem.NOT_ON_THIS_VISIT
    ]
    assert refused(lambda: answer_return(uuid4(), "x", by=office.jia, at=minute(21))) == [Problem.RETURN_UNKNOWN]
