"""A batch asks the database as often for many events as for few, and what fails in it stops nothing else."""

from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from inspect_app.store.base import db
from inspect_app.store.orders import orders_of_visits
from inspect_app.store.photos import Photo
from inspect_app.store.recordings import Recording
from tests import on_site
from tests.bench.visits import prepared, say_visit
from tests.phone_in_python import Phone
from tests.statements import counted


def statements_for(phone: Phone, tokens: list[str]) -> int:
    replies = []
    count = counted(lambda: replies.append(phone.sync(tokens)))
    assert {answer["status"] for answer in replies[0]["answers"]} == {"accepted"}
    return count


def said(phone: Phone, work, answers: int, findings: int) -> list[str]:
    """A visit with so many answers, findings and photos; the tokens that are new."""
    before = len(phone.events)
    visit_id = phone.start_visit(work.id)
    for _ in range(answers):
        phone.say("answer_given", visit_id, checklist="short", item="item-1", value="met")
    for _ in range(findings):
        finding_id = on_site.find(phone, visit_id)
        on_site.find(phone, visit_id, finding_id=finding_id, text="防护门关不上。")
        on_site.photograph(phone, visit_id, finding_id=finding_id, checklist="short", item="item-1")
    phone.say("visit_finished", visit_id)
    return phone.events[before:]


def test_more_events_of_a_visit_are_no_more_statements(phone, office):
    few = statements_for(phone, said(phone, office.work, answers=2, findings=1))
    assert statements_for(phone, said(phone, office.work, answers=40, findings=10)) <= few + 2


def test_more_orders_with_their_papers_are_no_more_statements(phone, office):
    works = prepared(office, works=6)
    phone.sync()
    say_visit(phone, works[0], office.yi.id)
    few = statements_for(phone, phone.unanswered())
    for work_id in works[1:]:
        say_visit(phone, work_id, office.yi.id)
    assert statements_for(phone, phone.unanswered()) <= few + 3


def test_what_the_database_refuses_only_when_it_is_written_stops_nothing_else(phone, office):
    """Two events of one id in two visits' rows are found out at the end; every other event is answered as if alone."""
    tokens = said(phone, office.work, answers=3, findings=1)
    visit_id = phone.start_visit(office.work.id)
    photo_id = str(uuid4())
    for shade in (1, 2):
        on_site.photograph(phone, visit_id, bytes([shade]), photo_id=photo_id)
    after = phone.say("answer_given", visit_id, checklist="short", item="item-2", value="met")
    answers = {answer["id"]: answer for answer in phone.sync()["answers"]}
    failed = [one for one in answers.values() if one["status"] != "accepted"]
    assert [reason["code"] for one in failed for reason in one["reasons"]] == ["event_failed"]
    assert answers[after]["status"] == "accepted"
    assert len(answers) == len(tokens) + 4
    assert set(phone.visit(visit_id)["photos"]) == {photo_id}


def test_one_of_many_that_cannot_be_written_is_found_in_a_few_tries(phone, office, statements):
    visit_id = phone.start_visit(office.work.id)
    for _ in range(60):
        phone.say("answer_given", visit_id, checklist="short", item="item-1", value="met")
    photo_id = str(uuid4())
    for shade in (1, 2):
        on_site.photograph(phone, visit_id, bytes([shade]), photo_id=photo_id)
    answers = phone.sync()["answers"]
    assert [answer["status"] for answer in answers].count("accepted") == len(answers) - 1
    assert len([one for one in statements if one == "BEGIN IMMEDIATE"]) <= 20


def test_a_photo_that_was_announced_in_this_batch_can_be_captioned_and_discarded_in_it(phone, office):
    visit_id = phone.start_visit(office.work.id)
    kept, gone = on_site.photograph(phone, visit_id), on_site.photograph(phone, visit_id)
    phone.say("photo_captioned", visit_id, photo_id=kept, caption="防护门")
    phone.say("photo_discarded", visit_id, photo_id=gone)
    phone.sync()
    photos = phone.visit(visit_id)["photos"]
    assert (photos[kept]["caption"], photos[gone]["is_discarded"]) == ("防护门", True)


def test_a_form_that_is_used_twice_in_one_batch_is_doubted_once(phone, office):
    phone.sync()
    visit_id = phone.start_visit(office.work.id)
    findings = [on_site.find(phone, visit_id) for _ in range(2)]
    block = on_site.block(phone, "correction_order")
    for finding_id in findings:
        on_site.order(phone, office.yi.id, visit_id, finding_id)
    second = phone.payload(next(t for t in reversed(phone.events) if phone.payload(t)["type"] == "order_made"))[
        "data"
    ]
    assert second["serial"] == block["first"] + 1
    phone.say("order_made", visit_id, **{**second, "order_id": str(uuid4()), "document_id": str(uuid4())})
    phone.sync()
    assert {answer["status"] for answer in phone.answers.values()} == {"accepted"}
    flags = [flag["code"] for order in orders_of_visits(UUID(visit_id)) for flag in order.flags]
    assert flags.count("number_used_twice") == 1


@pytest.mark.parametrize("is_one_batch", [True, False])
@pytest.mark.parametrize(
    ("tell", "kind", "name"), [(on_site.photograph, Photo, "photo"), (on_site.record, Recording, "recording")]
)
def test_what_two_pages_of_a_phone_tell_of_is_one_taking(phone, office, tell, kind, name, is_one_batch):
    phone.sync()
    visit = phone.start_visit(office.work.id)
    taking_id = tell(phone, visit, b"some bytes")
    phone.say(f"{name}_captioned", visit, **{f"{name}_id": taking_id}, caption="门框")
    if not is_one_batch:
        phone.sync()
    tell(phone, visit, b"some bytes", **{f"{name}_id": taking_id})
    assert {one["status"] for one in phone.sync()["answers"]} == {"accepted"}
    [taking] = db.session.scalars(select(kind))
    assert (str(taking.id), taking.caption) == (taking_id, "门框")
