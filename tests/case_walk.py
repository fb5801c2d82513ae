"""A case walked through its real actions, step by step, each on its day; what matters is an argument, the rest is plausible."""

from datetime import date, datetime, time
from typing import Any, get_type_hints
from uuid import UUID

from inspect_app.actions.cases import CaseOpening, open_case, take_case_step
from inspect_app.rules.acts import Party
from inspect_app.rules.calendar import SHANGHAI
from inspect_app.rules.case_facts import (
    FACTS,
    AskedBy,
    Attendance,
    CaseSource,
    CorrectionOutcome,
    EvidenceKind,
    Interviewee,
    NoPenaltyGround,
    Openness,
    PenaltyKind,
    RecusalOutcome,
    ReviewOutcome,
    ServiceWay,
    StatementKind,
    StatementOutcome,
)  # fmt: skip
from inspect_app.rules.decisions import PartyOfCase
from inspect_app.rules.procedure import STEPS, Subject
from inspect_app.store.base import transaction
from inspect_app.store.cases import Case, case_with, cases_as_facts
from inspect_app.store.officers import Officer

USUAL: dict[str, Any] = {
    "person": "王某", "part": Interviewee.PARTY, "place": "办公室", "kind": EvidenceKind.SITE_RECORD, "title": "现场笔录",
    "proves": "防护设备被拆除", "summary": "当事人承认拆除防护密闭门。", "penalty": PenaltyKind.WARNING_AND_FINE,
    "way": ServiceWay.HANDED, "receiver": "王某", "facts": "拆除防护密闭门一樘。", "reasons": "主动配合，尚未造成后果。",
    "text": "已经着手修复，请求从轻。", "outcome": None, "opinion": "同意。", "openness": Openness.PUBLIC,
    "attendance": Attendance.CAME, "attendants": "负责人甲、负责人乙", "reason": "符合规定。", "receipt_number": "0001",
    "asked_by": AskedBy.PARTY, "ground": NoPenaltyGround.MINOR, "education": "已当面教育。", "goods": "旧门一樘",
    "court": "人民法院", "medium": "公告栏", "expert": "鉴定机构", "question": "能否恢复", "method": "随机",
    "materials": "租赁合同", "requirement": "恢复防护密闭门", "rule": "某规章第一条",
}  # fmt: skip
OUTCOMES = {
    "review": ReviewOutcome.PASSED, "record_statement": StatementOutcome.ACCEPTED, "dispose_registered": "退还当事人",
    "decide_recusal": RecusalOutcome.GRANTED, "record_correction": CorrectionOutcome.CORRECTED,
}  # fmt: skip
REVIEWS = {"record_statement": "意见成立，予以采纳。"}


def at_noon(on: date) -> datetime:
    return datetime.combine(on, time(12), SHANGHAI)


def facts_for(step: str, on: date, **given: Any) -> Any:
    """The facts of a step with what is usual for it."""
    kind = FACTS[step]
    usual = {name: value for name, value in USUAL.items() if name in get_type_hints(kind)}
    own = {"outcome": OUTCOMES[step]} if step in OUTCOMES else {}
    if step == "record_statement":
        own |= {"kind": StatementKind.STATED, "review": REVIEWS[step]}
    if step == "close_investigation":
        usual.pop("penalty")
    if step in ("serve", "serve_no_penalty"):
        usual = {name: usual[name] for name in ("way", "receiver")}
    return kind(on=on, **{**usual, **own, **given})


class CaseWalk:
    """`people` = who takes a step unless it says otherwise: investigators, head, reviewer, chair."""

    def __init__(self, investigators: tuple[Officer, Officer], head: Officer, reviewer: Officer) -> None:
        self.jia, self.yi, self.head, self.reviewer = *investigators, head, reviewer
        self.case_id: UUID | None = None

    def open(self, on: date, **given: Any) -> Case:
        party = PartyOfCase(Party.ORGANISATION, "演示物业有限公司", "91310117DEMO000001", "演示路1号", "", "王某")
        usual: dict[str, Any] = {
            "source": CaseSource.INSPECTION, "act": "RF49-3", "act_on": on, "found_on": on,
            "facts": "拆除防护密闭门一樘。", "place": "演示一号地下车库", "party": party, "work_number": "SJ-0001",
        }  # fmt: skip
        with transaction():
            case = open_case(CaseOpening(**{**usual, **given}), by=self.jia, at=at_noon(on))
        self.case_id = case.id
        return case

    def take(
        self, step: str, on: date, *, by: Officer | None = None, noted_on: date | None = None, **given: Any
    ) -> Case:
        if step in ("approve_filing", "change_officers"):
            given.setdefault("officer_ids", (self.jia.id, self.yi.id))
        with transaction():
            take_case_step(
                self.id, step, facts_for(step, on, **given), by=by or self._usual(step), at=at_noon(noted_on or on)
            )
        return self.case

    def _usual(self, step: str) -> Officer:
        taken_by = STEPS[Subject.CASE][step].taken_by
        order = (self.jia, self.head, self.reviewer)
        return next(one for one in order if one.role in taken_by)

    @property
    def id(self) -> UUID:
        assert self.case_id
        return self.case_id

    @property
    def case(self) -> Case:
        found = case_with(self.id)
        assert found
        return found

    @property
    def facts(self) -> Any:
        return cases_as_facts([self.case])[self.id]

    def file(self, on: date, **given: Any) -> Case:
        self.open(on, **given)
        self.take("propose_filing", on)
        return self.take("approve_filing", on)

    def investigate(self, on: date, **given: Any) -> Case:
        """Filed, shown by one piece of evidence, closed on the same day."""
        self.file(on)
        self.take("add_evidence", on)
        return self.take("close_investigation", on, **given)
