"""Issuing papers: checked, numbered from one place, rendered once and kept; served, voided, and copied from the record."""

import hashlib
import io
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from docx import Document

from inspect_app.actions.office_papers import PaperFacts, issue_paper, serve_paper, void_paper
from inspect_app.actions.paper_templates import publish_template, retire_template, upload_template
from inspect_app.actions.settings import change_setting
from inspect_app.actions.word_copies import service_record_of, word_copy
from inspect_app.catalogue.paper_examples import example_values
from inspect_app.catalogue.paper_samples import sample_template
from inspect_app.problems import Problem, Refused
from inspect_app.rules.documents import document_sha256
from inspect_app.rules.numbers import FormKind, Unused, gaps_of
from inspect_app.rules.paper_forms import form_of
from inspect_app.rules.procedure import Subject
from inspect_app.rules.settings import SettingName
from inspect_app.store.audit import audit_lines
from inspect_app.store.base import transaction
from inspect_app.store.documents import all_form_uses, blocks_of, documents_for
from inspect_app.store.office_papers import bytes_of, papers_claimed, papers_of
from inspect_app.store.word_signatures import picture_of
from tests.conftest import MONDAY
from tests.on_site import decide, deliver, finished_visit, order, seal
from tests.word_by_hand import sample_with, text_of_word

SUBJECT = uuid4()


def issue(office, form="demand", *, at=MONDAY, by=None, **more):
    with transaction():
        values = {**example_values(form_of(form)), **more}
        return issue_paper(PaperFacts(form, Subject.DECISION, SUBJECT, values), by=by or office.jia, at=at)


def problems(refused):
    return [one.problem for one in refused.value.refusals]


def uses(office, kind=FormKind.DEMAND, year=2026):
    return all_form_uses(office.agency.id, kind, year)


def test_a_paper_is_numbered_rendered_once_and_kept_under_its_hash(office):
    paper = issue(office)
    body = bytes_of(paper.file_sha256)
    assert paper.number == "沪松民防催〔2026〕第0001号"
    assert hashlib.sha256(body).hexdigest() == paper.file_sha256
    assert document_sha256(paper.content) == paper.sha256
    text = text_of_word(body)
    for words in (paper.number, paper.sha256, paper.content["agency"], "缴纳罚款"):
        assert words in text
    assert [one.id for one in papers_of(SUBJECT)] == [paper.id]
    assert [(use.document_id, use.number) for use in uses(office)] == [(paper.id, paper.number)]
    assert [one.deed for one in audit_lines(limit=1)] == ["issue_paper"]


def test_issuing_again_makes_another_paper_and_leaves_the_first_as_it_was(office):
    first = issue(office)
    kept = bytes_of(first.file_sha256)
    second = issue(office, duty="缴纳罚款和加处罚款")
    assert second.number == "沪松民防催〔2026〕第0002号"
    assert bytes_of(first.file_sha256) == kept
    assert [one.id for one in papers_of(SUBJECT)] == [first.id, second.id]


def test_what_is_missing_is_said_together_and_no_number_is_used(office):
    with pytest.raises(Refused) as refused:
        issue(office, due="", way=" ")
    assert {one.facts["content"] for one in refused.value.refusals} == {"履行期限", "履行方式"}
    assert all(one.law for one in refused.value.refusals)
    assert uses(office) == []
    assert papers_of(SUBJECT) == []


def test_each_kind_and_each_year_counts_by_itself(office):
    issue(office)
    assert issue(office, "penalty_notice").number == "沪松民防罚告〔2026〕第0001号"
    assert issue(office, at=MONDAY + timedelta(days=60)).number == "沪松民防催〔2027〕第0001号"
    assert issue(office, "interview_record").number == ""


def test_the_office_writes_its_numbers_as_it_likes(office):
    with transaction():
        change_setting(SettingName.PAPER_NUMBER, "松国动{word}字〔{year}〕{serial}", by=office.head, at=MONDAY)
    assert issue(office).number == "松国动催字〔2026〕0001"


def test_redress_is_written_by_the_procedure_and_the_day(office):
    paper = issue(office, "penalty_decision", redress="")
    assert "六十日内向上海市松江区人民政府申请行政复议，也可以" in paper.content["values"]["redress"]
    assert "六个月内" in text_of_word(bytes_of(paper.file_sha256))


