"""Who may review a file, which files are drawn, what a sheet must say before it is signed, and what it scores (案卷评查)."""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from inspect_app.problems import Problem, Refusal
from inspect_app.rules.file_findings import Answer

T = TypeVar("T")


class Grade(StrEnum):
    EXCELLENT = "优秀"
    PASSED = "合格"
    FAILED = "不合格"


class PartInFile(StrEnum):
    """What somebody did in a file. Whoever did any of it does not review that file."""

    OFFICER = "承办人员"
    APPROVER = "审批人员"
    LEGAL_REVIEWER = "法制审核人员"
    CLERK = "经办人员"


class Choosing(StrEnum):
    ALL = "全部"
    AT_RANDOM = "随机抽取"


@dataclass(frozen=True)
class Limits:
    """From how many points a file is excellent, and from how many it passes; both are the office's own settings."""

    excellent: int
    passed: int


@dataclass(frozen=True)
class Line:
    """One question of a sheet as it stands: what the software found, what the person says. `answer` None = not yet."""

    code: str
    question: str
    points: int
    is_fatal: bool
    software: Answer
    answer: Answer | None
    remark: str = ""


def may_review(parts: Mapping[str, PartInFile], who: str, name: str) -> Refusal | None:
    """本单位的规则：案件的承办人员、审批人员、法制审核人员不评查自己办的案卷。No law says so; nobody judges own work."""
    part = parts.get(who)
    return Refusal(Problem.OWN_FILE, facts={"name": name, "part": part.value}) if part else None


def sheet_faults(lines: Sequence[Line], conclusion: str) -> list[Refusal | None]:
    """Every question answered; a reason wherever the person finds a fault or sees it otherwise than the software."""
    faults: list[Refusal | None] = []
    if open_ones := tuple(one.question for one in lines if one.answer in (None, Answer.UNKNOWN)):
        faults.append(Refusal(Problem.CHECKS_UNANSWERED, facts={"count": len(open_ones), "questions": open_ones}))
    if silent := tuple(one.question for one in lines if needs_remark(one) and not one.remark.strip()):
        faults.append(Refusal(Problem.CHECK_WITHOUT_REASON, facts={"questions": silent}))
    if not conclusion.strip():
        faults.append(Refusal(Problem.FIELD_MISSING, facts={"field": "评查意见"}))
    return faults


def needs_remark(line: Line) -> bool:
    differs = line.software is not Answer.UNKNOWN and line.answer is not line.software
    return line.answer is not None and (differs or line.answer is Answer.BROKEN)


def score_of(lines: Sequence[Line]) -> int:
    """Points kept for each hundred that apply, rounded down: half a point short of a limit does not reach it."""
    counted = [one for one in lines if one.answer in (Answer.KEPT, Answer.BROKEN)]
    whole = sum(one.points for one in counted)
    kept = sum(one.points for one in counted if one.answer is Answer.KEPT)
    return HUNDRED * kept // whole if whole else HUNDRED


HUNDRED = 100


def grade_of(lines: Sequence[Line], limits: Limits) -> Grade:
    """一项否决：a fatal fault makes the file fail whatever its points."""
    score = score_of(lines)
    if fatal_faults(lines) or score < limits.passed:
        return Grade.FAILED
    return Grade.EXCELLENT if score >= limits.excellent else Grade.PASSED


def fatal_faults(lines: Sequence[Line]) -> list[Line]:
    return [one for one in lines if one.is_fatal and one.answer is Answer.BROKEN]


def drawn(keys: Collection[str], count: int, seed: str) -> list[str]:
    """So many of the keys, by the SHA-256 of seed and key: whoever has the list and the seed draws the same again."""
    return sorted(keys, key=lambda key: hashlib.sha256(f"{seed}:{key}".encode()).hexdigest())[:count]


def dealt(files: Mapping[str, Mapping[str, PartInFile]], reviewers: Sequence[str]) -> dict[str, str]:
    """File -> reviewer: each goes to whoever has the fewest so far and took no part in it; who is named first goes first.

    Files that all reviewers took part in are left out.
    """
    load = dict.fromkeys(reviewers, 0)
    found: dict[str, str] = {}
    for key, parts in files.items():
        free = [one for one in reviewers if one not in parts]
        if free:
            found[key] = min(free, key=lambda one: load[one])
            load[found[key]] += 1
    return found
