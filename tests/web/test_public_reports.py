"""What a citizen reports at a plate: the form without sign-in, pictures, the receipt, and what it tells."""

import io

import pytest

from inspect_app import create_app
from inspect_app.actions.citizen_reports import Sent, take_in_pictures
from inspect_app.actions.plates import give_plates, replace_plate
from inspect_app.config import Config
from inspect_app.limits import limiter
from inspect_app.problems import Refused
from inspect_app.store.base import db, transaction
from inspect_app.store.leads import LeadFilter, leads_matching
from inspect_app.store.photo_bytes import PhotoFolder
from inspect_app.store.photos import photo_file
from inspect_app.store.plates import plates_of
from tests import make
from tests.conftest import MONDAY
from tests.desk import Desk, text_of


@pytest.fixture
def plate(office):
    with transaction():
        return replace_plate(office.work.id, by=office.supervisor, at=MONDAY).code


@pytest.fixture
def citizen(app, office):
    return Desk(app.test_client())


def picture(name="door.jpg", body=None):
    return (io.BytesIO(make.picture(77) if body is None else body), name)


def leads_here(office):
    return leads_matching(office.agency.id, LeadFilter())


def parts_left(app):
    folder: PhotoFolder = app.extensions["photo_folder"]
    return list((folder.root / "partial").glob("*"))


def test_a_citizen_reports_without_signing_in_and_asks_for_the_state(app, citizen, desk, plate, office):
    page = citizen.read(f"/report/{plate}")
    assert office.work.name not in page
    assert office.work.number not in page
    sent = citizen.send(f"/report/{plate}", summary="防护门被拆了", contact_phone="13800000000", photos=picture())
    assert sent.headers["Location"] == "/reports/received"
    [lead] = leads_here(office)
    assert (lead.source.name, lead.work_id, lead.made_by) == ("CITIZEN", office.work.id, None)
    receipt = "-".join(lead.receipt[start : start + 4] for start in (0, 4, 8)).upper()
    assert receipt in citizen.read("/reports/received")
    assert parts_left(app) == []
    told = text_of(Desk(app.test_client()).send("/reports/state", receipt=receipt.lower().replace("-", " ")))
    assert "已收到，等待处理" in told
    for inside in (lead.number, office.work.name, "13800000000", "防护门"):
        assert inside not in told
    desk.send(f"/leads/{lead.id}/setting-aside", reason="内部理由")
    told = text_of(citizen.send("/reports/state", receipt=receipt))
    assert "已经办结" in told
    assert "内部理由" not in told


def test_the_office_sees_the_picture_and_nobody_else(citizen, desk, stranger, admin, plate, office):
    citizen.send(f"/report/{plate}", summary="漏水", photos=picture())
    [lead] = leads_here(office)
    address = f"/leads/{lead.id}/photos/1/small"
    assert address in desk.open(f"/leads/{lead.id}").get_data(as_text=True)
    assert desk.open(address).mimetype == "image/jpeg"
    assert desk.open(address.replace("/1/", "/2/")).status_code == 404
    assert stranger.open(address).status_code == 404
    assert admin.open(address).status_code == 403
    assert citizen.open(address).status_code == 302


