"""What may leave this office and what never does: one table of lead, case and question. (Long: it is one table.)

A field without a row may not leave: `released` gives only what the table names.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from inspect_app.rules.people import AgencyKind


class Release(StrEnum):
    GIVEN = "发送"
    MASKED = "隐去后发送"
    NEVER = "不发送"


class Occasion(StrEnum):
    """Kinds of message, as far as they differ in what they may carry."""

    HANDOVER = "交办、上报、移送"
    COPY = "抄送"
    TAKEOVER = "提请管辖的案件"
    REPORT = "报告进展"
    QUESTION = "上报难题"
    ANSWER = "发布解答"


class Recipient(StrEnum):
    OFFICE = "民防办"
    PARTNER = "协同部门"


@dataclass(frozen=True)
class Row:
    """`on` = what holds on every occasion that is not named in `but`; `partner` = what holds towards another department."""

    on: Release
    reason: str
    but: Mapping[Occasion, Release] = field(default_factory=dict)
    partner: Release | None = None

    def release(self, occasion: Occasion, to: Recipient) -> Release:
        """The narrower of the two: a partner never gets what an office does not."""
        own = self.but.get(occasion, self.on)
        if to is Recipient.OFFICE or self.partner is None:
            return own
        return max(own, self.partner, key=_STRICTNESS.index)


R, O = Release, Occasion  # noqa: E741 - O is read beside R in the table
_STRICTNESS = [R.GIVEN, R.MASKED, R.NEVER]
_INTERNAL = Row(R.NEVER, "本机关的内部编号或者记录，对方用不上。")
_PERSON = Row(R.NEVER, "本机关的人员，对外以机关名义。")
_REPORTER = Row(R.NEVER, "反映人的身份要保密，任何时候都不发出。")
_NOTES = Row(R.NEVER, "内部意见和备注，任何时候都不发出。")
_ONLY_REPORT = {O.REPORT: R.GIVEN}
_ONLY_QUESTION = {O.QUESTION: R.GIVEN}
_ONLY_TAKEOVER = {O.TAKEOVER: R.GIVEN}
_WITH_THE_CASE = _ONLY_QUESTION | _ONLY_TAKEOVER

RELEASES: dict[str, Row] = {
    "lead.id": _INTERNAL,
    "lead.agency_id": _INTERNAL,
    "lead.work_id": _INTERNAL,
    "lead.finding_id": _INTERNAL,
    "lead.project_id": _INTERNAL,
    "lead.visit_id": _INTERNAL,
    "lead.patrol_id": _INTERNAL,
    "lead.merged_into_id": _INTERNAL,
    "lead.number": Row(R.GIVEN, "来文编号，双方对得上。"),
    "lead.source": Row(R.GIVEN, "哪一类来源，不说是谁。", partner=R.NEVER),
    "lead.stage": _INTERNAL,
    "lead.summary": Row(R.GIVEN, "要办的事情；发送前可以改写。"),
    "lead.place": Row(R.GIVEN, "地点，管辖按违法行为发生地。"),
    "lead.party": Row(R.GIVEN, "办理需要知道是谁；只供了解时隐去。", but={O.COPY: R.MASKED}),
    "lead.from_whom": _REPORTER,
    "lead.reference": Row(R.GIVEN, "原来文编号，便于查对。", partner=R.NEVER),
    "lead.contact_name": _REPORTER,
    "lead.contact_phone": _REPORTER,
    "lead.came_on": Row(R.GIVEN, "什么时候知道的。"),
    "lead.due_on": Row(R.NEVER, "本机关内部的期限；给对方的期限另行写明。"),
    "lead.passed_to": _INTERNAL,
    "lead.origin": _INTERNAL,
    "lead.receipt": _REPORTER,
    "lead.reported_from": _REPORTER,
    "lead.made_by": _PERSON,
    "lead.made_at": _INTERNAL,
    "lead_photo.id": _INTERNAL,
    "lead_photo.lead_id": _INTERNAL,
    "lead_photo.position": _INTERNAL,
    "lead_photo.sha256": Row(R.GIVEN, "选中的照片；原图可能含拍摄信息，发送前请看一遍。", but={O.COPY: R.NEVER}),
    "attachment.file_sha256": Row(R.GIVEN, "选中的材料。"),
    "attachment.name": Row(R.GIVEN, "材料的名称。"),
    "work.number": Row(R.GIVEN, "台账编号，对方据此找到工程。", but={O.QUESTION: R.NEVER}),
    "work.name": Row(R.GIVEN, "哪一处工程。", but={O.QUESTION: R.NEVER}),
    "work.address": Row(R.GIVEN, "工程的地址。", but={O.QUESTION: R.NEVER}),
    "step.step": Row(R.NEVER, "办到哪一步，只在报告进展时说。", but=_ONLY_REPORT),
    "step.taken_at": Row(R.NEVER, "哪一天，只在报告进展时说。", but=_ONLY_REPORT),
    "step.reason": _NOTES,
    "step.taken_by": _PERSON,
    "case.id": _INTERNAL,
    "case.agency_id": _INTERNAL,
    "case.work_id": _INTERNAL,
    "case.number": Row(R.NEVER, "案号，报告进展、提问和提请管辖时说。", but=_ONLY_REPORT | _WITH_THE_CASE),
    "case.stage": Row(R.NEVER, "阶段，提问和提请管辖时说。", but=_WITH_THE_CASE),
    "case.source": _REPORTER,
    "case.finding_id": _INTERNAL,
    "case.lead_id": _INTERNAL,
    "case.act": Row(R.NEVER, "违法行为的种类，提问和提请管辖时说。", but=_WITH_THE_CASE),
    "case.party_kind": Row(R.NEVER, "单位还是个人，提问和提请管辖时说。", but=_WITH_THE_CASE),
    "case.party": Row(
        R.NEVER, "当事人；提问时隐去名称，提请管辖时写明。", but={O.QUESTION: R.MASKED, O.TAKEOVER: R.GIVEN}
    ),
    "case.facts": Row(R.NEVER, "违法事实，提问和提请管辖时说；发送前可以改写。", but=_WITH_THE_CASE),
    "case.act_on": Row(R.NEVER, "行为的日期，提问和提请管辖时说。", but=_WITH_THE_CASE),
    "case.found_on": Row(R.NEVER, "发现的日期，提问和提请管辖时说。", but=_WITH_THE_CASE),
    "case.proposed_by": _PERSON,
    "case.proposed_at": _INTERNAL,
    "case.rulebook": _INTERNAL,
    "case.fine_yuan": Row(R.NEVER, "决定的罚款数额，报告进展时说。", but=_ONLY_REPORT, partner=R.NEVER),
    "case_entry.id": _INTERNAL,
    "case_entry.case_id": _INTERNAL,
    "case_entry.position": _INTERNAL,
    "case_entry.step": Row(R.NEVER, "办到哪一步，报告进展时说。", but=_ONLY_REPORT),
    "case_entry.enters": _INTERNAL,
    "case_entry.happened_on": Row(R.NEVER, "哪一天，报告进展时说。", but=_ONLY_REPORT),
    "case_entry.facts": _NOTES,
    "case_entry.taken_by": _PERSON,
    "case_entry.taken_at": _INTERNAL,
    "finding.text": Row(R.NEVER, "检查发现的问题，选中的在提问时说。", but=_ONLY_QUESTION),
    "exhibit.sha256": Row(R.NEVER, "选中的证据材料，提问和提请管辖时发送。", but=_WITH_THE_CASE),
    "exhibit.title": Row(R.NEVER, "证据材料的名称，提问和提请管辖时说。", but=_WITH_THE_CASE),
    "office_paper.file_sha256": Row(
        R.NEVER, "选中的、已经送达当事人的文书，提请管辖时发送；内部审批的不发送。", but=_ONLY_TAKEOVER
    ),
    "office_paper.title": Row(R.NEVER, "已经送达的文书的名称，提请管辖时说。", but=_ONLY_TAKEOVER),
    "question.id": Row(R.NEVER, "难题的编号，双方对得上。", but={O.QUESTION: R.GIVEN, O.ANSWER: R.GIVEN}),
    "question.agency_id": _INTERNAL,
    "question.text": Row(R.NEVER, "问题本身；发布解答时只用一般表述。", but=_ONLY_QUESTION),
    "question.visit_id": _INTERNAL,
    "question.finding_id": _INTERNAL,
    "question.case_id": _INTERNAL,
    "question.asked_at": Row(R.NEVER, "什么时候提出的。", but=_ONLY_QUESTION),
    "question.asked_by": _PERSON,
    "question.closed_at": _INTERNAL,
    "question.closed_reason": _NOTES,
    "answer.id": Row(R.NEVER, "解答的编号，撤回时要用。", but={O.ANSWER: R.GIVEN}),
    "answer.question_id": Row(R.NEVER, "答的是哪一个难题。", but={O.ANSWER: R.GIVEN}),
    "answer.title": Row(R.NEVER, "一般表述的问题，已经隐去当事人。", but={O.ANSWER: R.GIVEN}),
    "answer.text": Row(R.NEVER, "解答，已经隐去当事人。", but={O.ANSWER: R.GIVEN}),
    "answer.articles": Row(R.NEVER, "法律依据。", but={O.ANSWER: R.GIVEN}),
    "answer.answered_at": Row(R.NEVER, "什么时候解答的。", but={O.ANSWER: R.GIVEN}),
    "answer.answered_by": _PERSON,
    "answer.from_agency_id": _INTERNAL,
    "answer.published_at": _INTERNAL,
    "answer.published_by": _PERSON,
    "answer.withdrawn_at": Row(R.NEVER, "什么时候撤回的。", but={O.ANSWER: R.GIVEN}),
    "answer.withdrawn_by": _PERSON,
    "answer.withdrawn_reason": Row(R.NEVER, "撤回的理由，用过这个解答的人要知道。", but={O.ANSWER: R.GIVEN}),
}
"""`subject.field`, as the models name them."""
LABELS = {
    "lead.number": "编号",
    "lead.source": "来源",
    "lead.summary": "反映内容",
    "lead.place": "地点",
    "lead.party": "当事人",
    "lead.from_whom": "来源单位（人）",
    "lead.reference": "来文编号",
    "lead.contact_name": "联系人",
    "lead.contact_phone": "联系电话",
    "lead.came_on": "收到日期",
    "work.number": "工程编号",
    "work.name": "工程名称",
    "work.address": "地址",
    "case.number": "案号",
    "case.stage": "阶段",
    "case.source": "案件来源",
    "case.act": "违法行为",
    "case.party_kind": "当事人类别",
    "case.party": "当事人",
    "case.facts": "违法事实",
    "case.act_on": "行为日期",
    "case.found_on": "发现日期",
}
"""Fields that somebody filled, as the page before sending names them, in its order."""


@dataclass(frozen=True)
class Shown:
    """One line of what the page shows before it is sent. `text` = as the other office will read it, "" = not at all."""

    label: str
    release: Release
    text: str
    reason: str


def recipient(kind: AgencyKind) -> Recipient:
    return Recipient.OFFICE if kind in (AgencyKind.CITY, AgencyKind.DISTRICT) else Recipient.PARTNER


def release_of(name: str, occasion: Occasion, to: Recipient) -> Release:
    row = RELEASES.get(name)
    return row.release(occasion, to) if row else R.NEVER


def masked(text: str) -> str:
    """The first character stays, so that a list can be read; nobody can be named."""
    return f"{text[:1]}××" if text else ""


def released(values: Mapping[str, str], occasion: Occasion, to: Recipient) -> dict[str, str]:
    """`subject.field` -> as it may leave. What may not is not there at all."""
    found = {name: (release_of(name, occasion, to), text) for name, text in values.items()}
    return {
        name: masked(text) if how is R.MASKED else text for name, (how, text) in found.items() if how is not R.NEVER
    }


def preview(values: Mapping[str, str], occasion: Occasion, to: Recipient) -> list[Shown]:
    """Every field that is filled: what leaves, what is masked, what stays, and why."""
    leaves = released(values, occasion, to)
    return [
        Shown(LABELS[name], release_of(name, occasion, to), leaves.get(name, ""), RELEASES[name].reason)
        for name in LABELS
        if values.get(name)
    ]
