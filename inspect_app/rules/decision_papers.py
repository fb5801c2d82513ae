"""What the papers that follow an on-the-spot decision say: its fine deferred, or the decision withdrawn."""

from collections.abc import Mapping, Sequence
from datetime import date

from inspect_app.rules import statutes
from inspect_app.rules.case_paper_facts import numbered
from inspect_app.rules.fines import Instalment
from inspect_app.rules.papers import Values
from inspect_app.rules.writing import day_in_words, fine_in_words

ON_THE_SPOT_TITLE = "当场行政处罚决定书"


def extension_values(
    party: str, number: str, decided_on: date, applied_on: date, hardship: str, plan: Sequence[Instalment],
    *, words: Mapping[str, str],
) -> Values:  # fmt: skip
    whole = fine_in_words(sum(one.amount_yuan for one in plan))
    applied = day_in_words(applied_on)
    return {
        "party_name": party,
        "decision_number": number,
        "decided_on": day_in_words(decided_on),
        "application": words["case_extension_application"].format(applied_on=applied, hardship=hardship),
        "approval": words["case_extension_approval"].format(amount=whole),
        "instalments": numbered(
            [{"amount": fine_in_words(one.amount_yuan), "due": day_in_words(one.due_on)} for one in plan]
        ),
        "consequence": words["case_extension_consequence"],
    }


def withdrawal_values(
    party: str, address: str, number: str, decided_on: date, reason: str, *, words: Mapping[str, str]
) -> Values:
    return {
        "party_name": party,
        "party_address": address,
        "paper_title": ON_THE_SPOT_TITLE,
        "paper_number": number,
        "made_before_on": day_in_words(decided_on),
        "reasons": reason,
        "basis": statutes.MEND_OWN_ERRORS.text,
        "consequence": words["case_withdrawal_consequence"],
    }
