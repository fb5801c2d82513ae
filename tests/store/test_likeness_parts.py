"""Near copies are found by a part that their likenesses have in common; nothing else is looked at."""

import random
from datetime import timedelta
from uuid import uuid4

from hypothesis import given
from hypothesis import strategies as some

from inspect_app.rules.procedure import Stage, VisitKind
from inspect_app.store.base import db, transaction
from inspect_app.store.likenesses import MOST_USES, NEAR, earlier_uses, note_likeness, parts_of
from inspect_app.store.photos import Photo, PhotoFile
from inspect_app.store.visits import Visit
from tests.conftest import MONDAY
from tests.fuzzing import bounded


@bounded(200)
@given(some.integers(0, 2**64 - 1), some.sets(some.integers(0, 63), max_size=NEAR))
def test_of_two_near_likenesses_one_part_is_the_same(bits, flipped):
    other = bits
    for place in flipped:
        other ^= 1 << place
    assert set(parts_of(f"{bits:016x}")) & set(parts_of(f"{other:016x}"))


def test_what_has_no_features_has_no_parts():
    assert parts_of("") == []


def _visit(office) -> Visit:
    visit = Visit(id=uuid4(), agency_id=office.agency.id, work_id=office.work.id, kind=VisitKind.PLANNED)
    visit.stage, visit.started_at, visit.received_at, visit.flags = Stage.APPROVED, MONDAY, MONDAY, []
    db.session.add(visit)
    db.session.flush()
    return visit


def _photo(office, visit, sha256, days_ago, likeness=None) -> Photo:
    if likeness is not None:
        size = {"size_bytes": 1, "width": 1, "height": 1}
        file = PhotoFile(sha256=sha256, media_type="image/jpeg", facts={}, received_at=MONDAY, **size)
        db.session.add(file)
        db.session.flush()
        note_likeness(file, likeness)
    at = MONDAY - timedelta(days=days_ago)
    said = dict.fromkeys(("checklist", "item", "name", "source", "caption"), "")
    photo = Photo(
        id=uuid4(), visit_id=visit.id, sha256=sha256, size_bytes=1, media_type="image/jpeg", taken_at=at,
        taken_by=office.jia.id, **said,
    )  # fmt: skip
    db.session.add(photo)
    return photo


def test_only_near_ones_are_found_among_many_that_share_a_part(app, office):
    dice = random.Random(5)
    ours = dice.getrandbits(64)
    with transaction():
        mine, earlier = _visit(office), _visit(office)
        photo = _photo(office, mine, "a" * 64, 0, f"{ours:016x}")
        near = _photo(office, earlier, "b" * 64, 3, f"{ours ^ 0b1011:016x}")
        for number in range(40):
            far = ours ^ (dice.getrandbits(50) << 11 | 1 << 60)
            _photo(office, earlier, f"{number:064x}", 2, f"{far:016x}")
    [found] = earlier_uses(mine, [photo]).values()
    assert [(one.photo.id, one.bits) for one in found] == [(near.id, 3)]


def test_of_a_photo_that_was_used_again_and_again_the_newest_uses_are_told(app, office):
    with transaction():
        mine = _visit(office)
        photo = _photo(office, mine, "a" * 64, 0, "")
        uses = [_photo(office, _visit(office), "a" * 64, days) for days in range(1, MOST_USES + 10)]
    [found] = earlier_uses(mine, [photo]).values()
    assert {one.photo.id for one in found} == {one.id for one in uses[:MOST_USES]}
