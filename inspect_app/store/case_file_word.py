"""A case file as one Word file for print, with the page on which each paper begins. (Long: one part after the other.)"""

import io
from collections.abc import Callable, Sequence
from itertools import count

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_SECTION
from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from inspect_app.rules.case_files import CaseFile, lines_of_contents
from inspect_app.rules.paper_blocks import Align, Block, Grid, Picture, Words

ALIGNED = {Align.CENTER: WD_ALIGN_PARAGRAPH.CENTER, Align.RIGHT: WD_ALIGN_PARAGRAPH.RIGHT}
FONT, TEXT_CM, TALLEST_CM = "仿宋", 15.9, 15.0
LOWEST_ROW = Cm(0.85)
COLUMNS = {
    "no": ("序号", 1.2), "number": ("文号", 4.4), "title": ("文书名称", 4.0), "on": ("日期", 3.2), "page": ("页号", 1.3),
    "note": ("备注", 1.8),
}  # fmt: skip
END = "file_end"
PictureOf = Callable[[str], bytes | None]


def case_file_word(case_file: CaseFile, picture_of: PictureOf) -> bytes:
    """`picture_of` = a picture of the photo with this hash, None where its bytes are not here."""
    word, marks = _page(case_file), count(1)
    _draw(word, case_file.cover, picture_of)
    _contents(word, case_file)
    _numbered_from_one(word)
    for index, entry in enumerate(case_file.entries):
        begin = word.add_paragraph()
        begin.paragraph_format.page_break_before = index > 0
        _mark(begin, f"entry_{index + 1}", next(marks))
        _draw(word, entry.blocks, picture_of)
    _mark(word.add_paragraph(), END, next(marks))
    _without_numbers(word)
    _draw(word, case_file.closing, picture_of)
    total = _line(word.add_paragraph(), Words("卷内文书和证据材料共 "))
    _field(total, f"PAGEREF {END}")
    _run(total, " 页。", Words(""))
    _fields_are_counted_on_opening(word)
    out = io.BytesIO()
    word.save(out)
    return out.getvalue()


def _page(case_file: CaseFile) -> WordDocument:
    word = Document()
    section = word.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.top_margin = section.bottom_margin = Cm(2.5)
    section.left_margin, section.right_margin = Cm(2.8), Cm(2.3)
    normal = word.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(12)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    normal.paragraph_format.space_after, normal.paragraph_format.line_spacing = Pt(0), 1.25
    if case_file.is_demonstration:
        _line(section.header.paragraphs[0], Words("演示数据　不具法律效力", Align.CENTER, is_bold=True))
    return word


def _contents(word: WordDocument, case_file: CaseFile) -> None:
    head = _line(word.add_paragraph(), Words(case_file.agency, Align.CENTER, 16))
    head.paragraph_format.page_break_before = True
    _line(word.add_paragraph(), Words("卷内文件目录", Align.CENTER, 22, is_bold=True))
    _line(word.add_paragraph(), Words(f"案号（决定书文号）：{case_file.number}"))
    table = word.add_table(rows=1, cols=len(COLUMNS), style="Table Grid")
    table.autofit = False
    for cell, (label, _width) in zip(table.rows[0].cells, COLUMNS.values(), strict=True):
        _line(cell.paragraphs[0], Words(label, Align.CENTER))
    for index, line in enumerate(lines_of_contents(case_file), 1):
        for cell, name in zip(table.add_row().cells, COLUMNS, strict=True):
            written = _line(cell.paragraphs[0], Words(line.get(name, ""), size_pt=10.5))
            if name == "page":
                _field(written, f"PAGEREF entry_{index}")
    _measure(table, [width for _label, width in COLUMNS.values()])


def _numbered_from_one(word: WordDocument) -> None:
    """The papers are a section of their own; cover, contents and closing sheet carry no page number."""
    section = word.add_section(WD_SECTION.NEW_PAGE)
    start = OxmlElement("w:pgNumType")
    start.set(qn("w:start"), "1")
    section._sectPr.append(start)
    section.footer.is_linked_to_previous = False
    line = section.footer.paragraphs[0]
    line.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _run(line, "第 ", Words("", size_pt=9))
    _field(line, "PAGE")
    _run(line, " 页", Words("", size_pt=9))


