"""The rulebook as a standard: the city's own rows over the shipped law, laid over a district's law as an amendment of its own.

What a district has added itself stays where it is. A row that is not checked (R) is laid on too and stays disabled.
"""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from inspect_app.actions.amended_rows import add_change
from inspect_app.actions.amendments import begin_amendment, publish_amendment, submit_amendment
from inspect_app.actions.law import law_now
from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.rules.amendment_faults import faults_of
from inspect_app.rules.amendments import KINDS, Change, act_of, kind_of
from inspect_app.rules.plain import NotPlain, Plain, from_plain, to_plain
from inspect_app.rules.standards import Offer
from inspect_app.store.amendments import published_changes
from inspect_app.store.officers import Officer, officers_with
from inspect_app.store.settings import latest_rulebook
from inspect_app.store.standards import StandardAdoption, StandardEdition

CODE, TITLE = "rulebook", "法规库和裁量基准"
TITLE_HERE = "全市标准：{title}第 {number} 版"


def offers(_by: Officer) -> list[Offer]:
    """All rows that this office has published over the shipped law, in their order; none = there is nothing to publish."""
    changes = published_changes()
    return [Offer(CODE, TITLE, {"changes": [_plain(one) for one in changes]})] if changes else []


def _plain(change: Change) -> dict[str, Plain]:
    return {"kind": kind_of(change), "row": to_plain(change)}


def changes_in(edition: StandardEdition) -> list[Change]:
    try:
        return [from_plain(KINDS[one["kind"]], one["row"]) for one in edition.content["changes"]]
    except (NotPlain, KeyError, TypeError) as wrong:
        where = wrong.where if isinstance(wrong, NotPlain) else str(wrong)
        raise Refused(Refusal(Problem.STANDARD_UNREADABLE, facts={"where": where or "."})) from None


def changes_to_lay(edition: StandardEdition) -> list[Change]:
    """Those of the edition's that are not in force here yet, word for word."""
    here = [_plain(one) for one in published_changes()]
    return [one for one in changes_in(edition) if _plain(one) not in here]


def own_changes(edition: StandardEdition) -> list[Change]:
    """What this office has laid over the law besides."""
    common = [_plain(one) for one in changes_in(edition)]
    return [one for one in published_changes() if _plain(one) not in common]


def hindrances(edition: StandardEdition, _by: Officer) -> Sequence[Refusal]:
    """Rows that do not fit the law as it is here, own rows included: nothing is published that could not be lawful."""
    changes = changes_to_lay(edition)
    return [one.refusal for one in faults_of(changes, law_now())] if changes else []


def put_in_force(adoption: StandardAdoption, at: datetime) -> tuple[UUID, list[str]]:
    """Drafted by who asked for it, published by the second person, as any amendment."""
    edition = adoption.edition
    people = {
        one.id: one for one in officers_with([one for one in (adoption.proposed_by, adoption.decided_by) if one])
    }
    author, publisher = people[adoption.proposed_by], people[adoption.decided_by or adoption.proposed_by]
    own = [f"{kind_of(one)} {act_of(one)}".strip() for one in own_changes(edition)]
    changes = changes_to_lay(edition)
    if not changes:
        latest = latest_rulebook()
        return (latest.id if latest else edition.id), own
    amendment = begin_amendment(TITLE_HERE.format(title=edition.title, number=edition.number), by=author, at=at)
    for change in changes:
        add_change(amendment.id, change, is_common=True, by=author, at=at)
    submit_amendment(amendment.id, by=author, at=at)
    publish_amendment(amendment.id, by=publisher, at=at)
    return amendment.id, own
