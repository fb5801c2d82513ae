"""The demonstration's cases: made through the real actions, at different stages, on days counted back from the day of loading."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from inspect_app.actions.cases import CaseOpening, open_case, take_case_step
from inspect_app.actions.demonstration_works import demonstration_id
from inspect_app.rules.acts import Party
from inspect_app.rules.calendar import day_of
from inspect_app.rules.case_facts import (
    CaseSource,
    Correction,
    CorrectionOutcome,
    Evidence,
    EvidenceKind,
    Filing,
    Interview,
    Interviewee,
    Noted,
    Notice,
    Payment,
    PenaltyDecision,
    PenaltyKind,
    Reasoned,
    Report,
    Served,
    ServiceWay,
)
from inspect_app.rules.decisions import PartyOfCase
from inspect_app.rules.works import PartyPart, WorkStatus
from inspect_app.store.officers import Officer
from inspect_app.store.works import Work

INVESTIGATORS = ("geng", "xin")
HEAD = "jia"
FACTS = "为便于停车，拆除防护密闭门一樘。"


@dataclass(frozen=True)
class Story:
    """How far a case has come: the steps up to `last`, the first of them `began` days ago."""

    place: int
    began: int
    fine_yuan: int
    last: str


STORIES = (
    Story(0, 80, 15_000, "archive"),
    Story(1, 24, 12_000, "give_notice"),
    Story(2, 12, 0, "record_interview"),
    Story(3, 1, 0, "propose_filing"),
)
"""Fines below the office's threshold, so that no story hangs on a calendar that is not published yet."""


def load_cases(works: list[Work], officers: Mapping[str, Officer], *, at: datetime) -> int:
    used = [work for work in works if work.status is WorkStatus.IN_USE and work.party(PartyPart.MANAGER)]
    for story in STORIES:
        _tell(story, used[story.place], officers, at=at)
    return len(STORIES)


def _tell(story: Story, work: Work, officers: Mapping[str, Officer], *, at: datetime) -> None:
    began, (first, second) = day_of(at) - timedelta(days=story.began), (officers[one] for one in INVESTIGATORS)
    case_id = demonstration_id(f"case {story.place}")
    open_case(_opening(work, began), by=first, at=at, case_id=case_id)
    for step, facts in _steps(story, began, (first, second)):
        by = officers[HEAD] if step in {"approve_filing", "decide", "close"} else first
        take_case_step(case_id, step, facts, by=by, at=at)
        if step == story.last:
            return


def _opening(work: Work, began: date) -> CaseOpening:
    manager = work.party(PartyPart.MANAGER)
    name, code, address = (manager.name, manager.credit_code, manager.address) if manager else ("", "", "")
    return CaseOpening(
        source=CaseSource.INSPECTION,
        act="RF49-3",
        act_on=began,
        found_on=began,
        facts=FACTS,
        place=f"{work.address} {work.name}",
        party=PartyOfCase(Party.ORGANISATION, name, code, address),
        work_number=work.number,
    )


def _steps(story: Story, began: date, investigators: tuple[Officer, Officer]) -> list[tuple[str, Any]]:
    ids = tuple(one.id for one in investigators)
    return [*_filed(began, ids), *_investigated(story, began), *_decided(story, began)]


def _filed(began: date, officer_ids: tuple[UUID, ...]) -> list[tuple[str, Any]]:
    on = began + timedelta(days=1)
    return [
        ("propose_filing", Reasoned(on=on, reason="违反人民防空法第二十七条，符合立案条件。")),
        ("approve_filing", Filing(on=on, officer_ids=officer_ids, opinion="同意立案。")),
    ]


def _investigated(story: Story, began: date) -> list[tuple[str, Any]]:
    def on(days: int) -> date:
        return began + timedelta(days=days)

    seen = Evidence(
        on=began,
        kind=EvidenceKind.SITE_RECORD,
        title="现场检查笔录",
        proves="防护密闭门已被拆除",
        source="执法人员制作",
    )
    asked = Interview(
        on=on(8), person="演示负责人", part=Interviewee.PARTY, place="本办询问室", summary="承认拆除，愿意恢复。"
    )
    penalty: dict[str, Any] = {"penalty": PenaltyKind.WARNING_AND_FINE, "fine_yuan": story.fine_yuan}
    return [
        ("add_evidence", seen),
        ("record_interview", asked),
        ("close_investigation", Report(on=on(16), facts=FACTS, reasons="主动配合，愿意恢复原状。", **penalty)),
    ]


def _decided(story: Story, began: date) -> list[tuple[str, Any]]:
    def on(days: int) -> date:
        return began + timedelta(days=days)

    penalty: dict[str, Any] = {"penalty": PenaltyKind.WARNING_AND_FINE, "fine_yuan": story.fine_yuan}
    told = Notice(
        on=on(22), way=ServiceWay.HANDED, receiver="演示负责人", facts=FACTS, statement_until_on=on(27), **penalty
    )
    return [
        ("give_notice", told),
        ("submit", Noted(on=on(29))),
        ("decide", PenaltyDecision(on=on(29), reasons="初次违法，主动配合。", correct_by_on=on(60), **penalty)),
        ("serve", Served(on=on(30), way=ServiceWay.HANDED, receiver="演示负责人")),
        ("record_payment", Payment(on=on(34), amount_yuan=story.fine_yuan, receipt_number="演示0001")),
        ("complete", Noted(on=on(34))),
        ("close", Noted(on=on(44))),
        ("record_correction", Correction(on=on(47), outcome=CorrectionOutcome.CORRECTED, note="门已恢复。")),
        ("archive", Noted(on=on(48))),
    ]
