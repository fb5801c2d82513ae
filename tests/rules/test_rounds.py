"""A day's round, and where a phone's map is told to look."""

from itertools import pairwise, permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from inspect_app.rules.datums import bd09, gcj02
from inspect_app.rules.places import Point, metres_between
from inspect_app.rules.rounds import round_of
from inspect_app.web.map_links import MapApp, map_links
from tests.golden.cases import cases

PLACES = [
    # computed from the public formula: WGS-84, GCJ-02, shift of BD-09 in metres
    ("松江 Wanda", (121.2275, 31.0514), (121.231919, 31.049292), 1_124),
    ("区政府", (121.2277, 31.0322), (121.232117, 31.030081), 1_124),
    ("佘山", (121.1954, 31.0987), (121.199866, 31.096660), 1_143),
    ("泗泾", (121.2600, 31.1190), (121.264420, 31.116923), 1_123),
    ("叶榭", (121.3190, 30.9450), (121.323498, 30.942898), 1_141),
]


@pytest.mark.parametrize(("name", "wgs", "gcj", "shift"), PLACES)
def test_each_datum_lies_where_the_public_formula_puts_it(name, wgs, gcj, shift):
    at = Point(*wgs)
    assert metres_between(gcj02(at), Point(*gcj)) < 0.2, name
    assert abs(metres_between(bd09(at), at) - shift) < 2, name


def test_outside_china_nothing_is_shifted():
    assert gcj02(Point(2.35, 48.85)) == Point(2.35, 48.85)


def test_each_map_gets_its_own_datum_and_the_name_escaped():
    links = {link.app: link for link in map_links(Point(121.2277, 31.0322), "演示&1号")}
    assert links[MapApp.BAIDU].datum == "BD-09"
    assert {links[app].datum for app in MapApp if app is not MapApp.BAIDU} == {"GCJ-02"}
    assert "position=121.232117,31.030081" in links[MapApp.AMAP].address
    assert "coord:31.030081,121.232117" in links[MapApp.TENCENT].address
    assert "%261" in links[MapApp.APPLE].address
    assert all(link.address.startswith("https://") for link in links.values())


@pytest.mark.parametrize(("given_at", "expected"), cases("maps", "gcj02"))
def test_the_datum_is_that_of_the_golden_cases(given_at, expected):
    found = gcj02(Point(**given_at))
    assert (round(found.longitude, 6), round(found.latitude, 6)) == (expected["longitude"], expected["latitude"])


@pytest.mark.parametrize(("given_at", "expected"), cases("maps", "map_links"))
def test_the_links_are_those_of_the_golden_cases(given_at, expected):
    links = map_links(Point(given_at["longitude"], given_at["latitude"]), given_at["name"])
    assert {link.app.name.lower(): link.address for link in links} == expected


points = some.builds(Point, some.floats(121.0, 121.4), some.floats(30.9, 31.2))


@settings(max_examples=20, deadline=None)
@given(some.lists(points, max_size=5), some.none() | points)
def test_a_round_of_a_few_stops_visits_each_once_and_none_is_shorter(stops, start):
    found = round_of(stops, start=start)
    assert sorted(found.order) == list(range(len(stops)))
    assert len(found.legs_m) == len(stops)
    if stops:
        best = min(_length([stops[one] for one in order], start) for order in permutations(range(len(stops))))
        assert best - 5 <= found.length_m <= best + 5


def test_a_round_that_began_with_the_nearest_stop_and_had_to_come_back_for_the_rest():
    stops = [Point(121.0, 31.0), Point(121.25, 31.125), Point(121.375, 31.0), Point(121.1875, 31.125)]
    assert round_of(stops, start=Point(121.375, 31.125)).length_m == 60_741


def _length(way: list[Point], start: Point | None) -> float:
    way = ([start] if start else []) + way
    return sum(metres_between(one, other) for one, other in pairwise(way))


def test_stops_along_a_road_come_in_their_order():
    road = [Point(121.2 + 0.01 * n, 31.0) for n in (3, 0, 2, 4, 1)]
    assert round_of(road, start=Point(121.19, 31.0)).order == (1, 4, 2, 0, 3)
