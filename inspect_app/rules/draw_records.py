"""The published record of a draw, and what anybody who holds it can find out: right, altered, or not drawn so."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from inspect_app.rules.chance import sha256_of_text
from inspect_app.rules.draws import (
    FORMAT,
    HEAVIEST,
    Drawn,
    Pool,
    draw,
    gates_before_publishing,
    sha256_of_pool,
)
from inspect_app.rules.plain import NotPlain, Plain, from_plain

SHA256 = re.compile(r"[0-9a-f]{64}")


class DrawVerdict(StrEnum):
    """What a record turns out to be."""

    RIGHT = "相符：名单、种子和结果一致"
    NOT_DRAWN_YET = "名单完整，尚未抽取"
    VOIDED = "已作废，没有抽取"
    ALTERED = "记录被改动过"
    NOT_DRAWN_SO = "结果不是这样抽出来的"
    UNREADABLE = "不是抽取记录"


@dataclass(frozen=True)
class DrawRecord:
    """As it is published: `seed`, `witness` and `result` are None before the draw. `voided` = the reason, if it was voided."""

    format: str
    office: str
    title: str
    published_at: str
    pool: Pool
    pool_sha256: str
    seed_sha256: str
    seed: str | None = None
    witness: str | None = None
    drawn_at: str | None = None
    result: tuple[Drawn, ...] | None = None
    voided: str | None = None


@dataclass(frozen=True)
class Finding:
    """`details` = English lines for whoever runs the command, each naming what does not fit."""

    verdict: DrawVerdict
    details: tuple[str, ...] = ()
    expected: tuple[Drawn, ...] = field(default=())


def read_record(plain: Plain) -> DrawRecord:
    """Raises `NotPlain` for what has another shape or another algorithm."""
    if not isinstance(plain, Mapping) or plain.get("format") != FORMAT:
        raise NotPlain("format", f"expected {FORMAT}")
    return from_plain(DrawRecord, plain)


def verify_record(plain: Plain, *, pool_sha256: str = "", seed_sha256: str = "") -> Finding:
    """`pool_sha256`, `seed_sha256` = as somebody noted them when the pool was published, before the draw."""
    try:
        record = read_record(plain)
    except NotPlain as fault:
        return Finding(DrawVerdict.UNREADABLE, (str(fault),))
    if altered := _alterations(record, pool_sha256, seed_sha256):
        return Finding(DrawVerdict.ALTERED, tuple(altered))
    if record.voided is not None:
        return Finding(DrawVerdict.VOIDED, (record.voided,))
    if record.seed is None or record.result is None:
        return Finding(DrawVerdict.NOT_DRAWN_YET)
    expected = tuple(draw(record.pool, record.seed, record.witness or ""))
    if expected != record.result:
        return Finding(DrawVerdict.NOT_DRAWN_SO, tuple(_differences(expected, record.result)), expected)
    return Finding(DrawVerdict.RIGHT, expected=expected)


def _alterations(record: DrawRecord, pool_sha256: str, seed_sha256: str) -> list[str]:
    pool = sha256_of_pool(record.pool)
    found = []
    if pool != record.pool_sha256:
        found.append(f"the pool has the hash {pool}, the record says {record.pool_sha256}")
    if record.seed is not None and sha256_of_text(record.seed) != record.seed_sha256:
        found.append("the seed is not the one that was committed to before the draw")
    if record.seed is not None and not SHA256.fullmatch(record.seed):
        found.append("the seed is not 64 hexadecimal digits")
    if pool_sha256 and pool_sha256.lower() != record.pool_sha256:
        found.append("the pool is not the one that was published before the draw")
    if seed_sha256 and seed_sha256.lower() != record.seed_sha256:
        found.append("the seed's hash is not the one that was published before the draw")
    if (record.seed is None) != (record.result is None) and record.voided is None:
        found.append("seed and result belong together: one of them is missing")
    return found + _unlawful(record.pool)


def _unlawful(pool: Pool) -> list[str]:
    """A pool that the office could not have published: nothing can be drawn from it."""
    faults = [fault.problem.code for fault in gates_before_publishing(pool)]
    numbers, badges = [one.number for one in pool.works], [one.badge_number for one in pool.officers]
    if len(set(numbers)) != len(numbers) or len(set(badges)) != len(badges):
        faults.append("a work or an officer stands in the pool twice")
    if any(not 1 <= work.weight <= HEAVIEST for work in pool.works):
        faults.append(f"a weight is not within 1 and {HEAVIEST}")
    return faults


def _differences(expected: tuple[Drawn, ...], result: tuple[Drawn, ...]) -> list[str]:
    wanted, given = {one.number: one for one in expected}, {one.number: one for one in result}
    lines = [f"{number} was not drawn" for number in given if number not in wanted]
    lines += [f"{number} was drawn and is missing" for number in wanted if number not in given]
    lines += [
        f"{number}: drawn for {', '.join(wanted[number].officers)}, the record says {', '.join(given[number].officers)}"
        for number in wanted
        if number in given and wanted[number] != given[number]
    ]
    return lines or ["the order of the result is another one"]
