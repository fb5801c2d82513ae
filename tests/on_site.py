"""What officers do on site, said through a phone: findings, photos, a decision with its document, an order."""

from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID, uuid4

from inspect_app.actions.claims import Claims, decision_facts
from inspect_app.actions.orders import OrderClaims, order_facts
from inspect_app.actions.settings import acts, texts_of_rulebook
from inspect_app.rules.acts import Party, Sanction
from inspect_app.rules.calendar import day_of
from inspect_app.rules.decisions import PartyOfCase
from inspect_app.rules.documents import correction_order, document_sha256, on_the_spot_decision
from inspect_app.rules.numbers import form_number
from inspect_app.rules.orders import Correction
from inspect_app.rules.plain import to_plain
from tests import make
from tests.phone_in_python import Phone

STROKES = [[[100, 40], [300, 120], [520, 60]], [[540, 80], [700, 90]]]


def find(phone: Phone, visit_id: str, item: str = "item-1", **more: Any) -> str:
    """Records a finding, or new words for one when its id is named; gives its id."""
    data = {"checklist": "short", "item": item, "text": "防护门锈蚀，无法关闭。", "severity": "ordinary"}
    data = {"finding_id": str(uuid4()), **data, **more}
    phone.say("finding_recorded", visit_id, **data)
    return data["finding_id"]


def photograph(phone: Phone, visit_id: str, body: bytes | None = None, **more: Any) -> str:
    """Announces a photo; gives its id. `phone.upload` brings its bytes."""
    body = body or make.picture()
    data = {"sha256": sha256(body).hexdigest(), "size_bytes": len(body), "media_type": "image/jpeg"}
    data = {"photo_id": str(uuid4()), **data, **more}
    phone.say("photo_taken", visit_id, **data)
    return data["photo_id"]


def record(phone: Phone, visit_id: str, body: bytes, **more: Any) -> str:
    """Announces a recording; gives its id. `phone.upload` brings its bytes."""
    data = {"sha256": sha256(body).hexdigest(), "size_bytes": len(body), "media_type": "audio/webm"}
    data = {"recording_id": str(uuid4()), **data, **more}
    phone.say("recording_made", visit_id, **data)
    return data["recording_id"]


def finished_visit(phone: Phone, work_id: UUID, **more: Any) -> tuple[str, str]:
    """A visit with one finding, synced and waiting for review; gives the ids of both."""
    visit_id = phone.start_visit(work_id, **more)
    phone.say("answer_given", visit_id, checklist="short", item="item-1", value="not_met")
    finding_id = find(phone, visit_id)
    phone.say("visit_finished", visit_id)
    phone.sync()
    return visit_id, finding_id


def claims(phone: Phone, partner_id: UUID, **more: Any) -> Claims:
    now = datetime.now(UTC).replace(microsecond=0)
    values: dict[str, Any] = {
        "act": "TL43-3",
        "party": PartyOfCase(Party.ORGANISATION, "演示物业有限公司", "91310117DEMO000001", "演示路1号", "", "张三"),
        "sanction": Sanction.FINE,
        "fine_yuan": 500,
        "facts": "未办理平时使用备案手续。",
        "place": "松江区演示路1号地下一层",
        "factors": ("first_time", "cooperative"),
        "factor_note": "",
        "officer_ids": (UUID(phone.officer_id), partner_id),
        "facts_are_certain": True,
        "identity_shown_at": now - timedelta(minutes=9),
        "told_at": now - timedelta(minutes=6),
        "heard_at": now - timedelta(minutes=3),
        "decided_at": now,
        "correct_by": day_of(now) + timedelta(days=30),
    }
    return Claims(**{**values, **more})


def block(phone: Phone, kind: str) -> dict[str, Any]:
    return next(
        value
        for (what, _id), value in phone.confirmed.items()
        if what == "form_block" and value["kind"] == kind and value["year"] == day_of(datetime.now(UTC)).year
    )


