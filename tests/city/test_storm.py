"""A short storm over three offices in `make test`; the long one is `make demo-city`."""

import json
import subprocess
import sys

import pytest

from tests.city.judge import FAULTS
from tests.forked import ROOT


@pytest.mark.slow
@pytest.mark.chaos
def test_three_offices_lose_and_double_nothing_while_they_are_killed():
    command = [sys.executable, "-m", "tests.city", "--seed", "4", "--steps", "80"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    found = json.loads(done.stdout.splitlines()[-1] if done.stdout else "{}")
    assert done.returncode == 0, (found, done.stderr[-4_000:])
    assert found["settled"]
    assert not any(found[name] for name in FAULTS), done.stderr[-4_000:]
    assert min(found.get(name, 0) for name in ("leads", "kills", "packages")) > 1