@pytest.mark.parametrize(
    ("name", "body", "says"),
    [
        ("virus.jpg", b"MZ" + b"\0" * 500, "“virus.jpg”不是可以识别的照片"),
        ("page.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "不是可以识别的照片"),
        ("empty.png", b"", "不是可以识别的照片"),
    ],
)  # fmt: skip
def test_a_hostile_file_is_refused_in_words_and_the_text_is_kept(app, citizen, plate, office, name, body, says):
    response = citizen.send(f"/report/{plate}", summary="我写的话", photos=picture(name, body))
    assert response.status_code == 422
    assert says in text_of(response)
    assert "我写的话" in response.get_data(as_text=True)
    assert leads_here(office) == []
    assert parts_left(app) == []


def test_a_picture_larger_than_ten_megabytes_is_refused_before_it_is_looked_at(app, office):
    folder: PhotoFolder = app.extensions["photo_folder"]
    blocks = (b"\xff\xd8" + b"\0" * 2**20 for _ in range(11))
    with pytest.raises(Refused) as refused:
        take_in_pictures(folder, [Sent("good.jpg", iter([make.picture(9)])), Sent("large.jpg", blocks)])
    assert "“large.jpg”超过 10 MB" in refused.value.refusals[0].sentence
    assert parts_left(app) == []


def test_more_pictures_than_three_are_refused(app, citizen, plate, office):
    response = citizen.send(f"/report/{plate}", summary="漏水", photos=[picture(f"{n}.jpg") for n in range(4)])
    assert "最多 3 张" in text_of(response)
    assert leads_here(office) == []
    assert citizen.send(f"/report/{plate}", summary="漏水", photos=[picture(f"{n}.jpg") for n in range(3)])
    [lead] = leads_here(office)
    assert len(lead.photos) == 3
    assert photo_file(lead.photos[0].sha256)


@pytest.mark.parametrize(
    ("fields", "says"), [({}, "请写明看到的问题"), ({"summary": "这里涉密"}, "涉密工程不得录入")]
)
def test_what_cannot_be_taken_is_said(citizen, plate, office, fields, says):
    response = citizen.send(f"/report/{plate}", **fields)
    assert response.status_code == 422
    assert says in text_of(response)
    assert leads_here(office) == []


def test_an_unknown_plate_and_an_unknown_receipt_look_the_same_to_everybody(citizen, desk, plate, office):
    for reader in (citizen, desk):
        assert reader.open("/report/aaaaaaaaaaaaaaaaaaaa").status_code == 404
        assert "没有找到这块标牌" in text_of(reader.open(f"/report/{office.work.number}"))
        assert reader.send("/report/aaaa", summary="x").status_code == 404
    assert citizen.send("/reports/state", receipt="XXXX-XXXX-XXXX").status_code == 422
    assert citizen.send("/reports/state", receipt="").status_code == 422
    assert citizen.open("/reports/received").headers["Location"] == "/reports/state"


def test_without_its_token_nothing_is_taken(citizen, plate, office):
    assert citizen.client.post(f"/report/{plate}", data={"summary": "漏水"}).status_code == 400
    assert leads_here(office) == []


def test_the_form_is_complete_in_english(citizen, plate):
    citizen.send("/language", language="en")
    page = citizen.read(f"/report/{plate}")
    assert "What is wrong" in page
    assert "Report a problem" in page


def test_plates_are_given_once_and_printed_from_the_list(desk, inspector, stranger, office):
    assert inspector.send("/works/plates").status_code == 403
    assert "没有可以打印的标牌" in desk.read("/works/plates")
    sent = desk.send("/works/plates", status="in_use")
    assert sent.headers["Location"] == "/works/plates?status=in_use"
    page = desk.open(sent.headers["Location"]).get_data(as_text=True)
    assert page.count('class="plate"') == 1
    assert "只有本机能打开" in page
    code = plates_of([office.work.id])[office.work.id].code
    assert len(code) == 20
    desk.send("/works/plates")
    assert plates_of([office.work.id])[office.work.id].code == code
    assert "没有可以打印的标牌" in desk.read("/works/plates", status="under_construction")
    assert "没有可以打印的标牌" in stranger.read("/works/plates", work=str(office.work.id))
    assert stranger.send(f"/works/{office.work.id}/plate").status_code == 404


def test_a_new_plate_makes_the_old_code_worthless(desk, citizen, plate, office):
    assert desk.send(f"/works/{office.work.id}/plate").status_code == 302
    assert citizen.open(f"/report/{plate}").status_code == 404
    assert citizen.open(f"/report/{plates_of([office.work.id])[office.work.id].code}").status_code == 200


def test_one_address_may_report_only_so_often(tmp_path):
    app = create_app(Config(tmp_path, f"sqlite:///{tmp_path / 'limits.sqlite'}", "a key"))
    try:
        with app.app_context():
            db.create_all()
            limiter.reset()
            client = Desk(app.test_client())
            statuses = [client.send("/report/unknown", summary="x").status_code for _ in range(6)]
            assert statuses == [404] * 5 + [429]
    finally:
        limiter.enabled = False


def test_a_plate_is_given_only_to_the_offices_own_works(office):
    with transaction():
        assert give_plates([office.work], by=office.fire, at=MONDAY) == 0
        assert give_plates([office.work], by=office.supervisor, at=MONDAY) == 1
