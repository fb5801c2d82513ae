"""Which files may be hung to a training or an event."""

import pytest

from inspect_app.problems import Problem
from inspect_app.rules.attachments import MOST_BYTES, MOST_FILES, AttachmentKind, fit_to_attach

PDF = b"%PDF-1.7"
MATERIAL, PHOTO = AttachmentKind.MATERIAL, AttachmentKind.PHOTO


@pytest.mark.parametrize(
    ("kind", "name", "body", "already", "problem"),
    [
        (MATERIAL, "a.pdf", PDF, 0, None),
        (MATERIAL, "a.PDF", PDF, 0, None),
        (MATERIAL, "a.jpeg", b"\xff\xd8\xff", 0, None),
        (MATERIAL, "a.docx", PDF, 0, Problem.FILE_KIND_WRONG),
        (MATERIAL, "a.html", b"<html>", 0, Problem.FILE_KIND_WRONG),
        (MATERIAL, "pdf", b"x", 0, Problem.FILE_KIND_WRONG),
        (MATERIAL, "a.pdf", b"", 0, Problem.FILE_MISSING),
        (MATERIAL, "a.pdf", PDF.ljust(MOST_BYTES), 0, None),
        (MATERIAL, "a.pdf", PDF.ljust(MOST_BYTES + 1), 0, Problem.FILE_TOO_LARGE),
        (PHOTO, "a.bin", b"anything", 0, None),
        (PHOTO, "a.jpg", b"x", MOST_FILES - 1, None),
        (PHOTO, "a.jpg", b"x", MOST_FILES, Problem.FILES_TOO_MANY),
    ],
)
def test_what_may_be_attached(kind, name, body, already, problem):
    refusal = fit_to_attach(kind, name, body, already=already)
    assert (refusal and refusal.problem) == problem
