"""Hard questions: asked at the desk and on the phone, answered by the legal reviewer or the city, found on the phones."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from inspect_app import clock
from inspect_app.actions.questions import ask_question
from inspect_app.rules.people import Role
from inspect_app.rules.questions import QuestionFacts, QuestionState
from inspect_app.store.agencies import agency_by_code
from inspect_app.store.base import transaction
from inspect_app.store.questions import question_with, questions_of
from tests import make
from tests.conftest import MONDAY
from tests.desk import Desk, text_of
from tests.on_site import find

ANSWER = {"title": "责令改正写给谁", "text": "写给负有维护责任的一方。", "articles": ""}


@pytest.fixture
def legal(app, office):
    with transaction():
        make.officer("fazhi", office.agency.id, role=Role.LEGAL_REVIEWER, badge="SJ-009", at=MONDAY)
    return Desk(app.test_client(), "fazhi")


@pytest.fixture
def city(app, office):
    with transaction():
        make.officer("shi", agency_by_code("SH").id, role=Role.CITY, at=MONDAY)
    return Desk(app.test_client(), "shi")


@pytest.fixture
def question(office):
    at = clock.now() - timedelta(days=8)
    with transaction():
        return ask_question(QuestionFacts(uuid4(), "写给业主还是物业？"), by=office.jia, at=at)


@pytest.mark.parametrize("who", ["legal", "city"])
def test_who_may_answers_and_the_answer_goes_to_the_phones(request, phone, question, who):
    desk, path = request.getfixturevalue(who), f"/questions/{question.id}"
    before = phone.client.get("/api/handbook").json["edition"]
    assert "写给业主还是物业？" in desk.read("/questions")
    assert desk.send(f"{path}/answer", **ANSWER).status_code == 302
    handbook = phone.client.get("/api/handbook").json
    assert handbook["edition"] != before
    [told] = handbook["answers"]
    assert (told["question_id"], told["title"]) == (str(question.id), ANSWER["title"])
    assert "责令改正写给谁" in desk.read("/questions", text="维护责任")
    assert desk.send(f"{path}/answer", **ANSWER).status_code == 409
    assert desk.send(f"{path}/answer/withdrawal", reason="").status_code == 422
    assert desk.send(f"{path}/answer/withdrawal", reason="写错了").status_code == 302
    assert phone.client.get("/api/handbook").json["answers"] == []
    assert question_with(question.id).state is QuestionState.OPEN


@pytest.mark.parametrize("login", ["jia", "kezhang", "zhuren"])
def test_others_do_not_answer(app, question, login):
    assert Desk(app.test_client(), login).send(f"/questions/{question.id}/answer", **ANSWER).status_code == 403


def test_another_office_sees_nothing_of_it(stranger, question):
    assert "写给业主" not in stranger.read("/questions")
    assert stranger.open(f"/questions/{question.id}").status_code == 404


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"title": ""}, "不能为空"),
        ({"text": " "}, "不能为空"),
        ({"text": "演示物业有限公司负责"}, "认出当事人"),
        ({"text": "电话 13812345678"}, "认出当事人"),
        ({"articles": "某法第一条"}, "某法"),
    ],
)
def test_an_answer_that_will_not_do_is_refused_and_stays_on_the_page(legal, question, wrong, words):
    refused = legal.send(f"/questions/{question.id}/answer", **{**ANSWER, **wrong})
    assert refused.status_code >= 400
    assert words in text_of(refused)
    assert all(value in refused.get_data(as_text=True) for value in wrong.values())
    assert question_with(question.id).answer is None


def test_open_ones_stand_on_the_first_page_with_their_age(legal, question):
    page = legal.read("/")
    assert "1 待解答的难题" in page
    assert "写给业主还是物业？ 8 天" in page


def test_whoever_asked_may_take_it_back_with_a_reason(app, inspector, question):
    path = f"/questions/{question.id}/closing"
    assert Desk(app.test_client(), "yi").send(path, reason="x").status_code == 404
    assert inspector.send(path, reason="").status_code == 422
    assert inspector.send(path, reason="已弄清").status_code == 302
    assert inspector.send(path, reason="再来").status_code == 409
    assert question_with(question.id).state is QuestionState.CLOSED


def test_asked_at_the_desk_from_a_finding(inspector, phone, office):
    phone.sync()
    visit_id = phone.start_visit(office.work.id)
    phone.say("answer_given", visit_id, checklist="short", item="item-1", value="not_met")
    finding_id = find(phone, visit_id, "item-1")
    phone.sync()
    assert "finding=" in inspector.open(f"/visits/{visit_id}").get_data(as_text=True)
    place = inspector.send("/questions", text="怎么办？", finding=finding_id).headers["Location"]
    asked = question_with(UUID(place.rpartition("/")[2]))
    assert (asked.visit_id, asked.finding_id) == (UUID(visit_id), UUID(finding_id))
    assert "查看检查" in inspector.read(place)


def test_a_question_without_words_is_refused(inspector, office):
    assert inspector.send("/questions", text=" ").status_code == 422
    assert questions_of([office.agency.id]) == []


def test_a_question_links_nothing_of_another_office(app, stranger, phone, office):
    phone.sync()
    visit_id = phone.start_visit(office.work.id)
    phone.sync()
    place = stranger.send("/questions", text="别人的检查", visit=visit_id).headers["Location"]
    assert question_with(UUID(place.rpartition("/")[2])).visit_id is None
