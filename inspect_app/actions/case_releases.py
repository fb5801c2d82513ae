"""A case as far as another office may see it: its fields by the names of the table of releases, and files that may be chosen."""

from collections.abc import Iterator

from inspect_app.actions.handover_files import Sendable, sendable_files
from inspect_app.rules.attachments import PHOTO, AttachmentKind
from inspect_app.store.attachments import kept_file
from inspect_app.store.cases import Case
from inspect_app.store.leads import lead_with
from inspect_app.store.office_papers import OfficePaper, bytes_of, papers_of
from inspect_app.store.photo_bytes import PhotoFolder
from inspect_app.store.photos import photo_files

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF = "application/pdf"
MATERIAL = AttachmentKind.MATERIAL


def values_of_case(case: Case) -> dict[str, str]:
    values = {name: getattr(case, name) for name in ("number", "source", "act", "facts")}
    values |= {"act_on": case.act_on.isoformat(), "found_on": case.found_on.isoformat()}
    values |= {"stage": case.stage.value, "party_kind": case.party_kind.value, "party": case.party.get("name", "")}
    return {f"case.{name}": str(value) for name, value in values.items()}


def files_of_case(case: Case) -> list[Sendable]:
    """Its evidence, papers that were served on the party, and what came with its lead. Papers of the office's own minds stay."""
    lead = lead_with(case.lead_id) if case.lead_id else None
    return [*_evidence(case), *map(_paper, _served(case)), *(sendable_files(lead) if lead else [])]


def _evidence(case: Case) -> Iterator[Sendable]:
    """Pictures and scans; sound and film stay here."""
    facts = [entry.facts for entry in case.entries if entry.step == "add_evidence" and entry.facts.get("sha256")]
    here = photo_files({str(one["sha256"]) for one in facts})
    for one in facts:
        file = here.get(str(one["sha256"]))
        title, key = str(one.get("title", ""))[:80], f"evidence:{one['sha256']}"
        if file and file.media_type == PDF:
            yield Sendable(key, f"{title}.pdf", MATERIAL, file.sha256, is_kept=False)
        elif file and file.media_type.startswith("image/"):
            yield Sendable(key, f"{title}.jpg", PHOTO, file.sha256, is_kept=False)


def _served(case: Case) -> list[OfficePaper]:
    return [one for one in papers_of(case.id) if one.served_at and one.voided_at is None]


def _paper(paper: OfficePaper) -> Sendable:
    return Sendable(f"paper:{paper.id}", f"{paper.title}.docx", MATERIAL, paper.file_sha256, is_kept=True)


def keep_for_sending(folder: PhotoFolder, case: Case, chosen: tuple[str, ...]) -> None:
    """Bytes of papers and scans that were chosen go to `kept_files`, from where files are sent."""
    for paper in _served(case):
        if f"paper:{paper.id}" in chosen:
            kept_file(bytes_of(paper.file_sha256), MATERIAL, WORD)
    for one in _evidence(case):
        if one.key in chosen and one.kind is MATERIAL:
            kept_file(folder.original(one.sha256).read_bytes(), MATERIAL, PDF)
