"""A street's phone: its own works and nothing of the office, patrols and nothing else, leads up and results back."""

import hashlib
from uuid import UUID, uuid4

import pytest

from inspect_app import clock
from inspect_app.actions.lead_steps import reopen_lead, set_lead_aside
from inspect_app.actions.street_matters import answer_matter, tell_street
from inspect_app.actions.works import change_work
from inspect_app.rules.procedure import Stage
from inspect_app.store.agencies import agency_by_code
from inspect_app.store.base import db, transaction
from inspect_app.store.leads import LeadFilter, leads_matching
from inspect_app.store.officers import officer_by_login
from inspect_app.store.visits import Visit
from inspect_app.store.works import work_by_number
from tests import make
from tests.conftest import MONDAY
from tests.phone_in_python import Phone

PATROL = {"kind": "patrol", "checklists": [{"code": "walk", "number": 1}]}


def patrolled(phone, office, **more) -> str:
    visit_id = phone.start_visit(office.work.id, **{**PATROL, **more})
    phone.say("answer_given", visit_id, checklist="walk", item="item-1", value="not_met")
    return visit_id


def raised(phone, visit_id, summary="出入口堆放杂物", **more) -> str:
    lead_id = str(uuid4())
    phone.say("lead_raised", visit_id, lead_id=lead_id, summary=summary, **more)
    return lead_id


def last_answer(phone):
    return phone.answers[Phone.payload(phone.events[-1])["id"]]


def test_a_street_gets_its_own_works_without_notes_and_parties_papers(street, office):
    works = {value["number"]: value for (kind, _id), value in street.confirmed.items() if kind == "work" and value}
    assert set(works) == {"SJ-0001"}
    work = works["SJ-0001"]
    assert (work["notes"], work["past"]) == ("", [])
    assert work["patrol"] == {"last_on": None, "every_days": None}
    assert {kind for kind, _id in street.confirmed} <= {"work", "checklist", "officer", "statute"}
    codes = {value["code"] for (kind, _id), value in street.confirmed.items() if kind == "checklist"}
    assert codes == {"walk"}


def test_a_work_that_moves_to_another_street_leaves_the_phone(street, office):
    facts = make.work_facts(street="泗泾镇")
    with transaction():
        change_work(office.work.id, facts, revision=office.work.revision, by=office.supervisor, at=MONDAY)
    street.sync()
    assert street.confirmed["work", str(office.work.id)] is None


def test_a_patrol_is_the_streets_and_the_work_knows_its_day(street, office):
    visit_id = patrolled(street, office)
    street.say("visit_finished", visit_id)
    street.sync()
    assert {one["status"] for one in street.answers.values()} == {"accepted"}
    visit = db.session.get(Visit, UUID(visit_id))
    assert (visit.street_id, visit.stage) == (agency_by_code("SH-SJ-03").id, Stage.FINISHED)
    assert street.confirmed["work", str(office.work.id)]["patrol"]["last_on"] == clock.today().isoformat()


@pytest.mark.parametrize("kind", ["planned", "triggered", "joint", "re_inspection", "head_led"])
def test_a_street_begins_no_other_visit(street, office, kind):
    street.start_visit(office.work.id, **{**PATROL, "kind": kind})
    street.sync()
    assert last_answer(street)["status"] == "refused"
    assert last_answer(street)["reasons"][0]["code"] == "street_only_patrols"


def test_a_patrol_at_another_streets_work_waits_for_a_person(street, office):
    street.start_visit(work_by_number(office.agency.id, "SJ-0002").id, **PATROL)
    street.sync()
    assert last_answer(street)["status"] == "held"
    assert last_answer(street)["reasons"][0]["code"] == "work_of_another_street"


@pytest.mark.parametrize(
    ("event", "data"),
    [
        ("record_sealed", {"document_id": str(uuid4()), "content": {}, "sha256": "0" * 64}),
        (
            "signature_given",
            {
                "document_id": str(uuid4()),
                "document_sha256": "0" * 64,
                "signer": "officer",
                "name": "某某",
                "strokes": [],
            },
        ),
        ("identity_shown", {"text": ""}),
        ("party_told", {"text": "告知"}),
        ("form_voided", {"block_id": str(uuid4()), "serial": 1, "reason": "x"}),
        ("order_checked", {"order_id": str(uuid4()), "outcomes": []}),
        (
            "order_made",
            {
                "order_id": str(uuid4()),
                "document_id": str(uuid4()),
                "block_id": str(uuid4()),
                "serial": 1,
                "content": {},
                "sha256": "0" * 64,
                "party_name": "某公司",
                "corrections": [],
                "officer_ids": [],
                "ordered_at": "2026-11-23T09:00:00+08:00",
            },
        ),
    ],
)
def test_a_street_never_enforces(street, office, event, data):
    visit_id = patrolled(street, office)
    street.say(event, visit_id, **data)
    street.sync()
    assert last_answer(street)["status"] == "refused"
    assert last_answer(street)["reasons"][0]["code"] == "street_never_enforces"


