"""The summary of a joint visit (联合检查情况汇总): every department's part on one paper, to be signed by all and the party."""

from collections import Counter
from dataclasses import dataclass
from uuid import UUID

from flask import Blueprint, render_template

from inspect_app.access import needs
from inspect_app.actions.finding_powers import department_of
from inspect_app.actions.findings import content_of
from inspect_app.rules.checklists import Checklist, Verdict
from inspect_app.rules.people import AgencyKind
from inspect_app.rules.permissions import Permission
from inspect_app.store.finding_transfers import FindingTransfer, transfers_of_visit
from inspect_app.store.visit_arrivals import unsent_of
from inspect_app.store.visits import (
    AnswerLine,
    Finding,
    Visit,
    VisitOfficer,
    findings_of,
    standing_answers_of,
)
from inspect_app.web.joint_records import verdicts_counted
from inspect_app.web.visit_page import visit_of_office

pages = Blueprint("joint_summaries", __name__, url_prefix="/visits")


@dataclass(frozen=True)
class PartView:
    """One department's part: its people, what it filled, what it found."""

    department: str
    members: list[VisitOfficer]
    checklists: list[Checklist]
    counts: Counter[Verdict]
    findings: list[Finding]

    @property
    def is_ended(self) -> bool:
        return any(member.finished_at for member in self.members)


@pages.get("/<uuid:visit_id>/joint-summary")
@needs(Permission.SEE_VISITS)
def show(visit_id: UUID) -> str:
    visit = visit_of_office(visit_id)
    handed: dict[UUID, list[FindingTransfer]] = {}
    for one in transfers_of_visit(visit.id):
        handed.setdefault(one.finding_id, []).append(one)
    return render_template(
        "documents/joint_summary.html",
        visit=visit,
        parts=_parts(visit),
        handed=handed,
        unsent=unsent_of(visit),
        verdicts=Verdict,
    )


def _parts(visit: Visit) -> list[PartView]:
    """In the order in which the departments came along."""
    kinds = dict.fromkeys(member.part for member in visit.officers)
    findings = [one for one in findings_of(visit.id) if one.withdrawn_at is None]
    answers = list(standing_answers_of(visit.id))
    return [_part(visit, kind, findings, answers) for kind in kinds]


def _part(visit: Visit, kind: AgencyKind, findings: list[Finding], answers: list[AnswerLine]) -> PartView:
    members = [one for one in visit.officers if one.part is kind]
    checklists = [found for one in visit.checklists if (found := content_of(one.version)).audience is kind]
    own = [one for one in findings if department_of(one) is kind]
    return PartView(members[0].officer.agency.name, members, checklists, verdicts_counted(checklists, answers), own)
