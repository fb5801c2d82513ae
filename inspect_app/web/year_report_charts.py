"""Charts of the year-end report as Office draws them: beside their cells in the workbook, with their own numbers in Word."""

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext
from openpyxl.chart import BarChart, LineChart, Reference
from openpyxl.chart.data_source import AxDataSource, NumData, NumDataSource, NumVal, StrData, StrVal
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.series import Series, SeriesLabel
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.drawing.colors import ColorChoice
from openpyxl.drawing.fill import PatternFillProperties
from openpyxl.drawing.line import LineProperties
from openpyxl.xml.functions import tostring

from inspect_app.web.year_overview import Line, Sheet

FILLS: Any = ("solid", "ltUpDiag", "pct5", "diagCross", "dotGrid", "ltHorz")
DASHES: Any = ("solid", "dash", "sysDot")
MARKS = ("circle", "square", "triangle")
INK: Any
PAPER: Any
INK, PAPER = "000000", "FFFFFF"
Chart = Any
"""A bar or line chart: the stubs of the library know neither how it is written nor what it is filled with."""


def label_of(line: Line) -> str:
    return line.label if line.is_name else gettext(line.label)


def chart_of_cells(sheet: Sheet, page: Any, *, first_row: int) -> Chart:
    """Reads the cells of the table that stands at `first_row`."""
    chart = _empty(sheet)
    last = first_row + len(sheet.lines)
    for column in range(2, len(sheet.columns) + 2):
        chart.add_data(Reference(page, min_col=column, min_row=first_row, max_row=last), titles_from_data=True)
    chart.set_categories(Reference(page, min_col=1, min_row=first_row + 1, max_row=last))
    return _told_apart(chart)


def chart_xml(sheet: Sheet) -> bytes:
    """A chart part for Word: its numbers are written in it, so that no workbook has to travel along."""
    chart = _empty(sheet)
    labels = [label_of(line) for line in sheet.lines]
    for place, column in enumerate(sheet.columns):
        values = [line.cells[place].value for line in sheet.lines]
        chart.series.append(_series(place, gettext(column), labels, values))
    xml = tostring(_told_apart(chart)._write())
    return b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + (
        xml.encode() if isinstance(xml, str) else xml
    )


def _series(place: int, name: str, labels: Sequence[str], values: Sequence[int]) -> Series:
    numbers = NumData(ptCount=len(values), pt=[NumVal(idx=at, v=str(value)) for at, value in enumerate(values)])
    words = StrData(ptCount=len(labels), pt=[StrVal(idx=at, v=label) for at, label in enumerate(labels)])
    return Series(
        idx=place,
        order=place,
        tx=SeriesLabel(v=name),
        cat=AxDataSource(strLit=words),
        val=NumDataSource(numLit=numbers),
    )


def _empty(sheet: Sheet) -> Chart:
    chart: Chart = LineChart() if sheet.kind == "lines" else BarChart()
    chart.title = gettext(sheet.title)
    chart.legend.position = "b"
    chart.height, chart.width = 7.5, 15
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.y_axis.scaling.min = 0
    chart.y_axis.number_format = "0"
    return chart


def _told_apart(chart: Chart) -> Chart:
    """By pattern or dash, in black: the report is printed on any printer."""
    for place, series in enumerate(chart.series):
        if isinstance(chart, LineChart):
            series.graphicalProperties = GraphicalProperties(
                ln=LineProperties(solidFill=INK, prstDash=DASHES[place % len(DASHES)], w=22_000)
            )
            series.marker.symbol = MARKS[place % len(MARKS)]
            series.smooth = False
        else:
            series.graphicalProperties = _filled(place)
    if isinstance(chart, BarChart):
        chart.dataLabels = DataLabelList(
            showVal=True, showSerName=False, showCatName=False, showLegendKey=False, showPercent=False
        )
    return chart


def _filled(place: int) -> GraphicalProperties:
    fill, line = FILLS[place % len(FILLS)], LineProperties(solidFill=INK)
    if fill == "solid":
        return GraphicalProperties(solidFill="404040", ln=line)
    found = GraphicalProperties(ln=line)
    found.pattFill = PatternFillProperties(prst=fill, fgClr=_colour(INK), bgClr=_colour(PAPER))
    return found


def _colour(code: Any) -> Any:
    return ColorChoice(srgbClr=code)
