"""Commands for whoever runs the server."""

import secrets

import click
from flask import Flask
from flask.cli import AppGroup

from inspect_app import clock
from inspect_app.actions.checklists import publish_shipped_checklists
from inspect_app.actions.instance import set_up
from inspect_app.actions.settings import publish_rulebook
from inspect_app.store.agencies import district
from inspect_app.store.base import transaction
from inspect_app.store.officers import count_officers

office = AppGroup("office", help="Set up the office and its first account.")
catalogue = AppGroup("catalogue", help="The shipped law, checklists and texts.")


@office.command("create")
@click.option("--login", default="admin", show_default=True)
@click.option("--password", default="", help="Made at random and printed when not given.")
def create_office(login: str, password: str) -> None:
    """The agencies of this instance and one administrator."""
    password = password or secrets.token_urlsafe(12)
    with transaction():
        if count_officers():
            raise click.ClickException("there are accounts already")
        set_up(login, password, at=clock.now())
    click.echo(f"{login} / {password}")


@catalogue.command("publish")
def publish_catalogue() -> None:
    """Publish shipped checklists that the office does not have yet, and a new rulebook if anything changed."""
    with transaction():
        if district() is None:
            raise click.ClickException("run `flask office create` first")
        versions = publish_shipped_checklists(at=clock.now())
        edition = publish_rulebook(at=clock.now())
    click.echo(f"rulebook {edition.number}, {len(versions)} new checklists")


def init_app(app: Flask) -> None:
    app.cli.add_command(office)
    app.cli.add_command(catalogue)
