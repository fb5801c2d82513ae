"""The phone app in the Safari family: WebKitGTK driven by selenium, on a screen of its own where there is none."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from selenium import webdriver
from selenium.common.exceptions import WebDriverException
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.wait import WebDriverWait

from tests.browser.on_the_phone import OnThePhone
from tests.browser.server import Server


@contextmanager
def a_screen() -> Iterator[str]:
    """The display that is there, else a virtual one whose number the X server chooses itself."""
    if here := os.environ.get("DISPLAY"):
        yield here
        return
    read, write = os.pipe()
    screen = ["Xvfb", "-displayfd", str(write), "-screen", "0", "1280x1024x24", "-nolisten", "tcp"]
    with subprocess.Popen(screen, pass_fds=[write], stderr=subprocess.DEVNULL) as running:
        os.close(write)
        try:
            with os.fdopen(read) as number:
                yield f":{number.readline().strip()}"
        finally:
            running.terminate()


@contextmanager
def webkit(log: Path) -> Iterator[webdriver.WebKitGTK]:
    with a_screen() as display:
        options = webdriver.WebKitGTKOptions()
        options.add_argument("--automation")
        settings = {**os.environ, "DISPLAY": display, "LANG": "zh_CN.UTF-8", "TZ": "Asia/Shanghai"}
        service = webdriver.WebKitGTKService(shutil.which("WebKitWebDriver"), log_output=str(log), env=settings)
        driver = webdriver.WebKitGTK(options=options, service=service)
        try:
            driver.set_window_size(390, 844)
            driver.set_script_timeout(30)
            yield driver
        finally:
            driver.quit()


class WebKitPhone(OnThePhone):
    def __init__(self, driver: webdriver.WebKitGTK, server: Server) -> None:
        self.driver = driver
        self.server = server

    def open(self, path: str) -> None:
        self.driver.get(f"{self.server.url}{path}")

    def start_cold(self, path: str = "/phone") -> None:
        """The app's window is closed and opened anew."""
        old = self.driver.current_window_handle
        self.driver.switch_to.new_window("window")
        fresh = self.driver.current_window_handle
        self.driver.switch_to.window(old)
        self.driver.close()
        self.driver.switch_to.window(fresh)
        self.go(path)

    def in_another_tab(self, path: str, function: str) -> None:
        here = self.driver.current_window_handle
        self.driver.switch_to.new_window("tab")
        self.open(path)
        self.run(function)
        self.driver.close()
        self.driver.switch_to.window(here)

    def address(self) -> str:
        return self.driver.current_url

    def at(self, place: str) -> WebElement:
        by = By.XPATH if place.startswith(("//", "(//")) else By.CSS_SELECTOR
        return WebDriverWait(self.driver, 30).until(lambda driver: driver.find_element(by, place))

    def tap(self, place: str) -> None:
        element = self.at(place)
        self.driver.execute_script("arguments[0].scrollIntoView({ block: 'center' })", element)
        element.click()

    def write(self, place: str, text: str) -> None:
        element = self.at(place)
        self.driver.execute_script("arguments[0].scrollIntoView({ block: 'center' })", element)
        element.clear()
        element.send_keys(text)
        self.driver.execute_script("arguments[0].blur()", element)

    def attach(self, place: str, files: list[str]) -> None:
        self.at(place).send_keys("\n".join(files))

    def draw(self, place: str) -> None:
        finger = ActionChains(self.driver, duration=20).move_to_element(self.at(place)).click_and_hold()
        for step in range(8):
            finger.move_by_offset(12, 30 if step % 2 else -30)
        finger.release().perform()

    def run(self, function: str, *values: Any) -> Any:
        call = "const done = arguments[arguments.length - 1], values = [...arguments].slice(0, -1);"
        call += f"Promise.resolve().then(() => ({function})(...values))"
        call += ".then((value) => done([value]), (error) => done(String(error)))"
        answer = self.driver.execute_async_script(call, *values)
        if isinstance(answer, str):
            raise WebDriverException(answer)
        return answer[0]

    def wait_until(self, function: str, *values: Any, seconds: float = 30) -> None:
        WebDriverWait(self.driver, seconds).until(
            lambda _driver: self.run(function, *values) is True, f"{function} {values}"
        )
