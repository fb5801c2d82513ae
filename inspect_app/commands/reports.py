"""`flask report`: the figures of a year, counted from the record."""

import json
from datetime import date, datetime
from uuid import UUID

import click
from flask import Flask

from inspect_app import clock
from inspect_app.actions.figures import figures_of, scope_of
from inspect_app.actions.targets import target_counts
from inspect_app.problems import Refused, refuse_if_any
from inspect_app.rules.figures import BY_CODE, last_day_counted, refuse_span
from inspect_app.store.agencies import instance_agency


@click.command("report")
@click.option("--year", type=click.IntRange(1980, 2200), default=None, help="The running year when not given.")
@click.option(
    "--as-of", "as_of", type=click.DateTime(["%Y-%m-%d"]), default=None, help="As things stood on that day."
)
@click.option("--json", "is_json", is_flag=True, help="One JSON object, for programs.")
def report(year: int | None, as_of: datetime | None, is_json: bool) -> None:
    """The figures of a year as they stood on a day: the last one, or today, when none is named."""
    office, today = instance_agency(), clock.today()
    if office is None:
        raise click.ClickException("run `flask office create` first")
    year = year or (as_of.year if as_of else today.year)
    day = as_of.date() if as_of else last_day_counted(year, on=today)
    values = _values(office.id, year, day, today)
    head = {"year": year, "as_of": day.isoformat(), "office": office.name_on(day)}
    if is_json:
        click.echo(json.dumps({**head, **values}, ensure_ascii=False, indent=1))
        return
    click.echo(f"{head['office']}  {year}  {day.isoformat()}")
    for code, value in values.items():
        label, unit = (BY_CODE[code].label, BY_CODE[code].unit) if code in BY_CODE else ("年度目标（立案）", "件")
        shown = "、".join(map(str, value)) if isinstance(value, list) else f"{value:,}"
        click.echo(f"{code:<26}{shown:>14} {unit}  {label}")


def _values(office_id: UUID, year: int, day: date, today: date) -> dict[str, object]:
    try:
        refuse_if_any([refuse_span(year, day, today=today)])
    except Refused as refused:
        raise click.ClickException(refused.refusals[0].sentence) from refused
    scope = scope_of(office_id, year, day, today=today)
    return {**figures_of(scope), "targets": target_counts(scope)}


def init_app(app: Flask) -> None:
    app.cli.add_command(report)
