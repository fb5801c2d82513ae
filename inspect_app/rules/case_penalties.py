"""What a penalty of the general procedure may be: inside the act's range, with the warning that the law does not leave open."""

from datetime import date

from inspect_app.problems import Problem, Refusal
from inspect_app.rules.acts import Act, Party
from inspect_app.rules.case_facts import Mitigation, PenaltyKind
from inspect_app.rules.penalties import refuse_act
from inspect_app.rules.statutes import BENCHMARKS


def lawful_penalty(
    act: Act | None,
    party: Party,
    penalty: PenaltyKind,
    fine_yuan: int,
    *,
    on: date,
    mitigation: Mitigation | None = None,
    is_advice: bool = False,
) -> list[Refusal | None]:
    """罚款在法定幅度以内；低于最低额须有第三十二条的减轻情形。`is_advice`: before deciding, so the ground may come later."""
    if act is None:
        return [Refusal(Problem.ACT_UNKNOWN, facts={"act": "—"})]
    if refusal := refuse_act(act, on=on):
        return [refusal]
    if penalty is PenaltyKind.WARNING:
        fault = Refusal(Problem.FINE_WITH_WARNING_ONLY, act.penalty, {"fine": fine_yuan}) if fine_yuan else None
        return [fault, None if act.warning else Refusal(Problem.NO_WARNING_FOR_THIS_ACT, act.penalty)]
    is_warned = penalty is PenaltyKind.WARNING_AND_FINE
    return [
        _warned(act, is_warned=is_warned),
        _fined(act, party, fine_yuan, is_mild=is_advice or mitigation is not None),
    ]


def _warned(act: Act, *, is_warned: bool) -> Refusal | None:
    """“给予警告，并责令限期改正，可以并处罚款”：警告不是可选的。"""
    if act.warning and not is_warned:
        return Refusal(Problem.WARNING_LEFT_OUT, act.penalty)
    if is_warned and not act.warning:
        return Refusal(Problem.NO_WARNING_FOR_THIS_ACT, act.penalty)
    return None


def _fined(act: Act, party: Party, fine_yuan: int, *, is_mild: bool) -> Refusal | None:
    lawful = act.fines.get(party)
    if lawful is None:
        return Refusal(Problem.NO_FINE_FOR_THIS_ACT, act.penalty)
    facts = {"party": party.value, "fine": fine_yuan}
    if fine_yuan <= 0:
        return Refusal(Problem.FINE_NOT_WHOLE, act.penalty)
    if fine_yuan > lawful.cap_yuan:
        return Refusal(Problem.FINE_ABOVE_CAP, act.penalty, facts | {"cap": lawful.cap_yuan})
    if fine_yuan < lawful.floor_yuan and not is_mild:
        return Refusal(Problem.FINE_BELOW_FLOOR, act.penalty or BENCHMARKS, facts | {"floor": lawful.floor_yuan})
    return None
