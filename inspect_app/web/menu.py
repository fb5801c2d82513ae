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


MENU: list[Entry] = [
    Entry("works.index", "工程台账", Permission.SEE_WORKS),
    Entry("visits.index", "检查", Permission.SEE_VISITS),
    Entry("reviews.index", "审核", Permission.REVIEW_VISITS),
    Entry("decisions.index", "处罚决定", Permission.SEE_DECISIONS),
    Entry("orders.index", "责令改正", Permission.SEE_DECISIONS),
    Entry("leads.index", "案源", Permission.SEE_LEADS),
    Entry("checklists.index", "检查表", Permission.SEE_CHECKLISTS),
    Entry("problem_events.index", "异常记录", Permission.SEE_PROBLEM_EVENTS),
    Entry("officers.index", "人员", Permission.MANAGE_PEOPLE),
    Entry("settings.show", "设置", Permission.CHANGE_SETTINGS),
    Entry("audit.index", "操作日志", Permission.SEE_AUDIT),
]


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
