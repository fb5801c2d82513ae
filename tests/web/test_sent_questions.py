"""Questions across offices on the pages: what will go up is shown, the file is read by few, the city counts by district."""

import io
from collections.abc import Iterator
from uuid import UUID, uuid4

import pytest

from inspect_app.actions.question_arrivals import note_remark
from inspect_app.actions.questions import ask_question
from inspect_app.rules.people import Role
from inspect_app.rules.questions import QuestionFacts
from inspect_app.store.agencies import instance_agency
from inspect_app.store.base import transaction
from inspect_app.store.officers import officer_by_login
from inspect_app.store.questions import question_with
from inspect_app.store.sent_questions import shared_of
from tests import make
from tests.between_offices import connected
from tests.case_walk import proposed
from tests.conftest import MONDAY
from tests.desk import Desk
from tests.exchange.two_offices import OfficeHere, close, lent_office

ANSWER = {"title": "责令改正写给谁", "text": "写给负有维护责任的一方。", "articles": ""}


@pytest.fixture
def question(office: make.Office) -> UUID:
    connected(office.head, at=MONDAY)
    case = proposed(office).case
    with transaction():
        return ask_question(QuestionFacts(uuid4(), "写给谁？", case_id=case.id), by=office.jia, at=MONDAY).id


def markup(desk: Desk, path: str) -> str:
    return desk.open(path).get_data(as_text=True)


def test_what_will_go_up_is_shown_before_it_goes(desk: Desk, question: UUID):
    page = desk.read(f"/questions/{question}/asking-up/new")
    assert "会发出什么" in page
    assert "演××" in page
    assert "演示物业有限公司" not in page


def test_it_goes_up_with_the_document_that_was_ticked(desk: Desk, question: UUID):
    letter = (io.BytesIO(b"%PDF-1.7 a"), "图纸.pdf")
    assert desk.send(f"/questions/{question}/files", file=letter).status_code == 302
    page = markup(desk, f"/questions/{question}/asking-up/new")
    key = "file:" + page.split('value="file:')[1].split('"')[0]
    assert desk.send(f"/questions/{question}/asking-up", text="写给谁？", chosen=key).status_code == 302
    shared = shared_of(question)
    assert [one.name for one in shared.files] == ["图纸.pdf"]
    assert "上报的案卷材料" in desk.read(f"/questions/{question}")
    given = desk.client.get(f"/questions/{question}/files/{shared.files[0].id}")
    assert given.headers["Content-Disposition"].startswith("attachment")


def test_an_empty_question_does_not_go_up(desk: Desk, question: UUID):
    answer = desk.send(f"/questions/{question}/asking-up", text=" ")
    assert answer.status_code == 422
    assert "不能为空" in answer.text
    assert shared_of(question) is None


def test_an_inspector_sends_nothing_up(app, question: UUID):
    desk = Desk(app.test_client(), "jia")
    assert desk.open(f"/questions/{question}/asking-up/new").status_code == 403
    assert "asking-up" not in markup(desk, f"/questions/{question}")


def test_the_button_is_gone_once_it_went_up(desk: Desk, question: UUID):
    assert "asking-up" in markup(desk, f"/questions/{question}")
    desk.send(f"/questions/{question}/asking-up", text="写给谁？")
    assert "asking-up" not in markup(desk, f"/questions/{question}")
    assert desk.send(f"/questions/{question}/asking-up", text="写给谁？").status_code == 409


def test_the_page_of_its_case_shows_it_with_what_an_adviser_remarked(desk: Desk, question: UUID):
    desk.send(f"/questions/{question}/asking-up", text="写给谁？")
    case_id, shared = question_with(question).case_id, shared_of(question)
    assert "本案的难题和意见" in desk.read(f"/cases/{case_id}")
    with transaction():
        note_remark(question, uuid4(), "先查交接清单", "专家", shared.other, at=MONDAY)
    page = desk.read(f"/cases/{case_id}")
    assert "先查交接清单" in page
    assert "上海市民防办公室 专家" in page


def test_without_a_connection_there_is_no_button(desk: Desk, office: make.Office):
    with transaction():
        question_id = ask_question(QuestionFacts(uuid4(), "写给谁？"), by=office.jia, at=MONDAY).id
    assert "asking-up" not in markup(desk, f"/questions/{question_id}")


@pytest.fixture
def city(tmp_path) -> Iterator[tuple[OfficeHere, UUID]]:
    """The city's own instance, with a question of Songjiang."""
    city, district = lent_office("SH"), lent_office()
    city.pair_with(district)
    with city.here(), transaction():
        office = instance_agency()
        make.officer("fazhi", office.id, role=Role.LEGAL_REVIEWER, badge="SH-9", at=MONDAY)
        make.officer("zhuanjia", office.id, badge="SH-8", at=MONDAY)
    question_id = uuid4()
    body = {"text": "区里的难题", "case_facts": "案卷里的事实"}
    district.send(city, "question_asked_up", body, about=question_id)
    district.exchange_with(city)
    yield city, question_id
    close(city, district)


def test_the_city_counts_the_questions_of_each_district(city):
    office, _question = city
    page = Desk(office.app.test_client(), "fazhi").read("/questions")
    assert "各区的难题" in page
    assert "松江区" in page


def test_the_file_opens_to_those_who_answer_and_to_advisers_only(city):
    office, question_id = city
    expert = Desk(office.app.test_client(), "zhuanjia")
    legal = Desk(office.app.test_client(), "fazhi")
    assert "案卷里的事实" in legal.read(f"/questions/{question_id}")
    page = expert.read(f"/questions/{question_id}")
    assert "案卷里的事实" not in page
    assert "只给解答的人和指定的顾问看" in page
    with office.here():
        officer_id = officer_by_login("zhuanjia").id
    legal.send(f"/questions/{question_id}/advisers", officer=str(officer_id))
    assert "案卷里的事实" in expert.read(f"/questions/{question_id}")
    assert expert.send(f"/questions/{question_id}/remarks", text="先查协议").status_code == 302
    assert "先查协议" in legal.read(f"/questions/{question_id}")


def test_a_model_answer_is_published_from_the_page(city):
    office, question_id = city
    legal = Desk(office.app.test_client(), "fazhi")
    assert legal.send(f"/questions/{question_id}/publication").status_code == 409
    assert legal.send(f"/questions/{question_id}/answer", **ANSWER).status_code == 302
    assert legal.send(f"/questions/{question_id}/publication").status_code == 302
    page = legal.read(f"/questions/{question_id}")
    assert "示范解答" in page
    assert "还没有回执" in page
