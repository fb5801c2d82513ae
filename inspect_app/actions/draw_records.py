"""The record of a draw as it is published: read from what was kept, never made anew."""

from datetime import datetime

from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.rules.calendar import SHANGHAI, day_of
from inspect_app.rules.draw_records import DrawRecord
from inspect_app.rules.draw_sums import PoolSums, sums_of_published
from inspect_app.rules.draws import FORMAT, Drawn, Pool
from inspect_app.rules.plain import from_plain, to_plain
from inspect_app.store.agencies import agency_with
from inspect_app.store.base import Json
from inspect_app.store.draws import Draw


def published_pool(found: Draw) -> Pool:
    if found.pool is None:
        raise Refused(Refusal(Problem.NOT_FOUND))
    return from_plain(Pool, found.pool)


def published_sums(found: Draw) -> PoolSums:
    """Read from its plain form: every work as a value of its own takes seconds where there are forty thousand."""
    if found.pool is None:
        raise Refused(Refusal(Problem.NOT_FOUND))
    return sums_of_published(found.pool, [one["number"] for one in found.result or []])


def record_of_draw(found: Draw) -> Json:
    """What is published of it, now; the seed only when nothing more can be drawn with it."""
    agency, is_open = agency_with(found.agency_id), found.drawn_at is None and found.voided is None
    day = day_of(found.published_at or found.drafted_at)
    record: Json = to_plain(
        DrawRecord(
            format=FORMAT,
            office=agency.name_on(day) if agency else "",
            title=found.title,
            published_at=_moment(found.published_at) or "",
            pool=published_pool(found),
            pool_sha256=found.pool_sha256,
            seed_sha256=found.seed_sha256,
            seed=None if is_open else found.seed,
            witness=found.witness or None,
            drawn_at=_moment(found.drawn_at),
            result=tuple(from_plain(Drawn, one) for one in found.result) if found.result is not None else None,
            voided=found.voided,
        )
    )
    return record


def _moment(at: datetime | None) -> str | None:
    return at.astimezone(SHANGHAI).isoformat(timespec="seconds") if at else None
