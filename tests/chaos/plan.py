"""The plan of faults: what meets the n-th request of each phone, and when each phone dies, follow from the seed alone."""

import threading
from collections import Counter
from dataclasses import dataclass
from random import Random

SHARE = 0.6
"""Of the requests that meet a fault."""

ON_THE_LINE = {
    "cut_on_the_way_up": 16,
    "cut_on_the_way_down": 14,
    "answer_lost": 14,
    "sent_twice": 10,
    "sent_late": 9,
    "damaged_on_the_way_up": 10,
    "damaged_on_the_way_down": 10,
    "delayed": 5,
    "slow": 3,
    "portal": 4,
    "too_large": 3,
    "bad_gateway": 4,
    "worker_killed": 1.2,
    "server_killed": 0.6,
}
STEPS_OF_A_LIFE = (20, 300)


@dataclass(frozen=True)
class Fault:
    """`where` = at which part of the message, `much` = how long or how many, both 0 to 1."""

    kind: str
    where: float
    much: float


class Plan:
    def __init__(self, seed: int) -> None:
        self.seed = seed

    def chance(self, *names: object) -> Random:
        """A stream of its own for each actor, so that none depends on how the others were scheduled."""
        return Random("/".join(str(part) for part in (self.seed, *names)))

    def fault(self, line: int, number: int) -> Fault | None:
        chance = self.chance("line", line, number)
        if chance.random() >= SHARE:
            return None
        [kind] = chance.choices(list(ON_THE_LINE), list(ON_THE_LINE.values()))
        return Fault(kind, chance.random(), chance.random())

    def steps_of_life(self, phone: int, life: int) -> int:
        return self.chance("life", phone, life).randint(*STEPS_OF_A_LIFE)


class Tally:
    """Counts each fault when it strikes. When the last has struck, nothing more goes wrong."""

    def __init__(self, cuts: int) -> None:
        self.cuts = cuts
        self.struck: Counter[str] = Counter()
        self.lock = threading.Lock()
        self.all_struck = threading.Event()
        if cuts == 0:
            self.all_struck.set()

    def strike(self, kind: str) -> bool:
        """False = all have struck, and this one must not."""
        with self.lock:
            if self.all_struck.is_set():
                return False
            self.struck[kind] += 1
            if self.struck.total() >= self.cuts:
                self.all_struck.set()
            return True

    def kills(self) -> int:
        return sum(count for kind, count in self.struck.items() if kind.endswith("killed"))
