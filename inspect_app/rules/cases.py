"""May this step of a case be taken now, by this person, with these facts (行政处罚法第五章)."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields

from inspect_app.problems import Problem, Refusal
from inspect_app.rules import case_entries as e
from inspect_app.rules import statutes
from inspect_app.rules.case_decisions import DECISION_GATES, needs_deliberation, needs_review
from inspect_app.rules.case_hearings import HEARING_GATES
from inspect_app.rules.case_investigations import INVESTIGATION_GATES
from inspect_app.rules.case_performance import PERFORMANCE_GATES
from inspect_app.rules.case_records import CaseRecord, Entry, NewEntry
from inspect_app.rules.case_serving import SERVICE_GATES
from inspect_app.rules.case_transfers import TRANSFER_GATES, refuse_while_offered
from inspect_app.rules.procedure import STEPS, Subject
from inspect_app.rules.stages import Part
from inspect_app.rules.statutes import Citation

__all__ = [
    "FIELD_NAMES", "GATES", "CaseRecord", "Entry", "NewEntry", "needs_deliberation", "needs_review", "refuse_entry",
]  # fmt: skip
FIELD_NAMES = {
    "note": "理由或者说明",
    "officers": "承办人员",
    "officer": "被申请回避的人员",
    "reason": "理由",
    "person": "被询问人",
    "record": "笔录",
    "title": "证据名称",
    "proves": "证明的事实",
    "source": "证据来源",
    "things": "物品或者事项",
    "outcome": "处理决定",
    "finding": "查明的事实",
    "factors": "裁量情节",
    "facts": "违法事实",
    "reasons": "理由和依据",
    "statement": "陈述申辩内容",
    "review": "复核意见",
    "place": "地点",
    "chair": "主持人",
    "report": "听证报告",
    "opinion": "审核意见",
    "present": "参加人员",
    "conclusion": "讨论结论",
    "basis": "延长所依据的规定",
    "number": "决定书文号",
    "recipient": "收件人",
    "slip": "缴款凭证号",
    "to": "移送机关",
    "papers": "移送材料",
    "witness": "见证人",
    "consent": "送达地址确认书",
    "post": "职务",
    "sha256": "校验值",
    "photo": "照片",
    "recording": "录音录像",
    "document": "文书",
    "visit": "检查",
    "file": "文件",
    "to_whom": "签收人",
}
Gate = Callable[[CaseRecord, NewEntry], Iterable[Refusal | None]]
GATES: Mapping[str, Gate] = {
    **INVESTIGATION_GATES,
    **HEARING_GATES,
    **DECISION_GATES,
    **SERVICE_GATES,
    **PERFORMANCE_GATES,
    **TRANSFER_GATES,
}


def refuse_entry(record: CaseRecord, new: NewEntry) -> list[Refusal]:
    """Everything that stands in the way of the step, all together; its stage and role were asked before."""
    law = STEPS[Subject.CASE][new.step].law
    faults = [*_days(record, new, law), *_who(record, new, law), *_said(new, law)]
    if offered := refuse_while_offered(record, new):
        faults.append(offered)
    gate = GATES.get(new.step)
    if gate and not faults:
        faults += [fault for fault in gate(record, new) if fault]
    return faults


def _days(record: CaseRecord, new: NewEntry, law: Citation) -> Iterable[Refusal]:
    """Nothing happens before what it follows, nor on a day that has not come. Corrections run on their own."""
    earlier = [record.found_on] + [one.happened_on for one in record.entries if one.step != "note_correction"]
    since = max(earlier) if new.step != "note_correction" else record.found_on
    if not since <= new.happened_on <= new.today:
        facts = {"day": new.happened_on.isoformat(), "since": since.isoformat(), "today": new.today.isoformat()}
        yield Refusal(Problem.CASE_DAY_WRONG, law, facts)


def _who(record: CaseRecord, new: NewEntry, law: Citation) -> Iterable[Refusal]:
    """One person cannot both investigate and judge; whoever is recused takes no step."""
    part, label = STEPS[Subject.CASE][new.step].by, STEPS[Subject.CASE][new.step].label
    if new.by in record.recused:
        yield Refusal(Problem.RECUSED, statutes.RECUSAL, {"step": label})
    elif part is Part.INVESTIGATOR and new.by not in record.investigators:
        yield Refusal(Problem.NOT_AN_INVESTIGATOR, law, {"step": label})
    elif part is Part.NOT_INVESTIGATOR and new.by in record.ever_investigated | _named(new):
        yield Refusal(Problem.INVESTIGATED_IT, law, {"step": label})


def _named(new: NewEntry) -> frozenset[str]:
    return frozenset(new.facts.officers) if isinstance(new.facts, e.Officers) else frozenset()


def _said(new: NewEntry, law: Citation) -> Iterable[Refusal]:
    for one in fields(new.facts):
        value = getattr(new.facts, one.name)
        is_needed = one.name not in e.MAY_BE_EMPTY or (one.name == "note" and new.step in e.MUST_SAY_WHY)
        if (
            isinstance(value, str | tuple)
            and is_needed
            and not (value.strip() if isinstance(value, str) else value)
        ):
            yield Refusal(Problem.CASE_FIELD_MISSING, law, {"field": FIELD_NAMES[one.name]})
