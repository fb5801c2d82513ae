"""What the software answers to one question of a case-file review (案卷评查), and how it shows the fact that says so."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from inspect_app.problems import Refusal


class Answer(StrEnum):
    """Of the software and of the person; a person never leaves it at `UNKNOWN`."""

    KEPT = "符合"
    BROKEN = "不符合"
    NOT_APPLICABLE = "不适用"
    UNKNOWN = "软件不能判断"


@dataclass(frozen=True)
class Shown:
    """A sentence with the facts that stand in it. The sentence is kept with the sheet, so that it reads for ever."""

    sentence: str
    facts: Mapping[str, object] = field(default_factory=dict)

    @property
    def text(self) -> str:
        facts = {
            name: "、".join(fact) if isinstance(fact, tuple | list) else fact for name, fact in self.facts.items()
        }
        return self.sentence.format(**facts)


@dataclass(frozen=True)
class Found:
    answer: Answer
    shows: tuple[Shown, ...] = ()


KEPT = Found(Answer.KEPT)


def kept(sentence: str = "", **facts: object) -> Found:
    return Found(Answer.KEPT, _shown(sentence, facts))


def broken(sentence: str, **facts: object) -> Found:
    return Found(Answer.BROKEN, _shown(sentence, facts))


def not_applicable(sentence: str = "", **facts: object) -> Found:
    return Found(Answer.NOT_APPLICABLE, _shown(sentence, facts))


def cannot_tell(sentence: str = "", **facts: object) -> Found:
    return Found(Answer.UNKNOWN, _shown(sentence, facts))


def refused(refusals: list[Refusal]) -> Found:
    """Broken where the law's own gates refuse something; each says what, in its own words."""
    if not refusals:
        return KEPT
    shows: list[Shown] = []
    for one in refusals:
        if (shown := Shown(one.problem.sentence, dict(one.facts))) not in shows:
            shows.append(shown)
    return Found(Answer.BROKEN, tuple(shows))


def _shown(sentence: str, facts: Mapping[str, object]) -> tuple[Shown, ...]:
    said = {name: one.isoformat() if isinstance(one, date) else one for name, one in facts.items()}
    return (Shown(sentence, said),) if sentence else ()
