"""Making 行政检查通知书 of a planned visit: one, whose number goes to the phones of all who come along."""

from datetime import datetime
from uuid import UUID

from inspect_app.actions.findings import content_of
from inspect_app.actions.office_papers import PaperFacts, issue_paper
from inspect_app.actions.planning import needs_permission, note_papers
from inspect_app.catalogue.paper_layouts import paper_wordings
from inspect_app.problems import Problem, Refusal, Refused, refuse_if_any
from inspect_app.rules.calendar import day_of
from inspect_app.rules.inspection_notices import NoticeFacts, notice_values, refuse_notice
from inspect_app.rules.papers import Row
from inspect_app.rules.procedure import Subject
from inspect_app.store.office_papers import OfficePaper, papers_of
from inspect_app.store.officers import Officer
from inspect_app.store.visits import Visit, visit_for_update

FORM = "inspection_notice"


def standing_notice(visit_id: UUID) -> OfficePaper | None:
    return next((one for one in papers_of(visit_id) if one.form == FORM and one.voided_at is None), None)


def noted_number(visit: Visit) -> str:
    """Of a notice that stands: a voided one no longer counts, and another may be made."""
    voided = {one.number for one in papers_of(visit.id) if one.form == FORM and one.voided_at}
    return "" if visit.notice_number in voided else visit.notice_number


def make_notice(visit_id: UUID, *, by: Officer, at: datetime) -> OfficePaper:
    """The same paper however often it is asked for; none where the number of another notice was noted already."""
    visit = visit_for_update(visit_id)
    if visit is None or visit.agency_id != by.home_id:
        raise Refused(Refusal(Problem.NOT_FOUND))
    if known := standing_notice(visit.id):
        return known
    is_permitted = not needs_permission(visit, on=day_of(at))
    refuse_if_any(refuse_notice(visit.kind, visit.stage, noted_number(visit), is_permitted=is_permitted))
    values = notice_values(_facts(visit), words=paper_wordings())
    paper = issue_paper(PaperFacts(FORM, Subject.VISIT, visit.id, values), by=by, at=at)
    note_papers(visit.id, notice_number=paper.number, code_number="", by=by, at=at)
    return paper


def _facts(visit: Visit) -> NoticeFacts:
    work = visit.work.facts()
    people: list[Row] = [
        {
            "name": one.officer.name,
            "badge_number": one.officer.badge_number or "—",
            "department": one.officer.agency.name,
        }
        for one in visit.officers
    ]
    return NoticeFacts(
        kind=visit.kind,
        work=f"{work.name}（{work.number}）",
        address=work.address,
        status=work.status,
        parties={party.part: party.name for party in work.parties},
        due_on=visit.due_on,
        matters=[content_of(one.version).title.zh for one in visit.checklists],
        inspectors=people,
        code_number=visit.code_number,
    )
