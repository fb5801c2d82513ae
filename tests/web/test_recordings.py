"""Recordings in the office: who may hear which, played in any stretch and never run, written down in versions."""

import hashlib
import io

import pytest

from inspect_app.store.audit import AuditLine
from inspect_app.store.base import db
from inspect_app.store.recordings import Transcript
from tests import make
from tests.desk import Desk, text_of
from tests.on_site import find, finished_visit, photograph, record, seal
from tests.recordings_by_hand import FILM, SOUND, wav, webm
from tests.rescue_in_python import rescue_file

SPOKEN = wav(2.0)


def sha256_in(phone):
    return phone.payload(phone.events[-1])["data"]["sha256"]


@pytest.fixture
def spoken(office, phone):
    """A statement of the party on a finished visit, arrived; gives the visit's id, the recording's and its hash."""
    visit_id = phone.start_visit(office.work.id)
    recording_id = record(phone, visit_id, SPOKEN, by_whom="王某", duration_ms=2_000, media_type="audio/wav")
    sha256 = sha256_in(phone)
    phone.say("visit_finished", visit_id)
    phone.sync()
    assert phone.upload(SPOKEN).status_code < 300
    return visit_id, recording_id, sha256


def write(desk, recording_id, text, *, after=0):
    fields = {f"transcript-{recording_id}": text, "after": str(after)}
    return desk.send(f"/recordings/{recording_id}/transcripts", **fields)


def test_a_recording_plays_in_any_stretch_and_cannot_run(desk, spoken):
    _visit, _recording, sha256 = spoken
    whole = desk.open(f"/recordings/{sha256}/play")
    assert (whole.data, whole.content_type) == (SPOKEN, "audio/wav")
    assert whole.headers["Accept-Ranges"] == "bytes"
    assert whole.headers["X-Content-Type-Options"] == "nosniff"
    assert whole.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert whole.headers["Cache-Control"].startswith("private")
    part = desk.client.get(f"/recordings/{sha256}/play", headers={"Range": "bytes=100-199"}, buffered=True)
    assert (part.status_code, part.data) == (206, SPOKEN[100:200])
    assert part.headers["Content-Range"] == f"bytes 100-199/{len(SPOKEN)}"
    beyond = desk.client.get(f"/recordings/{sha256}/play", headers={"Range": "bytes=900000-"}, buffered=True)
    assert beyond.status_code == 416


def test_the_original_is_given_untouched_to_keep(desk, spoken):
    _visit, _recording, sha256 = spoken
    original = desk.open(f"/photos/{sha256}/original")
    assert original.data == SPOKEN
    assert original.headers["Content-Disposition"].endswith(f"{sha256[:16]}.wav")


def test_a_photo_is_not_played_and_a_recording_has_no_small_copy(desk, office, phone, spoken):
    visit_id, _finding = finished_visit(phone, office.work.id)
    body = make.picture(4)
    record(phone, visit_id, body, media_type="audio/webm")
    sha256 = sha256_in(phone)
    phone.sync()
    phone.upload(body)
    assert desk.open(f"/recordings/{sha256}/play").status_code == 404
    assert desk.open(f"/photos/{spoken[2]}/small").status_code == 415
    assert "传来的文件不是录音录像" in text_of(desk.open(f"/visits/{visit_id}"))


@pytest.mark.parametrize(
    ("login", "status"), [("jia", 200), ("kezhang", 200), ("yi", 200), ("xiaofang", 404), ("admin", 404)]
)
def test_who_may_hear_a_recording(app, spoken, login, status):
    """Those who were there, and those who may see the visits of its office."""
    assert Desk(app.test_client(), login).open(f"/recordings/{spoken[2]}/play").status_code == status


def test_another_office_neither_hears_it_nor_writes_it_down(stranger, spoken):
    _visit, recording_id, sha256 = spoken
    assert stranger.open(f"/recordings/{sha256}/play").status_code == 404
    assert write(stranger, recording_id, "听到的话").status_code == 404
    assert db.session.query(Transcript).count() == 0


