"""The training plan at the desk: planned, materials, who was there, the test, what is still owed, events."""

import io
from datetime import date, timedelta

import pytest

from inspect_app import clock
from inspect_app.actions.training_tests import choose_test, write_test_question
from inspect_app.actions.trainings import debts_of, plan_training
from inspect_app.rules.people import Role
from inspect_app.rules.training_tests import QuestionFacts, QuestionKind
from inspect_app.rules.trainings import Owed, TrainingFacts
from inspect_app.store.activities import activities_of
from inspect_app.store.attachments import attachments_of
from inspect_app.store.base import transaction
from inspect_app.store.trainings import attempts_at, training_with, trainings_of
from tests import make
from tests.conftest import MONDAY
from tests.desk import Desk, text_of

FIELDS = {
    "title": "法制培训", "task": "办案流程", "held_on": "2026-11-20", "begins": "09:00", "hours": "2", "place": "会议室",
    "teacher": "讲师", "posts": "INSPECTOR", "outline": "",
}  # fmt: skip
SINGLE = QuestionFacts("一题", QuestionKind.SINGLE, ("甲", "乙"), frozenset({2}), "因为乙")
SEVERAL = QuestionFacts("二题", QuestionKind.MULTIPLE, ("甲", "乙", "丙"), frozenset({1, 3}))


@pytest.fixture
def training(office):
    """Held yesterday, for inspectors, with a test of two questions."""
    yesterday = clock.today() - timedelta(days=1)
    facts = TrainingFacts("法制培训", "办案流程", yesterday, "09:00", "会议室", "讲师", 120, (Role.INSPECTOR,))
    with transaction():
        found = plan_training(facts, by=office.head, at=MONDAY)
        asked = [write_test_question(one, None, by=office.head, at=MONDAY) for one in (SINGLE, SEVERAL)]
        choose_test(found.id, [one.id for one in asked], by=office.head, at=MONDAY)
    return found


def begin(desk, training):
    return desk.send(f"/trainings/{training.id}/attempts").headers["Location"]


def answers(training, first, second):
    one, two = training_with(training.id).question_ids
    return {f"q-{one}": first, f"q-{two}": second}


def test_a_training_is_planned_changed_and_cancelled(desk, office):
    place = desk.send("/trainings", **FIELDS).headers["Location"]
    assert "法制培训" in desk.read(place)
    assert "法制培训" in desk.read("/trainings", year="2026")
    assert desk.send(place, **{**FIELDS, "title": "另一次"}).status_code == 302
    assert desk.send(f"{place}/cancellation", reason="").status_code == 422
    assert desk.send(f"{place}/cancellation", reason="讲师不能来").status_code == 302
    assert "讲师不能来" in desk.read(place)
    assert desk.send(place, **FIELDS).status_code == 422


def test_what_is_missing_is_said_and_what_was_typed_stays(desk, office):
    refused = desk.send("/trainings", title="只有名称", hours="0.1")
    words = text_of(refused)
    assert refused.status_code == 422
    assert all(word in words for word in ("学法任务", "地点", "日期", "对象（岗位）", "学时"))
    assert "只有名称" in refused.get_data(as_text=True)
    assert trainings_of(office.agency.id) == []


def test_an_inspector_plans_nothing_and_sees_the_plan(inspector, training):
    assert inspector.send("/trainings", **FIELDS).status_code == 403
    assert inspector.open("/question-bank").status_code == 403
    assert inspector.open("/trainings/owed").status_code == 403
    assert "法制培训" in inspector.read(f"/trainings/{training.id}")


def test_another_office_finds_nothing(stranger, training):
    assert stranger.open(f"/trainings/{training.id}").status_code == 404
    assert stranger.send(f"/trainings/{training.id}/attendance").status_code == 404


def test_who_was_there_and_for_how_long(desk, office, training):
    path = f"/trainings/{training.id}"
    sent = {"there": [str(office.jia.id), str(office.yi.id)], f"hours-{office.yi.id}": "1.5"}
    assert desk.send(f"{path}/attendance", **sent).status_code == 302
    minutes = {line.officer_id: line.minutes for line in training_with(training.id).attendances}
    assert minutes == {office.jia.id: 120, office.yi.id: 90}
    assert desk.send(f"{path}/attendance", there=str(office.jia.id)).status_code == 302
    minutes = {line.officer_id: line.minutes for line in training_with(training.id).attendances}
    assert minutes == {office.jia.id: 120, office.yi.id: 0}


@pytest.mark.parametrize("hours", ["x", "41", "-1", "1e999"])
def test_hours_that_cannot_be_are_refused(desk, office, training, hours):
    sent = {"there": str(office.jia.id), f"hours-{office.jia.id}": hours}
    assert desk.send(f"/trainings/{training.id}/attendance", **sent).status_code == 422
    assert training_with(training.id).attendances == []


