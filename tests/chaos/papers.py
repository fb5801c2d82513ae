"""Decisions and orders as a phone makes them out: numbered from its own blocks, signed, handed over."""

import hashlib
import json
from datetime import timedelta
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.chaos.officer import Officer, Paper, Site

KINDS = ("on_the_spot_decision", "correction_order")
SIGNATURES = (("officer", "检查员甲"), ("officer", "检查员乙"), ("party", "张三"))
STROKES = [[[100, 40], [300, 120], [520, 60]], [[540, 80], [700, 90]]]


def sha256_of(content: dict[str, Any]) -> str:
    """Over the canonical form: keys sorted, no blanks, UTF-8."""
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def next_number(officer: "Officer", kind: str) -> tuple[dict[str, Any], int] | None:
    """The block and the next free number in it; None when the phone has none left."""
    for block in sorted(officer.phone.disk.confirmed("form_block"), key=lambda one: (one["year"], one["first"])):
        if block["kind"] == kind and block["device_id"] == officer.phone.device:
            serial = max(block["first"], officer.used.get(block["id"], 0) + 1)
            if serial <= block["last"]:
                return block, serial
    return None


def begin(officer: "Officer", site: "Site") -> None:
    kind = officer.chance.choice(KINDS)
    number = next_number(officer, kind)
    colleagues = officer.colleagues()
    if number is None or not colleagues:
        return
    block, serial = number
    text = block["template"].replace("{year}", str(block["year"])).replace("{serial}", f"{serial:04d}")
    content = {"form": kind, "number": text, "party": "演示物业有限公司", "is_demonstration": True}
    document = {
        "document_id": officer.phone.any_id(), "block_id": block["id"], "serial": serial, "content": content,
        "sha256": sha256_of(content),
    }  # fmt: skip
    people = [officer.phone.officer, officer.chance.choice(colleagues)["id"]]
    (_decide if kind == KINDS[0] else _order)(officer, site, document, people)


def _decide(officer: "Officer", site: "Site", document: dict[str, Any], people: list[str]) -> None:
    now = officer.phone.now()
    claims = {
        "act": "TL43-3", "party": {"kind": "organisation", "name": "演示物业有限公司", "representative": "张三"},
        "sanction": "fine", "fine_yuan": 500, "facts": "未办理平时使用备案手续。", "place": "松江区演示路1号",
        "factors": ["first_time"], "officer_ids": people, "facts_are_certain": True,
        "identity_shown_at": (now - timedelta(minutes=9)).isoformat(),
        "told_at": (now - timedelta(minutes=6)).isoformat(), "heard_at": (now - timedelta(minutes=3)).isoformat(),
        "decided_at": now.isoformat(), "correct_by": (now + timedelta(days=30)).date().isoformat(),
    }  # fmt: skip
    officer.say(
        "decision_made", site.id, decision_id=officer.phone.any_id(), finding_ids=site.findings[:2], claims=claims,
        **document,
    )  # fmt: skip


def _order(officer: "Officer", site: "Site", document: dict[str, Any], people: list[str]) -> None:
    now = officer.phone.now()
    corrections = [{"finding_id": finding, "requirement": "修复。"} for finding in site.findings[:2]]
    officer.say(
        "order_made", site.id, order_id=officer.phone.any_id(), party_name="演示物业有限公司", officer_ids=people,
        corrections=corrections, ordered_at=now.isoformat(), basis="《中华人民共和国人民防空法》第二十五条",
        due_on=(now + timedelta(days=15)).date().isoformat(), **document,
    )  # fmt: skip


def go_on(officer: "Officer", site: "Site", paper: "Paper") -> None:
    """The next signature, and after the last one the paper changes hands."""
    if paper.signed < len(SIGNATURES):
        signer, name = SIGNATURES[paper.signed]
        officer.say(
            "signature_given", site.id, document_id=paper.document_id, document_sha256=paper.sha256,
            signer=signer, name=name, strokes=STROKES,
        )  # fmt: skip
    else:
        found = {f"{paper.kind}_id": paper.id, "delivered_at": officer.phone.now().isoformat()}
        officer.say(f"{paper.kind}_delivered", site.id, **found)
