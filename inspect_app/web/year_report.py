"""The year-end report (年底考核) as files: Word and Excel with tables and charts, CSV, and the statistics for publication."""

import io
from collections.abc import Iterable, Iterator

from flask import send_file
from flask_babel import gettext
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from werkzeug.wrappers import Response

from inspect_app.rules.figures import FIGURES, NUMERALS, Figure, FigureGroup
from inspect_app.rules.targets import Progress
from inspect_app.store.year_report_word import Part, Table, report_file
from inspect_app.web.sheets import CSV_TYPE, XLSX_TYPE, csv_file
from inspect_app.web.year_overview import Overview, Sheet
from inspect_app.web.year_report_charts import chart_of_cells, chart_xml, label_of

DOCX_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TYPES = {"docx": DOCX_TYPE, "xlsx": XLSX_TYPE, "csv": CSV_TYPE}
NOT_PUBLISHED = frozenset({FigureGroup.REGISTER, FigureGroup.LEADS})
"""How many works there are may be no public matter, and what is still a lead is nobody's fault yet."""
SENTENCES = (
    "全区有民防工程 %(works)s 处、面积 %(area_m2)s 平方米；执法人员 %(officers)s 人，分 %(teams)s 个小组。",
    "立案 %(filed)s 件：一般程序 %(filed_general)s 件，当场处罚 %(filed_on_the_spot)s 件。",
    "结案 %(closed)s 件：在建工程 %(closed_under_construction)s 件，在用工程 %(closed_in_use)s 件，"
    "其他工程 %(closed_elsewhere)s 件，当场处罚 %(closed_on_the_spot)s 件。",
    "检查 %(visits)s 次，查出问题的 %(visits_with_findings)s 次；"
    "检查过的工程 %(works_covered)s 处，覆盖率 %(coverage)s%%。",
    "责令改正 %(orders_made)s 件，已改正 %(orders_closed)s 件；"
    "待改正 %(orders_open)s 件，其中逾期 %(orders_late)s 件。",
    "罚款：一般程序 %(fines_general)s 元，当场处罚 %(fines_on_the_spot)s 元。",
    "收到案源 %(leads_came)s 条，转为立案 %(leads_to_cases)s 条。",
)
WORD_WIDTHS_CM = (2.2, 3.6, 2.0, 1.6, 6.4)
WIDTHS = (16, 34, 14, 10, 90)
Cells = list[object]


def send_report(overview: Overview, what: str, *, office: str, name: str) -> Response:
    """`what` = docx, xlsx or csv; with `public.` before it only what may be published."""
    ending = what.rpartition(".")[2]
    figures = [one for one in FIGURES if not (what.startswith("public.") and one.group in NOT_PUBLISHED)]
    is_public = len(figures) < len(FIGURES)
    if ending == "docx":
        file = _word(overview, office)
    elif ending == "xlsx":
        file = _workbook(overview, figures, office, is_public=is_public)
    else:
        file = csv_file([str(cell) for cell in row] for row in _rows(overview, figures))
    called = f"{name}-{overview.year}-{overview.as_of.isoformat()}.{ending}"
    return send_file(file, mimetype=TYPES[ending], as_attachment=True, download_name=called)


def title_of(overview: Overview, office: str) -> str:
    return str(gettext("%(office)s %(year)s 年行政执法工作年底考核", office=office, year=overview.year))


def _rows(overview: Overview, figures: Iterable[Figure]) -> Iterator[Cells]:
    yield [gettext(one) for one in ("分类", "数字", "数量", "单位（量）", "口径")]
    for one in figures:
        value = overview.values[one.code]
        yield [gettext(one.group.value), gettext(one.label), value, gettext(one.unit), gettext(one.meaning)]


def _workbook(overview: Overview, figures: list[Figure], office: str, *, is_public: bool) -> io.BytesIO:
    book = Workbook()
    book.remove(book.worksheets[0])
    heading = f"{office} {overview.year}（{gettext('截至 %(day)s', day=overview.as_of.isoformat())}）"
    _write(book, gettext("数字"), heading, list(_rows(overview, figures)), WIDTHS)
    if not is_public:
        _targets(book, overview)
        for sheet in overview.sheets:
            _charted(book, sheet)
    _write(book, gettext("字段说明"), gettext("每一列是什么"), list(_fields()), (24, 100))
    file = io.BytesIO()
    book.save(file)
    file.seek(0)
    return file


