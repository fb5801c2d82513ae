"""The journal of a visit in human words: what, who, when by the phone's clock, when by our reckoning, received when."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import isfinite
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from inspect_app.rules.acts import Severity
from inspect_app.rules.checklists import Item, Section
from inspect_app.rules.moments import TimeGrade, why_graded
from inspect_app.rules.places import FixKind
from inspect_app.rules.plain import to_plain
from inspect_app.rules.recordings import clock_words, kind_of
from inspect_app.store.journal import JournalEvent
from inspect_app.web.document_words import SIGNERS
from inspect_app.web.photo_views import Key
from inspect_app.web.wording import answer_words, in_language, translated

WHATS = {
    "visit_started": _l("开始检查"),
    "visit_joined": _l("扫码参加检查"),
    "officers_named": _l("补充检查人员"),
    "place_fixed": _l("记录位置"),
    "answer_given": _l("答复检查项"),
    "finding_recorded": _l("记录问题"),
    "finding_withdrawn": _l("撤回问题"),
    "finding_handed_over": _l("移送问题"),
    "part_shown": _l("扫码收取其他部门的部分"),
    "photo_taken": _l("拍摄照片"),
    "photo_captioned": _l("修改照片说明"),
    "photo_discarded": _l("删除照片（封存之前）"),
    "recording_made": _l("录音录像"),
    "recording_captioned": _l("修改录音录像的说明"),
    "recording_discarded": _l("删除录音录像（封存之前）"),
    "identity_shown": _l("出示执法证件"),
    "party_told": _l("告知当事人"),
    "party_heard": _l("听取陈述申辩"),
    "statement_made": _l("当事人陈述"),
    "decision_made": _l("作出当场处罚决定"),
    "order_made": _l("责令改正"),
    "record_sealed": _l("制作现场检查笔录"),
    "signature_given": _l("签名"),
    "signing_refused": _l("拒绝签名"),
    "decision_delivered": _l("交付处罚决定书"),
    "order_delivered": _l("交付责令改正通知书"),
    "form_voided": _l("作废文书"),
    "order_checked": _l("复查改正情况"),
    "return_answered": _l("答复退回意见"),
    "visit_finished": _l("结束检查"),
    "question_asked": _l("提出难题"),
    "lead_raised": _l("上报案源"),
}
TIME_REASONS = {
    "anchored": _l("由服务器时间推算"),
    "phone_clock_wrong": _l("手机时钟不准，以服务器推算为准"),
    "clock_interrupted": _l("计时曾中断（重启、休眠或者改时间）"),
    "no_anchor": _l("手机未曾取得服务器时间，只有手机时钟"),
    "in_the_future": _l("手机时间晚于收到的时间"),
    "beyond_bounds": _l("推算的时间超出可能的范围"),
}
PLACE_REASONS = {
    "exif_elsewhere": _l("照片自带的坐标在别处"),
    "nothing_known": _l("没有任何位置记录"),
    "code_scanned": _l("扫描了工程的二维码"),
    "code_of_another_work": _l("扫描的是另一工程的标牌"),
    "code_unknown": _l("扫描的标牌查不到，可能已经换发"),
    "typed_with_reason": _l("人工填写，写明了理由"),
    "typed_without_reason": _l("人工填写，没有理由"),
    "too_far": _l("离出入口太远"),
    "fix_too_old": _l("定位太久以前"),
    "entrance_fix": _l("在入口处定位后进入"),
    "fix_not_fresh": _l("定位不是当时的"),
    "work_without_coordinates": _l("工程没有登记坐标，无法比对"),
    "inaccurate": _l("定位不够准"),
    "on_the_spot": _l("当场定位，在工程范围内"),
}
Items = Mapping[Key, tuple[Item, Section]]


@dataclass(frozen=True)
class JournalLine:
    event: JournalEvent
    what: str
    detail: str
    grade: TimeGrade
    reasons: tuple[str, ...]


def lines_of(events: Sequence[JournalEvent], items: Items) -> list[JournalLine]:
    return [_line(event, items) for event in events]


def _line(event: JournalEvent, items: Items) -> JournalLine:
    grade = TimeGrade[event.time_grade]
    reasons = why_graded(
        grade, claimed_at=event.claimed_at, derived_at=event.derived_at, received_at=event.received_at
    )
    what = str(WHATS.get(event.type) or event.type or gettext("无法识别的记录"))
    return JournalLine(event, what, detail_of(event, items), grade, reasons)


def detail_of(event: JournalEvent, items: Items) -> str:
    """What the event says, in a few words. What it says is a claim in free form: read with care."""
    data = event.data
    named = items.get((str(data.get("checklist")), str(data.get("item"))))
    item = named[0] if named else None
    subject = in_language(item.text) if item else str(data.get("item") or "")
    tell = DETAILS.get(event.type)
    words = [subject, tell(data, item) if tell else ""]
    return str(gettext("：")).join(word for word in words if word)


def _answer(data: Mapping[str, Any], item: Item | None) -> str:
    value = data.get("value")
    note = str(data.get("note") or "")
    said = answer_words(item, value if _is_plain(value) else str(value))
    return " · ".join(part for part in (said, note) if part)


def _is_plain(value: object) -> bool:
    return value is None or isinstance(value, str | int | float)


def _finding(data: Mapping[str, Any], _item: Item | None) -> str:
    severity = next((one.value for one in Severity if to_plain(one) == data.get("severity")), "")
    return " · ".join(part for part in (translated(severity), str(data.get("text") or "")) if part)


def _fix(data: Mapping[str, Any], _item: Item | None) -> str:
    kind = next((one.value for one in FixKind if to_plain(one) == data.get("kind")), "")
    accuracy = data.get("accuracy_m")
    parts = [translated(kind), str(data.get("reason") or "")]
    if isinstance(accuracy, int | float) and isfinite(accuracy):
        parts.append(gettext("误差 %(metres)s 米", metres=round(accuracy)))
    return " · ".join(part for part in parts if part)


def _signature(data: Mapping[str, Any], _item: Item | None) -> str:
    signer = str(SIGNERS.get(str(data.get("signer") or "party"), ""))
    return " · ".join(part for part in (signer, str(data.get("name") or ""), str(data.get("reason") or "")) if part)


def _spoken(data: Mapping[str, Any], _item: Item | None) -> str:
    return " · ".join(part for part in (str(data.get("by_whom") or ""), str(data.get("text") or "")) if part)


def _recording(data: Mapping[str, Any], _item: Item | None) -> str:
    """Which kind, how long, who speaks."""
    kind, duration = kind_of(str(data.get("media_type"))), data.get("duration_ms")
    length = clock_words(duration) if isinstance(duration, int) and not isinstance(duration, bool) else ""
    parts = [translated(kind.value) if kind else "", length, str(data.get("by_whom") or "")]
    return " · ".join(part for part in [*parts, str(data.get("caption") or "")] if part)


def _handed_over(data: Mapping[str, Any], _item: Item | None) -> str:
    return " · ".join(part for name in ("to_agency_name", "reasons") if (part := str(data.get(name) or "")))


def _text(field: str) -> Callable[[Mapping[str, Any], Item | None], str]:
    return lambda data, _item: str(data.get(field) or "")


DETAILS: dict[str, Callable[[Mapping[str, Any], Item | None], str]] = {
    "answer_given": _answer,
    "finding_recorded": _finding,
    "finding_withdrawn": _text("reason"),
    "finding_handed_over": _handed_over,
    "place_fixed": _fix,
    "photo_taken": _text("caption"),
    "photo_captioned": _text("caption"),
    "recording_made": _recording,
    "recording_captioned": _text("caption"),
    "identity_shown": _spoken,
    "party_told": _spoken,
    "party_heard": _spoken,
    "statement_made": _spoken,
    "signature_given": _signature,
    "signing_refused": _signature,
    "form_voided": _text("reason"),
    "return_answered": _text("text"),
    "question_asked": _text("text"),
    "lead_raised": _text("summary"),
    "order_made": _text("party_name"),
}
