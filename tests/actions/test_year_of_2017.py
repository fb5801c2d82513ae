"""The report's year, played by the deeds that people use: the figures of the issue, counted from its record."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from inspect_app.actions.demonstration_works import demonstration_id
from inspect_app.actions.desk_decisions import withdraw_decision
from inspect_app.actions.figures import figures_and_teams, figures_of, scope_of
from inspect_app.actions.targets import rows_of, target_counts
from inspect_app.actions.works import change_work
from inspect_app.commands.demonstrations import songjiang_2017
from inspect_app.rules.calendar import day_of
from inspect_app.rules.figures import Scope
from inspect_app.rules.people import Role
from inspect_app.rules.targets import Measure
from inspect_app.rules.works import WorkStatus
from inspect_app.store.agencies import instance_agency
from inspect_app.store.base import BEFORE_COMMIT, db
from inspect_app.store.cases import Case, CaseEntry
from inspect_app.store.decisions import Decision
from inspect_app.store.documents import documents_for
from inspect_app.store.leads import Lead
from inspect_app.store.officers import Officer, all_officers
from inspect_app.store.visits import Visit, visit_with
from inspect_app.store.works import Work
from tests.statements import counted

AUGUST = date(2017, 8, 31)
OF_THE_REPORT = {
    "works": 329, "area_m2": 1_650_000, "officers": 22, "teams": 3, "filed": 13, "closed": 10,
    "closed_under_construction": 1, "closed_in_use": 5, "closed_on_the_spot": 4,
}  # fmt: skip


def scope(as_of: date = AUGUST) -> Scope:
    office = instance_agency()
    assert office
    return scope_of(office.id, 2017, as_of)


def head() -> Officer:
    return next(one for one in all_officers() if one.role is Role.HEAD)


def test_the_report_is_counted_from_the_record(played):
    result = played.test_cli_runner().invoke(args=["report", "--year", "2017", "--as-of", "2017-08-31", "--json"])
    printed = json.loads(result.output)
    assert {name: printed[name] for name in OF_THE_REPORT} == OF_THE_REPORT
    assert (printed["targets"], printed["as_of"]) == ([6, 12, 20], "2017-08-31")


def test_without_json_each_figure_stands_with_its_words(played):
    result = played.test_cli_runner().invoke(args=["report", "--year", "2017", "--as-of", "2017-08-31"])
    assert "1,650,000 平方米" in result.output
    assert "6、12、20" in result.output


@pytest.mark.parametrize("day", ["2016-12-31", "2018-01-01"])
def test_a_day_of_another_year_is_refused_in_words(played, day):
    result = played.test_cli_runner().invoke(args=["report", "--year", "2017", "--as-of", day])
    assert result.exit_code == 1
    assert "截止日期" in result.output


def test_it_is_not_played_twice(played):
    result = played.test_cli_runner().invoke(songjiang_2017)
    assert result.exit_code == 1
    assert "not empty: nothing was played and nothing was changed" in result.output


@pytest.mark.parametrize(
    ("as_of", "filed", "closed", "targets"),
    [
        (date(2017, 1, 2), 0, 0, []),
        (date(2017, 1, 3), 0, 0, [6, 12]),
        (date(2017, 2, 19), 0, 0, [6, 12]),
        (date(2017, 2, 20), 1, 0, [6, 12]),
        (date(2017, 6, 30), 12, 7, [6, 12]),
        (date(2017, 7, 2), 12, 7, [6, 12]),
        (date(2017, 7, 3), 12, 7, [6, 12, 20]),
        (date(2017, 8, 7), 12, 8, [6, 12, 20]),
        (date(2017, 8, 8), 12, 9, [6, 12, 20]),
        (date(2017, 12, 31), 20, 18, [6, 12, 20]),
    ],
)
def test_each_day_is_counted_as_it_was_then(played, as_of, filed, closed, targets):
    values = figures_of(scope(as_of))
    assert (values["filed"], values["closed"], target_counts(scope(as_of))) == (filed, closed, targets)


def test_before_the_first_day_there_was_nothing(played):
    values = figures_of(scope(date(2017, 1, 2)))
    assert (values["works"], values["area_m2"], values["officers"], values["teams"]) == (0, 0, 0, 3)


def test_the_citys_lead_became_the_first_case_of_a_work_under_construction(played):
    lead = db.session.query(Lead).filter_by(reference="演示转办〔2017〕1号").one()
    case = db.session.query(Case).filter_by(lead_id=lead.id).one()
    days = {entry.step: entry.happened_on for entry in case.entries}
    assert lead.came_on == date(2017, 5, 11)
    assert day_of(lead_visit(lead).started_at) == days["approve_filing"] == date(2017, 5, 15)
    assert days["give_notice"] == date(2017, 6, 5)
    assert days["close"] == date(2017, 8, 8)


def lead_visit(lead: Lead) -> Visit:
    visit = visit_with(lead.visit_id)
    assert visit
    assert "会同市民防办公室" in visit.reason
    return visit


def test_decisions_on_the_spot_keep_to_the_law_of_2017(played):
    decisions = db.session.query(Decision).all()
    assert len(decisions) == 6
    assert max(one.fine_yuan for one in decisions) == 50
    [document] = documents_for(decisions[0].id)
    assert "也可以" in document.content["redress"]
    assert "先向" not in document.content["redress"]
    assert all(not one.flags for one in decisions)


def test_one_more_case_filed_is_one_more_in_the_figure(played):
    entry = db.session.query(CaseEntry).filter_by(step="approve_filing", happened_on=date(2017, 9, 11)).one()
    entry.happened_on = AUGUST
    assert figures_of(scope())["filed"] == 14


def test_a_case_closed_a_day_later_is_not_closed_yet(played):
    entry = db.session.query(CaseEntry).filter_by(step="close", happened_on=date(2017, 8, 8)).one()
    entry.happened_on = AUGUST + timedelta(days=1)
    values = figures_of(scope())
    assert (values["closed"], values["closed_under_construction"]) == (9, 0)


def test_a_decision_of_the_next_day_counts_the_next_day(played):
    decision = db.session.query(Decision).filter_by(decided_on=date(2017, 6, 29)).one()
    decision.decided_on = AUGUST + timedelta(days=1)
    assert figures_of(scope())["filed_on_the_spot"] == 3
    assert figures_of(scope(AUGUST + timedelta(days=1)))["filed_on_the_spot"] == 4


def test_a_decision_withdrawn_later_still_counted_then(played):
    decision = db.session.query(Decision).filter_by(decided_on=date(2017, 6, 29)).one()
    withdraw_decision(decision.id, "事实不清", by=head(), at=datetime(2017, 9, 4, 4, tzinfo=UTC))
    assert figures_of(scope())["filed"] == 13
    assert figures_of(scope(date(2017, 9, 3)))["filed_on_the_spot"] == 4
    assert figures_of(scope(date(2017, 9, 4)))["filed_on_the_spot"] == 3


def test_a_work_that_changed_later_counts_as_it_was(played):
    case = db.session.get(Case, demonstration_id("2017 case C1"))
    assert case
    work = db.session.get(Work, case.work_id)
    assert work
    finished = replace(work.facts(), status=WorkStatus.IN_USE, area_m2=work.area_m2 + 1000, built_year=2017)
    change_work(work.id, finished, revision=work.revision, by=head(), at=datetime(2017, 10, 9, 4, tzinfo=UTC))
    for number_lines in BEFORE_COMMIT:
        number_lines()
    db.session.flush()
    then, later = figures_of(scope()), figures_of(scope(date(2017, 10, 9)))
    assert (then["closed_under_construction"], then["works_in_use"], then["area_m2"]) == (1, 285, 1_650_000)
    assert (later["works_in_use"], later["works_under_construction"], later["area_m2"]) == (286, 35, 1_651_000)
    assert later["filed_in_use"] == figures_of(scope(date(2017, 10, 8)))["filed_in_use"] + 1


def test_teams_add_up_to_the_office(played):
    office, teams = figures_and_teams(scope())
    assert [one.members for one in teams] == [8, 7, 7]
    for code in ("filed", "closed", "orders_made", "filed_on_the_spot", "fines_general", "cases_open"):
        assert sum(one.values[code] for one in teams) == office[code], code


def test_targets_stand_beside_results_and_work(played):
    rows = rows_of(scope(), Measure.FILED, *figures_and_teams(scope()))
    office = rows[0].progress
    assert (office.done, office.met, office.left, office.forecast, office.is_late) == (13, 2, 7, 20, False)
    assert [row.team and row.team.name for row in rows] == [None, "执法一组", "执法二组", "执法三组"]


def test_as_many_questions_whatever_the_rows(played):
    early, late = scope(date(2017, 3, 1)), scope()
    db.session.expunge_all()
    few = counted(lambda: figures_and_teams(early))
    db.session.expunge_all()
    many = counted(lambda: figures_and_teams(late))
    assert few == many <= 20


def test_counting_today_without_looking_back_gives_the_same(played):
    day = date(2017, 12, 31)
    office = instance_agency()
    assert office
    now = scope_of(office.id, 2017, day, today=day)
    assert now.is_now
    assert not scope(day).is_now
    assert figures_of(now) == figures_of(scope(day))
