"""What is published of a draw: the record as JSON, pool and result as sheets, and both for printing."""

from io import BytesIO
from uuid import UUID

from flask import Blueprint, render_template, send_file
from flask_babel import gettext
from werkzeug.wrappers import Response

from inspect_app.access import needs
from inspect_app.actions.draw_records import published_pool, published_sums, record_of_draw
from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.rules.draw_records import verify_record
from inspect_app.rules.draws import canonical
from inspect_app.rules.permissions import Permission
from inspect_app.store.agencies import agency_with
from inspect_app.store.draws import Draw
from inspect_app.web.draw_page import DrawnLine, draw_to_read, lines_of
from inspect_app.web.sheets import send_sheet

pages = Blueprint("draw_papers", __name__, url_prefix="/draws")


def _published(draw_id: UUID) -> Draw:
    draw = draw_to_read(draw_id)
    if not draw.is_published:
        raise Refused(Refusal(Problem.DRAW_NOT_PUBLISHED))
    return draw


@pages.get("/<uuid:draw_id>/record.json")
@needs(Permission.SEE_VISITS)
def record(draw_id: UUID) -> Response:
    """Everything that somebody needs to draw again."""
    draw = _published(draw_id)
    body = BytesIO(canonical(record_of_draw(draw)).encode())
    name = f"{gettext('双随机抽查')}-{draw.pool_sha256[:8]}.json"
    return send_file(body, mimetype="application/json", as_attachment=True, download_name=name)


@pages.get("/<uuid:draw_id>/pool.<any(xlsx, csv):ending>")
@needs(Permission.SEE_VISITS)
def pool(draw_id: UUID, ending: str) -> Response:
    draw = _published(draw_id)
    heading = ["工程编号", "工程名称", "街镇", "管理使用单位", "权重", "加权理由", "不抽取的理由"]
    rows = [
        [w.number, w.name, w.street, w.party, str(w.weight), "、".join(one.value for one in w.why), w.excluded]
        for w in published_pool(draw).works
    ]
    name = f"{gettext('抽查名单')}-{draw.pool_sha256[:8]}.{ending}"
    return send_sheet([heading, *rows], ending, name=name, title="抽查名单", numbers={"权重"})


@pages.get("/<uuid:draw_id>/result.<any(xlsx, csv):ending>")
@needs(Permission.SEE_VISITS)
def result(draw_id: UUID, ending: str) -> Response:
    draw = _published(draw_id)
    heading = ["序号", "工程编号", "工程名称", "街镇", "管理使用单位", "执法人员", "执法证号"]
    rows = [
        [
            str(number),
            line.work.number,
            line.work.name,
            line.work.street,
            line.work.party,
            "、".join(one.name for one in line.officers),
            "、".join(one.badge_number for one in line.officers),
        ]
        for number, line in enumerate(lines_of(draw, published_sums(draw)), 1)
    ]
    name = f"{gettext('抽查结果')}-{draw.pool_sha256[:8]}.{ending}"
    return send_sheet([heading, *rows], ending, name=name, title="抽查结果", numbers={"序号"})


def _result_cells(line: DrawnLine) -> list[str]:
    people = ["、".join(one.name for one in line.officers), "、".join(one.badge_number for one in line.officers)]
    return [line.work.number, line.work.name, line.work.street, line.work.party, *people]


@pages.get("/<uuid:draw_id>/list")
@needs(Permission.SEE_VISITS)
def show(draw_id: UUID) -> str:
    """For the notice board: before the draw the pool, after it the result."""
    draw = _published(draw_id)
    agency, sums = agency_with(draw.agency_id), published_sums(draw)
    return render_template(
        "draws/list.html",
        draw=draw,
        pool=sums,
        works=draw.pool["works"] if draw.pool else [],
        lines=lines_of(draw, sums) if draw.result is not None else [],
        agency=agency.name if agency else "",
        verdict=verify_record(record_of_draw(draw)).verdict,
    )
