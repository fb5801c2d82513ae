"""What lies on the phone is sealed: the PIN, the lock, a forgotten PIN, the next officer; and nothing of it is ever lost."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PASSWORD
from tests.browser.on_the_phone import PIN
from tests.browser.phone_app import PhoneApp
from tests.browser.pictures import some_photos
from tests.browser.sealed import EVERYTHING
from tests.browser.test_rescue import NO_PICKER, bring

WORDS = "封存试验用的这句话"


def on_a_visit(phone: PhoneApp, folder: Path) -> str:
    """With the network gone: words, an answer and a photo; gives the item."""
    phone.open_assigned()
    phone.start()
    phone.wait_for("article.item [data-answer=not_met]")
    code = phone.values("article.item:has([data-answer=not_met])", "data-item")[7]
    phone.find_wrong(code, text=WORDS, photos=some_photos(folder, 1))
    phone.wait_until_on_disk("photo_taken")
    expect(phone.item(code).locator(".photo img")).to_have_count(1)
    return code


def sees_its_work(phone: PhoneApp, code: str) -> None:
    expect(phone.item(code).locator(".finding textarea")).to_have_value(WORDS)
    expect(phone.item(code).locator(".photo img")).to_have_count(1)


def all_on_disk(phone: PhoneApp) -> str:
    return str(phone.page.evaluate(EVERYTHING))


def test_locked_unlocked_forgotten_and_recovered_with_everything_there(new_phone, new_desk, server, tmp_path: Path):
    phone = new_phone("geng")
    page = phone.page
    server.stop()
    code = on_a_visit(phone, tmp_path / "photos")
    place = page.url
    page.reload()
    sees_its_work(phone, code)  # within the time a reload asks for nothing

    phone.item(code).scroll_into_view_if_needed()
    page.clock.install()
    page.clock.fast_forward("16:00")
    phone.wait_for("[data-unlock]")
    page.clock.resume()
    assert WORDS not in page.content()
    phone.unlock("246802")
    expect(page.locator("[data-wrong-pin]")).to_contain_text("解锁码不对")
    phone.unlock()
    sees_its_work(phone, code)
    assert page.url.split("#")[0] == place.split("#")[0]
    expect(phone.item(code)).to_be_in_viewport()

    server.start()
    page.goto(f"{server.url}/phone/me")
    phone.tap("[data-lock]")
    phone.tap("[data-forgotten]")
    phone.write("#password", PASSWORD)
    phone.tap("[data-recover]")
    phone.wait_for("#pin-again")
    phone.choose_pin("864209")
    phone.wait_for(".chip")
    phone.wait_until_synced()
    page.goto(place)
    sees_its_work(phone, code)
    page.goto(f"{server.url}/phone/me")
    phone.tap("[data-lock]")
    phone.unlock(PIN)
    expect(page.locator("[data-wrong-pin]")).to_be_visible()
    phone.unlock("864209")
    phone.wait_for(".chip")
    desk = new_desk("ding")
    desk.goto(f"{server.url}/visits/{place.split('/visits/')[1].split('#')[0]}")
    expect(desk.locator("article[data-finding]")).to_have_count(1)


def test_nothing_that_was_written_or_photographed_lies_open(new_phone, server, tmp_path: Path):
    phone = new_phone("geng")
    [photo] = some_photos(tmp_path / "photos", 1)
    on_a_visit(phone, tmp_path / "photos")
    phone.wait_until_synced()
    phone.go("/phone/find")
    phone.wait_for("[data-work]")
    work = phone.text("[data-work] strong")
    everything = all_on_disk(phone)
    assert "journal" not in work
    assert len(work) > 3
    for hidden in (WORDS, work, PIN, Path(photo).read_bytes()[2_000:2_040].decode("latin1")):
        assert hidden not in everything
    assert "answer_given" in everything or "finding_recorded" in everything  # what the indexes need stays open


def test_who_has_the_phone_next_needs_the_first_ones_pin_for_nothing_and_sees_nothing(
    new_phone, server, tmp_path: Path
):
    phone = new_phone("geng")
    page = phone.page
    server.stop()
    code = on_a_visit(phone, tmp_path / "photos")
    place = page.url
    phone.go("/phone/me")
    phone.tap("[data-lock]")
    phone.tap("[data-another]")
    expect(page.locator(".notice--warn")).to_contain_text("没有上传")
    phone.tap("[data-leave]")
    phone.wait_for("#login")
    assert WORDS not in all_on_disk(phone)
    server.start()
    phone.sign_in("xin", PASSWORD)
    page.goto(place)
    phone.wait_for("main.body > *")
    assert WORDS not in page.content()
    page.goto(f"{server.url}/phone/me")
    phone.tap("[data-sign-out]")
    phone.tap("[data-leave]")
    phone.wait_for("#login")
    page.wait_for_timeout(500)
    phone.sign_in("geng", PASSWORD)
    page.goto(place)
    sees_its_work(phone, code)


def test_a_locked_phone_whose_officer_is_gone_still_gives_its_work_to_the_office(
    new_phone, new_desk, server, tmp_path: Path
):
    phone = new_phone("geng")
    page = phone.page
    page.add_init_script(NO_PICKER)
    server.stop()
    on_a_visit(phone, tmp_path / "photos")
    visit_id = phone.visit_id()
    phone.go("/phone/me")
    phone.tap("[data-lock]")
    phone.tap("[data-forgotten]")
    phone.tap("[data-sealed-rescue]")
    with page.expect_download() as download:
        phone.tap("[data-rescue]")
    file = tmp_path / download.value.suggested_filename
    download.value.save_as(file)
    assert WORDS.encode() not in file.read_bytes()
    server.start()
    desk = new_desk("ding")
    bring(desk, server.url, file)
    desk.goto(f"{server.url}/visits/{visit_id}")
    expect(desk.locator("article[data-finding]")).to_contain_text(WORDS)
    expect(desk.locator("article[data-finding] .finding__photos img")).to_have_count(1)


@pytest.mark.parametrize("way", ["server", "network"])
def test_without_a_network_the_lock_waits_and_the_work_does_not(new_phone, server, way):
    phone = new_phone()
    page = phone.page
    phone.open("/phone")
    phone.write("#login", "geng")
    phone.write("#password", PASSWORD)
    phone.tap("form button")
    phone.wait_for("#pin-again")
    if way == "server":
        server.stop()
    else:
        page.context.set_offline(True)
    phone.choose_pin()
    expect(page.locator("[data-without-pin]")).to_be_visible()
    expect(page.locator("[role=alert]")).to_contain_text("连不上服务器")
    if way == "server":
        server.start()
    else:
        page.context.set_offline(False)
    phone.tap("[data-without-pin]")
    phone.wait_until_synced()
    page.reload()
    phone.wait_for("#pin-again")  # asked again at the next start
    phone.choose_pin()
    phone.wait_for(".chip")
    phone.go("/phone/find")
    phone.wait_for("[data-work]")
    name = phone.text("[data-work] strong")
    phone.wait_until(f"async () => !(await ({EVERYTHING})()).includes({name!r})")
