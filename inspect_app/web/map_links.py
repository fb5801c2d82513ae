"""Addresses that open a place in a phone's map app, each in the datum that this map draws."""

from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import quote

from inspect_app.rules.datums import bd09, gcj02
from inspect_app.rules.places import Point


class MapApp(StrEnum):
    """Value = what people call it."""

    AMAP = "高德地图"
    TENCENT = "腾讯地图"
    BAIDU = "百度地图"
    APPLE = "苹果地图"


@dataclass(frozen=True)
class MapLink:
    app: MapApp
    datum: str
    address: str


def map_links(at: Point, name: str) -> list[MapLink]:
    """Opened only when somebody taps one: until then no map service hears of the place."""
    title, g, b = quote(name, safe=""), gcj02(at), bd09(at)
    gcj_lon, gcj_lat = f"{g.longitude:.6f}", f"{g.latitude:.6f}"
    tencent = f"https://apis.map.qq.com/uri/v1/marker?marker=coord:{gcj_lat},{gcj_lon};title:{title};addr:{title}&referer=inspect"
    baidu = f"https://api.map.baidu.com/marker?location={b.latitude:.6f},{b.longitude:.6f}&title={title}"
    return [
        MapLink(
            MapApp.AMAP,
            "GCJ-02",
            f"https://uri.amap.com/marker?position={gcj_lon},{gcj_lat}&name={title}&src=inspect&coordinate=gaode",
        ),
        MapLink(MapApp.TENCENT, "GCJ-02", tencent),
        MapLink(MapApp.BAIDU, "BD-09", f"{baidu}&content={title}&output=html&coord_type=bd09ll&src=inspect"),
        MapLink(MapApp.APPLE, "GCJ-02", f"https://maps.apple.com/?ll={gcj_lat},{gcj_lon}&q={title}"),
    ]
