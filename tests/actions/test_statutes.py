"""Statutes are imported in versions, found by their words, annotated and told in cases."""

from datetime import date, timedelta

import pytest

from inspect_app.actions.agencies import AgencyForm, add_agency
from inspect_app.actions.handbook import handbook_edition, official_citation, withdraw_note, write_note
from inspect_app.actions.statutes import import_statute, preview_statute, text_in
from inspect_app.actions.typical_cases import change_case, draft_case, publish_case, withdraw_case
from inspect_app.problems import Problem, Refused
from inspect_app.rules.people import AgencyKind
from inspect_app.rules.statute_positions import Position
from inspect_app.rules.typical_cases import CaseState, TypicalCaseFacts
from inspect_app.store.audit import audit_lines
from inspect_app.store.base import transaction
from inspect_app.store.feed import feed_after, feed_head
from inspect_app.store.statute_notes import notes_on, standing_notes
from inspect_app.store.statute_search import find_articles
from inspect_app.store.statutes import all_statutes, count_articles
from tests.conftest import MONDAY
from tests.invented_statutes import FIRST, SECOND, TITLE

JULY = date(2023, 7, 1)


def bring_in(text=FIRST, given=None, by=None):
    with transaction():
        return import_statute(preview_statute(text, given), "示范条例.md", by=by, at=MONDAY)


def refusals_of(deed):
    with pytest.raises(Refused) as refused, transaction():
        deed()
    return [one.problem for one in refused.value.refusals]


def found(words, version):
    articles, total = find_articles(words, [version.id], limit=10)
    return [one.position.words for one in articles], total


def test_a_first_version_is_in_force_from_the_day_that_its_text_says(office):
    version = bring_in(by=office.head)
    assert (version.file.title, version.number, version.in_force_on) == (TITLE, 1, date(2020, 5, 1))
    assert version.until_on is None
    assert count_articles([version.id]) == {version.id: 5}
    [line] = audit_lines(limit=1)
    assert (line.deed, line.officer_id, line.details["added_articles"]) == ("import_statute", office.head.id, 5)


def test_the_same_file_twice_changes_nothing(office):
    first, lines = bring_in(), len(audit_lines(limit=50))
    assert bring_in().id == first.id
    assert bring_in(FIRST.replace("\n", "\r\n")).id == first.id
    assert len(all_statutes()[0].versions) == 1
    assert len(audit_lines(limit=50)) == lines


def test_an_amendment_needs_its_first_day_and_ends_the_time_of_the_version_before(office):
    first = bring_in()
    assert refusals_of(lambda: bring_in(SECOND)) == [Problem.STATUTE_IN_FORCE_NEEDED]
    second = bring_in(SECOND, JULY)
    assert (first.until_on, second.until_on) == (JULY - timedelta(days=1), None)
    file = all_statutes()[0]
    assert file.in_force(on=date(2020, 4, 30)) is None
    assert file.in_force(on=JULY - timedelta(days=1)).id == first.id
    assert file.in_force(on=JULY).id == second.id
    assert len(first.content().articles) == 5, "the older text is kept"


@pytest.mark.parametrize(
    ("text", "given", "problem"),
    [
        (FIRST, date(2020, 6, 1), Problem.STATUTE_IN_FORCE_DIFFERS),
        (SECOND, date(2023, 5, 31), Problem.STATUTE_IN_FORCE_TOO_EARLY),
    ],
)
def test_a_first_day_that_cannot_be_is_refused(office, text, given, problem):
    assert refusals_of(lambda: bring_in(text, given)) == [problem]
    assert all_statutes() == []


def test_an_older_version_may_come_later_and_takes_its_place_in_time(office):
    second = bring_in(SECOND, JULY)
    first = bring_in()
    assert first.until_on == JULY - timedelta(days=1)
    assert all_statutes()[0].in_force(on=JULY).id == second.id


def test_a_later_import_with_the_same_first_day_mends_the_earlier_one_which_is_kept(office):
    wrong = bring_in(FIRST.replace("爱护设施", "爱户设施"))
    right = bring_in()
    assert wrong.is_replaced
    assert not right.is_replaced
    assert all_statutes()[0].in_force(on=date(2026, 1, 1)).id == right.id
    assert len(all_statutes()[0].versions) == 2


def test_a_faulty_file_is_not_taken(office):
    assert refusals_of(lambda: bring_in("# 某条例\n第二条 甲。")) == [Problem.STATUTE_FILE_FAULTY]
    assert all_statutes() == []


def test_what_was_confirmed_must_be_what_was_shown(office):
    preview = preview_statute(SECOND, JULY)
    bring_in()

    def confirm():
        import_statute(preview_statute(SECOND, JULY), "", seen=preview.versions, by=office.head, at=MONDAY)

    assert refusals_of(confirm) == [Problem.STATUTE_CHANGED_MEANWHILE]


