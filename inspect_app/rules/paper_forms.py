"""All forms of a visit and of the two procedures, by code, in the order in which a case meets them."""

from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.rules import forms_of_decision, forms_of_inspection, forms_of_investigation, forms_of_performance
from inspect_app.rules.papers import PaperForm

FORMS: dict[str, PaperForm] = {
    form.code: form
    for form in (
        *forms_of_inspection.FORMS,
        *forms_of_investigation.FORMS,
        *forms_of_decision.FORMS,
        *forms_of_performance.FORMS,
    )
}


def form_of(code: str) -> PaperForm:
    """Raises `Refused` for a form that does not exist."""
    if code not in FORMS:
        raise Refused(Refusal(Problem.PAPER_FORM_UNKNOWN, facts={"form": code}))
    return FORMS[code]
