"""Choosing files for review: all closed ones of a year, team and procedure, or some of them at random by a stated seed."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from inspect_app.actions.file_reviews import new_sheet, parts_in
from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.rules.acts import Procedure
from inspect_app.rules.file_reviews import Choosing, dealt, drawn
from inspect_app.rules.permissions import Permission
from inspect_app.store.agencies import lock_agency, team_with
from inspect_app.store.base import db
from inspect_app.store.closed_files import ClosedFile, closed_files
from inspect_app.store.file_reviews import FileDraw, FileReview, files_under_review, signed_before
from inspect_app.store.officers import Officer, officers_with


@dataclass(frozen=True)
class Wish:
    """Which files, by whom. None = any; `count` and `seed` where they are drawn at random."""

    how: Choosing
    reviewers: tuple[UUID, ...]
    procedure: Procedure | None = None
    year: int | None = None
    team_id: UUID | None = None
    count: int = 0
    seed: str = ""
    is_again: bool = False


@dataclass(frozen=True)
class Drawn:
    """`left_out` = how many were chosen and given to nobody: every reviewer had a part in them."""

    draw: FileDraw
    reviews: list[FileReview]
    left_out: int


def draw_files(wish: Wish, *, by: Officer, at: datetime) -> Drawn:
    """Raises `Refused` where nothing fits. A file with an open sheet is not chosen, nor, unless asked, a reviewed one."""
    lock_agency(by.home_id)
    found = {str(one.thing.id): one for one in _candidates(wish, agency_id=by.home_id)}
    wanted = drawn(list(found), wish.count, wish.seed) if wish.how is Choosing.AT_RANDOM else list(found)
    parts = {key: parts_in(found[key].thing) for key in wanted}
    reviewers = _reviewers(wish, by=by)
    given = dealt(parts, list(reviewers))
    if not found:
        raise Refused(Refusal(Problem.NO_FILES_TO_REVIEW))
    if not given:
        raise Refused(Refusal(Problem.NO_FREE_REVIEWER, facts={"found": len(wanted)}))
    draw = _note_draw(wish, len(found), by=by, at=at)
    reviews = [new_sheet(found[key], reviewers[who], draw_id=draw.id, by=by, at=at) for key, who in given.items()]
    return Drawn(draw, reviews, len(wanted) - len(given))


def _candidates(wish: Wish, *, agency_id: UUID) -> list[ClosedFile]:
    procedures = [wish.procedure] if wish.procedure else list(Procedure)
    found = [one for one in closed_files(agency_id, procedures) if _fits(one, wish)]
    ids = [one.thing.id for one in found]
    taken = set(files_under_review(ids)) | (set() if wish.is_again else signed_before(ids))
    return [one for one in found if one.thing.id not in taken]


def _fits(one: ClosedFile, wish: Wish) -> bool:
    return wish.year in (None, one.on.year) and wish.team_id in (None, one.team_id)


def _reviewers(wish: Wish, *, by: Officer) -> dict[str, Officer]:
    """Of our own office and allowed to; whoever else is named is left out as not found."""
    people = {one.id: one for one in officers_with(list(wish.reviewers))}
    found = [people[key] for key in wish.reviewers if key in people]
    if not found or any(one.home_id != by.home_id or not one.may(Permission.REVIEW_FILES) for one in found):
        raise Refused(Refusal(Problem.NOT_FOUND))
    return {str(one.id): one for one in found}


def _note_draw(wish: Wish, found: int, *, by: Officer, at: datetime) -> FileDraw:
    team = team_with(wish.team_id) if wish.team_id else None
    is_random = wish.how is Choosing.AT_RANDOM
    draw = FileDraw(
        id=uuid4(), agency_id=by.home_id, how=wish.how, procedure=wish.procedure, year=wish.year,
        team_name=team.name if team else "", seed=wish.seed if is_random else "", found=found,
        wanted=wish.count if is_random else None, drawn_by=by.id, drawn_at=at,
    )  # fmt: skip
    db.session.add(draw)
    db.session.flush()
    return draw
