"""`flask exchange`: messages to and from other offices, for whoever runs the server."""

import logging
from os import getppid
from pathlib import Path
from time import sleep
from typing import cast

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
from inspect_app.store.agencies import agency_by_code, instance_agency
from inspect_app.store.peers import Peer, peer_of_agency

log = logging.getLogger(__name__)
LOOK_S = 1.0
"""How often it looks whether the server is still there."""
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
@click.option("--beside", type=int, help="The server's process, which started this one: end when it has ended.")
def run(every: float, beside: int | None) -> None:
    """Call the other offices for as long as this runs: at once when something waits, and now and then to listen."""
    app, has_caught_up = cast(Flask, current_app._get_current_object()), False  # type: ignore[attr-defined]
    while _is_wanted(beside):
        with app.app_context():  # one for each round: what the pages changed since is read afresh
            has_caught_up = _round(has_caught_up)
        _sleep(every, beside)


def _round(has_caught_up: bool) -> bool:
    try:
        if instance_agency() is None:
            return False  # nobody has set up this office yet
        if not has_caught_up:
            retry_after_upgrade(our_code(), _keys(), at=clock.now())
        _caller().call_all()
    except Exception:  # whatever it was, the next round may manage it; what waits is in the database
        log.exception("a round of calls failed")
        return has_caught_up
    return True


def _is_wanted(beside: int | None) -> bool:
    """A process whose parent has ended is given another one, in whichever way the parent ended."""
    return beside is None or getppid() == beside


def _sleep(seconds: float, beside: int | None) -> None:
    whole, rest = divmod(seconds, LOOK_S)
    for part in [LOOK_S] * int(whole) + [rest]:
        if _is_wanted(beside):
            sleep(part)


def _caller() -> Caller:
    return Caller(_keys(), HttpsLine(current_app.extensions["config"].exchange_roots), clock.now)


def init_app(app: Flask) -> None:
    app.cli.add_command(exchange)
