"""The demonstration's people and learning: who leads, the training plan of 2017 in our own words, a test, a question, events."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from uuid import uuid4

from inspect_app.actions.activities import plan_activity
from inspect_app.actions.questions import ask_question
from inspect_app.actions.team_leads import name_team_lead
from inspect_app.actions.training_tests import begin_test, choose_test, hand_in_test, write_test_question
from inspect_app.actions.trainings import note_attendance, plan_training
from inspect_app.actions.typical_cases import draft_case, publish_case
from inspect_app.rules.activities import ActivityFacts, ActivityKind
from inspect_app.rules.calendar import day_of
from inspect_app.rules.people import Role
from inspect_app.rules.questions import QuestionFacts
from inspect_app.rules.training_tests import QuestionFacts as TestQuestionFacts
from inspect_app.rules.training_tests import QuestionKind
from inspect_app.rules.trainings import POSTS, TrainingFacts
from inspect_app.rules.typical_cases import TypicalCaseFacts
from inspect_app.store.agencies import teams_of
from inspect_app.store.officers import Officer
from inspect_app.store.trainings import TestQuestion, Training

TAUGHT = date(2017, 6, 20)
FIELD, ALL = (Role.INSPECTOR, Role.SUPERVISOR), POSTS
PLAN = (
    (date(2017, 2, 22), "行政处罚法和民防条例", "熟悉立案、调查、告知、决定和送达的步骤", 2, ALL),
    (date(2017, 4, 19), "民防工程质量和防护标准", "能看图、能对照标准查在建工程", 2, FIELD),
    (date(2017, 9, 20), "文书制作和案卷整理", "每人做一份完整案卷", 3, (Role.INSPECTOR, Role.LEGAL_REVIEWER)),
    (
        date(2017, 11, 15),
        "裁量基准和集体讨论",
        "按基准说明理由，不同意见记录在案",
        2,
        (Role.LEGAL_REVIEWER, Role.HEAD),
    ),
)
TAUGHT_ON_20_JUNE = ("民防工程检查和办案流程", "安全使用检查怎么做，案件一步一步怎么办", TAUGHT, 6, ALL)
ABSENT = frozenset({"geng", "xin"})
NOT_YET_TESTED = frozenset({"geng", "ding"})
"""So that somebody owes something."""
CASE = TypicalCaseFacts(
    "某物业公司擅自拆除防护密闭门案",
    "某住宅小区物业公司为增加停车位，拆除地下车库两樘防护密闭门，检查时发现。",
    "拆除人民防空工程设备设施，危害其安全和使用效能的，责令限期改正并给予警告，可以并处罚款。",
    "责令限期恢复，给予警告并处罚款；逾期复查合格后结案。",
    "检查在用工程先点防护设备的数，再看能不能关；责令改正和处罚同时作出。",
    acts=("RF49-3",),
)
QUESTIONS = (
    TestQuestionFacts(
        "物业公司拆除防护密闭门，下列哪项正确？", QuestionKind.SINGLE,
        ("只能口头提醒", "责令限期改正并给予警告，可以并处罚款", "由消防部门处罚"), frozenset({2}),
        "责令改正和处罚同时作出，罚款不是必须的。",
    ),
    TestQuestionFacts(
        "现场检查时必须做到哪些？", QuestionKind.MULTIPLE,
        ("两名以上执法人员", "主动出示执法证件", "先收罚款再写文书", "制作笔录"), frozenset({1, 2, 4}),
        "两人、亮证、笔录缺一不可。",
    ),
)  # fmt: skip


def load_learning(officers: Mapping[str, Officer], *, at: datetime) -> None:
    by = officers["ding"]
    _lead(officers, at=at)
    _plan_of_2017(officers, by, at=at)
    _plan_of_now(by, at=at)
    facts = QuestionFacts(uuid4(), "业主自己出钱加装的隔墙挡住了战时出入口，责令改正应当写给业主还是物业？")
    ask_question(facts, by=officers["geng"], at=at - timedelta(days=9))
    _events(by, at=at)


def _lead(officers: Mapping[str, Officer], *, at: datetime) -> None:
    """Each team by the head who belongs to it."""
    heads = {one.team_id: one for one in officers.values() if one.role is Role.HEAD}
    for team in teams_of(officers["jia"].home_id):
        if team.id in heads:
            name_team_lead(team, heads[team.id].id, by=None, at=at)


def _plan_of_2017(officers: Mapping[str, Officer], by: Officer, *, at: datetime) -> None:
    """学法用法计划, as its own office might have written it; the training of 20 June with its test and who was there."""
    staff = [one for one in officers.values() if one.role in POSTS and one.home_id == by.home_id]
    for held_on, title, task, hours, posts in PLAN:
        training = plan_training(training_facts(title, task, held_on, hours, posts), by=by, at=at)
        there = [one for one in staff if one.role in posts and one.login not in ABSENT]
        note_attendance(training.id, {one.id: training.minutes for one in there}, by=by, at=at)
    case = draft_case(CASE, by=by, at=at)
    publish_case(case.id, is_anonymous=True, by=officers["jia"], at=at)
    asked = [write_test_question(one, case.id, by=by, at=at) for one in QUESTIONS]
    training = plan_training(training_facts(*TAUGHT_ON_20_JUNE), by=by, at=at)
    choose_test(training.id, [one.id for one in asked], by=by, at=at)
    note_attendance(training.id, {one.id: training.minutes for one in staff}, by=by, at=at)
    for officer in staff:
        if officer.login not in NOT_YET_TESTED:
            pass_test(training, asked, officer, at=at)


def pass_test(training: Training, asked: list[TestQuestion], officer: Officer, *, at: datetime) -> None:
    attempt = begin_test(training.id, by=officer, at=at)
    hand_in_test(attempt.id, {str(one.id): frozenset(one.right) for one in asked}, by=officer, at=at)


def _plan_of_now(by: Officer, *, at: datetime) -> None:
    """One that is past and one that is to come, so that the lists of this year are not empty."""
    today = day_of(at)
    for days, title in ((-30, "新修行政处罚法要点"), (30, "现场检查取证实务")):
        facts = training_facts(title, "掌握条文和常见错误", today + timedelta(days=days), 2, FIELD)
        training = plan_training(facts, by=by, at=at)
        if days < 0:
            note_attendance(training.id, {by.id: training.minutes}, by=by, at=at)


def training_facts(title: str, task: str, held_on: date, hours: int, posts: tuple[Role, ...]) -> TrainingFacts:
    return TrainingFacts(title, task, held_on, "09:00", "办公室会议室", "市民防办讲师（演示）", hours * 60, posts)


def _events(by: Officer, *, at: datetime) -> None:
    today = day_of(at)
    year = today.year
    rows = (
        (ActivityKind.RULE_OF_LAW_MONTH, "民防法律进企业", date(2017, 5, 8), date(2017, 5, 31), 260),
        (ActivityKind.DEFENCE_WEEK, "国防教育周广场宣传", date(2017, 9, 11), date(2017, 9, 17), 1_200),
        (ActivityKind.DEFENCE_WEEK, "国防教育周进社区", date(year, 9, 14), date(year, 9, 18), 480),
        (ActivityKind.ENTERPRISE_VISIT, "走访在建工程参建单位", date(year, 3, 12), date(year, 3, 12), 36),
    )
    for kind, title, first, last, reached in rows:
        summary, people = ("答疑并收集意见。", reached) if last <= today else ("", None)
        facts = ActivityFacts(kind, title, first, last, "各街镇", "发放资料，现场答疑。", summary, people)
        plan_activity(facts, by=by, at=at)
