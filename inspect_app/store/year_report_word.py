"""A report as a Word file: headings, paragraphs, tables and charts that Word draws itself. What it says is told to it."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.packuri import PackURI
from docx.opc.part import Part as PackagePart
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
CHART_LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/chart"
FONT, TITLE_FONT = "FangSong", "SimHei"
EMU_PER_CM = 360_000
CHART_CM = (15.0, 7.5)
DRAWING = """<w:drawing xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
 xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
 xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"
 xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"
 xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">
<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{width}" cy="{height}"/>
<wp:docPr id="{serial}" name="chart {serial}" descr="{words}"/><wp:cNvGraphicFramePr/>
<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart"><c:chart r:id="{link}"/>
</a:graphicData></a:graphic>
</wp:inline></w:drawing>"""


@dataclass(frozen=True)
class Table:
    """The first row is the headings. `widths_cm` of its columns; without them Word shares the page out evenly."""

    rows: Sequence[Sequence[str]]
    widths_cm: Sequence[float] = ()


@dataclass(frozen=True)
class Part:
    """`chart` = the XML of a chart, empty for none; it stands above the table that has its numbers."""

    heading: str
    paragraphs: Sequence[str]
    table: Table | None
    chart: bytes


def report_file(title: str, subtitle: str, parts: Sequence[Part]) -> io.BytesIO:
    document = Document()
    _page(document)
    _line(document, title, size=18, font=TITLE_FONT)
    _line(document, subtitle, size=12, font=FONT)
    for serial, part in enumerate(parts, start=1):
        _add(document, part, serial)
    file = io.BytesIO()
    document.save(file)
    file.seek(0)
    return file


def _page(document: Any) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.6)
    style = document.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(12)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)


def _line(document: Any, text: str, *, size: int, font: str) -> None:
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _write(paragraph, text, size=size, font=font)


def _write(paragraph: Any, text: str, *, size: float, font: str, bold: bool = False) -> None:
    run = paragraph.add_run(text)
    run.font.size, run.font.name, run.bold = Pt(size), font, bold
    run._element.rPr.rFonts.set(qn("w:eastAsia"), font)


def _add(document: Any, part: Part, serial: int) -> None:
    heading = document.add_paragraph()
    heading.paragraph_format.keep_with_next = True
    heading.paragraph_format.space_before = Pt(12)
    _write(heading, part.heading, size=14, font=TITLE_FONT)
    for text in part.paragraphs:
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.first_line_indent = Pt(24)
        _write(paragraph, text, size=12, font=FONT)
    if part.chart:
        _add_chart(document, part, serial)
    if part.table:
        _add_table(document, part.table)


def _add_chart(document: Any, part: Part, serial: int) -> None:
    name = PackURI(f"/word/charts/chart{serial}.xml")
    link = document.part.relate_to(PackagePart(name, CHART_TYPE, part.chart, document.part.package), CHART_LINK)
    width, height = (int(cm * EMU_PER_CM) for cm in CHART_CM)
    words = part.heading.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")
    xml = DRAWING.format(width=width, height=height, serial=serial, link=link, words=words)
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.keep_with_next = True
    paragraph.add_run()._element.append(parse_xml(xml))


def _add_table(document: Any, table: Table) -> None:
    columns = len(table.rows[0])
    drawn = document.add_table(rows=0, cols=columns, style="Table Grid")
    drawn.autofit = not table.widths_cm
    for place, row in enumerate(table.rows):
        cells = drawn.add_row().cells
        for cell, text in zip(cells, row, strict=True):
            _write(cell.paragraphs[0], text, size=10.5 if columns < 6 else 9, font=FONT, bold=place == 0)
            if text.replace(",", "").isdecimal():
                cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
        for cell, width in zip(cells, table.widths_cm, strict=False):
            cell.width = Cm(width)
    mark = parse_xml('<w:tblHeader xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>')
    drawn.rows[0]._tr.get_or_add_trPr().append(mark)