def test_an_on_the_spot_decision_is_never_made_at_the_desk_as_a_paper(office):
    with pytest.raises(Refused) as refused:
        issue(office, "on_the_spot_decision")
    assert problems(refused) == [Problem.PAPER_OF_RECORD]


def test_a_form_that_does_not_exist_is_refused(office):
    with pytest.raises(Refused) as refused, transaction():
        issue_paper(PaperFacts("ticket", Subject.VISIT, SUBJECT, {}), by=office.jia, at=MONDAY)
    assert problems(refused) == [Problem.PAPER_FORM_UNKNOWN]


def test_a_voided_paper_stays_with_its_number_and_reason(office):
    paper = issue(office)
    with pytest.raises(Refused) as refused, transaction():
        void_paper(paper.id, " ", by=office.jia, at=MONDAY)
    assert problems(refused) == [Problem.REASON_NEEDED]
    with transaction():
        void_paper(paper.id, "当事人名称写错", by=office.jia, at=MONDAY)
    [kept] = papers_of(SUBJECT)
    assert (kept.voided_by, kept.void_reason) == (office.jia.id, "当事人名称写错")
    assert bytes_of(kept.file_sha256)
    assert [use.voided_reason for use in uses(office)] == ["当事人名称写错"]
    assert issue(office).number == "沪松民防催〔2026〕第0002号"
    [block] = blocks_of(None, office.agency.id, FormKind.DEMAND, 2026)
    gaps = gaps_of(block.facts(), {use.serial for use in uses(office)}, holder=Unused.AT_THE_DESK, on=MONDAY.date())
    assert [(gap.first, gap.why) for gap in gaps] == [(3, Unused.AT_THE_DESK)]


def test_a_served_paper_can_neither_be_voided_nor_served_again(office):
    paper = issue(office)
    served = {"by": office.jia, "at": MONDAY, "served_at": MONDAY}
    with pytest.raises(Refused) as refused, transaction():
        serve_paper(paper.id, "", "直接送达", **served)
    assert problems(refused) == [Problem.PAPER_SERVICE_NOT_STATED]
    with transaction():
        serve_paper(paper.id, "王五", "直接送达", **served)
    for deed in (
        lambda: void_paper(paper.id, "错", by=office.jia, at=MONDAY),
        lambda: serve_paper(paper.id, "甲", "乙", **served),
    ):
        with pytest.raises(Refused) as refused, transaction():
            deed()
        assert problems(refused) == [Problem.PAPER_SERVED]
    assert papers_of(SUBJECT)[0].served_to == "王五"


def test_a_voided_paper_cannot_be_served(office):
    paper = issue(office)
    with transaction():
        void_paper(paper.id, "错", by=office.jia, at=MONDAY)
    with pytest.raises(Refused) as refused, transaction():
        serve_paper(paper.id, "甲", "直接送达", by=office.jia, at=MONDAY, served_at=MONDAY)
    assert problems(refused) == [Problem.PAPER_VOIDED]


def test_a_paper_is_known_by_its_number_its_content_and_its_file(office):
    paper = issue(office)
    for asked in (
        {"number": paper.number, "sha256": ""},
        {"number": "", "sha256": paper.sha256},
        {"number": "", "sha256": paper.file_sha256},
    ):
        assert [one.id for one in papers_claimed(office.agency.id, **asked)] == [paper.id]
    assert papers_claimed(office.agency.id, number="", sha256="") == []
    assert papers_claimed(uuid4(), number=paper.number, sha256="") == []


def publish(office, code="demand", text="本单位专用。"):
    with transaction():
        draft = upload_template(
            code, sample_with(code, text), "催告书.docx", "加一行", by=office.supervisor, at=MONDAY
        )
    with transaction():
        return publish_template(draft.id, by=office.head, at=MONDAY)


def test_papers_are_made_with_the_published_template_and_earlier_ones_stay(office):
    before = issue(office)
    version = publish(office)
    after = issue(office)
    assert "本单位专用。" not in text_of_word(bytes_of(before.file_sha256))
    assert "本单位专用。" in text_of_word(bytes_of(after.file_sha256))
    assert after.template_sha256 == version.file_sha256
    assert bytes_of(before.template_sha256) == sample_template("demand")
    with transaction():
        retire_template(version.id, by=office.head, at=MONDAY)
    assert "本单位专用。" not in text_of_word(bytes_of(issue(office).file_sha256))


