"""What the inbox ought to do with a phone's events, in a few lines and without a database, signatures or feeds."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Said:
    """One event. `seq` None = it has no readable place. `verdict` = what becomes of it once it has its place.

    `needs` = the visit that must be here before it can be accepted; `begins` = the visit that it begins.
    """

    token: str
    id: str
    sha256: str
    seq: int | None
    prev: str
    verdict: str
    needs: str = ""
    begins: str = ""


@dataclass
class Chain:
    """One device's events as the server should hold them. `taken` = those with a place, in their order."""

    known: dict[str, Said] = field(default_factory=dict)
    taken: list[Said] = field(default_factory=list)
    early: list[Said] = field(default_factory=list)

    @property
    def head(self) -> str:
        return self.taken[-1].sha256 if self.taken else ""

    def receive(self, batch: list[Said]) -> None:
        for said in sorted(batch, key=lambda one: one.seq or 0):
            if said.sha256 in self.known:
                continue
            self.known[said.sha256] = said
            if said.seq is None or said.seq <= len(self.taken):
                continue
            if said.seq > len(self.taken) + 1:
                self.early.append(said)
            elif said.prev == self.head:
                self.taken.append(said)
        self._fill()

    def _fill(self) -> None:
        for said in sorted(self.early, key=lambda one: one.seq or 0):
            if said.seq is None or said.seq > len(self.taken) + 1:
                return
            self.early.remove(said)
            if said.seq == len(self.taken) + 1 and said.prev == self.head:
                self.taken.append(said)

    def status(self, said: Said, visits: set[str]) -> str:
        """`visits` = those that are here."""
        if said.seq is None:
            return "refused"
        if said not in self.taken:
            return "held"
        return "held" if said.needs and said.needs not in visits else said.verdict
