"""What a case's page shows of its papers: those that were made, what a step still needs, what else may be made."""

from dataclasses import dataclass

from inspect_app import clock
from inspect_app.access import current_officer
from inspect_app.actions.case_papers import case_facts
from inspect_app.rules.case_papers import other_forms, wanted_forms
from inspect_app.rules.cases import CaseRecord
from inspect_app.rules.paper_forms import FORMS
from inspect_app.rules.papers import PaperForm
from inspect_app.rules.permissions import Permission
from inspect_app.store.cases import Case
from inspect_app.store.office_papers import OfficePaper, papers_of


@dataclass(frozen=True)
class PapersOfCase:
    """`wanted` = form -> the step that rests on it; `others` = what else may be made now."""

    made: list[OfficePaper]
    wanted: list[tuple[PaperForm, str]]
    others: list[PaperForm]


def papers_on_page(case: Case, record: CaseRecord) -> PapersOfCase:
    made = papers_of(case.id)
    if not current_officer().may(Permission.WORK_ON_CASES):
        return PapersOfCase(made, [], [])
    known = case_facts(case, record, on=clock.today())
    wanted = [(FORMS[code], step) for code, step in wanted_forms(known).items()]
    return PapersOfCase(made, wanted, [FORMS[code] for code in other_forms(known)])
