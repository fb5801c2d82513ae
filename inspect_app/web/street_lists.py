"""What the lists about streets share: which street the reader sees, and the choice of one where it is the office."""

from uuid import UUID

from flask_babel import gettext
from werkzeug.datastructures import MultiDict
from wtforms import SelectField

from inspect_app.access import current_officer
from inspect_app.actions.works import street_seen_by
from inspect_app.store.agencies import streets_of
from inspect_app.web.forms.boxes import names, options
from inspect_app.web.lists import an_id


def street_asked(args: "MultiDict[str, str]") -> UUID | None:
    """A street's person gets their own street, whatever was asked for; None = all of the district."""
    return street_seen_by(current_officer()) or an_id(args.get("street"))


def offer_streets(field: SelectField) -> None:
    streets = [(str(street.id), street.name) for street in streets_of(current_officer().home_id)]
    field.choices = options(("", gettext("全部"))) + names(*streets)
