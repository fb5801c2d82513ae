"""Which findings a re-inspection saw corrected, and when: by what was seen of each last."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from inspect_app.store.base import one_of_ids, rows_of
from inspect_app.store.orders import OrderCheck, OrderItem

_CHECKS = (
    select(OrderCheck.outcomes, OrderCheck.checked_at)
    .where(OrderCheck.order_id.in_(select(OrderItem.order_id).where(one_of_ids(OrderItem.finding_id))))
    .order_by(OrderCheck.checked_at)
)


def corrected_at(finding_ids: list[UUID]) -> dict[UUID, datetime]:
    """Those that were corrected, whichever order named them."""
    wanted, found = set(finding_ids), dict[UUID, datetime | None]()
    for check in rows_of(_CHECKS, finding_ids):
        for one in check.outcomes:
            if (finding_id := UUID(one["finding_id"])) in wanted:
                found[finding_id] = check.checked_at if one["is_corrected"] else None
    return {finding_id: at for finding_id, at in found.items() if at}
