"""What a sheet of a case-file review says, as one plain value, and the SHA-256 by which a changed sheet would show."""

import hashlib
import json
from datetime import datetime

from inspect_app.rules.plain import to_plain
from inspect_app.store.base import Json
from inspect_app.store.file_reviews import FileReview


def sheet_sha256(review: FileReview, *, at: datetime) -> str:
    """Of everything that the sheet says."""
    body = json.dumps(sheet_content(review, at=at), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(body.encode()).hexdigest()


def sheet_content(review: FileReview, *, at: datetime) -> Json:
    lines = [
        {
            "question": line.question, "law": line.law, "points": line.points, "is_fatal": line.is_fatal,
            "software": to_plain(line.software), "shows": line.shows, "answer": to_plain(line.answer),
            "remark": line.remark,
        }
        for line in review.lines
    ]  # fmt: skip
    return {
        "file": str(review.subject_id), "number": review.number, "reviewer": str(review.reviewer_id),
        "begun_at": review.begun_at.isoformat() if review.begun_at else "", "signed_at": at.isoformat(),
        "conclusion": review.conclusion, "score": review.score, "grade": to_plain(review.grade),
        "limits": [review.excellent_from, review.passed_from], "lines": lines,
    }  # fmt: skip
