"""What the lists about streets share: which street the reader sees, and the choice of one where it is the office."""

from collections.abc import Mapping
from uuid import UUID

from flask_babel import gettext
from werkzeug.datastructures import MultiDict
from wtforms import SelectField

from inspect_app import clock
from inspect_app.access import current_officer
from inspect_app.actions.street_counts import among_figure
from inspect_app.actions.works import street_seen_by
from inspect_app.rules.street_duties import DutyFigure
from inspect_app.store.agencies import streets_of
from inspect_app.store.base import Among
from inspect_app.web.forms.boxes import names, options
from inspect_app.web.lists import an_id, one_of


def street_asked(args: "MultiDict[str, str]") -> UUID | None:
    """A street's person gets their own street, whatever was asked for; None = all of the district."""
    return street_seen_by(current_officer()) or an_id(args.get("street"))


def figure_asked(args: Mapping[str, str]) -> DutyFigure | None:
    """The figure from which a list was opened; None = the whole list."""
    return one_of(DutyFigure, args.get("duty"))


def among_counted(args: "MultiDict[str, str]", *figures: DutyFigure) -> Among:
    """What the figure counts, for the list that shows such things. The number and its list are the same set."""
    figure, officer, today = figure_asked(args), current_officer(), clock.today()
    if figure not in figures or figure is None:
        return None
    year = args.get("year", "")
    asked = int(year) if year.isdecimal() and 2000 <= int(year) <= 2100 else today.year
    own = street_asked(args)
    streets = [street.id for street in streets_of(officer.home_id) if own in (None, street.id)]
    return among_figure(officer.home_id, streets, asked, figure, on=today)


def offer_streets(field: SelectField) -> None:
    streets = [(str(street.id), street.name) for street in streets_of(current_officer().home_id)]
    field.choices = options(("", gettext("全部"))) + names(*streets)
