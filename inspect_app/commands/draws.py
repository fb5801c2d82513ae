"""`flask draw verify`: was a published draw made as its record says? Needs the record alone, no database."""

import json
from pathlib import Path

import click
from flask import Flask
from flask.cli import AppGroup

from inspect_app.rules.draw_records import DrawVerdict, Finding, verify_record

draw = AppGroup("draw", help="Random draws of works and officers.")
MOST_BYTES = 50 * 1024 * 1024
SAID = {
    DrawVerdict.RIGHT: "RIGHT: pool, seed and result fit together",
    DrawVerdict.NOT_DRAWN_YET: "NOT DRAWN YET: the pool is whole, there is no result to check",
    DrawVerdict.VOIDED: "VOIDED: nothing was drawn from this pool",
    DrawVerdict.ALTERED: "ALTERED: the record was changed after it was published",
    DrawVerdict.NOT_DRAWN_SO: "NOT DRAWN SO: the result does not follow from pool, seed and witness",
    DrawVerdict.UNREADABLE: "UNREADABLE: this is no record of a draw",
}
WELL = {DrawVerdict.RIGHT, DrawVerdict.NOT_DRAWN_YET, DrawVerdict.VOIDED}


@draw.command("verify")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--pool", "pool_sha256", default="", help="The pool's hash as you noted it before the draw.")
@click.option("--seed", "seed_sha256", default="", help="The hash of the seed as you noted it before the draw.")
def verify(file: Path, pool_sha256: str, seed_sha256: str) -> None:
    """Draw again from the record in FILE and compare. Ends with 0 only when nothing is wrong."""
    found = _finding(file, pool_sha256.strip(), seed_sha256.strip())
    click.echo(f"{SAID[found.verdict]}（{found.verdict.value}）")
    for line in found.details:
        click.echo(f"  {line}")
    for position, one in enumerate(found.expected, 1):
        click.echo(f"  {position}. {one.number}: {', '.join(one.officers)}")
    if found.verdict not in WELL:
        raise click.exceptions.Exit(1)


def _finding(file: Path, pool_sha256: str, seed_sha256: str) -> Finding:
    if file.stat().st_size > MOST_BYTES:
        return Finding(DrawVerdict.UNREADABLE, (f"the file is larger than {MOST_BYTES // 1024 // 1024} MB",))
    try:
        plain = json.loads(file.read_text(encoding="utf-8-sig"))
    except (ValueError, RecursionError) as fault:
        return Finding(DrawVerdict.UNREADABLE, (f"not JSON: {fault}",))
    return verify_record(plain, pool_sha256=pool_sha256, seed_sha256=seed_sha256)


def init_app(app: Flask) -> None:
    app.cli.add_command(draw)
