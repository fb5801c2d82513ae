"""Flags: what the server's own check refuses of something that has happened all the same."""

from collections.abc import Sequence

from inspect_app.problems import Refusal
from inspect_app.rules.plain import to_plain
from inspect_app.store.base import Json
from inspect_app.store.decisions import Decision
from inspect_app.store.orders import Order


def add_flags(thing: Decision | Order, refusals: Sequence[Refusal]) -> None:
    thing.flags = [*thing.flags, *(flag_of(refusal) for refusal in refusals)]


def flag_of(refusal: Refusal) -> Json:
    """{code, sentence, law, facts}: enough to show in any language, for as long as the record lives."""
    return {
        "code": refusal.problem.code,
        "sentence": refusal.sentence,
        "law": refusal.law.text if refusal.law else "",
        "facts": {name: to_plain(value) for name, value in refusal.facts.items()},
    }
