"""`flask exchange`: messages to and from other offices, for whoever runs the server."""

import logging
from pathlib import Path
from time import sleep

import click
from flask import Flask, current_app
from flask.cli import AppGroup

from inspect_app import clock
from inspect_app.exchange.batches import our_code
from inspect_app.exchange.calls import Caller, HttpsLine
from inspect_app.exchange.held import retry_after_upgrade
from inspect_app.exchange.keys import KeyRing
from inspect_app.exchange.packages import read_package, write_package
from inspect_app.problems import Refused
from inspect_app.store.agencies import agency_by_code
from inspect_app.store.peers import Peer, peer_of_agency

log = logging.getLogger(__name__)
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


@exchange.command("once")
def once() -> None:
    """Call every office whose turn it is, once."""
    click.echo(f"{_caller().call_all()} calls answered")


@exchange.command("run")
@click.option("--every", default=5.0, show_default=True, help="Seconds between two looks at what waits.")
def run(every: float) -> None:
    """Call the other offices for as long as this runs: at once when something waits, and now and then to listen."""
    retry_after_upgrade(our_code(), _keys(), at=clock.now())
    while True:
        try:
            _caller().call_all()
        except Exception:  # whatever it was, the next round may manage it; what waits is in the database
            log.exception("a round of calls failed")
        sleep(every)


def _caller() -> Caller:
    return Caller(_keys(), HttpsLine(current_app.extensions["config"].exchange_roots), clock.now)


def init_app(app: Flask) -> None:
    app.cli.add_command(exchange)
