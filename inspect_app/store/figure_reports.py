"""Reports of figures, signed off and corrected by later ones, never edited; and samples that the city asked of them."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ColumnElement, ForeignKey, UniqueConstraint, literal, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from inspect_app.rules.calendar import day_of
from inspect_app.rules.figure_reports import Month, ReportedFigure
from inspect_app.rules.figures import BY_CODE, Listed
from inspect_app.store.base import FRESH, Among, Base, Json, db
from inspect_app.store.cases import Case
from inspect_app.store.decisions import Decision
from inspect_app.store.leads import Lead
from inspect_app.store.orders import Order
from inspect_app.store.trainings import Training
from inspect_app.store.visits import Visit
from inspect_app.store.works import Work


class FigureReport(Base):
    """A month's figures of one office. `number` 1 = the first report of the month, later ones correct it, with `note` why.

    `secret` and `counted` = what only the office that counted has: the salt, and by figure the rows in the order of the tree.
    """

    __tablename__ = "figure_reports"
    __table_args__ = (UniqueConstraint("agency_id", "year", "month", "number"),)
    agency_id: Mapped[UUID] = mapped_column(ForeignKey("agencies.id"), index=True)
    year: Mapped[int]
    month: Mapped[int]
    as_of: Mapped[date]
    number: Mapped[int]
    note: Mapped[str]
    figures: Mapped[list[Json]]
    sha256: Mapped[str]
    secret: Mapped[str]
    counted: Mapped[Json | None] = mapped_column(deferred=True)
    signed_at: Mapped[datetime]
    signed_by: Mapped[UUID | None] = mapped_column(ForeignKey("officers.id"))
    signer: Mapped[str]
    received_at: Mapped[datetime | None]

    @property
    def of(self) -> Month:
        return Month(self.year, self.month)

    @property
    def values(self) -> dict[str, int]:
        return {one["code"]: one["value"] for one in self.figures}

    def figure(self, code: str) -> ReportedFigure | None:
        found = next((one for one in self.figures if one["code"] == code), None)
        return ReportedFigure(found["code"], found["query"], found["value"], found["root"]) if found else None


class FigureSample(Base):
    """Rows that the city asked to see of one figure, and what came. The same id in both offices.

    `rows` None = not given yet. `faults` = what did not agree, once the city has reckoned it again.
    """

    __tablename__ = "figure_samples"
    report_id: Mapped[UUID] = mapped_column(ForeignKey("figure_reports.id"), index=True)
    code: Mapped[str]
    size: Mapped[int]
    seed: Mapped[str]
    asked_at: Mapped[datetime]
    asked_by: Mapped[UUID | None] = mapped_column(ForeignKey("officers.id"))
    rows: Mapped[list[Json] | None]
    given_at: Mapped[datetime | None]
    given_by: Mapped[UUID | None] = mapped_column(ForeignKey("officers.id"))
    faults: Mapped[list[Json] | None]
    report: Mapped[FigureReport] = relationship(lazy="joined", innerjoin=True)


def report_with(report_id: UUID) -> FigureReport | None:
    return db.session.get(FigureReport, report_id)


def reports_of(agency_id: UUID, month: Month) -> list[FigureReport]:
    """All of a month, the one that holds first."""
    query = select(FigureReport).filter_by(agency_id=agency_id, year=month.year, month=month.month)
    return list(db.session.scalars(query.order_by(FigureReport.number.desc())))


def reports_of_year(year: int) -> dict[tuple[UUID, Month], FigureReport]:
    """By office and month, the one that holds."""
    query = select(FigureReport).filter_by(year=year).order_by(FigureReport.number)
    return {(one.agency_id, one.of): one for one in db.session.scalars(query)}


def sample_with(sample_id: UUID) -> FigureSample | None:
    return db.session.get(FigureSample, sample_id)


def sample_for_update(sample_id: UUID) -> FigureSample | None:
    query = select(FigureSample).filter_by(id=sample_id).with_for_update(of=FigureSample)
    return db.session.scalar(query, execution_options=FRESH)


def samples_of(report_id: UUID) -> list[FigureSample]:
    return list(
        db.session.scalars(select(FigureSample).filter_by(report_id=report_id).order_by(FigureSample.asked_at))
    )


def samples_waiting() -> list[FigureSample]:
    """Asked for and not given, the oldest first."""
    query = select(FigureSample).where(FigureSample.given_at.is_(None)).order_by(FigureSample.asked_at)
    return list(db.session.scalars(query))


NOTHING = literal("")
COLUMNS = {
    Listed.WORKS: (Work, Work.number, NOTHING, NOTHING),
    Listed.VISITS: (Visit, Visit.notice_number, Visit.kind, Visit.started_at),
    Listed.CASES: (Case, Case.number, NOTHING, Case.proposed_at),
    Listed.DECISIONS: (Decision, Decision.number, NOTHING, Decision.decided_on),
    Listed.ORDERS: (Order, Order.number, NOTHING, Order.ordered_on),
    Listed.LEADS: (Lead, Lead.number, NOTHING, Lead.came_on),
    Listed.TRAININGS: (Training, NOTHING, NOTHING, Training.held_on),
}
"""What of each kind of row may be told: number, kind and day, never a party, a place or a person."""


def rows_counted(code: str, among: Among) -> list[tuple[str, str, str, str]]:
    """Id, number, kind and day of each row that the figure counts."""
    listed = BY_CODE[code].listed
    model, number, kind, on = COLUMNS[listed]
    query = select(model.id, number, kind, on)
    if among is not None:
        condition: ColumnElement[bool] = model.id.in_(among)
        query = query.where(condition)
    return [(str(row[0]), row[1] or "", _name(row[2], listed), _day(row[3])) for row in db.session.execute(query)]


def _name(kind: object, listed: Listed) -> str:
    return str(getattr(kind, "value", kind) or listed.value)


def _day(moment: object) -> str:
    if isinstance(moment, datetime):
        return day_of(moment).isoformat()
    return moment.isoformat() if isinstance(moment, date) else ""
