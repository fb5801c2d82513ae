"""Word templates of an office and their versions. A published version never changes; a paper keeps the hash of its own."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column

from inspect_app.store.base import FRESH, Base, db
from inspect_app.store.checklists import VersionState


class PaperTemplate(Base):
    """A version of one form's template. A draft that nobody wants is retired without having been published."""

    __tablename__ = "paper_templates"
    __table_args__ = (UniqueConstraint("agency_id", "form", "number"),)
    agency_id: Mapped[UUID] = mapped_column(ForeignKey("agencies.id"), index=True)
    form: Mapped[str]
    number: Mapped[int]
    state: Mapped[VersionState]
    file_name: Mapped[str]
    file_sha256: Mapped[str] = mapped_column(ForeignKey("word_files.sha256"))
    note: Mapped[str]
    uploaded_by: Mapped[UUID] = mapped_column(ForeignKey("officers.id"))
    uploaded_at: Mapped[datetime]
    published_by: Mapped[UUID | None] = mapped_column(ForeignKey("officers.id"))
    published_at: Mapped[datetime | None]

    @property
    def is_draft(self) -> bool:
        return self.state is VersionState.DRAFT

    @property
    def is_published(self) -> bool:
        return self.state is VersionState.PUBLISHED


def templates_of(agency_id: UUID, form: str = "") -> list[PaperTemplate]:
    """The newest version of each form first; of one form when it is named."""
    query = select(PaperTemplate).filter_by(agency_id=agency_id)
    query = query.where(PaperTemplate.form == form) if form else query
    return list(db.session.scalars(query.order_by(PaperTemplate.form, PaperTemplate.number.desc())))


def published_template(agency_id: UUID, form: str) -> PaperTemplate | None:
    query = select(PaperTemplate).filter_by(agency_id=agency_id, form=form, state=VersionState.PUBLISHED)
    return db.session.scalar(query)


def template_with(version_id: UUID) -> PaperTemplate | None:
    return db.session.get(PaperTemplate, version_id)


def template_for_update(version_id: UUID) -> PaperTemplate | None:
    query = select(PaperTemplate).filter_by(id=version_id).with_for_update(of=PaperTemplate)
    return db.session.scalar(query, execution_options=FRESH)
