"""A visit's papers as its page shows them: what its kind needs, what is there, and who may still add what."""

from dataclasses import dataclass

from inspect_app import clock
from inspect_app.access import current_officer
from inspect_app.actions.inspection_notices import noted_number, standing_notice
from inspect_app.actions.planning import needs_permission
from inspect_app.rules.calendar import day_of
from inspect_app.rules.inspection_notices import refuse_notice
from inspect_app.rules.permissions import Permission
from inspect_app.rules.visit_kinds import Paper, papers_needed
from inspect_app.store.office_papers import OfficePaper
from inspect_app.store.visits import Visit
from inspect_app.web.forms.visits import PapersForm


@dataclass(frozen=True)
class PermissionView:
    """`needed` = each paper, and whether it is there."""

    needed: list[tuple[Paper, bool]]
    may_permit: bool
    form: PapersForm | None
    may_notify: bool
    notice: OfficePaper | None


def permission_of(visit: Visit) -> PermissionView:
    officer, hand = current_officer(), visit.papers()
    day = day_of(visit.started_at) if visit.started_at else clock.today()
    needed = [(paper, hand.has(paper)) for paper in papers_needed(visit.kind, on=day)]
    plans = officer.may(Permission.PLAN_VISITS)
    is_permitted = not needs_permission(visit, on=day)
    lacks = any(not has for paper, has in needed if paper in (Paper.NOTICE, Paper.CODE))
    return PermissionView(
        needed,
        officer.may(Permission.PERMIT_VISITS) and not is_permitted,
        PapersForm(formdata=None) if lacks and plans else None,
        plans and not refuse_notice(visit.kind, visit.stage, noted_number(visit), is_permitted=is_permitted),
        standing_notice(visit.id),
    )
