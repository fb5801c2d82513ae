"""What two texts differ in, line by line."""

import pytest

from inspect_app.rules.text_changes import changed_lines


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        (["甲", "乙"], ["甲", "乙"], []),
        (["甲", "乙"], ["甲", "丙"], [("乙", "丙")]),
        (["甲"], ["甲", "乙"], [("", "乙")]),
        (["甲", "乙"], ["乙"], [("甲", "")]),
        ([], [], []),
    ],
)
def test_only_what_differs_is_told(before, after, found):
    assert changed_lines(before, after) == found
