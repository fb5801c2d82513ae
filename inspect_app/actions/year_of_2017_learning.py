"""What the office of the played year learned: its plan, who came, and the training of 20 June with its test."""

from collections.abc import Iterator
from datetime import date, datetime
from functools import partial

from inspect_app.actions.demonstration_learning import (
    ABSENT,
    CASE,
    PLAN,
    QUESTIONS,
    TAUGHT,
    TAUGHT_ON_20_JUNE,
    pass_test,
    training_facts,
)
from inspect_app.actions.training_tests import choose_test, write_test_question
from inspect_app.actions.trainings import note_attendance, plan_training
from inspect_app.actions.typical_cases import draft_case, publish_case
from inspect_app.actions.year_of_2017_player import LEGAL, SUPERVISOR, Cast, Deed
from inspect_app.rules.trainings import POSTS, TrainingFacts
from inspect_app.store.officers import Officer
from inspect_app.store.trainings import question_for_tests, training_with

PLANNED_ON = date(2017, 1, 10)
HEAD = "jia"


def days_of_learning() -> list[Deed]:
    held = [Deed(one[0], 17, partial(_came, one[1], ABSENT)) for one in PLAN]
    here = Deed(TAUGHT, 16, partial(_came, TAUGHT_ON_20_JUNE[0], frozenset()))
    return [Deed(PLANNED_ON, 10, _plan), *held, Deed(TAUGHT, 8, _set_test), here, Deed(TAUGHT, 17, _sit_test)]


def _plan(cast: Cast, at: datetime) -> None:
    for held_on, title, task, hours, posts in PLAN:
        _planned(cast, training_facts(title, task, held_on, hours, posts), at)
    _planned(cast, training_facts(*TAUGHT_ON_20_JUNE), at)


def _planned(cast: Cast, facts: TrainingFacts, at: datetime) -> None:
    cast.kept[f"training {facts.title}"] = plan_training(facts, by=cast.people[SUPERVISOR], at=at).id


def _staff(cast: Cast) -> Iterator[Officer]:
    office = cast.people[SUPERVISOR].home_id
    return (one for one in cast.people.values() if one.role in POSTS and one.home_id == office)


def _came(title: str, absent: frozenset[str], cast: Cast, at: datetime) -> None:
    training = training_with(cast.kept[f"training {title}"])
    assert training
    there = [one for one in _staff(cast) if one.role in training.roles and one.login not in absent]
    note_attendance(training.id, {one.id: training.minutes for one in there}, by=cast.people[SUPERVISOR], at=at)


def _set_test(cast: Cast, at: datetime) -> None:
    """From a typical case, as the report says: 以案论法."""
    by = cast.people[LEGAL]
    case = draft_case(CASE, by=by, at=at)
    publish_case(case.id, is_anonymous=True, by=cast.people[HEAD], at=at)
    asked = [write_test_question(one, case.id, by=by, at=at).id for one in QUESTIONS]
    cast.kept |= {f"question {place}": one for place, one in enumerate(asked)}
    choose_test(cast.kept[f"training {TAUGHT_ON_20_JUNE[0]}"], asked, by=by, at=at)


def _sit_test(cast: Cast, at: datetime) -> None:
    training = training_with(cast.kept[f"training {TAUGHT_ON_20_JUNE[0]}"])
    found = [question_for_tests(cast.kept[f"question {place}"]) for place in range(len(QUESTIONS))]
    asked = [one for one in found if one]
    assert training
    for officer in _staff(cast):
        pass_test(training, asked, officer, at=at)
