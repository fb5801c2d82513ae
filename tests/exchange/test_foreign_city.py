"""A city platform that is not ours plays the city: it hands down, takes back, takes up, and hears what the district does."""

import hashlib
import uuid

from inspect_app.actions.handovers import accept_handover
from inspect_app.actions.lead_steps import set_lead_aside
from inspect_app.actions.works import register_work
from inspect_app.rules.people import Role
from inspect_app.rules.procedure import Stage
from inspect_app.store.attachments import bytes_of
from inspect_app.store.base import transaction
from inspect_app.store.cases import case_with
from inspect_app.store.handovers import handover_with
from tests import make
from tests.exchange.foreign_client import Platform
from tests.exchange.running_case import file_case, offer
from tests.exchange.test_foreign_client import city, office  # noqa: F401
from tests.exchange.test_leads_across import do
from tests.exchange.two_offices import OfficeHere

LEAD = {"summary": "车库的人防门被拆除", "number": "PT-1", "note": "请核查", "due_on": "2030-12-20"}


def hand_down(city: Platform, **more) -> str:  # noqa: F811
    about = str(uuid.uuid4())
    city.say("lead_handed_down", LEAD | more, about)
    city.exchange()
    return about


def test_a_lead_with_its_document_is_handed_down_and_seen_to_its_end(office: OfficeHere, city: Platform):  # noqa: F811
    body, about = b"%PDF-1.7 letter", str(uuid.uuid4())
    named = [{"sha256": hashlib.sha256(body).hexdigest(), "name": "来信.pdf"}]
    seq = city.say("lead_handed_down", LEAD | {"files": named}, about, (body,))
    city.exchange(times=4)
    assert city.answers[seq]["status"] == "accepted"
    with office.here():
        came = handover_with(uuid.UUID(about))
        assert bytes_of(came.files[0].file_sha256) == body
        lead_id = came.lead_id
    do(office, accept_handover, came.id)
    do(office, set_lead_aside, lead_id, "内部理由")
    city.exchange()
    [accepted] = city.heard("lead_accepted", about)
    assert accepted["number"]
    reported = city.heard("lead_stage_reported", about)
    assert [one["effect"] for one in reported] == ["conclude"]
    assert "内部理由" not in str(city.inbox)


def test_a_lead_is_taken_back_until_it_was_taken_on(office: OfficeHere, city: Platform):  # noqa: F811
    early, late = hand_down(city), hand_down(city, number="PT-2")
    do(office, accept_handover, uuid.UUID(late))
    first, second = (city.say("lead_withdrawn", {"text": "重复发出"}, about) for about in (early, late))
    city.exchange()
    assert (city.answers[first]["status"], city.answers[second]["status"]) == ("accepted", "refused")
    assert [one["code"] for one in city.answers[second]["reasons"]] == ["handover_not_recalled"]
    with office.here():
        assert handover_with(uuid.UUID(early)).stage is Stage.RECALLED


def test_a_case_that_is_offered_is_read_and_taken_up(office: OfficeHere, city: Platform):  # noqa: F811
    with office.here(), transaction():
        head = office.officer("zhuren")
        make.officer("fazhi", head.home_id, role=Role.LEGAL_REVIEWER, badge="SJ-9", at=office.now)
        register_work(make.work_facts(), agency_id=head.home_id, by=None, at=office.now)
    case = do(office, file_case)
    with office.here(), transaction():
        sent = offer(case.id, by=office.officer("zhuren"), at=office.tick(), city=city.code)
    city.exchange()
    [asked] = city.heard("takeover_asked", str(sent.id))
    assert (asked["case"]["act"], asked["party"], asked["number"]) == ("RF49-3", "演示物业有限公司", case.number)
    seq = city.say("takeover_answered", {"is_taken_over": True, "number": "PT-9"}, str(sent.id))
    city.exchange()
    assert city.answers[seq]["status"] == "accepted"
    with office.here():
        assert [one.step for one in case_with(case.id).entries][-1] == "note_taken_up"
