"""The first page: what waits for whoever signed in."""

from flask import Blueprint, render_template
from werkzeug.wrappers import Response

from inspect_app.access import current_officer, needs
from inspect_app.rules.permissions import Permission

pages = Blueprint("home", __name__)


@pages.get("/")
@needs(Permission.SIGNED_IN)
def show() -> str | Response:
    return render_template("home.html", officer=current_officer())
