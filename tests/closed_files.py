"""Finished files for reviews: a decision made on site and filed, a case walked to its archive; and sheets about them."""

from typing import Any
from uuid import UUID

from flask import current_app

from inspect_app.actions.desk_decisions import file_decision
from inspect_app.actions.file_reviews import Said, begin_file_review, review_file, sign_file_review
from inspect_app.rules.acts import Procedure
from inspect_app.rules.file_findings import Answer
from inspect_app.store.base import transaction
from inspect_app.store.cases import cases_of_work
from inspect_app.store.decisions import Decision, decision_with
from inspect_app.store.file_reviews import FileReview
from inspect_app.store.officers import Officer, officer_by_login
from tests import make
from tests.case_walk import DECISION, NOTICE, CaseWalk, proposed
from tests.conftest import MONDAY
from tests.kept_rows import Rows, empty_database, put_back, rows
from tests.on_site import decide, deliver, finished_visit, photograph
from tests.phone_in_python import Phone


def filed_decision(office: make.Office, phone: Phone, **more: Any) -> Decision:
    """By jia and yi, filed by the supervisor; a photo of the finding has arrived."""
    phone.sync()
    visit_id, finding_id = finished_visit(phone, office.work.id)
    photograph(phone, visit_id, finding_id=finding_id)
    decision_id = decide(phone, office.yi.id, visit_id, finding_id, **more)
    deliver(phone, visit_id, decision_id)
    phone.sync()
    phone.upload(make.picture())
    with transaction():
        made = decision_with(UUID(decision_id))
        assert made
        assert made.delivered_at
        file_decision(made.id, by=office.supervisor, at=made.delivered_at)
    found = decision_with(UUID(decision_id))
    assert found
    return found


def archived_case(office: make.Office, **more: Any) -> CaseWalk:
    """Jia and yi investigate, the head approves and decides; nobody at the desk but the head had a part in it."""
    walk = proposed(office, "2026-08-03", **more)
    walk.file("2026-08-03")
    walk.investigate("2026-08-05")
    walk.take("give_notice", "2026-08-06", **NOTICE, fine_yuan=15_000)
    walk.take("hear_statement", "2026-08-07", statement="没有意见", review="无需复核", is_adopted=False)
    walk.take("decide", "2026-08-14", office.head, **DECISION, fine_yuan=15_000, correct_by="2026-09-30")
    walk.take("serve", "2026-08-17", way="direct", recipient="演示物业有限公司")
    walk.take("pay", "2026-08-20", amount_yuan=15_000, slip="P-1")
    walk.take("close", "2026-08-24", office.head, note="已履行")
    walk.take("archive", "2026-08-25")
    return walk


_AFTER_ARCHIVING: list[Rows] = []


def with_archived_case(office: make.Office) -> make.Office:
    """`archived_case` where nothing else has happened yet: walked once in a process, after that put back."""
    if not _AFTER_ARCHIVING:
        archived_case(office)
        _AFTER_ARCHIVING.append(rows())
        return office
    empty_database()
    put_back(_AFTER_ARCHIVING[0])
    return make.standing_office()


def standing_walk(office: make.Office) -> CaseWalk:
    """Of the only case in the database."""
    legal, [case] = officer_by_login("fazhi"), cases_of_work(office.work.id)
    assert legal
    return CaseWalk(office, legal, case)


def sheet_of(thing_id: UUID, procedure: Procedure, by: Officer, *, at: Any = MONDAY) -> FileReview:
    """Begun: the software has answered."""
    with transaction():
        review = review_file(procedure, thing_id, by=by, at=at)
        return begin_file_review(review.id, folder=current_app.extensions["photo_folder"], by=by, at=at)


def answers(review: FileReview, **other: Answer) -> dict[str, Said]:
    """What the software says, and 符合 where it cannot tell; with a reason everywhere."""
    said = {
        line.code: Said(Answer.KEPT if line.software is Answer.UNKNOWN else line.software, "已核对")
        for line in review.lines
    }
    return said | {code: Said(answer, "不一致") for code, answer in other.items()}


def signed_sheet(
    thing_id: UUID, procedure: Procedure, by: Officer, *, at: Any = MONDAY, **other: Answer
) -> FileReview:
    review = sheet_of(thing_id, procedure, by, at=at)
    with transaction():
        return sign_file_review(review.id, answers(review, **other), "总体规范。", by=by, at=at)
