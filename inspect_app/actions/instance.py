"""Beginning an instance: its agencies and its first account."""

from datetime import date, datetime
from uuid import uuid4

from inspect_app.actions.officers import OfficerForm, create_officer
from inspect_app.rules.people import AgencyKind, Role
from inspect_app.rules.settings import SettingName, reconsideration_body_of
from inspect_app.store.agencies import Agency, AgencyName, Instance
from inspect_app.store.base import db
from inspect_app.store.feed import FeedHead
from inspect_app.store.settings import Setting

STREETS = (
    "岳阳街道", "永丰街道", "方松街道", "中山街道", "广富林街道", "九里亭街道", "泗泾镇", "佘山镇", "车墩镇",
    "新桥镇", "洞泾镇", "九亭镇", "泖港镇", "石湖荡镇", "新浜镇", "叶榭镇", "小昆山镇", "松江经济技术开发区",
)  # fmt: skip


def set_up(login: str, password: str, *, at: datetime) -> Agency:
    """市、区、街镇 and the partner departments of Songjiang, and an administrator."""
    city = _add_city()
    office = add_agency("SH-SJ", AgencyKind.DISTRICT, "上海市松江区民防办公室", city)
    for number, street in enumerate(STREETS, start=1):
        add_agency(f"SH-SJ-{number:02d}", AgencyKind.STREET, street, office)
    add_agency("SH-SJ-FIRE", AgencyKind.FIRE, "松江区消防救援支队", office)
    add_agency("SH-SJ-SAFETY", AgencyKind.WORK_SAFETY, "松江区应急管理局", office)
    return _begin(office, "沪松民防", login, password, at=at)


def set_up_city(login: str, password: str, *, at: datetime) -> Agency:
    """The city office's own instance: its districts come in by pairing, or are added by hand."""
    return _begin(_add_city(), "沪民防", login, password, at=at)


def set_up_district(
    code: str, name: str, login: str, password: str, *, number_prefix: str = "", at: datetime
) -> Agency:
    """Another district's instance: its streets, towns and partner departments are added by its administrator.

    `number_prefix` = with which the numbers of its papers begin; without it none is numbered before somebody has set it.
    """
    return _begin(add_agency(code, AgencyKind.DISTRICT, name, _add_city()), number_prefix, login, password, at=at)


def _add_city() -> Agency:
    return add_agency("SH", AgencyKind.CITY, "上海市民防办公室", None)


def _begin(office: Agency, number_prefix: str, login: str, password: str, *, at: datetime) -> Agency:
    """Whose instance this is, what its papers call it, the ledgers' lock, and an administrator."""
    db.session.add(FeedHead(id=1, position=0, epoch=uuid4().hex[:8]))
    db.session.add(Instance(id=1, agency_id=office.id))
    own = {
        SettingName.NUMBER_PREFIX: number_prefix.strip(),
        SettingName.RECONSIDERATION_BODY: reconsideration_body_of(office.name),
    }
    for name, value in own.items():
        if value:
            db.session.add(Setting(id=uuid4(), agency_id=office.id, name=name.name, value=value))
    db.session.flush()
    form = OfficerForm(login=login, name="系统管理员", role=Role.ADMIN, agency_id=office.id)
    create_officer(form, password, by=None, at=at)
    return office


def add_agency(code: str, kind: AgencyKind, name: str, parent: Agency | None) -> Agency:
    agency = Agency(id=uuid4(), code=code, kind=kind, name=name, parent_id=parent.id if parent else None)
    agency.names = [AgencyName(id=uuid4(), name=name, since_on=date(1999, 8, 1))]
    db.session.add(agency)
    db.session.flush()
    return agency
