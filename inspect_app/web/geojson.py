"""Lists as GeoJSON (RFC 7946), in WGS-84, without coordinates a geometry of null; and what each field means."""

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, render_template, request, url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from inspect_app import clock
from inspect_app.access import current_officer, needs
from inspect_app.actions.works import street_seen_by
from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.rules.permissions import Permission
from inspect_app.rules.work_columns import COLUMNS
from inspect_app.rules.work_sheets import written
from inspect_app.store.leads import leads_matching
from inspect_app.store.map_points import Layer, PointRow, points
from inspect_app.store.works import Work, works_matching
from inspect_app.web import leads, works
from inspect_app.web.lists import one_of
from inspect_app.web.map_filters import NEEDS, page_of, wanted_points

pages = Blueprint("geojson", __name__, url_prefix="/geojson")
GEOJSON = "application/geo+json"
Feature = dict[str, Any]
POINT_FIELDS = (
    ("编号", _l("工程编号")),
    ("名称", _l("工程名称")),
    ("说明", _l("检查：工程地址；问题：问题描述；责令改正：通知书编号")),
    ("状态", _l("检查和责令改正：阶段；问题：严重程度")),
    ("期限", _l("检查期限或者改正期限，年-月-日；没有为空")),
    ("逾期", _l("导出当天是否已经超过期限")),
    ("网址", _l("在本系统里打开的网址")),
)


@pages.get("/works")
@needs(Permission.SEE_WORKS)
def works_file() -> Response:
    """In the columns of the sheet, all entrances as one geometry."""
    officer = current_officer()
    found = works_matching(officer.home_id, works.filter_from(request.args))
    hidden = works.HIDDEN_FROM_STREETS if street_seen_by(officer) else ()
    rows = written((work.facts() for work in found), without=hidden)
    return _file(_work_features(found, iter(rows)), "works")


def _work_features(found: Sequence[Work], rows: Iterator[list[str]]) -> Iterator[Feature]:
    headings = next(rows)
    for work, row in zip(found, rows, strict=True):
        properties = dict(zip(headings, row, strict=True))
        page = url_for("works.show", work_id=work.id, _external=True)
        yield _feature(work.id, _geometry(work), properties | {"网址": page})


def _geometry(work: Work | None) -> Feature | None:
    places = [[round(e.longitude, 7), round(e.latitude, 7)] for e in work.entrances] if work else []
    if not places:
        return None
    return {"type": "Point", "coordinates": places[0]} if len(places) == 1 else _many(places)


def _many(places: list[list[float]]) -> Feature:
    return {"type": "MultiPoint", "coordinates": places}


@pages.get("/leads")
@needs(Permission.SEE_LEADS)
def leads_file() -> Response:
    """In the columns of the sheet; a lead lies where its work lies."""
    today = clock.today()
    found = leads_matching(current_officer().home_id, leads.filter_from(request.args, on=today))
    headings, *rows = leads.rows_of(found, on=today)
    features = (
        _feature(
            lead.id,
            _geometry(lead.work),
            dict(zip(headings, row, strict=True))
            | {"网址": url_for("leads.show", lead_id=lead.id, _external=True)},
        )
        for lead, row in zip(found, rows, strict=True)
    )
    return _file(features, "leads")


@pages.get("/points")
@needs(Permission.SEE_WORKS)
def layer_file() -> Response:
    """What the map shows of `?layer=`, by the same filter: of a work without coordinates there is nothing."""
    wanted = one_of(Layer, request.args.get("layer", "works"))
    if wanted is None or not current_officer().may(NEEDS[wanted]):
        raise Refused(Refusal(Problem.NOT_FOUND))
    rows = points(current_officer().home_id, wanted_points(wanted, request.args))
    return _file((_point(row, wanted) for row in rows), wanted.name.lower())


def _point(row: PointRow, layer: Layer) -> Feature:
    at = {"type": "Point", "coordinates": [round(row.longitude, 7), round(row.latitude, 7)]}
    values = (
        row.number, row.name, row.words, row.state.value, row.due_on.isoformat() if row.due_on else None, row.is_late,
        page_of(row, layer, is_whole=True),
    )  # fmt: skip
    return _feature(row.id, at, {name: value for (name, _), value in zip(POINT_FIELDS, values, strict=True)})


def _feature(subject_id: UUID, geometry: Feature | None, properties: Feature) -> Feature:
    return {"type": "Feature", "id": str(subject_id), "geometry": geometry, "properties": properties}


def _file(features: Iterable[Feature], name: str) -> Response:
    body = json.dumps({"type": "FeatureCollection", "features": list(features)}, ensure_ascii=False)
    response = Response(body, mimetype=GEOJSON)
    response.headers.set(
        "Content-Disposition", "attachment", filename=f"{name}-{clock.today().isoformat()}.geojson"
    )
    return response


@pages.get("")
@needs(Permission.SEE_WORKS)
def index() -> str:
    """The files that this person may take, and what stands in each field."""
    officer = current_officer()
    layers = [layer for layer in Layer if layer is not Layer.WORKS and officer.may(NEEDS[layer])]
    columns = [column.label for column in COLUMNS]
    return render_template(
        "maps/fields.html",
        layers=layers,
        point_fields=POINT_FIELDS,
        columns=columns,
        lead_fields=leads.HEADINGS if officer.may(Permission.SEE_LEADS) else (),
        note=gettext("坐标是 WGS-84 的经度、纬度（RFC 7946），没有做 GCJ-02 或者 BD-09 偏移。"),
    )
