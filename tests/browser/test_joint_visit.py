"""A joint visit of three departments on three phones, begun and joined with no signal, by QR code and by file."""

from pathlib import Path

from playwright.sync_api import expect

from tests.browser.pictures import some_photos
from tests.browser.test_orders import begin_re_inspection, order_what_was_found


def first_work(phone) -> str:
    phone.go("/phone/find")
    phone.wait_for("[data-work]")
    return phone.values("[data-work]", "data-work")[0]


def begin_joint(lead) -> str:
    """Unplanned, with no signal."""
    lead.go(f"/phone/works/{first_work(lead)}/start")
    lead.page.locator(".choice__option", has_text="联合检查").click()
    return lead.start()


def open_joining(phone) -> None:
    phone.go("/phone")
    phone.tap("[data-join]")
    phone.wait_for("[data-scan-invitation]")


def join_by_picture(phone, picture: Path) -> None:
    open_joining(phone)
    phone.tap("[data-scan-invitation]")
    phone.page.set_input_files("[data-scan=album]", str(picture))
    phone.wait_for("[data-invited]")


def join_by_file(phone, text: str, folder: Path) -> None:
    (folder / "other.txt").write_text("https://office.example/report/abc", encoding="utf-8")
    (folder / "invitation.txt").write_text(text, encoding="utf-8")
    open_joining(phone)
    phone.page.set_input_files("[data-invitation-file]", str(folder / "other.txt"))
    expect(phone.page.locator("[role=alert]")).to_contain_text("这不是参加检查的邀请")
    phone.page.set_input_files("[data-invitation-file]", str(folder / "invitation.txt"))
    phone.wait_for("[data-invited]")


def do_a_part(phone, words: str) -> None:
    phone.tap("[data-join-visit]")
    phone.wait_for("article.item [data-answer=not_met]")
    item = phone.values("article.item:has([data-answer=not_met])", "data-item")[0]
    phone.find_wrong(item, text=words)


def test_three_departments_meet_in_a_basement_and_their_parts_come_together(new_phone, new_desk, server, tmp_path):
    lead, fire, safety = new_phone("geng"), new_phone("xiaofang1"), new_phone("yingji1")
    for phone in (lead, fire, safety):
        phone.wait_until(
            "async () => Boolean(await caches.match('/static/vendor/zxing-wasm/reader/zxing_reader.wasm'))"
        )
    server.stop()
    visit_id = begin_joint(lead)
    lead.tap("[data-invite]")
    lead.wait_for("svg.invitation")
    lead.page.locator("svg.invitation").screenshot(path=str(tmp_path / "code.png"))
    [text] = lead.values("svg.invitation", "data-invitation")

    join_by_picture(fire, tmp_path / "code.png")
    do_a_part(fire, "消火栓被遮挡。")
    join_by_file(safety, text, tmp_path)
    do_a_part(safety, "配电箱没有盖。")
    assert fire.visit_id() == safety.visit_id() == visit_id

    lead.page.context.set_offline(True)
    safety.page.context.set_offline(True)
    server.start()
    fire.run("() => void dispatchEvent(new Event('online'))")
    fire.wait_for(".chip--bad, .chip--warn, [data-chip]")
    for phone in (safety, lead):
        phone.page.context.set_offline(False)
        phone.run("() => void dispatchEvent(new Event('online'))")
    for phone in (lead, fire, safety):
        phone.sync()
    lead.go(f"/phone/visits/{visit_id}")
    for words in ("消火栓被遮挡。", "配电箱没有盖。"):
        expect(lead.page.locator("main")).to_contain_text(words)
    desk = new_desk("ding")
    desk.goto(f"{server.url}/visits/{visit_id}")
    for words in ("消火栓被遮挡。", "配电箱没有盖。"):
        expect(desk.locator("main")).to_contain_text(words)


def show_part(phone, picture: Path) -> str:
    """Ends one's own part and shows it; gives the text of the code."""
    phone.go(f"/phone/visits/{phone.visit_id()}/finish")
    phone.tap("[data-only-mine]")
    phone.wait_for("[data-show-part]")
    phone.tap("[data-show-part]")
    phone.wait_for("svg.invitation")
    phone.page.locator("svg.invitation").screenshot(path=str(picture))
    [text] = phone.values("svg.invitation", "data-invitation")
    return text


