"""Statutes as text: numbers, places, reading with faults, citations resolved both ways, differences. (Long: tables of cases.)"""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspect_app.catalogue import shipped_acts
from inspect_app.problems import Problem
from inspect_app.rules import statutes
from inspect_app.rules.plain import from_plain, to_plain
from inspect_app.rules.statute_citations import citation_in, law_titled, named
from inspect_app.rules.statute_comparison import PieceKind, compare_statutes, pieces
from inspect_app.rules.statute_numerals import number_in, numeral
from inspect_app.rules.statute_positions import Position, article_at, position_in
from inspect_app.rules.statute_reading import read_statute
from inspect_app.rules.statute_search import runs, sought, wanted_in
from inspect_app.rules.statute_texts import Statute, first_day_stated, last_change_on, passage_at, passages_of
from inspect_app.rules.statutes import Citation, Law
from tests.golden.cases import cases, file
from tests.invented_statutes import FIRST, SECOND, statute

REAL = Path(__file__).parents[3] / "shared" / "law" / "statutes"


@given(st.integers(1, 9999))
def test_every_number_is_read_back(number):
    assert number_in(numeral(number)) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [("十", 10), ("一百一十", 110), ("一百十", 110), ("一百零一", 101), ("49", 49), ("４９", 49), ("一千二百六十", 1260),
     ("十二百", None), ("十十", None), ("四九", None), ("", None), ("0", None), ("条", None), ("12345", None)],
)  # fmt: skip
def test_numbers_that_people_write_and_those_that_are_none(text, number):
    assert number_in(text) == number


@pytest.mark.parametrize("number", [0, 10_000])
def test_numbers_outside_of_what_a_statute_has_are_none(number):
    with pytest.raises(ValueError, match=str(number)):
        numeral(number)


@pytest.mark.parametrize(
    ("text", "position", "words"),
    [
        ("第四十九条", Position(49), "第四十九条"),
        ("第四十九条第一款第（三）项", Position(49, 0, 1, 3), "第四十九条第一款第三项"),
        ("第49条第3项", Position(49, 0, None, 3), "第四十九条第三项"),
        ("49条1款", Position(49, 0, 1), "第四十九条第一款"),
        ("第一百二十条之一第二款", Position(120, 1, 2), "第一百二十条之一第二款"),
        ("第三条第一款第二项第一目", Position(3, 0, 1, 2, 1), "第三条第一款第二项第一目"),
    ],
)
def test_places_are_read_and_written(text, position, words):
    assert position_in(text) == position
    assert position.words == words
    assert position_in(words) == position


@pytest.mark.parametrize(
    "text", ["", "条", "第条", "第四十九", "第四十九条的规定", "第一款", "第四九条", "第一条第二"]
)
def test_what_names_no_place(text):
    assert position_in(text) is None


@pytest.mark.parametrize(
    ("anchor", "position"), [("49", Position(49)), ("49-1", Position(49, 1)), ("0", None), ("x", None)]
)
def test_anchors_name_articles(anchor, position):
    assert article_at(anchor) == position
    assert position is None or position.anchor == anchor


def test_a_statute_is_read_with_its_chapters_paragraphs_items_and_sub_items():
    read = statute()
    third = read.articles[2]
    assert read.title == "某市地下停车示范条例"
    assert [one.position.words for one in read.articles] == ["第一条", "第二条", "第三条", "第四条", "第五条"]
    assert third.headings == ("第二章 管理", "第一节 日常")
    assert [len(one.items) for one in third.paragraphs] == [3, 0]
    assert third.paragraphs[0].items[1].subitems == ("主通道；", "疏散通道；")
    assert from_plain(Statute, to_plain(read)) == read


def test_an_inserted_article_stands_between():
    assert [one.position.words for one in statute(SECOND).articles][2:4] == ["第三条", "第三条之一"]


