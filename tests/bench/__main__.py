"""`make bench`: prints each figure as it is found; the last line is one JSON object of all of them."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from flask_migrate import upgrade
from playwright.sync_api import sync_playwright

from inspect_app import create_app
from inspect_app.config import Config
from tests.bench import intake, large_office, pages
from tests.bench.events import as_the_server_runs, events
from tests.bench.served_events import served_events
from tests.browser.conftest import PASSWORD
from tests.browser.server import Server, environment, seeded
from tests.forked import ROOT

GOALS = {
    "first_load_bytes": ("at most", 150_000),
    "first_load_s": ("at most", 2.0),
    "cold_start_s": ("at most", 0.6),
    "reload_s": ("at most", 0.6),
    "tap_p95_ms": ("at most", 30),
    "search_10000_works_p95_ms": ("at most", 50),
    "events_ratio_to_verifying_only": ("at least", 0.5),
    "served_events_ratio_to_verifying_only": ("at least", 0.5),
    "photo_ratio_to_storing_only": ("at least", 0.7),
    "quiet_exchange_bytes_up": ("at most", 1_024),
    "quiet_exchange_bytes_down": ("at most", 1_024),
    "twenty_years_p95_ms": ("at most", large_office.GOAL_MS),
    "city_p95_ms": ("at most", large_office.GOAL_MS),
    "city_p95_ratio_to_one_day": ("at most", 3),
}


class Reference(Server):
    """The reference app under the same server."""

    application = "tests.bench.reference_app:app"


def in_process(folder: Path) -> dict[str, Any]:
    folder.mkdir()
    app = create_app(Config(folder, f"sqlite:///{folder / 'bench.sqlite'}", "a key", rate_limits=False))
    with app.app_context():
        upgrade()
    as_the_server_runs()
    return events(app) | intake.quiet_exchange(app)


def large_district(data: Path) -> Path:
    """The demonstration, 10,000 works, and a visit with a checklist of 200 items for one inspector."""
    seeded(data)
    command = [sys.executable, "-m", "tests.bench.large_district"]
    subprocess.run(command, cwd=ROOT, env=environment(data), check=True)
    return data


def told(figures: dict[str, Any]) -> dict[str, Any]:
    """Printed at once: whoever stops the run, or whom a later part fails, has what was measured until then."""
    for name, value in figures.items():
        words = " ".join(str(part) for part in GOALS.get(name, ()))
        shown = "".join(f"\n    {one}" for one in value) if isinstance(value, list) else f"{value!s:>12}"
        print(f"{name:<36}{shown}   {f'goal {words}' if words else ''}", flush=True)
    return figures


def with_a_server(folder: Path) -> dict[str, Any]:
    """What is measured through the network and in a browser, beside a reference under the same server."""
    server = Server(large_district(folder / "district")).start()
    (folder / "reference").mkdir()
    reference = Reference(folder / "reference").start()
    try:
        figures = told(intake.photos(server.url, reference.url, "xin", PASSWORD))
        with sync_playwright() as playwright:
            return figures | told(pages.measure(playwright, folder, server, reference))
    finally:
        server.stop()
        reference.stop()


def main() -> None:
    os.environ.setdefault("FLASK_APP", "app")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "served").mkdir()
        figures = told(in_process(folder / "in-process")) | told(served_events(folder / "served"))
        figures |= with_a_server(folder)
        (folder / "offices").mkdir()
        figures |= told(large_office.figures(folder / "offices"))
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
