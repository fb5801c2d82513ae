"""Lists and figures of case-file reviews: filtered sheets, scores by team and year, the most frequent faults."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, or_, select
from sqlalchemy.orm import aliased

from inspect_app.rules.acts import Procedure
from inspect_app.rules.file_findings import Answer
from inspect_app.rules.file_reviews import Grade
from inspect_app.store.base import db
from inspect_app.store.file_reviews import FileReview, FileReviewLine, ReviewState

NO_TEAM = "none"
"""In place of a team's id: the files of whoever belongs to none."""


@dataclass(frozen=True)
class FileReviewFilter:
    """`fault` = code of a question that was answered 不符合; `team` = a team's id, or `NO_TEAM`."""

    text: str = ""
    state: ReviewState | None = None
    procedure: Procedure | None = None
    year: int | None = None
    team: UUID | str | None = None
    reviewer_id: UUID | None = None
    grade: Grade | None = None
    fault: str = ""
    draw_id: UUID | None = None


@dataclass(frozen=True)
class Score:
    """Of the files of one team and year: how many, the mean of their points, and how many of each grade."""

    year: int
    team_id: UUID | None
    team_name: str
    files: int
    mean: float
    excellent: int
    passed: int
    failed: int


def is_newest() -> ColumnElement[bool]:
    later = aliased(FileReview)
    overtakes = or_(
        later.signed_at > FileReview.signed_at,
        and_(later.signed_at == FileReview.signed_at, later.id > FileReview.id),
    )
    return and_(
        FileReview.signed_at.is_not(None), ~exists().where(later.subject_id == FileReview.subject_id, overtakes)
    )


def _of_state(state: ReviewState) -> ColumnElement[bool]:
    return {
        ReviewState.OPEN: and_(FileReview.signed_at.is_(None), FileReview.cancelled_at.is_(None)),
        ReviewState.SIGNED: FileReview.signed_at.is_not(None),
        ReviewState.NEWEST: is_newest(),
        ReviewState.CANCELLED: FileReview.cancelled_at.is_not(None),
    }[state]


def _conditions(agency_id: UUID, wanted: FileReviewFilter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = [FileReview.agency_id == agency_id]
    plain = (
        (FileReview.procedure, wanted.procedure), (FileReview.year, wanted.year), (FileReview.draw_id, wanted.draw_id),
        (FileReview.reviewer_id, wanted.reviewer_id), (FileReview.grade, wanted.grade),
    )  # fmt: skip
    found += [column == value for column, value in plain if value is not None]
    if wanted.state:
        found.append(_of_state(wanted.state))
    if wanted.team is not None:
        team_id = wanted.team if isinstance(wanted.team, UUID) else None
        found.append(FileReview.team_id == team_id if team_id else FileReview.team_id.is_(None))
    if wanted.fault:
        found.append(FileReview.signed_at.is_not(None))
        found.append(FileReview.id.in_(_with_fault(wanted.fault)))
    for word in wanted.text.split():
        columns = (FileReview.number, FileReview.party_name)
        found.append(or_(*(column.icontains(word, autoescape=True) for column in columns)))
    return found


def _with_fault(code: str) -> Select[UUID]:
    return select(FileReviewLine.review_id).where(
        FileReviewLine.code == code, FileReviewLine.answer == Answer.BROKEN
    )


def file_reviews_matching(
    agency_id: UUID, wanted: FileReviewFilter, *, limit: int | None = None, offset: int = 0
) -> list[FileReview]:
    """What waits comes first, then the newest sheets."""
    query = select(FileReview).where(*_conditions(agency_id, wanted))
    order = (FileReview.signed_at.is_not(None), FileReview.assigned_at.desc(), FileReview.number, FileReview.id)
    return list(db.session.scalars(query.order_by(*order).limit(limit).offset(offset)))


def count_file_reviews(agency_id: UUID, wanted: FileReviewFilter) -> int:
    return (
        db.session.scalar(select(func.count()).select_from(FileReview).where(*_conditions(agency_id, wanted))) or 0
    )


def scores_by_team(agency_id: UUID, wanted: FileReviewFilter) -> list[Score]:
    """Newest year first. Only what `is_newest`, so that a file reviewed twice counts once."""
    grades = [func.sum(case((FileReview.grade == one, 1), else_=0)) for one in Grade]
    query = select(
        FileReview.year, FileReview.team_id, func.max(FileReview.team_name), func.count(), func.avg(FileReview.score),
        *grades,
    )  # fmt: skip
    query = query.where(*_conditions(agency_id, wanted), is_newest()).group_by(FileReview.year, FileReview.team_id)
    rows = db.session.execute(query.order_by(FileReview.year.desc(), func.max(FileReview.team_name)))
    return [Score(row[0], row[1], row[2], row[3], float(row[4]), *(int(one) for one in row[5:])) for row in rows]


def faults_by_question(agency_id: UUID, wanted: FileReviewFilter) -> list[tuple[str, int]]:
    """Codes of the questions that were answered 不符合, with how many files, the most frequent first."""
    count = func.count(FileReviewLine.id)
    query = select(FileReviewLine.code, count).join(FileReview, FileReview.id == FileReviewLine.review_id)
    query = query.where(*_conditions(agency_id, wanted), is_newest(), FileReviewLine.answer == Answer.BROKEN)
    rows = db.session.execute(query.group_by(FileReviewLine.code).order_by(count.desc(), FileReviewLine.code))
    return [(code, number) for code, number in rows]


def years_reviewed(agency_id: UUID) -> list[int]:
    query = select(FileReview.year).where(FileReview.agency_id == agency_id).distinct()
    return sorted(db.session.scalars(query), reverse=True)
