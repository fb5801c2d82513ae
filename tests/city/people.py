"""What people of the three offices do to each other: leads, questions, standards, figures. The dice choose who and what."""

from collections import Counter
from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone
from random import Random
from typing import Any
from uuid import UUID, uuid4

from flask import current_app

from inspect_app.actions.attachments import attach
from inspect_app.actions.checklists import new_draft, publish_checklist
from inspect_app.actions.figure_reports import see_month, sign_report
from inspect_app.actions.figure_samples import ask_sample, give_sample
from inspect_app.actions.instance import add_agency
from inspect_app.actions.questions import answer_question, ask_question, withdraw_answer
from inspect_app.actions.sent_questions import ask_up, make_remark, publish_answer
from inspect_app.actions.standard_adoptions import propose_adoption, put_due_in_force, refuse_adoption
from inspect_app.actions.standards import Wording, publish_standard
from inspect_app.actions.works import register_work
from inspect_app.problems import Refused
from inspect_app.rules.attachments import AttachmentKind
from inspect_app.rules.calendar import day_of
from inspect_app.rules.figure_reports import Month
from inspect_app.rules.people import AgencyKind, Role
from inspect_app.rules.questions import AnswerFacts, QuestionFacts
from inspect_app.rules.standards import Period
from inspect_app.store.agencies import instance_agency
from inspect_app.store.base import db, transaction
from inspect_app.store.figure_reports import reports_of_year, samples_waiting
from inspect_app.store.sent_questions import SentQuestion
from inspect_app.store.standards import adoptions_of, all_editions
from tests import make
from tests.exchange.two_offices import OfficeHere

OCTOBER = Month(2026, 10)
IN_OCTOBER = datetime(2026, 10, 12, 9, 0, tzinfo=timezone(timedelta(hours=8)))
YEARS_END = date(2026, 12, 31)
MOST_EDITIONS = 12
STREET = "演示街道"
ANSWER = AnswerFacts("人防门由前任物业拆除的，责令谁改正", "责令现在负有维护责任的一方。")


class People:
    """Each deed is the one behind a button of the office's pages, in a transaction of its own beside the running server."""

    def __init__(self, city: OfficeHere, districts: list[OfficeHere], dice: Random, tally: Counter[str]) -> None:
        self.city, self.districts, self.dice, self.tally = city, districts, dice, tally
        self.works = 0
        for office in (city, *districts):
            with office.here(), transaction():
                home = instance_agency()
                assert home
                make.officer("fazhi", home.id, role=Role.LEGAL_REVIEWER, badge=f"{office.code}-9", at=office.now)
                if office is not city:
                    add_agency(f"{office.code}-99", AgencyKind.STREET, STREET, home)
        for district in districts:
            self._register_work(district)

    def do(self, office: OfficeHere, login: str, deed: Callable[..., Any], *args: Any, said: str) -> None:
        """A refusal is what a person would have read: the other office was quicker."""
        try:
            with office.here(), transaction():
                deed(*args, by=office.officer(login), at=office.tick())
            self.tally[said] += 1
        except Refused:
            self.tally["refused"] += 1

    # Questions

    def ask(self) -> None:
        self.do(self.dice.choice(self.districts), "kezhang", self._ask, said="questions")

    def _ask(self, *, by: Any, at: datetime) -> None:
        question = ask_question(QuestionFacts(uuid4(), f"第{self.tally['questions']}个难题怎么办？"), by=by, at=at)
        body = b"%PDF-1.7 " + self.dice.randbytes(self.dice.randrange(100, 200_000))
        file = attach("question", question.id, AttachmentKind.MATERIAL, "图纸.pdf", body, by=by, at=at)
        chosen = [f"file:{file.id}"] if self.dice.random() < 0.5 else []
        ask_up(current_app.extensions["photo_folder"], question.id, question.text, chosen, by=by, at=at)

    def speak(self) -> None:
        """Answered, published, withdrawn or remarked upon, whatever is open to that side."""
        office = self.dice.choice([self.city, self.city, *self.districts])
        with office.here():
            ids = [one.question_id for one in db.session.query(SentQuestion).order_by(SentQuestion.sent_at)]
        if not ids:
            return
        question_id, chance = self.dice.choice(ids), self.dice.random()
        if office is not self.city or chance < 0.3:
            self.do(office, "fazhi", make_remark, question_id, f"意见{chance}", said="remarks")
        elif chance < 0.7:
            self.do(office, "fazhi", answer_question, question_id, ANSWER, said="answers")
        elif chance < 0.9:
            self.do(office, "fazhi", publish_answer, question_id, said="answers_published")
        else:
            self.do(office, "fazhi", withdraw_answer, question_id, "法律已经修改", said="answers_withdrawn")

    # Standards

    def publish(self) -> None:
        if self.tally["standards"] < MOST_EDITIONS:
            self.do(self.city, "zhuren", self._publish, said="standards")

    def _publish(self, *, by: Any, at: datetime) -> None:
        items = 2 + self.tally["standards"]
        publish_checklist(new_draft(make.checklist("city-list", items), by=by, at=at), by=by, at=at)
        today = day_of(at)
        period = Period(today, today + timedelta(days=30))
        publish_standard("checklist", "city-list", Wording("有增减", period), by=by, at=at)

    def adopt(self) -> None:
        district = self.dice.choice(self.districts)
        with district.here():
            open_ones = [one.id for one in all_editions() if not adoptions_of([one.id])]
        if open_ones and self.dice.random() < 0.8:
            self.do(district, "kezhang", self._adopt, open_ones[0], said="adoptions")
        elif open_ones:
            self.do(district, "zhuren", refuse_adoption, open_ones[0], "本区没有这类工程", said="adoptions")

    @staticmethod
    def _adopt(edition_id: UUID, *, by: Any, at: datetime) -> None:
        propose_adoption(edition_id, day_of(at), by=by, at=at)
        put_due_in_force(at=at)

    # Figures

    def sign(self) -> None:
        district = self.dice.choice(self.districts)
        self._register_work(district)
        self.do(district, "zhuren", self._sign, said="reports")

    @staticmethod
    def _sign(*, by: Any, at: datetime) -> None:
        seen = see_month(by.home_id, OCTOBER, today=day_of(at))
        sign_report(OCTOBER, seen.stamp, "漏登一处工程", by=by, at=at)

    def _register_work(self, district: OfficeHere) -> None:
        self.works += 1
        with district.here(), transaction():
            home = instance_agency()
            assert home
            facts = make.work_facts(f"{district.code}-{self.works:04d}", street=STREET)
            register_work(facts, agency_id=home.id, by=None, at=IN_OCTOBER)

    def check(self) -> None:
        """The city asks for rows of the newest report that came; a district shows what it was asked for."""
        with self.city.here():
            reports = [one.id for one in reports_of_year(OCTOBER.year).values()]
        if reports and self.dice.random() < 0.6:
            self.do(self.city, "zhuren", ask_sample, self.dice.choice(reports), "works", 1, said="samples")
            return
        district = self.dice.choice(self.districts)
        with district.here():
            waiting = [one.id for one in samples_waiting()]
        if waiting:
            self.do(district, "zhuren", give_sample, waiting[0], said="samples_given")
