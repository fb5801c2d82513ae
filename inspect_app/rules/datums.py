"""The datums that maps in China draw. We keep WGS-84; this is for display alone."""

from math import atan2, cos, pi, sin, sqrt

from inspect_app.rules.places import Point

AXIS_M = 6_378_245.0
ECCENTRICITY = 0.006693421622965823
IN_CHINA = ((72.004, 137.8347), (0.8293, 55.8271))
BAIDU_PI = pi * 3000 / 180


def gcj02(at: Point) -> Point:
    """WGS-84 to GCJ-02, which Amap, Tencent and, in China, Apple draw. Outside China nothing is shifted."""
    (west, east), (south, north) = IN_CHINA
    if not (west <= at.longitude <= east and south <= at.latitude <= north):
        return at
    x, y = at.longitude - 105, at.latitude - 35
    latitude = radians_of(at.latitude)
    magic = 1 - ECCENTRICITY * sin(latitude) ** 2
    north_by = _north(x, y) * 180 / (AXIS_M * (1 - ECCENTRICITY) / (magic * sqrt(magic)) * pi)
    east_by = _east(x, y) * 180 / (AXIS_M / sqrt(magic) * cos(latitude) * pi)
    return Point(at.longitude + east_by, at.latitude + north_by)


def radians_of(degrees: float) -> float:
    return degrees / 180 * pi


def _waves(x: float) -> float:
    return (20 * sin(6 * x * pi) + 20 * sin(2 * x * pi)) * 2 / 3


def _north(x: float, y: float) -> float:
    found = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * sqrt(abs(x)) + _waves(x)
    found += (20 * sin(y * pi) + 40 * sin(y / 3 * pi)) * 2 / 3
    return found + (160 * sin(y / 12 * pi) + 320 * sin(y * pi / 30)) * 2 / 3


def _east(x: float, y: float) -> float:
    found = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * sqrt(abs(x)) + _waves(x)
    found += (20 * sin(x * pi) + 40 * sin(x / 3 * pi)) * 2 / 3
    return found + (150 * sin(x / 12 * pi) + 300 * sin(x / 30 * pi)) * 2 / 3


def bd09(at: Point) -> Point:
    """WGS-84 to BD-09, which Baidu draws."""
    shifted = gcj02(at)
    x, y = shifted.longitude, shifted.latitude
    length = sqrt(x * x + y * y) + 0.00002 * sin(y * BAIDU_PI)
    angle = atan2(y, x) + 0.000003 * cos(x * BAIDU_PI)
    return Point(length * cos(angle) + 0.0065, length * sin(angle) + 0.006)
