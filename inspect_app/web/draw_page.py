"""One draw as a page: its pool in figures, who stands apart, its result with the visits that came of it."""

from dataclasses import dataclass
from uuid import UUID

from flask import render_template
from flask_babel import gettext

from inspect_app.access import current_officer
from inspect_app.actions.draw_pools import faults_in_sums, officers_to_draw, sums_now
from inspect_app.actions.draw_records import published_sums
from inspect_app.actions.findings import content_of
from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.rules.draw_sums import PoolSums
from inspect_app.rules.draws import Drawn, PoolOfficer, PoolWork
from inspect_app.rules.plain import from_plain
from inspect_app.rules.procedure import STEPS, Subject
from inspect_app.store.checklists import published_versions
from inspect_app.store.draws import Draw, draw_of
from inspect_app.store.record import steps_of
from inspect_app.web.errors import as_plain
from inspect_app.web.forms.boxes import empty, names, options
from inspect_app.web.forms.draws import ExclusionForm, WitnessForm
from inspect_app.web.people import names_of
from inspect_app.web.stages import open_for_me
from inspect_app.web.wording import in_language


@dataclass(frozen=True)
class DrawnLine:
    """One line of the result; `visit_id` None = the work left the register before the draw."""

    work: PoolWork
    officers: list[PoolOfficer]
    visit_id: UUID | None


@dataclass(frozen=True)
class DeclaredLine:
    """回避 by an interest that the officer has declared."""

    work: PoolWork
    officer: PoolOfficer
    reason: str


def draw_to_read(draw_id: UUID) -> Draw:
    draw = draw_of(current_officer().home_id, draw_id)
    if draw is None:
        raise Refused(Refusal(Problem.NOT_FOUND))
    return draw


def sums_of(draw: Draw) -> PoolSums:
    """As published; of a draft as it would be now."""
    return published_sums(draw) if draw.is_published else sums_now(draw)


def render_draw(draw: Draw, refused: Refused | None = None) -> str:
    may, record, pool = open_for_me(Subject.DRAW, draw.stage), steps_of(draw.id), sums_of(draw)
    is_draft = "publish_pool" in may
    return render_template(
        "draws/show.html",
        draw=draw,
        pool=pool,
        streets=pool.street_lines(),
        checklists=checklist_titles(draw),
        lines=lines_of(draw, pool) if draw.result is not None else [],
        may=may,
        declared=_declared(draw, pool),
        faults=faults_in_sums(draw, pool) if is_draft else [],
        exclusion=exclusion_form(draw) if is_draft else None,
        witness=empty("witness", WitnessForm) if "draw" in may else None,
        record=record,
        step_table=STEPS[Subject.DRAW],
        people=names_of([draw.drafted_by, *(step.taken_by for step in record)]),
        refusals=[as_plain(one) for one in refused.refusals] if refused else [],
    )


def checklist_titles(draw: Draw) -> list[str]:
    """What the chosen checklists are called now; one that is published no longer by its code."""
    titles = {one.file.code: in_language(content_of(one).title) for one in published_versions()}
    return [titles.get(code, code) for code in draw.checklists]


def exclusion_form(draw: Draw) -> ExclusionForm:
    form = ExclusionForm(formdata=None, prefix="exclusion-")
    people = [(str(one.id), f"{one.name} {one.badge_number}") for one in officers_to_draw(draw)]
    form.officer.choices = options(("", gettext("（不选人员）"))) + names(*people)
    return form


def _declared(draw: Draw, pool: PoolSums) -> list[DeclaredLine]:
    """Those that no exclusion of this draw states."""
    entered = {(one.officer.badge_number, one.work.number) for one in draw.exclusions if one.officer and one.work}
    works, officers = pool.named, {one.badge_number: one for one in pool.officers}
    return [
        DeclaredLine(works[one.number], officers[one.badge_number], one.reason)
        for one in pool.recusals
        if (one.badge_number, one.number) not in entered and one.number in works and one.badge_number in officers
    ]


def lines_of(draw: Draw, pool: PoolSums) -> list[DrawnLine]:
    officers = {one.badge_number: one for one in pool.officers}
    visits = {one.position: one.visit_id for one in draw.visits}
    result = [from_plain(Drawn, one) for one in draw.result or []]
    return [
        DrawnLine(pool.named[one.number], [officers[badge] for badge in one.officers], visits.get(position))
        for position, one in enumerate(result, 1)
    ]
