"""Every form, and a whole case file, opened in LibreOffice as a clerk would open them: nothing is lost, pages are numbered."""

import io
import re

import pytest
from PIL import Image
from pypdf import PdfReader

from inspect_app.actions.paper_templates import filled_context
from inspect_app.catalogue.paper_examples import example_values
from inspect_app.catalogue.paper_samples import sample_template
from inspect_app.rules.case_files import CaseFile, FileEntry
from inspect_app.rules.paper_blocks import Align, Picture, Words
from inspect_app.rules.paper_forms import FORMS
from inspect_app.store.case_file_word import case_file_word
from inspect_app.store.word_reading import blocks_of_word
from inspect_app.store.word_templates import fill
from tests.office_suite import MISSING, as_pdf, office_suite

GIVEN = {"agency": "上海市松江区民防办公室", "number": "沪松民防示〔2026〕第0001号", "made_on": "2026年11月28日"}
SPACE = re.compile(r"\s+")
MOST_PAGES = 3


def paper(code, *, is_demonstration=False):
    given = {**GIVEN, "sha256": "ab" * 32, "is_demonstration": is_demonstration}
    return fill(sample_template(code), filled_context(FORMS[code], example_values(FORMS[code]), given))


def case_file():
    """Two papers, one of several pages, and an evidence sheet."""
    long = (
        Words("长文书", Align.CENTER, 22, is_bold=True),
        *(Words(f"第{n}段。" + "内容" * 150) for n in range(20)),
    )
    entries = (
        FileEntry(
            "行政处罚决定书",
            "2026年6月12日",
            blocks_of_word(paper("penalty_decision")),
            "penalty_decision",
            "沪1号",
        ),
        FileEntry("长文书", "2026年6月13日", long, "hearing_record"),
        FileEntry("证据照片（1）", "2026年5月15日", (Words("证据照片（1）"), Picture("a" * 64, ("证明对象：门",)))),
    )
    cover, closing = (blocks_of_word(paper(code)) for code in ("file_cover", "file_closing"))
    return CaseFile("演示案", "沪1号", GIVEN["agency"], cover, entries, closing, is_demonstration=True)


def picture(_sha256):
    out = io.BytesIO()
    Image.new("RGB", (800, 1200), (90, 120, 160)).save(out, "JPEG")
    return out.getvalue()


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    """Text of each page of each paper, without blanks: where a line breaks is the program's business."""
    program = office_suite()
    if program is None:
        pytest.skip(MISSING)
    words = {code: paper(code) for code in FORMS} | {"case": case_file_word(case_file(), picture)}
    words["demonstration"] = paper("demand", is_demonstration=True)
    pdfs = as_pdf(program, tmp_path_factory.mktemp("papers"), words)
    return {
        name: [SPACE.sub("", page.extract_text()) for page in PdfReader(path).pages] for name, path in pdfs.items()
    }


def plain(text):
    return SPACE.sub("", text)


@pytest.mark.slow
def test_every_paper_opens_with_all_that_it_says_and_numbered_pages(pages):
    for code, form in FORMS.items():
        found, text = pages[code], "".join(pages[code])
        assert 1 <= len(found) <= MOST_PAGES, code
        for number, page in enumerate(found, 1):
            assert f"第{number}页共{len(found)}页" in page, code
            assert "ab" * 32 in page, code
        assert found[0].startswith(GIVEN["agency"] + form.title), code
        values = example_values(form).values()
        said = [one for one in values if isinstance(one, str)]
        said += [one for rows in values if not isinstance(rows, str) for row in rows for one in row.values()]
        # A long text may run over a page, with the foot between: its beginning and its end are looked for.
        assert [one for one in said if plain(one)[:12] not in text or plain(one)[-12:] not in text] == [], code


@pytest.mark.slow
def test_a_demonstration_says_so_and_a_real_paper_does_not(pages):
    assert "演示数据不具法律效力" in pages["demonstration"][0]
    assert not any("不具法律效力" in "".join(pages[code]) for code in FORMS)


@pytest.mark.slow
def test_the_contents_of_a_case_file_name_the_very_pages(pages):
    cover, contents, *papers, closing = pages["case"]
    assert "卷宗封面" in cover
    assert "卷内备考表" in closing
    begins = {}
    for title, words in (
        ("行政处罚决定书", "行政处罚决定书"),
        ("长文书", "长文书第0段"),
        ("证据照片（1）", "证据照片（1）"),
    ):
        begins[title] = next(number for number, page in enumerate(papers, 1) if words in page)
    assert 1 == begins["行政处罚决定书"] < begins["长文书"] < begins["证据照片（1）"] == len(papers)
    assert f"沪1号行政处罚决定书2026年6月12日{begins['行政处罚决定书']}" in contents
    assert f"长文书2026年6月13日{begins['长文书']}" in contents
    assert f"证据照片（1）2026年5月15日{begins['证据照片（1）']}" in contents
    for number, page in enumerate(papers, 1):
        assert f"第{number}页" in page
        assert "不具法律效力" in page
    assert "页" not in cover.replace("本卷页数", "")
    assert f"卷内文书和证据材料共{len(papers)}页" in closing
