"""`flask ledger`: the daily head of all chains, stamped by a trusted service if the office has named one."""

import click
from flask import Flask, current_app
from flask.cli import AppGroup

from inspect_app import clock
from inspect_app.actions.stamps import head_now, keep_stamp
from inspect_app.exchange.timestamps import NoTimestamp, TimestampService
from inspect_app.rules.ledger import head_bytes
from inspect_app.store.base import transaction

ledger = AppGroup("ledger", help="The ends of all chains, and trusted timestamps over them.")


@ledger.command("stamp")
def stamp() -> None:
    """Have today's head stamped (RFC 3161); once a day, by cron. Without TIMESTAMP_URL nothing happens."""
    service: TimestampService = current_app.extensions["timestamp_service"]
    if not service.url:
        click.echo("no timestamp service is configured (TIMESTAMP_URL): nothing was stamped")
        return
    made_at = clock.now()
    head = head_now(made_at)
    try:
        token, stamped_at = service.stamp(head_bytes(head))
    except NoTimestamp as fault:
        raise click.ClickException(str(fault)) from fault
    with transaction():
        kept = keep_stamp(head, token, service=service.url, made_at=made_at, stamped_at=stamped_at)
    click.echo(f"stamped {kept.sha256} at {stamped_at.isoformat()} by {service.url}")


def init_app(app: Flask) -> None:
    app.cli.add_command(ledger)
