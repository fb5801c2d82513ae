"""What the masthead shows: the pages that this person may open, and who they are."""

from dataclasses import dataclass

from flask import Flask

from inspect_app.access import current_officer, is_signed_in
from inspect_app.actions.settings import office_settings
from inspect_app.rules.permissions import Permission
from inspect_app.rules.settings import SettingName
from inspect_app.store.agencies import district


@dataclass(frozen=True)
class Entry:
    """`label` is Chinese, the key of its translation."""

    endpoint: str
    label: str
    needs: Permission


MENU: list[Entry] = []


def entries() -> list[Entry]:
    officer = current_officer()
    return [entry for entry in MENU if officer.may(entry.needs)]


def is_demonstration() -> bool:
    office = district()
    return office is not None and office_settings(office.id).text(SettingName.DEMONSTRATION) == "1"


def init_app(app: Flask) -> None:
    app.jinja_env.globals.update(
        menu=entries, signed_in=is_signed_in, me=current_officer, is_demonstration=is_demonstration
    )
