"""A case as its record tells it, and the gates before each of its steps (行政处罚法第五章). (Long: one gate a step.)"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, TypeVar

from inspect_app.problems import Problem, Refusal
from inspect_app.rules import case_entries as e
from inspect_app.rules import statutes
from inspect_app.rules.acts import Party, Procedure, Sanction
from inspect_app.rules.calendar import WorkCalendar
from inspect_app.rules.clocks import reckoned
from inspect_app.rules.judgement import Judgement
from inspect_app.rules.people import OfficerFacts, qualified_officers
from inspect_app.rules.procedure import STEPS, Subject
from inspect_app.rules.stages import Part, Stage
from inspect_app.rules.statutes import Citation

T = TypeVar("T")
Amount = Callable[[Sanction, int, tuple[str, ...], date], Judgement]
LAW_ON_REVIEW = frozenset({e.Complexity.SEVERAL_RELATIONS, e.Complexity.PUBLIC_INTEREST})
HEAVY = frozenset({e.Complexity.COMPLEX, e.Complexity.SEVERAL_RELATIONS, e.Complexity.PUBLIC_INTEREST})


@dataclass(frozen=True)
class Entry:
    """One line of the record. `happened_on` = the day of the legal act; `by` = badge or name of who took the step."""

    step: str
    happened_on: date
    facts: Any
    by: str


@dataclass(frozen=True)
class CaseRecord:
    """`officers` = everybody who may be named, by key. `thresholds` in yuan, "and above" (第六十三条；金额由本机关设置)."""

    stage: Stage
    party: Party
    act_on: date
    found_on: date
    entries: tuple[Entry, ...]
    officers: Mapping[str, OfficerFacts]
    thresholds: Mapping[Party, int]

    def all(self, step: str) -> list[Entry]:
        return [entry for entry in self.entries if entry.step == step]

    def last(self, step: str) -> Entry | None:
        return next((entry for entry in reversed(self.entries) if entry.step == step), None)

    def since(self, step: str) -> list[Entry]:
        """What came after the last time of that step; nothing where it was never taken."""
        taken = [index for index, entry in enumerate(self.entries) if entry.step == step]
        return list(self.entries[taken[-1] + 1 :]) if taken else []

    def has(self, step: str, *, after: str = "") -> bool:
        return any(entry.step == step for entry in (self.since(after) if after else self.entries))

    @property
    def filed_on(self) -> date | None:
        entry = self.last("approve_filing")
        return entry.happened_on if entry else None

    @property
    def investigators(self) -> tuple[str, ...]:
        """承办人员: those of the newest assignment, less those who were recused since."""
        named: tuple[str, ...] = ()
        for entry in self.entries:
            if isinstance(entry.facts, e.Officers):
                named = entry.facts.officers
            if isinstance(entry.facts, e.RecusalDecision) and entry.facts.is_granted:
                named = tuple(one for one in named if one != entry.facts.officer)
        return named

    @property
    def recused(self) -> frozenset[str]:
        granted = [one.facts for one in self.entries if isinstance(one.facts, e.RecusalDecision)]
        return frozenset(one.officer for one in granted if one.is_granted)

    @property
    def ever_investigated(self) -> frozenset[str]:
        named = [one.facts.officers for one in self.entries if isinstance(one.facts, e.Officers)]
        return frozenset(key for keys in named for key in keys)

    @property
    def notice(self) -> e.Notice | None:
        entry = self.last("give_notice")
        return entry.facts if entry else None

    @property
    def conclusion(self) -> e.Conclusion | None:
        entry = self.last("close_investigation")
        return entry.facts if entry else None

    @property
    def paid_yuan(self) -> int:
        return sum(entry.facts.amount_yuan for entry in self.all("pay"))

    @property
    def fine_yuan(self) -> int:
        entry = self.last("decide")
        return entry.facts.fine_yuan if entry and not self.has("withdraw", after="decide") else 0

    @property
    def may_ask_for_hearing(self) -> bool:
        """较大数额罚款: the intended fine reaches the office's threshold, that amount included."""
        return self.notice is not None and self.notice.fine_yuan >= self.thresholds[self.party]


@dataclass(frozen=True)
class NewEntry:
    """The step that somebody wants to take now. `amount` asks the law about a penalty; `today` by the office's clock."""

    step: str
    happened_on: date
    facts: Any
    by: str
    today: date
    calendar: WorkCalendar
    amount: Amount


