"""Editions of the city's standards as a district receives them."""

from datetime import date
from typing import Any
from uuid import uuid4

from inspect_app.actions.standards import Came, keep_standard
from inspect_app.rules.plain import to_plain
from inspect_app.rules.standards import content_sha256
from inspect_app.store.agencies import agency_by_code
from inspect_app.store.base import transaction
from inspect_app.store.standards import StandardEdition
from tests.conftest import MONDAY
from tests.make import checklist, item

TODAY = date(2026, 11, 23)


def came(number: int = 1, **more: Any) -> Came:
    """A checklist of the city's, with an item that the district's own does not have."""
    content = more.pop("content", None) or common(number)
    kind, code = more.pop("kind", "checklist"), more.pop("code", "short")
    files = more.pop("files", ())
    values: dict[str, Any] = {
        "id": uuid4(),
        "kind": kind,
        "code": code,
        "number": number,
        "title": "短表",
        "note": "增加一项",
        "adopt_from": TODAY,
        "adopt_by": date(2026, 12, 31),
        "content": content,
        "files": files,
        "sha256": content_sha256(kind, code, content, files),
        "published_at": MONDAY,
    }
    return Came(**{**values, **more})


def common(number: int = 1) -> dict[str, Any]:
    plain = to_plain(checklist())
    plain["sections"][0]["items"].append(to_plain_item(f"city-{number}"))
    return plain


def to_plain_item(code: str) -> dict[str, Any]:
    return item(code)


def received(number: int = 1, **more: Any) -> StandardEdition:
    city = agency_by_code("SH")
    assert city
    with transaction():
        return keep_standard(came(number, **more), of=city, at=MONDAY)
