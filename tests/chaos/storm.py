"""A storm: many phones at work at once over bad lines until every fault has struck, then all of it drains."""

import sys
import threading
import time
import traceback
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

from tests.chaos.calls import NoAnswer, Refusal
from tests.chaos.disk import Killed, Ledger
from tests.chaos.host import Host
from tests.chaos.line import Line
from tests.chaos.officer import Meetings, Officer
from tests.chaos.phone import Phone, any_id, key_from
from tests.chaos.plan import Plan, Tally

LOGINS = (
    "jia", "yi", "bing", "xiaofang1", "yingji1", "ding", "wu", "ji", "geng", "xin", "ren", "gui", "zi", "chou",
    "yin", "mao", "chen", "si", "wu2", "wei", "shen", "you", "xu", "hai", "xiaofang2", "yingji2",
)  # fmt: skip
PASSWORD = "songjiang-demo"
DEEDS_BETWEEN = (0, 5)
LONGEST_WAIT_S = 0.6
DRAIN_S = 900.0


@dataclass
class Carrier:
    """One officer with one phone, through all its lives."""

    number: int
    login: str
    line: Line
    plan: Plan
    tally: Tally
    meetings: Meetings
    folder: Path
    ledger: Ledger = field(default_factory=Ledger)
    lives: int = 0
    steps_left: int = 0
    refusals: list[str] = field(default_factory=list)
    left: dict[str, int] = field(default_factory=dict)
    error: str = ""

    def __post_init__(self) -> None:
        chance = self.plan.chance("phone", self.number)
        self.key = key_from(chance)
        jwk = self.key.as_dict(private=False)
        self.ledger.jwk = {name: str(jwk[name]) for name in ("kty", "crv", "x", "y")}
        self.ledger.device = any_id(chance)

    def step(self) -> None:
        """Called between any two steps of the phone: at the last one of its life it dies."""
        self.steps_left -= 1
        if self.steps_left <= 0 and self.tally.strike("phone_killed"):
            raise Killed

    def live(self) -> None:
        """From life to life until the storm is over and nothing is left."""
        try:
            until = None
            while until is None or (self.left and time.monotonic() < until):
                if until is None and self.tally.all_struck.is_set():
                    until = time.monotonic() + DRAIN_S
                self._one_life(until)
        except BaseException:
            self.error = traceback.format_exc()
            print(self.login, self.error, file=sys.stderr, flush=True)

    def _one_life(self, until: float | None) -> None:
        self.lives += 1
        self.steps_left = self.plan.steps_of_life(self.number, self.lives)
        chance = self.plan.chance("work", self.number, self.lives)
        phone = None
        try:
            phone = self._switch_on(chance)
            if until is None:
                self._work(phone, Officer(phone, self.meetings, chance), chance)
            else:
                Officer(phone, self.meetings, chance)  # what was kept and not told is told
                self._try_to_sync(phone, chance, 0)
            self.left = phone.what_is_left()
        except Killed:
            self.left = {"killed": 1}
        finally:
            if phone:
                phone.disk.close()

    def _switch_on(self, chance: Random) -> Phone:
        path = self.folder / f"{self.login}.sqlite"
        phone = Phone(
            self.login, PASSWORD, self.line.port, path, self.key, self.ledger, chance, lambda: self.step()
        )
        if self.lives == 1:
            phone.step_clock(chance.choice((0, 40, -900, 86_400, -3 * 86_400)) + chance.random())
        return phone

    def _work(self, phone: Phone, officer: Officer, chance: Random) -> None:
        failures = 0
        while not self.tally.all_struck.is_set():
            if phone.officer:
                for _ in range(chance.randint(*DEEDS_BETWEEN)):
                    officer.act()
            if chance.random() < 0.01:
                phone.step_clock(chance.uniform(-7_200, 7_200))
            failures = self._try_to_sync(phone, chance, failures)

    def _try_to_sync(self, phone: Phone, chance: Random, failures: int) -> int:
        """No answer backs off, with jitter; what the server refused as a whole is tried again all the same."""
        try:
            phone.sync()
            return 0
        except NoAnswer:
            pass
        except Refusal as refusal:
            self.refusals.append(str(refusal))
        failures = min(failures + 1, 6)
        time.sleep(min(LONGEST_WAIT_S, 0.03 * 2**failures) * chance.uniform(0.5, 1))
        return failures


@dataclass
class Storm:
    """What the judge looks at: the phones' own ledgers, and where the server keeps its things."""

    host: Host
    tally: Tally
    carriers: list[Carrier]
    seconds: float = 0.0

    def rage(self) -> None:
        start = time.monotonic()
        threads = [threading.Thread(target=carrier.live, daemon=True) for carrier in self.carriers]
        for thread in threads:
            thread.start()
        while not self.tally.all_struck.wait(10):
            self._tell(start)
        for thread in threads:
            thread.join(DRAIN_S + 60)
        for carrier in self.carriers:
            carrier.line.wait_until_quiet()
            carrier.line.close()
        self.seconds = round(time.monotonic() - start, 1)

    def _tell(self, start: float) -> None:
        said = sum(len(carrier.ledger.said) for carrier in self.carriers)
        seconds = round(time.monotonic() - start)
        print(f"{seconds:>5} s  {self.tally.struck.total():>6} cuts  {said:>6} events", file=sys.stderr, flush=True)

    def about(self) -> dict[str, Any]:
        return {
            "seconds": self.seconds,
            "kills": self.tally.kills(),
            "lives": sum(carrier.lives for carrier in self.carriers),
            "faults": dict(sorted(self.tally.struck.items())),
        }


def prepare(folder: Path, *, cuts: int, seed: int, database: str, phones: int = len(LOGINS)) -> Storm:
    """A server with the demonstration district, and the phones, each on its own line."""
    host, plan, tally, meetings = Host(folder, database), Plan(seed), Tally(cuts), Meetings()
    host.set_up()
    host.start()
    carriers = [
        Carrier(number, login, Line(number, host, plan, tally), plan, tally, meetings, folder)
        for number, login in enumerate(LOGINS[:phones])
    ]
    return Storm(host, tally, carriers)