def refuse_entry(record: CaseRecord, new: NewEntry) -> list[Refusal]:
    """Everything that stands in the way of the step, all together; its stage and role were asked before."""
    law = STEPS[Subject.CASE][new.step].law
    faults = [*_days(record, new, law), *_who(record, new, law), *_said(new, law)]
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
    "to_whom": "签收人",
}


def _officers(record: CaseRecord, new: NewEntry) -> Iterable[Refusal | None]:
    """执法人员不得少于两人，且具有执法资格。"""
    yield from qualified_officers([record.officers[key] for key in new.facts.officers], on=new.happened_on)
    yield from (
        Refusal(Problem.RECUSED, statutes.RECUSAL, {"step": "指定承办人员"}) for _ in _named(new) & record.recused
    )


def _two_left(record: CaseRecord, new: NewEntry) -> Iterable[Refusal | None]:
    yield from qualified_officers([record.officers[key] for key in record.investigators], on=new.happened_on)


def _recusal(record: CaseRecord, new: NewEntry) -> Iterable[Refusal | None]:
    asked = {entry.facts.officer for entry in record.all("ask_recusal")}
    yield None if new.facts.officer in asked else Refusal(Problem.RECUSAL_NOT_ASKED, statutes.RECUSAL)


def _nothing_registered(record: CaseRecord, _new: NewEntry) -> Iterable[Refusal | None]:
    """先行登记保存的，应当作出处理决定。"""
    is_open = len(record.all("register_evidence")) > len(record.all("settle_registered"))
    yield Refusal(Problem.REGISTERED_EVIDENCE_OPEN, statutes.REGISTERED_EVIDENCE) if is_open else None


def _something_registered(record: CaseRecord, _new: NewEntry) -> Iterable[Refusal | None]:
    is_open = len(record.all("register_evidence")) > len(record.all("settle_registered"))
    yield None if is_open else Refusal(Problem.NOTHING_REGISTERED, statutes.REGISTERED_EVIDENCE)


def _close_investigation(record: CaseRecord, new: NewEntry) -> Iterable[Refusal | None]:
    yield from _two_left(record, new)
    yield from _nothing_registered(record, new)
    evidence = record.all("add_evidence") + record.all("interview")
    yield None if evidence else Refusal(Problem.NO_EVIDENCE, statutes.INVESTIGATE)
    yield from _lawful_amount(new, new.facts.sanction, new.facts.fine_yuan, new.facts.factors)


def _lawful_amount(
    new: NewEntry, sanction: Sanction, fine: int, factors: tuple[str, ...]
) -> Iterable[Refusal | None]:
    """Inside the range of the act and the benchmark's tier. What only bars the simple procedure is no bar here."""
    judgement = new.amount(sanction, fine, factors, new.happened_on)
    yield from judgement.reasons if judgement.procedure is Procedure.NONE else ()


def _give_notice(record: CaseRecord, new: NewEntry) -> Iterable[Refusal | None]:
    factors = record.conclusion.factors if record.conclusion else ()
    yield from _lawful_amount(new, new.facts.sanction, new.facts.fine_yuan, factors)


def _ask_hearing(record: CaseRecord, new: NewEntry) -> Iterable[Refusal | None]:
    """当事人要求听证的，应当在告知后五日内提出；罚款数额未达到标准的，没有这项权利。"""
    notice = record.last("give_notice")
    if not record.may_ask_for_hearing:
        limit = record.thresholds[record.party]
        yield Refusal(Problem.NO_RIGHT_TO_A_HEARING, statutes.RIGHT_TO_A_HEARING, {"threshold": limit})
    end = reckoned("ask_for_hearing", notice.happened_on, calendar=new.calendar) if notice else None
    if isinstance(end, date) and new.happened_on > end:
        yield Refusal(Problem.ASKED_TOO_LATE, statutes.ASK_FOR_A_HEARING, {"last": end.isoformat()})


def _notify_hearing(_record: CaseRecord, new: NewEntry) -> Iterable[Refusal | None]:
    """应当在举行听证的七日前通知。The hearing lies behind the seventh working day."""
    end, faults = _end_of("notice_of_hearing", new.happened_on, new)
    yield from faults
    if end and new.facts.held_on <= end:
        yield Refusal(Problem.HEARING_TOO_SOON, statutes.NOTICE_OF_THE_HEARING, {"earliest": end.isoformat()})


