"""How long the generated tests look: the same bounded cases in every `make test`; new and more of them with FUZZ=20."""

import os
from typing import Any

from hypothesis import HealthCheck, Phase, settings

TIMES = int(os.environ.get("FUZZ", "0"))
PHASES = (Phase.explicit, Phase.generate, *([Phase.shrink] if TIMES else []))
"""Making a failing case small takes minutes: only when somebody asks for it."""


def bounded(examples: int, **more: Any) -> settings:
    """`examples` by fixed dice, so that a run says the same twice; by fresh ones, and FUZZ times as many, on demand."""
    return settings(
        max_examples=examples * max(1, TIMES),
        derandomize=not TIMES,
        database=None,
        deadline=None,
        phases=PHASES,
        suppress_health_check=list(HealthCheck),
        **more,
    )
