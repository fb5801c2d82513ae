"""Works as phones are told of them: rows in the words of the wire, with their parties and entrances."""

from collections.abc import Collection
from dataclasses import fields
from decimal import Decimal
from uuid import UUID

from sqlalchemy import select

from inspect_app.rules.works import EntranceFacts, PartyFacts, WorkFacts
from inspect_app.store.agencies import Agency
from inspect_app.store.base import Json, one_of_ids
from inspect_app.store.sent_rows import sent_rows, told
from inspect_app.store.works import Entrance, Work, WorkParty

_WORKS, _PARTIES, _ENTRANCES = Work.__table__, WorkParty.__table__, Entrance.__table__
_OWN = tuple(one.name for one in fields(WorkFacts) if one.name in _WORKS.c)
_ALONE = (
    select(*told(_WORKS, "id", "initials", "agency_id", "street_id", *_OWN), *told(Agency.__table__, street="name"))
    .join(Agency.__table__, Agency.__table__.c.id == _WORKS.c.street_id)
    .where(one_of_ids(_WORKS.c.id))
)
_THEIR_PARTIES = select(*told(_PARTIES, "work_id", *(one.name for one in fields(PartyFacts)))).where(
    one_of_ids(_PARTIES.c.work_id)
)
_THEIR_ENTRANCES = (
    select(*told(_ENTRANCES, "work_id", *(one.name for one in fields(EntranceFacts))))
    .where(one_of_ids(_ENTRANCES.c.work_id))
    .order_by(_ENTRANCES.c.position)
)


def works_told(ids: Collection[UUID]) -> list[Json]:
    """What stands in the register of each, and with it `agency_id` and `street_id`: whose it is."""
    works = {one["id"]: one | {"parties": [], "entrances": []} for one in sent_rows(_ALONE, ids)}
    for party in sorted(sent_rows(_THEIR_PARTIES, ids), key=lambda one: str(one["part"])):
        works[party.pop("work_id")]["parties"].append(party)
    for entrance in sent_rows(_THEIR_ENTRANCES, ids):
        works[entrance.pop("work_id")]["entrances"].append(entrance)
    for work in works.values():
        work["area_m2"] = str(Decimal(work["area_m2"]).quantize(Decimal("0.01")))
    return list(works.values())
