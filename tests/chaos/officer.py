"""What an officer does on site, one deed at a time; the journal tells what is open. (Long: all deeds of one person.)"""

import base64
import io
import json
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from typing import Any

from PIL import Image

from tests.chaos import papers, re_inspections, recordings
from tests.chaos.phone import Phone

MOST_OPEN = 2
WORDS = ("防护门锈蚀，无法关闭。", "通风管道堵塞。", "集水井积水。", "未办理平时使用备案手续。", "应急灯不亮。")


@dataclass
class Paper:
    """A decision or an order that is being made out."""

    id: str
    document_id: str
    sha256: str
    kind: str
    findings: list[str]
    signed: int = 0
    is_delivered: bool = False
    is_checked: bool = False


@dataclass
class Site:
    """One visit as this officer knows it."""

    id: str
    work_id: str
    checklists: list[dict[str, Any]]
    order_id: str
    findings: list[str] = field(default_factory=list)
    photos: list[str] = field(default_factory=list)
    recordings: list[str] = field(default_factory=list)
    papers: list[Paper] = field(default_factory=list)
    deeds: int = 0
    is_finished: bool = False


class Meetings:
    """Who was asked along, by word of mouth: an officer may begin before the server has heard of the visit."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.calls: dict[str, list[dict[str, Any]]] = {}

    def call(self, officer_ids: list[str], visit: dict[str, Any]) -> None:
        with self.lock:
            for officer_id in officer_ids:
                self.calls.setdefault(officer_id, []).append(visit)

    def heard(self, officer_id: str) -> dict[str, Any] | None:
        with self.lock:
            waiting = self.calls.get(officer_id)
            return waiting[0] if waiting else None

    def gone(self, officer_id: str, visit: dict[str, Any]) -> None:
        """The officer is there: only now is the call forgotten, for the phone may have died on the way."""
        with self.lock:
            self.calls[officer_id] = [one for one in self.calls[officer_id] if one is not visit]


class Officer:
    """`act` does one deed on the phone, or nothing when nothing can be done yet."""

    def __init__(self, phone: Phone, meetings: Meetings, chance: Random) -> None:
        self.phone, self.meetings, self.chance = phone, meetings, chance
        self.sites: dict[str, Site] = {}
        self.used: dict[str, int] = {}
        self.checklists: dict[tuple[str, int], list[tuple[str, str]]] = {}
        for (token,) in phone.disk.rows("SELECT jws FROM journal ORDER BY seq"):
            payload = claims_of(token)
            self.learn(payload["type"], payload["subject"], payload["data"])
        for sha256, about in phone.untold():
            self.say(about["kind"], about["visit"], told=sha256, **about["data"], sha256=sha256)

    def say(self, kind: str, subject: str, /, *, told: str = "", **data: Any) -> None:
        self.phone.say(kind, subject, told=told, **data)
        self.learn(kind, subject, data)

    def say_of_bytes(self, kind: str, visit: str, body: bytes, data: dict[str, Any]) -> None:
        """The bytes are kept first, with what is to be said of them."""
        sha256 = self.phone.keep_photo(body, {"kind": kind, "visit": visit, "data": data})
        self.say(kind, visit, told=sha256, **data, sha256=sha256)

    def learn(self, kind: str, subject: str, data: dict[str, Any]) -> None:
        """From what was said, now or in an earlier life: what is open, which numbers are used."""
        if subject not in self.sites:
            begun = data if kind == "visit_started" else self.phone.disk.fact("met", {})[subject]
            self.sites[subject] = Site(subject, begun["work_id"], begun["checklists"], begun.get("order_id", ""))
        site = self.sites[subject]
        site.deeds += 1
        if "block_id" in data:
            self.used[data["block_id"]] = max(self.used.get(data["block_id"], 0), data["serial"])
        if kind == "order_checked":
            re_inspections.learn(self, data["order_id"])
        LESSONS.get(kind, _nothing)(site, data)

    def items_of(self, site: Site) -> list[tuple[str, str]]:
        """Of the own part. A phone may be on a visit before it has heard of the checklist."""
        wanted = [(ref["code"], ref["number"]) for ref in site.checklists]
        if not all(one in self.checklists for one in wanted):
            for one in self.phone.disk.confirmed("checklist"):
                self.checklists[one["code"], one["number"]] = self._own_items(one)
        return [item for one in wanted for item in self.checklists.get(one, [])]

    def _own_items(self, checklist: dict[str, Any]) -> list[tuple[str, str]]:
        return _verdict_items(checklist) if checklist["body"]["audience"] == self.phone.agency_kind else []

    def act(self) -> None:
        open_sites = [site for site in self.sites.values() if not site.is_finished]
        call = self.meetings.heard(self.phone.officer)
        if call and self.chance.random() < 0.5:
            self.join(call)
        elif not open_sites or (len(open_sites) < MOST_OPEN and self.chance.random() < 0.05):
            if self.phone.agency_kind == "district":
                self.start()
        else:
            site = self.chance.choice(open_sites)
            [deed] = self.chance.choices(list(DEEDS), list(DEEDS.values()))
            deed(self, site)

    def start(self) -> None:
        """A new visit, alone or with others, or the re-inspection of what an order told to correct."""
        works, usable = self.phone.disk.confirmed("work"), self.phone.disk.confirmed("checklist")
        mine = [one for one in usable if self._own_items(one)]
        if not works or not mine:
            return
        along = self.company() if self.chance.random() < 0.4 else []
        parts = [one for one in usable if one["body"]["audience"] in {who["agency_kind"] for who in along}]
        lists = [self.chance.choice(mine), *(one for one in parts if one["body"]["audience"] != "district")]
        data = {"work_id": self.chance.choice(works)["id"], "kind": "joint" if along else "planned",
                "checklists": [{"code": one["code"], "number": one["number"]} for one in lists],
                "officer_ids": [self.phone.officer, *(who["id"] for who in along)]}  # fmt: skip
        data |= re_inspections.due(self)
        visit = self.phone.any_id()
        self.say("visit_started", visit, **data)
        self.meetings.call([who["id"] for who in along], {"id": visit, "data": data})

    def company(self) -> list[dict[str, Any]]:
        """Colleagues, and sometimes somebody of another department."""
        own, others = self.colleagues(), self.partners()
        along = self.chance.sample(own, min(len(own), self.chance.randint(1, 2)))
        return [*along, self.chance.choice(others)] if others and self.chance.random() < 0.5 else along

    def join(self, call: dict[str, Any]) -> None:
        """Some forget to say that they have begun, and just begin: then their words wait for the visit to be known."""
        self.phone.disk.keep_fact("met", self.phone.disk.fact("met", {}) | {call["id"]: call["data"]})
        if self.chance.random() < 0.5:
            self.say("visit_started", call["id"], **call["data"])
        else:
            self.say("statement_made", call["id"], text="到场。", by_whom="")
        self.meetings.gone(self.phone.officer, call)

    def colleagues(self) -> list[dict[str, Any]]:
        """Whom this officer may take along: of the own office, with a certificate."""
        everybody = [one for one in self.phone.disk.confirmed("officer") if one["id"] != self.phone.officer]
        return [one for one in everybody if one["agency_kind"] == "district" and one["badge_number"]]

    def partners(self) -> list[dict[str, Any]]:
        everybody = self.phone.disk.confirmed("officer")
        return [one for one in everybody if one["agency_kind"] in ("fire", "work_safety")]

    def answer(self, site: Site) -> None:
        if items := self.items_of(site):
            checklist, item = self.chance.choice(items)
            value = self.chance.choice(("met", "not_met", "not_applicable"))
            self.say("answer_given", site.id, checklist=checklist, item=item, value=value)

    def find(self, site: Site) -> None:
        if items := self.items_of(site):
            checklist, item = self.chance.choice(items)
            again = site.findings and self.chance.random() < 0.2
            finding = self.chance.choice(site.findings) if again else self.phone.any_id()
            severity = self.chance.choice(("ordinary", "serious"))
            self.say("finding_recorded", site.id, finding_id=finding, checklist=checklist, item=item,
                     text=self.chance.choice(WORDS), severity=severity)  # fmt: skip

    def withdraw(self, site: Site) -> None:
        if len(site.findings) > 2:
            self.say("finding_withdrawn", site.id, finding_id=site.findings[-1], reason="复核后合格。")

    def photograph(self, site: Site) -> None:
        """Sometimes one photo shows two findings: two tellings, the same bytes."""
        body = picture(self.chance)
        shown = self.chance.sample(site.findings, min(len(site.findings), self.chance.choice((1, 1, 2)))) or [None]
        for finding in shown:
            data = {"photo_id": self.phone.any_id(), "size_bytes": len(body), "media_type": "image/jpeg",
                    "finding_id": finding}  # fmt: skip
            self.say_of_bytes("photo_taken", site.id, body, data)

    def caption(self, site: Site) -> None:
        if site.photos:
            self.say("photo_captioned", site.id, photo_id=self.chance.choice(site.photos), caption="门框特写")

    def discard(self, site: Site) -> None:
        if len(site.photos) > 3:
            self.say("photo_discarded", site.id, photo_id=site.photos[0])

    def state(self, site: Site) -> None:
        kind = self.chance.choice(("identity_shown", "party_told", "party_heard", "statement_made"))
        self.say(kind, site.id, text="当事人陈述：已安排整改。", by_whom="张三")

    def fix_place(self, site: Site) -> None:
        self.say("place_fixed", site.id, kind="entrance", longitude=121.2277, latitude=31.0322, accuracy_m=12.5,
                 fix_at=self.phone.now().isoformat(), source="gps")  # fmt: skip

    def make_paper(self, site: Site) -> None:
        """The next step of the paper that is not delivered yet, or a new one."""
        waiting = [paper for paper in site.papers if not paper.is_delivered]
        if waiting:
            papers.go_on(self, site, waiting[0])
        elif site.findings and len(site.papers) < 2:
            papers.begin(self, site)

    def void_form(self, site: Site) -> None:
        if number := papers.next_number(self, self.chance.choice(papers.KINDS)):
            self.say("form_voided", site.id, block_id=number[0]["id"], serial=number[1], reason="书写错误。")

    def finish(self, site: Site) -> None:
        if site.deeds > 12 and not [paper for paper in site.papers if not paper.is_delivered]:
            self.say("visit_finished", site.id)


DEEDS: dict[Callable[[Officer, Site], None], int] = {
    Officer.answer: 36, Officer.find: 14, Officer.photograph: 14, Officer.make_paper: 16, Officer.state: 6,
    Officer.fix_place: 3, Officer.caption: 3, Officer.withdraw: 2, Officer.discard: 2, Officer.void_form: 1,
    re_inspections.check: 8, recordings.record: 4, recordings.caption_recording: 1, recordings.discard_recording: 1,
    Officer.finish: 8,
}  # fmt: skip


def _nothing(_site: Site, _data: dict[str, Any]) -> None:
    pass


def _learn_finding(site: Site, data: dict[str, Any]) -> None:
    if data["finding_id"] not in site.findings:
        site.findings.append(data["finding_id"])


def _learn_paper(site: Site, data: dict[str, Any]) -> None:
    kind = "decision" if "decision_id" in data else "order"
    findings = [one["finding_id"] for one in data.get("corrections", [])]
    site.papers.append(Paper(data[f"{kind}_id"], data["document_id"], data["sha256"], kind, findings))


def _learn_signature(site: Site, data: dict[str, Any]) -> None:
    next(paper for paper in site.papers if paper.document_id == data["document_id"]).signed += 1


def _learn_delivery(site: Site, data: dict[str, Any]) -> None:
    found = data.get("decision_id") or data["order_id"]
    next(paper for paper in site.papers if paper.id == found).is_delivered = True


LESSONS: dict[str, Callable[[Site, dict[str, Any]], None]] = {
    "finding_recorded": _learn_finding,
    "finding_withdrawn": lambda site, data: site.findings.remove(data["finding_id"]),
    "photo_taken": lambda site, data: site.photos.append(data["photo_id"]),
    "photo_discarded": lambda site, data: site.photos.remove(data["photo_id"]),
    "recording_made": lambda site, data: site.recordings.append(data["recording_id"]),
    "recording_discarded": lambda site, data: site.recordings.remove(data["recording_id"]),
    "decision_made": _learn_paper,
    "order_made": _learn_paper,
    "signature_given": _learn_signature,
    "decision_delivered": _learn_delivery,
    "order_delivered": _learn_delivery,
    "visit_finished": lambda site, _data: setattr(site, "is_finished", True),
}


def claims_of(token: str) -> dict[str, Any]:
    body = token.split(".")[1]
    found: dict[str, Any] = json.loads(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)))
    return found


def _verdict_items(checklist: dict[str, Any]) -> list[tuple[str, str]]:
    sections = checklist["body"]["sections"] if checklist["state"] == "published" else []
    items = [item for section in sections for item in section["items"]]
    return [(checklist["code"], item["code"]) for item in items if item["kind"] == "verdict"]


def picture(chance: Random) -> bytes:
    """A true small JPEG with random bytes behind its end: no two are alike."""
    out = io.BytesIO()
    Image.new("RGB", (48, 32), (chance.randrange(256), 90, 120)).save(out, "JPEG")
    return out.getvalue() + chance.randbytes(int(600 * 2 ** (chance.random() * 8)))
