"""What a finished visit still lacks, by the very rule by which the phone warns: first thing on the reviewer's page."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from inspect_app.actions.findings import content_of
from inspect_app.rules.checklists import Checklist, Item
from inspect_app.rules.completeness import ItemState, gaps
from inspect_app.store.photos import Photo
from inspect_app.store.visits import Answer, Finding, Visit
from inspect_app.web.photo_views import Key


@dataclass(frozen=True)
class GapView:
    """`kinds` of one item: "answer", or "finding" and "photo"."""

    item: Item
    kinds: list[str]


@dataclass(frozen=True)
class ChecklistGaps:
    checklist: Checklist
    gaps: list[GapView]


def gaps_of_visit(
    visit: Visit, answers: Mapping[Key, Sequence[Answer]], findings: Sequence[Finding], photos: Sequence[Photo]
) -> list[ChecklistGaps]:
    """Nothing before the visit has ended: until then things are not missing but still to come."""
    if visit.finished_at is None:
        return []
    states = _states(answers, findings, photos)
    contents = [content_of(one.version) for one in visit.checklists]
    found = [ChecklistGaps(content, _gaps_of(content, states)) for content in contents]
    return [one for one in found if one.gaps]


def _states(
    answers: Mapping[Key, Sequence[Answer]], findings: Sequence[Finding], photos: Sequence[Photo]
) -> dict[Key, ItemState]:
    texts: dict[Key, list[str]] = {}
    for finding in findings:
        if finding.withdrawn_at is None:
            texts.setdefault((finding.checklist, finding.item), []).append(finding.current.text)
    seen = Counter((photo.checklist, photo.item) for photo in photos)
    return {
        key: ItemState(rows[-1].answer, tuple(texts.get(key, [])), seen[key])
        for key, rows in answers.items()
        if rows
    }


def _gaps_of(content: Checklist, states: Mapping[Key, ItemState]) -> list[GapView]:
    own = {item: state for (code, item), state in states.items() if code == content.code}
    kinds: dict[str, list[str]] = {}
    for gap in gaps(content, own):
        kinds.setdefault(gap.item, []).append(gap.kind)
    return [GapView(content.items[item], missing) for item, missing in kinds.items()]
