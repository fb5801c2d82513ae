"""A day's round in a sensible order: of a few stops the shortest there is, of more the nearest first with every crossing
undone (2-opt). The roads are not known here."""

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from inspect_app.rules.places import Point, metres_between

MOST_STOPS = 40
FEW_STOPS = 8
"""So many are tried in every order that could be shorter."""


@dataclass(frozen=True)
class Round:
    """`order` = positions of the stops given; `legs_m` = metres as the crow flies to each stop, the first 0 without a start."""

    order: tuple[int, ...]
    legs_m: tuple[int, ...]

    @property
    def length_m(self) -> int:
        return sum(self.legs_m)


def round_of(stops: Sequence[Point], *, start: Point | None = None) -> Round:
    """From `start`, or from whichever stop gives the shortest way; nobody has to come back."""
    if not stops:
        return Round((), ())
    points = list(stops) + ([start] if start else [])
    far = [[metres_between(one, other) for other in points] for one in points]
    firsts = [len(stops)] if start else range(len(stops))
    ways = [_undone(_nearest_first(first, len(points), far), far) for first in firsts]
    best = min(ways, key=lambda way: _length(way, far))
    if len(stops) <= FEW_STOPS:
        best = _shortest(best, firsts, far)
    legs = [round(far[one][other]) for one, other in itertools.pairwise(best)]
    if start:
        return Round(tuple(best[1:]), tuple(legs))
    return Round(tuple(best), (0, *legs))


def _nearest_first(first: int, count: int, far: list[list[float]]) -> list[int]:
    way, left = [first], set(range(count)) - {first}
    while left:
        way.append(min(left, key=lambda stop: (far[way[-1]][stop], stop)))
        left.remove(way[-1])
    return way


def _undone(way: list[int], far: list[list[float]]) -> list[int]:
    """Turns a stretch around as long as that makes the way shorter. The first stop stays first."""
    is_shorter = True
    while is_shorter:
        is_shorter = False
        for begin in range(1, len(way) - 1):
            for end in range(begin + 1, len(way)):
                if _gain(way, begin, end, far) > 0.01:
                    way = way[:begin] + way[begin : end + 1][::-1] + way[end + 1 :]
                    is_shorter = True
    return way


def _shortest(way: list[int], firsts: Iterable[int], far: list[list[float]]) -> list[int]:
    """Branch and bound: what is already longer than the best way found so far is not gone to its end."""
    best, least = way, _length(way, far)
    begun: list[tuple[list[int], float]] = [([first], 0.0) for first in firsts]
    while begun:
        so_far, length = begun.pop()
        if length >= least:
            continue
        left = set(way) - set(so_far)
        if not left:
            best, least = so_far, length
        begun += [([*so_far, stop], length + far[so_far[-1]][stop]) for stop in left]
    return best


def _gain(way: list[int], begin: int, end: int, far: list[list[float]]) -> float:
    before, first, last = way[begin - 1], way[begin], way[end]
    gain = far[before][first] - far[before][last]
    if end + 1 < len(way):
        gain += far[last][way[end + 1]] - far[first][way[end + 1]]
    return gain


def _length(way: Sequence[int], far: list[list[float]]) -> float:
    return sum(far[one][other] for one, other in itertools.pairwise(way))
