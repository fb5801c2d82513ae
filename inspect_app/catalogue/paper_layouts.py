"""The sample layouts of the forms: lines of text that a lawyer reads as the form, and that the samples are drawn from."""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from inspect_app.catalogue import read_table
from inspect_app.rules.paper_forms import FORMS
from inspect_app.rules.papers import GIVEN, PaperForm

FIELD = re.compile(r"\{([a-z_0-9]+)\}")
GROUPS = ("inspection", "investigation", "decision", "performance")
NEW_LINE = "¶"


class LineKind(StrEnum):
    """By the sign with which a line begins."""

    BOXES = "|"
    ROWS = "*"
    REPEATED = "@"
    WHERE_SAID = "?"
    HEADING = "="
    FLUSH = ":"
    RIGHT = ">"
    SIGNED = "_"
    PARAGRAPH = ""


@dataclass(frozen=True)
class Line:
    """`parts` = the boxes of a row, else one text. `field` = whose rows it repeats, or on whose being said it depends."""

    kind: LineKind
    parts: tuple[str, ...] = ()
    field: str = ""

    @property
    def names(self) -> set[str]:
        """Fields that this line shows, without the columns of rows."""
        shown = {name for part in self.parts for name in FIELD.findall(part)}
        return {self.field} if self.kind in (LineKind.ROWS, LineKind.REPEATED) else shown | ({self.field} - {""})


def line_of(text: str) -> Line:
    sign, rest = text[0], text[1:].strip()
    kind = LineKind(sign) if sign in "|*@?=:>_" else LineKind.PARAGRAPH
    if kind is LineKind.BOXES:
        return Line(kind, tuple(part.strip() for part in rest.strip("|").split("|")))
    if kind is LineKind.ROWS:
        return Line(kind, field=rest)
    if kind in (LineKind.REPEATED, LineKind.WHERE_SAID):
        field, _bar, shown = rest.partition("|")
        return Line(kind, (shown.strip(),), field.strip())
    return Line(kind, (rest if kind is not LineKind.PARAGRAPH else text.strip(),))


@lru_cache(maxsize=1)
def layouts() -> dict[str, tuple[Line, ...]]:
    """Layout by form. Raises `ValueError` where one does not show all its fields, or shows a stranger's."""
    found = {code: text for group in GROUPS for code, text in read_table(f"papers/{group}.toml").items()}
    read = {code: tuple(map(line_of, filter(str.strip, text.splitlines()))) for code, text in found.items()}
    for code, form in FORMS.items():
        if faults := _strange_or_lost(form, read.get(code, ())):
            raise ValueError(f"{code}: {sorted(faults)}")
    return read


def _strange_or_lost(form: PaperForm, lines: tuple[Line, ...]) -> set[str]:
    shown, own = {name for line in lines for name in line.names}, {one.name for one in form.contents}
    return (shown - own - set(GIVEN)) | (own - shown)


@lru_cache(maxsize=1)
def paper_wordings() -> dict[str, str]:
    return dict(read_table("papers/texts.toml"))
