"""The draft of the short checklist, as the editor's tests address it and fill in its forms."""

from typing import Any

from inspect_app.rules.checklist_edits import stamp_of
from inspect_app.rules.checklists import Checklist
from inspect_app.store.checklists import ChecklistVersion, checklist_by_code


def content() -> Checklist:
    return checklist_by_code("short").draft.content()


def order() -> list[str]:
    """The items' codes as they stand."""
    return list(content().items)


def address(version: ChecklistVersion, rest: str = "") -> str:
    return f"/checklists/versions/{version.id}{rest}"


def state() -> dict[int, str]:
    """What has become of each version, by number."""
    return {version.number: version.state.name for version in checklist_by_code("short").versions}


def fields(code: str = "item-1", **more: Any) -> dict[str, Any]:
    """What the form of an item sends when nobody has changed it since."""
    return {
        "stamp": stamp_of(content().items.get(code)),
        "code": code,
        "section": "all",
        "kind": "VERDICT",
        "text_zh": "防护门完好",
        "text_en": "Blast door sound",
        "severity": "SERIOUS",
        "is_required": "y",
        "show_item": "",
        **more,
    }
