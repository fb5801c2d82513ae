"""`flask evidence`: does the record prove itself, what did a crash leave behind, and a package for a court."""

from uuid import UUID

import click
from flask import Flask, current_app
from flask.cli import AppGroup

from inspect_app.actions.verification import Verification
from inspect_app.rules.proof import Doubt, counts
from inspect_app.store.orphans import orphans
from inspect_app.store.photo_bytes import PhotoFolder
from inspect_app.store.visits import visit_with

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