def hand_over_the_first(lead, visit_id: str) -> None:
    """A finding of the lead's own list that is the fire brigade's."""
    lead.go(f"/phone/visits/{visit_id}")
    lead.wait_for("article.item [data-answer=not_met]")
    item = lead.values("article.item:has([data-answer=not_met])", "data-item")[0]
    lead.find_wrong(item, text="疏散通道被堵。")
    lead.tap(f'article[data-item="{item}"] [data-transfer]')
    lead.wait_for("[data-hand-over]")
    lead.tap("//label[contains(., '消防')]")
    lead.tap("[data-hand-over]")
    lead.wait_for("[data-handed-over]")


def take_part(lead, picture: Path) -> None:
    lead.wait_for("[data-scan-part]")
    lead.tap("[data-scan-part]")
    lead.page.set_input_files("[data-scan=album]", str(picture))
    lead.wait_for("[data-state=shown]")


def test_one_record_of_all_departments_is_sealed_and_signed_on_the_leads_phone(
    new_phone, new_desk, server, tmp_path
):
    lead, fire, safety = new_phone("geng"), new_phone("xiaofang1"), new_phone("yingji1")
    for phone in (lead, fire, safety):
        phone.wait_until(
            "async () => Boolean(await caches.match('/static/vendor/zxing-wasm/reader/zxing_reader.wasm'))"
        )
    server.stop()
    visit_id = begin_joint(lead)
    lead.tap("[data-invite]")
    lead.wait_for("svg.invitation")
    [text] = lead.values("svg.invitation", "data-invitation")
    for phone, words in ((fire, "消火栓被遮挡。"), (safety, "配电箱没有盖。")):
        join_by_file(phone, text, tmp_path)
        do_a_part(phone, words)
    hand_over_the_first(lead, visit_id)

    show_part(fire, tmp_path / "part.png")
    lead.go(f"/phone/visits/{visit_id}/finish")
    take_part(lead, tmp_path / "part.png")
    lead.write("#present", "王某，管理员")
    lead.tap("[data-seal]")
    lead.wait_for("[data-paper=inspection_record]")
    paper = lead.page.locator("[data-paper=inspection_record]")
    for words in ("联合检查", "消火栓被遮挡。", "已移送松江区消防救援支队"):
        expect(paper).to_contain_text(words)
    expect(paper).not_to_contain_text("配电箱没有盖。")
    lead.tap('[data-refuse-officer="消防人员甲"]')
    lead.write("#refusal-reason", "已先行离开")
    lead.tap("form.card button")
    lead.wait_for('[data-signer="消防人员甲"].step__button--done')
    lead.sign(lead.badges()[0])
    lead.sign("party")
    lead.tap("[data-deliver]")
    lead.wait_until_gone("[data-deliver]")

    server.start()
    for phone in (lead, fire, safety, lead):
        phone.sync()
    desk = new_desk("ding")
    desk.goto(f"{server.url}/visits/{visit_id}")
    joint = desk.locator("[data-joint-record]")
    expect(joint.locator("[data-beyond]")).to_contain_text("配电箱没有盖。")
    expect(joint.locator("[data-shown]")).to_contain_text("已经传到")
    lead.go(f"/phone/visits/{visit_id}")
    lead.tap("[data-supplement]")
    lead.wait_for("[data-paper=inspection_record]")
    supplement = lead.page.locator("[data-paper=inspection_record]")
    expect(supplement).to_contain_text("现场检查补充笔录")
    expect(supplement).to_contain_text("配电箱没有盖。")
    expect(supplement).not_to_contain_text("消火栓被遮挡。")
    lead.sign("party")
    lead.sync()
    desk.reload()
    expect(desk.locator("[data-beyond]")).to_have_count(0)
    expect(desk.locator("[data-supplement]")).to_have_count(1)


def test_at_a_re_inspection_the_earlier_photo_lies_over_the_camera(new_phone, server, tmp_path):
    phone = new_phone("geng")
    photos = some_photos(tmp_path / "photos", 2)
    phone.open_assigned()
    phone.start()
    order_what_was_found(phone, photos[:1])
    phone.sync()
    begin_re_inspection(phone, before_starting=server.stop)
    page = phone.page
    expect(page.locator("[data-compare] img")).to_have_count(1)
    page.click("[data-check-item] [data-photo=live]")
    page.wait_for_function("() => document.querySelector('dialog.camera video')?.readyState >= 2")
    expect(page.locator(".camera__ghost")).to_be_visible()
    page.click("[data-ghost]")
    expect(page.locator(".camera__ghost")).to_have_count(0)
    page.click(".camera__shutter")
    expect(page.locator("[data-kept='1']")).to_be_visible()
    page.click("[data-done]")
    expect(page.locator("[data-compare] img")).to_have_count(2)