@pytest.fixture
def decision_id(office, phone):
    phone.sync()
    visit_id, finding_id = finished_visit(phone, office.work.id)
    decision_id = decide(phone, office.yi.id, visit_id, finding_id)
    deliver(phone, visit_id, decision_id)
    phone.sync()
    return UUID(decision_id)


def test_the_word_form_of_a_decision_repeats_the_record_under_its_number_and_hash(office, decision_id):
    [document] = documents_for(decision_id)
    with transaction():
        paper = word_copy(document, by=office.supervisor, at=MONDAY)
    text = text_of_word(bytes_of(paper.file_sha256))
    content = document.content
    for words in (
        document.number,
        document.sha256,
        content["redress"],
        content["facts"],
        content["sanction"],
        "SJ-001",
        "张三于",
    ):
        assert words in text
    assert (paper.number, paper.sha256, paper.subject) == (document.number, document.sha256, Subject.DECISION)
    with transaction():
        assert word_copy(document, by=office.jia, at=MONDAY).id == paper.id
    assert papers_claimed(office.agency.id, number=document.number, sha256="") == []


def test_the_receipt_of_service_says_who_signed(office, decision_id):
    [document] = documents_for(decision_id)
    with transaction():
        paper = service_record_of(document, by=office.jia, at=MONDAY)
    text = text_of_word(bytes_of(paper.file_sha256))
    for words in ("送达回证", document.number, "演示物业有限公司", "当场直接送达", "张三", "检查员jia、检查员yi"):
        assert words in text


def test_a_refused_order_says_so_in_its_word_form_and_its_receipt(office, phone):
    phone.sync()
    visit_id, finding_id = finished_visit(phone, office.work.id)
    order_id = order(phone, office.yi.id, visit_id, finding_id, refusal="当事人称要请示总部", witness="钱某")
    phone.sync()
    [document] = documents_for(UUID(order_id))
    with transaction():
        paper, receipt = (
            word_copy(document, by=office.jia, at=MONDAY),
            service_record_of(document, by=office.jia, at=MONDAY),
        )
    assert "修复防护门。" in text_of_word(bytes_of(paper.file_sha256))
    text = text_of_word(bytes_of(receipt.file_sha256))
    for words in ("留置送达", "当事人称要请示总部", "钱某"):
        assert words in text


@pytest.mark.parametrize(
    "content",
    [
        {},
        {"officers": 5, "findings": "text", "answers": [1], "checklists": None, "party": {"name": "甲"}},
        {
            "officers": [3, {"name": "乙"}],
            "findings": [1, {"item": "门", "text": "坏"}],
            "recordings": [{"kind": "录音"}, 4],
        },
    ],
)
def test_a_record_with_odd_parts_still_has_a_word_form(office, phone, content):
    visit_id = phone.start_visit(office.work.id)
    document_id = seal(phone, visit_id, **content)
    phone.sync()
    document = next(one for one in documents_for(UUID(visit_id)) if str(one.id) == document_id)
    with transaction():
        paper = word_copy(document, by=office.jia, at=MONDAY)
    assert "现场检查笔录" in text_of_word(bytes_of(paper.file_sha256))
    with pytest.raises(Refused), transaction():
        service_record_of(document, by=office.jia, at=MONDAY)


def test_signatures_drawn_on_the_phone_stand_in_the_word_copy(office, phone):
    """Each at its own line, with its day; the page says where a hand has signed."""
    phone.sync()
    visit_id, finding_id = finished_visit(phone, office.work.id)
    decision_id = decide(phone, office.yi.id, visit_id, finding_id)
    deliver(phone, visit_id, decision_id)
    phone.sync()
    [document] = documents_for(UUID(decision_id))
    with transaction():
        paper = word_copy(document, by=office.supervisor, at=MONDAY)
    word = Document(io.BytesIO(bytes_of(paper.file_sha256)))
    lines = [one for one in word.paragraphs if one._p.xpath(".//w:drawing")]
    drawn = [one for one in document.signatures if picture_of(one.strokes)]
    assert len(lines) == len(drawn) > 0
    assert all("＿" not in one.text for one in lines)


@pytest.mark.parametrize("strokes", [[], [[]], [[[1, 2]]], ["x"], [[["a", "b"], [None, 1]]], [[1, 2], [3, 4]]])
def test_what_is_no_drawing_makes_no_picture(strokes):
    assert picture_of(strokes) is None
    assert picture_of([[[0, 0], [10_000, -5]]]) is not None
