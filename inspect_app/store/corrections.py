"""Which findings a re-inspection saw corrected, and when: by what was seen of each last."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from inspect_app.store.base import db
from inspect_app.store.orders import OrderCheck, OrderItem


def corrected_at(finding_ids: list[UUID]) -> dict[UUID, datetime]:
    """Those that were corrected, whichever order named them."""
    if not finding_ids:
        return {}
    orders = select(OrderItem.order_id).where(OrderItem.finding_id.in_(finding_ids))
    query = select(OrderCheck.outcomes, OrderCheck.checked_at).where(OrderCheck.order_id.in_(orders))
    wanted, found = set(finding_ids), dict[UUID, datetime | None]()
    for outcomes, checked_at in db.session.execute(query.order_by(OrderCheck.checked_at)):
        for one in outcomes:
            if (finding_id := UUID(one["finding_id"])) in wanted:
                found[finding_id] = checked_at if one["is_corrected"] else None
    return {finding_id: at for finding_id, at in found.items() if at}