def test_attendance_waits_for_the_day(desk, office):
    later = (clock.today() + timedelta(days=1)).isoformat()
    place = desk.send("/trainings", **{**FIELDS, "held_on": later}).headers["Location"]
    assert desk.send(f"{place}/attendance", there=str(office.jia.id)).status_code == 409


def test_what_each_officer_still_owes(desk, inspector, office, training):
    on = clock.today()
    owed = {debt.officer.login: debt.owed for debt in debts_of(office.agency.id, on=on)}
    assert owed == {"jia": (Owed.ATTENDANCE, Owed.TEST), "yi": (Owed.ATTENDANCE, Owed.TEST)}
    assert "1 我还欠的培训" in inspector.read("/")
    assert "法制培训" in inspector.read("/trainings", owed="1")
    desk.send(f"/trainings/{training.id}/attendance", there=str(office.jia.id))
    inspector.send(begin(inspector, training), **answers(training, "2", ["1", "3"]))
    assert [debt.officer.login for debt in debts_of(office.agency.id, on=on)] == ["yi"]
    assert "检查员yi" in desk.read("/trainings/owed", year=str(training.held_on.year))
    sheet = desk.open("/trainings/owed/export.csv", year=str(training.held_on.year)).get_data(as_text=True)
    assert "未参加、测验未通过" in sheet


def test_the_first_page_and_its_list_tell_of_this_year(inspector, desk, office, training):
    """Whoever came later owes nothing of the plans of years before."""
    with transaction():
        training_with(training.id).held_on = clock.today().replace(year=clock.today().year - 1, day=1)
    assert "我还欠的培训" not in inspector.read("/").replace("0 我还欠的培训", "")
    assert "法制培训" not in inspector.read("/trainings", owed="1")
    assert "法制培训" in inspector.read("/trainings", owed="1", year=str(clock.today().year - 1))


def test_the_right_answers_do_not_leave_the_server_before_the_end(inspector, training):
    place = begin(inspector, training)
    paper = inspector.open(place).get_data(as_text=True)
    assert "一题" in paper
    assert "因为乙" not in paper
    assert "正确答案</span>" not in paper
    assert "checked" not in paper
    refused = inspector.send(place, **answers(training, "2", []))
    assert refused.status_code == 422
    assert "第 2 题" in text_of(refused)
    assert "因为乙" not in refused.get_data(as_text=True)
    assert "checked" in refused.get_data(as_text=True), "what was chosen stays"
    inspector.send(place, **answers(training, "2", ["1", "3"]))
    assert "因为乙" in inspector.read(place)


def test_nobody_reads_the_paper_of_another_before_it_is_handed_in(app, desk, inspector, training):
    place = begin(inspector, training)
    assert desk.open(place).status_code == 404
    assert Desk(app.test_client(), "yi").open(place).status_code == 404
    inspector.send(place, **answers(training, "1", ["1"]))
    assert "答对 0 题" in desk.read(place)
    assert Desk(app.test_client(), "yi").open(place).status_code == 404


@pytest.mark.parametrize(("percent", "is_passed"), [("50", True), ("51", False)])
def test_the_pass_mark_is_a_setting(inspector, head, office, training, percent, is_passed):
    assert head.send("/settings/test_pass_percent", value=percent).status_code == 302
    inspector.send(begin(inspector, training), **answers(training, "2", ["1"]))
    [attempt] = attempts_at([training.id])
    assert attempt.right_count == 1
    assert attempt.is_passed is is_passed


def test_every_attempt_is_kept_and_none_follows_a_pass(inspector, training):
    first = begin(inspector, training)
    assert begin(inspector, training) == first, "one under way is gone on with"
    inspector.send(first, **answers(training, "1", ["1"]))
    assert inspector.send(first, **answers(training, "2", ["1", "3"])).status_code == 409
    inspector.send(begin(inspector, training), **answers(training, "2", ["1", "3"]))
    assert [one.is_passed for one in attempts_at([training.id])] == [False, True]
    assert inspector.send(f"/trainings/{training.id}/attempts").status_code == 409


def test_a_question_is_written_and_no_longer_changed_once_it_was_asked(desk, inspector, office, training):
    fields = {"kind": "SINGLE", "text": "新题", "choices": "甲\n乙", "right": "1"}
    assert desk.send("/question-bank", **fields).status_code == 302
    assert "新题" in desk.read("/question-bank")
    first = training_with(training.id).question_ids[0]
    assert desk.send(f"/question-bank/{first}", **fields).status_code == 302
    begin(inspector, training)
    assert desk.send(f"/question-bank/{first}", **fields).status_code == 409
    assert desk.send(f"/question-bank/{first}/retirement").status_code == 302


