"""The office's map: one page, and the points of one layer in one window as GeoJSON (RFC 7946)."""

from math import isfinite
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, Response, current_app, jsonify, make_response, render_template, request, url_for
from flask_babel import gettext
from werkzeug.datastructures import MultiDict

from inspect_app import clock
from inspect_app.access import current_officer, needs
from inspect_app.actions.works import street_seen_by
from inspect_app.config import Config
from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.rules.permissions import Permission
from inspect_app.rules.plain import to_plain
from inspect_app.store.agencies import streets_of
from inspect_app.store.map_points import (
    Box,
    Layer,
    PointRow,
    Square,
    StreetWindow,
    around,
    bounds,
    drawn,
    street_centres,
    street_windows,
)
from inspect_app.store.works import WorkFilter, work_ids_matching
from inspect_app.web import works
from inspect_app.web.lists import one_of, remembered_filter
from inspect_app.web.map_filters import NEEDS, Args, layers_of, page_of, wanted_points
from inspect_app.web.map_words import map_words
from inspect_app.web.security import policy

pages = Blueprint("maps", __name__, url_prefix="/map")
SQUARE_PX = 72
MOST_ZOOM = 22
Feature = dict[str, Any]


@pages.get("")
@needs(Permission.SEE_WORKS)
def index() -> Response:
    args = request.args if request.args.get("of") else remembered_filter("works")
    home_id, layers, tiles = current_officer().home_id, layers_of(args), _config().tiles
    wanted = works.filter_from(args)
    windows = street_windows(home_id, work_ids_matching(home_id, wanted))
    whole = windows if wanted == WorkFilter() else street_windows(home_id)
    page = render_template(
        "maps/index.html",
        form=works.filter_form(args),
        of=args.get("of", ""),
        filter=args.to_dict(flat=False),
        query=urlencode(list(args.items(multi=True))),
        layers=layers,
        facts=_facts(layers, _box_around(layers, args, windows), whole),
        tiles=tiles,
        without_place=sum(one.works - one.placed for one in windows),
        may_plan=current_officer().may(Permission.PLAN_VISITS),
    )
    return with_tiles(page)


ON_THE_FIRST_PAGE = (Layer.WORKS, Layer.ORDERS)


def first_page_map() -> dict[str, Any]:
    """The whole district with what is open in it, for the head's first page; the map's own page has every layer and filter."""
    windows = street_windows(current_officer().home_id)
    layers = [layer for layer in layers_of(MultiDict()) if layer in ON_THE_FIRST_PAGE]
    return _facts(layers, around(windows), windows)


def with_tiles(page: str) -> Response:
    """A page with a map: its ground may come from the map server that the office has set."""
    response = make_response(page)
    response.headers["Content-Security-Policy"] = policy(pictures_from=_config().tiles.hosts)
    return response


def _box_around(layers: list[Layer], args: Args, windows: list[StreetWindow]) -> Box | None:
    """Of the works themselves it is known already; what hangs on them is looked for."""
    if not layers:
        return None
    wanted = wanted_points(layers[0], args)
    return (
        around(windows)
        if wanted.layer is Layer.WORKS and not wanted.late
        else bounds(current_officer().home_id, wanted)
    )


def _config() -> Config:
    found: Config = current_app.extensions["config"]
    return found


def _facts(layers: list[Layer], box: Box | None, whole: list[StreetWindow]) -> dict[str, Any]:
    """What the page's module has to know: where to ask, what to say, what to draw under it."""
    tiles = _config().tiles
    return {
        "points": url_for("maps.show"),
        "layers": [layer.name.lower() for layer in layers],
        "box": [box.west, box.south, box.east, box.north] if box else None,
        "streets": _streets(whole),
        "tiles": {"addresses": tiles.addresses, "attribution": tiles.attribution, "is_shifted": tiles.is_shifted},
        "words": map_words(),
    }


def _streets(whole: list[StreetWindow]) -> list[dict[str, Any]]:
    officer = current_officer()
    only, names = street_seen_by(officer), {street.id: street.name for street in streets_of(officer.home_id)}
    return [
        {"name": names[street_id], "at": [lat, lon]}
        for street_id, lon, lat in street_centres(whole)
        if street_id in names and only in (None, street_id)
    ]


@pages.get("/points")
@needs(Permission.SEE_WORKS)
def show() -> Response:
    layer = one_of(Layer, request.args.get("layer", "works"))
    if layer is None or not current_officer().may(NEEDS[layer]):
        raise Refused(Refusal(Problem.NOT_FOUND))
    side = 360 / 2 ** min(max(_number("zoom", 0), 0), MOST_ZOOM) * SQUARE_PX / 256
    count, found = drawn(current_officer().home_id, wanted_points(layer, request.args), _box(), side=side)
    features = [_square_feature(one) if isinstance(one, Square) else point_feature(one, layer) for one in found]
    is_counted = any(isinstance(one, Square) for one in found)
    return _geojson({"type": "FeatureCollection", "count": count, "is_counted": is_counted, "features": features})


def _box() -> Box:
    return Box(_number("west", -180), _number("south", -90), _number("east", 180), _number("north", 90))


def _number(name: str, usual: float) -> float:
    """Without a window, everything."""
    try:
        value = float(request.args.get(name, usual))
    except ValueError:
        value = float("nan")
    if not isfinite(value):
        raise Refused(Refusal(Problem.NOT_FOUND))
    return value


def _geojson(body: dict[str, Any]) -> Response:
    response = jsonify(body)
    response.mimetype = "application/geo+json"
    return response


def point_feature(row: PointRow, layer: Layer) -> Feature:
    """Seven decimals are a centimetre."""
    return {
        "type": "Feature",
        "id": str(row.id),
        "geometry": {"type": "Point", "coordinates": [round(row.longitude, 7), round(row.latitude, 7)]},
        "properties": {
            "work": str(row.work_id),
            "number": row.number,
            "name": row.name,
            "words": row.words,
            "state": to_plain(row.state),
            "state_words": gettext(row.state.value),
            "due_on": to_plain(row.due_on),
            "late": row.is_late,
            "days": (clock.today() - row.due_on).days if row.is_late and row.due_on else None,
            "page": page_of(row, layer),
        },
    }


def _square_feature(one: Square) -> Feature:
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [round(one.longitude, 6), round(one.latitude, 6)]},
        "properties": {"count": one.count, "late": one.late},
    }
