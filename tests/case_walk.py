"""Walking a case through the real actions, on the days that the record states."""

import contextlib
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any
from uuid import UUID

from inspect_app.actions.case_fines import fine_of_case
from inspect_app.actions.case_papers import case_facts, make_case_paper
from inspect_app.actions.case_records import record_of
from inspect_app.actions.cases import Proposal, propose_case, take_case_step
from inspect_app.actions.fines import PaymentFacts, record_payment
from inspect_app.catalogue.paper_examples import example_values
from inspect_app.problems import Refused
from inspect_app.rules.acts import Party
from inspect_app.rules.calendar import day_of
from inspect_app.rules.case_paper_values import case_values
from inspect_app.rules.case_papers import papers_of_step
from inspect_app.rules.decisions import PartyOfCase
from inspect_app.rules.fines import PaymentWay
from inspect_app.rules.paper_forms import form_of
from inspect_app.rules.papers import Values
from inspect_app.rules.people import Role
from inspect_app.store.base import transaction
from inspect_app.store.cases import Case, case_with
from inspect_app.store.officers import Officer, officer_by_login
from tests import make

CONCLUSION = {"finding": "查明的事实", "sanction": "fine", "complexity": "plain", "factors": ["first_time"]}
NOTICE = {"sanction": "fine", "facts": "违法事实", "reasons": "理由和依据"}
DECISION = {**NOTICE, "number": "沪松民防罚〔2026〕第0001号"}
EVIDENCE = {"kind": "site_record", "title": "现场检查笔录", "proves": "违法事实", "source": "现场检查"}


def filled(values: Values) -> Values:
    """A field that the record knows nothing of is left for the person."""
    return {name: value for name, value in values.items() if value}


def noon(day: str) -> datetime:
    return datetime.combine(date.fromisoformat(day), time(4), UTC)


@dataclass
class CaseWalk:
    """`people`: jia and yi investigate, legal reviews, head approves and decides."""

    office: make.Office
    legal: Officer
    case: Case

    def take(
        self, step: str, day: str, by: Officer | None = None, *, written: str | None = None, **facts: Any
    ) -> None:
        with transaction():
            case = case_with(self.case.id)
            assert case
            if step == "pay":
                self.pay(facts["amount_yuan"], day, facts["slip"], at=noon(written or day))
                return
            self.make_papers(case, step, by or self.office.jia, at=noon(day))
            take_case_step(
                case.id, step, date.fromisoformat(day), facts, seen=len(case.entries), by=by or self.office.jia,
                at=noon(written or day),
            )  # fmt: skip

    def make_papers(self, case: Case, step: str, by: Officer, *, at: datetime) -> None:
        """Those on which the step rests, completed with invented words; where one cannot be made, the step will say why."""
        record = record_of(case)
        known = case_facts(case, record, on=day_of(at))
        for needed in papers_of_step(step, known):
            values = {**example_values(form_of(needed.form)), **filled(case_values(needed.form, known))}
            with contextlib.suppress(Refused):
                make_case_paper(case, record, needed.form, values, by=by, at=at)

    def pay(self, yuan: int, day: str, slip: str, *, at: datetime) -> None:
        """At the fine, where payments are written down."""
        case = case_with(self.case.id)
        assert case
        fine = fine_of_case(case)
        assert fine
        paid = PaymentFacts(date.fromisoformat(day), yuan, Decimal(0), PaymentWay.BANK, slip)
        record_payment(fine.id, paid, by=self.office.jia, at=at)

    def refused(self, step: str, day: str, by: Officer | None = None, **facts: Any) -> list[str]:
        """Codes of the gates that are closed."""
        try:
            self.take(step, day, by, **facts)
        except Refused as refused:
            return [one.problem.code for one in refused.refusals]
        return []

    def file(self, day: str) -> None:
        keys = [str(self.office.jia.id), str(self.office.yi.id)]
        self.take("approve_filing", day, self.office.head, officers=keys)

    def investigate(self, day: str, *, fine_yuan: int = 15_000, **more: Any) -> None:
        self.take("add_evidence", day, **EVIDENCE)
        self.take("close_investigation", day, **{**CONCLUSION, "fine_yuan": fine_yuan, **more})


def proposal_of(work_id: UUID, found: str = "2026-11-23", **more: Any) -> Proposal:
    values: dict[str, Any] = {
        "work_id": work_id,
        "act": "RF49-3",
        "party": PartyOfCase(Party.ORGANISATION, "演示物业有限公司", address="演示路1号"),
        "facts": "临空墙被管道穿透",
        "source": "检查发现",
        "act_on": date.fromisoformat(found),
        "found_on": date.fromisoformat(found),
    }
    return Proposal(**{**values, **more})


def proposed(office: make.Office, found: str = "2026-11-23", **more: Any) -> CaseWalk:
    legal = officer_by_login("fazhi")
    with transaction():
        if legal is None:
            legal = make.officer(
                "fazhi", office.agency.id, role=Role.LEGAL_REVIEWER, badge="SJ-009", at=noon(found)
            )
        for officer in (office.jia, office.yi):
            officer.certificate_from = date(2016, 1, 1)
        case = propose_case(proposal_of(office.work.id, found, **more), by=office.jia, at=noon(found))
    return CaseWalk(office, legal, case)
