"""Which points the map draws: the filters of the lists, word for word, bounded by what this person may see."""

from dataclasses import replace
from datetime import date

from flask import url_for
from werkzeug.datastructures import MultiDict

from inspect_app import clock
from inspect_app.access import current_officer
from inspect_app.actions.works import street_seen_by
from inspect_app.rules.permissions import Permission
from inspect_app.store.map_points import Layer, PointRow, Wanted
from inspect_app.store.orders import order_ids_matching
from inspect_app.store.visit_lists import visit_ids_matching
from inspect_app.store.works import work_ids_matching
from inspect_app.web import orders, visits, works

Args = MultiDict[str, str]
NEEDS = {
    Layer.WORKS: Permission.SEE_WORKS,
    Layer.VISITS: Permission.SEE_VISITS,
    Layer.FINDINGS: Permission.SEE_VISITS,
    Layer.ORDERS: Permission.SEE_DECISIONS,
}
LISTS = {"visits": Layer.VISITS, "orders": Layer.ORDERS}
"""`?of=` = a list whose filter is meant; without it the register's filter bounds every layer."""


def layers_of(args: Args) -> list[Layer]:
    """Those that this person may see, and only the list's own where the map was opened from a list."""
    only = LISTS.get(args.get("of", ""))
    return [layer for layer in Layer if current_officer().may(NEEDS[layer]) and only in (None, layer)]


def wanted_points(layer: Layer, args: Args) -> Wanted:
    """A street's officer sees the works of that street, and not what is due there: that is the office's own matter."""
    today = clock.today()
    wanted = Wanted(layer, on=date.min if street_seen_by(current_officer()) else today, late=bool(args.get("late")))
    home_id, of = current_officer().home_id, args.get("of")
    if of == "visits":
        return replace(wanted, subjects=visit_ids_matching(home_id, visits.filter_from(args, on=today)))
    if of == "orders":
        return replace(wanted, subjects=order_ids_matching(home_id, orders.filter_from(args, on=today)))
    return replace(wanted, works=work_ids_matching(home_id, works.filter_from(args)))


def page_of(row: PointRow, layer: Layer, *, is_whole: bool = False) -> str:
    """Where a point leads; `is_whole` = with the host, for a file that leaves the office."""
    if layer is Layer.VISITS:
        return url_for("visits.show", visit_id=row.id, _external=is_whole)
    if layer is Layer.ORDERS:
        return url_for("orders.show", order_id=row.id, _external=is_whole)
    return url_for("works.show", work_id=row.work_id, _external=is_whole)
