"""Who leads each team (带队): a line for each change, the last one counts."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from inspect_app.store.base import Base, db
from inspect_app.store.officers import Officer


class TeamLead(Base):
    """`officer_id` None = from then on nobody leads it."""

    __tablename__ = "team_leads"
    team_id: Mapped[UUID] = mapped_column(ForeignKey("teams.id"), index=True)
    officer_id: Mapped[UUID | None] = mapped_column(ForeignKey("officers.id"))
    named_at: Mapped[datetime]
    named_by: Mapped[UUID | None] = mapped_column(ForeignKey("officers.id"))
    officer: Mapped[Officer | None] = relationship(foreign_keys=[officer_id], lazy="joined")


def leads_of(team_ids: Iterable[UUID]) -> dict[UUID, Officer]:
    """Team -> who leads it now; teams that nobody leads are left out."""
    query = select(TeamLead).where(TeamLead.team_id.in_(list(team_ids))).order_by(TeamLead.named_at)
    last = {line.team_id: line.officer for line in db.session.scalars(query)}
    return {team_id: officer for team_id, officer in last.items() if officer}