@pytest.mark.parametrize(
    "wrong",
    [{"choices": "甲"}, {"choices": "甲\n甲"}, {"right": "3"}, {"right": "1 2"}, {"right": "x"}, {"text": " "},
     {"kind": "MULTIPLE"}],
)  # fmt: skip
def test_a_question_that_cannot_be_answered_is_refused(desk, office, wrong):
    fields = {"kind": "SINGLE", "text": "新题", "choices": "甲\n乙", "right": "1", **wrong}
    assert desk.send("/question-bank", **fields).status_code == 422


def test_a_test_without_questions_cannot_be_taken(desk, inspector, training):
    assert desk.send(f"/trainings/{training.id}/test").status_code == 302
    assert inspector.send(f"/trainings/{training.id}/attempts").status_code == 409


def upload(desk, path, name, body, kind="material"):
    return desk.send(path, file=(io.BytesIO(body), name), kind=kind)


def test_material_is_kept_under_its_hash_and_given_out_to_be_saved(desk, inspector, training):
    path = f"/trainings/{training.id}/files"
    assert upload(desk, path, "讲义.pdf", b"%PDF-1.7 x").status_code == 302
    assert upload(desk, path, "照片.jpg", make.picture(), "photo").status_code == 302
    material, photo = attachments_of(training.id)
    answer = inspector.open(f"/attachments/{material.id}")
    assert answer.data == b"%PDF-1.7 x"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert inspector.open(f"/attachments/{photo.id}/picture").mimetype == "image/jpeg"
    assert inspector.open(f"/attachments/{material.id}/picture").status_code == 404
    assert inspector.send(f"/attachments/{material.id}/removal").status_code == 403
    assert desk.send(f"/attachments/{material.id}/removal").status_code == 302
    assert inspector.open(f"/attachments/{material.id}").status_code == 404


@pytest.mark.parametrize(
    ("name", "body", "kind", "words"),
    [
        ("a.exe", b"MZ", "material", "不是这里收的文件"),
        ("a.pdf", b"MZ", "material", "不是这里收的文件"),
        ("a.jpg", b"%PDF-1.7 no photo", "photo", "不是这里收的文件"),
        ("a.pdf", b"", "material", "没有选择文件"),
    ],
)
def test_a_file_that_is_not_taken_is_named(desk, training, name, body, kind, words):
    refused = upload(desk, f"/trainings/{training.id}/files", name, body, kind)
    assert refused.status_code == 422
    assert words in text_of(refused)
    assert attachments_of(training.id) == []


EVENT = {
    "kind": "DEFENCE_WEEK",
    "title": "广场宣传",
    "from_on": "2026-09-14",
    "until_on": "2026-09-18",
    "reached": "480",
}


def test_events_of_a_year_with_their_totals(desk, inspector, office):
    place = desk.send("/activities", **EVENT).headers["Location"]
    desk.send("/activities", **{**EVENT, "title": "进社区", "reached": "20"})
    page = inspector.read("/activities", year="2026")
    assert "国防教育周 2 500" in page
    assert "广场宣传" not in inspector.read("/activities", year="2025")
    assert desk.send(f"{place}/withdrawal", reason="重复").status_code == 302
    assert "国防教育周 1 20" in inspector.read("/activities", year="2026")
    sheet = inspector.open("/activities/export.csv", year="2026").get_data(as_text=True)
    assert "合计" in sheet
    assert "广场宣传" not in sheet


@pytest.mark.parametrize("wrong", [{"until_on": "2026-09-13"}, {"reached": "-1"}, {"title": ""}, {"from_on": ""}])
def test_an_event_that_cannot_be_is_refused(desk, office, wrong):
    assert desk.send("/activities", **{**EVENT, **wrong}).status_code == 422
    assert activities_of(office.agency.id) == []


def test_photos_of_an_event_are_shown(desk, office):
    place = desk.send("/activities", **EVENT).headers["Location"]
    assert upload(desk, f"{place}/files", "现场.jpg", make.picture(), "photo").status_code == 302
    assert "/picture" in desk.open(place).get_data(as_text=True)
    assert desk.send(place, **{**EVENT, "summary": "顺利"}).status_code == 302
    assert "顺利" in desk.read(place)


def test_an_inspector_keeps_no_events(inspector, office):
    assert inspector.send("/activities", **EVENT).status_code == 403
    assert date(2026, 9, 14) not in {one.from_on for one in activities_of(office.agency.id)}
