"""The desks at which a case is taken through its steps in a browser: one function a step, so that each reads as it is done."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from playwright.sync_api import Page, expect

INSPECTOR, PARTNER, HEAD, SUPERVISOR, LEGAL = "geng", "xin", "jia", "ding", "ji"
INVESTIGATORS = ("检查员庚", "检查员辛")
FILL = """(values) => {
  const form = document.querySelector("main form.card");
  for (const [name, value] of Object.entries(values)) {
    const fields = [...form.querySelectorAll(`[name="${name}"]`)];
    if (!fields.length) throw new Error(`no field ${name}`);
    for (const one of fields) {
      const words = one.closest("label, li")?.innerText ?? "";
      if (one.type === "checkbox") one.checked = value.some((some) => some === one.value || words.includes(some));
      else if (one.type === "radio") one.checked = one.value === value;
      else one.value = value;
    }
  }
}"""

COMPLETE = """() => {
  for (const one of document.querySelectorAll("form.paper-form :is(input:not([type=hidden]), textarea)")) one.value ||= "演示填写";
}"""
MADE = "文书已制作"


def days_ago(days: int) -> str:
    return (datetime.now(UTC) + timedelta(hours=8) - timedelta(days=days)).date().isoformat()


@dataclass
class CaseDesk:
    """`new_desk` signs somebody in; each person sits at a desk of their own, opened once. `case` = address of the case."""

    new_desk: Any
    url: str
    case: str = ""
    desks: dict[str, Page] = field(default_factory=dict)

    def at(self, login: str) -> Page:
        if login not in self.desks:
            self.desks[login] = self.new_desk(login)
        return self.desks[login]

    def rise(self) -> None:
        """Everybody has left; who comes next signs in anew."""
        self.desks.clear()

    def show(self, login: str = INSPECTOR) -> Page:
        desk = self.at(login)
        desk.goto(self.case)
        return desk

    def propose(self, desk: Page, **values: Any) -> None:
        """From the form that is open."""
        desk.evaluate(FILL, values)
        desk.locator("main form.card button.button--main").click()
        expect(desk.locator(".notice--good")).to_contain_text("已提请立案")
        self.case = desk.url

    def take(self, step: str, day: str, by: str = INSPECTOR, **facts: Any) -> None:
        desk = self.at(by)
        desk.goto(f"{self.case}/steps/{step}")
        desk.evaluate(FILL, {"happened_on": day, **facts})
        desk.locator("main form.card button.button--main").click()
        expect(desk.locator("main"), step).to_contain_text("已记录")

    def make(self, form: str, by: str = INSPECTOR) -> None:
        """A paper as the record fills it in; what it says to be missing is written by hand."""
        desk = self.at(by)
        desk.goto(f"{self.case}/papers/new/{form}")
        desk.locator("form.paper-form button.button--main").click()
        if MADE not in desk.locator("main").inner_text():
            expect(desk.locator("main [role=alert]").first, form).to_be_visible()
            desk.evaluate(COMPLETE)
            desk.locator("form.paper-form button.button--main").click()
        expect(desk.locator("main"), form).to_contain_text(MADE)

    def refused(self, step: str, day: str, by: str = INSPECTOR, **facts: Any) -> Page:
        """The page that says why not."""
        desk = self.at(by)
        desk.goto(f"{self.case}/steps/{step}")
        desk.evaluate(FILL, {"happened_on": day, **facts})
        desk.locator("main form.card button.button--main").click()
        expect(desk.locator("main [role=alert]").first).to_be_visible()
        return desk

    def file(self, day: str) -> None:
        self.take("approve_filing", day, HEAD, officers=INVESTIGATORS)

    def interview(self, day: str) -> None:
        self.take(
            "interview", day, PARTNER, person="物业负责人", post="经理", place="办公室", record="承认上述事实。"
        )

    def choose_all_of_the_visits(self, day: str, proves: str) -> int:
        """Ticks whatever the visits hold; gives how much that is."""
        desk = self.at(INSPECTOR)
        desk.goto(f"{self.case}/evidence")
        form = desk.locator("form[data-exhibits]")
        boxes = form.locator("input[type=checkbox]:not([disabled])")
        for box in boxes.all():
            box.check()
        count: int = boxes.count()
        form.get_by_label("收集日期").fill(day)
        form.get_by_label("证明的事实").fill(proves)
        form.get_by_role("button", name="加入本案证据").click()
        expect(desk.locator("main")).to_contain_text(f"已记录证据 {count} 件")
        return count

    def bring(self, day: str, title: str, **more: Any) -> None:
        desk = self.at(INSPECTOR)
        desk.goto(f"{self.case}/evidence")
        form = desk.locator("form[data-brought]")
        form.get_by_label("收集日期").fill(day)
        form.get_by_label("证据名称").fill(title)
        form.get_by_label("证据来源").fill("当事人提供")
        form.get_by_label("证明的事实").fill("当事人的管理责任")
        if more:
            form.get_by_label("文件").set_input_files(more)
        form.get_by_role("button", name="记录这件证据").click()
        expect(desk.locator("main")).to_contain_text("已记录证据 1 件")

    def conclude(self, day: str, fine_yuan: int, *factors: str) -> None:
        words = {"finding": "违法事实清楚，证据充分。", "sanction": "fine", "complexity": "plain"}
        self.take("close_investigation", day, **words, factors=factors, fine_yuan=str(fine_yuan))

    def tell(self, day: str, fine_yuan: int) -> None:
        self.make("penalty_notice")
        words = {"sanction": "fine", "facts": "拆除防护密闭门。", "reasons": "违反人民防空法第二十七条。"}
        self.take("give_notice", day, **words, fine_yuan=str(fine_yuan))

    def hear(self, day: str, *, is_adopted: bool) -> None:
        self.take(
            "hear_statement", day, statement="初次违法，已恢复原状。", review="经复查属实。",
            is_adopted="yes" if is_adopted else "no",
        )  # fmt: skip

    def ask_for_hearing(self, day: str) -> None:
        self.take("ask_hearing", day, note="当事人书面要求")

    def notify_of_hearing(self, day: str, held_on: str) -> None:
        self.make("hearing_notice")
        self.take("notify_hearing", day, held_on=held_on, place="本机关会议室", chair="检查员丁")

    def hold_hearing(self, day: str) -> None:
        self.take("hold_hearing", day, SUPERVISOR, record="双方陈述、质证。", report="建议维持并从轻。")

    def review(self, day: str) -> None:
        self.take("review_legally", day, LEGAL, is_passed="yes", opinion="同意。")

    def decide(self, day: str, fine_yuan: int) -> None:
        words = {"sanction": "fine", "facts": "拆除防护密闭门。", "reasons": "违反人民防空法第二十七条。"}
        self.take("decide", day, HEAD, **words, fine_yuan=str(fine_yuan))

    def serve(self, day: str) -> None:
        self.make("penalty_decision")
        self.take("serve", day, way="direct", recipient="物业负责人", place="办公室")

    def pay(self, day: str, amount_yuan: int) -> None:
        """At the fine, to which the case leads."""
        desk = self.at(SUPERVISOR)
        desk.goto(self.case)
        desk.get_by_role("link", name="办理罚款").click()
        form = desk.locator("form[action$='/payments']")
        form.get_by_label("缴款日期").fill(day)
        form.get_by_label("罚款（元）", exact=True).fill(str(amount_yuan))
        form.get_by_label("缴款凭证号").fill("P-1")
        form.get_by_role("button").click()
        expect(desk.locator("h1")).to_contain_text("已缴清")

    def close(self, day: str) -> None:
        self.take("close", day, HEAD, note="已履行")

    def archive(self, day: str) -> None:
        self.take("archive", day)
