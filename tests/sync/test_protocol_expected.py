"""PROTOCOL.md, more than one phone, more than one person: one test for each MUST."""

from tests.phone_in_python import Phone

A_PHOTO, ANOTHER = "a" * 64, "b" * 64


def expected(phone: Phone) -> list[tuple[str, int, int]]:
    told = phone.client.get("/api/session").json["expected"]
    return [(one["device"], one["events"], one["photos"]) for one in told]


def test_m81_a_window_of_the_person_before_sends_nothing_in_the_next_ones_name(app, phone, office, visit_id):
    phone.say("answer_given", visit_id, checklist="short", item="item-1", value="met")
    body = {"device": phone.id, "cursor": phone.cursor, "events": phone.unanswered(), "holding": phone.holding()}
    other = Phone(phone.client)  # the same browser: one jar of cookies
    other.sign_in("yi")
    response = other.post("/api/sync", body)
    assert (response.status_code, response.json["reasons"][0]["code"]) == (403, "device_of_another")
    phone.sign_in("jia")
    response = phone.post("/api/sync", body)
    assert [one["status"] for one in response.json["answers"]] == ["accepted"]
    assert phone.post("/api/sync", {**body, "device": None}).status_code == 200


def test_m104_a_late_word_of_whoever_left_does_not_sign_the_next_person_out(phone, office):
    other = Phone(phone.client)  # the same browser: one jar of cookies
    other.sign_in("yi")
    response = other.post("/api/sign-out", {"device": phone.id})
    assert (response.status_code, response.json["reasons"][0]["code"]) == (403, "device_of_another")
    assert other.post("/api/sync", {"cursor": "", "device": other.id}).status_code == 200
    other.csrf = other.post("/api/sign-out", {"device": other.id}).json["csrf"]
    assert other.post("/api/sync", {"cursor": ""}).status_code == 401


def test_m82_an_empty_phone_hears_what_is_expected_from_the_other_until_it_is_here(app, phone, office, visit_id):
    phone.say("answer_given", visit_id, checklist="short", item="item-1", value="met")
    phone.say("answer_given", visit_id, checklist="short", item="item-2", value="met")
    phone.sync([], photos=[A_PHOTO, ANOTHER])
    assert expected(phone) == []
    fresh = Phone(app.test_client())
    told = fresh.sign_in("jia").json["expected"]
    assert [(one["device"], one["events"], one["photos"]) for one in told] == [(phone.id, 2, 2)]
    assert told[0]["seen_at"].startswith("20")
    assert expected(fresh) == [(phone.id, 2, 2)]
    phone.sync(photos=[A_PHOTO])
    assert expected(fresh) == [(phone.id, 0, 1)]
    phone.sync(photos=[])
    assert expected(fresh) == []


def test_m82_nobody_hears_of_another_officers_phone(app, phone, office, visit_id):
    phone.say("answer_given", visit_id, checklist="short", item="item-1", value="met")
    phone.sync([], photos=[A_PHOTO])
    other = Phone(app.test_client())
    assert other.sign_in("yi").json["expected"] == []
    assert Phone(app.test_client()).client.get("/api/session").json["expected"] == []
