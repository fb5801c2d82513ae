"""The lists of visits, on-the-spot decisions and orders as sheets: all that is filtered, a line each."""

from collections.abc import Iterator

from flask import Blueprint, request
from flask_babel import gettext
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from inspect_app import clock
from inspect_app.access import current_officer, needs
from inspect_app.rules.calendar import day_of
from inspect_app.rules.permissions import Permission
from inspect_app.store.decisions import decisions_matching
from inspect_app.store.orders import orders_matching
from inspect_app.store.visit_lists import visits_matching
from inspect_app.web import decisions, orders, visits
from inspect_app.web.sheets import send_sheet

pages = Blueprint("record_sheets", __name__)
MOST = 200_000
IN_YUAN = frozenset({"罚款（元）"})
OF_VISITS = (
    "工程编号",
    "工程名称",
    "街镇",
    "检查种类",
    "阶段",
    "开始日期",
    "结束日期",
    "期限",
    "检查人员",
    "检查码",
    "通知书编号",
)
OF_DECISIONS = (
    "文书编号", "工程编号", "工程名称", "当事人", "违法行为", "处罚", "罚款（元）", "阶段", "决定日期", "交付日期",
    "备案期限", "备案日期",
)  # fmt: skip
OF_ORDERS = ("文书编号", "工程编号", "工程名称", "当事人", "要求", "阶段", "作出日期", "限期", "交付日期")


@pages.get("/visits/sheet.<any(xlsx, csv):ending>")
@needs(Permission.SEE_VISITS)
def of_visits(ending: str) -> Response:
    return _sent(_visits(), ending, gettext("检查"), "检查")


@pages.get("/decisions/sheet.<any(xlsx, csv):ending>")
@needs(Permission.SEE_DECISIONS)
def of_decisions(ending: str) -> Response:
    return _sent(_decisions(), ending, gettext("当场处罚决定"), "当场处罚决定")


@pages.get("/orders/sheet.<any(xlsx, csv):ending>")
@needs(Permission.SEE_DECISIONS)
def of_orders(ending: str) -> Response:
    return _sent(_orders(), ending, gettext("责令改正"), "责令改正")


def _sent(rows: Iterator[list[str]], ending: str, name: str, title: str) -> Response:
    """Headings are Chinese whatever the page's language, as in the register."""
    called = f"{name}-{clock.today().isoformat()}.{ending}"
    return send_sheet(rows, ending, name=called, title=title, numbers=IN_YUAN)


def _asked() -> "MultiDict[str, str]":
    return MultiDict(request.args)


def _visits() -> Iterator[list[str]]:
    yield list(OF_VISITS)
    wanted = visits.filter_from(_asked(), on=clock.today())
    for one in visits_matching(current_officer().home_id, wanted, limit=MOST):
        days = (day_of(moment).isoformat() if moment else "" for moment in (one.started_at, one.finished_at))
        people = "、".join(member.officer.name for member in one.officers)
        yield [
            one.work.number, one.work.name, one.work.street.name, one.kind.value, one.stage.value, *days,
            one.due_on.isoformat() if one.due_on else "", people, one.code_number, one.notice_number,
        ]  # fmt: skip


def _decisions() -> Iterator[list[str]]:
    yield list(OF_DECISIONS)
    wanted = decisions.filter_from(_asked(), on=clock.today())
    for one in decisions_matching(current_officer().home_id, wanted, limit=MOST):
        moments = (one.delivered_at, one.filed_at)
        delivered, filed = (day_of(moment).isoformat() if moment else "" for moment in moments)
        yield [
            one.number, one.work.number, one.work.name, one.party_name, one.act, one.sanction.value,
            str(one.fine_yuan), one.stage.value, one.decided_on.isoformat(), delivered,
            one.file_by_on.isoformat() if one.file_by_on else "", filed,
        ]  # fmt: skip


def _orders() -> Iterator[list[str]]:
    yield list(OF_ORDERS)
    wanted = orders.filter_from(_asked(), on=clock.today())
    for one in orders_matching(current_officer().home_id, wanted, limit=MOST):
        asked_for = "；".join(item.requirement for item in one.items)
        yield [
            one.number, one.work.number, one.work.name, one.party_name, asked_for, one.stage.value,
            one.ordered_on.isoformat(), one.due_on.isoformat(),
            day_of(one.delivered_at).isoformat() if one.delivered_at else "",
        ]  # fmt: skip
