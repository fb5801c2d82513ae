"""案卷 of a case: cover, contents, papers, evidence, closing sheet, put together from what is kept; archived once."""

from collections.abc import Callable, Sequence
from datetime import datetime
from uuid import uuid4

from inspect_app.actions.case_files import drawn_entry, issued_entry, photo_sheets, sheet_of
from inspect_app.actions.paper_templates import keep_file
from inspect_app.actions.settings import office_texts
from inspect_app.rules.calendar import day_of
from inspect_app.rules.case_entries import Evidence
from inspect_app.rules.case_files import GENERAL_FILE, CaseFile, FileEntry, in_order, lacking_in_case
from inspect_app.rules.case_paper_facts import CaseFacts
from inspect_app.rules.case_values_of_performance import decided_in_words
from inspect_app.rules.paper_blocks import Words
from inspect_app.rules.paper_values import VALUES
from inspect_app.rules.papers import Values
from inspect_app.rules.writing import day_in_words
from inspect_app.store.agencies import agency_with
from inspect_app.store.audit import note_deed
from inspect_app.store.base import db
from inspect_app.store.case_archives import CaseArchive
from inspect_app.store.case_file_word import case_file_word
from inspect_app.store.cases import Case
from inspect_app.store.documents import documents_for
from inspect_app.store.office_papers import papers_of
from inspect_app.store.officers import Officer
from inspect_app.store.photos import photos_of_findings
from inspect_app.store.visits import findings_with

PictureOf = Callable[[str], bytes | None]


def no_picture(_sha256: str) -> bytes | None:
    """Where nobody hands in the photos' folder: the sheet then says that the bytes are not here."""
    return None


def case_file_of_case(case: Case, known: CaseFacts, *, at: datetime) -> CaseFile:
    agency = agency_with(case.agency_id)
    if agency is None:
        raise LookupError(case.agency_id)
    texts = office_texts(agency, on=day_of(at))
    entries = in_order([*_papers(case), *_evidence(case, known)], GENERAL_FILE)
    cover = sheet_of(case.agency_id, "file_cover", _cover(known, is_archived_on=at), texts)
    closing = sheet_of(case.agency_id, "file_closing", _closing(known, entries), texts)
    title = f"{known.party.name}{known.cause}"
    return CaseFile(title, case.number, texts.agency, cover, entries, closing, texts.is_demonstration)


def lacking_papers(case_file: CaseFile, known: CaseFacts) -> list[str]:
    return lacking_in_case(case_file.entries, {entry.step for entry in known.record.entries})


def _papers(case: Case) -> list[FileEntry]:
    """The case's own, and what was made on the visit that it comes from; voided ones stay on record outside the file."""
    visits = {one.visit_id for one in findings_with([case.finding_id])} if case.finding_id else set()
    issued = [paper for paper in papers_of(case.id, *visits) if paper.voided_at is None]
    copied = {paper.document_id for paper in issued if paper.document_id}
    drawn = [one for visit in visits for one in documents_for(visit) if one.form in VALUES and one.id not in copied]
    return [*(drawn_entry(case.agency_id, one) for one in drawn), *(issued_entry(paper) for paper in issued)]


def _evidence(case: Case, known: CaseFacts) -> list[FileEntry]:
    """A sheet for each photo of the finding, and one for each other piece that the record names."""
    findings = {one.id: one for one in findings_with([case.finding_id])} if case.finding_id else {}
    photos = photos_of_findings(list(findings))
    shown = {one.sha256 for one in photos}
    named = [entry.facts for entry in known.record.entries if isinstance(entry.facts, Evidence)]
    others = [one for one in named if one.sha256 not in shown]
    return [*photo_sheets(photos, findings), *(_sheet(number, one) for number, one in enumerate(others, 1))]


def _sheet(number: int, one: Evidence) -> FileEntry:
    lines = [
        f"证据名称：{one.title}",
        f"证据种类：{one.kind.value}",
        f"来源：{one.source}",
        f"证明对象：{one.proves}",
        *([f"原始文件校验值（SHA-256）：{one.sha256}"] if one.sha256 else []),
        "原件（复制件）附后。核对人：＿＿＿＿＿＿　当事人确认：＿＿＿＿＿＿",
    ]
    title = f"证据材料（{number}）{one.title}"
    blocks = (Words(title, size_pt=16, is_bold=True), *(Words(line) for line in lines))
    return FileEntry(title, "", blocks, note=one.proves[:40])


def _cover(known: CaseFacts, *, is_archived_on: datetime) -> Values:
    paper = known.decision_paper
    return {
        "file_title": f"{known.party.name}{known.cause}",
        "case_cause": known.cause,
        "file_number": "　".join(filter(None, [known.number, paper.number if paper else ""])),
        "party_name": known.party.name,
        "began_on": known.day_of("approve_filing") or day_in_words(known.found_on),
        "closed_on": known.day_of("close"),
        "handled_by": known.handlers,
        "result": decided_in_words(known) or known.record.stage.value,
        "archived_on": day_in_words(day_of(is_archived_on)) if known.record.has("archive") else "",
    }


def _closing(known: CaseFacts, entries: Sequence[FileEntry]) -> Values:
    papers = sum(1 for one in entries if one.form)
    lacking = lacking_in_case(entries, {entry.step for entry in known.record.entries})
    missing = f"卷内没有：{'、'.join(lacking)}。" if lacking else "各步骤应有的文书齐全。"
    return {
        "file_number": known.number,
        "count": f"文书 {papers} 份，证据材料 {len(entries) - papers} 份",
        "state": f"{missing}页号见卷内文件目录；电子数据的校验值列于各页，可以核对。",
    }


def keep_volume(case: Case, known: CaseFacts, picture_of: PictureOf, *, by: Officer, at: datetime) -> CaseArchive:
    """归档: the whole file as it is on this day, kept byte for byte under its SHA-256."""
    case_file = case_file_of_case(case, known, at=at)
    sha256 = keep_file(case_file_word(case_file, picture_of), at=at)
    count = len(case_file.entries)
    archive = CaseArchive(id=uuid4(), case_id=case.id, file_sha256=sha256, entries=count, kept_by=by.id, kept_at=at)
    db.session.add(archive)
    db.session.flush()
    note_deed(
        "keep_case_file", by=by.id, at=at, subject="case", subject_id=case.id, number=case.number, sha256=sha256
    )
    return archive
