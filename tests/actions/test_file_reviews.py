"""Case-file reviews: who may, which files, what is frozen, and that a signed sheet never changes."""

from datetime import timedelta
from uuid import uuid4

import pytest
from flask import current_app

from inspect_app.actions.file_draws import Wish, draw_files
from inspect_app.actions.file_review_sheets import sheet_sha256
from inspect_app.actions.file_reviews import (
    begin_file_review,
    cancel_file_review,
    review_file,
    save_file_review,
    sign_file_review,
)
from inspect_app.actions.settings import change_setting
from inspect_app.problems import Problem, Refused
from inspect_app.rules.acts import Procedure
from inspect_app.rules.file_findings import Answer
from inspect_app.rules.file_reviews import Choosing, Grade
from inspect_app.rules.settings import SettingName
from inspect_app.store.base import db, transaction
from inspect_app.store.closed_files import closed_files, years_closed
from inspect_app.store.file_review_lists import (
    FileReviewFilter,
    count_file_reviews,
    faults_by_question,
    scores_by_team,
)
from inspect_app.store.file_reviews import file_review_with
from inspect_app.store.photos import photos_of
from tests.case_walk import proposed
from tests.closed_files import answers, filed_decision, sheet_of, signed_sheet, standing_walk, with_archived_case
from tests.conftest import MONDAY

GENERAL, SIMPLE = Procedure.GENERAL, Procedure.ON_THE_SPOT


@pytest.fixture
def office(request, office):
    return with_archived_case(office) if "walk" in request.fixturenames else office


@pytest.fixture
def walk(office):
    return standing_walk(office)


@pytest.fixture
def decision(office, phone):
    return filed_decision(office, phone)


def refused(deed, *args, **more):
    try:
        with transaction():
            deed(*args, **more)
    except Refused as found:
        return [one.problem for one in found.refusals]
    return []


def test_of_a_decision_in_order_the_software_finds_no_fault(decision, walk):
    review = sheet_of(decision.id, SIMPLE, walk.legal)
    software = {line.code: line.software for line in review.lines}
    assert [code for code, answer in software.items() if answer is Answer.BROKEN] == []
    assert software["evidence_intact"] is software["hashes_intact"] is software["certificates"] is Answer.KEPT
    assert review.number == decision.number


def test_of_a_case_in_order_the_software_finds_no_fault(walk, office):
    review = sheet_of(walk.case.id, GENERAL, office.supervisor)
    software = {line.code: line.software for line in review.lines}
    assert [code for code, answer in software.items() if answer is Answer.BROKEN] == ["correction_followed"]
    assert software["decided_in_time"] is software["told"] is software["paid"] is Answer.KEPT
    assert software["papers_complete"] is Answer.UNKNOWN
    assert review.year == 2026


def test_bytes_that_changed_on_disk_are_found(decision, walk):
    folder = current_app.extensions["photo_folder"]
    photo = folder.original(photos_of(decision.visit_id)[0].sha256)
    before, mode = photo.read_bytes(), photo.stat().st_mode
    photo.chmod(0o600)
    try:
        photo.write_bytes(before + b"x")
        review = sheet_of(decision.id, SIMPLE, walk.legal)
    finally:
        photo.write_bytes(before)
        photo.chmod(mode)
    assert {line.code: line.software for line in review.lines}["evidence_intact"] is Answer.BROKEN


@pytest.mark.parametrize("login", ["jia", "yi", "head"])
def test_whoever_had_a_part_in_a_case_may_not_review_it(walk, office, login):
    who = getattr(office, login)
    assert refused(review_file, GENERAL, walk.case.id, by=who, at=MONDAY) == [Problem.OWN_FILE]


def test_whoever_filed_a_decision_may_not_review_it(decision, office, walk):
    assert refused(review_file, SIMPLE, decision.id, by=office.supervisor, at=MONDAY) == [Problem.OWN_FILE]
    assert refused(review_file, SIMPLE, decision.id, by=walk.legal, at=MONDAY) == []


def test_an_open_file_is_not_reviewed(office):
    case = proposed(office).case
    found = refused(review_file, GENERAL, case.id, by=office.supervisor, at=MONDAY)
    assert found == [Problem.FILE_NOT_CLOSED]


