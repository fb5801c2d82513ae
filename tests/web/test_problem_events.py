"""Events that could not be taken in: seen in full, tried again, applied in spite of a gap, set aside."""

from uuid import UUID, uuid4

import pytest

from inspect_app.problems import Problem
from inspect_app.store.audit import audit_lines
from inspect_app.store.journal import AnswerStatus, event_with
from inspect_app.store.visits import answers_of
from inspect_app.web.kept_reasons import facts_in, reason_words
from tests.desk import text_of


@pytest.fixture
def held(phone, office):
    """An answer on a visit of which the server has not heard."""
    event_id = phone.say("answer_given", str(uuid4()), checklist="short", item="item-1", value="met")
    phone.sync()
    return event_id


@pytest.fixture
def visit_id(phone, office):
    return phone.start_visit(office.work.id)


@pytest.fixture
def after_gap(phone, visit_id):
    """Two answers whose forerunner is lost for good."""
    phone.sync()
    phone.say("answer_given", visit_id, checklist="short", item="item-1", value="met")
    ids = [
        phone.say("answer_given", visit_id, checklist="short", item=item, value="met")
        for item in ("item-2", "item-3")
    ]
    phone.sync(phone.events[-2:])
    return ids


def status(event_id):
    return event_with(UUID(event_id)).status


def address(event_id, deed=""):
    return f"/problem-events/{event_id}{deed}"


def last_line():
    return audit_lines(limit=1)[0]


def test_who_may_see_them(held, admin, head, desk, inspector):
    for path in ("/problem-events", "/problem-events/settled", "/arrivals", address(held)):
        assert [who.open(path).status_code for who in (admin, head, desk, inspector)] == [200, 200, 200, 403]


@pytest.mark.parametrize("deed", ["/attempt", "/exemption", "/settlement"])
def test_an_inspector_may_not_deal_with_them(held, inspector, deed):
    assert inspector.send(address(held, deed), reason="x").status_code == 403
    assert status(held) is AnswerStatus.HELD


@pytest.mark.parametrize("deed", ["/attempt", "/exemption", "/settlement"])
def test_another_office_does_not_find_them(held, stranger, deed):
    assert stranger.open(address(held)).status_code == 404
    assert stranger.send(address(held, deed), reason="x").status_code == 404
    assert "检查员jia" not in stranger.read("/problem-events")


def test_a_held_event_is_shown_in_words_with_all_that_it_says(held, desk):
    page = desk.read("/problem-events")
    assert "检查员jia" in page
    assert "暂存" in page
    page = desk.read(address(held))
    assert "还没有收到这次检查的开始记录" in page
    assert '"item": "item-1"' in page
    assert "忽略缺口接收" not in page


@pytest.mark.parametrize(
    ("problem", "facts"),
    [
        (Problem.VISIT_UNKNOWN, {}),
        (Problem.EVENT_OUT_OF_ORDER, {"expected": "7"}),
        (Problem.STEP_NOT_OPEN, {"subject": "检查", "stage": "已通过", "step": "结束检查"}),
        (Problem.CHECKLIST_UNKNOWN, {"code": "a.b(c)", "number": "2"}),
    ],
)
def test_the_facts_of_a_kept_reason_are_found_in_its_sentence(problem, facts):
    """Only the Chinese sentence was kept; another language needs its facts."""
    assert facts_in(problem.sentence.format(**facts), problem.sentence) == facts


def test_a_sentence_of_an_older_wording_is_shown_as_it_was_kept(office):
    kept = {"code": "event_out_of_order", "sentence": "旧版的一句话（第 7 条）。"}
    assert reason_words(kept) == "旧版的一句话（第 7 条）。"


def test_trying_again_takes_it_in_when_what_was_missing_is_here(phone, office, desk, visit_id):
    event_id = phone.say("answer_given", visit_id, checklist="short", item="item-1", value="met")
    stranger_visit = phone.say("answer_given", str(uuid4()), checklist="short", item="item-1", value="met")
    phone.sync()
    assert status(event_id) is AnswerStatus.ACCEPTED
    assert desk.send(address(stranger_visit, "/attempt")).status_code == 302
    assert status(stranger_visit) is AnswerStatus.HELD
    assert (last_line().deed, last_line().details["outcome"]) == ("try_event_again", "暂存")


def test_an_event_before_its_turn_is_not_taken_in_by_merely_trying_again(after_gap, desk):
    desk.send(address(after_gap[0], "/attempt"))
    assert status(after_gap[0]) is AnswerStatus.HELD


