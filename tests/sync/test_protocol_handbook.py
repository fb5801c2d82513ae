"""PROTOCOL.md, the handbook: one test for each MUST."""

from datetime import date

import pytest

from inspect_app.actions.handbook import withdraw_note, write_note
from inspect_app.actions.statutes import import_statute, preview_statute
from inspect_app.actions.typical_cases import draft_case, publish_case, withdraw_case
from inspect_app.rules.statute_positions import Position
from inspect_app.rules.typical_cases import TypicalCaseFacts
from inspect_app.store.base import transaction
from tests.conftest import MONDAY
from tests.invented_statutes import FIRST, SECOND, TITLE
from tests.phone_in_python import Phone

FACTS = TypicalCaseFacts("某公司案", "未备案。", "应当备案。", "警告。", "先备案。", ("TL43-3",))


def bring_in(text=FIRST, given=None):
    with transaction():
        return import_statute(preview_statute(text, given), "", by=None, at=MONDAY)


@pytest.fixture
def partner(app, office):
    phone = Phone(app.test_client())
    phone.sign_in("xiaofang")
    return phone


def told(phone, kind):
    phone.sync([])
    return {key[1]: value for key, value in phone.confirmed.items() if key[0] == kind}


def test_m86_every_phone_hears_of_a_statute_by_its_edition_and_fetches_it_once(phone, partner):
    phone.sync([])
    version = bring_in()
    key = str(version.statute_id)
    for one in (phone, partner):
        heard = told(one, "statute")[key]
        assert heard == {"id": key, "title": TITLE, "edition": version.file.edition}
        document = one.client.get(f"/api/statutes/{key}")
        assert document.json["edition"] == heard["edition"]
        assert document.json["versions"][0]["articles"][1]["paragraphs"][1]["text"] == "车主应当爱护设施。"
        again = one.client.get(f"/api/statutes/{key}", headers={"If-None-Match": document.headers["ETag"]})
        assert (again.status_code, again.data) == (304, b"")
    bring_in(SECOND, date(2999, 1, 1))
    assert told(phone, "statute")[key]["edition"] != heard["edition"]
    versions = phone.client.get(f"/api/statutes/{key}").json["versions"]
    assert [one["in_force_on"] for one in versions] == ["2020-05-01", "2999-01-01"]


def test_m86_what_is_not_in_force_any_more_is_not_sent(phone):
    version = bring_in()
    bring_in(SECOND, date(2023, 7, 1))
    versions = phone.client.get(f"/api/statutes/{version.statute_id}").json["versions"]
    assert [one["number"] for one in versions] == [2]


def test_m86_a_statute_that_is_not_held_is_not_found(phone, office):
    assert phone.client.get(f"/api/statutes/{office.work.id}").status_code == 404


def test_m87_notes_and_cases_reach_the_offices_own_phones_alone(phone, partner, office):
    version = bring_in()
    with transaction():
        write_note(version, Position(4), "从轻要写理由。", by=office.supervisor, at=MONDAY)
        case = draft_case(FACTS, by=office.supervisor, at=MONDAY)
        publish_case(case.id, is_anonymous=True, by=office.head, at=MONDAY)
    edition = told(phone, "handbook")[str(office.agency.id)]["edition"]
    document = phone.client.get("/api/handbook")
    assert document.json["edition"] == edition
    assert [(one["text"], one["by"]) for one in document.json["notes"]] == [("从轻要写理由。", "检查员kezhang")]
    assert [one["title"] for one in document.json["cases"]] == ["某公司案"]
    again = phone.client.get("/api/handbook", headers={"If-None-Match": document.headers["ETag"]})
    assert again.status_code == 304
    assert told(partner, "handbook") == {}
    assert partner.client.get("/api/handbook").status_code == 403


def test_m88_what_was_taken_back_is_in_no_document(phone, office):
    version = bring_in()
    with transaction():
        note = write_note(version, Position(4), "甲", by=office.supervisor, at=MONDAY)
        draft_case(FACTS, by=office.supervisor, at=MONDAY)
        case = draft_case(FACTS, by=office.supervisor, at=MONDAY)
        publish_case(case.id, is_anonymous=True, by=office.head, at=MONDAY)
    before = told(phone, "handbook")[str(office.agency.id)]["edition"]
    with transaction():
        withdraw_note(note.id, "有误", by=office.head, at=MONDAY)
        withdraw_case(case.id, "有误", by=office.head, at=MONDAY)
    assert told(phone, "handbook")[str(office.agency.id)]["edition"] != before
    document = phone.client.get("/api/handbook").json
    assert (document["notes"], document["cases"]) == ([], [])
