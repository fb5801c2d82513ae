"""Orders as phones are told of them: rows in the words of the wire, with what is to correct, its photos and what was checked."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import and_, select

from inspect_app.store.base import Json, one_of_ids
from inspect_app.store.orders import Order, OrderCheck, OrderItem
from inspect_app.store.photos import Photo
from inspect_app.store.sent_rows import sent_rows, told
from inspect_app.store.visits import Finding, FindingVersion

_TABLE, _ITEMS, _CHECKS = Order.__table__, OrderItem.__table__, OrderCheck.__table__
_FINDINGS, _WORDS, _PHOTOS = Finding.__table__, FindingVersion.__table__, Photo.__table__
_ORDERS = select(
    *told(_TABLE, "id", "work_id", "visit_id", "number", "stage", "party_name", "ordered_on", "due_on")
).where(one_of_ids(_TABLE.c.id))
_OUTCOMES = (
    select(*told(_CHECKS, "order_id", "outcomes"))
    .where(one_of_ids(_CHECKS.c.order_id))
    .order_by(_CHECKS.c.checked_at)
)
_TO_CORRECT = (
    select(
        *told(_ITEMS, "order_id", "position", "finding_id", "requirement"),
        *told(_FINDINGS, "checklist", "item"),
        *told(_WORDS, "text"),
    )
    .join(_FINDINGS, _FINDINGS.c.id == _ITEMS.c.finding_id)
    .join(_WORDS, _WORDS.c.finding_id == _FINDINGS.c.id)
    .where(one_of_ids(_ITEMS.c.order_id))
    .order_by(_ITEMS.c.position, _WORDS.c.position)
)
_NAMED = select(_ITEMS.c.finding_id).where(one_of_ids(_ITEMS.c.order_id))
_SHOWN = (
    select(*told(_PHOTOS, "finding_id", "sha256", at="taken_at"))
    .join(_FINDINGS, and_(_FINDINGS.c.id == _PHOTOS.c.finding_id, _FINDINGS.c.visit_id == _PHOTOS.c.visit_id))
    .where(_FINDINGS.c.id.in_(_NAMED), _PHOTOS.c.discarded_at.is_(None))
    .order_by(_PHOTOS.c.taken_at, _PHOTOS.c.id)
)


def orders_told(ids: Collection[UUID]) -> list[Json]:
    return sent_rows(_ORDERS, ids)


def outcomes_told(order_ids: Collection[UUID]) -> list[Json]:
    """What re-inspections saw, the last one last."""
    return sent_rows(_OUTCOMES, order_ids)


def items_told(order_ids: Collection[UUID]) -> list[Json]:
    """A line for each wording of the finding, the last one last."""
    return sent_rows(_TO_CORRECT, order_ids)


def photos_told(order_ids: Collection[UUID]) -> list[Json]:
    """Of the findings, as they were photographed on the visit that found them."""
    return sent_rows(_SHOWN, order_ids)
