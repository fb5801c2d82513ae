"""Setting targets of a year and raising them, by the head; and how far the office and its teams have come."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from inspect_app.actions.figures import TeamFigures, scope_of
from inspect_app.problems import Problem, Refusal, Refused, refuse_if_any
from inspect_app.rules.calendar import day_of
from inspect_app.rules.figures import BY_CODE, Scope, Values, last_day_counted
from inspect_app.rules.targets import Measure, Progress, Stage, progress_of, refuse_stage
from inspect_app.store.agencies import Team, lock_agency, teams_of
from inspect_app.store.audit import note_deed
from inspect_app.store.base import db
from inspect_app.store.officers import Officer
from inspect_app.store.targets import TargetStage, target_stages
from inspect_app.store.year_figures import count_figures


@dataclass(frozen=True)
class TargetFacts:
    year: int
    measure: Measure
    count: int
    due_on: date
    reason: str
    team_id: UUID | None = None


@dataclass(frozen=True)
class Row:
    """The office (`team` None) or one team: its stages, its progress, and its work beside them."""

    team: Team | None
    stages: list[TargetStage]
    progress: Progress
    values: Values


def set_target(facts: TargetFacts, *, by: Officer, at: datetime) -> TargetStage:
    """定目标；已经有了的，往上追加一段。The reason stays on the record, and so does what had been done by then."""
    lock_agency(by.home_id)
    team = next((one for one in teams_of(by.home_id) if one.id == facts.team_id), None)
    if facts.team_id is not None and team is None:
        raise Refused(Refusal(Problem.NOT_FOUND))
    earlier = stages_for(target_stages(by.home_id, facts.year), facts.measure, facts.team_id)
    done = _done(facts, by=by, on=day_of(at))
    new = Stage(facts.count, facts.due_on, day_of(at))
    why = None if facts.reason.strip() else Refusal(Problem.REASON_NEEDED)
    refuse_if_any([why, *refuse_stage(new, [one.facts() for one in earlier], year=facts.year, done=done)])
    return _add(facts, len(earlier) + 1, done, team, by=by, at=at)


def _done(facts: TargetFacts, *, by: Officer, on: date) -> int:
    if on.year < facts.year:
        return 0
    scope = scope_of(by.home_id, facts.year, last_day_counted(facts.year, on=on), today=on, team_id=facts.team_id)
    figure = BY_CODE[facts.measure.figure]
    [counted] = count_figures([scope], figure.adds or (figure.code,))
    return sum(counted.values())


def _add(
    facts: TargetFacts, position: int, done: int, team: Team | None, *, by: Officer, at: datetime
) -> TargetStage:
    stage = TargetStage(
        id=uuid4(), agency_id=by.home_id, team_id=facts.team_id, team=team, year=facts.year, measure=facts.measure,
        position=position, count=facts.count, due_on=facts.due_on, reason=facts.reason.strip(), done_then=done,
        set_by=by.id, set_at=at,
    )  # fmt: skip
    db.session.add(stage)
    db.session.flush()
    deed = "set_target" if position == 1 else "raise_target"
    note_deed(
        deed, by=by.id, at=at, subject="target", subject_id=stage.id, title=f"{facts.year} {facts.measure.value}",
        count=facts.count, due=facts.due_on.isoformat(), done=done, reason=stage.reason, name=team.name if team else "",
    )  # fmt: skip
    return stage


def stages_for(
    stages: list[TargetStage], measure: Measure, team_id: UUID | None, *, as_of: date | None = None
) -> list[TargetStage]:
    mine = [one for one in stages if one.measure is measure and one.team_id == team_id]
    return [one for one in mine if as_of is None or day_of(one.set_at) <= as_of]


def rows_of(scope: Scope, measure: Measure, office: Values, teams: list[TeamFigures]) -> list[Row]:
    """The office first, then its teams."""
    stages = target_stages(scope.agency_id, scope.year)
    found = [_row(scope, measure, None, stages, office)]
    return found + [_row(scope, measure, one.team, stages, one.values) for one in teams]


def _row(scope: Scope, measure: Measure, team: Team | None, stages: list[TargetStage], values: Values) -> Row:
    mine = stages_for(stages, measure, team.id if team else None, as_of=scope.as_of)
    facts = [one.facts() for one in mine]
    progress = progress_of(facts, values[measure.figure], year=scope.year, on=scope.as_of)
    return Row(team, mine, progress, values)


def target_counts(scope: Scope, measure: Measure = Measure.FILED) -> list[int]:
    """The office's stages that had been set by that day."""
    stages = target_stages(scope.agency_id, scope.year)
    return [one.count for one in stages_for(stages, measure, None, as_of=scope.as_of)]
