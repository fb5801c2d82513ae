"""A draw before a witness: the list first, then the result, and a record that anybody reckons again without our server."""

import json
import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

from playwright.sync_api import Page, expect

from inspect_app import clock
from inspect_app.rules.calendar import day_of
from tests.browser.server import environment
from tests.forked import ROOT

WORDS = "骰子 4 6 1，当天开奖 035"


def downloaded(page: Page, link: str, to: Path) -> Path:
    with page.expect_download() as waiting:
        page.get_by_role("link", name=link).click()
    waiting.value.save_as(to)
    return to


def replayed(record: Path, data: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """By somebody who has the record and the command, and an empty folder instead of our data."""
    command = [sys.executable, "-m", "flask", "draw", "verify", str(record), *words]
    data.mkdir(exist_ok=True)
    env = {**os.environ, **environment(data)}
    return subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)


def test_a_draw_is_made_published_and_replayed_by_anybody(new_desk, server, tmp_path: Path):
    desk = new_desk("jia")
    desk.goto(f"{server.url}/draws")
    desk.get_by_role("link", name="起草抽查").click()
    desk.get_by_label("名称").fill("第四季度在用工程双随机抽查")
    desk.get_by_label("抽取数量（处）").fill("5")
    desk.get_by_label("按风险加权").check()
    desk.get_by_label("检查期限").fill((day_of(clock.now()) + timedelta(days=30)).isoformat())
    desk.get_by_role("group", name="检查表").get_by_label("在用").check()
    desk.get_by_role("button", name="起草", exact=True).click()
    desk.get_by_label("工程编号").fill("SJ-YS-0007")
    desk.get_by_label("理由").fill("整体大修，停用至明年三月")
    desk.get_by_role("button", name="添加").click()
    expect(desk.locator("main")).to_contain_text("整体大修")

    desk.get_by_role("button", name="公布名单").click()
    expect(desk.get_by_role("button", name="添加")).to_have_count(0)
    before = json.loads(downloaded(desk, "记录 JSON", tmp_path / "before.json").read_text(encoding="utf-8"))
    assert (before["seed"], before["result"]) == (None, None)
    draw = desk.url
    desk.get_by_role("link", name="打印").click()
    expect(desk.locator("article")).to_contain_text("整体大修，停用至明年三月")
    expect(desk.locator("article")).to_contain_text(before["pool_sha256"])

    desk.goto(draw)
    desk.get_by_label("见证人报出的数字或者词语").fill(WORDS)
    desk.get_by_role("button", name="抽取", exact=True).click()
    lines = desk.get_by_role("heading", name="抽取结果").locator("xpath=following-sibling::div[1]//tbody/tr")
    expect(lines).to_have_count(5)
    record = downloaded(desk, "记录 JSON", tmp_path / "record.json")
    drawn = json.loads(record.read_text(encoding="utf-8"))
    assert [one["number"] in lines.nth(place).inner_text() for place, one in enumerate(drawn["result"])] == [
        True
    ] * 5

    published = ("--pool", before["pool_sha256"], "--seed", before["seed_sha256"])
    right = replayed(record, tmp_path / "nobodys", *published)
    assert (right.returncode, right.stdout[:5]) == (0, "RIGHT"), right.stdout + right.stderr
    drawn["result"][0], drawn["result"][1] = drawn["result"][1], drawn["result"][0]
    record.write_text(json.dumps(drawn), encoding="utf-8")
    assert replayed(record, tmp_path / "nobodys", *published).returncode == 1

    name = next(one["name"] for one in before["pool"]["works"] if one["number"] == drawn["result"][1]["number"])
    lines.first.get_by_role("link", name="打开检查").click()
    expect(desk.locator("h1")).to_contain_text(name)
