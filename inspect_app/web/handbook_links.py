"""From a citation on any page to the article in the handbook, where the statute is held."""

from uuid import UUID

from flask import Flask, g, url_for

from inspect_app.rules.statute_citations import citation_in
from inspect_app.rules.statute_positions import Position
from inspect_app.rules.statutes import Citation
from inspect_app.store.statutes import all_statutes


def statute_ids() -> dict[str, UUID]:
    """By title; asked once for a page."""
    if "statute_ids" not in g:
        g.statute_ids = {one.title: one.id for one in all_statutes()}
    known: dict[str, UUID] = g.statute_ids
    return known


def place_of(citation: Citation | str) -> tuple[str, Position] | None:
    return citation_in(citation.text if isinstance(citation, Citation) else citation)


def article_address(citation: Citation | str) -> str:
    """ "" when the statute is not held."""
    found = place_of(citation)
    statute_id = statute_ids().get(found[0]) if found else None
    if found is None or statute_id is None:
        return ""
    return url_for("statutes.show", statute_id=statute_id, _anchor=f"a{found[1].anchor}")


def init_app(app: Flask) -> None:
    app.jinja_env.globals.update(article_address=article_address)
