"""What a Word file shows, in order, as blocks that pages and the case file draw. Nothing is composed anew."""

import io
from collections.abc import Iterator

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from inspect_app.rules.paper_blocks import Align, Block, Box, Grid, Words

ALIGNED = {WD_ALIGN_PARAGRAPH.CENTER: Align.CENTER, WD_ALIGN_PARAGRAPH.RIGHT: Align.RIGHT}
ORDINARY_PT = 12.0
SIGNED_BY_HAND = "〔手写签名，见文件〕"


def blocks_of_word(body: bytes) -> tuple[Block, ...]:
    """Of the text itself; headers and footers belong to each page, and are drawn by whoever draws the pages."""
    word = Document(io.BytesIO(body))
    return tuple(_words(one) if isinstance(one, Paragraph) else _grid(one) for one in word.iter_inner_content())


def _words(paragraph: Paragraph) -> Words:
    runs = [run for run in paragraph.runs if run.text.strip()]
    is_signed = any(_is_picture(run) for run in paragraph.runs)
    sizes = [run.font.size.pt for run in runs if run.font.size]
    return Words(
        text="".join(map(_text, paragraph.runs)) if is_signed else paragraph.text,
        align=ALIGNED.get(paragraph.alignment, Align.LEFT) if paragraph.alignment is not None else Align.LEFT,
        size_pt=max(sizes, default=ORDINARY_PT),
        is_bold=bool(runs) and all(run.font.bold for run in runs),
        is_indented=bool(paragraph.paragraph_format.first_line_indent),
    )


def _is_picture(run: Run) -> bool:
    return bool(run._r.xpath(".//w:drawing"))


def _text(run: Run) -> str:
    """A page of words says where a hand has signed; the picture is in the file."""
    return SIGNED_BY_HAND if _is_picture(run) else run.text


def _grid(table: Table) -> Grid:
    columns = [column.width or 0 for column in table.columns]
    whole = sum(columns)
    widths = tuple(width / whole for width in columns) if whole else ()
    return Grid(tuple(tuple(_boxes(table, row)) for row in table._tbl.tr_lst), widths)


def _boxes(table: Table, row: object) -> Iterator[Box]:
    for box in row.tc_lst:  # type: ignore[attr-defined]
        yield Box(tuple(map(_words, _Cell(box, table).paragraphs)), box.grid_span)
