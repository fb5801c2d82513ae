"""A fictional city beside the demonstration district: no server, its messages are written and signed here and come in by our door.

Nobody keeps its keys: what is sent to it later waits. A real city that is paired comes before it.
"""

import io
import json
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from inspect_app.actions.figure_reports import see_month, sign_report
from inspect_app.actions.handovers import accept_handover, hand_over, tell_progress
from inspect_app.actions.lead_steps import check_papers
from inspect_app.actions.leads import report_lead
from inspect_app.actions.peers import Introduction, pair
from inspect_app.actions.questions import ask_question
from inspect_app.actions.sent_questions import ask_up
from inspect_app.exchange.batches import our_code
from inspect_app.exchange.keys import KeyRing, OwnKey, fresh_key, sealed_to
from inspect_app.exchange.kinds import SCHEMA_VERSION
from inspect_app.exchange.outbox import SOFTWARE
from inspect_app.exchange.packages import read_package, write_package
from inspect_app.rules.calendar import day_of
from inspect_app.rules.figure_reports import Month
from inspect_app.rules.handovers import HandoverKind, Sending
from inspect_app.rules.leads import LeadFacts, LeadSource
from inspect_app.rules.people import AgencyKind
from inspect_app.rules.questions import QuestionFacts
from inspect_app.rules.standards import content_sha256
from inspect_app.store.base import transaction
from inspect_app.store.checklists import published_versions
from inspect_app.store.officers import Officer, officer_by_login
from inspect_app.store.peer_messages import SentMessage, messages_to_send
from inspect_app.store.peers import Peer, PeerWay, peer_with
from inspect_app.store.photo_bytes import PhotoFolder
from inspect_app.sync.seals import sha256_of

CODE, NAME = "DEMO-SH", "演示市民防办公室"
LIST = "works-in-use"
QUESTION = "小区的人防门由前任物业拆除，前任物业已经撤场，责令改正写给谁？"
TOLD = ("演示转〔2026〕21号", "群众来信反映地下车库两樘防护密闭门被拆除", "请核查并依法处理，结果报我办")
WAITING = ("演示转〔2026〕23号", "媒体反映某地下车库出入口被封堵用作仓库", "请七日内报告核查情况")
EXTRA_ITEM = {
    "code": "door-instructions",
    "kind": "verdict",
    "text": {
        "zh": "防护密闭门旁贴有启闭操作说明",
        "en": "Instructions for closing are posted beside the blast door",
    },
}
ACCEPTED = {"status": "accepted", "reasons": []}


def play_the_city(keys: KeyRing, folder: PhotoFolder, *, at: datetime) -> None:
    """Four weeks of exchange by packages, counted back from now; one message still waits for its receipt."""
    days = {number: at - timedelta(days=number) for number in (30, 12, 10, 6, 1)}
    head, supervisor = _officer("jia"), _officer("ding")
    city = _paired(keys, head, at=days[30])
    told, waiting = uuid4(), uuid4()
    city.say("hello", uuid4(), {"software": SOFTWARE, "schema_version": SCHEMA_VERSION}, at=days[12])
    city.say("standard_published", uuid4(), _standard(at=days[12]), at=days[12])
    city.say("lead_handed_down", told, _lead(TOLD, at + timedelta(days=12)), at=days[12])
    city.carry(keys, at=days[12])
    question_id, offered = _our_side(keys, folder, head, supervisor, told, city.peer_id, at=days[10])
    city.say("lead_accepted", offered, {"number": "演示源〔2026〕8号", "text": ""}, at=days[6])
    city.say("remark_made", question_id, _remark(), at=days[6])
    city.say("question_answered", question_id, _answer(at=days[6]), at=days[6])
    city.say("lead_handed_down", waiting, _lead(WAITING, at + timedelta(days=3)), at=days[6])
    city.carry(keys, at=days[6])
    with transaction():
        tell_progress(told, "已约物业公司三日内提供改造资料，并安排现场核查。", by=supervisor, at=days[1])


def _our_side(
    keys: KeyRing, folder: PhotoFolder, head: Officer, ding: Officer, told: UUID, peer_id: UUID, *, at: datetime
) -> tuple[UUID, UUID]:
    """What this district did with it, and what it sent itself: ids of its question, and of the lead that it offered."""
    with transaction():
        lead = accept_handover(told, by=ding, at=at).lead
        if lead:
            check_papers(lead.id, "先核对台账和改造备案", by=ding, at=at)
        question = ask_question(QuestionFacts(uuid4(), QUESTION), by=ding, at=at)
        ask_up(folder, question.id, QUESTION, (), by=ding, at=at)
        month = _month_before(at)
        seen = see_month(head.home_id, month, today=day_of(at))
        sign_report(month, seen.stamp, "", by=head, at=at)
        found = LeadFacts(LeadSource.CITIZEN, "同一物业公司第三次擅自拆除防护设备", day_of(at), "松江区演示大道5号")
        ours = report_lead(found, "", by=ding, at=at)
        peer = _peer(peer_id)
        why = Sending(HandoverKind.TAKEOVER, ours.summary, "两年内第三次，跨两个区，提请市办查处")
        offered = hand_over(folder, ours.id, peer.agency_id, why, by=ding, at=at).id
        ids = question.id, offered
    write_package(_peer(peer_id), keys, io.BytesIO(), by=ding.id, at=at)
    return ids


