"""The core journey in the Safari family: a visit with a finding and a warning while the server is gone, in the office once."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from inspect_app import create_app
from inspect_app.config import Config
from tests.browser.conftest import PASSWORD
from tests.browser.kept_on_the_phone import DELETED
from tests.browser.machine import has_webkit
from tests.browser.pictures import some_photos
from tests.browser.server import Server
from tests.browser.webkit_phone import WebKitPhone, webkit
from tests.desk import Desk

pytestmark = [
    pytest.mark.webkit,
    pytest.mark.filterwarnings("ignore:setting remote_server_addr:DeprecationWarning"),  # selenium warns of itself
]
NOT_REGISTERED = "use-registered"


@pytest.fixture
def iphone(server: Server, tmp_path: Path) -> Iterator[WebKitPhone]:
    if not has_webkit():
        if "webkit" in os.environ.get("BROWSERS_MISSING", "").split(","):
            pytest.skip("WebKit could not be had on this machine (BROWSERS_MISSING)")
        pytest.fail("WebKit's driver is missing: `make test` installs it (on Debian: webkit2gtk-driver and xvfb).")
    with webkit(tmp_path / "driver.log") as driver:
        yield WebKitPhone(driver, server)


@pytest.fixture
def office(server: Server) -> Desk:
    """The supervisor's desk, on the data that the server wrote."""
    app = create_app(Config(server.data, f"sqlite:///{server.data / 'inspect.sqlite'}", "a key", rate_limits=False))
    return Desk(app.test_client(), "ding", PASSWORD)


def test_a_visit_with_a_warning_in_safari_arrives_once(iphone: WebKitPhone, server, office: Desk, tmp_path: Path):
    phone = iphone
    phone.sign_in("geng", PASSWORD)
    server.stop()
    phone.start_cold()
    phone.wait_for(".chip--warn")
    assert "离线" in phone.chip()
    phone.open_assigned()
    visit_id = phone.start()
    phone.find_wrong(NOT_REGISTERED, text="未办理平时使用备案手续。", photos=some_photos(tmp_path / "photos", 2))
    phone.tap(f'a[href="/phone/visits/{visit_id}/penalty"]')
    phone.wait_for("[name=sanction]")
    phone.choose_two_officers()
    phone.take_the_steps()
    phone.tap("[data-make]")
    phone.wait_for("[data-paper=on_the_spot_decision]")
    number = phone.text(".paper__number")
    assert phone.text(".paper__sanction") == "警告"
    phone.sign_and_deliver()
    assert phone.answer_the_rest(but=(NOT_REGISTERED,)) >= 40
    phone.start_cold(f"/phone/visits/{visit_id}")
    assert phone.values(f'[data-item="{NOT_REGISTERED}"] [data-answer="not_met"]', "aria-pressed") == ["true"]
    phone.seal()
    assert "待传" in phone.chip()

    server.start()
    phone.wait_until_synced()
    assert phone.chip() == "已同步"
    phone.sync()
    assert "全部已经传到办公室" in phone.text("main")

    decisions = page_of(office, "/decisions")
    assert decisions.count(number) == 1
    assert "badge--bad" not in decisions
    page = page_of(office, f"/visits/{visit_id}")
    [words] = re.findall(r'<p class="finding__text">(.*?)</p>', page)
    assert "未办理平时使用备案手续。" in words
    photos = re.findall(r'<img class="photo__picture" src="([^"]+)"', page)
    assert len(photos) == len(set(photos)) == 2
    for address in photos:
        assert office.open(address).status_code == 200


def page_of(office: Desk, path: str) -> str:
    response = office.open(path)
    assert response.status_code == 200
    return response.get_data(as_text=True)


def test_what_was_said_survives_its_database_in_safari(iphone: WebKitPhone, server):
    phone = iphone
    phone.sign_in("geng", PASSWORD)
    server.stop()
    visit_id, codes = phone.begin_assigned()
    for code in codes[:3]:
        phone.meet(code)
    phone.in_another_tab(f"/phone/visits/{visit_id}", DELETED)
    phone.wait_for("[data-mended]")
    phone.meet(codes[3])
    server.start()
    phone.wait_until_synced()
    phone.start_cold(f"/phone/visits/{visit_id}")
    for code in codes[:4]:
        phone.wait_for(f'article[data-item="{code}"].item--met')
