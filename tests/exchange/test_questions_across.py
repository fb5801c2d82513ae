"""A hard question between a district and the city: asked up, answered, published to all, withdrawn. (Long: one story each.)"""

from uuid import UUID, uuid4

import pytest

from inspect_app.actions.attachments import attach
from inspect_app.actions.cases import Proposal, propose_case
from inspect_app.actions.handbook import handbook_edition
from inspect_app.actions.question_readers import reads_the_file
from inspect_app.actions.questions import answer_question, ask_question, offices_seen_by, withdraw_answer
from inspect_app.actions.sent_questions import (
    ask_up,
    make_remark,
    name_adviser,
    publish_answer,
)
from inspect_app.actions.works import register_work
from inspect_app.problems import Problem, Refused
from inspect_app.rules.acts import Party
from inspect_app.rules.attachments import AttachmentKind
from inspect_app.rules.decisions import PartyOfCase
from inspect_app.rules.people import Role
from inspect_app.rules.questions import AnswerFacts, QuestionFacts, QuestionState
from inspect_app.store.agencies import instance_agency
from inspect_app.store.base import transaction
from inspect_app.store.peer_messages import messages_about
from inspect_app.store.questions import Question, answers_of, question_with, questions_of
from inspect_app.store.sent_questions import SentQuestion, remarks_of, shared_of
from inspect_app.sync.handbook import handbook_document
from tests import make
from tests.conftest import MONDAY
from tests.desk import Desk
from tests.exchange.two_offices import OfficeHere, close, lent_office

TEXT = "某小区的人防门由前任物业拆除，责令改正写给谁？"
ANSWER = AnswerFacts("人防门由前任物业拆除的，责令谁改正", "责令现在负有维护责任的一方。")


@pytest.fixture
def legal(city: OfficeHere) -> str:
    """Who answers, and an expert, at the city's office."""
    with city.here(), transaction():
        office = instance_agency()
        make.officer("fazhi", office.id, role=Role.LEGAL_REVIEWER, badge="SH-9", at=MONDAY)
        make.officer("zhuanjia", office.id, badge="SH-8", at=MONDAY)
    return "fazhi"


def asked(district: OfficeHere, **more) -> UUID:
    with district.here(), transaction():
        facts = QuestionFacts(uuid4(), TEXT, **more)
        return ask_question(facts, by=district.officer("kezhang"), at=district.tick()).id


def sent_up(district: OfficeHere, question_id: UUID, *chosen: str) -> None:
    with district.here(), transaction():
        folder, by = district.app.extensions["photo_folder"], district.officer("kezhang")
        ask_up(folder, question_id, TEXT, chosen, by=by, at=district.tick())


def do(office: OfficeHere, login: str, deed, *args):
    with office.here(), transaction():
        return deed(*args, by=office.officer(login), at=office.tick())


def seen(office: OfficeHere, question_id: UUID) -> Question | None:
    with office.here():
        return question_with(question_id)


def shared(office: OfficeHere, question_id: UUID) -> SentQuestion:
    with office.here():
        found = shared_of(question_id)
        assert found
        return found


def case_at(district: OfficeHere):
    with district.here(), transaction():
        head = district.officer("zhuren")
        work = register_work(make.work_facts(), agency_id=head.home_id, by=None, at=district.tick())
        party = PartyOfCase(Party.ORGANISATION, "演示物业有限公司", "91310117DEMO000001")
        day = MONDAY.date()
        proposal = Proposal(work.id, "RF49-3", party, "人防门被拆除", "群众丙举报", day, day)
        return propose_case(proposal, by=head, at=district.tick())


def test_a_question_goes_up_and_stands_under_its_district(city: OfficeHere, district: OfficeHere, legal: str):
    question_id = asked(district)
    sent_up(district, question_id)
    district.exchange_with(city)
    with city.here():
        found = question_with(question_id)
        assert (found.text, found.state, found.asked_by) == (TEXT, QuestionState.OPEN, None)
        assert found.agency_id in offices_seen_by(city.officer(legal))
        assert found.agency_id != instance_agency().id


def test_its_case_file_goes_as_far_as_it_is_released(city: OfficeHere, district: OfficeHere, legal: str):
    case = case_at(district)
    question_id = asked(district, case_id=case.id)
    with district.here(), transaction():
        officer = district.officer("kezhang")
        letter = attach(
            "question", question_id, AttachmentKind.MATERIAL, "图纸.pdf", b"%PDF-1.7 a", by=officer, at=MONDAY
        )
    sent_up(district, question_id, f"file:{letter.id}")
    district.exchange_with(city)
    came = shared(city, question_id)
    assert (came.said["case_number"], came.said["case_facts"]) == (case.number, "人防门被拆除")
    assert came.said["case_party"] == "演××"
    assert "群众丙" not in str(came.said)
    assert [one.name for one in came.files] == ["图纸.pdf"]


