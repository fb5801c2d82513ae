"""Which steps of a case rest on which paper, when each paper may be made, and what it must say to carry its step."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from inspect_app.problems import Problem, Refusal
from inspect_app.rules import statutes
from inspect_app.rules.acts import Sanction
from inspect_app.rules.case_paper_facts import DECISIONS, CaseFacts, MadePaper
from inspect_app.rules.case_steps import CASE_STEPS
from inspect_app.rules.case_transfers import Offer, offer_of
from inspect_app.rules.cases import NewEntry
from inspect_app.rules.money import yuan_in_capitals
from inspect_app.rules.paper_forms import FORMS
from inspect_app.rules.papers import IN_CAPITALS, Values, said
from inspect_app.rules.stages import Stage
from inspect_app.rules.statutes import Citation

S = Stage
_SERVED = frozenset({S.SERVED, S.DEMANDED, S.IN_COURT, S.CLOSED})
DECISION_FORMS = frozenset(DECISIONS.values())


@dataclass(frozen=True)
class Needed:
    form: str
    law: Citation


RESTS_ON: Mapping[str, tuple[Needed, ...]] = {
    "settle_registered": (
        Needed("registration_notice", statutes.REGISTERED_EVIDENCE),
        Needed("registration_disposal", statutes.REGISTERED_EVIDENCE),
    ),
    "give_notice": (Needed("penalty_notice", statutes.TELL_BEFORE_DECIDING),),
    "notify_hearing": (Needed("hearing_notice", statutes.NOTICE_OF_THE_HEARING),),
    "announce_service": (Needed("service_announcement", statutes.ANNOUNCEMENT),),
    "demand": (Needed("demand", statutes.DEMAND_FIRST),),
    "apply_to_court": (Needed("enforcement_application", statutes.COURT_ENFORCEMENT),),
    "hand_to_police": (Needed("crime_transfer_letter", statutes.DECIDE_ON_REFERRAL),),
    "hand_over": (Needed("transfer_letter", statutes.TO_THE_COMPETENT),),
    "withdraw": (Needed("withdrawal_decision", statutes.MEND_OWN_ERRORS),),
}
"""Each time such a step is taken it needs a paper of its own. Serving the decision needs the paper of that decision."""

MADE_IN: Mapping[str, frozenset[Stage]] = {
    "penalty_decision": frozenset({S.DECIDED}),
    "no_penalty_decision": frozenset({S.DECIDED}),
    "service_announcement": frozenset({S.DECIDED}),
    "demand": frozenset({S.SERVED}),
    "enforcement_application": frozenset({S.DEMANDED}),
    "withdrawal_decision": _SERVED,
    "file_cover": frozenset(),
    "file_contents": frozenset(),
    "file_closing": frozenset(),
}
"""Forms that may be made in some stages alone; cover, contents and closing sheet are drawn with the case file."""
AT_ANY_TIME = (
    "address_confirmation", "supply_notice", "evidence_extraction", "digital_evidence_record", "correction_order",
    "service_record", "correction_supplement",
)  # fmt: skip
"""Forms that belong to no step of their own."""


def papers_of_step(step: str, case: CaseFacts) -> tuple[Needed, ...]:
    if step == "serve":
        return (Needed(DECISIONS[case.decision.step], statutes.ORDINARY_DECISION),) if case.decision else ()
    return RESTS_ON.get(step, ())


def refuse_without_papers(case: CaseFacts, new: NewEntry) -> list[Refusal]:
    """The step needs its paper: made, not voided, not used up by an earlier time of the same step, and saying the same."""
    faults: list[Refusal] = []
    for needed in papers_of_step(new.step, case):
        made = [one for one in case.papers if one.form == needed.form]
        if _is_lacking(new.step, needed.form, case):
            facts = {"step": CASE_STEPS[new.step].label, "form": FORMS[needed.form].title}
            faults.append(Refusal(Problem.CASE_PAPER_MISSING, needed.law, facts))
        else:
            faults += _says_otherwise(case, new, made[-1], needed.law)
    return faults


def _times_taken(step: str, form: str, case: CaseFacts) -> int:
    """Of serving, only what served a decision of this form: another may follow a decision that was withdrawn."""
    if step != "serve":
        return len(case.record.all(step))
    count, decided = 0, ""
    for entry in case.record.entries:
        decided = DECISIONS.get(entry.step, decided)
        count += entry.step == step and decided == form
    return count


def _says_otherwise(case: CaseFacts, new: NewEntry, paper: MadePaper, law: Citation) -> Iterable[Refusal]:
    if new.happened_on < paper.made_on:
        facts = {"form": paper.title, "number": paper.number, "made": paper.made_on.isoformat()}
        yield Refusal(Problem.CASE_PAPER_LATER, law, facts)
    if new.step == "give_notice":
        is_fine = new.facts.sanction is Sanction.FINE
        yield from _amount(paper, "sanction", new.facts.fine_yuan if is_fine else 0, law)
        if new.facts.fine_yuan >= case.record.thresholds[case.record.party] and not said(
            paper.values, "hearing_rights"
        ):
            yield Refusal(Problem.HEARING_RIGHTS_NOT_TOLD, statutes.RIGHT_TO_A_HEARING)
    if new.step == "serve" and paper.form == "penalty_decision":
        yield from _amount(paper, "fine", case.record.fine_yuan, law)


def _amount(paper: MadePaper, field: str, yuan: int, law: Citation) -> Iterable[Refusal]:
    """The amount in capitals on the paper is that of the step; none where there is no fine."""
    found = IN_CAPITALS.findall(str(paper.values.get(field, "")))
    if found != ([yuan_in_capitals(yuan)] if yuan else []):
        facts = {"form": paper.title, "number": paper.number, "fine": yuan}
        yield Refusal(Problem.CASE_PAPER_AMOUNT_DIFFERS, law, facts)


def refuse_making(form: str, case: CaseFacts, values: Values) -> list[Refusal]:
    """Why this paper may not be made in the case now, beside what its form itself asks for."""
    stage, faults = case.record.stage, []
    is_open = stage in MADE_IN.get(form, frozenset(Stage)) and stage is not S.ARCHIVED
    other = form in DECISION_FORMS and case.decision and DECISIONS[case.decision.step] != form
    if not is_open or other:
        facts = {"form": FORMS[form].title, "stage": stage.value}
        faults.append(Refusal(Problem.CASE_PAPER_NOT_NOW, statutes.FULL_RECORD, facts))
    if form == "penalty_notice" and case.may_be_heard and not said(values, "hearing_rights"):
        faults.append(Refusal(Problem.HEARING_RIGHTS_NOT_TOLD, statutes.RIGHT_TO_A_HEARING))
    if form == "payment_extension" and not (case.debt and case.debt.applied_on):
        faults.append(Refusal(Problem.NO_DEFERRAL_APPROVED, statutes.DEFER_PAYMENT))
    if form == "correction_supplement":
        faults += _mended(case, values)
    if form == "penalty_decision" and case.decision and case.decision.step == "decide":
        made = MadePaper(form, FORMS[form].title, "", case.today, values=values)
        faults += _amount(made, "fine", case.record.fine_yuan, statutes.ORDINARY_DECISION)
    return faults


def _mended(case: CaseFacts, values: Values) -> Iterable[Refusal]:
    """Only what was served is mended in words; neither amounts nor the party (第七十五条第二款)."""
    numbers = {one.number for one in case.papers if one.served_on and one.number}
    if values.get("paper_number") not in numbers:
        yield Refusal(Problem.CASE_PAPER_NOT_SERVED, statutes.MEND_OWN_ERRORS)
    rows = values.get("corrections", ())
    for row in rows if not isinstance(rows, str) else ():
        wrong, right = row.get("wrong", ""), row.get("right", "")
        if IN_CAPITALS.search(wrong + right):
            yield Refusal(Problem.CORRECTS_THE_PENALTY, statutes.MEND_OWN_ERRORS, {"field": "罚款金额"})
        if wrong.strip() and case.party.name in wrong:
            yield Refusal(Problem.CORRECTS_THE_PENALTY, statutes.MEND_OWN_ERRORS, {"field": "当事人"})
        if (wrong.strip() or right.strip()) and wrong.strip() == right.strip():
            yield Refusal(Problem.CORRECTS_NOTHING, statutes.MEND_OWN_ERRORS)


def wanted_forms(case: CaseFacts) -> dict[str, str]:
    """Forms that the next step of this case rests on and still lacks -> the step's name."""
    return {
        needed.form: CASE_STEPS[name].label
        for name in _next_steps(case)
        for needed in papers_of_step(name, case)
        if may_be_made(needed.form, case) and _is_lacking(name, needed.form, case)
    }