@pytest.mark.parametrize(
    ("cited", "official", "text"),
    [
        ("第二条", "第二条", "本条例适用于某市的地下停车场。\n车主应当爱护设施。"),
        ("第二条第二款", "第二条第二款", "车主应当爱护设施。"),
        ("第三条第一款第（一）项", "第三条第一款第一项", "（一）保持照明；"),
        ("第三条第三项", "第三条第一款第三项", "（三）每月检查一次。"),
        ("第三条第一款第二项第二目", "第三条第一款第二项第二目", "2．疏散通道；"),
        ("第一条第一款", "第一条", "为了规范地下停车，制定本条例。"),
    ],
)
def test_a_citation_gives_the_very_words_and_its_official_form(cited, official, text):
    place = position_in(cited)
    assert place
    found = passage_at(statute(), place)
    assert found
    assert (found.position.words, found.text) == (official, text)


@pytest.mark.parametrize(
    "cited",
    ["第六条", "第二条第三款", "第三条第一款第四项", "第二条第一项", "第三条第一款第一项第一目", "第三条之一"],
)
def test_a_place_that_the_statute_does_not_have(cited):
    place = position_in(cited)
    assert place
    assert passage_at(statute(), place) is None


@pytest.mark.parametrize("text", [FIRST, SECOND])
def test_every_place_has_official_words_that_lead_back_to_it(text):
    read = statute(text)
    for article in read.articles:
        for passage in passages_of(article):
            place = position_in(passage.position.words)
            assert place == passage.position
            again = passage_at(read, place)
            assert again
            assert again.position == passage.position
            assert again.text.startswith(passage.text)


FAULTS = [
    ("", 1, Problem.STATUTE_NO_TITLE),
    ("某条例\n第一条 甲。", 1, Problem.STATUTE_NO_TITLE),
    ("# 某条例\n2020年1月1日 通过", 0, Problem.STATUTE_NO_ARTICLES),
    ("# 某条例\n## 第一章 总则\n甲。", 3, Problem.STATUTE_LINE_OUTSIDE),
    ("# 某条例\n第一条 甲。\n# 又一部", 3, Problem.STATUTE_LINE_OUTSIDE),
    ("# 某条例\n## 第二章 总则\n第一条 甲。", 2, Problem.STATUTE_HEADING_ORDER),
    ("# 某条例\n## 第一章 总则\n第一条 甲。\n## 第三章 附则", 4, Problem.STATUTE_HEADING_ORDER),
    ("# 某条例\n## 第十百章 总则\n第一条 甲。", 2, Problem.STATUTE_NUMERAL_WRONG),
    ("# 某条例\n第二条 甲。", 2, Problem.STATUTE_FIRST_ARTICLE),
    ("# 某条例\n第一条 甲。\n第三条 丙。", 3, Problem.STATUTE_ARTICLE_ORDER),
    ("# 某条例\n第一条 甲。\n第一条 乙。", 3, Problem.STATUTE_ARTICLE_ORDER),
    ("# 某条例\n第一条 甲。\n第一条之二 乙。", 3, Problem.STATUTE_ARTICLE_ORDER),
    ("# 某条例\n第一条\n第二条 乙。", 2, Problem.STATUTE_ARTICLE_EMPTY),
    ("# 某条例\n第一条 甲。\n第二条任何单位不得停车。", 3, Problem.STATUTE_ARTICLE_UNSPACED),
    ("# 某条例\n第一条 下列：\n（一）甲；\n（三）丙。", 4, Problem.STATUTE_ITEM_ORDER),
    ("# 某条例\n第一条 下列：\n（一）甲：\n2．乙。", 4, Problem.STATUTE_ITEM_ORDER),
    ("# 某条例\n第十二百条 甲。\n第一条 乙。", 2, Problem.STATUTE_NUMERAL_WRONG),
    ("# 某条例\n第一条 甲。\n第貳条 乙。", 3, Problem.STATUTE_NUMERAL_WRONG),
]


@pytest.mark.parametrize(
    ("text", "row", "problem"), FAULTS, ids=[one.code + str(at) for at, (_t, _r, one) in enumerate(FAULTS)]
)
def test_a_fault_of_the_file_has_its_row_and_its_sentence(text, row, problem):
    _read, faults = read_statute(text)
    assert (row, problem) in [(one.row, one.refusal.problem) for one in faults]
    assert all(one.refusal.sentence for one in faults)


def test_an_article_that_speaks_of_the_next_one_is_not_taken_for_it():
    _read, faults = read_statute("# 某条例\n第一条 甲。\n第二条规定的情形除外。\n第二条 乙。")
    assert faults == ()


