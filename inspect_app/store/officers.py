"""People, their devices and their sign-ins. A sign-in is a row, so that it can be revoked."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, bindparam, func, or_, select, update
from sqlalchemy.orm import Mapped, joinedload, mapped_column, relationship

from inspect_app.rules.people import STREETS, OfficerFacts, Role
from inspect_app.rules.permissions import Permission, may
from inspect_app.store.agencies import Agency, Team
from inspect_app.store.base import FRESH, Base, Json, db, once_a_transaction


class Officer(Base):
    """A person with an account. `feed_epoch` grows when what their phone may receive changes as a whole."""

    __tablename__ = "officers"
    agency_id: Mapped[UUID] = mapped_column(ForeignKey("agencies.id"), index=True)
    team_id: Mapped[UUID | None] = mapped_column(ForeignKey("teams.id"), index=True)
    login: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    role: Mapped[Role]
    password_hash: Mapped[str]
    badge_number: Mapped[str | None] = mapped_column(unique=True)
    certificate_from: Mapped[date | None]
    certificate_until: Mapped[date | None]
    language: Mapped[str] = mapped_column(default="zh")
    disabled_at: Mapped[datetime | None]
    feed_epoch: Mapped[int] = mapped_column(default=1)
    agency: Mapped[Agency] = relationship(lazy="joined")
    team: Mapped[Team | None] = relationship(lazy="joined")

    def facts(self) -> OfficerFacts:
        return OfficerFacts(self.name, self.badge_number or "", self.certificate_from, self.certificate_until)

    def may(self, permission: Permission) -> bool:
        return self.disabled_at is None and may(self.role, permission)

    @property
    def home_id(self) -> UUID:
        """The office whose register and visits this person works with: a street's is its district."""
        return self.agency.parent_id if self.role in STREETS and self.agency.parent_id else self.agency_id

    @property
    def office_id(self) -> UUID:
        """The office whose visits this person goes along on: a partner's is the one that works with their department."""
        return self.agency.parent_id if self.role is Role.PARTNER and self.agency.parent_id else self.home_id


class Device(Base):
    """One officer's key on one phone: an enrolment. Its journal is one chain (`head_seq`, `head_sha256`)."""

    __tablename__ = "devices"
    officer_id: Mapped[UUID] = mapped_column(ForeignKey("officers.id"), index=True)
    label: Mapped[str]
    public_jwk: Mapped[Json]
    enrolled_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
    head_seq: Mapped[int] = mapped_column(default=0)
    head_sha256: Mapped[str] = mapped_column(default="")
    holding: Mapped[Json | None]
    missing_since: Mapped[Json | None]
    officer: Mapped[Officer] = relationship()


class SignIn(Base):
    """A session, bound to a device when it is a phone's."""

    __tablename__ = "sign_ins"
    officer_id: Mapped[UUID] = mapped_column(ForeignKey("officers.id"), index=True)
    device_id: Mapped[UUID | None] = mapped_column(ForeignKey("devices.id"), index=True)
    started_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
    officer: Mapped[Officer] = relationship(lazy="joined", innerjoin=True)
    device: Mapped[Device | None] = relationship(lazy="joined")


def officer_by_login(login: str) -> Officer | None:
    return db.session.scalar(select(Officer).filter_by(login=login))


_WITH_BADGE = select(Officer).where(Officer.badge_number == bindparam("badge_number"))


def officer_by_badge(badge_number: str) -> Officer | None:
    return db.session.scalar(_WITH_BADGE, {"badge_number": badge_number})


def signer_with(badge_number: str) -> Officer | None:
    """Asked once in a transaction: whoever signs one paper signs the next as well."""
    with db.session.no_autoflush:
        return once_a_transaction(("signer", badge_number), lambda: officer_by_badge(badge_number))


def officers_of(*agency_ids: UUID) -> list[Officer]:
    query = select(Officer).where(Officer.agency_id.in_(agency_ids)).order_by(Officer.login)
    return list(db.session.scalars(query))


def all_officers() -> list[Officer]:
    return list(db.session.scalars(select(Officer).order_by(Officer.agency_id, Officer.login)))


def officers_for_visits(home_id: UUID) -> list[Officer]:
    """Who may be sent on a visit of this office: its own people with phones, and its partners'. Our own come first.

    A street's people begin their patrols themselves.
    """
    query = select(Officer).join(Agency, Agency.id == Officer.agency_id)
    query = query.where(or_(Agency.id == home_id, Agency.parent_id == home_id), Officer.disabled_at.is_(None))
    found = db.session.scalars(query.order_by(Agency.code, Officer.login))
    return [one for one in found if one.may(Permission.USE_PHONE) and one.role not in STREETS]


def officers_with(ids: list[UUID]) -> list[Officer]:
    return list(db.session.scalars(select(Officer).where(Officer.id.in_(ids)).order_by(Officer.login)))


def count_officers() -> int:
    return db.session.scalar(select(func.count()).select_from(Officer)) or 0


def count_by_agency() -> dict[UUID, int]:
    """How many people with an account that is not disabled each agency has; agencies with none are left out."""
    query = select(Officer.agency_id, func.count()).where(Officer.disabled_at.is_(None)).group_by(Officer.agency_id)
    return {agency_id: count for agency_id, count in db.session.execute(query)}  # noqa: C416 - rows are no pairs


def sign_in_with(sign_in_id: UUID) -> SignIn | None:
    return db.session.get(SignIn, sign_in_id)


def open_sign_ins_of(officer_id: UUID) -> list[SignIn]:
    query = select(SignIn).filter_by(officer_id=officer_id, revoked_at=None).order_by(SignIn.started_at)
    return list(db.session.scalars(query))


def sign_ins_of(officer_id: UUID, *, limit: int) -> list[SignIn]:
    """Open or ended, the newest first."""
    query = select(SignIn).filter_by(officer_id=officer_id).order_by(SignIn.started_at.desc())
    return list(db.session.scalars(query.limit(limit)))


def note_sign_of_life(sign_in_id: UUID, *, at: datetime) -> None:
    """One statement, so that a sign-in that was ended meanwhile stays ended."""
    awake = update(SignIn).where(SignIn.id == sign_in_id, SignIn.revoked_at.is_(None), SignIn.seen_at < at)
    db.session.execute(awake.values(seen_at=at))


def officer_with(officer_id: UUID) -> Officer | None:
    return db.session.get(Officer, officer_id)


def device_with(device_id: UUID) -> Device | None:
    return db.session.get(Device, device_id)


_DEVICE_TO_LOCK = select(Device).where(Device.id == bindparam("device_id")).with_for_update()


def device_for_update(device_id: UUID) -> Device | None:
    """The device, locked: one phone's journal is taken in by one request at a time."""
    return db.session.scalar(_DEVICE_TO_LOCK, {"device_id": device_id}, execution_options=FRESH)


def devices_of(officer_ids: list[UUID]) -> list[Device]:
    query = select(Device).where(Device.officer_id.in_(officer_ids)).options(joinedload(Device.officer))
    return list(db.session.scalars(query.order_by(Device.enrolled_at)))


def devices_with(ids: list[UUID]) -> list[Device]:
    return list(db.session.scalars(select(Device).where(Device.id.in_(ids)).options(joinedload(Device.officer))))
