"""Standards come into use on their day by themselves: each server process looks once a day, with the first request that it gets."""

import logging
from datetime import date, datetime
from uuid import UUID

from flask import Flask, current_app, request

from inspect_app import clock
from inspect_app.actions.standard_adoptions import note_hindrance, put_in_force_if_due
from inspect_app.problems import Refused
from inspect_app.rules.calendar import day_of
from inspect_app.store.base import read_afresh, transaction
from inspect_app.store.standards import adoptions_due

log = logging.getLogger(__name__)


def look_once_a_day(*, at: datetime) -> None:
    """A request that begins a day is never refused for what a standard lacks: the reason stands on the standard's page."""
    today: date = day_of(at)
    if current_app.extensions.get("standards_looked_on") == today:
        return
    current_app.extensions["standards_looked_on"] = today
    try:
        for adoption_id in [one.id for one in adoptions_due(today)]:
            _put_in_force(adoption_id, at)
    except Exception:
        log.exception("standards that are due could not be put in force")
        read_afresh()


def _put_in_force(adoption_id: UUID, at: datetime) -> None:
    """Each by itself: one that is hindered holds up no other."""
    try:
        with transaction():
            put_in_force_if_due(adoption_id, at=at)
    except Refused as refused:
        with transaction():
            note_hindrance(adoption_id, refused.refusals, at=at)


def init_app(app: Flask) -> None:
    @app.before_request
    def look() -> None:
        if request.endpoint != "static":
            look_once_a_day(at=clock.now())
