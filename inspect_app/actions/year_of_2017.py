"""The year of the report of 2017, played day by day through the deeds that people use; every name in it is fictional.

What happened when stands in the tables of the files beside this one; here they are put together and played.
"""

from datetime import date, datetime
from functools import partial

from inspect_app.actions.checklists import publish_shipped_checklists
from inspect_app.actions.demonstration import ADMIN, declare_demonstration, enter_people, enter_works
from inspect_app.actions.demonstration_works import SEED, Dice
from inspect_app.actions.instance import set_up
from inspect_app.actions.settings import publish_rulebook
from inspect_app.actions.targets import TargetFacts, set_target
from inspect_app.actions.year_of_2017_cases import CASES, days_of_case
from inspect_app.actions.year_of_2017_leads import days_of_leads
from inspect_app.actions.year_of_2017_learning import days_of_learning
from inspect_app.actions.year_of_2017_player import HEAD_OF_TEAM, Cast, Deed, play_all
from inspect_app.actions.year_of_2017_visits import days_of_visits
from inspect_app.catalogue.demonstration import shipped_demonstration
from inspect_app.rules.targets import Measure
from inspect_app.rules.works import WorkStatus
from inspect_app.store.photo_bytes import PhotoFolder

FIRST_DAY = date(2017, 1, 3)
MIDDLE, LAST_DAY = date(2017, 6, 30), date(2017, 12, 31)
RAISED_ON = date(2017, 7, 3)
CERTIFIED_DAYS = 5 * 366
Target = tuple[date, int, date, str]
OF_THE_OFFICE: tuple[Target, ...] = (
    (FIRST_DAY, 6, date(2017, 5, 31), "年初目标：完成执法办案六件"),
    (FIRST_DAY, 12, MIDDLE, "年中目标：完成执法办案十二件"),
    (RAISED_ON, 20, LAST_DAY, "提前完成年中目标，年底再追加"),
)
OF_TEAMS: dict[int, tuple[Target, ...]] = {
    team: (
        (FIRST_DAY, 4, MIDDLE, "按指标分解任务，分组包干"),
        (RAISED_ON, whole, LAST_DAY, "随全办目标追加，分解到组"),
    )
    for team, whole in ((1, 7), (2, 7), (3, 6))
}


def play_2017(folder: PhotoFolder, *, now: datetime) -> int:
    """How many deeds were played. The last edition of the rulebook is of now, as phones of today need it."""
    deeds = [one for case in CASES for one in days_of_case(case)]
    deeds += days_of_leads() + days_of_visits() + days_of_learning() + _days_of_targets()
    begin = Deed(FIRST_DAY, 8, lambda _cast, _at: None).at
    count = play_all(deeds, _set_the_stage(folder, at=begin))
    publish_rulebook(at=now)
    return count


def _set_the_stage(folder: PhotoFolder, *, at: datetime) -> Cast:
    data = shipped_demonstration()
    office = set_up(ADMIN, data.password, at=at)
    publish_shipped_checklists(at=at)
    people = enter_people(data, office, at=at, certified_days=CERTIFIED_DAYS)
    works = Dice(SEED).shuffled(enter_works(data, office, at=at))
    declare_demonstration(at=at)
    by_status = {one.name.lower(): [work for work in works if work.status is one] for one in WorkStatus}
    return Cast(people, by_status, folder)


def _days_of_targets() -> list[Deed]:
    teams: list[tuple[int, Target]] = [(0, one) for one in OF_THE_OFFICE]
    teams += [(team, one) for team, stages in OF_TEAMS.items() for one in stages]
    return [Deed(target[0], 9, partial(_set_target, team, target)) for team, target in teams]


def _set_target(team: int, target: Target, cast: Cast, at: datetime) -> None:
    _set_on, count, due_on, reason = target
    head = cast.people[HEAD_OF_TEAM[team or 1]]
    facts = TargetFacts(2017, Measure.FILED, count, due_on, reason, head.team_id if team else None)
    set_target(facts, by=head, at=at)