def test_the_visit_shows_who_speaks_how_long_and_that_the_words_are_missing(desk, spoken):
    visit_id, recording_id, sha256 = spoken
    response = desk.open(f"/visits/{visit_id}")
    page, html = text_of(response), response.get_data(as_text=True)
    assert "陈述人： 王某" in page
    assert "0:02" in page
    assert "还没有文字说明" in page
    assert (
        f'<audio class="recording__player" controls preload="metadata" data-recording src="/recordings/{sha256}/play"'
        in html
    )
    assert f'id="recording-{recording_id}"' in html
    assert sha256[:12] in page
    assert "office/recordings.js" in html


def test_a_film_stands_beside_its_finding_and_one_that_was_cut_says_so(desk, office, phone):
    visit_id = phone.start_visit(office.work.id)
    phone.say("answer_given", visit_id, checklist="short", item="item-1", value="not_met")
    finding_id = find(phone, visit_id)
    body = webm(FILM, SOUND)
    about = {"checklist": "short", "item": "item-1", "finding_id": finding_id, "was_cut": True}
    record(phone, visit_id, body, media_type="video/webm", **about)
    phone.say("visit_finished", visit_id)
    phone.sync()
    page = desk.open(f"/visits/{visit_id}")
    assert "录音录像还没有传到" in text_of(page)
    assert "还有 1 件照片、录音录像没有传到" in text_of(page)
    assert "1" in text_of(desk.open("/reviews"))
    phone.upload(body)
    html = desk.open(f"/visits/{visit_id}").get_data(as_text=True)
    finding = html.split('class="finding__photos"')[1].split("</article>")[0]
    assert "<video" in finding
    assert "录制时页面被关闭，到此为止" in finding


def test_a_visit_is_not_approved_while_a_recording_is_missing(desk, office, phone):
    visit_id = phone.start_visit(office.work.id)
    record(phone, visit_id, SPOKEN)
    phone.say("visit_finished", visit_id)
    phone.sync()
    response = desk.send(f"/visits/{visit_id}/approval")
    assert response.status_code == 409
    assert "还有 1 件照片、录音录像没有传到" in text_of(response)
    phone.upload(SPOKEN)
    assert desk.send(f"/visits/{visit_id}/approval").status_code == 302


def test_what_is_said_is_written_down_in_versions_with_a_line_of_the_audit(desk, spoken):
    visit_id, recording_id, sha256 = spoken
    assert write(desk, recording_id, "  门是上个月坏的。\r\n已经报修。 ").status_code == 302
    assert write(desk, recording_id, "门是上个月坏的，已经报修。", after=1).status_code == 302
    page = text_of(desk.open(f"/visits/{visit_id}"))
    assert "门是上个月坏的，已经报修。" in page
    assert "第 2 版" in page
    assert "先前的文字说明 1 版" in page
    rows = db.session.query(Transcript).order_by(Transcript.position).all()
    assert [row.text for row in rows] == ["门是上个月坏的。\n已经报修。", "门是上个月坏的，已经报修。"]
    lines = db.session.query(AuditLine).filter_by(deed="write_transcript").order_by(AuditLine.position).all()
    assert [line.details for line in lines] == [{"version": one, "recording": sha256} for one in (1, 2)]


def test_the_same_words_again_are_no_new_version(desk, spoken):
    _visit, recording_id, _sha256 = spoken
    for after in (0, 1):
        assert write(desk, recording_id, "没有意见。", after=after).status_code == 302
    assert db.session.query(Transcript).count() == 1


def test_two_people_who_write_at_once_do_not_overwrite_each_other(desk, spoken):
    _visit, recording_id, _sha256 = spoken
    write(desk, recording_id, "甲写的。")
    response = write(desk, recording_id, "乙写的。")
    assert response.status_code == 409
    assert "乙写的。" in response.get_data(as_text=True)
    assert "甲写的。" in response.get_data(as_text=True)


@pytest.mark.parametrize(("text", "status"), [("", 422), ("字" * 20_000, 302), ("字" * 20_001, 422)])
def test_words_are_neither_empty_nor_endless(desk, spoken, text, status):
    assert write(desk, spoken[1], text).status_code == status


