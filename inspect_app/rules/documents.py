"""What stands in a legal document and by which hash it is known: content is composed once and never again."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from inspect_app.rules.acts import Act, Sanction
from inspect_app.rules.calendar import SHANGHAI
from inspect_app.rules.decisions import Collection, DecisionFacts
from inspect_app.rules.money import yuan_in_capitals
from inspect_app.rules.orders import OrderFacts

Content = Mapping[str, object]


@dataclass(frozen=True)
class OfficeTexts:
    """The office's wording and names: `templates` by code, with {placeholders}."""

    agency: str
    reconsideration_body: str
    payment_place: str
    templates: Mapping[str, str]
    factors: Mapping[str, str]
    is_demonstration: bool = False


def canonical(content: Content) -> bytes:
    """Keys sorted, no blanks, UTF-8. Values are text, whole numbers, booleans, null, lists and maps of those."""
    return json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def document_sha256(content: Content) -> str:
    """SHA-256 of the canonical form, in lower-case hex; what is signed, printed in the QR code and checked."""
    return hashlib.sha256(canonical(content)).hexdigest()


def on_the_spot_decision(number: str, facts: DecisionFacts, texts: OfficeTexts) -> dict[str, object]:
    """当场行政处罚决定书 with the contents of 行政处罚法第五十二条第二款; redress by 行政复议法第二十三条."""
    return {
        "form": "on_the_spot_decision",
        "number": number,
        "agency": texts.agency,
        "party": _party(facts),
        "facts": facts.facts,
        "place": facts.place,
        "breaks": "、".join(duty.text for duty in facts.act.duties),
        "basis": facts.act.penalty.text if facts.act.penalty else "",
        "sanction": sanction_in_words(facts.act, facts.sanction, facts.fine_yuan),
        "fine_yuan": facts.fine_yuan if facts.sanction is Sanction.FINE else 0,
        "reasons": "；".join([texts.factors.get(code, code) for code in facts.factors] + _note(facts.factor_note)),
        "correction": _correction(facts, texts),
        "identity_shown_at": _minute(facts.identity_shown_at),
        "told_at": _minute(facts.told_at),
        "told": texts.templates["told"],
        "heard_at": _minute(facts.heard_at),
        "statement": facts.statement.strip() or texts.templates["no_statement"],
        "statement_review": facts.statement_review,
        "payment": _payment(facts, texts),
        "redress": texts.templates["redress_on_the_spot"].format(body=texts.reconsideration_body),
        "officers": [{"name": o.name, "badge_number": o.badge_number} for o in facts.officers],
        "decided_at": _minute(facts.decided_at),
        "is_demonstration": texts.is_demonstration,
    }


def correction_order(
    number: str, facts: OrderFacts, work: str, place: str, basis: str, at: datetime, texts: OfficeTexts
) -> dict[str, object]:
    """责令改正通知书: what, under which article, by when. Not a penalty (行政处罚法第二十八条)."""
    due = facts.due_on.isoformat() if facts.due_on and not facts.at_once else ""
    return {
        "form": "correction_order",
        "number": number,
        "agency": texts.agency,
        "party": facts.party_name,
        "work": work,
        "place": place,
        "basis": texts.templates["order_basis"].format(law=basis),
        "corrections": [one.requirement for one in facts.corrections],
        "due": texts.templates["due_by"].format(due=due) if due else texts.templates["due_at_once"],
        "consequence": texts.templates["order_consequence"],
        "officers": [{"name": o.name, "badge_number": o.badge_number} for o in facts.officers],
        "ordered_at": _minute(at),
        "is_demonstration": texts.is_demonstration,
    }


def sanction_in_words(act: Act, sanction: Sanction, fine_yuan: int) -> str:
    """警告，并处罚款人民币叁仟元整（¥3,000.00）。An act whose warning is not optional carries it with the fine."""
    if sanction is Sanction.WARNING:
        return "警告"
    fine = f"罚款人民币{yuan_in_capitals(fine_yuan)}（¥{fine_yuan:,}.00）"
    return f"警告，并处{fine}" if act.warning else fine


def _party(facts: DecisionFacts) -> dict[str, str]:
    party = facts.party
    return {
        "kind": party.kind.name.lower(),
        "name": party.name,
        "identifier": party.identifier,
        "representative": party.representative,
        "address": party.address,
        "phone": party.phone,
    }


def _note(note: str) -> list[str]:
    return [note.strip()] if note.strip() else []


def _correction(facts: DecisionFacts, texts: OfficeTexts) -> str:
    if facts.correct_at_once:
        return texts.templates["correct_at_once"]
    return texts.templates["correct_by"].format(due=facts.correct_by.isoformat() if facts.correct_by else "")


def _payment(facts: DecisionFacts, texts: OfficeTexts) -> str:
    if facts.sanction is not Sanction.FINE:
        return ""
    if facts.collection is Collection.BANK:
        return texts.templates["pay_at_bank"].format(place=texts.payment_place)
    return _collected(facts, texts)


def _collected(facts: DecisionFacts, texts: OfficeTexts) -> str:
    """With the receipt's issuer and the ground in words, where the phone asked and its wording can say it."""
    ground, receipt, issuer = facts.collection.value, facts.receipt_number, facts.receipt_issuer
    if issuer is None or "collected_by_receipt" not in texts.templates:
        return texts.templates["collected"].format(ground=ground, receipt=receipt)
    text = texts.templates["collected_by_receipt"].format(ground=ground, receipt=receipt, issuer=issuer.value)
    note = (facts.collection_note or "").strip()
    return text + (texts.templates[f"ground_{facts.collection.name.lower()}"].format(note=note) if note else "")


def _minute(moment: datetime | None) -> str:
    """Local time as the form prints it, to the minute."""
    return moment.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M") if moment else ""
