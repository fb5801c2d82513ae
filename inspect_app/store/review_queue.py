"""What the reviewer's queue knows of many visits at once: the facts by which each is weighed."""

from collections.abc import Mapping, Sequence
from typing import TypeVar
from uuid import UUID

from inspect_app.rules.moments import TimeGrade, weakest
from inspect_app.rules.places import Grade
from inspect_app.rules.reviewing import ReviewFacts
from inspect_app.store.decisions import Decision, decisions_of_visits
from inspect_app.store.evidence import place_of_visit
from inspect_app.store.journal import clock_errors, time_grades
from inspect_app.store.orders import Order, orders_of_visits
from inspect_app.store.photos import Photo, photo_files, photos_of
from inspect_app.store.record import overruled_cancellations, steps_of
from inspect_app.store.visit_contents import findings_by_severity, items_answered_differently
from inspect_app.store.visits import PlaceFix, Visit, fixes_of

Row = TypeVar("Row", Decision, Order, Photo, PlaceFix)


def review_facts(visits: Sequence[Visit]) -> dict[UUID, ReviewFacts]:
    """In a fixed number of queries, however many visits wait."""
    ids = [visit.id for visit in visits]
    findings, disputed, grades = findings_by_severity(ids), items_answered_differently(ids), time_grades(*ids)
    decisions, orders = _by_visit(decisions_of_visits(*ids)), _by_visit(orders_of_visits(*ids))
    places, overruled = _places(visits), overruled_cancellations(steps_of(*ids))
    return {
        one: ReviewFacts(
            serious_findings=findings.get(one, {}).get("SERIOUS", 0),
            ordinary_findings=findings.get(one, {}).get("ORDINARY", 0),
            minor_findings=findings.get(one, {}).get("MINOR", 0),
            decisions=sum(1 for decision in decisions.get(one, []) if not decision.flags),
            flagged_decisions=sum(1 for decision in decisions.get(one, []) if decision.flags),
            flagged_orders=sum(1 for order in orders.get(one, []) if order.flags),
            differing_answers=len(disputed.get(one, ())),
            is_overruling=one in overruled,
            place=places[one],
            time=weakest(TimeGrade[name] for name in grades.get(one, ())),
        )
        for one in ids
    }


def _places(visits: Sequence[Visit]) -> Mapping[UUID, Grade]:
    ids = [visit.id for visit in visits]
    all_fixes, photos = fixes_of(*ids), [one for one in photos_of(*ids) if one.discarded_at is None]
    files = photo_files({photo.sha256 for photo in photos})
    errors = clock_errors([fix.id for fix in all_fixes])
    fixes, taken = _by_visit(all_fixes), _by_visit(photos)
    return {
        visit.id: place_of_visit(visit, fixes.get(visit.id, []), taken.get(visit.id, []), files, errors).grade
        for visit in visits
    }


def _by_visit(rows: Sequence[Row]) -> dict[UUID, list[Row]]:
    found: dict[UUID, list[Row]] = {}
    for row in rows:
        if row.visit_id is not None:
            found.setdefault(row.visit_id, []).append(row)
    return found
