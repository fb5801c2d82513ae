"""The shape of the demonstration district's data, and reading it."""

from dataclasses import dataclass

from inspect_app.catalogue import read_table
from inspect_app.rules.people import Role
from inspect_app.rules.plain import from_plain
from inspect_app.rules.procedure import VisitKind
from inspect_app.rules.works import PartyPart, WorkStatus


@dataclass(frozen=True)
class Street:
    """A street or town and how many works it gets, within `radius_m` of a point in it."""

    name: str
    works: int
    longitude: float
    latitude: float
    radius_m: int


@dataclass(frozen=True)
class Kind:
    """A kind of work: `share` of a hundred, its usual area, and what such a work is used for."""

    name: str
    share: int
    area_m2: int
    uses: tuple[str, ...]


@dataclass(frozen=True)
class Firms:
    name: str
    count: int


@dataclass(frozen=True)
class OfficerRow:
    """`days` = how long the certificate is still valid when the demonstration is loaded."""

    login: str
    sign: str
    role: Role
    team: int
    days: int = 730


@dataclass(frozen=True)
class GuestRow:
    login: str
    name: str
    role: Role
    agency: str


@dataclass(frozen=True)
class VisitRow:
    in_days: int
    kind: VisitKind
    officers: tuple[str, ...]
    checklists: tuple[str, ...]
    status: WorkStatus = WorkStatus.IN_USE


@dataclass(frozen=True)
class Demonstration:
    password: str
    total_area_m2: int
    in_use: int
    under_construction: int
    words: tuple[str, ...]
    roads: tuple[str, ...]
    uses_of_others: tuple[str, ...]
    protection_classes: tuple[str, ...]
    street: tuple[Street, ...]
    kind: tuple[Kind, ...]
    firms: dict[PartyPart, Firms]
    officer: tuple[OfficerRow, ...]
    guest: tuple[GuestRow, ...]
    visit: tuple[VisitRow, ...]


def shipped_demonstration() -> Demonstration:
    return from_plain(Demonstration, read_table("demonstration.toml"), "demonstration.toml")
