"""Rescue files at the office's door: who may bring one, what is refused, what it says of each piece, what it leaves."""

import io
import re
from datetime import timedelta
from uuid import UUID

import pytest

from inspect_app.actions.devices import revoke_device
from inspect_app.actions.rescues import RescueFacts, begin_rescue
from inspect_app.clock import now
from inspect_app.config import MAX_RESCUE_BYTES
from inspect_app.problems import Problem
from inspect_app.rules.people import Role
from inspect_app.store.audit import audit_lines
from inspect_app.store.base import transaction
from inspect_app.store.officers import device_with
from inspect_app.store.rescue_files import KEPT_FOR
from inspect_app.store.rescues import count_rescues, rescues_of
from inspect_app.store.visits import answers_of
from inspect_app.sync.rescue_lines import Heading
from inspect_app.web.large_files import rescue_folder
from inspect_app.web.rescues import refuse_size
from tests import make
from tests.conftest import MONDAY
from tests.desk import Desk, text_of
from tests.on_site import photograph
from tests.phone_in_python import Phone
from tests.rescue_in_python import rescue_file


@pytest.fixture
def picture() -> bytes:
    """Bytes that no other test has brought."""
    return make.picture(int(make.any_id()[:2], 16), 50) + make.any_id().encode()


@pytest.fixture
def visit_id(phone, office, picture) -> str:
    visit_id = phone.start_visit(office.work.id)
    phone.say("answer_given", visit_id, checklist="short", item="item-1", value="met")
    photograph(phone, visit_id, picture)
    return visit_id


def bring(who, body: bytes, name: str = "rescue-jia-2026-11-23.inspect"):
    return who.send("/rescues", file=(io.BytesIO(body), name))


def bring_large(who, body: bytes):
    """The test client would put a form as large as this into a file that it forgets to close."""
    token = who.client.get("/api/session").json["csrf"]
    head = b'--x\r\nContent-Disposition: form-data; name="file"; filename="large.inspect"\r\n\r\n'
    kind = "multipart/form-data; boundary=x"
    whole = head + body + b"\r\n--x--\r\n"
    return who.client.post("/rescues", headers={"X-CSRFToken": token}, data=whole, content_type=kind)


def the_import(office):
    [found] = rescues_of(office.agency.id, offset=0, limit=1)
    return found


def kept_files():
    return sorted(path.name for path in rescue_folder().root.glob("*"))


@pytest.fixture(autouse=True)
def empty_folder(app, office):
    for path in rescue_folder().root.glob("*"):
        path.unlink()


def test_who_may_import(phone, desk, head, admin, inspector, street, visit_id):
    body = rescue_file(phone)
    for who in (desk, head, admin):
        assert who.open("/rescues").status_code == 200
        assert bring(who, body).status_code == 302
    for who in (inspector, street):
        assert who.open("/rescues").status_code == 403
        assert bring(who, body).status_code == 403


def test_supervisors_and_administrators_find_it_beside_the_problem_records(desk, admin, inspector):
    for who in (desk, admin):
        for path in ("/problem-events", "/arrivals"):
            assert 'href="/rescues"' in who.open(path).get_data(as_text=True)
    assert 'href="/rescues"' not in inspector.open("/").get_data(as_text=True)


def test_a_legal_reviewer_sees_problem_records_without_that_tab(app, office):
    with transaction():
        make.officer("fazhi", office.agency.id, role=Role.LEGAL_REVIEWER, at=MONDAY)
    reviewer = Desk(app.test_client(), "fazhi")
    assert 'href="/rescues"' not in reviewer.open("/problem-events").get_data(as_text=True)
    assert reviewer.open("/rescues").status_code == 403


def test_it_brings_the_visit_and_says_so_of_each_piece(phone, desk, office, visit_id, picture):
    response = bring(desk, rescue_file(phone, photos=[picture], drafts={"penalty/x": {"facts": "写到一半"}}))
    page = desk.read(response.headers["Location"])
    assert "新收 3 条记录、1 张照片。" in page
    assert "检查员jia" in page
    assert "答复检查项" in page
    assert "门.jpg" in desk.read(response.headers["Location"], kind="photo")
    assert "写到一半" in desk.read(response.headers["Location"], kind="draft")
    assert "演示一号地下车库" in desk.read(f"/visits/{visit_id}")
    assert len(answers_of(UUID(visit_id))) == 1
    assert kept_files() == []


