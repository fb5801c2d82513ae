"""The sample templates as Word files: drawn from the layouts by code, the same bytes each time; no binary is kept."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import groupby

from docx.document import Document as WordDocument
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_ROW_HEIGHT_RULE
from docx.oxml import OxmlElement
from docx.shared import Cm, Pt
from docx.table import Table, _Cell

from inspect_app.catalogue.paper_layouts import FIELD, NEW_LINE, Line, LineKind, layouts
from inspect_app.catalogue.word_pages import (
    AGENCY_PT,
    BODY_PT,
    BOX_PT,
    CENTER,
    HEAD,
    RIGHT,
    TITLE_PT,
    blank_page,
    fixed,
    write,
)
from inspect_app.rules.paper_forms import form_of
from inspect_app.rules.papers import Content, PaperForm

LABEL_CM, VALUE_CM = 3.0, 4.95
SIGNED = "：＿＿＿＿＿＿　　　　年　　月　　日"
BOX_TO_SIGN, BOX = Cm(2.2), Cm(0.85)
NARROW, WIDE = (
    {"no", "count", "page", "pages", "on"},
    {"text", "proves", "view", "words", "matter", "sha256", "title"},
)


@lru_cache(maxsize=64)
def sample_template(code: str) -> bytes:
    """Raises `Refused` for a form that does not exist."""
    form, word = form_of(code), blank_page()
    _heading(word, form)
    lines = layouts()[code]
    for kind, some in groupby(lines, key=lambda line: line.kind):
        if kind is LineKind.BOXES:
            _boxes(word, list(some))
        else:
            for line in some:
                _draw(word, form, line)
    return fixed(word)


def _heading(word: WordDocument, form: PaperForm) -> None:
    write(word.add_paragraph(), "{{ agency }}", size=AGENCY_PT, font=HEAD, align=CENTER)
    write(word.add_paragraph(), form.title, size=TITLE_PT, font=HEAD, bold=True, align=CENTER)
    if form.series or form.of_record:
        write(word.add_paragraph(), "{{ number }}", size=BOX_PT, align=RIGHT)


def _draw(word: WordDocument, form: PaperForm, line: Line) -> None:
    if line.kind is LineKind.ROWS:
        _rows(word, _content(form, line.field))
    elif line.kind in (LineKind.REPEATED, LineKind.WHERE_SAID):
        is_each = line.kind is LineKind.REPEATED
        write(
            word.add_paragraph(),
            "{%p " + (f"for row in {line.field}" if is_each else f"if has.{line.field}") + " %}",
        )
        for part in line.parts[0].split(NEW_LINE):
            _indented(word, as_tags(part, of="row." if is_each else ""))
        write(word.add_paragraph(), "{%p " + ("endfor" if is_each else "endif") + " %}")
    elif line.kind is LineKind.PARAGRAPH:
        _indented(word, as_tags(line.parts[0]))
    else:
        _flush(word, line)


def _flush(word: WordDocument, line: Line) -> None:
    text = as_tags(line.parts[0]) + (SIGNED if line.kind is LineKind.SIGNED else "")
    written = word.add_paragraph()
    write(written, text, bold=line.kind is LineKind.HEADING, align=RIGHT if line.kind is LineKind.RIGHT else None)
    written.paragraph_format.keep_with_next = line.kind in (LineKind.HEADING, LineKind.RIGHT)
    written.paragraph_format.space_before = Pt(8 if line.kind is LineKind.SIGNED else 4)


def _indented(word: WordDocument, text: str) -> None:
    written = word.add_paragraph()
    written.paragraph_format.first_line_indent = Pt(2 * BODY_PT)
    write(written, text)


def as_tags(text: str, *, of: str = "") -> str:
    return FIELD.sub(lambda found: "{{ " + of + found.group(1) + " }}", text)


def _content(form: PaperForm, name: str) -> Content:
    found = form.content(name)
    if found is None:
        raise LookupError(name)
    return found


def _boxes(word: WordDocument, lines: Sequence[Line]) -> None:
    """A table of labels and values: four boxes in a row, or a label and one wide value."""
    table = _table(word, len(lines), [LABEL_CM, VALUE_CM, LABEL_CM, VALUE_CM])
    for row, line in zip(table.rows, lines, strict=True):
        cells = list(row.cells)
        if len(line.parts) == 2:
            cells = [cells[0], cells[1].merge(cells[3])]
        for index, (cell, text) in enumerate(zip(cells, line.parts, strict=True)):
            _fill(cell, as_tags(text).split(NEW_LINE), is_label=index % 2 == 0)
        if any(NEW_LINE in part for part in line.parts):
            row.height = BOX_TO_SIGN


def _rows(word: WordDocument, content: Content) -> None:
    """A heading, and one row for each: docxtpl repeats what stands between its two rows of tags."""
    names = [name for name, _label in content.columns]
    weights = [1.0 if name in NARROW else 3.6 if name in WIDE else 2.4 for name in names]
    whole = 2 * (LABEL_CM + VALUE_CM)
    table = _table(word, 4, [whole * weight / sum(weights) for weight in weights])
    for cell, (_name, label) in zip(table.rows[0].cells, content.columns, strict=True):
        _fill(cell, [label], is_label=True)
    repeat = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(repeat)
    _fill(table.rows[1].cells[0], ["{%tr for row in " + content.name + " %}"])
    for cell, name in zip(table.rows[2].cells, names, strict=True):
        _fill(cell, ["{{ row." + name + " }}"])
    _fill(table.rows[3].cells[0], ["{%tr endfor %}"])


def _table(word: WordDocument, count: int, widths_cm: Sequence[float]) -> Table:
    table: Table = word.add_table(rows=count, cols=len(widths_cm), style="Table Grid")
    table.autofit = False
    for column, width in zip(table.columns, widths_cm, strict=True):
        column.width = Cm(width)
    for row in table.rows:
        row.height, row.height_rule = BOX, WD_ROW_HEIGHT_RULE.AT_LEAST
        for cell, width in zip(row.cells, widths_cm, strict=True):
            cell.width, cell.vertical_alignment = Cm(width), WD_CELL_VERTICAL_ALIGNMENT.CENTER
    return table


def _fill(cell: _Cell, texts: Iterable[str], *, is_label: bool = False) -> None:
    for index, text in enumerate(texts):
        written = cell.paragraphs[0] if index == 0 else cell.add_paragraph()
        is_to_sign = index > 0
        write(written, text, size=BOX_PT, align=CENTER if is_label else RIGHT if is_to_sign else None)
        written.paragraph_format.line_spacing = 1.15
