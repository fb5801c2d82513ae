"""What a page of a legal document is made of, so that one drawing serves every paper: paragraphs, tables and pictures in order."""

from dataclasses import dataclass
from enum import StrEnum


class Align(StrEnum):
    LEFT = "左"
    CENTER = "中"
    RIGHT = "右"


@dataclass(frozen=True)
class Words:
    """A paragraph. `size_pt` = of its largest letters; `is_indented` = its first line."""

    text: str
    align: Align = Align.LEFT
    size_pt: float = 12
    is_bold: bool = False
    is_indented: bool = False


@dataclass(frozen=True)
class Box:
    """A box of a table, over `span` columns."""

    words: tuple[Words, ...]
    span: int = 1


@dataclass(frozen=True)
class Grid:
    """`widths` = of its columns, as shares of the whole."""

    rows: tuple[tuple[Box, ...], ...]
    widths: tuple[float, ...] = ()


@dataclass(frozen=True)
class Picture:
    """A photo under its SHA-256, and what stands beneath it."""

    sha256: str
    caption: tuple[str, ...]


Block = Words | Grid | Picture