def _hold_hearing(record: CaseRecord, new: NewEntry) -> Iterable[Refusal | None]:
    notice = record.last("notify_hearing")
    if notice is None or record.has("ask_hearing", after="notify_hearing"):
        yield Refusal(Problem.HEARING_NOT_NOTIFIED, statutes.NOTICE_OF_THE_HEARING)
    elif new.happened_on < notice.facts.held_on:
        yield Refusal(
            Problem.HEARING_TOO_SOON, statutes.NOTICE_OF_THE_HEARING, {"earliest": notice.facts.held_on.isoformat()}
        )


def _end_of(clock: str, from_on: date, new: NewEntry) -> tuple[date | None, list[Refusal]]:
    """The last day. A period that no text read by us sets on that day bars nothing; one that cannot be counted yet does."""
    found = reckoned(clock, from_on, calendar=new.calendar)
    if isinstance(found, date):
        return found, []
    return None, [] if found.problem is Problem.NO_RULE_IN_FORCE else [found]


def needs_review(record: CaseRecord) -> bool:
    """第五十八条第一款：经过听证程序的，疑难复杂、涉及多个法律关系的，涉及重大公共利益的。"""
    conclusion = record.conclusion
    return record.has("hold_hearing") or (conclusion is not None and conclusion.complexity in LAW_ON_REVIEW)


def needs_deliberation(record: CaseRecord) -> bool:
    """第五十七条第二款：情节复杂或者重大违法行为。"""
    return record.conclusion is not None and record.conclusion.complexity in HEAVY


def _reviewed(record: CaseRecord) -> Iterable[Refusal | None]:
    newest = record.last("review_legally")
    is_stale = newest is None or record.has("hold_hearing", after="review_legally")
    if needs_review(record) and (is_stale or not (newest and newest.facts.is_passed)):
        yield Refusal(Problem.NOT_REVIEWED, statutes.LEGAL_REVIEW)
    if needs_deliberation(record) and not record.has("deliberate", after="close_investigation"):
        yield Refusal(Problem.NOT_DELIBERATED, statutes.DELIBERATION)


def _decide(record: CaseRecord, new: NewEntry) -> Iterable[Refusal | None]:
    notice, told = record.notice, record.last("give_notice")
    if notice is None or told is None:
        yield Refusal(Problem.NOT_TOLD, statutes.TOLD_BEFORE_DECIDING)
        return
    yield from _heard(record, new, told.happened_on)
    yield from _reviewed(record)
    yield from _nothing_registered(record, new)
    if new.facts.fine_yuan > notice.fine_yuan or (
        notice.sanction is Sanction.WARNING and new.facts.sanction is Sanction.FINE
    ):
        facts = {"fine": new.facts.fine_yuan, "told": notice.fine_yuan}
        yield Refusal(Problem.HEAVIER_THAN_TOLD, statutes.NO_HEAVIER_FOR_DEFENCE, facts)
    factors = record.conclusion.factors if record.conclusion else ()
    yield from _lawful_amount(new, new.facts.sanction, new.facts.fine_yuan, factors)


def _heard(record: CaseRecord, new: NewEntry, told_on: date) -> Iterable[Refusal | None]:
    """No decision before the party was heard or has clearly waived; nor before the days for a hearing have passed."""
    after = record.since("give_notice")
    steps = {entry.step for entry in after}
    if not steps & {"hear_statement", "waive_rights", "hold_hearing"}:
        yield Refusal(Problem.PARTY_NOT_HEARD, statutes.TOLD_BEFORE_DECIDING)
    if record.may_ask_for_hearing and not steps & {"waive_rights", "hold_hearing"}:
        end, faults = _end_of("ask_for_hearing", told_on, new)
        yield from faults
        if end and new.happened_on <= end:
            yield Refusal(Problem.HEARING_MAY_STILL_BE_ASKED, statutes.ASK_FOR_A_HEARING, {"last": end.isoformat()})


def _decide_no_penalty(record: CaseRecord, new: NewEntry) -> Iterable[Refusal | None]:
    yield from _nothing_registered(record, new)
    yield from _reviewed(record)


def _serve(record: CaseRecord, new: NewEntry) -> Iterable[Refusal | None]:
    """留置要有见证人或者拍照录像说明，电子送达要有确认书，公告满三十日才视为送达。"""
    service: e.Service = new.facts
    if service.way is e.ServiceWay.LEFT and not (service.reason.strip() and service.witness.strip()):
        yield Refusal(Problem.LEFT_WITHOUT_WITNESS, statutes.REFUSAL_TO_SIGN)
    if service.way is e.ServiceWay.ELECTRONIC and not service.consent.strip():
        yield Refusal(Problem.NO_CONSENT_TO_ELECTRONIC, Citation(statutes.Law.PENALTY, "第六十一条第二款"))
    if service.way is e.ServiceWay.ANNOUNCED:
        yield from _announced(record, new)