def test_a_file_under_review_gets_no_second_sheet_until_the_first_is_signed(walk, office):
    sheet_of(walk.case.id, GENERAL, office.supervisor)
    found = refused(review_file, GENERAL, walk.case.id, by=walk.legal, at=MONDAY)
    assert found == [Problem.FILE_UNDER_REVIEW]


def test_what_the_software_found_stays_as_it_was_when_the_review_began(walk, office):
    review = sheet_of(walk.case.id, GENERAL, office.supervisor)
    before = [(line.software, line.shows) for line in review.lines]
    walk.take("note_correction", "2026-09-01", is_corrected=True, note="已封堵", written="2026-11-23")
    with transaction():
        folder = current_app.extensions["photo_folder"]
        begin_file_review(review.id, folder=folder, by=office.supervisor, at=MONDAY + timedelta(days=1))
    assert [(line.software, line.shows) for line in file_review_with(review.id).lines] == before


def test_a_draft_keeps_what_was_answered_and_a_sheet_with_gaps_is_not_signed(walk, office):
    review, by = sheet_of(walk.case.id, GENERAL, office.supervisor), office.supervisor
    said = answers(review)
    one = {"binding": said["binding"]}
    with transaction():
        save_file_review(review.id, one, "", by=by, at=MONDAY)
    assert {line.code: line.answer for line in file_review_with(review.id).lines}["binding"] is Answer.KEPT
    found = refused(sign_file_review, review.id, one, "", by=by, at=MONDAY)
    assert found == [Problem.CHECKS_UNANSWERED, Problem.CHECK_WITHOUT_REASON, Problem.FIELD_MISSING]


def test_a_signed_sheet_has_points_grade_and_hash_and_never_changes(walk, office):
    review = signed_sheet(walk.case.id, GENERAL, office.supervisor)
    assert (review.grade, review.excellent_from, review.passed_from) == (Grade.EXCELLENT, 90, 60)
    assert review.score == 97
    assert review.sha256 == sheet_sha256(review, at=review.signed_at)
    by, said = office.supervisor, answers(review)
    assert refused(save_file_review, review.id, said, "改", by=by, at=MONDAY) == [Problem.REVIEW_NOT_OPEN]
    assert refused(sign_file_review, review.id, said, "改", by=by, at=MONDAY) == [Problem.REVIEW_NOT_OPEN]
    assert refused(cancel_file_review, review.id, "改", by=by, at=MONDAY) == [Problem.REVIEW_NOT_OPEN]


@pytest.mark.parametrize("part", ["sheet", "line"])
def test_not_even_the_program_writes_to_a_signed_sheet(walk, office, part):
    review = signed_sheet(walk.case.id, GENERAL, office.supervisor)
    with pytest.raises(RuntimeError, match="never changed"):
        _scribble(review.id, part)


def _scribble(review_id, part):
    with transaction():
        thing = file_review_with(review_id)
        if part == "sheet":
            thing.conclusion = "别的意见"
        else:
            thing.lines[0].remark = "别的理由"


def test_the_program_deletes_no_signed_sheet(walk, office):
    review = signed_sheet(walk.case.id, GENERAL, office.supervisor)
    with pytest.raises(RuntimeError, match="never changed"), transaction():
        db.session.delete(file_review_with(review.id).lines[0])


def test_a_fatal_fault_fails_the_file_and_other_limits_are_the_offices(walk, office):
    with transaction():
        change_setting(SettingName.FILE_REVIEW_EXCELLENT, "98", by=office.head, at=MONDAY)
    first = signed_sheet(walk.case.id, GENERAL, office.supervisor)
    assert (first.score, first.grade) == (97, Grade.PASSED)
    second = signed_sheet(walk.case.id, GENERAL, walk.legal, at=MONDAY + timedelta(days=1), told=Answer.BROKEN)
    assert (second.score > 60, second.grade) == (True, Grade.FAILED)
    assert first.grade is Grade.PASSED


def test_only_the_reviewer_answers_and_only_after_the_software(walk, office):
    with transaction():
        review = review_file(GENERAL, walk.case.id, by=office.supervisor, at=MONDAY)
    assert refused(save_file_review, review.id, {}, "", by=walk.legal, at=MONDAY) == [Problem.REVIEW_NOT_YOURS]
    assert refused(save_file_review, review.id, {}, "", by=office.supervisor, at=MONDAY) == [
        Problem.REVIEW_NOT_BEGUN
    ]


