"""Papers of the office at the desk: made from a record, downloaded as kept, printed, served, voided, checked; and the case file."""

import hashlib
import io
import re
import zipfile
from uuid import UUID

import pytest
from docx import Document

from inspect_app.store.base import db, transaction
from inspect_app.store.documents import documents_for
from inspect_app.store.office_papers import WordFile, paper_with, papers_of
from tests import make
from tests.desk import Desk
from tests.on_site import decide, deliver, finished_visit, photograph, seal
from tests.word_by_hand import text_of_word


@pytest.fixture
def decision_id(office, phone):
    """Made, delivered, with a photo of its finding and the record of the inspection."""
    phone.sync()
    visit_id, finding_id = finished_visit(phone, office.work.id)
    body = make.picture(7, size=300)
    photograph(phone, visit_id, body, finding_id=finding_id, caption="1号口")
    seal(phone, visit_id, agency="松江区民防办公室", place="演示路1号", work="演示一号地下车库")
    decision_id = decide(phone, office.yi.id, visit_id, finding_id)
    deliver(phone, visit_id, decision_id)
    phone.sync()
    assert phone.upload(body).status_code < 300
    return UUID(decision_id)


def make_paper(desk, decision_id, what="word"):
    [document] = documents_for(decision_id)
    response = desk.send(f"/documents/{document.id}/{what}")
    assert response.status_code == 302, response.get_data(as_text=True)
    return paper_with(UUID(response.headers["Location"].rpartition("/")[2]))


@pytest.mark.parametrize(("login", "status"), [("jia", 200), ("kezhang", 200), ("admin", 403), ("xiaofang", 403)])
def test_who_may_see_a_paper_and_the_case_file(app, desk, decision_id, login, status):
    paper, reader = make_paper(desk, decision_id), Desk(app.test_client(), login)
    for path in ("", "/print", "/file"):
        assert reader.open(f"/papers/{paper.id}{path}").status_code == status
    for path in ("", "/file"):
        assert reader.open(f"/decisions/{decision_id}/case-file{path}").status_code == status


def test_a_decision_and_its_receipt_are_downloaded_as_word_files(desk, decision_id):
    page = desk.read(f"/decisions/{decision_id}")
    assert "还没有 Word 文书" in page
    paper, receipt = make_paper(desk, decision_id), make_paper(desk, decision_id, "service-record")
    page = desk.read(f"/decisions/{decision_id}")
    assert "送达回证" in page
    for one, words in ((paper, "警告，并处罚款人民币伍佰元整（¥500.00）"), (receipt, "当场直接送达")):
        response = desk.open(f"/papers/{one.id}/file")
        assert response.mimetype.endswith("wordprocessingml.document")
        assert response.headers["Content-Disposition"].startswith("attachment")
        assert hashlib.sha256(response.data).hexdigest() == one.file_sha256
        assert words in text_of_word(response.data)


def test_asking_twice_gives_the_same_file(desk, decision_id):
    assert make_paper(desk, decision_id).id == make_paper(desk, decision_id).id
    assert len(papers_of(decision_id)) == 1


def test_the_record_of_a_visit_has_a_word_form(desk, decision_id):
    visit_id = documents_for(decision_id)[0].visit_id
    [record] = documents_for(visit_id)
    page = desk.open(f"/visits/{visit_id}").get_data(as_text=True)
    assert f"/documents/{record.id}/word" in page
    made = desk.send(f"/documents/{record.id}/word").headers["Location"]
    assert "演示一号地下车库" in desk.read(made)
    assert "现场检查笔录" in desk.read(made)


def test_the_print_view_draws_the_kept_file_with_its_code(desk, decision_id):
    paper = make_paper(desk, decision_id)
    page = desk.open(f"/papers/{paper.id}/print").get_data(as_text=True)
    for words in (
        "当场行政处罚决定书",
        paper.number,
        paper.sha256,
        'class="qr"',
        "先向上海市松江区人民政府申请行政复议",
    ):
        assert words in page