def _next_steps(case: CaseFacts) -> Iterable[str]:
    """Only those that the case surely comes to: a transfer or a demand is asked for by nobody before its time."""
    record = case.record
    expected = {
        "settle_registered": len(record.all("register_evidence")) > len(record.all("settle_registered")),
        "give_notice": not record.has("give_notice", after="close_investigation"),
        "notify_hearing": not record.has("notify_hearing", after="ask_hearing"),
        "serve": True,
        "hand_over": offer_of(record) is Offer.TAKEN_UP,
        "hand_to_police": record.has("approve_transfer", after="propose_transfer"),
    }
    return [name for name, is_due in expected.items() if is_due and record.stage in CASE_STEPS[name].leaves]


def _is_lacking(step: str, form: str, case: CaseFacts) -> bool:
    return len([one for one in case.papers if one.form == form]) <= _times_taken(step, form, case)


def other_forms(case: CaseFacts) -> list[str]:
    """What else may be made: forms of the steps that were taken or are open, then those that belong to no step."""
    taken = {entry.step for entry in case.record.entries}
    steps = [name for name, step in CASE_STEPS.items() if name in taken or case.record.stage in step.leaves]
    codes = [form for name in steps for form in CASE_STEPS[name].papers] + list(AT_ANY_TIME)
    wanted = wanted_forms(case)
    return [code for code in dict.fromkeys(codes) if code not in wanted and may_be_made(code, case)]


def may_be_made(form: str, case: CaseFacts) -> bool:
    """In this stage, whatever it will say."""
    if form == "correction_supplement" and not any(one.served_on for one in case.papers):
        return False
    never = {Problem.CASE_PAPER_NOT_NOW, Problem.NO_DEFERRAL_APPROVED}
    return not any(fault.problem in never for fault in refuse_making(form, case, {}))
