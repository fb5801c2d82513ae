"""Events that waited together are done in the order in which they were said."""

from tests import on_site
from tests.phone_in_python import Phone


def test_what_was_said_before_the_finish_is_not_refused_when_the_visit_comes_late(phone, colleague, office):
    visit_id = phone.start_visit(office.work.id, officer_ids=[colleague.officer_id])
    colleague.say("answer_given", visit_id, checklist="short", item="item-1", value="not_met")
    finding_id = on_site.find(colleague, visit_id)
    photo_id = on_site.photograph(colleague, visit_id, checklist="short", item="item-1", finding_id=finding_id)
    colleague.say("photo_discarded", visit_id, photo_id=photo_id)
    colleague.say("finding_withdrawn", visit_id, finding_id=finding_id, reason="看错了")
    colleague.say("visit_finished", visit_id)
    assert {answer["status"] for answer in colleague.sync()["answers"]} == {"held"}
    phone.sync()
    colleague.sync([])
    reasons = {Phone.payload(token)["type"]: status_of(colleague, token) for token in colleague.events}
    assert set(reasons.values()) == {"accepted"}, reasons


def status_of(phone: Phone, token: str) -> str:
    return phone.answers[Phone.payload(token)["id"]]["status"]


def test_a_partner_who_begins_before_the_visit_is_known_is_on_it_when_that_comes(phone, fire, office):
    visit_id = phone.start_visit(office.work.id, kind="joint", officer_ids=[fire.officer_id])
    fire.say("visit_started", visit_id, work_id=str(office.work.id), kind="joint", checklists=[])
    fire.say("statement_made", visit_id, text="到场。")
    assert {answer["status"] for answer in fire.sync()["answers"]} == {"held"}
    phone.sync()
    fire.sync([])
    assert {status_of(fire, token) for token in fire.events} == {"accepted"}
    joined = {one["officer_id"]: one["joined_at"] for one in fire.visit(visit_id)["officers"]}
    assert joined[fire.officer_id] is not None
