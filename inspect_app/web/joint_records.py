"""The one record of a joint visit on the visit's page: which parts are in it, whose names are missing, and what came after it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from inspect_app.actions.finding_powers import department_of
from inspect_app.actions.findings import content_of
from inspect_app.rules.acts import Severity
from inspect_app.rules.checklists import Checklist, Verdict, verdict_of
from inspect_app.rules.joint_records import (
    Beyond,
    Part,
    PartFinding,
    Signed,
    beyond,
    is_joint,
    is_supplement,
    merged,
    sealed_parts,
    signatures_missing,
)
from inspect_app.rules.people import AgencyKind
from inspect_app.rules.plain import to_plain
from inspect_app.store.documents import Document
from inspect_app.store.shown_parts import ShownPart, heads_that_are_here, shown_parts_of
from inspect_app.store.visits import AnswerLine, Finding, Visit, standing_answers_of

SEVERITIES = {str(to_plain(one)): one.value for one in Severity}


@dataclass(frozen=True)
class SealedView:
    """A sealed record or supplement; `parts` as it was written, `missing` = whose names are not under it."""

    document: Document
    parts: list[Mapping[str, Any]]
    missing: list[str]


@dataclass(frozen=True)
class JointRecordView:
    """`beyond` = what no sealed record says. `shown` = what phones showed, each with whether its last record is here."""

    records: list[SealedView]
    supplements: list[SealedView]
    beyond: list[tuple[AgencyKind, Beyond]]
    shown: list[tuple[ShownPart, bool]]


def joint_record_of(
    visit: Visit, documents: Sequence[Document], findings: Sequence[Finding]
) -> JointRecordView | None:
    """None where one department was there alone and nobody sealed a joint record."""
    shown = list({one.officer_id: one for one in shown_parts_of(visit.id)}.values())
    joint = [one for one in documents if one.form == "inspection_record" and is_joint(one.content)]
    if not joint and not shown and len({member.part for member in visit.officers}) < 2:
        return None
    sealed, here = [_sealed(one) for one in joint], heads_that_are_here(visit.id, shown)
    lacking = (
        beyond([sealed_parts(one.content) for one in joint], _parts_now(visit, findings, shown)) if joint else []
    )
    return JointRecordView(
        [one for one in sealed if not is_supplement(one.document.content)],
        [one for one in sealed if is_supplement(one.document.content)],
        [(AgencyKind[one.kind.upper()], one) for one in lacking],
        [(one, one.sha256 in here) for one in shown],
    )


def _sealed(document: Document) -> SealedView:
    signed = [Signed(one.signer, one.name, one.badge_number, one.refused) for one in document.signatures]
    parts = [one for one in document.content["parts"] if isinstance(one, Mapping)]
    return SealedView(document, parts, signatures_missing(document.content, signed))


def _parts_now(visit: Visit, findings: Sequence[Finding], shown: Sequence[ShownPart]) -> list[Part]:
    """In the order in which the departments came along."""
    kinds = [to_plain(member.part) for member in visit.officers] + [_kind(one) for one in shown]
    answers = list(standing_answers_of(visit.id))
    return [
        merged(_recorded(visit, kind, findings, answers), [_shown(one) for one in shown if _kind(one) == kind])
        for kind in dict.fromkeys(kinds)
        if kind.upper() in AgencyKind.__members__
    ]


def _kind(shown: ShownPart) -> str:
    return str(shown.body["agency_kind"])


def _recorded(visit: Visit, kind: str, findings: Sequence[Finding], answers: Sequence[AnswerLine]) -> Part:
    audience = AgencyKind[kind.upper()]
    own = [one for one in findings if department_of(one) is audience]
    checklists = [found for one in visit.checklists if (found := content_of(one.version)).audience is audience]
    counts = verdicts_counted(checklists, answers)
    return Part(
        kind,
        {to_plain(verdict): counts.get(verdict, 0) for verdict in Verdict},
        tuple(
            PartFinding(str(one.id), one.current.text, one.current.severity.value)
            for one in own
            if one.withdrawn_at is None
        ),
        tuple(sorted(str(one.id) for one in own if one.withdrawn_at)),
    )


def _shown(shown: ShownPart) -> Part:
    """In the words of the record: a phone names the severity by its code."""
    return next(iter(sealed_parts({"parts": [{"kind": _kind(shown), **_in_words(shown.body)}]})))


def _in_words(body: Mapping[str, Any]) -> dict[str, Any]:
    findings = [one | {"severity": SEVERITIES.get(one["severity"], one["severity"])} for one in body["findings"]]
    return {"answers": body["answers"], "findings": findings}


def verdicts_counted(checklists: Sequence[Checklist], answers: Sequence[AnswerLine]) -> Counter[Verdict]:
    contents = {one.code: one for one in checklists}
    found: Counter[Verdict] = Counter()
    for one in answers:
        item = contents[one.checklist].items.get(one.item) if one.checklist in contents else None
        value = one.value if one.number is None else one.number
        verdict = verdict_of(item, value) if item and value is not None else None
        found.update([verdict] if verdict else [])
    return found
