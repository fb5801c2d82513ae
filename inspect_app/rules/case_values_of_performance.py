"""What the papers of service, performance, transfer, ending and closing are begun with. (Long: one after the other.)"""

from collections.abc import Callable, Mapping
from decimal import Decimal

from inspect_app.rules import statutes
from inspect_app.rules.case_paper_facts import CaseFacts, MadePaper, numbered
from inspect_app.rules.papers import Row, Values
from inspect_app.rules.writing import day_in_words, fine_in_words


def decided_in_words(case: CaseFacts) -> str:
    """Number, day and content of the decision."""
    entry, paper = case.decision, case.decision_paper
    if entry is None:
        return ""
    content = (
        case.sanction(entry.facts.sanction, entry.facts.fine_yuan)
        if entry.step == "decide"
        else f"不予行政处罚（{entry.facts.ground.value}）"
    )
    return "，".join(filter(None, [paper.number if paper else "", day_in_words(entry.happened_on), content]))


def _served(case: CaseFacts) -> str:
    entry = case.record.last("serve")
    return (
        f"{day_in_words(entry.happened_on)}{entry.facts.way.value}，{entry.facts.recipient}签收。" if entry else ""
    )


def _named(paper: MadePaper | None) -> str:
    return f"《{paper.title}》（{paper.number}）" if paper else ""


def _service(case: CaseFacts) -> Values:
    """Of the paper that it is about, else of the newest that was served. The decision's own step knows of a refusal."""
    done = [one for one in case.papers if one.form != "service_record" and one.served_on]
    paper = case.about or (done[-1] if done else None)
    if paper is None:
        return {"place": case.place, "servers": case.handlers, "witness": ""}
    known: dict[str, str | list[Row]] = {
        "papers": [{"title": paper.title, "number": paper.number, "count": "1份"}],
        "place": case.party.address or case.place,
        "way": paper.served_how,
        "received_by": paper.served_to,
        "received_at": day_in_words(paper.served_on),
        "servers": case.handlers,
        "witness": "",
    }
    service = case.record.last("serve")
    if service is None or not service.facts.reason or paper != case.decision_paper:
        return known
    refusal = f"{service.facts.reason}（{day_in_words(service.happened_on)}）"
    return known | {"received_by": "", "refusal": refusal, "witness": service.facts.witness}


def _announcement(case: CaseFacts) -> Values:
    decision = case.record.last("decide")
    summary = case.sanction(decision.facts.sanction, decision.facts.fine_yuan) if decision else "不予行政处罚"
    return {
        "grounds": "经采取其他送达方式，均无法向你（单位）送达。",
        "paper": _named(case.decision_paper),
        "summary": f"本机关决定：{summary}。",
        "effect": case.text("announcement_effect"),
        "collect": case.text("collect"),
    }


def _extension(case: CaseFacts) -> Values:
    debt = case.debt
    known = {"consequence": case.text("extension_consequence")}
    if debt is None or debt.applied_on is None:
        return known
    plan = [{"amount": fine_in_words(one.amount_yuan), "due": day_in_words(one.due_on)} for one in debt.plan]
    whole = fine_in_words(sum(one.amount_yuan for one in debt.plan))
    applied_on = day_in_words(debt.applied_on)
    return known | {
        "application": case.text("extension_application", applied_on=applied_on, hardship=debt.hardship),
        "approval": case.text("extension_approval", amount=whole),
        "instalments": numbered(plan),
    }


def owed_in_words(fine_yuan: int, surcharge: Decimal) -> str:
    """The fine in capitals, and what was added for lateness in figures: it may have cents."""
    added = f"；加处罚款¥{surcharge:,.2f}（计至本催告书作出之日）" if surcharge else ""
    return f"罚款{fine_in_words(fine_yuan)}{added}"


def _demand(case: CaseFacts) -> Values:
    debt = case.debt
    return {
        "duty": "缴纳罚款和加处罚款" if debt and debt.surcharge_owed else "缴纳罚款",
        "amount": owed_in_words(debt.unpaid_yuan, debt.surcharge_owed) if debt else "",
        "due": case.text("demand_due"),
        "way": case.text("demand_way", place=case.payment_place),
        "statement_rights": case.text("demand_rights"),
        "consequence": case.text("demand_consequence"),
    }


