"""What an order asked for, and what is there to see of it: photos before and after, finding by finding."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from inspect_app.store.orders import Order, OrderCheck, OrderItem
from inspect_app.store.photos import Photo, PhotoFile, photo_files, photos_of
from inspect_app.store.visits import Finding
from inspect_app.web.photo_views import PhotoView


@dataclass(frozen=True)
class ItemView:
    """`outcome` = what the last check said of it, None when it was not checked yet."""

    item: OrderItem
    before: list[PhotoView]
    after: list[PhotoView]
    outcome: Mapping[str, Any] | None


def items_as_views(order: Order) -> list[ItemView]:
    checks = [check for check in order.checks if check.visit_id]
    visits = {item.finding.visit_id for item in order.items} | {c.visit_id for c in checks if c.visit_id}
    photos = [photo for photo in photos_of(*visits) if photo.discarded_at is None]
    files = photo_files({photo.sha256 for photo in photos})
    checked = {check.visit_id for check in checks}
    return [
        ItemView(
            item,
            _views([photo for photo in photos if _shows(photo, item.finding)], files),
            _views([photo for photo in photos if _shows_after(photo, item.finding, checked)], files),
            _last_outcome(order.checks, item.finding_id),
        )
        for item in order.items
    ]


def _shows(photo: Photo, finding: Finding) -> bool:
    """Taken on the visit that found it: of the finding itself, or of its item when no finding was named."""
    is_item = photo.finding_id is None and (photo.checklist, photo.item) == (finding.checklist, finding.item)
    return photo.visit_id == finding.visit_id and (photo.finding_id == finding.id or is_item)


def _shows_after(photo: Photo, finding: Finding, checked: set[UUID | None]) -> bool:
    return photo.finding_id == finding.id and photo.visit_id != finding.visit_id and photo.visit_id in checked


def _views(photos: Sequence[Photo], files: Mapping[str, PhotoFile]) -> list[PhotoView]:
    return [PhotoView(photo, files.get(photo.sha256)) for photo in photos]


def _last_outcome(checks: Sequence[OrderCheck], finding_id: UUID) -> Mapping[str, Any] | None:
    said = [one for check in checks for one in check.outcomes if one.get("finding_id") == str(finding_id)]
    return said[-1] if said else None
