"""May this penalty be said or decided at all: inside the range of the act and the benchmark's tier."""

from collections.abc import Iterable

from inspect_app.problems import Refusal
from inspect_app.rules.acts import Procedure, Sanction
from inspect_app.rules.case_records import NewEntry


def lawful_amount(
    new: NewEntry, sanction: Sanction, fine: int, factors: tuple[str, ...]
) -> Iterable[Refusal | None]:
    """Inside the range of the act and the benchmark's tier. What only bars the simple procedure is no bar here."""
    judgement = new.amount(sanction, fine, factors, new.happened_on)
    yield from judgement.reasons if judgement.procedure is Procedure.NONE else ()
