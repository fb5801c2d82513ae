"""Agencies as a tree: streets and partner departments below the office, their names with a first day, their teams."""

from dataclasses import dataclass
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from inspect_app import clock
from inspect_app.access import current_officer, needs
from inspect_app.actions.agencies import add_agency, add_team, rename_agency, rename_team
from inspect_app.actions.team_leads import name_team_lead
from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.rules.people import LEADERS
from inspect_app.rules.permissions import Permission
from inspect_app.store.agencies import Agency, agencies_of_office, agency_with, team_with, teams_of
from inspect_app.store.base import transaction
from inspect_app.store.officers import count_by_agency, officers_of
from inspect_app.store.team_leads import leads_of
from inspect_app.web.errors import as_plain
from inspect_app.web.forms.agencies import AgencyFields, NameFields, TeamFields
from inspect_app.web.lists import an_id

pages = Blueprint("agencies", __name__, url_prefix="/agencies")
Page = str | tuple[str, int] | Response


@dataclass(frozen=True)
class Branch:
    """One agency and what is below it."""

    agency: Agency
    below: list["Branch"]


def tree_of(agencies: list[Agency]) -> list[Branch]:
    """The highest that the office may see stand at the top."""
    known = {agency.id for agency in agencies}

    def below(parent_id: UUID) -> list[Branch]:
        return [Branch(one, below(one.id)) for one in agencies if one.parent_id == parent_id]

    return [Branch(one, below(one.id)) for one in agencies if one.parent_id not in known]


@pages.get("")
@needs(Permission.MANAGE_PEOPLE)
def index() -> str:
    agencies = agencies_of_office(current_officer().home_id)
    return render_template(
        "agencies/index.html", tree=tree_of(agencies), people=count_by_agency(), today=clock.today()
    )


@pages.get("/new")
@needs(Permission.MANAGE_PEOPLE)
def new() -> str:
    return render_template("agencies/new.html", form=AgencyFields(since_on=clock.today()).offer(), refusals=[])


@pages.post("")
@needs(Permission.MANAGE_PEOPLE)
def create() -> Page:
    form = AgencyFields().offer()
    try:
        if not form.validate():
            return render_template("agencies/new.html", form=form, refusals=[]), 422
        with transaction():
            agency = add_agency(form.agency(), current_officer().agency, by=current_officer().id, at=clock.now())
    except Refused as refused:
        refusals = [as_plain(one) for one in refused.refusals]
        return render_template("agencies/new.html", form=form, refusals=refusals), 422
    return _back(agency.id, gettext("单位已添加。"))


@pages.get("/<uuid:agency_id>")
@needs(Permission.MANAGE_PEOPLE)
def show(agency_id: UUID) -> str:
    return _page(_agency(agency_id))


def _page(
    agency: Agency,
    *,
    name_form: NameFields | None = None,
    team_form: TeamFields | None = None,
    renamed: dict[UUID, str] | None = None,
    refusals: tuple[Refusal, ...] = (),
) -> str:
    teams = teams_of(agency.id)
    return render_template(
        "agencies/show.html",
        agency=agency,
        teams=teams,
        leads=leads_of(team.id for team in teams),
        leaders=[one for one in officers_of(agency.id) if one.disabled_at is None and one.role in LEADERS],
        name_form=name_form or NameFields(formdata=None, prefix="agency-"),
        team_form=team_form or TeamFields(formdata=None, prefix="team-"),
        renamed=renamed or {},
        refusals=[as_plain(one) for one in refusals],
        today=clock.today(),
    )


@pages.post("/<uuid:agency_id>/names")
@needs(Permission.MANAGE_PEOPLE)
def create_name(agency_id: UUID) -> Page:
    agency, form = _agency(agency_id), NameFields(prefix="agency-")
    try:
        if not form.validate():
            return _page(agency, name_form=form), 422
        with transaction():
            rename_agency(agency, form.name.data, form.since_on.data, by=current_officer().id, at=clock.now())
    except Refused as refused:
        return _page(agency, name_form=form, refusals=refused.refusals), 422
    return _back(agency_id, gettext("名称已登记。启用日期之前的文书仍用原名称。"))


@pages.post("/<uuid:agency_id>/teams")
@needs(Permission.MANAGE_PEOPLE)
def create_team(agency_id: UUID) -> Page:
    agency, form = _agency(agency_id), TeamFields(prefix="team-")
    try:
        with transaction():
            add_team(agency, form.name.data or "", by=current_officer().id, at=clock.now())
    except Refused as refused:
        return _page(agency, team_form=form, refusals=refused.refusals), 422
    return _back(agency_id, gettext("组已添加。"))


@pages.post("/<uuid:agency_id>/teams/<uuid:team_id>")
@needs(Permission.MANAGE_PEOPLE)
def update_team(agency_id: UUID, team_id: UUID) -> Page:
    agency, team, form = _agency(agency_id), team_with(team_id), TeamFields()
    if team is None or team.agency_id != agency.id:
        raise Refused(Refusal(Problem.NOT_FOUND))
    try:
        with transaction():
            rename_team(team, agency, form.name.data or "", by=current_officer().id, at=clock.now())
    except Refused as refused:
        return _page(agency, renamed={team_id: form.name.data or ""}, refusals=refused.refusals), 422
    return _back(agency_id, gettext("已改名。"))


@pages.post("/<uuid:agency_id>/teams/<uuid:team_id>/lead")
@needs(Permission.MANAGE_PEOPLE)
def update_lead(agency_id: UUID, team_id: UUID) -> Page:
    agency, team = _agency(agency_id), team_with(team_id)
    if team is None or team.agency_id != agency.id:
        raise Refused(Refusal(Problem.NOT_FOUND))
    try:
        with transaction():
            name_team_lead(team, an_id(request.form.get("officer")), by=current_officer().id, at=clock.now())
    except Refused as refused:
        return _page(agency, refusals=refused.refusals), 422
    return _back(agency_id, gettext("已保存。"))


def _agency(agency_id: UUID) -> Agency:
    agency = agency_with(agency_id)
    if agency is None or agency.id not in {one.id for one in agencies_of_office(current_officer().home_id)}:
        raise Refused(Refusal(Problem.NOT_FOUND))
    return agency


def _back(agency_id: UUID, said: str) -> Response:
    flash(said, "good")
    return redirect(url_for("agencies.show", agency_id=agency_id))
