"""The gates of transfer: to the police (移送公安机关), asked for and approved; to the office above (提请管辖), offered."""

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum

from inspect_app.problems import Problem, Refusal
from inspect_app.rules import statutes
from inspect_app.rules.case_records import CaseRecord, NewEntry


def _transfer_asked(record: CaseRecord, _new: NewEntry) -> Iterable[Refusal | None]:
    is_open = record.has("propose_transfer") and not record.has("refuse_transfer", after="propose_transfer")
    yield None if is_open else Refusal(Problem.TRANSFER_NOT_PROPOSED, statutes.DECIDE_ON_REFERRAL)


def _transfer_approved(record: CaseRecord, _new: NewEntry) -> Iterable[Refusal | None]:
    is_approved = record.has("approve_transfer", after="propose_transfer")
    yield None if is_approved else Refusal(Problem.TRANSFER_NOT_APPROVED, statutes.DECIDE_ON_REFERRAL)


TRANSFER_GATES: Mapping[str, Callable[[CaseRecord, NewEntry], Iterable[Refusal | None]]] = {
    "approve_transfer": _transfer_asked,
    "refuse_transfer": _transfer_asked,
    "hand_to_police": _transfer_approved,
}

ENDS_IT = frozenset({"decide", "decide_no_penalty", "end"})
"""What would settle here a case that the office above may be taking over."""


class Offer(StrEnum):
    """How far a case that was offered up has come."""

    NONE = "没有提请"
    WAITING = "等上级答复"
    TAKEN_UP = "上级同意接办"


def offer_of(record: CaseRecord) -> Offer:
    said = {one.step for one in record.since("offer_up")}
    if not record.has("offer_up") or said & {"note_not_taken_up", "take_back"}:
        return Offer.NONE
    return Offer.TAKEN_UP if "note_taken_up" in said else Offer.WAITING


def refuse_while_offered(record: CaseRecord, new: NewEntry) -> Refusal | None:
    """提请管辖以后，一件案件不能在两处作出决定：等答复，或者先撤回；同意接办的移送。"""
    offer, law = offer_of(record), statutes.DESIGNATED_ABOVE
    if offer is Offer.NONE:
        return None
    if new.step in ENDS_IT | {"offer_up"}:
        problem = Problem.CASE_OFFERED_UP if offer is Offer.WAITING else Problem.CASE_TAKEN_UP
        return Refusal(problem, law)
    is_early = new.step == "hand_over" and offer is Offer.WAITING
    return Refusal(Problem.CASE_OFFERED_UP, law) if is_early else None
