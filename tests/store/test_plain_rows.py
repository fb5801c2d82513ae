"""A query that is kept for a few numbers of ids gives what the library gives, in the same kinds of values."""

from uuid import uuid4

import pytest
from sqlalchemy import bindparam, event, select

from inspect_app.rules.people import Role
from inspect_app.store.base import db, one_of_ids, rows_of
from inspect_app.store.officers import Officer
from inspect_app.store.works import Work

PEOPLE = (
    select(Officer.id, Officer.role, Officer.certificate_from, Officer.disabled_at)
    .where(one_of_ids(Officer.id), Officer.role.in_([Role.INSPECTOR, Role.HEAD]))
    .order_by(Officer.login)
)
SOME_WORKS = select(Work.id, Work.area_m2, Work.agency_id).where(
    one_of_ids(Work.id), Work.number >= bindparam("least")
)


@pytest.mark.parametrize("strangers", [0, 1, 5, 600])
def test_whatever_the_number_of_ids_the_rows_are_those_of_the_library(office, strangers):
    ids = [office.jia.id, office.head.id, office.yi.id, *(uuid4() for _ in range(strangers))]
    found = rows_of(PEOPLE, ids)
    assert found == [tuple(row) for row in db.session.execute(PEOPLE, {"ids": ids})]
    assert {(row.id, row.role) for row in found} >= {(office.jia.id, Role.INSPECTOR), (office.head.id, Role.HEAD)}


def test_what_else_is_said_is_said_each_time(office):
    least = office.work.number
    [row] = rows_of(SOME_WORKS, [office.work.id], least=least)
    assert (row.area_m2, row.agency_id) == (office.work.area_m2, office.agency.id)
    assert rows_of(SOME_WORKS, [office.work.id], least=f"{least}-") == []
    assert len(rows_of(SOME_WORKS, [office.work.id], least="")) == 1


def test_of_no_ids_there_are_no_rows(office):
    assert rows_of(PEOPLE, []) == []


def test_whoever_watches_the_connection_hears_of_its_begin_and_of_its_end(office):
    heard = []

    def begin(_connection, _cursor, words, _values, context, _many):
        context.began = words

    def end(_connection, _cursor, words, _values, context, _many):
        heard.append(context.began == words)

    event.listen(db.engine, "before_cursor_execute", begin)
    event.listen(db.engine, "after_cursor_execute", end)
    try:
        rows_of(PEOPLE, [office.jia.id])
    finally:
        event.remove(db.engine, "before_cursor_execute", begin)
        event.remove(db.engine, "after_cursor_execute", end)
    assert heard[-1:] == [True]
