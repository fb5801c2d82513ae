"""`flask evidence`: does the record prove itself, what did a crash leave behind, and a package for a court."""

from pathlib import Path
from typing import Any
from uuid import UUID

import click
from flask import Flask, current_app
from flask.cli import AppGroup

from inspect_app import clock
from inspect_app.actions.evidence_package import Making, note_export, package_of, seal_of
from inspect_app.actions.verification import Verification
from inspect_app.rules.proof import Doubt, counts
from inspect_app.store.base import transaction
from inspect_app.store.orphans import orphans
from inspect_app.store.photo_bytes import PhotoFolder
from inspect_app.store.visits import visit_with
from inspect_app.store.zip_streams import zipped

evidence = AppGroup("evidence", help="The proof of what is kept.")


def verification(visit_id: UUID | None = None) -> Verification:
    keys, service = current_app.extensions["verification_keys"], current_app.extensions["timestamp_service"]
    return Verification(photo_folder(), keys, visit_id, check_token=service.flaw_of)


def photo_folder() -> PhotoFolder:
    folder: PhotoFolder = current_app.extensions["photo_folder"]
    return folder


def tell(found: Verification) -> list[Doubt]:
    """Says each doubt as it is found, then how much was looked at and what it comes to."""
    doubts = []
    for doubt in found.doubts():
        click.echo(doubt.line)
        doubts.append(doubt)
    click.echo(f"looked at {found.looked.line}")
    sums = ", ".join(
        f"{count} {verdict.name.lower().replace('_', ' ')}" for verdict, count in counts(doubts).items()
    )
    click.echo(f"NOT WELL: {sums}" if doubts else f"all well: {sums}")
    return doubts


@evidence.command("verify")
@click.argument("visit", type=click.UUID, required=False)
def verify(visit: UUID | None) -> None:
    """Check everything, or one VISIT by its id. Ends with 0 only when all is well."""
    if visit and visit_with(visit) is None:
        raise click.ClickException(f"there is no visit {visit}")
    if tell(verification(visit)):
        raise click.exceptions.Exit(1)


@evidence.command("export")
@click.argument("visit", type=click.UUID)
@click.option("--to", "target", type=click.Path(path_type=Path, dir_okay=False), required=True)
def export(visit: UUID, target: Path) -> None:
    """Write all evidence of one VISIT to a ZIP that anybody can verify with standard tools."""
    found = visit_with(visit)
    if found is None or target.exists():
        raise click.ClickException(f"{target} is there already" if found else f"there is no visit {visit}")
    doubts, at = tell(verification(visit)), clock.now()
    making = Making(photo_folder(), current_app.extensions["verification_keys"], draw, doubts, None, at)
    part = target.with_name(f"{target.name}.part")
    with part.open("wb") as file:
        for block in zipped(package_of(found, making), at=at, sealed=seal_of(found, making)):
            file.write(block)
    part.rename(target)
    with transaction():
        note_export(found.id, by=None, flaws=len(doubts), at=at)
    click.echo(f"written: {target}")
    if doubts:
        raise click.exceptions.Exit(1)


def draw(template: str, values: dict[str, Any]) -> str:
    return current_app.jinja_env.get_template(template).render(**values)


@evidence.command("orphans")
def list_orphans() -> None:
    """Name files without rows, rows without files and dead parts. Deletes nothing. Ends with 1 when there are any."""
    found = list(orphans(photo_folder(), current_app.extensions["config"].data))
    for orphan in found:
        click.echo(orphan.line)
    click.echo(f"{len(found)} orphans")
    if found:
        raise click.exceptions.Exit(1)


def init_app(app: Flask) -> None:
    app.cli.add_command(evidence)
