"""Patrols of the streets in the office's pages: the list, and what one saw. A street sees its own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from flask import Blueprint, render_template
from werkzeug.datastructures import MultiDict

from inspect_app.access import current_officer, needs
from inspect_app.actions.findings import content_of
from inspect_app.actions.raised_leads import outcomes_of
from inspect_app.actions.works import street_seen_by
from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.rules.calendar import SHANGHAI
from inspect_app.rules.checklists import Checklist, Item, Verdict, verdict_of
from inspect_app.rules.permissions import Permission
from inspect_app.rules.street_duties import DutyFigure
from inspect_app.store.leads import leads_raised_on
from inspect_app.store.patrols import PatrolFilter, count_patrols, patrol_of, patrols_matching
from inspect_app.store.photos import Photo, PhotoFile, photo_files, photos_of
from inspect_app.store.visits import Finding, Visit, findings_of, standing_answers_of
from inspect_app.web.forms.streets import PatrolFilterForm
from inspect_app.web.lists import PER_PAGE, pages_of, remembered_filter
from inspect_app.web.photo_views import PhotoView
from inspect_app.web.street_lists import among_counted, figure_asked, offer_streets, street_asked

pages = Blueprint("patrols", __name__)


@dataclass(frozen=True)
class Seen:
    """One item of the patrol's list as it was answered, with what was found and photographed there."""

    item: Item
    verdict: Verdict | None
    findings: Sequence[Finding]
    photos: Sequence[PhotoView]


@pages.get("/streets/patrols")
@needs(Permission.SEE_PATROLS)
def index() -> str:
    args, officer = remembered_filter("patrols"), current_officer()
    wanted = filter_from(args)
    lines = pages_of(count_patrols(officer.home_id, wanted))
    found = patrols_matching(officer.home_id, wanted, limit=PER_PAGE, offset=lines.offset)
    form = PatrolFilterForm(args)
    offer_streets(form.street)
    return render_template(
        "streets/patrols.html",
        patrols=found,
        raised=_raised(found),
        pages=lines,
        filter=args.to_dict(),
        form=form,
        own=street_seen_by(officer),
        counted=figure_asked(args),
    )


def filter_from(args: "MultiDict[str, str]") -> PatrolFilter:
    since, before = span_of(args.get("year", ""))
    among = among_counted(args, DutyFigure.PATROLS, DutyFigure.ON_TIME)
    return PatrolFilter(street_id=street_asked(args), since=since, before=before, among=among)


def span_of(year: str) -> tuple[datetime | None, datetime | None]:
    """The first moment of a year and of the next one; nothing where no year is named."""
    if not (year.isdecimal() and len(year) == 4 and int(year) > 0):
        return None, None
    first, after = (date(int(year) + more, 1, 1) for more in (0, 1))
    return datetime.combine(first, time(), SHANGHAI), datetime.combine(after, time(), SHANGHAI)


def _raised(patrols: Sequence[Visit]) -> dict[UUID, int]:
    counts: dict[UUID, int] = {}
    for lead in leads_raised_on(*(one.id for one in patrols)):
        if lead.patrol_id:
            counts[lead.patrol_id] = counts.get(lead.patrol_id, 0) + 1
    return counts


@pages.get("/streets/patrols/<uuid:patrol_id>")
@needs(Permission.SEE_PATROLS)
def show(patrol_id: UUID) -> str:
    officer = current_officer()
    patrol = patrol_of(officer.home_id, patrol_id)
    if patrol is None or street_seen_by(officer) not in (None, patrol.street_id):
        raise Refused(Refusal(Problem.NOT_FOUND))
    leads = leads_raised_on(patrol.id)
    return render_template(
        "streets/patrol.html",
        patrol=patrol,
        lists=[(content, _seen(patrol, content)) for content in _contents(patrol)],
        leads=leads,
        outcomes=outcomes_of(leads),
    )


def _contents(patrol: Visit) -> list[Checklist]:
    return [content_of(one.version) for one in patrol.checklists]


def _seen(patrol: Visit, content: Checklist) -> list[Seen]:
    answers = {line.item: line for line in standing_answers_of(patrol.id) if line.checklist == content.code}
    findings = [one for one in findings_of(patrol.id) if one.withdrawn_at is None]
    photos = [one for one in photos_of(patrol.id) if one.discarded_at is None]
    files = photo_files({one.sha256 for one in photos})
    values = {code: line.value if line.number is None else line.number for code, line in answers.items()}
    return [
        Seen(
            item,
            verdict_of(item, value) if (value := values.get(item.code)) is not None else None,
            [one for one in findings if (one.checklist, one.item) == (content.code, item.code)],
            _views(photos, files, content.code, item.code),
        )
        for item in content.items.values()
    ]


def _views(photos: Sequence[Photo], files: Mapping[str, PhotoFile], checklist: str, item: str) -> list[PhotoView]:
    mine = [one for one in photos if (one.checklist, one.item) == (checklist, item)]
    return [PhotoView(one, files.get(one.sha256)) for one in mine]
