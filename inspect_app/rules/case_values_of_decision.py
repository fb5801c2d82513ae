"""What the papers from the legal review to the decision are begun with."""

from collections.abc import Callable, Mapping

from inspect_app.rules import statutes
from inspect_app.rules.acts import Sanction
from inspect_app.rules.case_entries import NoPenaltyGround
from inspect_app.rules.case_paper_facts import CaseFacts, numbered
from inspect_app.rules.papers import Row, Values
from inspect_app.rules.writing import day_in_words, fine_in_words

_CHECKS = (
    "本机关是否具有管辖权，执法人员是否具备执法资格",
    "主要事实是否清楚，证据是否合法充分",
    "适用法律、法规、规章是否准确",
    "裁量基准运用是否适当",
    "程序是否合法",
    "文书是否完备、规范",
    "是否涉嫌犯罪，需要移送司法机关",
)
_GROUNDS = {
    NoPenaltyGround.MINOR: statutes.NO_PENALTY_WHEN_MINOR,
    NoPenaltyGround.FIRST_TIME: statutes.NO_PENALTY_WHEN_MINOR,
    NoPenaltyGround.NO_FAULT: statutes.NO_PENALTY_WITHOUT_FAULT,
    NoPenaltyGround.NOT_PROVED: statutes.OUTCOME_OF_INVESTIGATION,
}


def _intended(case: CaseFacts) -> tuple[Sanction, int] | None:
    """What was concluded, or, once told, what was told."""
    newest = case.newest("give_notice", "close_investigation")
    return (newest.facts.sanction, newest.facts.fine_yuan) if newest else None


def _sanction(case: CaseFacts) -> str:
    found = _intended(case)
    return case.sanction(*found) if found else ""


def _reasons(case: CaseFacts) -> str:
    newest = case.newest("give_notice", "close_investigation")
    if newest and newest.step == "give_notice":
        return str(newest.facts.reasons)
    return case.text("factors", factors=case.factors_in_words) if case.factors_in_words else ""


def told_in_words(case: CaseFacts) -> str:
    """When the party was told, and what it said to that."""
    entry, paper = case.record.last("give_notice"), case.paper("penalty_notice")
    if entry is None:
        return ""
    number = paper.number if paper else ""
    heard = _heard(case) or case.text("nothing_said")
    return case.text("told", told_on=day_in_words(entry.happened_on), number=number, heard=heard)


def _heard(case: CaseFacts) -> str:
    found = []
    for entry in case.record.since("give_notice"):
        if entry.step == "hear_statement":
            adopted = "（采纳）" if entry.facts.is_adopted else "（不予采纳）"
            said = {"statement": entry.facts.statement, "review": entry.facts.review, "adopted": adopted}
            found.append(case.text("heard", **said))
        elif entry.step == "waive_rights":
            found.append(case.text("waived", note=entry.facts.note))
        elif entry.step == "hold_hearing":
            found.append(case.text("hearing_held", held_on=day_in_words(entry.happened_on)))
    return "".join(found)


def _review(case: CaseFacts) -> Values:
    entry, conclusion = case.record.last("review_legally"), case.record.conclusion
    ended = case.day_of("close_investigation")
    return {
        "submitted_by": f"承办人{case.handlers}，{ended}" if ended else "",
        "grounds": conclusion.complexity.value if conclusion else "",
        "checks": numbered([{"matter": matter, "result": ""} for matter in _CHECKS]),
        "opinion": entry.facts.opinion if entry else "",
        "reviewer": case.name_of(entry.by) if entry else "",
    }


def _notice(case: CaseFacts) -> Values:
    return {
        "sanction": _sanction(case),
        "reasons": _reasons(case),
        "statement_rights": case.text("statement_rights"),
        "hearing_rights": case.text("hearing_rights") if case.may_be_heard else "",
    }


