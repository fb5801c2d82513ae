"""Sample templates fill in whole; wrong ones are named fault by fault; hostile ones are not opened."""

import zlib
from functools import cache

import pytest

from inspect_app.actions.paper_templates import filled_context
from inspect_app.catalogue.paper_examples import example_values
from inspect_app.catalogue.paper_samples import sample_template
from inspect_app.problems import Problem
from inspect_app.rules.paper_blocks import Align, Grid, Words
from inspect_app.rules.paper_forms import FORMS, form_of
from inspect_app.store.word_checks import check_template
from inspect_app.store.word_files import MOST_BYTES, MOST_OF_THE_TEXT, CannotOpen, unpacked
from inspect_app.store.word_reading import blocks_of_word
from inspect_app.store.word_templates import faults_of_template, fill
from tests.word_by_hand import sample_with, sample_without, text_of_word, with_parts, word

DEMAND = form_of("demand")
DOCUMENT = "word/document.xml"


def context(form, **more):
    given = {"agency": "松江区民防办公室", "number": "沪〔2026〕第0001号", "made_on": "2026年11月28日"}
    return filled_context(
        form, {**example_values(form), **more}, {**given, "sha256": "ab" * 32, "is_demonstration": False}
    )


def problems(body, form=DEMAND):
    return [fault.problem for fault in faults_of_template(form, body, context(form))]


def sentences(body, form=DEMAND):
    return " ".join(fault.sentence for fault in faults_of_template(form, body, context(form)))


@pytest.mark.parametrize("form", FORMS.values(), ids=list(FORMS))
def test_a_sample_says_everything_that_it_is_given(form):
    values = example_values(form)
    assert faults_of_template(form, sample_template(form.code), context(form)) == []
    text = text_of_word(fill(sample_template(form.code), context(form)))
    said = [value for value in values.values() if isinstance(value, str)]
    said += [
        one for value in values.values() if not isinstance(value, str) for row in value for one in row.values()
    ]
    assert [one for one in said if one not in text] == []
    assert form.title in text
    assert "松江区民防办公室" in text
    assert "ab" * 32 in text
    assert ("沪〔2026〕第0001号" in text) is bool(form.series or form.of_record)
    assert "{" not in text
    assert "不具法律效力" not in text


def test_the_same_values_give_the_same_bytes():
    assert fill(sample_template("demand"), context(DEMAND)) == fill(sample_template("demand"), context(DEMAND))
    before = sample_template("demand")
    sample_template.cache_clear()
    assert sample_template("demand") == before


def test_a_demonstration_says_so_on_every_page():
    body = fill(sample_template("demand"), {**context(DEMAND), "is_demonstration": True})
    assert "演示数据　不具法律效力" in text_of_word(body)


def test_what_is_filled_in_is_text_and_nothing_else():
    odd = "<w:p/> & {{ number }} {% if x %} 甲\n乙"
    text = text_of_word(fill(sample_template("demand"), context(DEMAND, duty=odd)))
    assert "<w:p/> & {{ number }} {% if x %} 甲" in text
    assert "乙" in text


def test_blocks_show_the_file_in_its_order():
    blocks = blocks_of_word(fill(sample_template("demand"), context(DEMAND)))
    agency, title = blocks[:2]
    assert agency == Words("松江区民防办公室", Align.CENTER, 16)
    assert (title.text, title.is_bold, title.size_pt) == ("履行催告书", True, 22)
    [grid] = [one for one in blocks if isinstance(one, Grid)]
    assert [[box.span for box in row] for row in grid.rows] == [[1, 3]] * 4
    assert grid.rows[0][0].words[0].text == "应当履行的义务"
    assert sum(grid.widths) == pytest.approx(1)
    assert blocks[-1].text.startswith("当事人签收")


def test_every_fault_of_a_template_is_named_at_once():
    body = word("{{ party_nam }} {{ duty }} {{ officers }}", "{%p for row in duty %}", "{%p endfor %}")
    said = sentences(body)
    assert "“party_nam”不是《履行催告书》的字段" in said
    assert "“officers”不是" in said
    assert "“duty”用法不对" in said
    for one in DEMAND.contents:
        assert (f"没有“{one.label}”" in said) is (one.law is not None and one.name != "duty"), one.name
    missing = faults_of_template(DEMAND, body, context(DEMAND))[-1]
    assert missing.law is not None


