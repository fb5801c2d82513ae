"""Lists of cases: filtered, of findings, like another one, and with clocks to keep an eye on."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, func, or_, select

from inspect_app.rules.acts import Party
from inspect_app.rules.case_facts import CorrectionOutcome
from inspect_app.rules.procedure import Stage, Subject, is_settled
from inspect_app.store.base import db
from inspect_app.store.case_rows import CaseCorrection, CasePenaltyDecision
from inspect_app.store.cases import Case, CaseFinding, CaseOfficer, CaseStep

LIVE = frozenset(stage for stage in Stage if not is_settled(Subject.CASE, stage)) - {Stage.CLOSED}
"""The stages in which something may still run out."""

_CORRECTED = select(CaseCorrection.case_id).where(CaseCorrection.outcome == CorrectionOutcome.CORRECTED)
_TO_CORRECT = select(CaseStep.case_id).where(
    CaseStep.step.in_(("order_correction", "decide")),
    CaseStep.until_on.is_not(None),
    CaseStep.case_id.not_in(_CORRECTED),
)


@dataclass(frozen=True)
class CaseFilter:
    """`waits` = (stages of anybody, stages of who investigates, that person): what waits for one person."""

    text: str = ""
    stages: frozenset[Stage] = frozenset()
    act: str = ""
    officer_id: UUID | None = None
    waits: tuple[frozenset[Stage], frozenset[Stage], UUID] | None = None
    year: int | None = None
    ids: frozenset[UUID] | None = None


def _investigated_by(officer_id: UUID) -> ColumnElement[bool]:
    mine = select(CaseOfficer.case_id).where(
        CaseOfficer.officer_id == officer_id, CaseOfficer.released_on.is_(None)
    )
    return Case.id.in_(mine)


def _conditions(agency_id: UUID, wanted: CaseFilter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = [Case.agency_id == agency_id]
    if wanted.stages:
        found.append(Case.stage.in_(wanted.stages))
    if wanted.act:
        found.append(Case.act == wanted.act)
    if wanted.year is not None:
        found.append(Case.year == wanted.year)
    if wanted.officer_id:
        found.append(_investigated_by(wanted.officer_id))
    if wanted.ids is not None:
        found.append(Case.id.in_(wanted.ids))
    if wanted.waits:
        anybody, investigators, officer_id = wanted.waits
        mine = Case.stage.in_(investigators) & _investigated_by(officer_id)
        found.append(or_(Case.stage.in_(anybody), mine))
    for word in wanted.text.split():
        columns = (Case.number, Case.party_name, Case.facts, Case.place)
        found.append(or_(*(column.icontains(word, autoescape=True) for column in columns)))
    return found


def cases_matching(agency_id: UUID, wanted: CaseFilter, *, limit: int | None = None, offset: int = 0) -> list[Case]:
    """The newest first."""
    query = select(Case).where(*_conditions(agency_id, wanted)).order_by(Case.made_at.desc(), Case.id)
    return list(db.session.scalars(query.limit(limit).offset(offset)))


def count_cases(agency_id: UUID, wanted: CaseFilter) -> int:
    return db.session.scalar(select(func.count(Case.id)).where(*_conditions(agency_id, wanted))) or 0


def live_cases(agency_id: UUID, officer_id: UUID | None = None) -> list[Case]:
    """Those in which a day may still matter; of one person: those that they investigate.

    A correction is followed up also when its case is closed or archived.
    """
    is_live = or_(Case.stage.in_(LIVE), Case.id.in_(_TO_CORRECT))
    query = select(Case).where(Case.agency_id == agency_id, is_live).order_by(Case.made_at, Case.id)
    return list(db.session.scalars(query.where(_investigated_by(officer_id)) if officer_id else query))


def cases_of_findings(finding_ids: list[UUID]) -> dict[UUID, Case]:
    query = select(CaseFinding.finding_id, Case).join(Case, Case.id == CaseFinding.case_id)
    rows = db.session.execute(query.where(CaseFinding.finding_id.in_(finding_ids)))
    return {finding_id: case for finding_id, case in rows}  # noqa: C416 - rows are no pairs


def cases_of_leads(lead_ids: list[UUID]) -> dict[UUID, Case]:
    cases = db.session.scalars(select(Case).where(Case.lead_id.in_(lead_ids)).order_by(Case.made_at))
    return {case.lead_id: case for case in cases if case.lead_id}


def cases_of_work(work_id: UUID) -> list[Case]:
    return list(db.session.scalars(select(Case).filter_by(work_id=work_id).order_by(Case.made_at.desc())))


def decisions_like(
    agency_id: UUID, act: str, party: Party, *, but: UUID, limit: int
) -> list[tuple[Case, CasePenaltyDecision]]:
    """Earlier decisions about the same act of the same kind of party, the newest first: like is treated alike."""
    query = select(Case, CasePenaltyDecision).join(CasePenaltyDecision, CasePenaltyDecision.case_id == Case.id)
    query = query.where(Case.agency_id == agency_id, Case.act == act, Case.party == party, Case.id != but)
    rows = db.session.execute(query.order_by(CasePenaltyDecision.on.desc(), Case.id).limit(limit))
    return [(case, decision) for case, decision in rows]
