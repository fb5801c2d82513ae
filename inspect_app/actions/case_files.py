"""The file of an on-the-spot decision, put together from what is kept; what has no Word form yet is drawn from its record."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from inspect_app.actions.paper_templates import filled_context, template_in_force
from inspect_app.actions.settings import acts, office_texts
from inspect_app.actions.word_copies import signed_under, values_of_document
from inspect_app.rules.calendar import day_of
from inspect_app.rules.case_files import ON_THE_SPOT_FILE, CaseFile, FileEntry, in_order
from inspect_app.rules.documents import OfficeTexts
from inspect_app.rules.paper_blocks import Block, Picture, Words
from inspect_app.rules.paper_forms import FORMS, form_of
from inspect_app.rules.paper_values import MADE, VALUES, text_of
from inspect_app.rules.papers import Values
from inspect_app.rules.writing import day_in_words, moment_in_words
from inspect_app.store.agencies import agency_with
from inspect_app.store.decisions import Decision
from inspect_app.store.documents import Document, document_with, documents_for
from inspect_app.store.office_papers import OfficePaper, bytes_of, papers_of
from inspect_app.store.officers import officers_with
from inspect_app.store.photos import Photo, photos_of, photos_of_findings
from inspect_app.store.visits import Finding, findings_with
from inspect_app.store.word_reading import blocks_of_word
from inspect_app.store.word_templates import fill

SIGNERS = {"officer": "执法人员", "party": "当事人", "witness": "见证人"}


def case_file_of_decision(decision: Decision, *, at: datetime) -> CaseFile:
    agency = agency_with(decision.agency_id)
    if agency is None:
        raise LookupError(decision.agency_id)
    texts = office_texts(agency, on=day_of(at))
    entries = in_order([*_papers(decision), *_evidence(decision)], ON_THE_SPOT_FILE)
    cover = sheet_of(decision.agency_id, "file_cover", _cover(decision, entries), texts)
    closing = sheet_of(decision.agency_id, "file_closing", _closing(decision, entries), texts)
    title = f"{decision.party_name}{_cause(decision)}"
    return CaseFile(title, decision.number, texts.agency, cover, entries, closing, texts.is_demonstration)


def _papers(decision: Decision) -> list[FileEntry]:
    subjects = [decision.id, *([decision.visit_id] if decision.visit_id else [])]
    issued = [paper for paper in papers_of(*subjects) if paper.voided_at is None]
    copied = {paper.document_id for paper in issued if paper.document_id}
    documents = [one for subject in subjects for one in documents_for(subject) if one.form in VALUES]
    drawn = [drawn_entry(decision.agency_id, one) for one in documents if one.id not in copied]
    return drawn + [issued_entry(paper) for paper in issued]


def issued_entry(paper: OfficePaper) -> FileEntry:
    blocks = blocks_of_word(bytes_of(paper.file_sha256))
    document = document_with(paper.document_id) if paper.document_id else None
    blocks += tuple(_signatures(document)) if document else ()
    served = f"{moment_in_words(paper.served_at)}送达" if paper.served_at else ""
    return FileEntry(paper.title, str(paper.content["made_on"]), blocks, paper.form, paper.number, served)


def drawn_entry(agency_id: UUID, document: Document) -> FileEntry:
    """Its kept words in its form, and who signed under it."""
    form = form_of(document.form)
    made_on = text_of(document.content.get(MADE[document.form]))
    given = {
        "agency": text_of(document.content.get("agency")),
        "number": document.number,
        "made_on": made_on,
        "sha256": document.sha256,
        "is_demonstration": bool(document.content.get("is_demonstration")),
    }
    context = filled_context(form, values_of_document(document), given)
    blocks = blocks_of_word(fill(template_in_force(agency_id, form.code), context))
    return FileEntry(form.title, made_on, (*blocks, *_signatures(document)), form.code, document.number)


def _signatures(document: Document) -> list[Block]:
    said = [
        f"{SIGNERS.get(one.signer, one.signer)} {one.name}：{'拒绝签名，' + one.reason if one.is_refused else '已签名'}，"
        f"{moment_in_words(one.at)}"
        for one in signed_under(document)
    ]
    hash_of_words = Words(f"留存内容的校验值（SHA-256）：{document.sha256}", size_pt=9)
    return [Words("签名记录：" + "；".join(said) + "。", size_pt=10.5), hash_of_words] if said else [hash_of_words]


def _evidence(decision: Decision) -> list[FileEntry]:
    """A sheet for each photo of the findings that the decision names, and of the signed papers themselves."""
    found = {one.id: one for one in findings_with([link.finding_id for link in decision.findings])}
    documents = {one.id for one in documents_for(decision.id)}
    of_papers = (
        [one for one in photos_of(decision.visit_id) if one.document_id in documents] if decision.visit_id else []
    )
    photos = [*photos_of_findings(list(found)), *(one for one in of_papers if one.discarded_at is None)]
    return photo_sheets(photos, found)


def photo_sheets(photos: Sequence[Photo], found: Mapping[UUID, Finding]) -> list[FileEntry]:
    people = {
        one.id: f"{one.name} {one.badge_number or ''}".strip()
        for one in officers_with([p.taken_by for p in photos])
    }
    return [_photo_sheet(number, one, found, people[one.taken_by]) for number, one in enumerate(photos, 1)]


def _photo_sheet(number: int, photo: Photo, found: Mapping[UUID, Finding], maker: str) -> FileEntry:
    finding = found.get(photo.finding_id) if photo.finding_id else None
    proves = finding.current.text if finding else "文书签收的情况"
    taken = moment_in_words(photo.taken_at)
    caption = (
        f"证明对象：{proves}",
        f"拍摄时间：{taken}　拍摄人：{maker}",
        f"说明：{photo.caption or '无'}",
        f"原始文件校验值（SHA-256）：{photo.sha256}",
        "本件由原始电子数据打印，与原始数据核对无异。核对人：＿＿＿＿＿＿　当事人确认：＿＿＿＿＿＿",
    )
    title = f"证据照片（{number}）"
    return FileEntry(
        title, taken, (Words(title, size_pt=16, is_bold=True), Picture(photo.sha256, caption)), note=proves[:40]
    )


def sheet_of(agency_id: UUID, code: str, values: Values, texts: OfficeTexts) -> tuple[Block, ...]:
    form = FORMS[code]
    given = {
        "agency": texts.agency,
        "number": "",
        "made_on": "",
        "sha256": "",
        "is_demonstration": texts.is_demonstration,
    }
    return blocks_of_word(fill(template_in_force(agency_id, code), filled_context(form, values, given)))


def _cause(decision: Decision) -> str:
    act = acts(decision.decided_on).get(decision.act)
    return act.title.zh if act else decision.act


def _cover(decision: Decision, entries: Sequence[FileEntry]) -> Values:
    document = next((one for one in documents_for(decision.id) if one.form == "on_the_spot_decision"), None)
    officers = values_of_document(document)["officers"] if document else ""
    return {
        "file_title": f"{decision.party_name}{_cause(decision)}",
        "case_cause": _cause(decision),
        "file_number": decision.number,
        "party_name": decision.party_name,
        "began_on": day_in_words(decision.decided_on),
        "closed_on": day_in_words(day_of(decision.filed_at)) if decision.filed_at else "",
        "handled_by": "、".join(row["name"] for row in officers) if not isinstance(officers, str) else "",
        "result": text_of(document.content.get("sanction")) if document else decision.sanction.value,
    }


def _closing(decision: Decision, entries: Sequence[FileEntry]) -> Values:
    papers = sum(1 for one in entries if one.form)
    return {
        "file_number": decision.number,
        "count": f"文书 {papers} 份，证据材料 {len(entries) - papers} 份",
        "state": "各项文书和证据的页号见卷内文件目录；电子数据的校验值列于各页，可以核对。",
    }
