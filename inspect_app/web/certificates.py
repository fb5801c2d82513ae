"""Certificates and teams (执法证与分组) for whoever leads: who may sign and fine, whose certificate ends soon, who leads whom."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from flask import Blueprint, render_template, request
from flask_babel import gettext
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from inspect_app import clock
from inspect_app.access import current_officer, needs
from inspect_app.actions.settings import office_settings
from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.rules.people import CertificateState, certificate_state
from inspect_app.rules.permissions import Permission
from inspect_app.rules.settings import SettingName
from inspect_app.store.agencies import teams_of
from inspect_app.store.officers import Officer, officers_of
from inspect_app.store.team_leads import leads_of
from inspect_app.web.sheets import send_sheet

pages = Blueprint("certificates", __name__, url_prefix="/certificates")
DUE = "due"
DUE_STATES = frozenset({CertificateState.EXPIRING, CertificateState.EXPIRED})
ENDINGS = ("xlsx", "csv")


@dataclass(frozen=True)
class Line:
    """`days_left` counts to the last day; below nought it is over."""

    officer: Officer
    state: CertificateState
    days_left: int | None
    lead: Officer | None


def lines_of(officer: Officer, args: Mapping[str, str], *, on: date) -> list[Line]:
    """Own people with an account in use; what ends first stands first, whoever has none last."""
    days = office_settings(officer.home_id).whole(SettingName.CERTIFICATE_WARNING_DAYS)
    people = [one for one in officers_of(officer.home_id) if one.disabled_at is None]
    leads = leads_of(team.id for team in teams_of(officer.home_id))
    lines = [_line(one, leads, on=on, days=days) for one in people]
    lines = [one for one in lines if _is_in(one, args)]
    return sorted(lines, key=lambda one: (one.officer.certificate_until or date.max, one.officer.login))


def _line(officer: Officer, leads: Mapping[UUID, Officer], *, on: date, days: int) -> Line:
    until = officer.certificate_until
    state = certificate_state(officer.facts(), on=on, warn_days=days)
    return Line(
        officer,
        state,
        (until - on).days if until else None,
        leads.get(officer.team_id) if officer.team_id else None,
    )


def _is_in(line: Line, args: Mapping[str, str]) -> bool:
    state, team = args.get("state", ""), args.get("team", "")
    if team and str(line.officer.team_id) != team:
        return False
    return not state or (line.state in DUE_STATES if state == DUE else line.state.name.lower() == state)


def certificate_of(officer: Officer) -> Line | None:
    """One's own, when it is to be renewed: for the first page."""
    days = office_settings(officer.home_id).whole(SettingName.CERTIFICATE_WARNING_DAYS)
    line = _line(officer, {}, on=clock.today(), days=days)
    return line if line.state in DUE_STATES else None


@pages.get("")
@needs(Permission.SEE_CERTIFICATES)
def index() -> str:
    officer = current_officer()
    teams = teams_of(officer.home_id)
    return render_template(
        "officers/certificates.html",
        lines=lines_of(officer, request.args, on=clock.today()),
        teams=teams,
        leads=leads_of(team.id for team in teams),
        states=CertificateState,
        filter=request.args.to_dict(),
        days=office_settings(officer.home_id).whole(SettingName.CERTIFICATE_WARNING_DAYS),
    )


@pages.get("/export.<ending>")
@needs(Permission.SEE_CERTIFICATES)
def export(ending: str) -> Response:
    if ending not in ENDINGS:
        raise Refused(Refusal(Problem.NOT_FOUND))
    name = f"{gettext('执法证与分组')}-{clock.today().isoformat()}.{ending}"
    return send_sheet(
        _rows(MultiDict(request.args)), ending, name=name, title="执法证", numbers=frozenset({"剩余天数"})
    )


def _rows(args: Mapping[str, str]) -> Iterator[list[str]]:
    yield ["姓名", "岗位", "组", "带队", "执法证号", "有效期自", "有效期至", "剩余天数", "状态"]
    for line in lines_of(current_officer(), args, on=clock.today()):
        one = line.officer
        days = ["" if day is None else day.isoformat() for day in (one.certificate_from, one.certificate_until)]
        left = "" if line.days_left is None else str(line.days_left)
        team, lead = (one.team.name if one.team else ""), (line.lead.name if line.lead else "")
        yield [one.name, one.role.value, team, lead, one.badge_number or "", *days, left, line.state.value]
