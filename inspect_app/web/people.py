"""Names of the people on a page, asked for all at once."""

from collections.abc import Iterable
from uuid import UUID

from inspect_app.store.officers import officers_with


def names_of(ids: Iterable[UUID | None]) -> dict[UUID, str]:
    wanted = {one for one in ids if one}
    return {officer.id: officer.name for officer in officers_with(list(wanted))} if wanted else {}