def test_it_goes_up_once(district: OfficeHere, city: OfficeHere):
    question_id = asked(district)
    sent_up(district, question_id)
    with pytest.raises(Refused) as refused:
        sent_up(district, question_id)
    assert refused.value.refusals[0].problem is Problem.QUESTION_SENT_UP


def test_a_file_of_another_thing_does_not_go_with_it(district: OfficeHere, city: OfficeHere):
    with pytest.raises(Refused):
        sent_up(district, asked(district), f"file:{uuid4()}")


def test_the_file_is_for_those_who_answer_and_for_their_advisers(
    city: OfficeHere, district: OfficeHere, legal: str
):
    question_id = asked(district)
    sent_up(district, question_id)
    district.exchange_with(city)
    with city.here():
        assert reads_the_file(question_id, city.officer(legal))
        assert not reads_the_file(question_id, city.officer("zhuanjia"))
        expert_id = city.officer("zhuanjia").id
    do(city, legal, name_adviser, question_id, expert_id)
    with city.here():
        assert reads_the_file(question_id, city.officer("zhuanjia"))


def test_nobody_else_is_an_adviser_or_remarks(city: OfficeHere, district: OfficeHere, legal: str):
    question_id = asked(district)
    sent_up(district, question_id)
    district.exchange_with(city)
    with pytest.raises(Refused) as refused:
        do(city, "zhuanjia", make_remark, question_id, "我看看")
    assert refused.value.refusals[0].problem is Problem.REMARK_NOT_YOURS
    with pytest.raises(Refused) as refused:
        do(city, legal, name_adviser, question_id, uuid4())
    assert refused.value.refusals[0].problem is Problem.ADVISER_WRONG


def test_remarks_are_read_at_both_ends(city: OfficeHere, district: OfficeHere, legal: str):
    question_id = asked(district)
    sent_up(district, question_id)
    district.exchange_with(city)
    with city.here():
        expert_id = city.officer("zhuanjia").id
    do(city, legal, name_adviser, question_id, expert_id)
    do(city, "zhuanjia", make_remark, question_id, "先查维护协议")
    district.exchange_with(city)
    do(district, "kezhang", make_remark, question_id, "协议已经过期")
    district.exchange_with(city)
    for office in (city, district):
        with office.here():
            assert [one.text for one in remarks_of(question_id)] == ["先查维护协议", "协议已经过期"]
    with district.here():
        assert remarks_of(question_id)[0].who == "上海市民防办公室 检查员zhuanjia"


def test_the_answer_comes_back_into_the_handbook_of_the_district(
    city: OfficeHere, district: OfficeHere, legal: str
):
    question_id = asked(district)
    sent_up(district, question_id)
    district.exchange_with(city)
    with district.here():
        before = handbook_edition(instance_agency().id)
    do(city, legal, answer_question, question_id, ANSWER)
    district.exchange_with(city)
    with district.here():
        office = instance_agency()
        [answer] = answers_of(office.id)
        assert (answer.title, answer.published_at, answer.answered_by) == (ANSWER.title, None, None)
        assert handbook_edition(office.id) != before
        assert handbook_document(office.id)["answers"][0]["text"] == ANSWER.text
    assert seen(district, question_id).state is QuestionState.ANSWERED


def test_a_model_answer_reaches_every_district_once(tmp_path, city: OfficeHere, district: OfficeHere, legal: str):
    other = lent_office("SH-MH")
    city.pair_with(other)
    question_id = asked(district)
    sent_up(district, question_id)
    district.exchange_with(city)
    do(city, legal, answer_question, question_id, ANSWER)
    do(city, legal, publish_answer, question_id)
    district.exchange_with(city)
    city.exchange_with(other)
    for office in (district, other):
        with office.here():
            [answer] = answers_of(instance_agency().id)
            assert answer.published_at
            assert len(questions_of([instance_agency().id])) == 1
    assert TEXT not in seen(other, question_id).text
    close(other)


def test_a_model_answer_is_published_once(city: OfficeHere, district: OfficeHere, legal: str):
    question_id = asked(district)
    sent_up(district, question_id)
    district.exchange_with(city)
    do(city, legal, answer_question, question_id, ANSWER)
    do(city, legal, publish_answer, question_id)
    with pytest.raises(Refused) as refused:
        do(city, legal, publish_answer, question_id)
    assert refused.value.refusals[0].problem is Problem.ANSWER_PUBLISHED


