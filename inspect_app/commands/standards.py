"""`flask standards due`: put in force what was decided for today, for a timer of the machine."""

import click
from flask import Flask
from flask.cli import AppGroup

from inspect_app import clock
from inspect_app.actions.standard_adoptions import put_due_in_force
from inspect_app.store.base import transaction

standards = AppGroup("standards", help="Standards of the city office.")


@standards.command("due")
def due() -> None:
    """Editions whose day has come; the running server does the same with the first request of a day."""
    with transaction():
        changed = put_due_in_force(at=clock.now())
        for adoption in changed:
            told = adoption.hindered_by or "in use"
            click.echo(f"{adoption.edition.kind} {adoption.edition.code} v{adoption.edition.number}: {told}")
    click.echo(f"{len(changed)} changed")


def init_app(app: Flask) -> None:
    app.cli.add_command(standards)
