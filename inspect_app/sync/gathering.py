"""What the events of a batch name, asked for together before their deeds would ask for one after the other."""

from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from uuid import UUID

from pydantic import BaseModel

from inspect_app.store.at_hand import bring, bring_if_any
from inspect_app.store.checklists import version_at_hand
from inspect_app.store.decisions import Decision
from inspect_app.store.documents import Document, FormBlock, bring_uses
from inspect_app.store.finding_transfers import bring_transfers
from inspect_app.store.handovers import bring_received_leads
from inspect_app.store.officers import Officer
from inspect_app.store.orders import Order
from inspect_app.store.photos import Photo
from inspect_app.store.record import bring_lines
from inspect_app.store.recordings import Recording
from inspect_app.store.reviews import Return
from inspect_app.store.visits import Finding, Visit
from inspect_app.store.works import bring_works
from inspect_app.sync.reading import ReadEvent

NAMES = (
    "block_id",
    "checklists",
    "corrections",
    "decision_id",
    "document_id",
    "finding_id",
    "finding_ids",
    "id",
    "officer_ids",
    "order_id",
    "return_id",
    "work_id",
)
SEVERAL = {"finding_ids": "finding_id", "officer_ids": "officer_id"}
Named = dict[str, set[UUID]]


def gather(events: Iterable[ReadEvent], subjects: set[UUID], visits: Iterable[Visit]) -> None:
    """`visits` = those of the subjects, which are locked. What is not named here, a deed asks for by itself."""
    named: Named = defaultdict(set, work_id={visit.work_id for visit in visits})
    for event in events:
        if event.payload and event.data:
            _note(event.data, named)
    named["subject"] = subjects
    bring_if_any(Finding, named["finding_id"])
    bring_if_any(Document, named["document_id"])
    bring_if_any(Return, named["return_id"])
    bring_if_any(Photo, named["id"])
    bring_if_any(Recording, named["id"])
    bring_if_any(Order, named["order_id"], locked=True)
    bring_if_any(Decision, named["decision_id"], locked=True)
    bring(FormBlock, named["block_id"])
    bring_uses(named["block_id"])
    bring(Officer, named["officer_id"])
    bring_works(named["work_id"])
    bring_transfers(named["finding_id"])
    bring_received_leads(named["subject"])
    bring_lines(named["subject"] | named["order_id"] | named["decision_id"])


def _note(data: BaseModel, named: Named) -> None:
    values = vars(data)
    for name in _names_in(type(data)):
        value = values[name]
        if not value:
            continue
        if name == "corrections":
            named["finding_id"].update(one.finding_id for one in value)
        elif name == "checklists":
            for one in value:
                version_at_hand(one.code, one.number)
        elif name in SEVERAL:
            named[SEVERAL[name]].update(value)
        else:
            named[name].add(value)


@lru_cache(maxsize=128)
def _names_in(shape: type[BaseModel]) -> tuple[str, ...]:
    return tuple(name for name in NAMES if name in shape.model_fields)