def test_blank_lines_full_width_blanks_and_line_ends_of_windows_change_nothing():
    messy = "\ufeff" + FIRST.replace("第一条 ", "第一条\u3000\u3000").replace("\n", "\r\n")
    assert statute(messy) == statute()


@pytest.mark.parametrize(
    ("text", "changed", "stated"),
    [(FIRST, date(2020, 3, 1), date(2020, 5, 1)), (SECOND, date(2023, 6, 1), None),
     (FIRST.replace("自2020年5月1日起施行", "自二〇二〇年三月一日起施行"), date(2020, 3, 1), date(2020, 3, 1)),
     (FIRST.replace("自2020年5月1日起施行", "自2020年2月29日起施行"), date(2020, 3, 1), None),
     (FIRST.replace("自2020年5月1日起施行", "自2020年2月30日起施行"), date(2020, 3, 1), None),
     (FIRST.replace("自2020年5月1日起施行", "自公布之日起施行"), date(2020, 3, 1), None)],
)  # fmt: skip
def test_the_first_day_in_force_is_taken_from_the_text_only_where_it_can_be_this_versions(text, changed, stated):
    assert last_change_on(statute(text)) == changed
    assert first_day_stated(statute(text)) == stated


def test_what_an_amendment_changed():
    found = compare_statutes(statute(FIRST), statute(SECOND))
    assert [one.position.words for one in found.added] == ["第三条之一"]
    assert found.removed == found.renumbered == ()
    assert [one.after.position.words for one in found.changed] == ["第四条"]
    told = [(piece.kind, piece.text) for piece in found.changed[0].pieces]
    assert (PieceKind.REMOVED, "一千") in told
    assert (PieceKind.ADDED, "二千元以上五千") in told
    assert len(found.history_added) == 1
    assert compare_statutes(statute(SECOND), statute(FIRST)).removed == found.added


def test_the_same_text_differs_in_nothing_and_a_first_version_in_everything():
    assert compare_statutes(statute(), statute()).is_empty
    assert len(compare_statutes(None, statute()).added) == 5


def test_an_article_that_moved_is_renumbered_and_not_changed():
    longer = FIRST.replace("第二条 本条例", "第二条 新的一条。\n\n第三条 本条例")
    for old, new in (("第五条 本", "第六条 本"), ("第四条 违", "第五条 违"), ("第三条 管", "第四条 管")):
        longer = longer.replace(old, new)
    found = compare_statutes(statute(), statute(longer))
    assert [(a.position.words, b.position.words) for a, b in found.renumbered] == [
        ("第二条", "第三条"), ("第三条", "第四条"), ("第四条", "第五条"), ("第五条", "第六条")]  # fmt: skip
    assert [one.text for one in found.added] == ["新的一条。"]
    assert (found.removed, found.changed) == ((), ())


@given(st.text("甲乙丙一二，。", max_size=30), st.text("甲乙丙一二，。", max_size=30))
def test_pieces_put_together_again_are_both_texts(before, after):
    found = pieces(before, after)
    assert "".join(one.text for one in found if one.kind is not PieceKind.ADDED) == before
    assert "".join(one.text for one in found if one.kind is not PieceKind.REMOVED) == after


TITLES = [law.value for law in Law]


@pytest.mark.parametrize(
    ("name", "laws"),
    [("中华人民共和国行政处罚法", [Law.PENALTY]), ("《行政处罚法》", [Law.PENALTY]), ("处罚法", [Law.PENALTY]),
     ("人防法", [Law.CIVIL_AIR_DEFENCE]), ("民防条例", [Law.SHANGHAI_CIVIL_DEFENCE]), ("消防条例", [Law.SHANGHAI_FIRE]),
     ("消防法", [Law.FIRE]), ("营商条例", [Law.SHANGHAI_BUSINESS]), ("刑法", []), ("", []),
     ("管理条例", [Law.CONSTRUCTION_QUALITY]), ("办法", [Law.SHANGHAI_WORKS_MEASURES])],
)  # fmt: skip
def test_laws_by_full_and_short_names(name, laws):
    assert named(name, TITLES) == [law.value for law in laws]