def test_in_spite_of_the_gap_it_and_what_follows_is_taken_in(after_gap, phone, desk, visit_id):
    response = desk.send(address(after_gap[0], "/exemption"), reason="手机摔坏，无法恢复")
    assert response.status_code == 302
    assert [status(one) for one in after_gap] == [AnswerStatus.ACCEPTED, AnswerStatus.ACCEPTED]
    assert len(answers_of(UUID(visit_id))) == 2
    line = last_line()
    assert (line.deed, line.details["reason"]) == ("apply_in_spite_of_gap", "手机摔坏，无法恢复")
    phone.sync([])
    assert {phone.answers[one]["status"] for one in after_gap} == {"accepted"}


def test_in_spite_of_the_gap_needs_a_reason(after_gap, desk):
    response = desk.send(address(after_gap[0], "/exemption"), reason="  ")
    assert response.status_code == 422
    assert "请写明理由" in text_of(response)
    assert status(after_gap[0]) is AnswerStatus.HELD


def test_the_lost_event_that_turns_up_after_all_waits_for_a_person(after_gap, phone, desk):
    desk.send(address(after_gap[0], "/exemption"), reason="手机摔坏")
    lost = phone.payload(phone.events[-3])["id"]
    phone.sync([phone.events[-3]])
    assert status(lost) is AnswerStatus.HELD
    desk.send(address(lost, "/attempt"))
    assert status(lost) is AnswerStatus.HELD
    desk.send(address(lost, "/exemption"), reason="手机修好了")
    assert status(lost) is AnswerStatus.ACCEPTED


def test_a_second_event_of_the_same_number_never_gets_in_by_itself(phone, visit_id, desk):
    """A number that was given twice: the one that came too early had no place, and must not slip in later."""
    phone.sync()
    early = phone.event("answer_given", visit_id, {"checklist": "short", "item": "item-3", "value": "met"}, seq=3)
    phone.sync([early])
    phone.say("answer_given", visit_id, checklist="short", item="item-1", value="met")
    phone.say("answer_given", visit_id, checklist="short", item="item-2", value="met")
    phone.sync()
    assert status(phone.payload(early)["id"]) is AnswerStatus.HELD
    assert [answer.item for answer in answers_of(UUID(visit_id))] == ["item-1", "item-2"]


def test_set_aside_it_stays_visible_and_its_phone_hears_why(held, phone, desk, office):
    assert desk.send(address(held, "/settlement"), reason="重复记录").status_code == 302
    assert "重复记录" not in desk.read("/problem-events")
    page = desk.read("/problem-events/settled")
    assert "重复记录" in page
    assert "检查员kezhang" in page
    assert last_line().deed == "set_event_aside"
    phone.sync([])
    assert phone.answers[held]["set_aside"]["reason"] == "重复记录"
    assert phone.answers[held]["status"] == "held"


def test_setting_aside_needs_a_reason_and_happens_once(held, desk):
    assert desk.send(address(held, "/settlement"), reason="").status_code == 422
    assert desk.send(address(held, "/settlement"), reason="重复记录").status_code == 302
    for deed in ("/settlement", "/attempt", "/exemption"):
        response = desk.send(address(held, deed), reason="再来")
        assert (response.status_code, "已经处理完毕" in text_of(response)) == (409, True)


def test_an_event_that_cannot_be_read_is_shown_as_it_came(phone, desk):
    phone.sync(["not.a.token"])
    page = desk.read("/problem-events")
    assert "无法识别的记录" in page


def test_a_photo_that_was_announced_is_listed_until_its_bytes_are_here(phone, desk, visit_id):
    phone.say(
        "photo_taken", visit_id, photo_id=str(uuid4()), sha256="ab" * 32, size_bytes=9, media_type="image/jpeg"
    )
    phone.sync(photos=["ab" * 32])
    page = desk.read("/arrivals")
    assert "演示一号地下车库" in page
    assert "件没有手机报告持有" not in page
    phone.sync([], photos=[])
    assert "1 件没有手机报告持有" in desk.read("/arrivals")


def test_events_that_a_phone_still_has_are_listed(phone, desk, visit_id):
    phone.sync([])
    page = desk.read("/arrivals")
    assert "检查员jia" in page
    phone.sync()
    assert "没有。各台手机报告的内容都已传到。" in desk.read("/arrivals")


@pytest.mark.parametrize("half", ["\ud800", "\udfff\ud800"])
def test_half_a_character_in_an_event_does_not_break_the_page_that_shows_it(phone, desk, half):
    """JSON lets half a surrogate pair through; no page can be written with it."""
    token = phone.event("answer_given", str(uuid4()), {"item": f"前{half}后", "checklist": "short", "value": "met"})
    [answer] = phone.sync([token])["answers"]
    assert answer["status"] == "refused"
    assert "前\ufffd" in desk.read(address(answer["id"]))
