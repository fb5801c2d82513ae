"""Serving the papers of a case (送达): what each way asks for before it counts."""

from inspect_app.problems import Problem, Refusal
from inspect_app.rules import statutes
from inspect_app.rules.case_clocks import due_day
from inspect_app.rules.case_facts import CaseFacts, Served, ServiceWay
from inspect_app.rules.case_gates import Bench, Faults, Gate


def announced_long_enough(case: CaseFacts, facts: Served, bench: Bench) -> Refusal | None:
    """公告期满视为送达。"""
    announced = case.last("announce")
    if announced is None:
        return Refusal(Problem.ANNOUNCEMENT_MISSING, statutes.ANNOUNCEMENT)
    due_on, _unknown = due_day("announcement", announced.on, calendar=bench.calendar)
    if due_on is None or facts.on > due_on:
        return None
    return Refusal(Problem.ANNOUNCEMENT_RUNNING, statutes.ANNOUNCEMENT, {"until": due_on.isoformat()})


def serve(case: CaseFacts, facts: Served, bench: Bench) -> Faults:
    """直接、留置、邮寄、电子、委托、公告送达，各有其要求（民事诉讼法第八十七条以下）。"""
    if facts.way is ServiceWay.ANNOUNCED:
        return [announced_long_enough(case, facts, bench)]
    if facts.way is ServiceWay.LEFT:
        return [
            None if facts.refusal.strip() else Refusal(Problem.REFUSAL_NOT_NOTED, statutes.REFUSAL_TO_SIGN),
            None if facts.witness.strip() else Refusal(Problem.WITNESS_MISSING, statutes.REFUSAL_TO_SIGN),
        ]
    needs_consent = facts.way is ServiceWay.ELECTRONIC and not facts.consent.strip()
    return [
        Refusal(Problem.CONSENT_MISSING, statutes.SERVE_BY_CONSENT) if needs_consent else None,
        None if facts.receiver.strip() else Refusal(Problem.SERVICE_RECEIVER_MISSING, statutes.RECEIPT_OF_SERVICE),
    ]


GATES: dict[str, Gate] = {"serve": serve, "serve_no_penalty": serve}
