"""Statutes: a file is read and compared with what is held, and becomes a version only when somebody confirms it."""

import hashlib
import json
from dataclasses import dataclass
from datetime import date, datetime
from uuid import uuid4

from inspect_app.problems import Problem, Refusal, Refused, refuse_if_any
from inspect_app.rules.people import AgencyKind
from inspect_app.rules.plain import to_plain
from inspect_app.rules.statute_comparison import Comparison, compare_statutes
from inspect_app.rules.statute_reading import LineFault, read_statute
from inspect_app.rules.statute_search import sought
from inspect_app.rules.statute_texts import Statute
from inspect_app.rules.statute_versions import first_day, version_before
from inspect_app.store.agencies import Agency, all_agencies
from inspect_app.store.audit import note_deed
from inspect_app.store.base import db
from inspect_app.store.bulk_rows import add_row
from inspect_app.store.feed import announce
from inspect_app.store.officers import Officer
from inspect_app.store.statutes import StatuteArticle, StatuteFile, StatuteVersion, all_statutes, statute_titled

MOST_BYTES = 2 * 1024 * 1024
WITH_PHONES = frozenset({AgencyKind.DISTRICT, AgencyKind.STREET, AgencyKind.FIRE, AgencyKind.WORK_SAFETY})


@dataclass(frozen=True)
class StatutePreview:
    """What a file would do. `same_as` = the version that has the very same text: then nothing is to be written."""

    statute: Statute
    faults: tuple[LineFault, ...] = ()
    refusal: Refusal | None = None
    in_force_on: date | None = None
    held: StatuteVersion | None = None
    same_as: StatuteVersion | None = None
    comparison: Comparison | None = None
    versions: int = 0

    @property
    def may_be_written(self) -> bool:
        return not self.faults and self.refusal is None and self.same_as is None


def text_in(content: bytes) -> str:
    """UTF-8, with or without its mark."""
    if len(content) > MOST_BYTES:
        raise Refused(Refusal(Problem.IMPORT_UNREADABLE, facts={"reason": "文件超过 2 MB"}))
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refused(Refusal(Problem.IMPORT_UNREADABLE, facts={"reason": "不是 UTF-8 编码的文本文件"})) from None


def statute_sha256(statute: Statute) -> str:
    text = json.dumps(to_plain(statute), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def preview_statute(text: str, given: date | None) -> StatutePreview:
    """`given` = the first day in force as the person says it, for texts that do not."""
    statute, faults = read_statute(text)
    if faults:
        return StatutePreview(statute, faults)
    file = statute_titled(statute.title)
    versions, sha256 = (file.versions if file else []), statute_sha256(statute)
    same = next((one for one in reversed(versions) if one.sha256 == sha256), None)
    if same:
        return StatutePreview(
            statute, same_as=same, held=same, in_force_on=same.in_force_on, versions=len(versions)
        )
    day = first_day(statute, given)
    held = version_before(versions, on=day if isinstance(day, date) else date.max)
    return StatutePreview(
        statute,
        refusal=day if isinstance(day, Refusal) else None,
        in_force_on=day if isinstance(day, date) else None,
        held=held,
        comparison=compare_statutes(held.content() if held else None, statute),
        versions=len(versions),
    )


def import_statute(
    preview: StatutePreview, source: str, *, seen: int | None = None, by: Officer | None, at: datetime
) -> StatuteVersion:
    """A new version. The same text twice changes nothing: the version that has it is given back.

    `seen` = how many versions there were when the person saw the differences.
    """
    if preview.same_as:
        return preview.same_as
    if preview.faults:
        raise Refused(Refusal(Problem.STATUTE_FILE_FAULTY, facts={"count": len(preview.faults)}))
    refuse_if_any([preview.refusal])
    if seen is not None and seen != preview.versions:
        raise Refused(Refusal(Problem.STATUTE_CHANGED_MEANWHILE))
    version = _new_version(preview, source, by=by, at=at)
    _index(version, preview.statute)
    _note(version, preview, by=by, at=at)
    tell_of_statute(version.file)
    return version


def _new_version(preview: StatutePreview, source: str, *, by: Officer | None, at: datetime) -> StatuteVersion:
    statute, by_id = preview.statute, by.id if by else None
    file = statute_titled(statute.title)
    if file is None:
        file = StatuteFile(id=uuid4(), title=statute.title, versions=[])
        db.session.add(file)
    assert preview.in_force_on
    version = StatuteVersion(id=uuid4(), number=preview.versions + 1, in_force_on=preview.in_force_on)
    version.body, version.sha256 = to_plain(statute), statute_sha256(statute)
    version.source, version.imported_at, version.imported_by = source[:200], at, by_id
    file.versions.append(version)
    db.session.flush()
    return version


def _index(version: StatuteVersion, statute: Statute) -> None:
    for place, article in enumerate(statute.articles):
        row = {"id": uuid4(), "version_id": version.id, "place": place, "number": article.number}
        words = {"inserted": article.inserted, "text": article.text, "sought": sought(article.text)}
        add_row(StatuteArticle, row | words)


def _note(version: StatuteVersion, preview: StatutePreview, *, by: Officer | None, at: datetime) -> None:
    found = preview.comparison
    assert found
    note_deed(
        "import_statute",
        by=by.id if by else None,
        at=at,
        subject="statute",
        subject_id=version.statute_id,
        number=version.number,
        in_force_on=version.in_force_on.isoformat(),
        sha256=version.sha256,
        added_articles=len(found.added),
        removed_articles=len(found.removed),
        changed_articles=len(found.changed),
    )


def tell_of_statute(file: StatuteFile) -> None:
    """Statutes are public: every phone hears of it, the partners' as well."""
    announce("statute", file.id, to=[one.id for one in all_agencies() if one.kind in WITH_PHONES])


def tell_agency_of_statutes(agency: Agency) -> None:
    """An agency that comes later hears of all that are held."""
    if agency.kind in WITH_PHONES:
        for file in all_statutes():
            announce("statute", file.id, to=[agency.id])
