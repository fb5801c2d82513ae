"""The one place that reads the wall clock. Everything below `web` and `sync` receives `at` or `on`."""

from datetime import UTC, date, datetime

from inspect_app.rules.calendar import day_of


def now() -> datetime:
    return datetime.now(UTC)


def today() -> date:
    return day_of(now())
