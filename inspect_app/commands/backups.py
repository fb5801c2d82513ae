"""`flask backup` and `flask restore`: a whole copy while the server runs, and back, proved before it takes its place."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import click
from flask import Flask, current_app

from inspect_app import clock
from inspect_app.actions.backups import begin_after_restore, note_backup
from inspect_app.actions.forms import withdraw_after_restore
from inspect_app.commands.evidence import tell, verification
from inspect_app.config import Config, kept_secret
from inspect_app.store.backup_files import BackupFault
from inspect_app.store.backups import make_backup
from inspect_app.store.base import transaction
from inspect_app.store.database_copies import database_kind, end_connections, is_empty_server, load_into_server
from inspect_app.store.restores import Unpacked, put_in_place, refuse_unless_empty, unpack_backup

A_PATH = click.Path(path_type=Path, resolve_path=True)


@click.command("backup")
@click.argument("place", type=A_PATH)
def backup(place: Path) -> None:
    """Copy the database and all files to PLACE: a new folder, or one file if it ends in .tar. Verified after writing."""
    began = clock.now()
    try:
        made = make_backup(place, current_app.extensions["config"].data, at=began)
    except (BackupFault, OSError) as fault:
        raise click.ClickException(str(fault)) from fault
    with transaction():
        note_backup(began, made.sha256, size_bytes=made.size_bytes, at=clock.now())
    click.echo(f"whole: {made.files} files, {made.size_bytes} bytes, written and read back")
    click.echo(f"sha256 of its list of hashes (note it elsewhere): {made.sha256}")
    for sha256 in made.altered:
        click.echo(f"ALTERED before it was copied: photos/originals/{sha256[:2]}/{sha256}")
    if made.altered:
        raise click.exceptions.Exit(1)


@click.command("restore")
@click.argument("backup_place", metavar="BACKUP", type=click.Path(path_type=Path, exists=True, resolve_path=True))
@click.option("--to", "target", type=A_PATH, required=True, help="An empty or new data folder.")
@click.option("--in-spite-of-flaws", is_flag=True, help="Put it in place although the evidence in it has flaws.")
def restore(backup_place: Path, target: Path, in_spite_of_flaws: bool) -> None:
    """Put BACKUP into an empty data folder, prove it, and have all phones send again what it does not know."""
    try:
        refuse_unless_empty(target)
        refuse_unless_server_is_empty()
        unpacked = unpack_backup(backup_place, target)
        click.echo(f"{unpacked.files} files have the hashes of the backup's list")
        app = _app_in(unpacked)
        with app.app_context():
            _load(unpacked, app)
            flaws = _prove(unpacked)
        if flaws and not in_spite_of_flaws:
            raise BackupFault(f"{unpacked.part} was not put in place; --in-spite-of-flaws does (remove it first)")
        put_in_place(unpacked)
    except (BackupFault, OSError) as fault:
        raise click.ClickException(str(fault)) from fault
    click.echo(f"restored to {target}")
    if flaws:
        raise click.exceptions.Exit(1)


def refuse_unless_server_is_empty() -> None:
    if database_kind() == "postgresql" and not is_empty_server():
        raise BackupFault("the database of DATABASE_URL has tables: restore into an empty one")


def _app_in(unpacked: Unpacked) -> Flask:
    """An app of its own over the folder to be; this command's own app may know another one."""
    config: Config = current_app.extensions["config"]
    kind = unpacked.manifest["database"]
    if kind == "sqlite":
        config = replace(config, database_url=f"sqlite:///{unpacked.database}")
    elif database_kind() != kind:
        raise BackupFault("this backup is of PostgreSQL: name an empty database by DATABASE_URL")
    another: Callable[[Config], Flask] = current_app.extensions["another_app"]
    return another(replace(config, data=unpacked.part, secret_key=kept_secret(unpacked.part / "secret-key")))


def _load(unpacked: Unpacked, app: Flask) -> None:
    if unpacked.manifest["database"] != "sqlite":
        load_into_server(unpacked.database)
    if unpacked.manifest["schema"]:
        app.extensions["bring_up_to_date"]()


def _prove(unpacked: Unpacked) -> int:
    """Every chain and hash; then the new epoch."""
    made_at = datetime.fromisoformat(unpacked.manifest["made_at"])
    flaws = len(tell(verification()))
    with transaction():
        epoch = begin_after_restore(made_at, at=clock.now())
        skipped = [block.facts() for block in withdraw_after_restore(made_at, at=clock.now())]
    end_connections()
    click.echo(
        f"made {made_at.isoformat()}; phones start over in epoch {epoch} and send again what came after that"
    )
    for block in skipped:
        click.echo(f"not given out any more: {block.number(block.first)} to {block.number(block.last)}")
    click.echo("nor the desk's free numbers: they may stand on papers since the backup (the page of form blocks)")
    return flaws


def init_app(app: Flask) -> None:
    app.cli.add_command(backup)
    app.cli.add_command(restore)
