"""Typical cases (以案论法): what one must hold, and that nobody can be recognised in it, before it is published."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, fields
from enum import StrEnum

from inspect_app.problems import Problem, Refusal

MOST_CHARS = 10_000
SHORTEST_NAME = 4
"""Names of firms and works that are shorter are words of every day."""


class CaseState(StrEnum):
    DRAFT = "草稿"
    PUBLISHED = "已发布"
    WITHDRAWN = "已撤下"


@dataclass(frozen=True)
class TypicalCaseFacts:
    """`acts` = codes of illegal acts; `articles` = citations in full, 《…》第…条."""

    title: str
    facts: str
    law: str
    result: str
    lesson: str
    acts: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()

    @property
    def texts(self) -> tuple[str, ...]:
        return (self.title, self.facts, self.law, self.result, self.lesson)


LABELS = {"title": "标题", "facts": "案情", "law": "法律分析", "result": "处理结果", "lesson": "启示"}
RECOGNISABLE = (
    re.compile(r"(?<![0-9A-Z])[0-9]{17}[0-9X](?![0-9A-Z])"),
    re.compile(r"(?<![0-9A-Z])[0-9A-HJ-NPQRTUWXY]{18}(?![0-9A-Z])"),
    re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)"),
    re.compile(r"(?<!\d)0\d{2,3}-?\d{7,8}(?!\d)"),
    re.compile(r"〔\d{4}〕第?\d+号"),
)
"""Identity numbers, credit codes, telephones, numbers of documents."""


def missing_in(case: TypicalCaseFacts) -> list[Refusal | None]:
    """A draft needs its title; what is too long is told at once."""
    named = {one.name: getattr(case, one.name) for one in fields(case) if one.name in LABELS}
    long = [name for name, text in named.items() if len(text) > MOST_CHARS]
    facts = [Refusal(Problem.FIELD_TOO_LONG, facts={"field": LABELS[name], "most": MOST_CHARS}) for name in long]
    return [None if case.title else _missing("title"), *facts]


def fit_to_publish(case: TypicalCaseFacts, names: Iterable[str]) -> list[Refusal | None]:
    """All parts filled, something of the law cited, and nobody to be recognised."""
    parts = [None if getattr(case, name) else _missing(name) for name in LABELS]
    law = None if case.acts or case.articles else Refusal(Problem.CASE_CITES_NOTHING)
    found = recognisable_in(case.texts, names)
    return [*parts, law, Refusal(Problem.CASE_NOT_ANONYMOUS, facts={"marks": tuple(found)}) if found else None]


def _missing(name: str) -> Refusal:
    return Refusal(Problem.FIELD_MISSING, facts={"field": LABELS[name]})


def recognisable_in(texts: Iterable[str], names: Iterable[str]) -> list[str]:
    """Numbers of persons, firms and papers, and the names of the register, each once."""
    whole = "\n".join(texts)
    numbers = [found[0] for mark in RECOGNISABLE for found in mark.finditer(whole)]
    known = [name for name in names if len(name) >= SHORTEST_NAME and name in whole]
    return list(dict.fromkeys([*numbers, *known]))