@dataclass
class _City:
    """Its key, how far its own messages have been numbered, and those that are not carried yet."""

    peer_id: UUID
    key: OwnKey
    ours: str
    seq: int = 0
    last: str = ""
    packages: int = 0
    messages: list[str] = field(default_factory=list)

    def say(self, kind: str, about: UUID, body: dict[str, Any], *, at: datetime) -> None:
        self.seq += 1
        content = {
            "id": str(uuid4()), "sender": CODE, "recipient": self.ours, "seq": self.seq, "prev": self.last,
            "kind": kind, "about": str(about), "made_at": at.isoformat(), "by": "演示经办人", "files": [], "body": body,
        }  # fmt: skip
        token = self.key.signed(content)
        self.last = sha256_of(token)
        self.messages.append(token)

    def carry(self, keys: KeyRing, *, at: datetime) -> None:
        """Its next package, with receipts for all that was written for it; read here as any other."""
        self.packages += 1
        peer = _peer(self.peer_id)
        waiting = [one for one in messages_to_send(peer, most=100) if one.token]
        batch = {
            "protocol": 1, "sender": CODE, "recipient": self.ours, "number": self.packages,
            "made_at": at.isoformat(), "software": SOFTWARE, "schema_version": SCHEMA_VERSION,
            "messages": self.messages, "receipts": [self._receipt(one, at) for one in waiting],
            "received": peer.sent_seq, "received_sha256": peer.sent_sha256, "acknowledged": {"up_to": self.seq},
        }  # fmt: skip
        line = sealed_to(keys.newest.seal_jwk, self.key.signed(batch).encode())
        self.messages = []
        read_package(io.BytesIO(f"{line}\n".encode()), keys, by=None, at=at)

    def _receipt(self, message: SentMessage, at: datetime) -> str:
        offices = {"sender": CODE, "recipient": self.ours}
        which = {"id": str(message.id), "seq": message.seq, "sha256": message.sha256}
        return self.key.signed({**which, **offices, **ACCEPTED, "at": at.isoformat()})


def _paired(keys: KeyRing, head: Officer, *, at: datetime) -> _City:
    key = fresh_key()
    city = Introduction(CODE, AgencyKind.CITY, NAME, "", key.kid, key.sign_jwk, key.seal_jwk)
    with transaction():
        peer = pair(city, PeerWay.FILES, our_kid=keys.newest.kid, by=head, at=at)
        return _City(peer.id, key, our_code())


def _lead(said: tuple[str, str, str], due: datetime) -> dict[str, Any]:
    number, summary, note = said
    place = {"place": "松江区演示大道3号", "party": "演示物业有限公司"}
    return {"number": number, "summary": summary, "note": note, "due_on": day_of(due).isoformat(), **place}


def _remark() -> dict[str, Any]:
    return {"remark_id": str(uuid4()), "text": "请先查清交接时的设施移交清单。", "who": "演示专家"}


def _answer(*, at: datetime) -> dict[str, Any]:
    text = "责令现在负有维护责任的一方恢复；前任物业的行为另行立案查处，交接清单作为证据。"
    title = "人防门由前任物业拆除的，责令谁改正"
    return {
        "answer_id": str(uuid4()),
        "title": title,
        "text": text,
        "answered_at": at.isoformat(),
        "is_model": True,
    }


def _standard(*, at: datetime) -> dict[str, Any]:
    """The list that is in use here, with one item more."""
    version = next(one for one in published_versions() if one.file.code == LIST)
    content = json.loads(json.dumps(version.body))
    content["sections"][0]["items"].append(EXTRA_ITEM)
    return {
        "edition": str(uuid4()), "kind": "checklist", "code": LIST, "number": 1, "title": content["title"]["zh"],
        "note": "增加一项：启闭操作说明", "adopt_from": day_of(at).isoformat(),
        "adopt_by": day_of(at + timedelta(days=30)).isoformat(), "content": content, "files": [],
        "sha256": content_sha256("checklist", LIST, content, ()), "published_at": at.isoformat(),
    }  # fmt: skip


def _month_before(at: datetime) -> Month:
    last = day_of(at).replace(day=1) - timedelta(days=1)
    return Month(last.year, last.month)


def _officer(login: str) -> Officer:
    if found := officer_by_login(login):
        return found
    raise LookupError(login)


def _peer(peer_id: UUID) -> Peer:
    if found := peer_with(peer_id):
        return found
    raise LookupError(peer_id)
