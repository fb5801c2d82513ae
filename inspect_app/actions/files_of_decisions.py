"""The file of an on-the-spot decision as a review sees it, gathered from what is kept; and who had a part in it."""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from inspect_app.actions.claims import Claims, decision_facts
from inspect_app.actions.deliveries import delivery_of
from inspect_app.actions.kept_things import forms_of, papers_kept, takings_kept
from inspect_app.actions.law import law_now, law_of_edition
from inspect_app.problems import Problem, Refusal
from inspect_app.rules.acts import Act, Procedure
from inspect_app.rules.calendar import day_of
from inspect_app.rules.decisions import DecisionFacts, gates_before_deciding
from inspect_app.rules.file_facts import Cash, Debt, Ordered, Published, SpotFile
from inspect_app.rules.file_reviews import PartInFile
from inspect_app.rules.plain import from_plain
from inspect_app.rules.procedure import Subject, is_settled
from inspect_app.store.decisions import Decision
from inspect_app.store.documents import block_with, documents_for, form_use_of, uses_of
from inspect_app.store.fines import Fine, fine_of
from inspect_app.store.orders import orders_of_visits
from inspect_app.store.photo_bytes import PhotoFolder
from inspect_app.store.photos import photos_of_findings
from inspect_app.store.publications import publications_of
from inspect_app.store.record import steps_of
from inspect_app.store.recordings import recordings_of
from inspect_app.store.takings import Taking

APPROVES = frozenset({"file", "withdraw", "correct", "correct_filed"})
"""Steps of a decision by which somebody of the desk took a view of it."""


def file_of_decision(decision: Decision, *, folder: PhotoFolder, on: date) -> SpotFile:
    facts = _facts(decision)
    fine = fine_of(decision.id, Procedure.ON_THE_SPOT)
    subjects = [decision.id, *([decision.visit_id] if decision.visit_id else [])]
    orders = orders_of_visits(decision.visit_id) if decision.visit_id else []
    return SpotFile(
        facts, delivery_of(decision), on, tuple(gates_before_deciding(facts, law_now())), _flags(decision),
        file_by_on=decision.file_by_on, filed_on=day_of(decision.filed_at) if decision.filed_at else None,
        papers=tuple(papers_kept(*subjects)), evidence=tuple(takings_kept(_takings(decision), folder)),
        forms=forms_of(*subjects), free_numbers=_free_numbers(decision), cash=_cash(fine), debt=debt_of(fine),
        orders=tuple(Ordered(one.number, one.due_on, is_settled(Subject.ORDER, one.stage)) for one in orders),
        published=_published(decision), is_from_a_visit=decision.visit_id is not None,
    )  # fmt: skip


def _takings(decision: Decision) -> list[Taking]:
    """Photos of its findings, wherever they were taken, and what was recorded on its visit."""
    recordings = recordings_of(decision.visit_id) if decision.visit_id else []
    photos = photos_of_findings([link.finding_id for link in decision.findings])
    return [*photos, *(one for one in recordings if one.discarded_at is None)]


def _facts(decision: Decision) -> DecisionFacts:
    """As it was stated and kept in plain form; claims that an older phone did not know keep their defaults."""
    kept = {name: value for name, value in decision.claims.items() if name in Claims.__dataclass_fields__}
    ids = [UUID(one) for one in kept.pop("officer_ids")]
    moments = {name: _moment(kept.pop(name, None)) for name in MOMENTS}
    claims = from_plain(Claims, kept | moments | {"officer_ids": ids})
    return decision_facts(claims, _act(decision))


MOMENTS = ("identity_shown_at", "told_at", "heard_at", "decided_at")


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _act(decision: Decision) -> Act:
    """As the law of that day is known now, else as the edition of that day said it, else its newest row."""
    now, then = law_now(), law_of_edition(decision.rulebook)
    on = decision.decided_on
    found = now.known_on(on).get(decision.act) or then.known_on(on).get(decision.act)
    return found or (now.by_code.get(decision.act) or then.by_code[decision.act])[-1]


def _flags(decision: Decision) -> tuple[Refusal, ...]:
    known = ((Problem.__members__.get(str(one["code"]).upper()), one) for one in decision.flags)
    return tuple(Refusal(problem, facts=one["facts"]) for problem, one in known if problem)


def _free_numbers(decision: Decision) -> tuple[str, ...]:
    """Forms of the same block below the one that this decision stands on, with nothing noted of them."""
    uses = [use for one in documents_for(decision.id) if (use := form_use_of(one.id))]
    free: list[str] = []
    for use in uses:
        block = block_with(use.block_id)
        taken = {one.serial for one in uses_of(use.block_id)}
        if block:
            free += [block.facts().number(one) for one in range(block.first, use.serial) if one not in taken]
    return tuple(free)


def _cash(fine: Fine | None) -> Cash | None:
    cash = fine.cash if fine else None
    return Cash(cash.hand_over_by_on, cash.handed_over_on, cash.deposit_by_on, cash.deposited_on) if cash else None


def debt_of(fine: Fine | None) -> Debt | None:
    """A fine that was called off with its decision is a debt no more."""
    if fine is None:
        return None
    return Debt(fine.amount_yuan, fine.facts().unpaid_yuan if fine.due_on else 0, fine.due_on)


def _published(decision: Decision) -> tuple[Published, ...]:
    return tuple(
        Published(one.published_on, one.withdraw_by_on, one.withdrawn_on) for one in publications_of(decision.id)
    )


def parts_in_decision(decision: Decision) -> Mapping[str, PartInFile]:
    """By the officer's id. Who was named or made it is an officer; of the others what they did last counts."""
    steps = steps_of(decision.id)
    parts = {str(one.taken_by): PartInFile.APPROVER if one.step in APPROVES else PartInFile.CLERK for one in steps}
    officers = [*decision.claims["officer_ids"], str(decision.made_by)]
    return parts | dict.fromkeys(officers, PartInFile.OFFICER)
