"""What a paper of a case says before anybody writes in it: taken from the record, to be read, completed and changed."""

from collections.abc import Callable, Mapping

from inspect_app.rules import case_values_of_decision, case_values_of_investigation, case_values_of_performance
from inspect_app.rules.case_paper_facts import CaseFacts, evidence_of
from inspect_app.rules.paper_forms import form_of
from inspect_app.rules.papers import Content, Row, Values
from inspect_app.rules.writing import day_in_words

OWN: Mapping[str, Callable[[CaseFacts], Values]] = {
    **case_values_of_investigation.VALUES,
    **case_values_of_decision.VALUES,
    **case_values_of_performance.VALUES,
}


_OF_PARTY = ("name", "identifier", "representative", "address", "phone")


def case_values(form: str, case: CaseFacts) -> Values:
    """Only fields that the form has; what nobody knows stays empty."""
    found: dict[str, str | list[Row]] = {**_known(case)}
    found |= {name: value if isinstance(value, str) else list(value) for name, value in _own(form, case).items()}
    return {one.name: _cut(one, found[one.name]) for one in form_of(form).contents if one.name in found}


def _own(form: str, case: CaseFacts) -> Values:
    return OWN[form](case) if form in OWN else {}


def _cut(content: Content, value: str | list[Row]) -> str | list[Row]:
    names = [name for name, _label in content.columns]
    if isinstance(value, str) or not names:
        return value
    return [{name: row.get(name, "") for name in names} for row in value]


def _known(case: CaseFacts) -> dict[str, str | list[Row]]:
    """The same words in whichever form asks for them."""
    decision, paper = case.decision, case.decision_paper
    return {
        "case_number": case.number,
        "case_cause": case.cause,
        "source": case.source,
        "facts": case.told_facts,
        "breaks": case.breaks,
        "basis": case.basis,
        **{f"party_{name}": getattr(case.party, name) for name in _OF_PARTY},
        "recipient": case.party.name,
        "work": case.work,
        "work_number": case.work_number,
        "officers": case.officers,
        "evidence": evidence_of(case.record),
        "contact": case.text("contact"),
        **dict.fromkeys(("handled_by", "collected_by"), case.handlers),
        **{name: case.day_of(step) for name, step in (("filed_on", "approve_filing"), ("served_on", "serve"))},
        "decided_on": day_in_words(decision.happened_on) if decision else "",
        "decision_number": paper.number if paper else "",
    }
