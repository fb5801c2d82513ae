"""Every number of a block that is neither used nor voided is explained."""

from datetime import date

import pytest

from inspect_app.rules.numbers import Block, FormKind, Gap, Unused, gaps_of

BLOCK = Block(FormKind.CORRECTION_ORDER, 2026, 1, 10, "〔{year}〕第{serial}号")
THIS_YEAR = date(2026, 11, 23)
NEXT_YEAR = date(2027, 1, 1)


@pytest.mark.parametrize(
    ("used", "holder", "on", "gaps"),
    [
        (set(), Unused.ON_THE_DEVICE, THIS_YEAR, [Gap(1, 10, Unused.ON_THE_DEVICE)]),
        ({1, 2}, Unused.AT_THE_DESK, THIS_YEAR, [Gap(3, 10, Unused.AT_THE_DESK)]),
        ({1, 4}, Unused.ON_THE_DEVICE, THIS_YEAR, [Gap(2, 3, Unused.SKIPPED), Gap(5, 10, Unused.ON_THE_DEVICE)]),
        ({1, 4}, Unused.ON_THE_DEVICE, NEXT_YEAR, [Gap(2, 3, Unused.SKIPPED), Gap(5, 10, Unused.YEAR_OVER)]),
        ({1}, Unused.DEVICE_REVOKED, THIS_YEAR, [Gap(2, 10, Unused.DEVICE_REVOKED)]),
        ({1}, Unused.DEVICE_REVOKED, NEXT_YEAR, [Gap(2, 10, Unused.DEVICE_REVOKED)]),
        (set(range(1, 11)), Unused.ON_THE_DEVICE, THIS_YEAR, []),
    ],
)
def test_unused_numbers_in_runs_with_one_explanation_each(used, holder, on, gaps):
    assert gaps_of(BLOCK, used, holder=holder, on=on) == gaps
