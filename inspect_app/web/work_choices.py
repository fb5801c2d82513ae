"""Looking up the work that a form is about: an office may have tens of thousands, which no list of choices can hold."""

from flask import render_template, request

from inspect_app.access import current_officer
from inspect_app.store.works import WorkFilter, works_matching

MOST_FOUND = 20


def choose_work(endpoint: str, title: str, **more: str | None) -> str:
    """`?search=` looks works up; each leads to the endpoint as `?work=`, with whatever else it has to be told."""
    search = request.args.get("search", "").strip()
    wanted = WorkFilter(text=search)
    found = works_matching(current_officer().home_id, wanted, limit=MOST_FOUND) if search else []
    more = {name: value for name, value in more.items() if value}
    return render_template(
        "works/choose.html",
        endpoint=endpoint,
        title=title,
        more=more,
        search=search,
        works=found,
        most=MOST_FOUND,
    )