def test_a_review_that_is_called_off_needs_a_reason_and_frees_the_file(walk, office):
    review = sheet_of(walk.case.id, GENERAL, office.supervisor)
    assert refused(cancel_file_review, review.id, " ", by=walk.legal, at=MONDAY) == [Problem.REASON_NEEDED]
    assert refused(cancel_file_review, review.id, "出差", by=walk.legal, at=MONDAY) == []
    assert refused(review_file, GENERAL, walk.case.id, by=walk.legal, at=MONDAY) == []


def draw(office, *reviewers, **more):
    wish = Wish(**{"how": Choosing.ALL, "reviewers": tuple(one.id for one in reviewers), **more})
    with transaction():
        return draw_files(wish, by=office.head, at=MONDAY)


def test_the_years_offered_are_those_in_which_files_closed(decision, walk, office):
    found = closed_files(office.agency.id, list(Procedure))
    assert len(found) == 2
    assert years_closed(office.agency.id) == sorted({one.on.year for one in found}, reverse=True)


def test_all_closed_files_are_dealt_to_people_without_a_part_in_them(decision, walk, office):
    drawn = draw(office, office.supervisor, office.head, walk.legal)
    dealt = {one.procedure: one.reviewer.login for one in drawn.reviews}
    assert dealt == {GENERAL: "kezhang", SIMPLE: "zhuren"}
    assert (drawn.draw.found, drawn.left_out) == (2, 0)


def test_what_nobody_may_review_is_left_out_and_said(decision, walk, office):
    drawn = draw(office, office.supervisor)
    assert ([one.procedure for one in drawn.reviews], drawn.left_out) == ([GENERAL], 1)


def test_the_wish_narrows_the_choice_and_nothing_is_chosen_twice(decision, walk, office):
    wish = {"reviewers": (walk.legal.id,), "procedure": GENERAL}
    assert len(draw(office, walk.legal, procedure=GENERAL, year=2026).reviews) == 1
    for more in ({}, {"year": 2025}, {"team_id": uuid4()}):
        found = refused(draw_files, Wish(Choosing.ALL, **{**wish, **more}), by=office.head, at=MONDAY)
        assert found == [Problem.NO_FILES_TO_REVIEW]


def test_a_reviewed_file_is_chosen_again_only_when_asked(walk, office):
    signed_sheet(walk.case.id, GENERAL, office.supervisor)
    wish = Wish(Choosing.ALL, (walk.legal.id,))
    assert refused(draw_files, wish, by=office.head, at=MONDAY) == [Problem.NO_FILES_TO_REVIEW]
    assert len(draw(office, walk.legal, is_again=True).reviews) == 1


def test_where_all_reviewers_had_a_part_nothing_is_chosen(walk, office):
    wish = Wish(Choosing.ALL, (office.head.id,))
    assert refused(draw_files, wish, by=office.head, at=MONDAY) == [Problem.NO_FREE_REVIEWER]


@pytest.mark.parametrize("who", ["jia", "fire"])
def test_only_people_who_may_review_are_named(walk, office, who):
    wish = Wish(Choosing.ALL, (getattr(office, who).id,))
    assert refused(draw_files, wish, by=office.head, at=MONDAY) == [Problem.NOT_FOUND]


def test_a_draw_at_random_notes_its_seed_and_from_how_many(decision, walk, office):
    drawn = draw(office, walk.legal, how=Choosing.AT_RANDOM, count=1, seed="2026")
    assert (len(drawn.reviews), drawn.draw.seed, drawn.draw.found, drawn.draw.wanted) == (1, "2026", 2, 1)


def test_scores_count_the_newest_sheet_of_each_file_once(decision, walk, office):
    signed_sheet(walk.case.id, GENERAL, office.supervisor, told=Answer.BROKEN)
    signed_sheet(walk.case.id, GENERAL, walk.legal, at=MONDAY + timedelta(days=1))
    signed_sheet(decision.id, SIMPLE, walk.legal, heard=Answer.BROKEN)
    scores = scores_by_team(office.agency.id, FileReviewFilter())
    assert sum(one.files for one in scores) == 2
    assert sum(one.failed for one in scores) == 1
    faults = dict(faults_by_question(office.agency.id, FileReviewFilter()))
    assert faults == {"heard": 1, "correction_followed": 1}
    assert count_file_reviews(office.agency.id, FileReviewFilter(fault="heard")) == 1
