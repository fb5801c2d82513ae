"""Numbers that the law changes from a day on."""

from datetime import date

import pytest

from inspect_app.rules.dated import Dated


def test_a_number_of_the_law_holds_from_its_day_on():
    dated = Dated({date(2021, 7, 15): "new", date(1996, 10, 1): "old"})
    assert not dated.covers(date(1996, 9, 30))
    with pytest.raises(LookupError, match="1996-09-30"):
        dated.on(date(1996, 9, 30))
    assert [dated.on(day) for day in (date(1996, 10, 1), date(2021, 7, 14), date(2021, 7, 15))] == [
        "old",
        "old",
        "new",
    ]
