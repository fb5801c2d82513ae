"""Findings as the reviewer sees them: the words and all earlier words, the photos, the same item before, what followed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from inspect_app.actions.law import law_of_edition
from inspect_app.rules.calendar import day_of
from inspect_app.rules.checklists import Item, Section
from inspect_app.rules.consequences import Consequence, consequence_of
from inspect_app.rules.law_table import LawTable
from inspect_app.rules.recurrence import Occurrence, recurrences
from inspect_app.store.cases import Case, cases_from_findings
from inspect_app.store.corrections import corrected_at
from inspect_app.store.decisions import Decision, decisions_about
from inspect_app.store.leads import Lead, leads_from
from inspect_app.store.orders import Order, orders_about
from inspect_app.store.photos import Photo, earlier_photos, photo_files
from inspect_app.store.reviews import Return
from inspect_app.store.visits import Finding, FindingVersion, Visit, findings_of_work
from inspect_app.web.photo_views import Albums, Key, PhotoView

MOST_EARLIER = 6


@dataclass(frozen=True)
class FindingView:
    """`before` = photos of the same checklist item from earlier visits, newest first; `recurred` = how often it had been
    corrected before (复发)."""

    finding: Finding
    item: Item | None
    section: Section | None
    acts: list[Consequence]
    photos: list[PhotoView]
    before: list[PhotoView]
    decisions: list[Decision]
    orders: list[Order]
    leads: list[Lead]
    returns: list[Return]
    cases: list[Case]
    recurred: int

    @property
    def current(self) -> FindingVersion:
        return self.finding.current

    @property
    def earlier(self) -> list[FindingVersion]:
        return self.finding.versions[-2::-1]


@dataclass(frozen=True)
class _Around:
    """What is known around the findings of one visit, each thing asked for once."""

    items: Mapping[Key, tuple[Item, Section]]
    photos: Mapping[UUID, list[PhotoView]]
    before: Mapping[Key, list[PhotoView]]
    decisions: Mapping[UUID, list[Decision]]
    orders: Mapping[UUID, list[Order]]
    leads: Sequence[Lead]
    cases: Mapping[UUID, list[Case]]
    returns: Sequence[Return]
    known: Mapping[Key, list[Occurrence]]
    law: LawTable
    on: date


def findings_as_views(
    visit: Visit,
    findings: Sequence[Finding],
    albums: Albums,
    returns: Sequence[Return],
    items: Mapping[Key, tuple[Item, Section]],
) -> list[FindingView]:
    """Heaviest first, as they would be read."""
    ids = [finding.id for finding in findings]
    around = _Around(
        items=items,
        photos=albums.findings,
        before=_before(visit, findings),
        decisions=decisions_about(ids),
        orders=orders_about(ids),
        leads=leads_from(ids),
        cases=cases_from_findings(ids),
        returns=returns,
        known=_occurrences(visit),
        law=law_of_edition(visit.rulebook),
        on=day_of(visit.started_at or visit.received_at),
    )
    return sorted((_view(finding, around) for finding in findings), key=_weight)


def _view(finding: Finding, around: _Around) -> FindingView:
    key = (finding.checklist, finding.item)
    item, section = around.items.get(key, (None, None))
    return FindingView(
        finding=finding,
        item=item,
        section=section,
        acts=_consequences(finding, around),
        photos=around.photos.get(finding.id, []),
        before=around.before.get(key, [])[:MOST_EARLIER],
        decisions=around.decisions.get(finding.id, []),
        orders=around.orders.get(finding.id, []),
        leads=[lead for lead in around.leads if lead.finding_id == finding.id],
        returns=[one for one in around.returns if one.finding_id == finding.id and one.photo_id is None],
        cases=around.cases.get(finding.id, []),
        recurred=recurrences(around.known.get(key, []), found_at=finding.found_at),
    )


def _occurrences(visit: Visit) -> dict[Key, list[Occurrence]]:
    findings = [one for one in findings_of_work(visit.work_id) if one.withdrawn_at is None]
    corrected = corrected_at([one.id for one in findings])
    found: dict[Key, list[Occurrence]] = {}
    for one in findings:
        found.setdefault((one.checklist, one.item), []).append(Occurrence(one.found_at, corrected.get(one.id)))
    return found


def _consequences(finding: Finding, around: _Around) -> list[Consequence]:
    """By the edition that the visit keeps, for the day on which it began."""
    found = (consequence_of(code, around.law, on=around.on) for code in finding.current.acts)
    return [one for one in found if one]


def _weight(view: FindingView) -> tuple[bool, int]:
    heaviest_first = ["SERIOUS", "ORDINARY", "MINOR"]
    return view.finding.withdrawn_at is not None, heaviest_first.index(view.current.severity.name)


def _before(visit: Visit, findings: Sequence[Finding]) -> dict[Key, list[PhotoView]]:
    keys = sorted({(finding.checklist, finding.item) for finding in findings})
    until = visit.started_at or visit.received_at
    rows: list[tuple[Key, Photo]] = earlier_photos(visit.work_id, keys, before=until)
    files = photo_files({photo.sha256 for _key, photo in rows})
    found: dict[Key, list[PhotoView]] = {}
    for key, photo in rows:
        if photo.visit_id != visit.id:
            found.setdefault(key, []).append(PhotoView(photo, files.get(photo.sha256)))
    return found
