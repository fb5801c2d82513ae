"""One record of a joint visit (联合检查的现场检查笔录): what it says of each part, and what came after it was sealed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Counts = Mapping[str, int]
VERDICTS = ("met", "not_met", "not_applicable")
NOTHING: Counts = dict.fromkeys(VERDICTS, 0)
PARTY = "party"


@dataclass(frozen=True)
class PartFinding:
    id: str
    text: str
    severity: str


@dataclass(frozen=True)
class Part:
    """One department's part as far as it is known. `kind` = the kind of agency; `withdrawn` = ids of findings taken back."""

    kind: str
    answers: Counts = field(default_factory=lambda: dict(NOTHING))
    findings: tuple[PartFinding, ...] = ()
    withdrawn: tuple[str, ...] = ()


@dataclass(frozen=True)
class Beyond:
    """What a part has now that no sealed record says. `answers` = its counts, where they have changed."""

    kind: str
    added: tuple[PartFinding, ...]
    withdrawn: tuple[PartFinding, ...]
    answers: Counts | None


def merged(record: Part, shown: Iterable[Part]) -> Part:
    """What has arrived, and what phones showed of the rest: the later word on a finding is the record's."""
    findings, answers = {one.id: one for one in record.findings}, record.answers
    for part in shown:
        fresh = {one.id: one for one in part.findings if one.id not in record.withdrawn}
        findings = fresh | findings
        answers = max(answers, part.answers, key=_total)
    return Part(record.kind, answers, tuple(findings[key] for key in sorted(findings)), record.withdrawn)


def beyond(sealed: Sequence[Sequence[Part]], now: Sequence[Part]) -> list[Beyond]:
    """What a supplement (补充笔录) has to say. `sealed` = the parts of each record in the order of sealing."""
    found = [_beyond_of(part, [one for parts in sealed for one in parts if one.kind == part.kind]) for part in now]
    return [one for one in found if one.added or one.withdrawn or one.answers is not None]


def _beyond_of(now: Part, sealed: Sequence[Part]) -> Beyond:
    said: dict[str, PartFinding] = {}
    for part in sealed:
        said |= {one.id: one for one in part.findings}
        said = {key: one for key, one in said.items() if key not in part.withdrawn}
    answers = sealed[-1].answers if sealed else NOTHING
    return Beyond(
        now.kind,
        tuple(one for one in now.findings if said.get(one.id) != one),
        tuple(said[key] for key in now.withdrawn if key in said),
        None if _same(answers, now.answers) else now.answers,
    )


def _total(counts: Counts) -> int:
    return sum(counts.get(name, 0) for name in VERDICTS)


def _same(one: Counts, other: Counts) -> bool:
    return all(one.get(name, 0) == other.get(name, 0) for name in VERDICTS)


def is_joint(content: Mapping[str, Any]) -> bool:
    return isinstance(content.get("parts"), list)


def is_supplement(content: Mapping[str, Any]) -> bool:
    return bool(content.get("supplements"))


def sealed_parts(content: Mapping[str, Any]) -> list[Part]:
    """As a phone composed them: what is not understood is left out."""
    parts = content.get("parts")
    return [_sealed(one) for one in parts if isinstance(one, Mapping)] if isinstance(parts, list) else []


def _sealed(part: Mapping[str, Any]) -> Part:
    answers = part.get("answers")
    counts = answers if isinstance(answers, Mapping) else {}
    return Part(
        str(part.get("kind", "")),
        {name: counts[name] if isinstance(counts.get(name), int) else 0 for name in VERDICTS},
        tuple(_finding(one) for one in _maps(part.get("findings"))),
        tuple(str(one.get("id", "")) for one in _maps(part.get("withdrawn"))),
    )


def _finding(one: Mapping[str, Any]) -> PartFinding:
    return PartFinding(*(str(one.get(name, "")) for name in ("id", "text", "severity")))


def _maps(value: Any) -> list[Mapping[str, Any]]:
    return [one for one in value if isinstance(one, Mapping)] if isinstance(value, list) else []


@dataclass(frozen=True)
class Signed:
    """A name under a record, or the refusal of one."""

    signer: str
    name: str
    badge_number: str = ""
    is_refused: bool = False


def signatures_missing(content: Mapping[str, Any], signed: Sequence[Signed]) -> list[str]:
    """Whose name is not under it: officers of every department, and "party". Who refused, with a reason noted, is not missing."""
    done = {_key(one.name, one.badge_number) for one in signed if one.signer == "officer"}
    officers = [
        (str(one.get("name", "")), str(one.get("badge_number", ""))) for one in _maps(content.get("officers"))
    ]
    missing = [name for name, badge in officers if _key(name, badge) not in done]
    return missing if any(one.signer == PARTY for one in signed) else [*missing, PARTY]


def _key(name: str, badge_number: str) -> str:
    """By badge; a department whose people have none with us signs by name."""
    return badge_number or name
