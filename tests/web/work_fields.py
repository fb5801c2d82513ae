"""What a browser sends when a form about a work is filled in with these facts."""

from typing import Any

from inspect_app.rules.work_columns import texts_of_work
from inspect_app.rules.works import WorkFacts


def form_of(work: WorkFacts, **more: Any) -> dict[str, Any]:
    fields = {code: text for code, text in texts_of_work(work).items() if code != "entrances"}
    for place, one in enumerate(work.entrances):
        prefix = f"entrances-{place}-"
        fields |= {
            f"{prefix}name": one.name,
            f"{prefix}longitude": one.longitude,
            f"{prefix}latitude": one.latitude,
        }
        fields |= {f"{prefix}radius_m": one.radius_m}
    return {**fields, "revision": 1, **more}
