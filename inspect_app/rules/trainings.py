"""The training plan (学法用法计划): what an entry must say, who it is for, and what somebody still owes of it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from inspect_app.problems import Problem, Refusal
from inspect_app.rules.people import Role

POSTS = (Role.INSPECTOR, Role.SUPERVISOR, Role.LEGAL_REVIEWER, Role.HEAD)
"""Posts (岗位) of the office that learn the law by plan."""
MOST_CHARS = 5_000
MOST_MINUTES = 40 * 60


class TrainingState(StrEnum):
    """As it stands on a day."""

    PLANNED = "未举行"
    HELD = "已举行"
    CANCELLED = "已取消"


class Owed(StrEnum):
    ATTENDANCE = "未参加"
    TEST = "测验未通过"


@dataclass(frozen=True)
class TrainingFacts:
    """`task` = what is to be learned (学法任务); `minutes` = its length; whoever has one of `posts` must come."""

    title: str
    task: str
    held_on: date | None
    begins: str
    place: str
    teacher: str
    minutes: int
    posts: tuple[Role, ...]
    outline: str = ""


def fit_to_plan(facts: TrainingFacts) -> list[Refusal | None]:
    """名称、任务、日期、地点、学时和对象都要写明。"""
    named = {"名称": facts.title, "学法任务": facts.task, "地点": facts.place}
    texts = {**named, "授课人": facts.teacher, "内容": facts.outline, "开始时间": facts.begins}
    long = [name for name, text in texts.items() if len(text) > MOST_CHARS]
    return [
        *(
            None if text.strip() else Refusal(Problem.FIELD_MISSING, facts={"field": name})
            for name, text in named.items()
        ),
        None if facts.held_on else Refusal(Problem.FIELD_MISSING, facts={"field": "日期"}),
        None if facts.posts else Refusal(Problem.FIELD_MISSING, facts={"field": "对象（岗位）"}),
        fit_minutes(facts.minutes, least=30),
        *(Refusal(Problem.FIELD_TOO_LONG, facts={"field": name, "most": MOST_CHARS}) for name in long),
    ]


def fit_minutes(minutes: int, *, least: int = 0) -> Refusal | None:
    """学时以小时计，最少半小时。"""
    if least <= minutes <= MOST_MINUTES:
        return None
    facts = {"field": "学时", "least": f"{least / 60:g}", "most": MOST_MINUTES // 60, "value": f"{minutes / 60:g}"}
    return Refusal(Problem.OUT_OF_RANGE, facts=facts)


def state_of(held_on: date, *, is_cancelled: bool, on: date) -> TrainingState:
    if is_cancelled:
        return TrainingState.CANCELLED
    return TrainingState.HELD if held_on <= on else TrainingState.PLANNED


def owed_by(
    role: Role,
    posts: tuple[Role, ...],
    state: TrainingState,
    *,
    has_attended: bool,
    has_test: bool,
    has_passed: bool,
) -> list[Owed]:
    """Of one training that was held, by somebody whose post it is for."""
    if state is not TrainingState.HELD or role not in posts:
        return []
    lacking = {Owed.ATTENDANCE: not has_attended, Owed.TEST: has_test and not has_passed}
    return [what for what, is_lacking in lacking.items() if is_lacking]
