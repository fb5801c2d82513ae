"""A visit on one page: everything that was brought in about it, gathered in a fixed number of queries."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from flask import current_app, render_template, request

from inspect_app import clock
from inspect_app.access import current_officer
from inspect_app.actions.interests import interested_in
from inspect_app.actions.likenesses import take_likenesses
from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.rules.permissions import Permission
from inspect_app.rules.procedure import STEPS, Subject, visit_may_penalise
from inspect_app.store.base import transaction
from inspect_app.store.decisions import decisions_of_visits
from inspect_app.store.documents import documents_of
from inspect_app.store.finding_transfers import transfers_of_visit
from inspect_app.store.orders import orders_of_visits, orders_with
from inspect_app.store.photo_bytes import PhotoFolder
from inspect_app.store.photos import photos_of
from inspect_app.store.record import RecordedStep, overruled_cancellations, steps_of
from inspect_app.store.reviews import Return, returns_of
from inspect_app.store.visit_arrivals import unsent_of
from inspect_app.store.visit_contents import items_answered_differently
from inspect_app.store.visit_lists import is_late
from inspect_app.store.visits import (
    Answer,
    Finding,
    Statement,
    Visit,
    answers_of,
    findings_of,
    statements_of,
    visit_with,
)
from inspect_app.web.document_words import SIGNERS
from inspect_app.web.errors import as_plain
from inspect_app.web.finding_views import findings_as_views
from inspect_app.web.joint_records import joint_record_of
from inspect_app.web.journal_lines import PLACE_REASONS, TIME_REASONS, WHATS, lines_of
from inspect_app.web.people import names_of
from inspect_app.web.photo_views import Albums, Key
from inspect_app.web.stages import open_for_me
from inspect_app.web.visit_checklists import ChecklistView, Given, by_item, checklists_of, items_of, ours_of
from inspect_app.web.visit_evidence import Evidence, evidence_of
from inspect_app.web.visit_gaps import gaps_of_visit
from inspect_app.web.visit_permission import permission_of

MOST_LOOKED_AT = 200
MOST_OTHERS = 20


def visit_of_office(visit_id: UUID) -> Visit:
    visit = visit_with(visit_id)
    if visit is None or visit.agency_id != current_officer().home_id:
        raise Refused(Refusal(Problem.NOT_FOUND))
    return visit


def render_visit(visit_id: UUID, refused: Refused | None = None) -> str:
    """With the reasons of a refusal on top, and what was typed still in its place."""
    visit = visit_of_office(visit_id)
    _look_at_photos(visit)
    return render_template(
        "visits/show.html",
        visit=visit,
        may=_deeds(visit),
        step_table=STEPS[Subject.VISIT],
        is_late=is_late(visit, on=clock.today()),
        refusals=[as_plain(one) for one in refused.refusals] if refused else [],
        typed=request.form,
        place_reasons=PLACE_REASONS,
        time_reasons=TIME_REASONS,
        signers=SIGNERS,
        statement_kinds=WHATS,
        permission=permission_of(visit),
        interests=interested_in(visit.work),
        **_of_departments(visit),
        **_recorded(visit),
    )


def _look_at_photos(visit: Visit) -> None:
    """Likenesses are taken when a reviewer looks, not while a phone uploads; beside these some that nobody looked at."""
    if not current_officer().may(Permission.REVIEW_VISITS):
        return
    folder: PhotoFolder = current_app.extensions["photo_folder"]
    with transaction():
        take_likenesses(folder, most=MOST_LOOKED_AT, hashes={photo.sha256 for photo in photos_of(visit.id)})
        take_likenesses(folder, most=MOST_OTHERS)


def _deeds(visit: Visit) -> dict[str, bool]:
    """The buttons of the page: steps that are open to this person, and what a finding may lead to."""
    officer = current_officer()
    return dict.fromkeys(open_for_me(Subject.VISIT, visit.stage), True) | {
        "decide": officer.may(Permission.DECIDE_AT_DESK) and visit_may_penalise(visit.kind) is None,
        "order": officer.may(Permission.DECIDE_AT_DESK),
        "lead": officer.may(Permission.REVIEW_VISITS),
        "propose_case": officer.may(Permission.WORK_ON_CASES),
        "see_case": officer.may(Permission.SEE_CASES),
        "export_evidence": officer.may(Permission.EXPORT_EVIDENCE),
        "transcribe": officer.may(Permission.TRANSCRIBE),
    }


def _of_departments(visit: Visit) -> dict[str, Any]:
    """Of a joint visit: whose is what, what was handed over, and what is still to come from whom."""
    return {"ours": ours_of(visit), "transfers": transfers_of_visit(visit.id), "unsent": unsent_of(visit)}


def _recorded(visit: Visit) -> dict[str, Any]:
    findings, returns, answers = findings_of(visit.id), returns_of(visit.id), answers_of(visit.id)
    evidence, items = evidence_of(visit, findings), items_of(visit)
    record, statements = steps_of(visit.id), statements_of(visit.id)
    return {
        "evidence": evidence,
        "items": items,
        "findings": findings_as_views(visit, findings, evidence.albums, returns, items),
        "checklists": _checklists(visit, answers, evidence.albums, returns),
        "gaps": gaps_of_visit(visit, by_item(answers), findings, evidence.photos),
        "journal": lines_of(evidence.events, items),
        "returns": returns,
        "record": record,
        "overruled": overruled_cancellations(record).get(visit.id),
        "statements": statements,
        **_papers(visit, findings),
        "checked_order": next(iter(orders_with([visit.order_id])), None) if visit.order_id else None,
        "people": _people(visit, answers, findings, evidence, returns, record, statements),
    }


def _papers(visit: Visit, findings: Sequence[Finding]) -> dict[str, Any]:
    documents = documents_of(visit.id)
    return {
        "documents": documents,
        "joint": joint_record_of(visit, documents, findings),
        "decisions": decisions_of_visits(visit.id),
        "orders": orders_of_visits(visit.id),
    }


def _checklists(
    visit: Visit, answers: Sequence[Answer], albums: Albums, returns: Sequence[Return]
) -> list[ChecklistView]:
    about_items: dict[Key, list[Return]] = {}
    for one in returns:
        if one.item and one.finding_id is None and one.photo_id is None:
            about_items.setdefault((one.checklist, one.item), []).append(one)
    disputed = items_answered_differently([visit.id]).get(visit.id, set())
    return checklists_of(visit, Given(by_item(answers), albums.items, about_items, frozenset(disputed)))


def _people(
    visit: Visit,
    answers: Sequence[Answer],
    findings: Sequence[Finding],
    evidence: Evidence,
    returns: Sequence[Return],
    record: Sequence[RecordedStep],
    statements: Sequence[Statement],
) -> Mapping[UUID, str]:
    """Everybody who appears on the page, by id, asked at once."""
    ids: set[UUID | None] = {visit.planned_by, visit.permitted_by}
    ids |= {member.officer_id for member in visit.officers}
    ids |= {answer.officer_id for answer in answers} | {photo.taken_by for photo in evidence.photos}
    ids |= {version.recorded_by for finding in findings for version in finding.versions}
    ids |= {one.returned_by for one in returns} | {one.resolved_by for one in returns}
    ids |= {view.recording.taken_by for view in evidence.recordings}
    ids |= {words.written_by for view in evidence.recordings for words in view.transcripts}
    ids |= {step.taken_by for step in record} | {one.officer_id for one in statements}
    return names_of(ids)