def test_a_second_import_says_that_nothing_has_changed(phone, desk, visit_id, picture):
    body = rescue_file(phone, photos=[picture])
    bring(desk, body)
    page = desk.read(bring(desk, body).headers["Location"])
    assert "没有新的内容，这里什么都没有改变。" in page
    assert len(answers_of(UUID(visit_id))) == 1


def test_every_import_stays_in_the_list_with_what_it_added(phone, desk, office, visit_id):
    body = rescue_file(phone)
    bring(desk, body, "first.inspect")
    bring(desk, body, "second.inspect")
    page = desk.read("/rescues")
    assert re.search(r"second\.inspect .*已有 3 .*first\.inspect .*新收 3", page)
    assert count_rescues(office.agency.id) == 2


def test_an_import_stands_in_the_audit_in_words(phone, desk, head, office, visit_id):
    bring(desk, rescue_file(phone))
    line = audit_lines(limit=1)[0]
    assert (line.deed, line.officer_id, line.subject_id) == (
        "import_rescue",
        office.supervisor.id,
        the_import(office).id,
    )
    assert line.details["event"] == {"added": 3}
    page = head.read("/audit")
    assert "导入救援文件" in page
    assert "新收 3" in page


def test_what_was_refused_leads_to_the_problem_records(phone, colleague, desk, visit_id):
    foreign = phone.event(
        "answer_given", visit_id, {"checklist": "short", "item": "item-2", "value": "met"}, key=colleague.key
    )
    response = bring(desk, rescue_file(phone, [*phone.events, foreign]))
    page = desk.read(response.headers["Location"], outcome="refused")
    assert "这条记录的设备签名不对" in page
    link = re.search(
        r'href="(/problem-events/[0-9a-f-]{36})"',
        desk.open(response.headers["Location"], outcome="refused").get_data(as_text=True),
    )
    assert "这条记录的设备签名不对" in desk.read(link[1])


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"\xff\xd8\xff\xe0 a photo", "这不是救援文件"),
        (b"", "这不是救援文件"),
        (b'{"format":"inspect-rescue-7"}\n', "inspect-rescue-7"),
    ],
)
def test_a_wrong_file_is_refused_in_words_and_nothing_is_kept(desk, office, body, words):
    response = bring(desk, body)
    assert (response.status_code, words in text_of(response)) == (422, True)
    assert count_rescues(office.agency.id) == 0
    assert kept_files() == []


def test_no_file_is_refused_in_words(desk):
    assert "没有选择文件" in text_of(desk.send("/rescues"))
    assert "没有选择文件" in text_of(bring(desk, b"", ""))


def test_a_file_that_was_cut_off_is_taken_as_far_as_it_goes_and_kept(phone, desk, office, visit_id, picture):
    body = rescue_file(phone, photos=[picture])
    response = bring(desk, body[: body.index(picture) + 9])
    page = desk.read(response.headers["Location"])
    assert "文件没有结尾，后面被截断了" in page
    assert "新收 3 条记录、0 张照片。" in page
    assert "没有收下的 照片 缺失 1" in page
    assert "缺失" in desk.read(response.headers["Location"], kind="photo")
    assert kept_files() == [f"{the_import(office).file_sha256}.inspect"]
    assert "有没收下的" in desk.read("/rescues")


def test_a_phone_that_was_unknown_and_has_signed_in_since_is_taken_in_by_trying_again(app, desk, office, picture):
    """The server was put back from an older copy, which does not know the phone yet."""
    phone = Phone(app.test_client())
    phone.officer_id = str(office.jia.id)
    phone.start_visit(office.work.id)
    address = bring(desk, rescue_file(phone, photos=[picture])).headers["Location"]
    page = desk.read(address)
    assert "设备没有在本单位登记" in page
    assert "没有新的内容" in page
    phone.sign_in("jia")
    response = desk.send(f"{address}/attempt")
    assert "新收 1 条记录、1 张照片。" in desk.read(response.headers["Location"])
    assert kept_files() == []
    response = desk.send(f"{address}/attempt")
    assert (response.status_code, "原文件已不在服务器上" in text_of(response)) == (404, True)


