"""Planning several works at once: a form, what would come of it, and the deed; nothing is planned unless all can be."""

from dataclasses import dataclass
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from inspect_app import clock
from inspect_app.access import current_officer, needs
from inspect_app.actions.findings import content_of
from inspect_app.actions.visit_batches import BatchFacts, Proposal, plan_batch, proposals, works_of_batch
from inspect_app.rules.people import AgencyKind
from inspect_app.rules.permissions import Permission
from inspect_app.rules.visit_kinds import VisitKind
from inspect_app.store.agencies import teams_of
from inspect_app.store.base import transaction
from inspect_app.store.checklists import published_versions
from inspect_app.store.officers import officers_for_visits
from inspect_app.store.works import Work
from inspect_app.web.errors import as_plain
from inspect_app.web.forms.boxes import names, options
from inspect_app.web.forms.visit_batches import BatchForm
from inspect_app.web.lists import an_id
from inspect_app.web.planning import officer_words
from inspect_app.web.wording import in_language

pages = Blueprint("visit_batches", __name__, url_prefix="/visits/batches")


@dataclass(frozen=True)
class Line:
    """A proposal with what stands against it, in words."""

    proposal: Proposal
    reasons: list[dict[str, str]]


@pages.get("/new")
@needs(Permission.PLAN_VISITS)
def new() -> str:
    """`?work=` once for each work."""
    works = works_of_batch(_work_ids(request.args.getlist("work")), by=current_officer())
    form = _form()
    if not form.checklists.data:
        form.checklists.data = _usual(works)
    return _page(works, form)


def _work_ids(texts: list[str]) -> tuple[UUID, ...]:
    return tuple(found for text in texts if (found := an_id(text)))


def _form() -> BatchForm:
    form, home_id = BatchForm(), current_officer().home_id
    form.team.choices = options(("", gettext("不按小组"))) + names(
        *((str(one.id), one.name) for one in teams_of(home_id))
    )
    form.officers.choices = [(str(one.id), officer_words(one)) for one in officers_for_visits(home_id)]
    versions = sorted(published_versions(), key=lambda version: version.file.code)
    form.checklists.choices = [
        (f"{version.file.code}/{version.number}", in_language(content_of(version).title))
        for version in versions
        if content_of(version).audience is not AgencyKind.STREET
    ]
    return form


def _usual(works: list[Work]) -> list[str]:
    """The office's own first checklist for each status that is among the works."""
    found = []
    for status in dict.fromkeys(work.status for work in works):
        for version in sorted(published_versions(), key=lambda version: version.file.code):
            content = content_of(version)
            if content.status is status and content.audience is current_officer().agency.kind:
                found.append(f"{version.file.code}/{version.number}")
                break
    return found


@pages.post("")
@needs(Permission.PLAN_VISITS)
def create() -> Response | str | tuple[str, int]:
    """Without `confirm` it is only shown what would be planned."""
    form, officer = _form(), current_officer()
    batch = _facts(form)
    works = works_of_batch(batch.work_ids, by=officer)
    if not form.validate():
        return _page(works, form), 422
    lines = [
        Line(one, [as_plain(why) for why in one.refusals]) for one in proposals(batch, by=officer, at=clock.now())
    ]
    if any(line.reasons for line in lines):
        return _page(works, form, lines), 422
    return _planned(batch) if request.form.get("confirm") else _page(works, form, lines)


def _planned(batch: BatchFacts) -> Response:
    with transaction():
        visits = plan_batch(batch, by=current_officer(), at=clock.now())
    flash(
        gettext("已安排 %(count)s 次检查，按路线顺序交给手机；人员的手机联网后就会收到。", count=len(visits)),
        "good",
    )
    first = visits[0].officers[0].officer_id
    return redirect(url_for("rounds.index", officer=first))


def _facts(form: BatchForm) -> BatchFacts:
    refs = [code.rpartition("/") for code in form.checklists.data or []]
    return BatchFacts(
        work_ids=_work_ids(request.form.getlist("work")),
        kind=VisitKind.__members__.get((form.kind.data or "").upper(), VisitKind.PLANNED),
        checklists=tuple((code, int(number)) for code, _, number in refs if number.isdecimal()),
        officer_ids=_work_ids(form.officers.data or []),
        team_id=an_id(form.team.data),
        due_on=form.due_on.data,
        notice_number=(form.notice_number.data or "").strip(),
        reason=(form.reason.data or "").strip(),
    )


def _page(works: list[Work], form: BatchForm, lines: list[Line] | None = None) -> str:
    length_m = sum(line.proposal.leg_m or 0 for line in lines or [])
    try_again = bool(lines) and any(line.reasons for line in lines or [])
    return render_template(
        "visits/batch.html", works=works, form=form, lines=lines, length_m=length_m, is_refused=try_again
    )