def test_one_missing_content_is_named_with_its_article():
    [fault] = faults_of_template(DEMAND, sample_without("demand", "{{ consequence }}"), context(DEMAND))
    assert fault.problem is Problem.TEMPLATE_FIELD_MISSING
    assert fault.law.text == "《中华人民共和国行政强制法》第五十四条"


@pytest.mark.parametrize(
    "text",
    [
        "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
        "{{ duty.__class__.__mro__ }}",
        "{{ ''.__class__ }}",
        "{{ duty|upper }}",
        "{{ duty * 1000000000 }}",
        "{{ range(1000000000) }}",
        "{% set x = duty %}",
        "{% macro f() %}{{ f() }}{% endmacro %}",
        "{% include 'x' %}",
        "{% import 'x' as x %}",
        "{% extends 'x' %}",
        "{{ duty[0] }}",
        "{{ lipsum() }}",
        "{% if duty == '甲' %}x{% endif %}",
        "{% if number %}x{% endif %}",
        "{{ 'x' }}",
        "{% for a in attachments recursive %}{{ loop(a) }}{% endfor %}",
    ],
)
def test_wording_that_calculates_or_reaches_out_is_forbidden(text):
    form = form_of("enforcement_application") if "attachments" in text else DEMAND
    found = problems(sample_with(form.code, text), form)
    assert set(found) <= {Problem.TEMPLATE_WORDING_FORBIDDEN, Problem.TEMPLATE_FIELD_UNKNOWN}
    assert found


def test_rows_within_rows_are_forbidden():
    form = form_of("enforcement_application")
    text = "{% for a in attachments %}{% for b in attachments %}{{ b.name }}{% endfor %}{% endfor %}"
    assert Problem.TEMPLATE_WORDING_FORBIDDEN in problems(sample_with(form.code, text), form)


def test_a_condition_a_number_of_the_row_and_else_are_allowed():
    form = form_of("enforcement_application")
    text = "{% for a in attachments %}{{ loop.index }} {{ a.name }}{% endfor %}"
    text += "{% if has.facts %}甲{% elif has.court %}乙{% else %}丙{% endif %}{% if not has.facts %}丁{% endif %}"
    assert problems(sample_with(form.code, text), form) == []


@pytest.mark.parametrize(
    "text", ["{{ duty", "{% if has.duty %}", "{{ }}", "{% for %}", "{{ duty }} }} {% endif %}"]
)
def test_wording_that_cannot_be_read_is_named(text):
    found = problems(sample_with("demand", text))
    assert set(found) <= {Problem.TEMPLATE_WORDING_WRONG, Problem.TEMPLATE_NOT_WORD}
    assert found


def test_the_files_own_properties_are_read_too():
    body = word(*("{{ " + one.name + " }}" for one in DEMAND.contents), author="{{ cycler.__init__ }}")
    assert problems(body) == [Problem.TEMPLATE_FIELD_UNKNOWN]


RELATIONSHIPS = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
LINK = (
    b'<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" '
    b'Target="http://192.0.2.1/x.png" TargetMode="External"/>'
)
FIELD = b'<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>%s</w:instrText></w:r></w:p></w:body>'


