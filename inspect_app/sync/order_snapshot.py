"""An order to correct as a phone sees it, for whoever checks it again."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from inspect_app.store.officers import Officer
from inspect_app.store.order_lines import items_told, orders_told, outcomes_told, photos_told

Plain = dict[str, Any]
Key = tuple[str, str]
UNSEEN: Plain = {"is_corrected": False, "note": ""}


def orders_as_plain(ids: list[UUID], _officer: Officer) -> dict[UUID, Plain]:
    """With the photos of what was found, so that whoever checks it again shoots the same view."""
    seen, photos = _seen(outcomes_told(ids)), _photos(photos_told(ids))
    items: dict[str, dict[int, Plain]] = {}
    for item in items_told(ids):
        order_id, position = item.pop("order_id"), item.pop("position")
        finding_id = item["finding_id"]
        shown = {"photos": photos.get(finding_id, [])}
        items.setdefault(order_id, {})[position] = item | seen.get((order_id, finding_id), UNSEEN) | shown
    return {
        UUID(order["id"]): order | {"items": list(items.get(order["id"], {}).values())}
        for order in orders_told(ids)
    }


def _seen(checks: Iterable[Plain]) -> dict[Key, Plain]:
    """By order and finding: what was seen of it last."""
    return {
        (check["order_id"], one["finding_id"]): {
            "is_corrected": bool(one.get("is_corrected")),
            "note": one.get("note", ""),
        }
        for check in checks
        for one in check["outcomes"]
    }


def _photos(rows: Iterable[Plain]) -> dict[str, list[Plain]]:
    """By finding."""
    found: dict[str, list[Plain]] = {}
    for row in rows:
        found.setdefault(row.pop("finding_id"), []).append(row)
    return found
