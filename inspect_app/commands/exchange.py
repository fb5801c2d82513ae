"""`flask exchange`: messages to and from other offices, for whoever runs the server."""

from pathlib import Path

import click
from flask import Flask, current_app
from flask.cli import AppGroup

from inspect_app import clock
from inspect_app.exchange.keys import KeyRing
from inspect_app.exchange.packages import read_package, write_package
from inspect_app.problems import Refused
from inspect_app.store.agencies import agency_by_code
from inspect_app.store.peers import Peer, peer_of_agency

exchange = AppGroup("exchange", help="Messages to and from other offices.")


def _keys() -> KeyRing:
    keys: KeyRing = current_app.extensions["exchange_keys"]
    return keys


def _peer(code: str) -> Peer:
    agency = agency_by_code(code)
    peer = peer_of_agency(agency.id) if agency else None
    if peer is None:
        raise click.ClickException(f"no office with the code {code} is paired with this one")
    return peer


@exchange.command("write")
@click.option("--peer", "code", required=True, help="The other office's code, such as SH.")
@click.option("--to", "path", required=True, type=click.Path(dir_okay=False, path_type=Path))
def write(code: str, path: Path) -> None:
    """Write all that waits for an office into a file that only that office can open."""
    try:
        with path.open("w+b") as into:
            package = write_package(_peer(code), _keys(), into, by=None, at=clock.now())
    except Refused as refused:
        path.unlink(missing_ok=True)
        raise click.ClickException(refused.refusals[0].sentence) from refused
    click.echo(
        f"package {package.number} for {code}: {package.messages} messages, {package.receipts} receipts, {package.files} files"
    )


@exchange.command("read")
@click.argument("path", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def read(path: Path) -> None:
    """Take in a file that another office wrote for this one; a second time does no harm."""
    try:
        with path.open("rb") as file:
            package = read_package(file, _keys(), by=None, at=clock.now())
    except Refused as refused:
        raise click.ClickException(refused.refusals[0].sentence) from refused
    click.echo(
        f"package {package.number}: {package.messages} messages, {package.receipts} receipts, {package.files} files"
    )


def init_app(app: Flask) -> None:
    app.cli.add_command(exchange)
