"""What a city officer sees of the districts below: their figures, read-only."""

from flask import Blueprint, render_template

from inspect_app import clock
from inspect_app.access import current_officer, needs
from inspect_app.rules.permissions import Permission
from inspect_app.store.figures import figures_below

pages = Blueprint("figures", __name__, url_prefix="/figures")


@pages.get("")
@needs(Permission.SEE_FIGURES)
def index() -> str:
    today = clock.today()
    return render_template(
        "figures/index.html", figures=figures_below(current_officer().agency_id, on=today), on=today
    )