def _statement(case: CaseFacts) -> Values:
    entry, notice = case.record.last("hear_statement"), case.paper("penalty_notice")
    if entry is None:
        return {"speaker": case.party.name, "notice_number": notice.number if notice else "", "evidence": ""}
    return {
        "time": day_in_words(entry.happened_on),
        "place": case.agency,
        "speaker": case.party.representative or case.party.name,
        "recorder": case.name_of(entry.by),
        "statement": entry.facts.statement,
        "review": entry.facts.review,
        "opinion": "意见成立，予以采纳。" if entry.facts.is_adopted else "意见不成立，不予采纳。",
        "notice_number": notice.number if notice else "",
        "evidence": "",
    }


def _hearing(case: CaseFacts) -> Values:
    """Notice, record and report: what was notified, and what was written at the hearing."""
    notified, held = case.record.last("notify_hearing"), case.record.last("hold_hearing")
    told: dict[str, str | list[Row]] = {
        "publicity": case.text("publicity"),
        "rights": case.text("hearing_rights_at_hearing"),
        "absence": case.text("absence"),
        "attending": case.party.name,
        "investigators": case.handlers,
        "investigators_view": f"{case.told_facts}建议：{_sanction(case)}。",
        "established": case.told_facts,
    }
    if notified:
        told |= {"chair": notified.facts.chair, "place": notified.facts.place}
        told |= {"time": day_in_words(notified.facts.held_on)}
    if held:
        told |= {"time": day_in_words(held.happened_on), "opinion": held.facts.report}
        told["course"] = [{"speaker": "听证笔录", "words": held.facts.record}]
    return told


def _deliberation(case: CaseFacts) -> Values:
    entry = case.record.last("deliberate")
    return {
        "time": day_in_words(entry.happened_on) if entry else "",
        "attending": entry.facts.present if entry else "",
        "chair": case.name_of(entry.by) if entry else "",
        "conclusion": entry.facts.conclusion if entry else "",
        "summary": f"{case.told_facts}拟处理意见：{_sanction(case)}。",
    }


def _approval(case: CaseFacts) -> Values:
    review, talk = case.record.last("review_legally"), case.record.last("deliberate")
    return {
        "told": told_in_words(case),
        "review_result": review.facts.opinion if review else "",
        "deliberation_result": talk.facts.conclusion if talk else "",
        "opinion": f"建议给予：{_sanction(case)}。",
    }


def _decision(case: CaseFacts) -> Values:
    entry = case.record.last("decide")
    if entry is None:
        return {"told": told_in_words(case)}
    said = entry.facts
    is_fine = said.sanction is Sanction.FINE
    due = day_in_words(said.correct_by)
    return {
        "told": told_in_words(case),
        "reasons": said.reasons,
        "sanction": case.sanction(said.sanction, said.fine_yuan),
        "fine": fine_in_words(said.fine_yuan) if is_fine else "",
        "correction": case.text("correct_by", due=due) if due else case.text("correct_at_once"),
        "payment": case.text("payment", place=case.payment_place) if is_fine else "",
    }


def _no_penalty(case: CaseFacts) -> Values:
    entry = case.record.last("decide_no_penalty")
    known = {"education": case.text("education"), "basis": ""}
    if entry is None:
        return known
    said = entry.facts
    return known | {"reasons": f"{said.ground.value}。{said.reasons}", "basis": _GROUNDS[said.ground].text}


def _order(case: CaseFacts) -> Values:
    law = statutes.CORRECTION_WITH_PENALTY.text
    return {
        "basis": f"上述情况违反了{case.breaks}的规定。依据{law}的规定，现责令你（单位）改正下列问题。",
        "place": case.place,
        "corrections": numbered([{"text": case.told_facts}]),
    }


VALUES: Mapping[str, Callable[[CaseFacts], Values]] = {
    "legal_review_opinion": _review,
    "penalty_notice": _notice,
    "statement_record": _statement,
    "statement_review": _statement,
    "hearing_notice": _hearing,
    "hearing_record": _hearing,
    "hearing_report": _hearing,
    "deliberation_record": _deliberation,
    "decision_approval": _approval,
    "penalty_decision": _decision,
    "no_penalty_decision": _no_penalty,
    "correction_order": _order,
}
