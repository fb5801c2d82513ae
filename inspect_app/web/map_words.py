"""The words of the map in the reader's language: its module draws and has none of its own."""

from flask_babel import gettext


def map_words() -> dict[str, str]:
    return _controls() | {
        "late": gettext("逾期"),
        "late_days": gettext("逾期 {days} 天"),
        "due": gettext("期限 {day}"),
        "count": gettext("这里有 {count} 个，放大可逐个看到"),
        "count_late": gettext("这里有 {count} 个，其中逾期 {late} 个，放大可逐个看到"),
        "in_view": gettext("视野内 {count} 个"),
        "too_many": gettext("视野内太多，请放大地图或用筛选缩小范围，再逐个列出。"),
        "none": gettext("视野内没有。"),
        "failed": gettext("地图上的点没有取到，请检查网络后移动地图重试；已选的工程没有丢。"),
        "chosen": gettext("已选 {count} 个工程"),
        "choose": gettext("选中 {name}"),
        "open": gettext("打开"),
        "works": gettext("工程"),
        "visits": gettext("检查"),
        "findings": gettext("未改正的问题"),
        "orders": gettext("责令改正"),
    }


def _controls() -> dict[str, str]:
    return {"zoom_in": gettext("放大"), "zoom_out": gettext("缩小"), "close": gettext("关闭")}
