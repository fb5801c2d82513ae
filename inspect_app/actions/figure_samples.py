"""Checking reported figures by a sample: the city picks rows by a seed, the district shows them, the city reckons again."""

import secrets
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from inspect_app.actions.figure_reports import city_peer
from inspect_app.actions.peer_messages import send_to_peer
from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.rules.figure_proofs import CountedRow, path_of
from inspect_app.rules.figure_reports import MOST_SAMPLED, ReportedFigure, Shown, chosen, faults_of_sample
from inspect_app.rules.figures import BY_CODE
from inspect_app.store.agencies import Agency
from inspect_app.store.audit import note_deed
from inspect_app.store.base import Json, db
from inspect_app.store.figure_reports import FigureReport, FigureSample, report_with, sample_for_update, sample_with
from inspect_app.store.officers import Officer
from inspect_app.store.peers import peer_of_agency


def ask_sample(report_id: UUID, code: str, size: int, *, by: Officer, at: datetime) -> FigureSample:
    """抽查. The seed is thrown here and told with the question, so that both sides pick the same rows."""
    report, figure = _figure(report_id, code)
    most = min(MOST_SAMPLED, figure.value)
    if not 1 <= size <= most:
        facts = {"field": "抽查行数", "least": 1, "most": most, "value": size}
        raise Refused(Refusal(Problem.OUT_OF_RANGE, facts=facts))
    peer = peer_of_agency(report.agency_id)
    if peer is None:
        raise Refused(Refusal(Problem.NOT_FOUND))
    sample = FigureSample(id=uuid4(), report_id=report.id, code=code, size=size, seed=secrets.token_hex(16))
    sample.asked_at, sample.asked_by, sample.report = at, by.id, report
    db.session.add(sample)
    _note("ask_sample", sample, by=by.id, at=at)
    db.session.flush()
    body = {"sample": str(sample.id), "report": str(report.id), "code": code, "size": size, "seed": sample.seed}
    send_to_peer(peer, "figure_sample_asked", body, about=report.id, by=by, at=at)
    return sample


def keep_question(
    sample_id: UUID, report_id: UUID, code: str, size: int, seed: str, *, at: datetime
) -> FigureSample:
    """收到抽查. It waits for a person here who looks at what goes out."""
    if known := sample_with(sample_id):
        return known
    report, _figure_asked = _figure(report_id, code)
    sample = FigureSample(id=sample_id, report_id=report.id, code=code, size=size, seed=seed, asked_at=at)
    sample.report = report
    db.session.add(sample)
    _note("receive_sample_question", sample, by=None, at=at)
    db.session.flush()
    return sample


def rows_to_show(sample: FigureSample) -> list[Shown]:
    """The rows that the seed picks, as they were when they were counted."""
    figure, rows = sample.report.figure(sample.code), (sample.report.counted or {}).get(sample.code, [])
    if figure is None:
        return []
    counted = [CountedRow(*row) for row in rows]
    hashes = [row.sha256 for row in counted]
    return [
        Shown(index, counted[index], tuple(path_of(hashes, index)))
        for index in chosen(sample.seed, figure, sample.size)
    ]


def give_sample(sample_id: UUID, *, by: Officer, at: datetime) -> FigureSample:
    """提供抽查的行: number, kind and day with their proofs, never more."""
    sample, city = sample_for_update(sample_id), city_peer()
    if sample is None or city is None:
        raise Refused(Refusal(Problem.NOT_FOUND))
    if sample.given_at:
        raise Refused(Refusal(Problem.SAMPLE_GIVEN))
    sample.rows = [plain_of(one) for one in rows_to_show(sample)]
    sample.given_at, sample.given_by = at, by.id
    _note("give_sample", sample, by=by.id, at=at)
    db.session.flush()
    body: dict[str, Any] = {"sample": str(sample.id), "rows": sample.rows}
    send_to_peer(city, "figure_sample_given", body, about=sample.report_id, by=by, at=at)
    return sample


def take_rows(sample_id: UUID, rows: list[Shown], *, of: Agency, at: datetime) -> FigureSample:
    """收到抽查的行，重新核算. What does not agree stands beside the figure for as long as the record lives."""
    sample = sample_for_update(sample_id)
    if sample is None or sample.report.agency_id != of.id:
        raise Refused(Refusal(Problem.SAMPLE_UNKNOWN))
    if sample.given_at:
        return sample
    _report, figure = _figure(sample.report_id, sample.code)
    sample.rows, sample.given_at = [plain_of(one) for one in rows], at
    faults = faults_of_sample(figure, sample.seed, sample.size, rows)
    sample.faults = [{"index": index, "fault": fault.name.lower()} for index, fault in faults]
    _note("check_sample", sample, by=None, at=at)
    db.session.flush()
    return sample


def plain_of(shown: Shown) -> Json:
    row = shown.row
    said = {"salt": row.salt, "number": row.number, "kind": row.kind, "on": row.on}
    return {"index": shown.index, **said, "path": list(shown.path)}


def _figure(report_id: UUID, code: str) -> tuple[FigureReport, ReportedFigure]:
    report = report_with(report_id)
    figure = report.figure(code) if report else None
    if report is None or figure is None:
        raise Refused(Refusal(Problem.FIGURES_REPORT_UNKNOWN))
    return report, figure


def _note(deed: str, sample: FigureSample, *, by: UUID | None, at: datetime) -> None:
    said = {"kind": BY_CODE[sample.code].label, "count": sample.size, "flaws": len(sample.faults or ())}
    note_deed(deed, by=by, at=at, subject="figure_report", subject_id=sample.report_id, **said)