def _write(book: Workbook, name: str, heading: str, rows: list[Cells], widths: Iterable[int]) -> None:
    page = book.create_sheet(name)
    page.append([heading])
    page["A1"].font = Font(bold=True, size=14)
    for row in rows:
        page.append(row)
    for place, width in enumerate(widths, start=1):
        page.column_dimensions[get_column_letter(place)].width = width
        page.cell(2, place).font = Font(bold=True)
    for line in page.iter_rows(min_row=2):
        for cell in line:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    page.freeze_panes = "A3"


def _charted(book: Workbook, sheet: Sheet) -> None:
    name = gettext(sheet.title)
    _write(book, name, name, [_head(sheet), *_lines(sheet)], (30, *(18 for _ in sheet.columns)))
    page = book.worksheets[-1]
    page.add_chart(chart_of_cells(sheet, page, first_row=2), f"A{len(sheet.lines) + 5}")


def _head(sheet: Sheet) -> Cells:
    return [gettext(sheet.first), *(gettext(one) for one in sheet.columns)]


def _lines(sheet: Sheet) -> Iterator[Cells]:
    for line in sheet.lines:
        yield [label_of(line), *(cell.value for cell in line.cells)]


def _targets(book: Workbook, overview: Overview) -> None:
    _write(book, gettext("年度目标"), gettext("年度目标"), list(_target_rows(overview)), (20, 30, 12, 24, 14))


def _target_rows(overview: Overview) -> Iterator[Cells]:
    yield [gettext(one) for one in ("单位", "分阶段目标", "完成", "进度", "全年推算")]
    for row in overview.targets:
        name = row.team.name if row.team else gettext("全办")
        stages = "、".join(str(one.count) for one in row.stages) or "—"
        yield [name, stages, row.progress.done, _how_far(row.progress), row.progress.forecast]


def _how_far(progress: Progress) -> str:
    if not progress.met and not progress.left:
        return "—"
    if not progress.left:
        return str(gettext("全部完成"))
    if progress.is_late:
        return str(gettext("逾期，还差 %(count)s", count=progress.left))
    return str(gettext("还差 %(count)s", count=progress.left))


def _fields() -> Iterator[Cells]:
    """A sheet that describes the fields, for whoever reads the file without the program."""
    yield [gettext("列"), gettext("说明")]
    yield [gettext("分类"), gettext("数字所属的方面。")]
    yield [gettext("数字"), gettext("数字的名称；与程序里“年度数字”一页的名称相同。")]
    yield [gettext("数量"), gettext("截至当日按记录统计的数量，整数；覆盖率为百分数。")]
    yield [gettext("单位（量）"), gettext("数量的计量单位。")]
    yield [gettext("口径"), gettext("统计什么、按哪个日期。“当日”指截至的那一天。")]
    yield [gettext("全年推算"), gettext("已完成数 ÷ 已过天数 × 全年天数，四舍五入。")]


def _word(overview: Overview, office: str) -> io.BytesIO:
    parts = [Part(gettext("一、基本情况"), _paragraphs(overview), None, b"")]
    tables = [(gettext("年度目标"), Table(_as_text(_target_rows(overview))), b"")]
    tables += [(gettext(one.title), _table(one), chart_xml(one)) for one in overview.sheets]
    tables.append((gettext("全部数字和口径"), Table(_as_text(_rows(overview, FIGURES)), WORD_WIDTHS_CM), b""))
    parts += [Part(f"{numeral}、{title}", [], table, chart)
              for numeral, (title, table, chart) in zip(NUMERALS[1:], tables, strict=False)]  # fmt: skip
    return report_file(title_of(overview, office), gettext("截至 %(day)s", day=overview.as_of.isoformat()), parts)


def _table(sheet: Sheet) -> Table:
    return Table(_as_text([_head(sheet), *_lines(sheet)]))


def _as_text(rows: Iterable[Cells]) -> list[list[str]]:
    return [[f"{cell:,}" if isinstance(cell, int) else str(cell) for cell in row] for row in rows]


def _paragraphs(overview: Overview) -> list[str]:
    """What a report says first, with the numbers of the record in it."""
    values = {code: f"{value:,}" for code, value in overview.values.items()}
    return [str(gettext(sentence, **values)) for sentence in SENTENCES]