def _application(case: CaseFacts) -> Values:
    demand, entry, debt = case.paper("demand"), case.record.last("demand"), case.debt
    demanded = day_in_words(entry.happened_on) if entry else ""
    surcharge = case.text("request_surcharge") if debt and debt.surcharge_owed else ""
    papers = [case.decision_paper, demand]
    return {
        "applicant": case.agency,
        "demand_number": case.text("demanded", demanded_on=demanded, number=demand.number if demand else ""),
        "request": case.text("request", fine=fine_in_words(debt.unpaid_yuan), surcharge=surcharge) if debt else "",
        "attachments": numbered(
            [{"name": f"{one.title}（{one.number}）", "count": "1份"} for one in papers if one]
        ),
    }


def _transfer(case: CaseFacts) -> Values:
    entry = case.record.last("hand_over") or case.record.last("offer_up") or case.record.last("propose_transfer")
    return {
        "recipient": entry.facts.to if entry else "",
        "reasons": (entry.facts.reason if entry else "") or f"依据{statutes.TO_THE_COMPETENT.text}移送。",
        "attachments": numbered([{"name": one["name"], "count": "1份"} for one in _evidence_names(case)]),
    }


def _evidence_names(case: CaseFacts) -> list[dict[str, str]]:
    names = [entry.facts.title for entry in case.record.all("add_evidence")]
    return [{"name": name} for name in ["案件情况说明", *names]]


def _crime(case: CaseFacts) -> Values:
    entry, approved = case.record.last("propose_transfer"), case.record.last("approve_transfer")
    goods = [one.facts.things for one in case.record.all("register_evidence")]
    return {
        "recipient": entry.facts.to if entry else "",
        "basis": f"{statutes.REFER_CRIMES.text}、{statutes.DECIDE_ON_REFERRAL.text}",
        "approved_by": f"{case.name_of(approved.by)}（{day_in_words(approved.happened_on)}）" if approved else "",
        "annex_report": "1份",
        "annex_goods": "；".join(goods) or "无涉案物品",
        "annex_tests": "无",
        "annex_others": "、".join(one["name"] for one in _evidence_names(case)[1:]) or "无",
    }


def _ending(case: CaseFacts) -> Values:
    entry = case.record.last("end")
    reasons = f"{entry.facts.ground.value}。{entry.facts.note}" if entry else ""
    return {"reasons": reasons, "opinion": "建议终止处理。"}


def _suspension(case: CaseFacts) -> Values:
    entry = case.record.last("suspend")
    return {"reasons": entry.facts.note if entry else "", "opinion": "建议中止调查。"}


def _closing(case: CaseFacts) -> Values:
    correction, close = case.record.last("note_correction"), case.record.last("close")
    return {
        "decision": decided_in_words(case),
        "served": _served(case),
        "performance": _performed(case),
        "correction": correction.facts.note if correction else "改正情况另行跟踪核实。",
        "grounds": close.facts.note if close else "",
        "opinion": "建议结案。",
    }


def _performed(case: CaseFacts) -> str:
    debt = case.debt
    if debt is None:
        return "没有罚款。" if case.decision else ""
    if debt.is_settled:
        return f"罚款{fine_in_words(debt.amount_yuan)}：{debt.stage}。"
    return f"尚欠{owed_in_words(debt.unpaid_yuan, debt.surcharge_owed)}。"


def _withdrawal(case: CaseFacts) -> Values:
    paper, entry = case.decision_paper, case.decision
    return {
        "paper_title": paper.title if paper else "",
        "paper_number": paper.number if paper else "",
        "made_before_on": day_in_words(entry.happened_on) if entry else "",
        "basis": statutes.MEND_OWN_ERRORS.text,
        "consequence": case.text("withdrawal_consequence"),
    }


def _supplement(case: CaseFacts) -> Values:
    paper = case.about or case.decision_paper
    return {
        "paper_title": paper.title if paper else "",
        "paper_number": paper.number if paper else "",
        "served_on": day_in_words(paper.served_on) if paper else "",
        "corrections": [],
    }


VALUES: Mapping[str, Callable[[CaseFacts], Values]] = {
    "service_record": _service,
    "service_announcement": _announcement,
    "payment_extension": _extension,
    "demand": _demand,
    "enforcement_application": _application,
    "transfer_letter": _transfer,
    "crime_transfer_letter": _crime,
    "ending_approval": _ending,
    "suspension_approval": _suspension,
    "closing_approval": _closing,
    "withdrawal_decision": _withdrawal,
    "correction_supplement": _supplement,
}
