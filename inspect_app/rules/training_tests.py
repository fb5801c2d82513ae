"""Short tests of a training (测验): what a question must hold, and how a paper is marked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from inspect_app.problems import Problem, Refusal

LEAST_CHOICES, MOST_CHOICES = 2, 8
MOST_CHARS = 2_000


class QuestionKind(StrEnum):
    SINGLE = "单选题"
    MULTIPLE = "多选题"


@dataclass(frozen=True)
class QuestionFacts:
    """`right` = numbers of the right choices, from 1. `explanation` is shown when the paper has been handed in."""

    text: str
    kind: QuestionKind
    choices: tuple[str, ...]
    right: frozenset[int]
    explanation: str = ""


def fit_to_ask(question: QuestionFacts) -> list[Refusal | None]:
    """题干、选项和正确答案齐全。"""
    count = len(question.choices)
    is_listed = LEAST_CHOICES <= count <= MOST_CHOICES and len(set(question.choices)) == count
    limits = {"least": LEAST_CHOICES, "most": MOST_CHOICES}
    long = max(len(text) for text in (question.text, question.explanation, *question.choices, ""))
    return [
        None if question.text.strip() else Refusal(Problem.FIELD_MISSING, facts={"field": "题目"}),
        None if is_listed else Refusal(Problem.CHOICES_TOO_FEW, facts=limits),
        None if _is_answerable(question) else Refusal(Problem.RIGHT_CHOICES_WRONG),
        Refusal(Problem.FIELD_TOO_LONG, facts={"field": "题目", "most": MOST_CHARS}) if long > MOST_CHARS else None,
    ]


def _is_answerable(question: QuestionFacts) -> bool:
    is_known = all(1 <= one <= len(question.choices) for one in question.right)
    count = len(question.right)
    return is_known and (count == 1 if question.kind is QuestionKind.SINGLE else count >= 2)


def unanswered(ids: Sequence[str], answers: Mapping[str, frozenset[int]]) -> Refusal | None:
    """每题都要作答。"""
    open_ones = tuple(str(place) for place, key in enumerate(ids, start=1) if not answers.get(key))
    return Refusal(Problem.TEST_UNANSWERED, facts={"numbers": open_ones}) if open_ones else None


def right_answers(right: Mapping[str, frozenset[int]], answers: Mapping[str, frozenset[int]]) -> int:
    """A question of several choices counts only when exactly the right ones are chosen."""
    return sum(1 for key, wanted in right.items() if answers.get(key) == wanted)


def has_passed(right: int, total: int, *, percent: int) -> bool:
    """The pass mark itself passes."""
    return total > 0 and right * 100 >= percent * total