def decide(phone: Phone, partner_id: UUID, visit_id: str, *finding_ids: str, **more: Any) -> str:
    """A decision with its document and both officers' signatures, not yet delivered; gives its id. Sync first."""
    stated, decision_id, document_id = claims(phone, partner_id, **more), str(uuid4()), str(uuid4())
    leased, on = block(phone, "on_the_spot_decision"), day_of(stated.decided_at)
    serial = leased["first"] + len([e for e in phone.events if phone.payload(e)["type"] == "decision_made"])
    number = form_number(leased["template"], leased["year"], serial)
    facts = decision_facts(stated, acts()[stated.act])
    content = on_the_spot_decision(number, facts, texts_of_rulebook(1, on=on))
    plain = to_plain(stated) | {"officer_ids": [str(one) for one in stated.officer_ids]}
    phone.say(
        "decision_made", visit_id, decision_id=decision_id, document_id=document_id, block_id=leased["id"],
        serial=serial, content=content, sha256=document_sha256(content), finding_ids=list(finding_ids), claims=plain,
    )  # fmt: skip
    for officer in facts.officers:
        sign(phone, visit_id, document_id, content, "officer", officer.name, officer.badge_number)
    return decision_id


def sign(
    phone: Phone,
    visit_id: str,
    document_id: str,
    content: dict[str, Any],
    signer: str,
    name: str,
    badge: str = "",
    *,
    strokes: list[list[list[int]]] = STROKES,
) -> None:
    phone.say(
        "signature_given", visit_id, document_id=document_id, document_sha256=document_sha256(content),
        signer=signer, name=name, badge_number=badge, strokes=strokes,
    )  # fmt: skip


def deliver(phone: Phone, visit_id: str, decision_id: str, *, party: str = "张三") -> None:
    """The party signs and gets the paper."""
    [made] = [
        data
        for event in phone.events
        if (data := phone.payload(event)["data"]).get("decision_id") == decision_id and "content" in data
    ]
    if party:
        sign(phone, visit_id, made["document_id"], made["content"], "party", party)
    phone.say("decision_delivered", visit_id, decision_id=decision_id, delivered_at=datetime.now(UTC).isoformat())


def order(phone: Phone, partner_id: UUID, visit_id: str, *finding_ids: str, **more: Any) -> str:
    """An order, signed and delivered; gives its id. Sync first. `due_on` and `strokes` may be named, `refusal` = why nobody
    signed for it."""
    now = datetime.now(UTC).replace(microsecond=0)
    stated = OrderClaims(
        party_name="演示物业有限公司",
        corrections=tuple(Correction(one, "修复防护门。") for one in finding_ids),
        officer_ids=(UUID(phone.officer_id), partner_id),
        ordered_at=now,
        due_on=more.get("due_on", day_of(now) + timedelta(days=15)),
        basis="《中华人民共和国人民防空法》第二十五条",
    )
    order_id, document_id, leased = str(uuid4()), str(uuid4()), block(phone, "correction_order")
    strokes = more.get("strokes", STROKES)
    serial = leased["first"] + len([e for e in phone.events if phone.payload(e)["type"] == "order_made"])
    number = form_number(leased["template"], leased["year"], serial)
    texts = texts_of_rulebook(1, on=day_of(now))
    place = ("演示一号地下车库", "松江区演示路1号")
    content = correction_order(number, order_facts(stated), *place, stated.basis, now, texts)
    data = to_plain(stated) | {"officer_ids": [str(one) for one in stated.officer_ids]}
    phone.say(
        "order_made", visit_id, order_id=order_id, document_id=document_id, block_id=leased["id"], serial=serial,
        content=content, sha256=document_sha256(content), **data,
    )  # fmt: skip
    for one in order_facts(stated).officers:
        sign(phone, visit_id, document_id, content, "officer", one.name, one.badge_number, strokes=strokes)
    if refusal := more.get("refusal"):
        of = {"document_id": document_id, "document_sha256": document_sha256(content)}
        phone.say("signing_refused", visit_id, **of, name="张三", reason=refusal, witness=more.get("witness", ""))
    else:
        sign(phone, visit_id, document_id, content, "party", "张三", strokes=strokes)
    phone.say("order_delivered", visit_id, order_id=order_id, delivered_at=now.isoformat())
    return order_id


def seal(phone: Phone, visit_id: str, **content: Any) -> str:
    """The record of the inspection as it was read and signed; gives its document's id."""
    document_id = str(uuid4())
    content = {"form": "inspection_record", "number": "", "is_demonstration": False, **content}
    phone.say("record_sealed", visit_id, document_id=document_id, content=content, sha256=document_sha256(content))
    return document_id


def today() -> date:
    return day_of(datetime.now(UTC))
