"""The real inbox on its real database against a model of a few lines: any order, gaps, forks, poison, power cuts."""

from hashlib import sha256
from typing import Any
from uuid import uuid4

from flask import Flask
from hypothesis import strategies as some
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test
from joserfc.jwk import ECKey
from sqlalchemy import select

from inspect_app.store.base import db
from inspect_app.store.journal import AnswerStatus, JournalEvent
from inspect_app.store.visits import Answer, Visit
from tests import make
from tests.conftest import MONDAY
from tests.fuzzing import bounded
from tests.kept_rows import empty_database
from tests.phone_in_python import Phone
from tests.sync.inbox_model import Chain, Said
from tests.sync.power_cuts import power_cut

LOGINS = ("jia", "yi")
STRANGER = ECKey.generate_key("P-256")
whose = some.sampled_from(LOGINS)
POISON = {
    "no data": ("answer_given", {}, {}, "refused"),
    "unknown type": ("something_new", {}, {}, "held"),
    "another officer": ("answer_given", {}, {"by": str(uuid4())}, "refused"),
    "no time": ("answer_given", {}, {"at": "nonsense"}, "refused"),
    "nothing inside": ("visit_finished", {}, {"subject": None}, "refused"),
}


class InboxMachine(RuleBasedStateMachine):
    def __init__(self, app: Flask) -> None:
        super().__init__()
        empty_database()
        self.work_id = str(make.office(at=MONDAY).work.id)
        self.phones: dict[str, Phone] = {}
        for login in LOGINS:
            self.phones[login] = Phone(app.test_client())
            self.phones[login].sign_in(login)
        self.said: dict[str, list[Said]] = {login: [] for login in LOGINS}
        self.beside: dict[str, list[Said]] = {login: [] for login in LOGINS}
        self.chains = {login: Chain() for login in LOGINS}
        self.final: dict[str, dict[str, Any]] = {}
        self.lost: dict[str, list[Said]] = {}
        self.visits: list[str] = []

    # What phones say, without sending it

    def _write(self, login: str, kind: str, subject: str, data: dict[str, Any], /, **more: Any) -> Said:
        verdict, needs, begins = more.pop("verdict", "accepted"), more.pop("needs", ""), more.pop("begins", "")
        phone = self.phones[login]
        token = phone.event(kind, subject, data, **more)
        phone.events.append(token)
        said = _said(token, verdict=verdict, needs=needs, begins=begins)
        self.said[login].append(said)
        return said

    @rule(login=whose)
    def begin_a_visit(self, login: str) -> None:
        """Both are on it, so that either may speak of it before the server has heard of it."""
        visit_id, others = str(uuid4()), [phone.officer_id for phone in self.phones.values()]
        data = {"work_id": self.work_id, "kind": "planned", "officer_ids": others}
        data["checklists"] = [{"code": "short", "number": 1}]
        self._write(login, "visit_started", visit_id, data, begins=visit_id)
        self.visits.append(visit_id)

    @precondition(lambda self: self.visits)
    @rule(login=whose, which=some.integers(0, 9), times=some.integers(1, 3))
    def answer(self, login: str, which: int, times: int) -> None:
        visit_id = self.visits[which % len(self.visits)]
        for _ in range(times):
            data = {"checklist": "short", "item": "item-1", "value": "met", "note": f"{len(self.said[login])}"}
            self._write(login, "answer_given", visit_id, data, needs=visit_id)

    @rule(login=whose, poison=some.sampled_from(sorted(POISON)))
    def say_something_poisonous(self, login: str, poison: str) -> None:
        kind, data, more, verdict = POISON[poison]
        self._write(login, kind, str(uuid4()), data, verdict=verdict, **more)

    @precondition(lambda self: any(self.said.values()))
    @rule(login=whose, back=some.integers(0, 5))
    def fork(self, login: str, back: int) -> None:
        """A copy of the phone says something else under a number that is taken, or would be next."""
        phone, taken = self.phones[login], len(self.chains[login].taken)
        if not self.said[login] or taken + 1 > len(phone.events):
            return
        seq = max(1, taken + 1 - back)
        before = self.said[login][seq - 2].sha256 if seq > 1 else ""
        token = phone.event("something_new", str(uuid4()), {}, seq=seq, prev=before)
        self.beside[login].append(_said(token, verdict="held"))

    @rule(login=whose, kind=some.sampled_from(["forged", "rubbish", "😀", "a.b.c"]))
    def rubbish(self, login: str, kind: str) -> None:
        phone = self.phones[login]
        token = (
            phone.event("visit_finished", str(uuid4()), {}, key=STRANGER) if kind == "forged" else f"{kind} {login}"
        )
        self.beside[login].append(_said(token, is_readable=False))

    # What goes over the line

    def _batch(self, login: str, picks: list[int], twice: bool) -> list[Said]:
        """Some of what it ever said, in any order, once more what was said before; and first what got no answer."""
        all_said = self.said[login] + self.beside[login]
        batch = [all_said[pick % len(all_said)] for pick in picks] if all_said else []
        batch = self.lost.get(login, []) + [one for one in batch if not self._is_a_tie(login, one)]
        return batch if twice else list({one.sha256: one for one in batch}.values())

    def _is_a_tie(self, login: str, one: Said) -> bool:
        """Of two of one number, both too early: which comes first is for the network to say, not for a model."""
        chain = self.chains[login]
        is_early = one.seq is not None and one.seq > len(chain.taken) + 1
        return is_early and one in self.beside[login]

    @rule(login=whose, picks=some.lists(some.integers(0, 40), max_size=8), twice=some.booleans())
    def send(self, login: str, picks: list[int], twice: bool) -> None:
        self._send(login, self._batch(login, picks, twice))

    @rule(login=whose)
    def send_all(self, login: str) -> None:
        self._send(login, self.lost.get(login, []) + self.said[login])

    @rule(
        login=whose,
        picks=some.lists(some.integers(0, 40), min_size=1, max_size=8),
        nth=some.integers(1, 60),
    )
    def send_and_lose_power(self, login: str, picks: list[int], nth: int) -> None:
        batch = self._batch(login, picks, twice=False)
        with power_cut(nth):
            self._send(login, batch)
            return
        self.lost[login] = batch
        here = set(db.session.scalars(select(JournalEvent.sha256)))
        self.chains[login].receive([one for one in batch if one.sha256 in here])

    def _send(self, login: str, batch: list[Said]) -> None:
        reply = self.phones[login].sync([one.token for one in batch])
        self.chains[login].receive(batch)
        if batch:
            self.lost.pop(login, None)
        assert {answer["sha256"] for answer in reply["answers"]} == {one.sha256 for one in batch}
        assert len(reply["answers"]) == len(batch)
        for answer in reply["answers"]:
            self._is_the_same_as_ever(answer)
        assert reply["head"] == {"seq": len(self.chains[login].taken), "sha256": self.chains[login].head}

    def _is_the_same_as_ever(self, answer: dict[str, Any]) -> None:
        first = self.final.setdefault(answer["sha256"], answer) if answer["status"] != "held" else answer
        assert answer == first, "a final answer has changed"
        was_final = self.final.get(answer["sha256"])
        assert was_final in (None, answer), "what was answered for good is held again"

    # What must hold

    def _visits_here(self) -> set[str]:
        return {one.begins for chain in self.chains.values() for one in chain.taken if one.begins}

    @invariant()
    def work_and_answer_are_one(self) -> None:
        """Whatever was cut off: an answer on the record is there if and only if its event was accepted."""
        db.session.rollback()
        accepted = select(JournalEvent.id).where(JournalEvent.status == AnswerStatus.ACCEPTED)
        for kind, model in (("answer_given", Answer), ("visit_started", Visit)):
            events = accepted.where(JournalEvent.type == kind)
            done = select(model.id)
            if model is Visit:
                events = events.with_only_columns(JournalEvent.subject_id)
            assert set(db.session.scalars(events)) == set(db.session.scalars(done)), kind

    @invariant()
    def everything_is_as_the_model_says(self) -> None:
        if self.lost:
            return
        rows = {row.sha256: row for row in db.session.scalars(select(JournalEvent))}
        for login, chain in self.chains.items():
            for one in chain.known.values():
                kept = rows.pop(one.sha256)
                expected = chain.status(one, self._visits_here())
                assert kept.status.name.lower() == expected, (login, one, kept.answer)
                assert kept.answer["status"] == expected
                assert one.token in (kept.jws, one.token if not one.token.isascii() or not one.token else kept.jws)
        assert not rows, "the server holds what nobody said"

    def teardown(self) -> None:
        """In the end every phone gets through, and has heard what became of each thing."""
        for _ in range(2):
            for login in LOGINS:
                self._send(login, self.lost.get(login, []) + self.said[login])
        self.everything_is_as_the_model_says()
        self.work_and_answer_are_one()
        for login, phone in self.phones.items():
            phone.sync([])
            heard = {answer["sha256"]: answer["status"] for answer in phone.answers.values()}
            for one in self.said[login]:
                expected = self.chains[login].status(one, self._visits_here())
                assert heard[one.sha256] == expected, (login, one)
        db.session.rollback()


def _said(
    token: str, *, verdict: str = "refused", needs: str = "", begins: str = "", is_readable: bool = True
) -> Said:
    digest = sha256(token.encode()).hexdigest()
    if not is_readable:
        return Said(token, "", digest, None, "", "refused")
    payload = Phone.payload(token)
    return Said(token, payload["id"], digest, payload["seq"], payload["prev"], verdict, needs, begins)


def test_the_inbox_does_what_its_model_says_whatever_comes_in_whatever_order(app, office):
    """On PostgreSQL fewer stories: they are the same ones, and each takes twice as long there."""
    stories = 25 if db.engine.dialect.name == "sqlite" else 10
    run_state_machine_as_test(lambda: InboxMachine(app), settings=bounded(stories, stateful_step_count=20))
