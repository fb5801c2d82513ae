"""Hard questions of the office (难题): what one must say, and that nobody can be recognised in its answer."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from inspect_app.problems import Problem, Refusal
from inspect_app.rules.typical_cases import recognisable_in

MOST_CHARS = 5_000


class QuestionState(StrEnum):
    OPEN = "待解答"
    ANSWERED = "已解答"
    CLOSED = "已撤回"


@dataclass(frozen=True)
class QuestionFacts:
    """Asked from a finding of a visit, from a case, or by hand."""

    question_id: UUID
    text: str
    visit_id: UUID | None = None
    finding_id: UUID | None = None
    case_id: UUID | None = None


@dataclass(frozen=True)
class AnswerFacts:
    """`title` = the question in general words, as phones show it; `articles` = citations, 《…》第…条."""

    title: str
    text: str
    articles: tuple[str, ...] = ()


def fit_to_question(text: str) -> list[Refusal | None]:
    """写明问题。"""
    return [_filled("问题", text), _short("问题", text)]


def fit_to_remark(text: str) -> list[Refusal | None]:
    """写明意见。"""
    return [_filled("意见", text), _short("意见", text)]


def fit_to_answer(answer: AnswerFacts, names: Iterable[str]) -> list[Refusal | None]:
    """写明问题和解答；不能让人认出当事人，因为要发到手机。"""
    found = recognisable_in((answer.title, answer.text), names)
    return [
        _filled("问题（一般表述）", answer.title),
        _short("问题（一般表述）", answer.title),
        _filled("解答", answer.text),
        _short("解答", answer.text),
        Refusal(Problem.QUESTION_NOT_ANONYMOUS, facts={"marks": tuple(found)}) if found else None,
    ]


def _filled(field: str, text: str) -> Refusal | None:
    return None if text.strip() else Refusal(Problem.FIELD_MISSING, facts={"field": field})


def _short(field: str, text: str) -> Refusal | None:
    return (
        Refusal(Problem.FIELD_TOO_LONG, facts={"field": field, "most": MOST_CHARS})
        if len(text) > MOST_CHARS
        else None
    )
