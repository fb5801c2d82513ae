"""Every door of the house: its route, its method, and an address of it that leads to nothing."""

from dataclasses import dataclass
from uuid import UUID

from flask import Flask
from werkzeug.routing import Rule

from inspect_app.rules.permissions import Permission

OPEN_TO_ALL = {
    "static",
    "sign_in.new",
    "sign_in.create",
    "sign_in.choose_language",
    "sync.session_state",
    "sync.create_session",
    "sync.show_keys",
    "sync.show_description",
    "tus.describe",
    "pwa.phone",
    "pwa.service_worker",
    "pwa.precache",
    "pwa.precache_parcel",
    "pwa.manifest",
    "pwa.health",
    "case_calendar.feed",
    "exchange.create_exchange",
    "exchange.create_pairing",
    "exchange.show_description",
    "public_reports.new",
    "public_reports.create",
    "public_reports.received",
    "public_reports.state",
    "public_reports.ask",
}
"""What needs no sign-in, each with its reason: signing in, the phone's empty shell, public keys, health, a calendar
whose address is the key, other offices' servers that sign what they say, and citizens who report what they saw."""
UNSAFE = {"POST", "PUT", "PATCH", "DELETE"}
NOBODY = "00000000-0000-0000-0000-000000000000"
TEXT = {"IntegerConverter": 1, "UUIDConverter": UUID(NOBODY)}


@dataclass(frozen=True)
class Door:
    """One route and one method. `needs` None = open to all."""

    endpoint: str
    method: str
    path: str
    needs: Permission | None

    def __str__(self) -> str:
        return f"{self.method} {self.path} ({self.endpoint})"


def doors(app: Flask) -> list[Door]:
    found = []
    for rule in app.url_map.iter_rules():
        needs = getattr(app.view_functions[rule.endpoint], "needs", None)
        methods = (rule.methods or set()) - {"OPTIONS", "HEAD"} or (rule.methods or set()) - {"OPTIONS"}
        found += [Door(rule.endpoint, method, path_of(app, rule), needs) for method in sorted(methods)]
    return found


def path_of(app: Flask, rule: Rule) -> str:
    """The route with an id that nothing has."""
    values = {}
    for name, one in rule._converters.items():
        choices = getattr(one, "items", None)
        values[name] = next(iter(choices)) if choices else TEXT.get(type(one).__name__, "none")
    return app.url_map.bind("localhost").build(rule.endpoint, values, method=next(iter(rule.methods or {"GET"})))
