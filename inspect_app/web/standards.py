"""标准同步: the city sees who is on which edition, a district which edition the city is on and itself, and what would change."""

from itertools import groupby
from uuid import UUID

from flask import Blueprint, Response, jsonify, render_template, request

from inspect_app import clock
from inspect_app.access import current_officer, may_here, needs
from inspect_app.actions.standard_adoptions import hindrances_of, is_laid_anew
from inspect_app.actions.standard_messages import district_peers, receipts_of
from inspect_app.actions.standard_statements import Place, places_of
from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.rules.people import AgencyKind
from inspect_app.rules.permissions import Permission
from inspect_app.rules.standards import KINDS, Outcome, is_overdue
from inspect_app.store.agencies import instance_agency
from inspect_app.store.standards import (
    StandardAdoption,
    StandardEdition,
    adoption_in_use,
    adoptions_of,
    all_editions,
    edition_with,
    editions_of,
    supplements_to,
)
from inspect_app.web.errors import as_plain
from inspect_app.web.forms.standards import AdoptionForm
from inspect_app.web.people import names_of
from inspect_app.web.standard_differences import Shown, shown

pages = Blueprint("standards", __name__, url_prefix="/standards")


@pages.get("")
@needs(Permission.SEE_STANDARDS)
def index() -> str:
    editions = all_editions()
    lists = [list(group) for _key, group in groupby(editions, key=lambda one: one.key)]
    if is_city():
        return _table_of_city(lists)
    return render_template("standards/index.html", rows=[_row(one) for one in lists], kinds=KINDS, is_city=False)


def is_city() -> bool:
    office = instance_agency()
    return office is not None and office.kind is AgencyKind.CITY


def _table_of_city(lists: list[list[StandardEdition]]) -> str:
    districts = [peer.agency for peer in district_peers()]
    rows = [(editions[0], _places(editions)) for editions in lists]
    late = sum(1 for _newest, places in rows for place in places if place.is_overdue)
    return render_template(
        "standards/index.html", rows=rows, districts=districts, late=late, kinds=KINDS, is_city=True
    )


def _places(editions: list[StandardEdition]) -> list[Place]:
    districts = [peer.agency for peer in district_peers()]
    return places_of(editions, districts, receipts_of(editions), today=clock.today())


def _row(editions: list[StandardEdition]) -> dict[str, object]:
    """A district's line: what the city is on, what is used here, and what is to be done."""
    newest, used = editions[0], adoption_in_use(*editions[0].key)
    last = next(iter(adoptions_of([newest.id])), None)
    outcome = last.outcome if last else None
    is_used = used is not None and used.edition_id == newest.id
    return {
        "newest": newest,
        "used": used,
        "last": last,
        "supplements": len(supplements_to(*newest.key)),
        "is_late": is_overdue(Outcome.IN_USE if is_used else outcome, newest.adopt_by, today=clock.today()),
    }


@pages.get("/<uuid:edition_id>")
@needs(Permission.SEE_STANDARDS)
def show(edition_id: UUID) -> str:
    return page_of(edition_to_read(edition_id))


def edition_to_read(edition_id: UUID) -> StandardEdition:
    edition = edition_with(edition_id)
    if edition is None:
        raise Refused(Refusal(Problem.NOT_FOUND))
    return edition


def page_of(edition: StandardEdition, refused: Refused | None = None) -> str:
    adoptions = [] if edition.received_at is None else adoptions_of([edition.id])
    others = editions_of(*edition.key)
    found, unreadable = _shown(edition)
    people = [person for one in adoptions for person in (one.proposed_by, one.decided_by, one.refused_by)]
    return render_template(
        "standards/show.html",
        edition=edition,
        kind=KINDS.get(edition.kind),
        others=[one for one in others if one.id != edition.id],
        is_newest=others[0].id == edition.id,
        adoptions=adoptions,
        found=found,
        **_what_may_be_done(edition, adoptions),
        places=_places(others) if edition.received_at is None else [],
        supplements=supplements_to(*edition.key),
        people=names_of([edition.published_by, *people]),
        form=_form(edition),
        refusals=[as_plain(one) for one in (*unreadable, *(refused.refusals if refused else ()))],
    )


def _what_may_be_done(edition: StandardEdition, adoptions: list[StandardAdoption]) -> dict[str, object]:
    officer, last, kind = current_officer(), next(iter(adoptions), None), KINDS.get(edition.kind)
    if kind is None or edition.received_at is None or not may_here(officer, Permission.ADOPT_STANDARDS):
        return {
            "may_propose": False,
            "may_decide": False,
            "may_refuse": False,
            "hindrances": [],
            "is_laid_anew": False,
        }
    is_open = last is None or last.refused_at is not None
    anew, waits = is_laid_anew(edition, last), last is not None and last.outcome is None
    is_own = kind.needs_second and last is not None and last.proposed_by == officer.id
    may_propose = is_open or anew
    return {
        "may_propose": may_propose,
        "may_decide": waits and may_here(officer, kind.decided_by) and not is_own,
        "may_refuse": last is None or (last.applied_at is None and last.refused_at is None),
        "hindrances": hindrances_of(edition, officer) if may_propose or waits else [],
        "is_laid_anew": anew,
    }


def _form(edition: StandardEdition) -> AdoptionForm:
    typed = request.form if request.endpoint == "standard_deeds.create_adoption" else None
    return AdoptionForm(typed, from_on=max(clock.today(), edition.adopt_from))


def _shown(edition: StandardEdition) -> tuple[Shown | None, tuple[Refusal, ...]]:
    """What would change here, or why it cannot be told."""
    if edition.received_at is None:
        return None, ()
    try:
        return shown(edition), ()
    except Refused as refused:
        return None, refused.refusals


@pages.get("/<uuid:edition_id>.json")
@needs(Permission.SEE_STANDARDS)
def show_json(edition_id: UUID) -> Response:
    """What the hash is over, so that anybody can reckon it again."""
    edition = edition_to_read(edition_id)
    hashes = [one["sha256"] for one in edition.files]
    response = jsonify(kind=edition.kind, code=edition.code, content=edition.content, files=hashes)
    name = f"{edition.kind}-{edition.code}-v{edition.number}.json"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
