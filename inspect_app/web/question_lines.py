"""Lists of questions: which are open and for how long, and the same counted by the office that asked."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from inspect_app.access import current_officer
from inspect_app.actions.questions import offices_seen_by
from inspect_app.rules.calendar import day_of
from inspect_app.rules.permissions import Permission
from inspect_app.rules.questions import QuestionState
from inspect_app.store.agencies import Agency, all_agencies
from inspect_app.store.officers import Officer
from inspect_app.store.questions import Question, questions_of

LATE_DAYS = 7
"""An open question that is older stands in red."""


@dataclass(frozen=True)
class Line:
    question: Question
    days: int

    @property
    def is_late(self) -> bool:
        return self.question.state is QuestionState.OPEN and self.days > LATE_DAYS


@dataclass(frozen=True)
class OfficeQuestions:
    """The questions of one office, as the city counts them."""

    office: Agency
    lines: list[Line]

    @property
    def waiting(self) -> list[Line]:
        return [one for one in self.lines if one.question.state is QuestionState.OPEN]

    @property
    def late(self) -> int:
        return sum(one.is_late for one in self.lines)

    @property
    def answered(self) -> int:
        return sum(one.question.state is QuestionState.ANSWERED for one in self.lines)

    @property
    def oldest_days(self) -> int:
        return max((one.days for one in self.waiting), default=0)


def lines_of(officer: Officer, args: Mapping[str, str], *, on: date) -> list[Line]:
    """Open ones first, the oldest of them on top; then the rest, the newest first."""
    state, words = args.get("state", ""), args.get("text", "").split()
    found = [one for one in questions_of(offices_seen_by(officer)) if not state or one.state.name.lower() == state]
    found = [one for one in found if all(word in _words_of(one) for word in words)]
    lines = [Line(one, (on - day_of(one.asked_at)).days) for one in found]
    waiting = [one for one in lines if one.question.state is QuestionState.OPEN]
    return [*reversed(waiting), *(one for one in lines if one.question.state is not QuestionState.OPEN)]


def _words_of(question: Question) -> str:
    answer = question.answer
    return question.text + (f"{answer.title}{answer.text}{''.join(answer.articles)}" if answer else "")


def waiting_for(officer: Officer, *, on: date, most: int) -> list[Line]:
    """For the first page of whoever sees questions."""
    return lines_of(officer, {"state": "open"}, on=on)[:most] if officer.may(Permission.SEE_QUESTIONS) else []


def by_office(lines: list[Line]) -> dict[str, object]:
    """Of whoever sees more than one office's: how many each has open and for how long, the longest wait first."""
    offices = {one.id: one for one in all_agencies()}
    counts = [
        OfficeQuestions(offices[key], [line for line in lines if line.question.agency_id == key])
        for key in {line.question.agency_id for line in lines}
    ]
    own = current_officer().home_id
    foreign = [one for one in counts if one.office.id != own]
    return {"names": offices, "by_office": sorted(foreign, key=lambda one: -one.oldest_days), "own_id": own}
