"""What messages about figures do here: the city keeps reports and checks samples, a district keeps a question for a person."""

from typing import cast

from inspect_app.actions.figure_reports import CameReport, keep_report
from inspect_app.actions.figure_samples import keep_question, take_rows
from inspect_app.exchange.received import Received
from inspect_app.exchange.shapes_figures import FigureSampleAsked, FigureSampleGiven, FiguresReported
from inspect_app.rules.figure_proofs import CountedRow
from inspect_app.rules.figure_reports import Month, Shown


def take_report(message: Received) -> None:
    body = cast(FiguresReported, message.body)
    figures = tuple(one.model_dump() for one in body.figures)
    month = Month(body.year, body.month)
    came = CameReport(body.report, month, body.number, body.note, figures, body.sha256, body.signed_at, body.signer)
    keep_report(came, of=message.peer.agency, at=message.at)


def take_question_of_sample(message: Received) -> None:
    body = cast(FigureSampleAsked, message.body)
    keep_question(body.sample, body.report, body.code, body.size, body.seed, at=message.at)


def take_sample(message: Received) -> None:
    body = cast(FigureSampleGiven, message.body)
    rows = [Shown(one.index, CountedRow(one.salt, one.number, one.kind, one.on), one.path) for one in body.rows]
    take_rows(body.sample, rows, of=message.peer.agency, at=message.at)
