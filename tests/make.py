"""Builders: what matters is an argument, the rest is plausible."""

import io
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

from PIL import Image

from inspect_app.actions.checklists import new_draft, publish_checklist
from inspect_app.actions.instance import set_up
from inspect_app.actions.officers import OfficerForm, create_officer
from inspect_app.actions.settings import publish_rulebook
from inspect_app.actions.works import register_work
from inspect_app.rules.checklists import Checklist
from inspect_app.rules.people import Role
from inspect_app.rules.plain import from_plain
from inspect_app.rules.works import EntranceFacts, PartyFacts, PartyPart, WorkFacts, WorkStatus
from inspect_app.store.agencies import Agency, agency_by_code
from inspect_app.store.base import transaction
from inspect_app.store.officers import Officer, all_officers
from inspect_app.store.works import Work, works_of
from tests.kept_rows import Rows, put_back, rows

PASSWORD = "a long password"
LOGINS = {"jia": "jia", "yi": "yi", "supervisor": "kezhang", "head": "zhuren", "fire": "xiaofang"}
_ROWS: dict[datetime, Rows] = {}


@dataclass
class Office:
    agency: Agency
    jia: Officer
    yi: Officer
    supervisor: Officer
    head: Officer
    fire: Officer
    work: Work


def office(*, at: datetime) -> Office:
    """Made once by the real deeds; after that its rows are put back as they were, which is quicker."""
    if at not in _ROWS:
        _set_up_office(at)
        _ROWS[at] = rows()
    else:
        put_back(_ROWS[at])
    return standing_office()


def standing_office() -> Office:
    """The one that is in the database."""
    agency = agency_by_code("SH-SJ")
    assert agency
    people = {officer.login: officer for officer in all_officers()}
    named = {name: people[login] for name, login in LOGINS.items()}
    return Office(agency=agency, work=works_of(agency.id)[0], **named)


def _set_up_office(at: datetime) -> None:
    with transaction():
        agency = set_up("admin", PASSWORD, at=at)
        fire_agency = agency_by_code("SH-SJ-FIRE")
        assert fire_agency
        officer("jia", agency.id, badge="SJ-001", at=at)
        officer("yi", agency.id, badge="SJ-002", at=at)
        officer("kezhang", agency.id, role=Role.SUPERVISOR, badge="SJ-003", at=at)
        officer("zhuren", agency.id, role=Role.HEAD, badge="SJ-004", at=at)
        officer("xiaofang", fire_agency.id, role=Role.PARTNER, at=at)
        register_work(work_facts(), agency_id=agency.id, by=None, at=at)
        publish_checklist(new_draft(checklist(), by=None, at=at), by=None, at=at)
        publish_rulebook(at=at)


def officer(
    login: str, agency_id: UUID, *, role: Role = Role.INSPECTOR, badge: str | None = None, at: datetime, **more: Any
) -> Officer:
    certificate = {"certificate_from": date(2024, 1, 1), "certificate_until": date(2028, 12, 31)} if badge else {}
    form = OfficerForm(login, f"检查员{login}", role, agency_id, badge_number=badge, **{**certificate, **more})
    return create_officer(form, PASSWORD, by=None, at=at)


def work_facts(number: str = "SJ-0001", **more: Any) -> WorkFacts:
    values: dict[str, Any] = {
        "number": number,
        "name": "演示一号地下车库",
        "address": "松江区演示路1号",
        "street": "方松街道",
        "status": WorkStatus.IN_USE,
        "area_m2": Decimal("5000.00"),
        "peacetime_use": "汽车库",
        "protection_class": "核6级常6级",
        "built_year": 2015,
        "parties": (PartyFacts(PartyPart.MANAGER, "演示物业有限公司", "91310117DEMO000001", address="演示路1号"),),
        "entrances": (EntranceFacts("1号口", 121.2277, 31.0322, 100),),
    }
    return WorkFacts(**{**values, **more})


def checklist(code: str = "short", items: int = 3, **more: Any) -> Checklist:
    plain = {
        "code": code,
        "title": {"zh": "短表", "en": "Short list"},
        "audience": "district",
        "status": "in_use",
        "sections": [
            {
                "code": "all",
                "title": {"zh": "全部", "en": "All"},
                "items": [item(f"item-{index}") for index in range(1, items + 1)]
                + [item("registered", acts=["TL43-3"])],
            }
        ],
    }
    return from_plain(Checklist, {**plain, **more})


def item(code: str, **more: Any) -> dict[str, Any]:
    plain = {"code": code, "kind": "verdict", "text": {"zh": f"检查项{code}", "en": f"Item {code}"}}
    return {**plain, **more}


def picture(shade: int = 0, size: int = 40) -> bytes:
    """A small JPEG; another shade is another file."""
    out = io.BytesIO()
    Image.new("RGB", (size, size), (shade, 100, 100)).save(out, "JPEG")
    return out.getvalue()


def any_id() -> str:
    return str(uuid4())
