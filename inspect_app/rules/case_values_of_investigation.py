"""What the papers from the source of a case to the end of its investigation are begun with."""

from collections.abc import Callable, Mapping

from inspect_app.rules import statutes
from inspect_app.rules.case_entries import Things
from inspect_app.rules.case_paper_facts import CaseFacts, numbered
from inspect_app.rules.papers import Row, Values
from inspect_app.rules.writing import day_in_words


def _source(case: CaseFacts) -> Values:
    return {
        "received_at": day_in_words(case.found_on),
        "lead": case.facts,
        "registered_by": case.proposer,
        "opinion": "建议立案调查。",
    }


def _filing(case: CaseFacts) -> Values:
    law = statutes.FILE_A_CASE.text
    return {
        "facts": case.facts,
        "basis": f"涉嫌违反{case.breaks}，依据{case.basis}应当给予行政处罚；依据{law}的规定立案。",
        "opinion": "符合立案标准，建议立案调查。",
    }


def _not_filed(case: CaseFacts) -> Values:
    entry = case.record.last("refuse_filing")
    return {"facts": case.facts, "reasons": entry.facts.note if entry else "", "opinion": "建议不予立案。"}


def _interview_notice(case: CaseFacts) -> Values:
    return {"rights": case.text("rights")}


def _interview(case: CaseFacts) -> Values:
    """From the newest interview of the record."""
    badges = "、".join(row["badge_number"] for row in case.officers)
    told = {
        "identity_shown": case.text("identity_shown", badges=badges),
        "rights_told": case.text("rights_told"),
        "employer": case.party.name,
    }
    entry = case.record.last("interview")
    if entry is None:
        return told
    said = entry.facts
    return told | {
        "time": day_in_words(entry.happened_on),
        "place": said.place,
        "name": said.person,
        "post": said.post,
        "recorder": case.name_of(entry.by),
        "conversation": [{"question": "请说明有关情况。", "answer": said.record}],
    }


def _address(case: CaseFacts) -> Values:
    return {
        "told": case.text("address_told"),
        "service_address": case.party.address,
        "recipient": case.party.representative or case.party.name,
        "phone": case.party.phone,
    }


def _extraction(case: CaseFacts) -> Values:
    entry = case.record.last("add_evidence")
    if entry is None:
        return {}
    one = entry.facts
    return {
        "evidence_name": one.title,
        "taken_at": day_in_words(entry.happened_on),
        "taken_place": case.place,
        "source": one.source,
        "proves": one.proves,
    }


def _things(case: CaseFacts, step: str) -> list[Row]:
    entry = case.record.last(step)
    return numbered([{"name": entry.facts.things}]) if entry and isinstance(entry.facts, Things) else []


def _registration(case: CaseFacts) -> Values:
    entry = case.record.last("register_evidence")
    approved = f"{case.name_of(entry.by)}，{day_in_words(entry.happened_on)}" if entry else ""
    return {
        "grounds": entry.facts.note if entry else "",
        "approved_by": approved,
        "goods": _things(case, "register_evidence"),
        "keeping_place": entry.facts.place if entry else "",
        "keeping_period": case.text("keeping_period"),
        "duties": case.text("duties"),
    }


def _disposal(case: CaseFacts) -> Values:
    notice = case.paper("registration_notice")
    return {
        "notice_number": notice.number if notice else "",
        "registered_on": case.day_of("register_evidence"),
        "goods": _things(case, "register_evidence"),
        "basis": statutes.REGISTERED_EVIDENCE.text,
    }


def _sampling(case: CaseFacts) -> Values:
    entry = case.record.last("take_sample")
    return {
        "time": day_in_words(entry.happened_on) if entry else "",
        "place": entry.facts.place if entry else case.place,
        "goods": _things(case, "take_sample"),
    }


def _commission(case: CaseFacts) -> Values:
    entry = case.record.last("commission_expert")
    return {
        "recipient": "",
        "expert": entry.facts.place if entry else "",
        "goods": _things(case, "commission_expert"),
        "questions": entry.facts.note if entry else "",
    }


def _report(case: CaseFacts) -> Values:
    conclusion = case.record.conclusion
    course = [
        f"{day_in_words(entry.happened_on)}，{what}"
        for entry in case.record.entries
        if (what := _COURSE.get(entry.step))
    ]
    known = {
        "course": "；".join(course) + ("。" if course else ""),
        "basis": f"违反{case.breaks}；依据{case.basis}。",
    }
    if conclusion is None:
        return known
    return known | {
        "facts": conclusion.finding,
        "proposal": f"建议给予：{case.sanction(conclusion.sanction, conclusion.fine_yuan)}。",
        "reasons": case.text("factors", factors=case.factors_in_words) if case.factors_in_words else "",
    }


_COURSE = {
    "approve_filing": "经批准立案",
    "interview": "询问有关人员",
    "add_evidence": "收集证据",
    "take_sample": "抽样取证",
    "commission_expert": "委托鉴定",
    "register_evidence": "对证据先行登记保存",
}

VALUES: Mapping[str, Callable[[CaseFacts], Values]] = {
    "case_source": _source,
    "filing_approval": _filing,
    "not_filed_approval": _not_filed,
    "interview_notice": _interview_notice,
    "interview_record": _interview,
    "address_confirmation": _address,
    "evidence_extraction": _extraction,
    "registration_notice": _registration,
    "registration_disposal": _disposal,
    "sampling_record": _sampling,
    "expert_commission": _commission,
    "investigation_report": _report,
}
