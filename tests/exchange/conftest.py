"""The city and a district, paired, each with its own database."""

from collections.abc import Iterator

import pytest

from tests.exchange.two_offices import OfficeHere, close, lent_office


@pytest.fixture
def offices(tmp_path) -> Iterator[tuple[OfficeHere, OfficeHere]]:
    city, district = lent_office("SH"), lent_office()
    city.pair_with(district)
    yield city, district
    close(city, district)


@pytest.fixture
def city(offices) -> OfficeHere:
    return offices[0]


@pytest.fixture
def district(offices) -> OfficeHere:
    return offices[1]
