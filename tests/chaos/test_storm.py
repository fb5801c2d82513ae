"""A short storm in `make test`: a hundred faults on SQLite, fewer on PostgreSQL; and the plan behind it."""

import json
import subprocess
import sys

import pytest

from tests.chaos.__main__ import is_bad
from tests.chaos.line import STRIKES, damaged
from tests.chaos.plan import ON_THE_LINE, Fault, Plan, Tally
from tests.forked import ROOT

pytestmark = pytest.mark.chaos


def test_the_phones_know_nothing_of_the_server_code():
    """What judges the server must not be made of it. Only the judge, and whoever calls it, look inside."""
    allowed = {"judge.py", "__main__.py", "test_judge.py", "test_storm.py"}
    files = [path for path in (ROOT / "tests" / "chaos").glob("*.py") if path.name not in allowed]
    assert len(files) > 8
    assert [path.name for path in files if "inspect_app" in path.read_text(encoding="utf-8")] == []


@pytest.mark.slow
@pytest.mark.parametrize(("database", "phones", "cuts"), [("sqlite", 12, 120), ("postgresql", 6, 40)])
def test_nothing_is_lost_doubled_or_spoilt_in_a_storm(database, phones, cuts):
    command = ["--database", database, "--phones", str(phones), "--cuts", str(cuts), "--seed", "7"]
    done = subprocess.run([sys.executable, "-m", "tests.chaos", *command], cwd=ROOT, capture_output=True, text=True)
    figures = json.loads(done.stdout.splitlines()[-1] if done.stdout else "{}")
    assert (done.returncode, figures.get("cuts")) == (0, cuts), done.stdout[-2_000:] + done.stderr[-4_000:]
    assert not is_bad(figures)
    assert figures["events_sent"] > 0


def test_the_plan_of_faults_follows_from_the_seed():
    plans = [[Plan(seed).fault(line, number) for line in range(3) for number in range(50)] for seed in (1, 1, 2)]
    assert plans[0] == plans[1]
    assert plans[0] != plans[2]
    assert {fault.kind for fault in plans[0] if fault} <= set(ON_THE_LINE)


def test_every_fault_of_the_plan_can_strike():
    assert set(STRIKES) == set(ON_THE_LINE)


def test_after_the_last_fault_nothing_more_goes_wrong():
    tally = Tally(2)
    assert [tally.strike("portal"), tally.strike("server_killed"), tally.strike("portal")] == [True, True, False]
    assert (tally.all_struck.is_set(), tally.kills(), tally.struck.total()) == (True, 1, 2)


@pytest.mark.parametrize("where", [0.0, 0.5, 0.999])
def test_a_damaged_message_has_its_length_and_other_bytes(where):
    message = bytes(range(200))
    for much in (0.0, 0.5, 0.999):
        harmed = damaged(message, Fault("damaged_on_the_way_up", where, much))
        assert len(harmed) == len(message)
        assert 1 <= sum(a != b for a, b in zip(harmed, message, strict=True)) <= 4
