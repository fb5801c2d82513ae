"""Reasons as they were kept in an answer: a Chinese sentence with its facts filled in, to be read in either language."""

import re
from collections.abc import Mapping

from inspect_app.problems import Problem, Refusal
from inspect_app.web.errors import sentence_of


def reason_words(reason: Mapping[str, str]) -> str:
    """The sentence in the reader's language; word for word as it was kept when the facts cannot be found in it."""
    kept = reason.get("sentence", "")
    problem = Problem.__members__.get(reason.get("code", "").upper())
    if problem is None:
        return kept
    facts = facts_in(kept, problem.sentence)
    return kept if facts is None else sentence_of(Refusal(problem, facts=facts))


def facts_in(kept: str, template: str) -> dict[str, str] | None:
    """What stands in the places of the {facts}: the kept answer has no other trace of them."""
    seen: set[str] = set()
    pattern = ""
    for fixed, fact in re.findall(r"([^{]*)(?:\{(\w+)\})?", template):
        pattern += re.escape(fixed)
        if fact:
            pattern += f"(?P={fact})" if fact in seen else f"(?P<{fact}>.*?)"
            seen.add(fact)
    found = re.fullmatch(pattern, kept, re.DOTALL)
    return found.groupdict() if found else None
