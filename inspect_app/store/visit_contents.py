"""What is in many visits at once: findings by severity, answers that disagree. Never a query for each."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import Subquery, and_, func, select

from inspect_app.store.base import db
from inspect_app.store.visits import Answer, Finding, FindingVersion


def findings_by_severity(visit_ids: Collection[UUID]) -> dict[UUID, dict[str, int]]:
    """How many findings of each severity a visit has, by the last words of each; withdrawn ones are left out."""
    last = _last_words(visit_ids)
    query = (
        select(Finding.visit_id, FindingVersion.severity, func.count())
        .join(FindingVersion, FindingVersion.finding_id == Finding.id)
        .join(last, and_(last.c.finding_id == Finding.id, last.c.position == FindingVersion.position))
        .where(Finding.visit_id.in_(visit_ids), Finding.withdrawn_at.is_(None))
        .group_by(Finding.visit_id, FindingVersion.severity)
    )
    found: dict[UUID, dict[str, int]] = {}
    for visit_id, severity, count in db.session.execute(query):
        found.setdefault(visit_id, {})[severity.name] = count
    return found


def _last_words(visit_ids: Collection[UUID]) -> Subquery:
    return (
        select(FindingVersion.finding_id, func.max(FindingVersion.position).label("position"))
        .join(Finding, Finding.id == FindingVersion.finding_id)
        .where(Finding.visit_id.in_(visit_ids))
        .group_by(FindingVersion.finding_id)
        .subquery()
    )


def items_answered_differently(visit_ids: Collection[UUID]) -> dict[UUID, set[tuple[str, str]]]:
    """Items whose last answers by different officers differ: (checklist, item) by visit."""
    columns = (Answer.visit_id, Answer.checklist, Answer.item, Answer.officer_id, Answer.value, Answer.number)
    query = select(*columns).where(Answer.visit_id.in_(visit_ids)).order_by(Answer.answered_at, Answer.id)
    last: dict[tuple[UUID, str, str], dict[UUID, str | float | None]] = {}
    for visit_id, checklist, item, officer_id, value, number in db.session.execute(query):
        answer = number if number is not None else value
        last.setdefault((visit_id, checklist, item), {})[officer_id] = answer
    found: dict[UUID, set[tuple[str, str]]] = {}
    for (visit_id, checklist, item), by_officer in last.items():
        if len({answer for answer in by_officer.values() if answer is not None}) > 1:
            found.setdefault(visit_id, set()).add((checklist, item))
    return found
