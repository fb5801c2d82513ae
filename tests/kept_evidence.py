"""A visit with everything that counts as evidence, for tests that verify, back up or export it."""

import hashlib
from dataclasses import dataclass, field

from flask import Flask, current_app
from sqlalchemy import text

from inspect_app.store.base import db, transaction
from inspect_app.store.photo_bytes import PhotoFolder
from tests import make
from tests.on_site import decide, deliver, find, photograph, seal, sign
from tests.phone_in_python import Phone


@dataclass
class Kept:
    visit_id: str
    decision_id: str = ""
    document_id: str = ""
    photos: list[str] = field(default_factory=list)


def take_photo(phone: Phone, visit_id: str, body: bytes) -> str:
    """Announced and brought; gives its hash."""
    photograph(phone, visit_id, body)
    phone.sync()
    assert phone.upload(body).status_code in (201, 204)
    return hashlib.sha256(body).hexdigest()


def inspected(phone: Phone, office: make.Office, *, photos: int = 2) -> Kept:
    """Two photos, a decision with signatures, a sealed record."""
    kept = Kept(phone.start_visit(office.work.id))
    phone.say("officers_named", kept.visit_id, officer_ids=[phone.officer_id, str(office.yi.id)])
    phone.say("answer_given", kept.visit_id, checklist="short", item="item-1", value="not_met")
    finding_id = find(phone, kept.visit_id)
    phone.sync()
    kept.photos = [take_photo(phone, kept.visit_id, make.picture(shade)) for shade in range(1, photos + 1)]
    kept.decision_id = decide(phone, office.yi.id, kept.visit_id, finding_id)
    deliver(phone, kept.visit_id, kept.decision_id)
    kept.document_id = seal(phone, kept.visit_id, text="检查现场情况")
    content = {"form": "inspection_record", "number": "", "is_demonstration": False, "text": "检查现场情况"}
    sign(phone, kept.visit_id, kept.document_id, content, "party", "张三")
    phone.say("visit_finished", kept.visit_id)
    phone.sync()
    assert {answer["status"] for answer in phone.answers.values()} == {"accepted"}
    return kept


def folder(app: Flask) -> PhotoFolder:
    kept: PhotoFolder = app.extensions["photo_folder"]
    return kept


def empty_photo_folder() -> None:
    """Tests share the data folder, and each has a database of its own."""
    root = current_app.extensions["photo_folder"].root
    for path in sorted(root.rglob("*"), reverse=True):
        path.chmod(0o700)
        path.rmdir() if path.is_dir() else path.unlink()


def rewrite(statement: str, **values: object) -> int:
    """Behind the software's back, as somebody with the database's password would. Gives how many rows it was."""
    with transaction():
        count = db.session.execute(text(statement), values).rowcount
    db.session.remove()
    return int(count)
