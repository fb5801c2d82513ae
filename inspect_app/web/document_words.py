"""Documents as pages show them: their names, and signatures as lines to draw. What they say is kept, not worded here."""

from collections.abc import Iterable
from typing import Any

from flask import Flask
from flask_babel import lazy_gettext as _l

DOCUMENT_NAMES = {
    "on_the_spot_decision": _l("当场行政处罚决定书"),
    "correction_order": _l("责令改正通知书"),
    "inspection_record": _l("现场检查笔录"),
    "correction_supplement": _l("文书补正书"),
}
SIGNERS = {"officer": _l("执法人员"), "party": _l("当事人"), "witness": _l("见证人")}
LEAST_HEIGHT = 200


def stroke_points(strokes: Any) -> list[str]:
    """Each stroke as the points of a polyline. A single touch becomes a dot that can be seen."""
    found = []
    for stroke in listed(strokes):
        points = [(point[0], point[1]) for point in listed(stroke) if _is_point(point)]
        if len(points) == 1:
            points.append((points[0][0] + 1, points[0][1]))
        if points:
            found.append(" ".join(f"{x:g},{y:g}" for x, y in points))
    return found


def signature_height(strokes: Any) -> int:
    """The box is 1000 wide and as high as the lowest stroke needs."""
    lowest = max(
        (point[1] for stroke in listed(strokes) for point in listed(stroke) if _is_point(point)), default=0
    )
    return max(LEAST_HEIGHT, round(lowest) + 20)


def _is_point(point: Any) -> bool:
    return isinstance(point, list | tuple) and len(point) >= 2 and all(_is_number(one) for one in point[:2])


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 100_000


def listed(value: Any) -> list[Any]:
    """Content came from a phone in free form: what should be a list and is none is read as empty."""
    return list(value) if isinstance(value, list | tuple) else []


def mapped(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def document_text(value: Any) -> str:
    """A value of a document as one text, whatever shape it came in."""
    if isinstance(value, dict):
        return "，".join(text for one in value.values() if (text := document_text(one)))
    if isinstance(value, list | tuple):
        return "、".join(text for one in value if (text := document_text(one)))
    return "" if value is None else str(value)


def joined(values: Iterable[Any]) -> str:
    return "、".join(str(value) for value in values)


def init_app(app: Flask) -> None:
    app.jinja_env.filters.update(
        stroke_points=stroke_points, signature_height=signature_height, listed=listed, mapped=mapped, joined=joined
    )
    app.jinja_env.globals.update(document_names=DOCUMENT_NAMES, document_text=document_text)
