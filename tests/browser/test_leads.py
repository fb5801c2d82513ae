"""A citizen reports at a work's plate with no script running; the office inspects, and the citizen asks after it."""

from pathlib import Path

from playwright.sync_api import expect
from sqlalchemy import text

from inspect_app.store.base import db
from tests import make
from tests.browser.lived_in import app_on


def plate_of(data: Path) -> str:
    app = app_on(data)
    with app.app_context():
        code = str(db.session.scalar(text("select min(code) from plates")))
        db.session.remove()
    return code


def test_a_citizens_report_is_triaged_and_its_state_can_be_asked_for(chromium, new_desk, server, tmp_path: Path):
    context = chromium.new_context(
        java_script_enabled=False, locale="zh-CN", viewport={"width": 390, "height": 800}
    )
    citizen = context.new_page()
    citizen.goto(f"{server.url}/report/{plate_of(server.data)}")
    picture = tmp_path / "door.jpg"
    picture.write_bytes(make.picture(120, 800))
    citizen.get_by_label("看到了什么问题").fill("地下二层的防护门被整樘拆走")
    citizen.set_input_files("#photos", str(picture))
    citizen.get_by_role("button", name="提交").click()
    expect(citizen.get_by_role("heading")).to_have_text("已收到，谢谢您")
    receipt = citizen.locator(".public__receipt").inner_text()

    desk = new_desk("ding")
    desk.goto(f"{server.url}/leads?text=整樘拆走&all=1")
    desk.get_by_role("link", name="地下二层的防护门被整樘拆走").click()
    expect(desk.locator(".lead-photos img")).to_have_js_property("naturalWidth", 400)
    desk.get_by_text("核查资料", exact=True).click()
    desk.get_by_role("button", name="转入核查资料").click()
    expect(desk.locator(".notice--good")).to_contain_text("已转入核查资料")
    desk.get_by_role("link", name="安排现场核查").click()
    expect(desk.get_by_label("检查理由")).to_have_value("沪松民防源〔2026〕第0017号：地下二层的防护门被整樘拆走")
    for name in ("检查员庚", "检查员辛"):
        desk.get_by_label(name).first.check()
    desk.get_by_role("group", name="检查表").get_by_role("checkbox").first.check()
    desk.get_by_role("button", name="安排检查").click()
    expect(desk.locator(".notice--good")).to_contain_text("检查已安排")

    citizen.goto(f"{server.url}/reports/state")
    citizen.get_by_label("回执编号").fill(receipt)
    citizen.get_by_role("button", name="查询").click()
    expect(citizen.locator(".public__state")).to_have_text("正在核实")
    context.close()
