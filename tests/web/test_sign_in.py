"""The office's door: the lock, and a session that stays open as long as it is used."""

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

import pytest

from inspect_app.store.base import transaction
from inspect_app.store.officers import open_sign_ins_of, sign_ins_of
from tests.desk import Desk, text_of
from tests.phone_in_python import Phone


def now():
    return datetime.now(UTC)


def last_seen(officer, ago):
    with transaction():
        sign_ins_of(officer.id, limit=1)[0].seen_at = now() - ago


def seen_ago(officer):
    with transaction():
        return now() - sign_ins_of(officer.id, limit=1)[0].seen_at


@pytest.mark.parametrize("login", ["jia", "nobody-has-this-name"])
def test_ten_wrong_passwords_lock_the_office_door_without_telling_who_exists(app, office, login):
    desk = Desk(app.test_client())
    answers = [desk.send("/sign-in", login=login, password="wrong password") for _ in range(11)]
    assert [answer.status_code for answer in answers] == [401] * 9 + [429, 429]
    assert "暂停登录 15 分钟" in text_of(answers[-1])
    assert login in answers[-1].get_data(as_text=True)


def test_the_lock_holds_at_the_phones_door_and_for_the_right_password_too(app, office):
    desk = Desk(app.test_client())
    for _ in range(10):
        desk.send("/sign-in", login="jia", password="wrong password")
    reply = Phone(app.test_client()).sign_in("jia")
    assert (reply.status_code, reply.json["reasons"][0]["code"]) == (429, "account_locked")


def test_wrong_passwords_at_the_phones_door_count_as_well(app, office):
    phone = Phone(app.test_client())
    codes = [phone.sign_in("jia", "wrong password").json["reasons"][0]["code"] for _ in range(10)]
    assert codes == ["sign_in_failed"] * 9 + ["account_locked"]


def test_a_session_in_use_is_noted_at_most_every_five_minutes(desk, office):
    last_seen(office.supervisor, timedelta(minutes=4))
    desk.open("/account")
    assert seen_ago(office.supervisor) > timedelta(minutes=3)
    last_seen(office.supervisor, timedelta(minutes=6))
    desk.open("/account")
    assert seen_ago(office.supervisor) < timedelta(minutes=1)


def test_the_cookie_comes_anew_with_a_sign_of_life_and_not_with_every_reply(desk, office):
    desk.open("/account")  # the first page with a form puts its token into the session
    assert "Set-Cookie" not in desk.open("/account").headers
    last_seen(office.supervisor, timedelta(minutes=6))
    given = desk.open("/account").headers["Set-Cookie"]
    assert given.startswith("session=")
    assert parsedate_to_datetime(given.split("Expires=")[1].split(";")[0]) - now() > timedelta(days=29)


def test_a_session_that_is_used_lasts_longer_than_twelve_hours(desk, office):
    for _ in range(3):
        last_seen(office.supervisor, timedelta(hours=11))
        assert desk.open("/account").status_code == 200


def test_a_session_left_alone_for_too_long_is_not_brought_back(desk, office):
    last_seen(office.supervisor, timedelta(hours=12, minutes=1))
    assert desk.open("/account").status_code == 302
    assert seen_ago(office.supervisor) > timedelta(hours=12)


def test_a_phone_that_syncs_stays_signed_in(phone, office):
    last_seen(office.jia, timedelta(days=29))
    phone.sync()
    assert seen_ago(office.jia) < timedelta(minutes=1)


def test_signing_out_is_not_undone_by_the_sign_of_life(desk, office):
    last_seen(office.supervisor, timedelta(hours=1))
    desk.send("/sign-out")
    assert open_sign_ins_of(office.supervisor.id) == []
    assert desk.open("/account").status_code == 302
