"""Every requirement of a decision on the spot (行政处罚法第五十一至五十三条、第六十八至七十条) as a gate. (Long: one gate each.)"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from inspect_app.problems import Problem, Refusal
from inspect_app.rules import statutes
from inspect_app.rules.acts import Act, Party, Sanction
from inspect_app.rules.judgement import Question, bars_of_grounds, refuse_outside_tier, weigh
from inspect_app.rules.law_table import LawTable
from inspect_app.rules.penalties import may_collect_on_the_spot, refuse_on_the_spot
from inspect_app.rules.people import OfficerFacts, qualified_officers


class Collection(StrEnum):
    """How the fine is paid. BANK = within 15 days at a bank or by e-payment."""

    NONE = "无罚款"
    BANK = "十五日内到银行或者通过电子支付系统缴纳"
    SMALL = "当场收缴（一百元以下）"
    HARD_TO_ENFORCE = "当场收缴（不当场收缴事后难以执行）"
    REMOTE_AND_ASKED = "当场收缴（交通不便，当事人提出）"


class ReceiptIssuer(StrEnum):
    """Who issues the receipts that a party must be given (第七十条). UNSTATED = asked for and not said."""

    UNSTATED = "未写明"
    MINISTRY = "国务院财政部门"
    PROVINCE = "上海市财政局"


class Told(StrEnum):
    """What a party is told by word of mouth before the decision (第四十四条；行政复议法第二十三条第二款)."""

    CONTENT = "拟作出的处罚内容"
    FACTS = "事实"
    REASONS = "理由"
    BASIS = "依据"
    RIGHTS = "陈述、申辩的权利"
    REDRESS = "不服须先申请行政复议"


@dataclass(frozen=True)
class PartyOfCase:
    """当事人. `identifier` = identity number of a citizen or credit code of an organisation."""

    kind: Party
    name: str
    identifier: str = ""
    address: str = ""
    phone: str = ""
    representative: str = ""


@dataclass(frozen=True)
class DecisionFacts:
    """All that an on-the-spot decision stands on. Moments are aware datetimes, None = not done.

    `told`, `receipt_issuer` and `collection_note` (why collecting later is hard, or what the party asked for) are None
    where a phone of an earlier version did not ask for them: what nobody was asked is no fault of that decision.
    """

    act: Act
    party: PartyOfCase
    sanction: Sanction
    fine_yuan: int
    facts: str
    place: str
    factors: tuple[str, ...]
    factor_note: str
    officers: tuple[OfficerFacts, ...]
    decided_on: date
    facts_are_certain: bool = False
    identity_shown_at: datetime | None = None
    told_at: datetime | None = None
    heard_at: datetime | None = None
    decided_at: datetime | None = None
    statement: str = ""
    statement_review: str = ""
    correct_at_once: bool = False
    correct_by: date | None = None
    collection: Collection = Collection.BANK
    receipt_number: str = ""
    told: tuple[Told, ...] | None = None
    receipt_issuer: ReceiptIssuer | None = None
    collection_note: str | None = None
    is_on_water: bool = False


def gates_before_deciding(facts: DecisionFacts, law: LawTable) -> list[Refusal]:
    """Everything that stands in the way of the decision, all together; empty = it may be made."""
    faults = [
        refuse_on_the_spot(facts.act, facts.party.kind, facts.sanction, facts.fine_yuan, on=facts.decided_on),
        *_weighed(facts, law),
        *qualified_officers(facts.officers, on=facts.decided_on),
        *_party_named(facts.party),
        *_stated(facts),
        *_told_and_heard(facts),
        _corrected(facts),
        *_paid(facts),
    ]
    return [fault for fault in faults if fault]


def _weighed(facts: DecisionFacts, law: LawTable) -> list[Refusal | None]:
    """有依法不予处罚的情形不得处罚；罚款在裁量基准的档次以内。An amount outside the law's own range was refused already."""
    question = question_of(facts)
    weighed = weigh(facts.act, question, law)
    own = facts.act.fines.get(facts.party.kind)
    is_lawful = own is not None and own.floor_yuan <= facts.fine_yuan <= own.cap_yuan
    outside = refuse_outside_tier(question, weighed) if is_lawful else None
    return [*bars_of_grounds(weighed.grounds), outside]


def question_of(facts: DecisionFacts) -> Question:
    """What is decided on the spot was found on the spot: the act's day is the day of the decision."""
    return Question(
        act=facts.act.code,
        party=facts.party.kind,
        sanction=facts.sanction,
        act_on=facts.decided_on,
        decide_on=facts.decided_on,
        fine_yuan=facts.fine_yuan,
        officers=facts.officers,
        factors=facts.factors,
    )


def _party_named(party: PartyOfCase) -> list[Refusal]:
    needed = [("名称" if party.kind is Party.ORGANISATION else "姓名", party.name), ("住址", party.address)]
    return [
        Refusal(Problem.PARTY_NOT_NAMED, statutes.ON_THE_SPOT_CONTENT, {"field": field})
        for field, value in needed
        if not value.strip()
    ]