def test_an_inspector_may_write_too_and_a_partner_may_not(app, spoken):
    assert write(Desk(app.test_client(), "yi"), spoken[1], "没有意见。").status_code == 302
    assert write(Desk(app.test_client(), "xiaofang"), spoken[1], "没有意见。", after=1).status_code == 403


def test_what_has_not_arrived_is_listed_until_it_has(desk, office, phone):
    visit_id = phone.start_visit(office.work.id)
    record(phone, visit_id, SPOKEN)
    phone.sync()
    assert "1 件没有手机报告持有" in desk.read("/arrivals")
    phone.upload(SPOKEN)
    assert "登记的照片、录音录像原件都已传到" in desk.read("/arrivals")


def test_a_rescue_file_brings_a_recording_like_a_photo(desk, office, phone):
    visit_id = phone.start_visit(office.work.id)
    record(phone, visit_id, SPOKEN, by_whom="王某")
    file = (io.BytesIO(rescue_file(phone, photos=[SPOKEN])), "rescue-jia.inspect")
    assert desk.send("/rescues", file=file).status_code == 302
    assert "王某" in desk.read(f"/visits/{visit_id}")
    assert desk.open(f"/recordings/{hashlib.sha256(SPOKEN).hexdigest()}/play").data == SPOKEN


def test_the_page_of_a_rescue_file_calls_a_recording_a_recording_and_no_photo(desk, office, phone):
    visit_id = phone.start_visit(office.work.id)
    film, cut, lost = webm(SOUND, FILM), webm(SOUND, filler=b"cut"), webm(SOUND, filler=b"lost")
    for one in (SPOKEN, film, cut, lost):
        record(phone, visit_id, one)
    picture = make.picture(3, 5)
    photograph(phone, visit_id, picture)
    body = rescue_file(phone, photos=[picture, SPOKEN], recordings=[film, cut, lost])
    response = desk.send("/rescues", file=(io.BytesIO(body[: body.index(cut) + 9]), "rescue-jia.inspect"))
    page = desk.read(response.headers["Location"])
    assert "新收 6 条记录、1 张照片、2 段录音录像。" in page
    assert "没有收下的 录音录像 缺失 2" in page
    pieces = desk.read(response.headers["Location"], kind="recording")
    assert "录音 门.jpg" in pieces, "told by its bytes, whatever the file says"
    assert "录像 陈述.webm" in pieces
    assert pieces.count("录音 陈述.webm") == 1


def test_a_recording_of_a_re_inspection_is_shown_though_its_finding_is_an_earlier_visits(desk, office, phone):
    _visit_id, finding_id = finished_visit(phone, office.work.id)
    visit_id = phone.start_visit(office.work.id, kind="re_inspection", checklists=[])
    record(phone, visit_id, SPOKEN, checklist="short", item="item-1", finding_id=finding_id, caption="门已修好")
    phone.sync()
    page = desk.read(f"/visits/{visit_id}")
    assert "门已修好" in page.partition("复查录音录像")[2]


def test_a_recording_that_was_discarded_is_not_shown(desk, office, phone):
    visit_id = phone.start_visit(office.work.id)
    recording_id = record(phone, visit_id, SPOKEN)
    phone.say("recording_discarded", visit_id, recording_id=recording_id)
    phone.say("visit_finished", visit_id)
    phone.sync()
    page = desk.open(f"/visits/{visit_id}")
    assert f"recording-{recording_id}" not in page.get_data(as_text=True)
    assert "删除录音录像（封存之前）" in text_of(page)


def test_the_printed_record_names_each_recording_with_its_hash(desk, office, phone):
    visit_id, _finding = finished_visit(phone, office.work.id)
    told = {"kind": "录音", "length": "0:32", "about": "当事人陈述", "by_whom": "王某", "sha256": "ab" * 32}
    document_id = seal(phone, visit_id, recordings=[told])
    phone.sync()
    page = text_of(desk.open(f"/documents/{document_id}"))
    assert "录音 1 段（0:32），当事人陈述，陈述人：王某，SHA-256" in page
    assert "ab" * 32 in page
