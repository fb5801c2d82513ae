"""`flask law import`: what a statute's file would change, and with --confirm the change itself."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import click
from flask import Flask

from inspect_app import clock
from inspect_app.actions.statutes import StatutePreview, import_statute, preview_statute, text_in
from inspect_app.commands.law_group import law
from inspect_app.problems import Refused
from inspect_app.rules.statute_comparison import Comparison, Piece, PieceKind
from inspect_app.store.base import transaction

MARKS = {PieceKind.SAME: ("", ""), PieceKind.REMOVED: ("[-", "-]"), PieceKind.ADDED: ("{+", "+}")}


@law.command("import")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option(
    "--in-force", type=click.DateTime(["%Y-%m-%d"]), help="First day in force, where the text does not say it."
)
@click.option("--confirm", is_flag=True, help="Write it; without this only the differences are shown.")
def import_file(file: Path, in_force: datetime | None, confirm: bool) -> None:
    """Read the statute in FILE (Markdown: title, history, chapters, articles) and show what it would change."""
    given = in_force.date() if in_force else None
    try:
        text = text_in(file.read_bytes())
        if not confirm:
            preview = preview_statute(text, given)
            _tell(preview)
            click.echo("nothing was written; --confirm writes it" if preview.may_be_written else "nothing to write")
            return
        with transaction():
            preview = preview_statute(text, given)
            _tell(preview)
            version = import_statute(preview, file.name, by=None, at=clock.now())
    except Refused as refused:
        raise click.ClickException("\n".join(one.sentence for one in refused.refusals)) from None
    if preview.may_be_written:
        click.echo(f"written: version {version.number}, in force from {version.in_force_on}")


def _tell(preview: StatutePreview) -> None:
    for fault in preview.faults:
        click.echo(f"row {fault.row}: {fault.refusal.sentence}")
    if preview.faults:
        raise click.exceptions.Exit(1)
    click.echo(f"{preview.statute.title}: {len(preview.statute.articles)} articles")
    if same := preview.same_as:
        click.echo(
            f"the same text is held as version {same.number}, in force from {same.in_force_on}: nothing changes"
        )
        return
    held = preview.held
    click.echo(f"against version {held.number}, in force from {held.in_force_on}" if held else "not held yet")
    if preview.comparison:
        for line in lines_of(preview.comparison):
            click.echo(line)
    if preview.refusal:
        raise Refused(preview.refusal)
    click.echo(f"in force from {preview.in_force_on}")


def lines_of(comparison: Comparison) -> Iterator[str]:
    """One line for each article: + added, - removed, = renumbered, ~ changed with the words themselves."""
    yield from (f"+ {one}" for one in (*comparison.history_added, *comparison.headings_added))
    yield from (f"- {one}" for one in (*comparison.history_removed, *comparison.headings_removed))
    yield from (f"+ {one.position.words} {one.text}" for one in comparison.added)
    yield from (f"- {one.position.words} {one.text}" for one in comparison.removed)
    yield from (f"= {was.position.words} -> {now.position.words}" for was, now in comparison.renumbered)
    for change in comparison.changed:
        yield f"~ {change.after.position.words} {''.join(map(_marked, change.pieces))}"


def _marked(piece: Piece) -> str:
    before, after = MARKS[piece.kind]
    return f"{before}{piece.text}{after}"


def init_app(app: Flask) -> None:
    app.cli.add_command(law)