def test_a_phone_of_another_office_is_unknown_here(app, phone, stranger, visit_id):
    page = stranger.read(bring(stranger, rescue_file(phone)).headers["Location"])
    assert "设备没有在本单位登记" in page
    assert answers_of(UUID(visit_id)) == []


def test_another_office_does_not_find_our_imports(phone, desk, stranger, visit_id):
    address = bring(desk, rescue_file(phone)).headers["Location"]
    assert stranger.open(address).status_code == 404
    assert stranger.send(f"{address}/attempt").status_code == 404
    assert "rescue-jia" not in stranger.read("/rescues")


def test_an_import_that_broke_off_shows_as_such(desk, office):
    facts = RescueFacts(
        "broken.inspect", "0" * 64, 9, None, Heading(format="inspect-rescue-1").model_dump(mode="json")
    )
    with transaction():
        begun = begin_rescue(facts, by=office.supervisor, at=now())
    assert "没有办完" in desk.read("/rescues")
    assert "这次导入没有办完" in desk.read(f"/rescues/{begun.id}")


def test_a_revoked_phone_is_marked(phone, desk, office, visit_id):
    with transaction():
        revoke_device(device_with(UUID(phone.id)), by=office.head.id, at=now())
    page = desk.read(bring(desk, rescue_file(phone)).headers["Location"])
    assert "已停用" in page
    assert "新收 3 条记录" in page


def test_a_kept_file_goes_after_its_time(phone, desk, office, visit_id):
    body = rescue_file(phone)
    bring(desk, body[:-200])
    assert len(kept_files()) == 1
    rescue_folder().remove_old(at=now() + KEPT_FOR - timedelta(hours=1))
    assert len(kept_files()) == 1
    rescue_folder().remove_old(at=now() + KEPT_FOR + timedelta(hours=1))
    assert kept_files() == []


@pytest.mark.parametrize(
    ("size", "free", "problem"),
    [
        (MAX_RESCUE_BYTES, 2 * MAX_RESCUE_BYTES, None),
        (MAX_RESCUE_BYTES + 1, 10 * MAX_RESCUE_BYTES, Problem.RESCUE_TOO_LARGE),
        (1000, 1999, Problem.RESCUE_NO_ROOM),
        (1000, 2000, None),
    ],
)
def test_how_large_a_file_may_be(size, free, problem):
    refusal = refuse_size(size, free)
    assert (refusal.problem if refusal else None) is problem


def test_a_file_of_more_than_other_forms_may_hold_is_taken_in(app, phone, desk, inspector, visit_id):
    """Larger than the limit for photos; and only for those who may import."""
    body = rescue_file(phone) + b"\0" * app.config["MAX_CONTENT_LENGTH"]
    response = bring_large(desk, body)
    assert "新收 3 条记录" in desk.read(response.headers["Location"])
    assert bring_large(inspector, body).status_code == 413
    assert len(kept_files()) == 1


def test_too_large_is_said_before_the_body_is_read(desk, office):
    """By the length that the browser announces; what comes is never asked for."""
    token = desk.client.get("/api/session").json["csrf"]
    response = desk.client.post(
        "/rescues",
        headers={"X-CSRFToken": token},
        data={"file": (io.BytesIO(b"x"), "rescue.inspect")},
        environ_overrides={"CONTENT_LENGTH": str(MAX_RESCUE_BYTES + 1)},
    )
    assert (response.status_code, "最大 4 GB" in text_of(response)) == (413, True)
    assert count_rescues(office.agency.id) == 0


def test_texts_that_no_database_takes_stop_nothing(phone, desk, visit_id):
    """A NUL in a name, an event that is no JWS, a type that is no text."""
    body = rescue_file(
        phone, [*phone.events, "not.a.token", "x\0y", phone.event("answer_given", visit_id, {}, type=7)]
    )
    response = bring(desk, body, "a\0b.inspect")
    assert "新收 3 条记录" in desk.read(response.headers["Location"])
    assert desk.read(response.headers["Location"], outcome="refused").count("未通过") >= 3


def test_in_english_every_word_is_english(phone, admin, visit_id):
    admin.send("/language", language="en")
    address = bring(admin, rescue_file(phone)[:-200]).headers["Location"]
    assert "The file has no end" in admin.read(address)
    assert "Whose phone" in admin.read("/rescues")