def test_a_lead_with_its_photo_is_in_the_inbox_once(street, office):
    visit_id = patrolled(street, office)
    body = make.picture(7)
    photo_id = str(uuid4())
    street.say(
        "photo_taken",
        visit_id,
        photo_id=photo_id,
        sha256=hashlib.sha256(body).hexdigest(),
        size_bytes=len(body),
        media_type="image/jpeg",
        checklist="walk",
        item="item-1",
    )
    lead_id = raised(street, visit_id, checklist="walk", item="item-1", photo_ids=[photo_id])
    street.say("visit_finished", visit_id)
    street.sync()
    street.sync(street.events)
    [lead] = leads_matching(office.agency.id, LeadFilter())
    assert (str(lead.id), lead.source.name, lead.from_whom) == (lead_id, "PATROL", "方松街道")
    assert lead.reported_from == agency_by_code("SH-SJ-03").id
    assert (lead.work_id, str(lead.patrol_id), lead.visit_id) == (office.work.id, visit_id, None)
    assert [str(one.photo_id) for one in lead.evidence] == [photo_id]
    told = street.confirmed["lead", lead_id]
    assert (told["number"], told["state"], told["result"]) == (lead.number, "received", None)
    assert street.visit(visit_id)["leads"][lead_id]["photo_ids"] == [photo_id]


def test_the_result_comes_back_in_public_words_and_goes_when_it_is_taken_up_again(street, office):
    visit_id = patrolled(street, office)
    lead_id = raised(street, visit_id)
    street.sync()
    [lead] = leads_matching(office.agency.id, LeadFilter())
    with transaction():
        set_lead_aside(lead.id, "内部理由：物业老板是熟人介绍", by=office.supervisor, at=clock.now())
    street.sync()
    told = street.confirmed["lead", lead_id]
    assert (told["state"], told["result"], told["result_on"]) == ("done", "not_needed", clock.today().isoformat())
    assert "熟人" not in str(street.confirmed)
    with transaction():
        reopen_lead(lead.id, "再查", by=office.supervisor, at=clock.now())
    street.sync()
    assert street.confirmed["lead", lead_id]["result"] is None


def test_a_lead_waits_for_its_photo_and_for_nothing_of_somebody_elses(street, office):
    visit_id = patrolled(street, office)
    raised(street, visit_id, photo_ids=[str(uuid4())])
    street.sync()
    assert last_answer(street)["reasons"][0]["code"] == "photo_unknown"
    raised(street, visit_id, finding_id=str(uuid4()))
    street.sync()
    assert last_answer(street)["reasons"][0]["code"] == "finding_unknown"


def test_an_officers_own_visit_raises_no_lead_of_a_street(phone, street, office):
    visit_id = phone.start_visit(office.work.id)
    raised(phone, visit_id)
    phone.sync()
    assert last_answer(phone)["reasons"][0]["code"] == "lead_not_from_patrol"


@pytest.mark.parametrize(("summary", "code"), [(" ", "field_missing"), ("这里是机密工程", "classified_work")])
def test_a_lead_says_something_and_nothing_secret(street, office, summary, code):
    raised(street, patrolled(street, office), summary)
    street.sync()
    assert last_answer(street)["reasons"][0]["code"] == code


def test_matters_are_on_the_phone_until_they_are_answered(street, office):
    with transaction():
        matter = tell_street(office.work.id, "核对一下用途", clock.today(), by=office.supervisor, at=clock.now())
    street.sync()
    work = ("work", str(office.work.id))
    assert [one["text"] for one in street.confirmed[work]["matters"]] == ["核对一下用途"]
    with transaction():
        answer_matter(matter.id, "是车库", by=officer_by_login("jiedao"), at=clock.now())
    street.sync()
    assert street.confirmed[work]["matters"] == []


def test_only_people_of_the_street_come_along(street, office):
    visit_id = patrolled(street, office, officer_ids=[str(office.jia.id)])
    street.sync()
    assert [one["officer_id"] for one in street.visit(visit_id)["officers"]] == [street.officer_id]


def test_the_office_and_other_streets_hear_nothing_of_a_streets_lead(street, phone, office):
    raised(street, patrolled(street, office))
    street.sync()
    phone.sync()
    assert "lead" not in {kind for kind, _id in phone.confirmed}
