"""What is done to an account: passwords, disabling, devices, sign-ins."""

from uuid import uuid4

from inspect_app.store.audit import audit_lines
from inspect_app.store.officers import devices_of, open_sign_ins_of
from tests.desk import Desk, text_of
from tests.make import PASSWORD

NEW_PASSWORD = "another long password"


def last_deed():
    return audit_lines(limit=1)[0].deed


def address(officer, deed=""):
    return f"/officers/{officer.id}{deed}"


def test_a_new_password_ends_the_sign_ins_of_that_person(app, admin, desk, office):
    assert admin.send(address(office.supervisor, "/password"), password=NEW_PASSWORD).status_code == 302
    assert desk.open("/account").status_code == 302
    assert Desk(app.test_client(), "kezhang", NEW_PASSWORD).open("/account").status_code == 200


def test_a_new_password_takes_the_lock_away(app, admin, office):
    for _ in range(10):
        Desk(app.test_client()).send("/sign-in", login="jia", password="wrong password")
    assert "输错密码过多" in admin.read(address(office.jia))
    admin.send(address(office.jia, "/password"), password=NEW_PASSWORD)
    assert Desk(app.test_client(), "jia", NEW_PASSWORD).open("/account").status_code == 200


def test_a_weak_password_is_refused(admin, office):
    response = admin.send(address(office.jia, "/password"), password="short")
    assert response.status_code == 422
    assert "密码太短" in text_of(response)


def test_a_disabled_account_is_out_until_it_is_enabled(app, admin, inspector, office):
    admin.send(address(office.jia, "/suspension"))
    assert inspector.open("/account").status_code == 302
    assert Desk(app.test_client()).send("/sign-in", login="jia", password=PASSWORD).status_code == 401
    admin.send(address(office.jia, "/suspension/end"))
    assert Desk(app.test_client(), "jia").open("/account").status_code == 200


def test_a_revoked_device_may_not_speak_any_more(admin, phone, office):
    device = devices_of([office.jia.id])[0]
    page = admin.read(address(office.jia))
    assert "第 0 条" in page
    assert admin.send(address(office.jia, f"/devices/{device.id}/revocation")).status_code == 302
    assert last_deed() == "revoke_device"
    assert phone.post("/api/sync", {"cursor": "", "events": [], "holding": {}}).status_code == 401


def test_a_sign_in_is_ended(admin, inspector, office):
    session = open_sign_ins_of(office.jia.id)[0]
    assert admin.send(address(office.jia, f"/sign-ins/{session.id}/end")).status_code == 302
    assert inspector.open("/account").status_code == 302
    assert last_deed() == "end_sign_in"


def test_devices_and_sign_ins_must_be_that_persons(admin, phone, office):
    device, session = devices_of([office.jia.id])[0], open_sign_ins_of(office.jia.id)[0]
    for deed in (f"/devices/{device.id}/revocation", f"/sign-ins/{session.id}/end"):
        assert admin.send(address(office.yi, deed)).status_code == 404
    assert open_sign_ins_of(office.jia.id) != []


def test_nobody_is_found_under_an_unknown_id(admin):
    for path in (f"/officers/{uuid4()}", f"/officers/{uuid4()}/edit"):
        assert admin.open(path).status_code == 404


def test_what_a_phone_still_holds_is_shown(admin, phone, office):
    phone.start_visit(office.work.id)
    phone.sync([], photos=["ab" * 32])
    assert "记录 1 条，照片 1 张" in admin.read(address(office.jia))