def test_a_name_that_may_mean_several_names_them_all():
    assert len(named("条例", TITLES)) > 2


@pytest.mark.parametrize(
    ("text", "found"),
    [("《行政处罚法》第五十一条", ("行政处罚法", Position(51))), ("处罚法51条", ("处罚法", Position(51))),
     ("人防法 第四十九条第（三）项", ("人防法", Position(49, 0, None, 3))), ("第五条", ("", Position(5))),
     ("防空警报", None), ("《行政处罚法》", None)],
)  # fmt: skip
def test_citations_as_people_type_them(text, found):
    assert citation_in(text) == found


def test_a_title_leads_to_the_law_that_the_rules_cite():
    assert law_titled("上海市民防条例") is Law.SHANGHAI_CIVIL_DEFENCE
    assert law_titled("某市地下停车示范条例") is None


def cited() -> list[Citation]:
    """Everything that the rules and the catalogue stand on."""
    acts = shipped_acts().values()
    of_acts = [one for act in acts for one in (*act.duties, *((act.penalty,) if act.penalty else ()))]
    return [one for one in vars(statutes).values() if isinstance(one, Citation)] + of_acts


def test_every_citation_names_a_place_in_official_words():
    wrong = [
        one.text for one in cited() if (place := position_in(one.article)) is None or place.words != one.article
    ]
    assert wrong == []


@pytest.mark.skipif(not REAL.is_dir(), reason="the statutes do not lie beside this checkout")
def test_every_citation_of_a_real_statute_finds_its_words_in_the_form_in_which_one_cites_them():
    texts = {
        one.title: one for one in (statute(path.read_text(encoding="utf-8")) for path in sorted(REAL.glob("*.md")))
    }
    assert len(texts) >= 3
    of_these = [one for one in cited() if one.law.value in texts]
    assert len(of_these) > 50
    wrong = []
    for one in of_these:
        place = position_in(one.article)
        found = passage_at(texts[one.law.value], place) if place else None
        if found is None or found.position.words != one.article:
            wrong.append(one.text)
    assert wrong == []


@pytest.mark.skipif(not REAL.is_dir(), reason="the statutes do not lie beside this checkout")
def test_every_place_of_the_real_statutes_leads_back_to_itself():
    for path in sorted(REAL.glob("*.md")):
        read = statute(path.read_text(encoding="utf-8"))
        for passage in (one for article in read.articles for one in passages_of(article)):
            again = passage_at(read, passage.position)
            assert again
            assert again.position == passage.position


SAMPLE = from_plain(Statute, file("citations")["statute"])


def golden(rule):
    return pytest.mark.parametrize(("given", "expected"), cases("citations", rule))


@golden("numeral")
def test_golden_numerals(given, expected):
    assert numeral(given["number"]) == expected


@golden("number_in")
def test_golden_numbers(given, expected):
    assert number_in(given["text"]) == expected


@golden("position_in")
def test_golden_places(given, expected):
    position = position_in(given["text"])
    assert (position and {"position": to_plain(position), "words": position.words}) == expected


@golden("passage_at")
def test_golden_passages(given, expected):
    place = position_in(given["cited"])
    assert place
    found = passage_at(SAMPLE, place)
    assert (found and {"words": found.position.words, "text": found.text}) == expected


@golden("search")
def test_golden_searches(given, expected):
    """As the office's database finds them, here over the articles themselves."""
    wanted = wanted_in(given["query"], [SAMPLE.title])
    if wanted.place:
        passage = passage_at(SAMPLE, wanted.place)
        assert [passage.position.of_article.words] == expected if passage else expected == []
        return
    hits = [one for one in SAMPLE.articles if all(word in sought(one.text) for word in wanted.words)]
    assert [one.position.words for one in hits] == expected


def test_marked_words_are_the_ones_that_were_looked_for_and_the_text_stays_whole():
    found = runs("处以１千元罚款，罚款上缴。", ["1千", "罚款"])
    assert "".join(one.text for one in found) == "处以１千元罚款，罚款上缴。"
    assert [one.text for one in found if one.is_hit] == ["１千", "罚款", "罚款"]
