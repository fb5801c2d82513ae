"""`flask demo songjiang-2017`: the year of the report, played into an empty database."""

import click
from flask import Flask, current_app
from flask.cli import AppGroup

from inspect_app import clock
from inspect_app.actions.year_of_2017 import play_2017
from inspect_app.store.agencies import instance_agency
from inspect_app.store.base import transaction
from inspect_app.store.officers import count_officers
from inspect_app.store.photo_bytes import PhotoFolder

demo = AppGroup(
    "demo", help="Years that are played through the same deeds that people use; all names are fictional."
)


@demo.command("songjiang-2017")
def songjiang_2017() -> None:
    """Play the report's year 2017 into an empty database: cases, visits, orders, leads, targets."""
    folder: PhotoFolder = current_app.extensions["photo_folder"]
    with transaction():
        if instance_agency() is not None or count_officers():
            raise click.ClickException(
                "this database is not empty: nothing was played and nothing was changed. "
                "Set DATA to an empty folder, run `flask db upgrade` there, and try again."
            )
        count = play_2017(folder, now=clock.now())
    click.echo(f"played: {count} deeds of 2017")
    click.echo("now: flask report --year 2017 --as-of 2017-08-31")


def init_app(app: Flask) -> None:
    app.cli.add_command(demo)
