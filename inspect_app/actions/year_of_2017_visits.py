"""The visits of the played year, what was found on them, ordered and decided on the spot. (Long: one table and its deeds.)"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from uuid import UUID, uuid4

from inspect_app.actions.claims import Claims
from inspect_app.actions.desk_decisions import decide_at_desk, deliver_at_desk, file_decision
from inspect_app.actions.desk_orders import deliver_order_at_desk, order_at_desk
from inspect_app.actions.documents import SignatureFacts
from inspect_app.actions.findings import AnswerFacts, FindingFacts, give_answer, record_finding
from inspect_app.actions.lead_steps import inspect_lead
from inspect_app.actions.orders import OrderClaims, Outcome, check_order
from inspect_app.actions.planning import plan_visit
from inspect_app.actions.returns import approve_visit
from inspect_app.actions.visits import VisitFacts, finish_visit, start_visit
from inspect_app.actions.year_of_2017_cases import party_of
from inspect_app.actions.year_of_2017_player import (
    HEAD_OF_TEAM,
    SUPERVISOR,
    Cast,
    Deed,
    every_few_days,
    id_2017,
    photograph,
    working_days_after,
)
from inspect_app.rules.acts import Party, Sanction, Severity
from inspect_app.rules.calendar import day_of
from inspect_app.rules.decisions import PartyOfCase
from inspect_app.rules.orders import Correction
from inspect_app.rules.visit_kinds import VisitKind
from inspect_app.rules.works import PartyPart, WorkStatus
from inspect_app.store.checklists import published_versions
from inspect_app.store.documents import documents_for
from inspect_app.store.officers import Officer
from inspect_app.store.works import Work

CHECKLISTS = {WorkStatus.IN_USE: "works-in-use", WorkStatus.UNDER_CONSTRUCTION: "construction-installation"}
STROKES = ([[80, 60], [180, 110], [320, 70]],)
BASIS = "《中华人民共和国人民防空法》第二十五条"


@dataclass(frozen=True)
class Found:
    item: str
    text: str
    act: str


RUST = Found("door-seals", "防护密闭门密封条老化、脱落", "MAINTAIN")
SIGN = Found("work-sign", "民防工程标志牌缺失", "MAINTAIN")
PUMP = Found("sump-pumps", "集水坑水泵不能启动", "MAINTAIN")
GOODS = Found("door-approach-clear", "防护门启闭范围内堆放杂物", "RF49-1")
WASTE = Found("no-discharge", "向集水坑倾倒废弃物", "RF49-7")
STANDARD = Found("equipment-as-designed", "防护设备的型号与设计不符", "RF49-2")


@dataclass(frozen=True)
class VisitOf2017:
    """`place` = the second or first pair of the team. `corrected` None with `order_days` = the order stays open."""

    name: str
    on: date
    work: str
    team: int
    kind: VisitKind = VisitKind.PLANNED
    found: Found | None = None
    order_days: int = 0
    corrected: date | None = None
    penalty: str = ""
    lead: str = ""
    reason: str = ""
    others: tuple[str, ...] = ()


K = VisitKind
AT_HAND = "专项整治期间发现线索，突击检查"
SEEN_WITH_CITY = "市民防办公室转办线索，会同市民防办公室现场核查"
CITY_VISIT = VisitOf2017(
    "city", date(2017, 5, 15), "under_construction 0", 1, K.TRIGGERED, STANDARD, lead="city", reason=SEEN_WITH_CITY
)
WITH_MORE = (
    VisitOf2017("o1", date(2017, 2, 14), "in_use 20", 1, found=RUST, order_days=30, corrected=date(2017, 3, 14)),
    VisitOf2017("o2", date(2017, 3, 9), "in_use 21", 2, found=SIGN, order_days=20, corrected=date(2017, 3, 28)),
    VisitOf2017("o3", date(2017, 4, 6), "in_use 22", 3, found=PUMP, order_days=15, corrected=date(2017, 4, 20)),
    VisitOf2017("o4", date(2017, 5, 18), "in_use 23", 1, K.HEAD_LED, RUST, 30, date(2017, 6, 15), others=("jia",)),
    VisitOf2017("o5", date(2017, 6, 22), "in_use 24", 2, K.SURPRISE, PUMP, 20, date(2017, 7, 11), reason=AT_HAND),
    VisitOf2017("o6", date(2017, 7, 13), "in_use 25", 3, found=SIGN, order_days=30, corrected=date(2017, 9, 5)),
    VisitOf2017("o7", date(2017, 8, 16), "in_use 26", 1, found=RUST, order_days=30, corrected=date(2017, 9, 14)),
    VisitOf2017(
        "o8", date(2017, 9, 12), "in_use 27", 2, K.JOINT, PUMP, 20, date(2017, 9, 29), others=("xiaofang1",)
    ),
    VisitOf2017("o9", date(2017, 11, 28), "in_use 28", 3, found=RUST, order_days=20),
    VisitOf2017("p1", date(2017, 3, 22), "in_use 40", 2, found=GOODS, penalty="warning"),
    VisitOf2017("p2", date(2017, 4, 26), "in_use 41", 3, K.SURPRISE, GOODS, penalty="warning", reason=AT_HAND),
    VisitOf2017("p3", date(2017, 6, 26), "in_use 42", 2, found=WASTE, penalty="fine"),
    VisitOf2017("p4", date(2017, 6, 29), "in_use 43", 3, K.HEAD_LED, GOODS, penalty="warning", others=("bing",)),
    VisitOf2017("p5", date(2017, 9, 20), "in_use 44", 1, found=GOODS, penalty="warning"),
    VisitOf2017("p6", date(2017, 10, 25), "in_use 45", 2, found=GOODS, penalty="warning"),
)


def _rounds() -> list[VisitOf2017]:
    """Every few days one team looks at another work and finds nothing."""
    days = enumerate(every_few_days(date(2017, 2, 7), date(2017, 12, 20), 9))
    return [
        VisitOf2017(f"r{place}", on, f"in_use {70 + place}" if place % 6 else f"under_construction {4 + place // 6}",
                    place % 3 + 1)
        for place, on in days
    ]  # fmt: skip


def days_of_visits() -> list[Deed]:
    found: list[Deed] = []
    for one in (CITY_VISIT, *WITH_MORE, *_rounds()):
        found += [
            Deed(one.on - timedelta(days=3), 14, partial(_plan, one)),
            Deed(one.on, 10, partial(_visit, one)),
            Deed(working_days_after(one.on, 2), 17, partial(_approve, one.name)),
        ]
        if one.penalty:
            found += [
                Deed(one.on, 11, partial(_penalise, one)),
                Deed(working_days_after(one.on, 1), 9, partial(_file, one)),
            ]
        if one.order_days:
            found.append(Deed(one.on, 11, partial(_order, one)))
        if one.corrected:
            found += [
                Deed(one.corrected, 9, partial(_check_again, one)),
                Deed(working_days_after(one.corrected, 1), 9, partial(_approve, f"{one.name} again")),
            ]
    return found


def _facts(one: VisitOf2017, work: Work, people: list[Officer], *, name: str, **more: object) -> VisitFacts:
    code = CHECKLISTS[work.status]
    number = next(version.number for version in published_versions() if version.file.code == code)
    values: dict[str, object] = {"kind": one.kind, "reason": one.reason, "rulebook": 1, **more}
    ids = tuple(each.id for each in people)
    return VisitFacts(id_2017(f"visit {name}"), work.id, checklists=((code, number),), officer_ids=ids, **values)  # type: ignore[arg-type]


def _people(one: VisitOf2017, cast: Cast) -> list[Officer]:
    return [*cast.pair(one.team), *(cast.people[login] for login in one.others)]


def _plan(one: VisitOf2017, cast: Cast, at: datetime) -> None:
    work, by = cast.work(one.work), cast.people[HEAD_OF_TEAM[one.team]]
    facts = _facts(one, work, _people(one, cast), name=one.name, due_on=one.on)
    visit = plan_visit(facts, by=by, at=at)
    cast.kept[f"visit {one.name}"] = visit.id
    if one.lead:
        inspect_lead(cast.kept[one.lead], visit, by=cast.people[SUPERVISOR], at=at)


def _visit(one: VisitOf2017, cast: Cast, at: datetime) -> None:
    work, people = cast.work(one.work), _people(one, cast)
    facts = _facts(one, work, people, name=one.name)
    for officer in people:
        start_visit(facts, by=officer, at=at)
    if one.found:
        _find(one, facts, cast, at=at)
    for officer in people:
        finish_visit(facts.visit_id, by=officer, at=at + timedelta(minutes=50))


def _find(one: VisitOf2017, facts: VisitFacts, cast: Cast, *, at: datetime) -> None:
    [(checklist, _number)], by, found = facts.checklists, cast.pair(one.team)[0], one.found
    if found is None:
        raise LookupError(one.name)
    finding_id = cast.kept[f"finding {one.name}"] = id_2017(f"finding {one.name}")
    give_answer(uuid4(), AnswerFacts(facts.visit_id, checklist, found.item, "not_met"), by=by, at=at)
    said = FindingFacts(
        finding_id, facts.visit_id, checklist, found.item, found.text, Severity.ORDINARY, (found.act,)
    )
    record_finding(uuid4(), said, by=by, at=at)
    photograph(cast, facts.visit_id, finding_id, (checklist, found.item), by=by, at=at)


def _approve(name: str, cast: Cast, at: datetime) -> None:
    approve_visit(cast.kept[f"visit {name}"], by=cast.people[SUPERVISOR], at=at)


def _signatures(subject_id: UUID, people: tuple[Officer, ...], party: str) -> list[SignatureFacts]:
    [document] = documents_for(subject_id)
    of = (document.id, document.sha256)
    signed = [SignatureFacts(*of, "officer", one.name, one.badge_number or "", STROKES) for one in people]
    return [*signed, SignatureFacts(*of, "party", party, strokes=STROKES)]


def _order(one: VisitOf2017, cast: Cast, at: datetime) -> None:
    work, pair = cast.work(one.work), cast.pair(one.team)
    party, finding = party_of(work, PartyPart.MANAGER), str(cast.kept[f"finding {one.name}"])
    claims = OrderClaims(
        party.name, (Correction(finding, "限期修复，保持良好使用状态。"),), tuple(each.id for each in pair), at,
        working_days_after(one.on, one.order_days), basis=BASIS,
    )  # fmt: skip
    order = order_at_desk(claims, work, visit_id=cast.kept[f"visit {one.name}"], by=pair[0], at=at)
    cast.kept[f"order {one.name}"] = order.id
    deliver_order_at_desk(order.id, _signatures(order.id, pair, party.representative), by=pair[0], at=at)


def _check_again(one: VisitOf2017, cast: Cast, at: datetime) -> None:
    work, pair, name = cast.work(one.work), cast.pair(one.team), f"{one.name} again"
    order_id, finding_id = cast.kept[f"order {one.name}"], cast.kept[f"finding {one.name}"]
    facts = _facts(one, work, list(pair), name=name, kind=VisitKind.RE_INSPECTION, order_id=order_id, reason="")
    cast.kept[f"visit {name}"] = facts.visit_id
    for officer in pair:
        start_visit(facts, by=officer, at=at)
    [(checklist, _number)] = facts.checklists
    item = one.found.item if one.found else ""
    photograph(cast, facts.visit_id, finding_id, (checklist, item), by=pair[0], at=at)
    check_order(uuid4(), order_id, facts.visit_id, (Outcome(finding_id, True),), by=pair[0], at=at)
    for officer in pair:
        finish_visit(facts.visit_id, by=officer, at=at)


def _penalise(one: VisitOf2017, cast: Cast, at: datetime) -> None:
    """By the law of 2017: a warning, or at most fifty yuan of a person and a thousand of a unit."""
    work, pair = cast.work(one.work), cast.pair(one.team)
    party = party_of(work, PartyPart.MANAGER)
    if one.penalty == "fine":
        party = PartyOfCase(Party.CITIZEN, "演示当事人甲", address=work.address)
    signer = party.representative or party.name
    decision = decide_at_desk(
        _claims(one, work, party, pair, at=at), work, (cast.kept[f"finding {one.name}"],),
        visit_id=cast.kept[f"visit {one.name}"], by=pair[0], at=at,
    )  # fmt: skip
    cast.kept[f"decision {one.name}"] = decision.id
    deliver_at_desk(decision.id, _signatures(decision.id, pair, signer), copies=2, by=pair[0], at=at)


def _claims(one: VisitOf2017, work: Work, party: PartyOfCase, pair: tuple[Officer, ...], *, at: datetime) -> Claims:
    is_fine = one.penalty == "fine"
    return Claims(
        act=one.found.act if one.found else "", party=party,
        sanction=Sanction.FINE if is_fine else Sanction.WARNING, fine_yuan=50 if is_fine else 0,
        facts=one.found.text if one.found else "", place=work.address, factors=("first_time", "cooperative"),
        factor_note="", officer_ids=tuple(each.id for each in pair), facts_are_certain=True,
        identity_shown_at=at - timedelta(minutes=20), told_at=at - timedelta(minutes=10),
        heard_at=at - timedelta(minutes=5), decided_at=at, correct_by=day_of(at) + timedelta(days=15),
    )  # fmt: skip


def _file(one: VisitOf2017, cast: Cast, at: datetime) -> None:
    file_decision(cast.kept[f"decision {one.name}"], by=cast.people[SUPERVISOR], at=at)