def _announced(record: CaseRecord, new: NewEntry) -> Iterable[Refusal | None]:
    begun = record.last("announce_service")
    end, faults = _end_of("announcement", begun.happened_on, new) if begun else (None, [])
    yield from faults
    if begun is None or (end and new.happened_on <= end):
        last = {"last": end.isoformat() if end else ""}
        yield Refusal(Problem.ANNOUNCEMENT_NOT_OVER, statutes.ANNOUNCEMENT, last)


def _pay(record: CaseRecord, new: NewEntry) -> Iterable[Refusal | None]:
    owed = record.fine_yuan - record.paid_yuan
    if not 0 < new.facts.amount_yuan <= owed:
        facts = {"paid": new.facts.amount_yuan, "owed": owed}
        yield Refusal(Problem.PAID_NOT_AS_OWED, statutes.PAY_WITHIN_15_DAYS, facts)


def _demand(record: CaseRecord, new: NewEntry) -> Iterable[Refusal | None]:
    """到期不缴纳的才催告。"""
    served, delay = record.last("serve"), record.last("allow_delay")
    if record.fine_yuan and record.paid_yuan >= record.fine_yuan:
        yield Refusal(Problem.NOTHING_OWED, statutes.DEMAND_FIRST)
    end, faults = _end_of("pay_fine", served.happened_on, new) if served else (None, [])
    yield from faults
    end = delay.facts.until_on if delay else end
    if end and new.happened_on <= end:
        yield Refusal(Problem.NOT_YET_DUE, statutes.PAY_WITHIN_15_DAYS, {"last": end.isoformat()})


def _apply_to_court(record: CaseRecord, new: NewEntry) -> Iterable[Refusal | None]:
    """催告书送达十日后当事人仍未履行的，才可以申请（行政强制法第五十四条）。"""
    demanded = record.last("demand")
    end, faults = _end_of("wait_after_demand", demanded.happened_on, new) if demanded else (None, [])
    yield from faults
    if end and new.happened_on <= end:
        yield Refusal(Problem.DEMAND_NOT_OVER, statutes.DEMAND_FIRST, {"last": end.isoformat()})


def _transfer_asked(record: CaseRecord, _new: NewEntry) -> Iterable[Refusal | None]:
    is_open = record.has("propose_transfer") and not record.has("refuse_transfer", after="propose_transfer")
    yield None if is_open else Refusal(Problem.TRANSFER_NOT_PROPOSED, statutes.DECIDE_ON_REFERRAL)


def _transfer_approved(record: CaseRecord, _new: NewEntry) -> Iterable[Refusal | None]:
    is_approved = record.has("approve_transfer", after="propose_transfer")
    yield None if is_approved else Refusal(Problem.TRANSFER_NOT_APPROVED, statutes.DECIDE_ON_REFERRAL)


def _close(record: CaseRecord, _new: NewEntry) -> Iterable[Refusal | None]:
    """罚款缴清，或者已经申请法院强制执行。Corrections may come later: they are a thread of their own."""
    owed = record.fine_yuan - record.paid_yuan
    if owed > 0 and record.stage is not Stage.IN_COURT:
        yield Refusal(Problem.STILL_OWED, statutes.PERFORM, {"owed": owed})


GATES: Mapping[str, Callable[[CaseRecord, NewEntry], Iterable[Refusal | None]]] = {
    "approve_filing": _officers,
    "assign": _officers,
    "decide_recusal": _recusal,
    "interview": _two_left,
    "take_sample": _two_left,
    "settle_registered": _something_registered,
    "close_investigation": _close_investigation,
    "give_notice": _give_notice,
    "ask_hearing": _ask_hearing,
    "notify_hearing": _notify_hearing,
    "hold_hearing": _hold_hearing,
    "decide": _decide,
    "decide_no_penalty": _decide_no_penalty,
    "serve": _serve,
    "pay": _pay,
    "demand": _demand,
    "apply_to_court": _apply_to_court,
    "approve_transfer": _transfer_asked,
    "refuse_transfer": _transfer_asked,
    "hand_to_police": _transfer_approved,
    "end": _nothing_registered,
    "close": _close,
}
