"""`make chaos CUTS=10000 SEED=1 DB=sqlite|postgresql`: the last line is one JSON object; it fails unless all is well.

What the seed decides: the key, device id and clock of each phone, how long each of its lives lasts, what its officer does
in each life, which fault meets the n-th request of each phone, at which byte and how hard. What it does not: how threads
and processes are scheduled, and with it the order in which requests of different phones arrive, at which instruction a
killed server stands, how many deeds a life holds; and ids and signatures, which hold the time and randomness of their own.
Processes are killed here, machines are not: what a power cut does to a disk is left to the database's own fsync.
"""

import argparse
import json
import sys
import tempfile
from pathlib import Path
from typing import Any
from uuid import UUID

from flask import Flask

from inspect_app import create_app
from inspect_app.config import Config
from tests.chaos.host import Host
from tests.chaos.judge import FAULTS, judge, standing
from tests.chaos.storm import LOGINS, Storm, prepare


def record_of(host: Host) -> Flask:
    url = host.url.replace("postgresql://", "postgresql+psycopg://", 1)
    return create_app(Config(host.data, url or f"sqlite:///{host.data / 'inspect.sqlite'}", "a key for the judge"))


def verdict(storm: Storm, before: frozenset[UUID]) -> dict[str, Any]:
    """What the judge finds in the record, and which phones still hold something."""
    originals = storm.host.data / "photos" / "originals"
    with record_of(storm.host).app_context():
        found = judge([carrier.ledger for carrier in storm.carriers], originals, before)
    not_empty = sum(bool(carrier.left or carrier.error) for carrier in storm.carriers)
    return {"cuts": storm.tally.struck.total(), **found, "phones_not_empty": not_empty, **storm.about()}


def is_bad(found: dict[str, Any]) -> bool:
    return any(found[name] for name in FAULTS)


def wishes() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make chaos", description=__doc__)
    parser.add_argument("--cuts", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--phones", type=int, default=len(LOGINS))
    parser.add_argument("--folder", type=Path, help="keep everything here, for looking at afterwards")
    return parser.parse_args()


def main() -> int:
    wanted = wishes()
    with tempfile.TemporaryDirectory() as name:
        folder, size = wanted.folder or Path(name), {"cuts": wanted.cuts, "phones": wanted.phones}
        storm = prepare(folder, seed=wanted.seed, database=wanted.database, **size)
        try:
            with record_of(storm.host).app_context():
                before = standing()
            storm.rage()
            found = verdict(storm, before)
        finally:
            storm.host.close()
    for carrier in storm.carriers:
        if carrier.left or carrier.error:
            print(carrier.login, carrier.left, carrier.refusals[-3:], file=sys.stderr)
    print(json.dumps({"seed": wanted.seed, "database": wanted.database, **found}))
    return int(is_bad(found))


if __name__ == "__main__":
    sys.exit(main())
