"""From the content of a document made on the spot to the fields of its Word form; odd shapes from a phone are read as text."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from inspect_app.rules.papers import Row, Values
from inspect_app.rules.writing import moment_in_words

Content = Mapping[str, Any]
ANSWERS = {"met": "合格", "not_met": "不合格", "not_applicable": "不适用"}


@dataclass(frozen=True)
class Signed:
    """A name under a document: by whom, when; `reason` and `witness` where it was refused."""

    signer: str
    name: str
    at: datetime
    is_refused: bool = False
    reason: str = ""
    witness: str = ""


def text_of(value: Any) -> str:
    """One text, whatever shape it came in."""
    if isinstance(value, Mapping):
        return "，".join(text for one in value.values() if (text := text_of(one)))
    if isinstance(value, list | tuple):
        return "、".join(text for one in value if (text := text_of(one)))
    return "" if value is None else str(value)


def _listed(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list | tuple) else []


def _officers(content: Content) -> list[Row]:
    found = [one for one in _listed(content.get("officers")) if isinstance(one, Mapping)]
    return [{name: text_of(one.get(name)) for name in ("name", "badge_number")} for one in found]


def _numbered(texts: Sequence[Mapping[str, str]]) -> list[Row]:
    return [{"no": str(number), **row} for number, row in enumerate(texts, 1)]


def receipt(signed: Sequence[Signed]) -> str:
    """Who signed for it and when, or that it was refused, and before whom."""
    party = [one for one in signed if one.signer == "party"]
    for one in party:
        if one.is_refused:
            witness = f"；见证人：{one.witness}" if one.witness else ""
            return f"当事人拒绝签收，情况：{one.reason}{witness}（{moment_in_words(one.at)}注明）。"
    return f"{party[0].name}于{moment_in_words(party[0].at)}签收。" if party else ""


def _decision(content: Content, signed: Sequence[Signed]) -> Values:
    party = content.get("party")
    named = party if isinstance(party, Mapping) else {"name": text_of(party)}
    plain = ("facts", "place", "breaks", "basis", "sanction", "reasons", "correction", "payment", "redress")
    moments = (("出示证件", "identity_shown_at"), ("告知", "told_at"), ("听取陈述申辩", "heard_at"))
    when = "，".join(f"{label} {text_of(content.get(name))}" for label, name in moments if content.get(name))
    review = text_of(content.get("statement_review"))
    return {
        **{
            f"party_{name}": text_of(named.get(name))
            for name in ("name", "identifier", "representative", "address", "phone")
        },
        **{name: text_of(content.get(name)) for name in plain},
        "told": text_of(content.get("told")) + (f"（{when}）" if when else ""),
        "statement": text_of(content.get("statement")) + (f"　复核意见：{review}" if review else ""),
        "decided_at": text_of(content.get("decided_at")),
        "officers": _officers(content),
        "receipt": receipt(signed),
    }


def _order(content: Content, signed: Sequence[Signed]) -> Values:
    corrections = [{"text": text_of(one)} for one in _listed(content.get("corrections"))]
    return {
        "party_name": text_of(content.get("party")),
        **{name: text_of(content.get(name)) for name in ("work", "place", "basis", "due", "consequence")},
        "corrections": _numbered(corrections),
        "officers": _officers(content),
        "receipt": receipt(signed),
    }


def _record(content: Content, signed: Sequence[Signed]) -> Values:
    findings = [one for one in _listed(content.get("findings")) if isinstance(one, Mapping)]
    span = [text_of(content.get(name)) for name in ("started_at", "ended_at")]
    refused = [one for one in signed if one.is_refused]
    return {
        "time": "至".join(filter(None, span)),
        **{
            name: text_of(content.get(name))
            for name in ("place", "work", "work_number", "code_number", "notice_number")
        },
        "party_name": text_of(content.get("party")),
        "present": text_of(content.get("present")),
        "officers": _officers(content),
        "course": _course(content),
        "findings": _numbered([{name: text_of(one.get(name)) for name in ("item", "text")} for one in findings]),
        "statement": text_of(content.get("statement")),
        "recordings": "；".join(_recording(one) for one in _listed(content.get("recordings"))),
        "refusal": receipt(refused).replace("拒绝签收", "拒绝签名"),
    }


def _course(content: Content) -> str:
    answers = content.get("answers")
    counted = answers if isinstance(answers, Mapping) else {}
    results = "，".join(f"{label} {text_of(counted.get(code, 0))} 项" for code, label in ANSWERS.items())
    return f"{_supplements(content)}依据检查表：{text_of(content.get('checklists'))}。检查结果：{results}。"


def _supplements(content: Content) -> str:
    """A supplement (补充笔录) names the record that it belongs to."""
    if not content.get("supplements"):
        return ""
    when, sha256 = text_of(content.get("supplements_ended_at")), text_of(content.get("supplements_sha256"))
    return f"补充{when}制作的现场检查笔录（SHA-256 {sha256}）。"


def _recording(one: Any) -> str:
    recording = one if isinstance(one, Mapping) else {}
    said = [text_of(recording.get(name)) for name in ("kind", "length", "about", "by_whom")]
    return "，".join(filter(None, said)) + f"，SHA-256 {text_of(recording.get('sha256'))}"


VALUES: dict[str, Callable[[Content, Sequence[Signed]], Values]] = {
    "on_the_spot_decision": _decision,
    "correction_order": _order,
    "inspection_record": _record,
}
"""Form -> how its fields are read from a kept document. Other documents have no Word form."""

MADE = {"on_the_spot_decision": "decided_at", "correction_order": "ordered_at", "inspection_record": "ended_at"}
"""Form -> where its own content says when it was made."""
