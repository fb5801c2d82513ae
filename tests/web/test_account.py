"""One's own account."""

import pytest

from inspect_app.store.officers import officer_by_login
from tests.desk import Desk, text_of
from tests.make import PASSWORD

NEW_PASSWORD = "another long password"


def passwords(**more):
    return {"old": PASSWORD, "password": NEW_PASSWORD, "again": NEW_PASSWORD, **more}


def test_everybody_who_is_signed_in_has_an_account_page(app, office):
    for login in ("jia", "kezhang", "admin", "xiaofang"):
        assert officer_by_login(login).name in Desk(app.test_client(), login).read("/account")
    assert Desk(app.test_client()).open("/account").status_code == 302


def test_a_new_password_keeps_this_sign_in_and_ends_the_others(app, desk, office):
    elsewhere = Desk(app.test_client(), "kezhang")
    assert desk.send("/account/password", **passwords()).status_code == 302
    assert desk.open("/account").status_code == 200
    assert elsewhere.open("/account").status_code == 302
    assert Desk(app.test_client(), "kezhang", NEW_PASSWORD).open("/account").status_code == 200


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"old": "not my password"}, "原密码不对"),
        ({"again": "something else long"}, "两次输入的新密码不一样"),
        ({"password": "short", "again": "short"}, "密码太短"),
    ],
)
def test_a_password_is_not_changed_without_the_old_one_or_carelessly(app, desk, wrong, said):
    response = desk.send("/account/password", **passwords(**wrong))
    assert response.status_code == 422
    assert said in text_of(response)
    assert Desk(app.test_client(), "kezhang").open("/account").status_code == 200


def test_guessing_the_old_password_locks_the_name(desk):
    said = [text_of(desk.send("/account/password", **passwords(old="wrong password"))) for _ in range(10)]
    assert "原密码不对" in said[8]
    assert "暂停登录" in said[9]


def test_the_language_is_kept_with_the_account(app, desk, office):
    desk.send("/account/language", language="en")
    assert officer_by_login("kezhang").language == "en"
    assert '<html lang="en">' in Desk(app.test_client(), "kezhang").open("/account").get_data(as_text=True)
    desk.send("/account/language", language="xx")
    assert officer_by_login("kezhang").language == "en"


def test_own_devices_are_listed_without_a_way_to_take_them_away(app, phone, office):
    page = Desk(app.test_client(), "jia").open("/account").get_data(as_text=True)
    assert "记录链末端" in page
    assert "revocation" not in page
