"""What messages about standards do here: a district keeps an edition, the city notes what a district states."""

from dataclasses import fields
from typing import cast

from inspect_app.actions.standard_statements import Stated, note_statement
from inspect_app.actions.standards import Came, keep_standard
from inspect_app.exchange.received import Received
from inspect_app.exchange.shapes_standards import StandardAdopted, StandardPublished
from inspect_app.rules.standards import Outcome


def take_standard(message: Received) -> None:
    body = cast(StandardPublished, message.body)
    given = {one.name: getattr(body, one.name) for one in fields(Came) if one.name not in ("id", "files")}
    came = Came(id=body.edition, files=tuple(one.model_dump() for one in body.files), **given)
    keep_standard(came, of=message.peer.agency, at=message.at)


def take_statement(message: Received) -> None:
    body = cast(StandardAdopted, message.body)
    outcome = Outcome[body.outcome.upper()]
    stated = Stated(body.edition, outcome, body.from_on, body.supplements, body.reason, body.stated_at)
    note_statement(stated, of=message.peer.agency, at=message.at)