def test_a_withdrawal_reaches_all_who_have_it(tmp_path, city: OfficeHere, district: OfficeHere, legal: str):
    other = lent_office("SH-MH")
    city.pair_with(other)
    question_id = asked(district)
    sent_up(district, question_id)
    district.exchange_with(city)
    do(city, legal, answer_question, question_id, ANSWER)
    do(city, legal, publish_answer, question_id)
    city.exchange_with(other)
    do(city, legal, withdraw_answer, question_id, "法律已经修改")
    district.exchange_with(city)
    city.exchange_with(other)
    for office in (district, other):
        with office.here():
            assert answers_of(instance_agency().id) == []
            assert question_with(question_id).answers[0].withdrawn_reason == "法律已经修改"
    assert seen(district, question_id).state is QuestionState.OPEN
    assert seen(other, question_id).state is QuestionState.CLOSED
    close(other)


def test_a_district_does_not_withdraw_the_answer_of_the_city(city: OfficeHere, district: OfficeHere, legal: str):
    question_id = asked(district)
    sent_up(district, question_id)
    district.exchange_with(city)
    do(city, legal, answer_question, question_id, ANSWER)
    district.exchange_with(city)
    with pytest.raises(Refused) as refused:
        do(district, "zhuren", withdraw_answer, question_id, "不同意")
    assert refused.value.refusals[0].problem is Problem.ANSWER_OF_ANOTHER_OFFICE


def test_only_the_city_publishes(district: OfficeHere, city: OfficeHere):
    question_id = asked(district)
    do(district, "zhuren", answer_question, question_id, ANSWER)
    with pytest.raises(Refused):
        do(district, "zhuren", publish_answer, question_id)


def test_an_answer_from_another_district_is_refused(tmp_path, district: OfficeHere):
    other = lent_office("SH-MH")
    district.pair_with(other)
    body = {
        "answer_id": str(uuid4()),
        "title": "假",
        "text": "假",
        "answered_at": MONDAY.isoformat(),
    }
    message = other.send(district, "answer_published", body)
    other.exchange_with(district)
    assert other.sent(message).answer["reasons"][0]["code"] == "not_found"
    close(other)


def test_what_is_said_of_a_question_whose_files_are_still_on_their_way_waits_for_it(
    city: OfficeHere, district: OfficeHere
):
    early = district.send(city, "remark_made", {"remark_id": str(uuid4()), "text": "先说一句"})
    about = district.sent(early).subject_id
    district.exchange_with(city)
    assert district.sent(early).answer["reasons"][0]["code"] == "shared_question_unknown"
    assert district.sent(early).status.name == "HELD"
    district.send(city, "question_asked_up", {"text": TEXT}, about=about)
    district.exchange_with(city)
    assert district.sent(early).status.name == "ACCEPTED"
    with city.here():
        assert [one.text for one in remarks_of(about)] == ["先说一句"]


def test_a_withdrawal_waits_for_its_answer(city: OfficeHere, district: OfficeHere):
    body = {"answer_id": str(uuid4()), "reason": "法律已经修改"}
    early = city.send(district, "answer_withdrawn", body)
    city.exchange_with(district)
    assert city.sent(early).answer["reasons"][0]["code"] == "shared_answer_unknown"
    answer = {"answer_id": body["answer_id"], "title": "题", "text": "文", "answered_at": MONDAY.isoformat()}
    city.send(district, "answer_published", answer, about=city.sent(early).subject_id)
    city.exchange_with(district)
    assert city.sent(early).status.name == "ACCEPTED"
    with district.here():
        assert answers_of(instance_agency().id) == []


def test_whoever_was_connected_after_the_publication_hears_nothing_of_the_withdrawal(
    tmp_path, city: OfficeHere, district: OfficeHere, legal: str
):
    question_id = asked(district)
    sent_up(district, question_id)
    district.exchange_with(city)
    do(city, legal, answer_question, question_id, ANSWER)
    do(city, legal, publish_answer, question_id)
    later = lent_office("SH-MH")
    city.pair_with(later)
    do(city, legal, withdraw_answer, question_id, "法律已经修改")
    with city.here():
        told = [one for one in messages_about(question_id) if one.kind == "answer_withdrawn"]
        assert [one.peer_id for one in told] == [city.peer(district).id]
    close(later)


def test_whoever_is_connected_later_gets_the_model_answer_when_it_is_sent_on(
    tmp_path, city: OfficeHere, district: OfficeHere, legal: str
):
    question_id = asked(district)
    sent_up(district, question_id)
    district.exchange_with(city)
    do(city, legal, answer_question, question_id, ANSWER)
    do(city, legal, publish_answer, question_id)
    later = lent_office("SH-MH")
    city.pair_with(later)
    assert "发给后来配对的区" in Desk(city.app.test_client(), legal).read(f"/questions/{question_id}")
    do(city, legal, publish_answer, question_id)
    city.exchange_with(later)
    with later.here():
        assert [one.title for one in answers_of(instance_agency().id)] == [ANSWER.title]
    with pytest.raises(Refused):
        do(city, legal, publish_answer, question_id)
    close(later)