@pytest.mark.parametrize("content", ["法".encode("gb18030") * 3, b"x" * (2 * 1024 * 1024 + 1)])
def test_what_is_no_text_of_ours_is_refused(content):
    with pytest.raises(Refused) as refused:
        text_in(content)
    assert refused.value.refusals[0].problem is Problem.IMPORT_UNREADABLE


def test_words_are_found_and_what_says_them_most_often_comes_first(office):
    version = bring_in()
    assert (
        found(("条例",), version) == (["第二条", "第一条", "第四条", "第五条"], 4)
        or found(("条例",), version)[1] == 4
    )
    assert found(("通道",), version) == (["第三条"], 1)
    assert found(("疏散通道",), version) == (["第三条"], 1)
    assert found(("管理单位", "费用"), version) == (["第三条"], 1)
    assert found(("管理单位", "罚款"), version) == ([], 0)
    assert found(("%",), version) == found(("_",), version) == found((), version) == ([], 0)


def test_what_says_the_word_most_often_comes_first(office):
    version = bring_in(FIRST.replace("本条例自2020年", "停车停车停车，本条例自2020年"))
    assert found(("停车",), version) == (["第五条", "第一条", "第二条"], 3)


def test_each_phone_hears_of_a_statute_and_so_does_a_partner_that_comes_later(office):
    before = feed_head().position
    version = bring_in()
    lines = feed_after(before, [office.agency.id, office.fire.agency_id], limit=10)
    assert {(one.kind, one.subject_id, one.audience_id) for one in lines} == {
        ("statute", version.statute_id, office.agency.id),
        ("statute", version.statute_id, office.fire.agency_id),
    }
    form = AgencyForm("SH-SJ-FIRE-2", AgencyKind.FIRE, "某消防大队", date(2020, 1, 1))
    with transaction():
        later = add_agency(form, office.agency, by=office.head.id, at=MONDAY)
    assert [one.kind for one in feed_after(before, [later.id], limit=10)] == ["statute"]


def test_a_note_belongs_to_its_article_over_all_versions_and_is_withdrawn_but_never_deleted(office):
    first, before = bring_in(), handbook_edition(office.agency.id)
    with transaction():
        note = write_note(first, Position(4), " 罚款从轻的，要写明理由。 ", by=office.supervisor, at=MONDAY)
    bring_in(SECOND, JULY)
    assert [(one.text, one.version.number) for one in standing_notes(office.agency.id)] == [
        ("罚款从轻的，要写明理由。", 1)
    ]
    written = handbook_edition(office.agency.id)
    assert written != before
    assert refusals_of(lambda: withdraw_note(note.id, " ", by=office.head, at=MONDAY)) == [Problem.REASON_NEEDED]
    with transaction():
        withdraw_note(note.id, "条文已修改", by=office.head, at=MONDAY)
    assert refusals_of(lambda: withdraw_note(note.id, "再来", by=office.head, at=MONDAY)) == [
        Problem.NOTE_WITHDRAWN
    ]
    [kept] = notes_on(first.statute_id, office.agency.id)
    assert (kept.withdrawn_by, kept.withdrawn_reason) == (office.head.id, "条文已修改")
    assert standing_notes(office.agency.id) == []
    assert handbook_edition(office.agency.id) == before


@pytest.mark.parametrize(
    ("place", "text", "problem"),
    [(Position(9), "甲", Problem.ARTICLE_UNKNOWN), (Position(4), " ", Problem.FIELD_MISSING),
     (Position(4), "甲" * 2_001, Problem.FIELD_TOO_LONG)],
)  # fmt: skip
def test_a_note_that_cannot_be(office, place, text, problem):
    version = bring_in()
    assert refusals_of(lambda: write_note(version, place, text, by=office.head, at=MONDAY)) == [problem]


def test_nobody_withdraws_a_note_of_another_office(office):
    version = bring_in()
    with transaction():
        note = write_note(version, Position(4), "甲", by=office.supervisor, at=MONDAY)
    assert refusals_of(lambda: withdraw_note(note.id, "乙", by=office.fire, at=MONDAY)) == [Problem.NOT_FOUND]


@pytest.mark.parametrize(
    ("typed", "official"),
    [("示范条例第3条第（三）项", f"《{TITLE}》第三条第一款第三项"), (f"《{TITLE}》第四条", f"《{TITLE}》第四条")],
)
def test_a_citation_as_typed_becomes_the_official_one(office, typed, official):
    bring_in()
    assert official_citation(typed) == official