@cache
def hostile() -> dict[str, tuple[bytes, str]]:
    sample = sample_template("demand")
    return {
        "a macro": (with_parts(sample, {"word/vbaProject.bin": b"\xd0\xcf\x11\xe0"}), "宏或者嵌入的文件"),
        "an embedded file": (with_parts(sample, {"word/embeddings/a.docx": b"PK"}), "宏或者嵌入的文件"),
        "a link outside": (
            with_parts(sample, change={"word/_rels/document.xml.rels": (RELATIONSHIPS, RELATIONSHIPS + LINK)}),
            "指向外部的链接",
        ),
        "a field that fetches": (
            with_parts(sample, change={DOCUMENT: (b"</w:body>", FIELD % b' INCLUDETEXT "C:\\\\x"')}),
            "自动更新的域、INCLUDETEXT",
        ),
        "a field that runs": (
            with_parts(sample, change={DOCUMENT: (b"</w:body>", FIELD % b"DDEAUTO c:\\\\cmd.exe")}),
            "自动更新的域、DDEAUTO",
        ),
        "another file inside": (
            with_parts(sample, change={DOCUMENT: (b"</w:body>", b"<w:altChunk/></w:body>")}),
            "嵌入的其他文件",
        ),
        "an entity": (
            with_parts(sample, {"word/a.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}),
            "看不懂的内容",
        ),
        "an entity in another encoding": (
            with_parts(sample, {"word/a.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'.encode("utf-16-le")}),
            "看不懂的内容",
        ),
        "broken XML": (with_parts(sample, {"word/a.xml": b"<a><b></a>"}), "看不懂的内容"),
        "deep XML": (with_parts(sample, {"word/a.xml": b"<a>" * 5_000 + b"</a>" * 5_000}), "看不懂的内容"),
    }


@pytest.mark.parametrize("name", list(hostile()))
def test_a_file_with_something_that_runs_or_links_is_not_taken(name):
    body, what = hostile()[name]
    found = faults_of_template(DEMAND, body, context(DEMAND))
    assert [fault.problem for fault in found] == [Problem.TEMPLATE_NOT_SAFE]
    assert what in found[0].sentence


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"%PDF-1.7",
        b"PK\x03\x04 broken",
        sample_template("demand")[:-200],
        with_parts(sample_template("demand"), change={"[Content_Types].xml": (b"document.main", b"template.main")}),
    ],
    ids=["empty", "pdf", "broken", "cut off", "another type"],
)
def test_what_is_no_word_file_is_said_to_be_none(body):
    assert problems(body) == [Problem.TEMPLATE_NOT_WORD]


@pytest.mark.parametrize(
    "body",
    [
        b"PK" + bytes(MOST_BYTES),
        with_parts(sample_template("demand"), {"word/media/a.png": bytes(30 * 1024 * 1024)}),
        with_parts(sample_template("demand"), {f"word/media/{n}.png": bytes(7 * 1024 * 1024) for n in range(4)}),
        with_parts(sample_template("demand"), {f"word/media/{n}.png": b"" for n in range(400)}),
        with_parts(
            sample_template("demand"), change={DOCUMENT: (b"</w:body>", b" " * MOST_OF_THE_TEXT + b"</w:body>")}
        ),
    ],
    ids=["large", "bomb", "many bombs", "many parts", "long text"],
)
def test_a_file_that_is_or_becomes_too_large_is_not_unpacked(body):
    with pytest.raises(CannotOpen) as refused:
        unpacked(body)
    assert refused.value.refusals[0].problem is Problem.TEMPLATE_TOO_LARGE


def test_a_size_that_the_file_states_wrongly_is_not_believed():
    """A zip that says one byte and holds many: its stated size is written over."""
    body = with_parts(sample_template("demand"), {"word/media/a.png": bytes(9 * 1024 * 1024)})
    size = (9 * 1024 * 1024).to_bytes(4, "little")
    crc = zlib.crc32(bytes(9 * 1024 * 1024)).to_bytes(4, "little")
    assert size in body
    assert crc in body
    found = problems(body.replace(size, (1).to_bytes(4, "little")))
    assert found[0] in (Problem.TEMPLATE_TOO_LARGE, Problem.TEMPLATE_NOT_WORD)


def test_checking_happens_in_a_process_of_its_own_with_the_same_result():
    body = sample_without("demand", "{{ consequence }}")
    found = check_template("demand", body, context(DEMAND))
    assert found == faults_of_template(DEMAND, body, context(DEMAND))
    assert found[0].law


def test_a_template_that_takes_too_long_is_given_up():
    """Text on which reading takes quadratic time."""
    text = b"<w:p><w:r><w:t>" + b"{{ " * 200_000 + b"</w:t></w:r></w:p></w:body>"
    body = with_parts(sample_template("demand"), change={DOCUMENT: (b"</w:body>", text)})
    [fault] = check_template("demand", body, context(DEMAND), seconds=1)
    assert fault.problem is Problem.TEMPLATE_TOO_SLOW
