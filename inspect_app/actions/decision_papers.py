"""Papers that follow an on-the-spot decision: 延期（分期）缴纳罚款决定书 once approved, 撤销决定书 once withdrawn; each once."""

from datetime import datetime
from uuid import UUID

from inspect_app.actions.desk_decisions import decision_of_office
from inspect_app.actions.fines import fine_of_office
from inspect_app.actions.office_papers import PaperFacts, issue_paper
from inspect_app.catalogue.paper_layouts import paper_wordings
from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.rules import statutes
from inspect_app.rules.acts import Procedure
from inspect_app.rules.decision_papers import extension_values, withdrawal_values
from inspect_app.rules.paper_values import text_of
from inspect_app.rules.papers import Values
from inspect_app.rules.procedure import Subject, waiting_for
from inspect_app.store.documents import documents_for
from inspect_app.store.office_papers import OfficePaper, papers_of
from inspect_app.store.officers import Officer
from inspect_app.store.record import steps_of


def extension_paper(fine_id: UUID, *, by: Officer, at: datetime) -> OfficePaper:
    """Of the newest deferral that was approved; the same paper however often it is asked for."""
    fine = fine_of_office(fine_id, by=by)
    deferral = next((one for one in reversed(fine.deferrals) if one.is_approved), None)
    if deferral is None or fine.procedure is not Procedure.ON_THE_SPOT:
        raise Refused(Refusal(Problem.NO_DEFERRAL_APPROVED, statutes.DEFER_PAYMENT))
    decision = decision_of_office(fine.subject_id, by=by)
    since = deferral.answered_at or at
    known = [one for one in standing(decision.id, "payment_extension") if one.made_at >= since]
    values = extension_values(
        fine.party_name, fine.number, decision.decided_on, deferral.applied_on, deferral.hardship, deferral.lines(),
        words=paper_wordings(),
    )  # fmt: skip
    return known[-1] if known else _issue("payment_extension", decision.id, values, by=by, at=at)


def withdrawal_paper(decision_id: UUID, *, by: Officer, at: datetime) -> OfficePaper:
    """With the reason for which the head withdrew it."""
    decision = decision_of_office(decision_id, by=by)
    step = next((one for one in reversed(steps_of(decision.id)) if one.step == "withdraw"), None)
    if step is None or decision.stage in waiting_for(Subject.DECISION, "withdraw"):
        raise Refused(Refusal(Problem.DECISION_NOT_WITHDRAWN, statutes.MEND_OWN_ERRORS))
    known = standing(decision.id, "withdrawal_decision")
    if known:
        return known[-1]
    values = withdrawal_values(
        decision.party_name, _address(decision.id), decision.number, decision.decided_on, step.reason,
        words=paper_wordings(),
    )  # fmt: skip
    return _issue("withdrawal_decision", decision.id, values, by=by, at=at)


def standing(decision_id: UUID, form: str) -> list[OfficePaper]:
    return [one for one in papers_of(decision_id) if one.form == form and one.voided_at is None]


def _issue(form: str, decision_id: UUID, values: Values, *, by: Officer, at: datetime) -> OfficePaper:
    return issue_paper(PaperFacts(form, Subject.DECISION, decision_id, values), by=by, at=at)


def _address(decision_id: UUID) -> str:
    document = next((one for one in documents_for(decision_id) if one.form == "on_the_spot_decision"), None)
    party = document.content.get("party") if document else None
    return text_of(party.get("address")) if isinstance(party, dict) else ""
