"""Figures on their way: a month's report, the city's question for a sample of it, and the rows with their proofs."""

from typing import Annotated
from uuid import UUID

from pydantic import Field, StringConstraints

from inspect_app.sync.wire import Instant, Sha256, Short, Text, Whole, Wire

Code = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,99}$")]


class FigureTold(Wire):
    """`query` = the query that counted it, with its version. `root` = RFC 6962 tree over the sorted salted hashes of the rows."""

    code: Code
    query: Short
    value: Whole
    root: Sha256


class FiguresReported(Wire):
    """`number` 1 = the first report of the month; a later one corrects it and says why in `note`."""

    report: UUID
    year: Annotated[int, Field(ge=1900, le=2500)]
    month: Annotated[int, Field(ge=1, le=12)]
    number: Annotated[int, Field(ge=1, le=1_000)]
    note: Text = ""
    figures: Annotated[tuple[FigureTold, ...], Field(max_length=200)]
    sha256: Sha256
    signed_at: Instant
    signer: Short = ""


class FigureSampleAsked(Wire):
    """Which rows = what the seed picks (`rules/figure_reports.chosen`)."""

    sample: UUID
    report: UUID
    code: Code
    size: Annotated[int, Field(ge=1, le=50)]
    seed: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{32}$")]


class RowShown(Wire):
    """What is told of a row, and the hashes beside its way to the root, the nearest first."""

    index: Whole
    salt: Sha256
    number: Short = ""
    kind: Short = ""
    on: Annotated[str, StringConstraints(max_length=20)] = ""
    path: Annotated[tuple[Sha256, ...], Field(max_length=64)] = ()


class FigureSampleGiven(Wire):
    sample: UUID
    rows: Annotated[tuple[RowShown, ...], Field(max_length=50)] = ()
