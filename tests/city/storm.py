"""What happens to three offices: people at work, packages lost, doubled and late, processes killed. The seed decides all of it."""

import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from uuid import UUID

from inspect_app import clock
from inspect_app.actions.peers import change_way, pair
from inspect_app.exchange.calls import Caller, HttpsLine
from inspect_app.store.base import transaction
from inspect_app.store.peer_lists import standings
from inspect_app.store.peer_pieces import keep_whole
from inspect_app.store.peers import PeerWay, peers_all
from tests.city.lead_people import LeadPeople
from tests.city.office import Office
from tests.exchange.two_offices import close

CITY, NEAR, FAR = "SH", "SH-SJ", "SH-MH"
NAMES = {CITY: "", NEAR: "", FAR: "上海市闵行区民防办公室"}
BY_FILE = ((CITY, FAR), (FAR, CITY))
PAIRS = ((CITY, NEAR), (NEAR, CITY), *BY_FILE, (NEAR, FAR), (FAR, NEAR))
FAULTS = {"write": 6, "hand_over": 8, "kill_server": 3, "kill_caller": 3, "start": 8, "wait": 6}
PEOPLE = {
    "begin_lead": 10,
    "handle_lead": 24,
    "offer_case": 6,
    "ask": 3,
    "speak": 8,
    "publish": 2,
    "adopt": 4,
    "sign": 2,
    "check": 4,
}
DEEDS = {"send": 3, **FAULTS, **PEOPLE}


@dataclass
class Storm:
    """City and Songjiang call each other, Songjiang calls Minhang; city and Minhang meet by files only."""

    folder: Path
    seed: int
    postgres_url: str = ""
    offices: dict[str, Office] = field(default_factory=dict)
    tally: Counter[str] = field(default_factory=Counter)
    said: list[tuple[str, str, UUID]] = field(default_factory=list)
    bag: list[tuple[str, bytes]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.dice = Random(self.seed)
        for code, name in NAMES.items():
            self.offices[code] = Office(self.folder, code, name, self.postgres_url if code == CITY else "")
        for one, other in PAIRS:
            self._pair(one, other)
        districts = [self.offices[code].here for code in (NEAR, FAR)]
        self.people = LeadPeople(self.offices[CITY].here, districts, self.dice, self.tally)

    def _pair(self, code: str, other: str) -> None:
        here, there = self.offices[code].here, self.offices[other].here
        way = PeerWay.FILES if (code, other) in BY_FILE else PeerWay.HTTPS
        them = there.introduction()
        with here.here(), transaction():
            head = here.officer("zhuren")
            peer = pair(them, way, our_kid=here.keys.newest.kid, by=head, at=here.now)
            may_call = way is PeerWay.HTTPS and (code, other) != (FAR, NEAR)
            change_way(peer, way, self.offices[other].address if may_call else "", by=head, at=here.now)

    def rage(self, steps: int) -> None:
        for office in self.offices.values():
            office.start()
        for office in self.offices.values():
            office.wait_until_ready()
        deeds, weights = list(DEEDS), list(DEEDS.values())
        for _step in range(steps):
            [deed] = self.dice.choices(deeds, weights)
            getattr(self.people, deed)() if deed in PEOPLE else getattr(self, f"_{deed}")()

    def settle(self, most_s: float) -> bool:
        """Everything runs and every package arrives; True when every message has its final receipt in time."""
        until = time.monotonic() + most_s
        while time.monotonic() < until:
            for office in self.offices.values():
                office.start()
                self._call_now(office)
            for code, other in BY_FILE:
                self._carry(code, other)
            if all(self._is_quiet(office) for office in self.offices.values()):
                return True
            time.sleep(0.3)
        return False

    @staticmethod
    def _is_quiet(office: Office) -> bool:
        with office.here.here():
            return not any(one.waiting or one.held or one.held_there for one in standings().values())

    @staticmethod
    def _call_now(office: Office) -> None:
        """The button beside each office that can be called: by itself the next call may be an hour away."""
        caller = Caller(office.here.keys, HttpsLine(patience_s=5), clock.now)
        with office.here.here():
            for peer in [one for one in peers_all() if one.address]:
                caller.call(peer.id)

    def _carry(self, code: str, other: str) -> None:
        self.offices[other].here.read(self.offices[code].here.written_for(self.offices[other].here))

    # What may happen

    def _send(self) -> None:
        code, other = self.dice.choice(PAIRS)
        here, there = self.offices[code].here, self.offices[other].here
        files = [self._file(code)] if self.dice.random() < 0.2 else []
        body = {"software": f"demo {len(self.said)}", "schema_version": 1}
        self.said.append((code, other, here.send(there, "hello", body, files=files)))
        self.tally["messages"] += 1

    def _file(self, code: str) -> str:
        self.tally["files"] += 1
        body = self.dice.randbytes(self.dice.randrange(1_000, 2_500_000))
        with self.offices[code].here.here(), transaction():
            return keep_whole(body, "application/octet-stream").sha256

    def _write(self) -> None:
        code, other = self.dice.choice(BY_FILE)
        package = self.offices[code].here.written_for(self.offices[other].here)
        self.tally["packages"] += 1
        if self.dice.random() < 0.3:
            self.tally["packages_lost"] += 1
        else:
            self.bag.append((other, package))

    def _hand_over(self) -> None:
        """Any of those that were written, not the oldest first; now and then it stays in the bag and comes once more."""
        if not self.bag:
            return
        place = self.dice.randrange(len(self.bag))
        other, package = self.bag[place]
        self.offices[other].here.read(package)
        if self.dice.random() < 0.3:
            self.tally["packages_twice"] += 1
        else:
            del self.bag[place]

    def _kill_server(self) -> None:
        self.dice.choice(list(self.offices.values())).kill_server()
        self.tally["kills"] += 1

    def _kill_caller(self) -> None:
        self.dice.choice(list(self.offices.values())).kill_caller()
        self.tally["kills"] += 1

    def _start(self) -> None:
        self.dice.choice(list(self.offices.values())).start()

    def _wait(self) -> None:
        time.sleep(self.dice.random() * 0.6)

    def close(self) -> None:
        for office in self.offices.values():
            office.kill_server()
            office.kill_caller()
        close(*(office.here for office in self.offices.values()))