def _stated(facts: DecisionFacts) -> list[Refusal | None]:
    """违法事实确凿；载明违法行为、时间、地点；裁量有理由。"""
    return [
        None if facts.facts_are_certain else Refusal(Problem.FACTS_NOT_CERTAIN, statutes.ON_THE_SPOT),
        None if facts.facts.strip() else Refusal(Problem.FACTS_NOT_STATED, statutes.ON_THE_SPOT_CONTENT),
        None if facts.place.strip() else Refusal(Problem.PLACE_NOT_STATED, statutes.ON_THE_SPOT_CONTENT),
        None if facts.factors else Refusal(Problem.AMOUNT_WITHOUT_REASON, statutes.BENCHMARKS),
    ]


def _told_and_heard(facts: DecisionFacts) -> list[Refusal | None]:
    """出示证件、告知、听取陈述申辩，且在决定之前（第四十四条、第四十五条、第五十二条）。"""
    done = [facts.identity_shown_at, facts.told_at, facts.heard_at, facts.decided_at]
    times = [moment for moment in done if moment]
    unheard_statement = facts.statement.strip() and not facts.statement_review.strip()
    return [
        None if facts.identity_shown_at else Refusal(Problem.IDENTITY_NOT_SHOWN, statutes.ON_THE_SPOT_FORM),
        None if facts.told_at else Refusal(Problem.PARTY_NOT_TOLD, statutes.TELL_BEFORE_DECIDING),
        _fully_told(facts),
        None if facts.heard_at else Refusal(Problem.PARTY_NOT_HEARD, statutes.HEAR_THE_PARTY),
        None if times == sorted(times) else Refusal(Problem.ORDER_OF_STEPS_WRONG, statutes.TELL_BEFORE_DECIDING),
        Refusal(Problem.STATEMENT_NOT_CONSIDERED, statutes.HEAR_THE_PARTY) if unheard_statement else None,
    ]


def _fully_told(facts: DecisionFacts) -> Refusal | None:
    missing = tuple(one.value for one in Told if facts.told is not None and one not in facts.told)
    if not missing:
        return None
    return Refusal(Problem.PARTY_NOT_FULLY_TOLD, statutes.TELL_BEFORE_DECIDING, {"missing": missing})


def _corrected(facts: DecisionFacts) -> Refusal | None:
    """实施行政处罚时，应当责令当事人改正或者限期改正（第二十八条）。"""
    if facts.correct_at_once:
        return None
    if facts.correct_by is None:
        return Refusal(Problem.CORRECTION_NOT_ORDERED, statutes.CORRECTION_WITH_PENALTY)
    if facts.correct_by <= facts.decided_on:
        due = {"due": facts.correct_by.isoformat()}
        return Refusal(Problem.DUE_DAY_IN_THE_PAST, statutes.CORRECTION_WITH_PENALTY, due)
    return None


def _paid(facts: DecisionFacts) -> list[Refusal | None]:
    """罚缴分离，当场收缴须合法并出具财政票据（第六十七至七十条）。"""
    if facts.sanction is not Sanction.FINE or facts.collection is Collection.BANK:
        return []
    if facts.collection is Collection.NONE:
        return [Refusal(Problem.PAYMENT_NOT_STATED, statutes.PAY_WITHIN_15_DAYS)]
    return [
        may_collect_on_the_spot(
            facts.fine_yuan,
            hard_to_enforce=facts.collection is Collection.HARD_TO_ENFORCE,
            remote_and_asked=facts.collection is Collection.REMOTE_AND_ASKED,
            on=facts.decided_on,
        ),
        None if facts.receipt_number.strip() else Refusal(Problem.RECEIPT_NEEDED, statutes.RECEIPT),
        refuse_receipt_of(facts.receipt_issuer),
        refuse_ground(facts.collection, facts.collection_note),
    ]


def refuse_receipt_of(issuer: ReceiptIssuer | None) -> Refusal | None:
    """国务院财政部门或者省级财政部门统一制发的专用票据；不出具的，当事人有权拒绝缴纳（第七十条）。"""
    if issuer is ReceiptIssuer.UNSTATED:
        return Refusal(Problem.RECEIPT_NOT_OFFICIAL, statutes.RECEIPT)
    return None


def refuse_ground(collection: Collection, note: str | None) -> Refusal | None:
    """事后难以执行的理由（第六十八条第二项）；当事人自己提出的要求和困难（第六十九条）。"""
    if note is None or note.strip():
        return None
    if collection is Collection.HARD_TO_ENFORCE:
        return Refusal(Problem.COLLECTION_REASON_MISSING, statutes.COLLECT_ON_THE_SPOT)
    if collection is Collection.REMOTE_AND_ASKED:
        return Refusal(Problem.PARTY_REQUEST_NOT_RECORDED, statutes.COLLECT_WHERE_REMOTE)
    return None
