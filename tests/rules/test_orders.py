"""When an order is closed by its evidence."""

import pytest

from inspect_app.problems import Problem
from inspect_app.rules.orders import closed_by_evidence


@pytest.mark.parametrize(
    ("corrected", "shown", "is_closed"),
    [
        ({"a"}, {"a"}, True),
        ({"a", "b"}, {"a", "b", "c"}, True),
        ({"a", "b"}, {"a"}, False),
        ({"a"}, set(), False),
        (set(), {"a"}, False),
        (set(), set(), False),
    ],
)
def test_an_order_closes_only_when_everything_corrected_is_shown(corrected, shown, is_closed):
    refusal = closed_by_evidence(corrected, shown)
    assert (refusal is None) is is_closed
    assert is_closed or refusal.problem is Problem.EVIDENCE_NEEDED
