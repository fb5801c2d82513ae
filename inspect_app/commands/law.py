"""`flask law decide` and `flask law deadline`: the rulebook asked without a browser, a JSON line in, a JSON line out."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any, TextIO

import click
from flask import Flask

from inspect_app.actions.settings import law_in_hand
from inspect_app.commands.law_group import law
from inspect_app.problems import Refusal, Refused
from inspect_app.rules.acts import Party, Sanction
from inspect_app.rules.calendar import WorkCalendar
from inspect_app.rules.clocks import CLOCKS, clock_of, last_day
from inspect_app.rules.judgement import Judgement, Question, judge
from inspect_app.rules.law_table import LawTable
from inspect_app.rules.people import OfficerFacts
from inspect_app.rules.plain import NotPlain, from_plain, to_plain

Line = dict[str, Any]


@law.command("decide")
@click.argument("lines", type=click.File("r", encoding="utf-8"), default="-")
def decide(lines: TextIO) -> None:
    """Answer each JSON line {act, party, sanction, fine_yuan, act_on, decide_on, officers, factors}.

    \b
    act        code as in the fact sheet: RF48, RF49-1 ... RF49-7, TL43-1 ... TL43-3, RF50
    party      citizen | organisation       sanction  warning | fine
    fine_yuan  whole yuan (not needed for a warning)
    act_on     last day of the act, yyyy-mm-dd; decide_on  day of the decision
    officers   [{badge, valid_until}], at least two    factors  codes of stated reasons

    \b
    The answer: {procedure: on_the_spot | general | none, allowed, reasons: [{code, article}], tier, floor_yuan,
    cap_yuan, redress: reconsideration_first | reconsideration_or_suit | null, ...}. `allowed`: this very penalty, by that
    procedure, by these officers. `reasons` also say why a lawful penalty needs the general procedure. A line that is
    wrong gets {"error": ...}, and the rest go on.
    """
    table, _calendar = law_in_hand()
    for text in lines:
        if text.strip():
            click.echo(_answered(text, lambda line: _decided(line, table)))


@law.command("deadline")
@click.argument("lines", type=click.File("r", encoding="utf-8"), default="-")
def deadline(lines: TextIO) -> None:
    """Answer each JSON line {clock, from} with {last_day, counted_in: working | calendar, article}; see `flask law clocks`."""
    _table, calendar = law_in_hand()
    for text in lines:
        if text.strip():
            click.echo(_answered(text, lambda line: _reckoned(line, calendar)))


@law.command("clocks")
def clocks() -> None:
    """Every period of the law by its name, one JSON line each."""
    for code, clock in CLOCKS.items():
        length = f"{clock.length} {clock.unit.name.lower()}"
        line = {"clock": code, "label": clock.label, "length": length, "counted_in": clock.counting.name.lower()}
        click.echo(json.dumps(line | {"article": clock.law.text}, ensure_ascii=False))


def _answered(text: str, answer: Callable[[Line], Line]) -> str:
    try:
        line = json.loads(text)
        if not isinstance(line, dict):
            raise NotPlain("", "a line is one JSON object")
        found = answer(line)
    except Refused as refused:
        found = {"error": _reason(refused.refusals[0]) | {"sentence": refused.refusals[0].sentence}}
    except (ValueError, OverflowError, RecursionError) as fault:
        found = {"error": {"code": "line_not_understood", "article": None, "sentence": str(fault)}}
    return json.dumps(found, ensure_ascii=False)


def _decided(line: Line, table: LawTable) -> Line:
    sanction = from_plain(Sanction, line.get("sanction"), "sanction")
    stated = from_plain(tuple[str, ...], line.get("factors") or [], "factors")
    question = Question(
        act=from_plain(str, line.get("act"), "act"),
        party=from_plain(Party, line.get("party"), "party"),
        sanction=sanction,
        act_on=from_plain(date, line.get("act_on"), "act_on"),
        decide_on=from_plain(date, line.get("decide_on"), "decide_on"),
        fine_yuan=from_plain(int, line.get("fine_yuan"), "fine_yuan") if sanction is Sanction.FINE else 0,
        officers=tuple(_officer(one, index) for index, one in enumerate(_officers(line))),
        factors=tuple(code for code in stated if code in table.factors),
    )
    unknown = [code for code in stated if code not in table.factors]
    return _told(judge(question, table)) | ({"unknown_factors": unknown} if unknown else {})


def _officers(line: Line) -> list[Any]:
    found = line.get("officers") or []
    if not isinstance(found, list):
        raise NotPlain("officers", "expected a list")
    return found


def _officer(given: Any, index: int) -> OfficerFacts:
    where = f"officers[{index}]"
    if not isinstance(given, dict):
        raise NotPlain(where, "expected a table")
    badge = from_plain(str, given.get("badge"), f"{where}.badge")
    return OfficerFacts(badge, badge, None, _valid_until(given.get("valid_until"), f"{where}.valid_until"))


def _valid_until(given: Any, where: str) -> date | None:
    return None if given is None else from_plain(date, given, where)


def _told(judgement: Judgement) -> Line:
    lawful = judgement.lawful
    return {
        "procedure": to_plain(judgement.procedure),
        "allowed": judgement.is_allowed,
        "reasons": [_reason(refusal) for refusal in judgement.reasons],
        "tier": to_plain(judgement.tier),
        "floor_yuan": lawful.floor_yuan if lawful else None,
        "cap_yuan": lawful.cap_yuan if lawful else None,
        "redress": to_plain(judgement.redress),
        "choice_of_law": to_plain(judgement.because),
        "grounds": list(judgement.grounds),
    }


def _reason(refusal: Refusal) -> Line:
    return {"code": refusal.problem.code, "article": refusal.law.text if refusal.law else None}


def _reckoned(line: Line, calendar: WorkCalendar) -> Line:
    code = from_plain(str, line.get("clock"), "clock")
    clock = clock_of(code)
    end = last_day(code, from_plain(date, line.get("from"), "from"), calendar=calendar)
    return {"last_day": end.isoformat(), "counted_in": clock.counting.name.lower(), "article": clock.law.text}


def init_app(app: Flask) -> None:
    app.cli.add_command(law)