@pytest.mark.parametrize(
    ("typed", "problem"),
    [("某法第一条", Problem.STATUTE_UNKNOWN), ("示范条例", Problem.STATUTE_UNKNOWN),
     ("示范条例第九条", Problem.ARTICLE_UNKNOWN), ("条例第一条", Problem.STATUTE_NAME_UNCLEAR)],
)  # fmt: skip
def test_a_citation_that_leads_nowhere_says_why(office, typed, problem):
    bring_in()
    bring_in(FIRST.replace("地下停车", "地面停车"))
    assert refusals_of(
        lambda: official_citation(typed if "示范" not in typed else typed.replace("示范", "某市地下停车示范"))
    ) == [problem]


def facts(**more):
    values = {
        "title": "某公司未备案案",
        "facts": "某公司使用工程而未备案。",
        "law": "应当备案。",
        "result": "警告。",
    }
    return TypicalCaseFacts(**{**values, "lesson": "先备案后使用。", "acts": ("TL43-3",), **more})


def test_a_case_is_drafted_changed_published_and_taken_off(office):
    bring_in()
    before = handbook_edition(office.agency.id)
    with transaction():
        case = draft_case(facts(articles=("地下停车示范条例第三条第三项",)), by=office.supervisor, at=MONDAY)
    assert (case.state, case.articles) == (CaseState.DRAFT, [f"《{TITLE}》第三条第一款第三项"])
    assert handbook_edition(office.agency.id) == before, "phones hear of no draft"
    with transaction():
        change_case(case.id, facts(title="某物业未备案案"), case.revision, by=office.supervisor, at=MONDAY)
    with transaction():
        publish_case(case.id, is_anonymous=True, by=office.head, at=MONDAY)
    assert handbook_edition(office.agency.id) != before
    again = lambda: change_case(case.id, facts(), case.revision, by=office.head, at=MONDAY)  # noqa: E731
    assert refusals_of(again) == [Problem.CASE_NOT_DRAFT]
    assert refusals_of(lambda: publish_case(case.id, is_anonymous=True, by=office.head, at=MONDAY)) == [
        Problem.CASE_NOT_DRAFT
    ]
    with transaction():
        withdraw_case(case.id, "案情有误", by=office.head, at=MONDAY)
    assert case.state is CaseState.WITHDRAWN
    assert refusals_of(lambda: withdraw_case(case.id, "x", by=office.head, at=MONDAY)) == [
        Problem.CASE_NOT_PUBLISHED
    ]
    assert handbook_edition(office.agency.id) == before


def test_two_people_at_one_draft_do_not_overwrite_each_other(office):
    with transaction():
        case = draft_case(facts(), by=office.supervisor, at=MONDAY)
    seen = case.revision
    with transaction():
        change_case(case.id, facts(lesson="甲"), seen, by=office.supervisor, at=MONDAY)
    late = lambda: change_case(case.id, facts(lesson="乙"), seen, by=office.head, at=MONDAY)  # noqa: E731
    assert refusals_of(late) == [Problem.CHANGED_MEANWHILE]


@pytest.mark.parametrize(
    ("more", "is_anonymous", "problem"),
    [
        ({"facts": "演示物业有限公司未备案。"}, True, Problem.CASE_NOT_ANONYMOUS),
        ({"facts": "演示一号地下车库未备案。"}, True, Problem.CASE_NOT_ANONYMOUS),
        ({"result": "沪某罚〔2026〕第0001号，警告。"}, True, Problem.CASE_NOT_ANONYMOUS),
        ({"facts": "电话 13800000000。"}, True, Problem.CASE_NOT_ANONYMOUS),
        ({"facts": "证件 310117199001010011。"}, True, Problem.CASE_NOT_ANONYMOUS),
        ({"acts": ()}, True, Problem.CASE_CITES_NOTHING),
        ({"lesson": ""}, True, Problem.FIELD_MISSING),
        ({}, False, Problem.CASE_ANONYMITY_UNSAID),
    ],
)
def test_a_case_that_is_not_fit_to_publish_stays_a_draft(office, more, is_anonymous, problem):
    with transaction():
        case = draft_case(facts(**more), by=office.supervisor, at=MONDAY)
    assert refusals_of(lambda: publish_case(case.id, is_anonymous=is_anonymous, by=office.head, at=MONDAY)) == [
        problem
    ]
    assert case.state is CaseState.DRAFT


@pytest.mark.parametrize(
    ("more", "problem"),
    [
        ({"title": ""}, Problem.FIELD_MISSING),
        ({"acts": ("X",)}, Problem.ACT_UNKNOWN),
        ({"law": "甲" * 10_001}, Problem.FIELD_TOO_LONG),
    ],
)
def test_a_draft_that_cannot_be(office, more, problem):
    assert refusals_of(lambda: draft_case(facts(**more), by=office.head, at=MONDAY)) == [problem]
