"""Case-file review (案卷评查): a file gets a sheet, the software answers first, a person answers and signs."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from inspect_app.actions.file_review_sheets import sheet_sha256
from inspect_app.actions.files_of_cases import file_of_case, parts_in_case
from inspect_app.actions.files_of_decisions import file_of_decision, parts_in_decision
from inspect_app.actions.settings import office_settings
from inspect_app.problems import Problem, Refusal, Refused, refuse_if_any
from inspect_app.rules.acts import Procedure
from inspect_app.rules.calendar import day_of
from inspect_app.rules.file_checks import CLOSED, answers_of, checks_of
from inspect_app.rules.file_facts import GeneralFile, SpotFile
from inspect_app.rules.file_findings import Answer
from inspect_app.rules.file_reviews import Limits, PartInFile, grade_of, may_review, score_of, sheet_faults
from inspect_app.rules.plain import to_plain
from inspect_app.rules.settings import SettingName
from inspect_app.store.audit import note_deed
from inspect_app.store.base import db
from inspect_app.store.cases import Case, case_with
from inspect_app.store.closed_files import ClosedFile, closed_file
from inspect_app.store.decisions import Decision, decision_with
from inspect_app.store.file_reviews import (
    FileReview,
    FileReviewLine,
    file_review_for_update,
    files_under_review,
)
from inspect_app.store.locks import lock_names
from inspect_app.store.officers import Officer
from inspect_app.store.photo_bytes import PhotoFolder


@dataclass(frozen=True)
class Said:
    """What the person says to one question."""

    answer: Answer | None
    remark: str


def thing_of(procedure: Procedure, subject_id: UUID, *, agency_id: UUID) -> Decision | Case:
    thing = decision_with(subject_id) if procedure is Procedure.ON_THE_SPOT else case_with(subject_id)
    if thing is None or thing.agency_id != agency_id:
        raise Refused(Refusal(Problem.NOT_FOUND))
    return thing


def party_of(thing: Decision | Case) -> str:
    return thing.party_name if isinstance(thing, Decision) else str(thing.party["name"])


def parts_in(thing: Decision | Case) -> Mapping[str, PartInFile]:
    return parts_in_decision(thing) if isinstance(thing, Decision) else parts_in_case(thing)


def file_of(thing: Decision | Case, *, folder: PhotoFolder, on: date) -> SpotFile | GeneralFile:
    if isinstance(thing, Decision):
        return file_of_decision(thing, folder=folder, on=on)
    return file_of_case(thing, folder=folder, on=on)


def review_file(procedure: Procedure, subject_id: UUID, *, by: Officer, at: datetime) -> FileReview:
    """One file, reviewed by whoever asks. Raises `Refused` where it is open, under review, or their own."""
    lock_names("file_review", [str(subject_id)])
    thing = thing_of(procedure, subject_id, agency_id=by.home_id)
    under_way = files_under_review([subject_id]).get(subject_id)
    facts = {"name": under_way.reviewer.name} if under_way else {"name": ""}
    refuse_if_any(
        [
            None if thing.stage in CLOSED[procedure] else _not_closed(thing),
            Refusal(Problem.FILE_UNDER_REVIEW, facts=facts) if under_way else None,
            may_review(parts_in(thing), str(by.id), by.name),
        ]
    )
    return new_sheet(closed_file(thing), by, draw_id=None, by=by, at=at)


def _not_closed(thing: Decision | Case) -> Refusal:
    return Refusal(Problem.FILE_NOT_CLOSED, facts={"stage": thing.stage.value})


def new_sheet(
    file: ClosedFile, reviewer: Officer, *, draw_id: UUID | None, by: Officer, at: datetime
) -> FileReview:
    thing = file.thing
    review = FileReview(
        id=uuid4(), agency_id=thing.agency_id, procedure=file.procedure, subject_id=thing.id, number=thing.number,
        party_name=party_of(thing), team_id=file.team_id, team_name=file.team_name, year=file.on.year, draw_id=draw_id,
        reviewer_id=reviewer.id, reviewer=reviewer, assigned_by=by.id, assigned_at=at, lines=[],
        conclusion="", sha256="", cancel_reason="",
    )  # fmt: skip
    db.session.add(review)
    db.session.flush()
    _note("assign_file_review", review, by=by, at=at, officer=reviewer.name)
    return review


def begin_file_review(review_id: UUID, *, folder: PhotoFolder, by: Officer, at: datetime) -> FileReview:
    """The software looks through the file once, now; its answers stand on this sheet as they are today."""
    review = _mine_and_open(review_id, by=by)
    if review.begun_at is not None:
        return review
    thing = thing_of(review.procedure, review.subject_id, agency_id=review.agency_id)
    refuse_if_any([may_review(parts_in(thing), str(by.id), by.name)])
    found = answers_of(file_of(thing, folder=folder, on=day_of(at)))
    for position, (code, check) in enumerate(checks_of(review.procedure).items(), start=1):
        shows = [{"sentence": one.sentence, "facts": to_plain(one.facts)} for one in found[code].shows]
        software = found[code].answer
        line = FileReviewLine(
            id=uuid4(), position=position, code=code, question=check.question, law=check.law_of(review.procedure).text,
            points=check.points, is_fatal=check.is_fatal, software=software, shows=shows, remark="",
            answer=None if software is Answer.UNKNOWN else software,
        )  # fmt: skip
        review.lines.append(line)
    review.begun_at = at
    db.session.flush()
    _note("begin_file_review", review, by=by, at=at)
    return review


def save_file_review(
    review_id: UUID, said: Mapping[str, Said], conclusion: str, *, by: Officer, at: datetime
) -> FileReview:
    """A draft, however incomplete. Questions that are not named stay as they were."""
    review = _mine_and_open(review_id, by=by)
    if review.begun_at is None:
        raise Refused(Refusal(Problem.REVIEW_NOT_BEGUN))
    for line in review.lines:
        if one := said.get(line.code):
            line.answer, line.remark = one.answer, one.remark.strip()
    review.conclusion = conclusion.strip()
    review.score = score_of([line.facts() for line in review.lines])
    db.session.flush()
    _note("save_file_review", review, by=by, at=at)
    return review


def sign_file_review(
    review_id: UUID, said: Mapping[str, Said], conclusion: str, *, by: Officer, at: datetime
) -> FileReview:
    """签字确认: from now on nothing on the sheet changes. Its score and grade follow from the limits of today."""
    review = save_file_review(review_id, said, conclusion, by=by, at=at)
    thing = thing_of(review.procedure, review.subject_id, agency_id=review.agency_id)
    lines = [line.facts() for line in review.lines]
    refuse_if_any([may_review(parts_in(thing), str(by.id), by.name), *sheet_faults(lines, review.conclusion)])
    limits = limits_of(review.agency_id)
    review.excellent_from, review.passed_from = limits.excellent, limits.passed
    review.score, review.grade = score_of(lines), grade_of(lines, limits)
    review.signed_at, review.sha256 = at, sheet_sha256(review, at=at)
    db.session.flush()
    _note("sign_file_review", review, by=by, at=at, outcome=f"{review.grade.value} {review.score}")
    return review


def cancel_file_review(review_id: UUID, reason: str, *, by: Officer, at: datetime) -> FileReview:
    """An open sheet is called off with a reason, so that somebody else may review the file; it stays on record."""
    review = _open(review_id, by=by)
    if not reason.strip():
        raise Refused(Refusal(Problem.REASON_NEEDED))
    review.cancelled_at, review.cancelled_by, review.cancel_reason = at, by.id, reason.strip()
    db.session.flush()
    _note("cancel_file_review", review, by=by, at=at, reason=reason.strip())
    return review


def limits_of(agency_id: UUID) -> Limits:
    settings = office_settings(agency_id)
    return Limits(settings.whole(SettingName.FILE_REVIEW_EXCELLENT), settings.whole(SettingName.FILE_REVIEW_PASSED))


def _open(review_id: UUID, *, by: Officer) -> FileReview:
    review = file_review_for_update(review_id)
    if review is None or review.agency_id != by.home_id:
        raise Refused(Refusal(Problem.NOT_FOUND))
    if not review.is_open:
        state = "已经签字确认" if review.signed_at else "已经撤销"
        raise Refused(Refusal(Problem.REVIEW_NOT_OPEN, facts={"state": state}))
    return review


def _mine_and_open(review_id: UUID, *, by: Officer) -> FileReview:
    review = _open(review_id, by=by)
    if review.reviewer_id != by.id:
        raise Refused(Refusal(Problem.REVIEW_NOT_YOURS, facts={"name": review.reviewer.name}))
    return review


def _note(deed: str, review: FileReview, *, by: Officer, at: datetime, **details: object) -> None:
    note_deed(deed, by=by.id, at=at, subject="file_review", subject_id=review.id, number=review.number, **details)
