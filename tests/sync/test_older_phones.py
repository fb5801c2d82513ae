"""Exchanges as the phone of today sends them, pinned, and as one of a year ago did: this server takes both in."""

import json
from pathlib import Path
from uuid import uuid4

import pytest

from tests.phone_in_python import Phone

WIRE = json.loads((Path(__file__).parent.parent / "golden" / "wire.json").read_text(encoding="utf-8"))
AGES = list(WIRE)


class OlderPhone(Phone):
    """Says and sends only what phones of that age do."""

    def speaks(self, age: str, words: dict[str, str]) -> None:
        self.age, self.words = WIRE[age], words

    def event(self, kind, subject, data, /, **more):
        signed = super().event(kind, subject, data, **more)
        return self._sign(
            {name: value for name, value in self.payload(signed).items() if name in self.age["envelope"]}
        )

    def say_all(self, visit_id: str) -> None:
        for kind, data in self.age["events"]:
            text = json.dumps(data)
            for name, value in self.words.items():
                text = text.replace("{" + name + "}", value)
            self.events.append(self.event(kind, visit_id, json.loads(text)))

    def exchange(self):
        holding = {name: value for name, value in self.holding().items() if name in self.age["holding"]}
        body = {"device": self.id, "cursor": self.cursor, "events": self.events, "holding": holding}
        return self.post("/api/sync", {name: body[name] for name in self.age["request"]})


@pytest.fixture
def older(app, office):
    def make(age: str) -> OlderPhone:
        phone = OlderPhone(app.test_client())
        phone.speaks(
            age,
            {
                "work": str(office.work.id),
                "colleague": str(office.yi.id),
                "finding": str(uuid4()),
                "photo": str(uuid4()),
                "sha256": "c" * 64,
            },
        )
        assert phone.sign_in("jia").status_code == 200
        return phone

    return make


@pytest.mark.parametrize("age", AGES)
def test_all_that_it_says_is_taken_in(older, age):
    phone, visit_id = older(age), str(uuid4())
    phone.say_all(visit_id)
    response = phone.exchange()
    assert response.status_code == 200
    assert [(one["status"], one["reasons"]) for one in response.json["answers"]] == [("accepted", [])] * 9
    [visit] = [one["value"] for one in response.json["changes"] if one["kind"] == "visit"]
    assert (visit["stage"], len(visit["answers"]), len(visit["findings"]), len(visit["photos"])) == (
        "finished", 2, 1, 1,
    )  # fmt: skip


@pytest.mark.parametrize("age", AGES)
def test_a_replay_gets_the_same_answers(older, age):
    phone = older(age)
    phone.say_all(str(uuid4()))
    assert phone.exchange().json["answers"] == phone.exchange().json["answers"]


def test_an_older_phone_says_no_more_than_the_one_of_today():
    today, before = WIRE["today"], WIRE["a_year_ago"]
    for part in ("request", "holding", "envelope"):
        assert set(before[part]) < set(today[part])
    for (kind, said), (kind_before, said_before) in zip(today["events"], before["events"], strict=True):
        assert kind == kind_before
        assert said_before.keys() <= said.keys()
