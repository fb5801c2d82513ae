"""Walking a case through the real actions, on the days that the record states."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from inspect_app.actions.cases import Proposal, propose_case, take_case_step
from inspect_app.problems import Refused
from inspect_app.rules.acts import Party
from inspect_app.rules.decisions import PartyOfCase
from inspect_app.rules.people import Role
from inspect_app.store.base import transaction
from inspect_app.store.cases import Case, case_with
from inspect_app.store.officers import Officer, officer_by_login
from tests import make

CONCLUSION = {"finding": "查明的事实", "sanction": "fine", "complexity": "plain", "factors": ["first_time"]}
NOTICE = {"sanction": "fine", "facts": "违法事实", "reasons": "理由和依据"}
DECISION = {**NOTICE, "number": "沪松民防罚〔2026〕第0001号"}
EVIDENCE = {"kind": "site_record", "title": "现场检查笔录", "proves": "违法事实", "source": "现场检查"}


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
            take_case_step(
                case.id, step, date.fromisoformat(day), facts, seen=len(case.entries), by=by or self.office.jia,
                at=noon(written or day),
            )  # fmt: skip

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


def proposed(office: make.Office, found: str = "2026-11-23", **more: Any) -> CaseWalk:
    legal = officer_by_login("fazhi")
    with transaction():
        if legal is None:
            legal = make.officer(
                "fazhi", office.agency.id, role=Role.LEGAL_REVIEWER, badge="SJ-009", at=noon(found)
            )
        for officer in (office.jia, office.yi):
            officer.certificate_from = date(2016, 1, 1)
        values: dict[str, Any] = {
            "work_id": office.work.id,
            "act": "RF49-3",
            "party": PartyOfCase(Party.ORGANISATION, "演示物业有限公司", address="演示路1号"),
            "facts": "临空墙被管道穿透",
            "source": "检查发现",
            "act_on": date.fromisoformat(found),
            "found_on": date.fromisoformat(found),
        }
        case = propose_case(Proposal(**{**values, **more}), by=office.jia, at=noon(found))
    return CaseWalk(office, legal, case)
