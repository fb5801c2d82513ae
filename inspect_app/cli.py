"""Commands for whoever runs the server."""

import json
import secrets
from pathlib import Path

import click
from flask import Flask, current_app
from flask.cli import AppGroup

from inspect_app import clock
from inspect_app.actions.checklists import publish_shipped_checklists
from inspect_app.actions.demonstration import demonstration_accounts, is_demonstration, load_demonstration
from inspect_app.actions.instance import set_up, set_up_city, set_up_district
from inspect_app.actions.likenesses import take_likenesses
from inspect_app.actions.settings import publish_rulebook
from inspect_app.catalogue.demonstration import shipped_demonstration
from inspect_app.store.agencies import instance_agency
from inspect_app.store.audit import chain_end, first_broken_line
from inspect_app.store.base import transaction
from inspect_app.store.officers import count_officers
from inspect_app.store.photo_bytes import PhotoFolder
from inspect_app.translations.collect import update

office = AppGroup("office", help="Set up the office and its first account.")
demonstration = AppGroup("demonstration", help="A fictional district for trying the software.")
catalogue = AppGroup("catalogue", help="The shipped law, checklists and texts.")
words = AppGroup("translations", help="English for every Chinese text of the interface.")

photos = AppGroup("photos", help="The photos that are kept.")
PHOTOS_AT_ONCE = 50
audit = AppGroup("audit", help="The record of what was done in the office.")


@office.command("create")
@click.option("--login", default="admin", show_default=True)
@click.option("--password", default="", help="Made at random and printed when not given.")
@click.option("--level", type=click.Choice(["district", "city"]), default="district", show_default=True)
@click.option("--code", default="", help="Of another district than Songjiang, such as SH-MH; with --name.")
@click.option("--name", default="", help="The full name of that district's office.")
@click.option(
    "--number-prefix", default="", help="The word of the office with which the numbers of its papers begin."
)
def create_office(login: str, password: str, level: str, code: str, name: str, number_prefix: str) -> None:
    """The agencies of this instance and one administrator."""
    password = password or secrets.token_urlsafe(12)
    if bool(code) != bool(name) or (code and level == "city"):
        raise click.ClickException("--code and --name go together, and only with a district")
    with transaction():
        if count_officers():
            raise click.ClickException("there are accounts already")
        if level == "city":
            set_up_city(login, password, at=clock.now())
        elif code:
            set_up_district(code, name, login, password, number_prefix=number_prefix, at=clock.now())
        else:
            set_up(login, password, at=clock.now())
    click.echo(f"{login} / {password}")


@catalogue.command("publish")
def publish_catalogue() -> None:
    """Publish shipped checklists that the office does not have yet, and a new rulebook if anything changed."""
    with transaction():
        if instance_agency() is None:
            raise click.ClickException("run `flask office create` first")
        versions = publish_shipped_checklists(at=clock.now())
        edition = publish_rulebook(at=clock.now())
    click.echo(f"rulebook {edition.number}, {len(versions)} new checklists")


@demonstration.command("load")
def load() -> None:
    """Load the demonstration district, if this instance has no accounts yet."""
    if count_officers():
        click.echo("there are accounts already: nothing was loaded")
        return
    with transaction():
        loaded = load_demonstration(at=clock.now())
    parts = current_app.extensions
    parts["play_the_city"](parts["exchange_keys"], parts["photo_folder"], at=clock.now())
    click.echo(
        f"demonstration loaded: {loaded.works} works, {loaded.officers} officers, {loaded.visits} planned visits"
    )


@demonstration.command("show")
@click.option("--url", default="http://127.0.0.1:8000", show_default=True)
def show(url: str) -> None:
    """Where the office and the phone are, and, for a demonstration, who may sign in."""
    url = url.rstrip("/")
    click.echo(f"office  {url}/\nphone   {url}/phone")
    if not is_demonstration():
        return
    password = shipped_demonstration().password
    click.echo(f"\n{'role':<24}{'login':<12}{'password':<18}name")
    for officer in demonstration_accounts():
        role = officer.role.name.lower()
        click.echo(f"{role:<24}{officer.login:<12}{password:<18}{officer.name} ({officer.role.value})")


@audit.command("verify")
def verify_audit() -> None:
    """Compute the whole chain anew. Note the last hash elsewhere: it also shows lines cut off the end."""
    broken, end = first_broken_line(), chain_end()
    if broken is not None:
        raise click.ClickException(f"line {broken} was altered or is missing")
    click.echo(f"whole: {end.position} lines, last {end.sha256}" if end else "whole: no lines yet")


@words.command("update")
@click.option("--words", "files", multiple=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
def update_translations(files: tuple[Path, ...]) -> None:
    """Collect the texts anew and write the catalogue, filled from JSON files {"中文": "English"}."""
    given = {zh: en for file in files for zh, en in json.loads(file.read_text(encoding="utf-8")).items()}
    left = update(Path(current_app.root_path), given)
    click.echo("\n".join([*left, f"{len(left)} texts have no English yet"]))


@photos.command("compare")
def compare_photos() -> None:
    """Take the likenesses of photos that have none yet, by which reviewers are shown near copies of earlier evidence."""
    folder: PhotoFolder = current_app.extensions["photo_folder"]
    total = 0
    while True:
        with transaction():
            taken = take_likenesses(folder, most=PHOTOS_AT_ONCE)
        total += taken
        if not taken:
            break
    click.echo(f"{total} photos looked at")


def init_app(app: Flask) -> None:
    app.cli.add_command(photos)
    app.cli.add_command(office)
    app.cli.add_command(words)
    app.cli.add_command(catalogue)
    app.cli.add_command(audit)
    app.cli.add_command(demonstration)
