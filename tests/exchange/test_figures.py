"""Figures on their way: reported, corrected, checked by a sample, in files, twice and out of order."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from inspect_app.actions.figure_reports import changed_since, see_month, sign_report
from inspect_app.actions.figure_samples import ask_sample, give_sample, rows_to_show
from inspect_app.actions.works import register_work
from inspect_app.problems import Problem, Refused
from inspect_app.rules.calendar import day_of
from inspect_app.rules.figure_reports import REPORTED, Month
from inspect_app.store.agencies import instance_agency
from inspect_app.store.base import transaction
from inspect_app.store.figure_reports import FigureReport, reports_of, reports_of_year, samples_of, samples_waiting
from inspect_app.store.journal import AnswerStatus
from tests import make
from tests.exchange.two_offices import OfficeHere

OCTOBER = Month(2026, 10)
IN_OCTOBER = datetime(2026, 10, 12, 9, 0, tzinfo=timezone(timedelta(hours=8)))


@pytest.fixture
def works(district):
    with district.here(), transaction():
        office = instance_agency()
        for number in range(1, 8):
            facts = make.work_facts(f"SJ-{number:04d}")
            register_work(facts, agency_id=office.id, by=None, at=IN_OCTOBER)
    return district


def sign(district: OfficeHere, note: str = "") -> FigureReport:
    with district.here(), transaction():
        by, at = district.officer("zhuren"), district.tick()
        seen = see_month(by.home_id, OCTOBER, today=day_of(at))
        return sign_report(OCTOBER, seen.stamp, note, by=by, at=at)


def refused(deed) -> list[Problem]:
    with pytest.raises(Refused) as caught:
        deed()
    return [one.problem for one in caught.value.refusals]


def held_by(city: OfficeHere, district: OfficeHere) -> list[FigureReport]:
    with city.here():
        return reports_of(city.peer(district).agency_id, OCTOBER)


def ask(city: OfficeHere, report_id, size=3, code="works"):
    with city.here(), transaction():
        return ask_sample(report_id, code, size, by=city.officer("zhuren"), at=city.tick())


def give(district: OfficeHere):
    with district.here(), transaction():
        [sample] = samples_waiting()
        return give_sample(sample.id, by=district.officer("zhuren"), at=district.tick())


def test_a_month_is_reported_with_what_counted_it_and_a_root_over_it(city, works):
    sent = sign(works)
    city.exchange_with(works)
    [report] = held_by(city, works)
    assert (report.id, report.sha256, report.of) == (sent.id, sent.sha256, OCTOBER)
    assert [one["code"] for one in report.figures] == list(REPORTED)
    assert report.values["works"] == 7
    assert report.figure("works").query == "works@1"
    assert (report.secret, report.signer) == ("", "检查员zhuren")


def test_the_city_learns_neither_an_id_nor_a_number_from_the_report(city, works):
    sent = sign(works)
    with works.here():
        [message] = works.about(sent.id)
        told = str(message.body)
    assert "SJ-0001" not in told
    assert sent.secret not in told


def test_a_sample_is_asked_for_shown_and_reckoned_again(city, works):
    report = sign(works)
    city.exchange_with(works)
    asked = ask(city, report.id)
    city.exchange_with(works)
    give(works)
    city.exchange_with(works)
    with city.here():
        [sample] = samples_of(report.id)
        assert (sample.id, sample.faults, len(sample.rows)) == (asked.id, [], 3)
        assert {row["number"][:5] for row in sample.rows} == {"SJ-00"}
        assert all(set(row) == {"index", "salt", "number", "kind", "on", "path"} for row in sample.rows)


def test_a_row_that_was_not_counted_shows(city, works):
    report = sign(works)
    city.exchange_with(works)
    asked = ask(city, report.id)
    city.exchange_with(works)
    with works.here():
        [sample] = samples_waiting()
        rows = rows_to_show(sample)
        rows[0] = replace(rows[0], row=replace(rows[0].row, number="SJ-9999"))
    told = [{"index": one.index, **vars(one.row), "path": list(one.path)} for one in rows]
    works.send(city, "figure_sample_given", {"sample": str(asked.id), "rows": told}, about=report.id)
    city.exchange_with(works)
    with city.here():
        [sample] = samples_of(report.id)
        assert sample.faults == [{"index": rows[0].index, "fault": "differs"}]


def test_a_report_is_corrected_by_a_later_one_and_never_edited(city, works):
    first = sign(works)
    assert refused(lambda: sign(works, "再报一次")) == [Problem.FIGURES_UNCHANGED]
    with works.here(), transaction():
        office = instance_agency()
        register_work(make.work_facts("SJ-0099"), agency_id=office.id, by=None, at=IN_OCTOBER)
        seen = see_month(office.id, OCTOBER, today=day_of(works.now))
        assert changed_since(first, seen) == {"works": (7, 8)}
    assert refused(lambda: sign(works)) == [Problem.REASON_NEEDED]
    second = sign(works, "漏登一处工程")
    city.exchange_with(works)
    assert [(one.number, one.values["works"]) for one in held_by(city, works)] == [(2, 8), (1, 7)]
    with city.here():
        assert reports_of_year(2026)[city.peer(works).agency_id, OCTOBER].id == second.id


def test_reports_that_come_twice_are_one(city, works):
    sign(works)
    package = works.written_for(city)
    city.read(package)
    city.read(package)
    assert len(held_by(city, works)) == 1


def test_other_figures_under_the_same_number_are_refused(city, works):
    sent = sign(works)
    with works.here():
        [message] = works.about(sent.id)
        body = {**message.body, "note": "悄悄改过"}
    altered = {**body, "figures": [{**body["figures"][0], "value": 99}, *body["figures"][1:]]}
    other = {**body, "report": "0" * 8 + "-0000-4000-8000-" + "0" * 12}
    wrong = [works.send(city, "figures_reported", one) for one in (altered, other)]
    city.exchange_with(works)
    assert works.sent(wrong[0]).answer["reasons"][0]["code"] == "figures_altered"
    assert works.sent(wrong[1]).answer["reasons"][0]["code"] == "figures_differ"


def test_figures_that_do_not_fit_their_hash_are_not_taken(city, works):
    sent = sign(works)
    with works.here():
        [message] = works.about(sent.id)
        body = {**message.body, "number": 7, "report": "0" * 8 + "-0000-4000-8000-" + "0" * 12}
    wrong = works.send(city, "figures_reported", body)
    city.exchange_with(works)
    assert works.sent(wrong).answer["reasons"][0]["code"] == "figures_altered"


def test_a_question_about_a_report_that_is_not_here_waits(city, district):
    body = {"sample": "0" * 8 + "-0000-4000-8000-" + "0" * 12, "report": "0" * 8 + "-0000-4000-8000-" + "0" * 12}
    message = city.send(district, "figure_sample_asked", {**body, "code": "works", "size": 1, "seed": "0" * 32})
    city.exchange_with(district)
    assert city.sent(message).status is AnswerStatus.HELD
    given = district.send(city, "figure_sample_given", {"sample": body["sample"], "rows": []})
    city.exchange_with(district)
    assert district.sent(given).status is AnswerStatus.HELD


def test_a_sample_is_given_once(city, works):
    report = sign(works)
    city.exchange_with(works)
    ask(city, report.id)
    city.exchange_with(works)
    sample = give(works)
    with works.here(), transaction():
        by = works.officer("zhuren")
        assert refused(lambda: give_sample(sample.id, by=by, at=works.tick())) == [Problem.SAMPLE_GIVEN]


@pytest.mark.parametrize("size", [0, 8, 51])
def test_a_sample_is_of_rows_that_there_are(city, works, size):
    report = sign(works)
    city.exchange_with(works)
    assert refused(lambda: ask(city, report.id, size)) == [Problem.OUT_OF_RANGE]


def test_a_running_month_is_not_reported_and_only_what_was_seen_is_signed(city, works):
    with works.here(), transaction():
        by, at = works.officer("zhuren"), works.tick()
        running = Month(at.year, at.month)
        assert refused(lambda: sign_report(running, "", "", by=by, at=at)) == [Problem.FIGURES_MONTH_RUNNING]
        assert refused(lambda: sign_report(OCTOBER, "else", "", by=by, at=at)) == [Problem.CHANGED_MEANWHILE]


def test_nothing_is_signed_where_no_city_is_paired(office):
    month = Month(2026, 10)
    seen = see_month(office.agency.id, month, today=date(2026, 11, 23))
    said = refused(lambda: sign_report(month, seen.stamp, "", by=office.head, at=make_now()))
    assert said == [Problem.FIGURES_NO_CITY]


def make_now() -> datetime:
    return datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