def _without_numbers(word: WordDocument) -> None:
    section = word.add_section(WD_SECTION.NEW_PAGE)
    section.footer.is_linked_to_previous = False


def _draw(word: WordDocument, blocks: Sequence[Block], picture_of: PictureOf) -> None:
    for block in blocks:
        if isinstance(block, Words):
            _line(word.add_paragraph(), block)
        elif isinstance(block, Grid):
            _grid(word, block)
        else:
            _picture(word, block, picture_of)


def _line(paragraph: Paragraph, words: Words) -> Paragraph:
    if words.align in ALIGNED:
        paragraph.alignment = ALIGNED[words.align]
    paragraph.paragraph_format.keep_with_next = words.is_bold or None
    if words.is_indented:
        paragraph.paragraph_format.first_line_indent = Pt(2 * words.size_pt)
    _run(paragraph, words.text, words)
    return paragraph


def _run(paragraph: Paragraph, text: str, words: Words) -> None:
    run = paragraph.add_run(text)
    run.font.name, run.font.size, run.font.bold = FONT, Pt(words.size_pt), words.is_bold or None
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), FONT)


def _grid(word: WordDocument, grid: Grid) -> None:
    width = max(sum(box.span for box in row) for row in grid.rows)
    shares = grid.widths if len(grid.widths) == width else (1 / width,) * width
    table = word.add_table(rows=len(grid.rows), cols=width, style="Table Grid")
    table.autofit = False
    _measure(table, [TEXT_CM * share for share in shares])
    for line, row in zip(grid.rows, table.rows, strict=True):
        cells, at = row.cells, 0
        for box in line:
            cell = cells[at] if box.span == 1 else cells[at].merge(cells[at + box.span - 1])
            cell.width = Cm(TEXT_CM * sum(shares[at : at + box.span]))
            _box(cell, box.words)
            at += box.span


def _measure(table: Table, widths_cm: Sequence[float]) -> None:
    for column, width in zip(table.columns, widths_cm, strict=True):
        column.width = Cm(width)
    for row in table.rows:
        row.height, row.height_rule = LOWEST_ROW, WD_ROW_HEIGHT_RULE.AT_LEAST
        for cell, width in zip(row.cells, widths_cm, strict=True):
            cell.width = Cm(width)


def _box(cell: _Cell, words: Sequence[Words]) -> None:
    for index, one in enumerate(words):
        _line(cell.paragraphs[0] if index == 0 else cell.add_paragraph(), one)


def _picture(word: WordDocument, picture: Picture, picture_of: PictureOf) -> None:
    body = picture_of(picture.sha256)
    if body is None:
        _line(word.add_paragraph(), Words("（原始文件尚未传到，未能打印）", is_bold=True))
    else:
        shown = word.add_picture(io.BytesIO(body), width=Cm(TEXT_CM))
        if shown.height > Cm(TALLEST_CM):
            shown.width, shown.height = int(shown.width * Cm(TALLEST_CM) / shown.height), Cm(TALLEST_CM)
    for text in picture.caption:
        _line(word.add_paragraph(), Words(text, size_pt=10.5))


def _mark(paragraph: Paragraph, name: str, number: int) -> None:
    """A bookmark, of which the contents say the page."""
    paragraph.paragraph_format.line_spacing = Pt(1)
    for tag in ("w:bookmarkStart", "w:bookmarkEnd"):
        mark = OxmlElement(tag)
        mark.set(qn("w:id"), str(number))
        if tag == "w:bookmarkStart":
            mark.set(qn("w:name"), name)
        paragraph._p.append(mark)


def _field(paragraph: Paragraph, instruction: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), instruction)
    field.set(qn("w:dirty"), "true")
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)


def _fields_are_counted_on_opening(word: WordDocument) -> None:
    update = OxmlElement("w:updateFields")
    update.set(qn("w:val"), "true")
    word.settings.element.append(update)