def test_a_paper_is_served_once_and_then_not_voided(desk, decision_id):
    paper = make_paper(desk, decision_id, "service-record")
    refused = desk.send(f"/papers/{paper.id}/service", to=" ", how="直接送达")
    assert refused.status_code == 422
    assert "请写明受送达人和送达方式" in refused.get_data(as_text=True)
    assert desk.send(f"/papers/{paper.id}/service", to="张三", how="飞鸽").status_code == 422
    assert desk.send(f"/papers/{paper.id}/service", to="张三", how="直接送达").status_code == 302
    page = desk.read(f"/papers/{paper.id}")
    assert "已送达" in page
    assert "张三" in page
    response = desk.send(f"/papers/{paper.id}/void", reason="错")
    assert response.status_code == 409
    assert "不能作废" in response.get_data(as_text=True)


def test_a_voided_paper_stays_to_be_read_with_its_reason(desk, decision_id):
    paper = make_paper(desk, decision_id)
    assert desk.send(f"/papers/{paper.id}/void", reason="").status_code == 422
    assert desk.send(f"/papers/{paper.id}/void", reason="打印有误").status_code == 302
    page = desk.read(f"/papers/{paper.id}")
    assert "已作废" in page
    assert "打印有误" in page
    assert "已作废：打印有误" in desk.open(f"/papers/{paper.id}/print").get_data(as_text=True)
    assert make_paper(desk, decision_id).id != paper.id


def test_a_stranger_finds_nothing(stranger, desk, decision_id):
    paper = make_paper(desk, decision_id)
    [document] = documents_for(decision_id)
    for path in (f"/papers/{paper.id}", f"/papers/{paper.id}/file", f"/decisions/{decision_id}/case-file"):
        assert stranger.open(path).status_code == 404
    for path in (
        f"/papers/{paper.id}/void",
        f"/documents/{document.id}/word",
        f"/documents/{document.id}/service-record",
    ):
        assert stranger.send(path, reason="x").status_code == 404


def test_a_printed_hash_and_a_files_hash_are_checked(desk, decision_id):
    paper = make_paper(desk, decision_id, "service-record")
    for sha256 in (paper.sha256, paper.file_sha256):
        page = desk.read("/check", sha256=sha256)
        assert "有这份文书，校验值一致" in page
        assert "送达回证" in page
        assert "没有这份文书" not in page
    assert "没有这份文书" in desk.read("/check", sha256="0" * 64)
    copy = make_paper(desk, decision_id)
    assert "校验值一致" in desk.read("/check", number=copy.number, sha256=copy.sha256)
    assert "校验值一致" in desk.read("/check", sha256=copy.file_sha256)


def test_a_kept_file_that_was_altered_is_told_apart(desk, decision_id):
    paper = make_paper(desk, decision_id, "service-record")
    with transaction():
        db.session.get(WordFile, paper.file_sha256).body = b"altered"
    assert "留存的内容与校验值不一致" in desk.read("/check", sha256=paper.sha256)


def test_the_case_file_lists_everything_in_order_and_says_what_is_lacking(desk, decision_id):
    page = desk.read(f"/decisions/{decision_id}/case-file")
    assert "卷内还没有：送达回证" in page
    titles = ["当场行政处罚决定书", "现场检查笔录", "证据照片（1）"]
    assert [page.index(f" {title} ") for title in titles] == sorted(page.index(f" {title} ") for title in titles)
    make_paper(desk, decision_id, "service-record")
    assert "卷内还没有" not in desk.read(f"/decisions/{decision_id}/case-file")
    raw = desk.open(f"/decisions/{decision_id}/case-file").get_data(as_text=True)
    assert re.search(r'<img src="/photos/[0-9a-f]{64}/large"', raw)


def test_the_case_file_is_one_word_file_with_pages_and_photos(desk, decision_id):
    make_paper(desk, decision_id)
    make_paper(desk, decision_id, "service-record")
    response = desk.open(f"/decisions/{decision_id}/case-file/file")
    text = text_of_word(response.data)
    for words in (
        "卷宗封面",
        "卷内文件目录",
        "当场行政处罚决定书",
        "送达回证",
        "现场检查笔录",
        "原始文件校验值（SHA-256）",
        "卷内备考表",
        "签名记录",
    ):
        assert words in text
    with zipfile.ZipFile(io.BytesIO(response.data)) as parts:
        xml = parts.read("word/document.xml").decode()
        assert any(name.startswith("word/media/") for name in parts.namelist())
    for entry in range(1, 5):
        assert f'w:name="entry_{entry}"' in xml
        assert f"PAGEREF entry_{entry}" in xml
    assert Document(io.BytesIO(response.data)).tables
    assert "updateFields" in zipfile.ZipFile(io.BytesIO(response.data)).read("word/settings.xml").decode()
