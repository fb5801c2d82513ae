"""Whole visits as a phone says them: 40 answers, three findings, twelve photos, an order, the record, six signatures.

Of 71 events 40 are answers; what makes the server work most (an order with its paper and its signatures, the record,
the end) is there as often as on a real visit that finds something.
"""

import math
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from uuid import UUID, uuid4

from inspect_app.actions.checklists import new_draft, publish_checklist
from inspect_app.actions.settings import change_setting
from inspect_app.actions.works import register_work
from inspect_app.rules.settings import SettingName
from inspect_app.store.base import transaction
from tests import make, on_site
from tests.phone_in_python import Phone

ITEMS = 40
WRONG = (4, 17, 30)
PHOTOS_EACH = 4
CHECKLIST = "routine"
STROKES = [
    [[100 + 250 * part + 3 * step, 90 + round(60 * math.sin(step / 6 + part))] for step in range(45)]
    for part in range(3)
]
"""Three characters by a finger: 135 points."""
FIX = {"longitude": 121.2277, "latitude": 31.0322, "accuracy_m": 12.0}


def prepared(office: make.Office, *, works: int) -> list[str]:
    """Works to go to, their checklist, and forms enough for an order at each; gives the works' ids."""
    at = datetime.now(UTC)
    with transaction():
        change_setting(SettingName.BLOCK_SIZE, "200", by=office.head, at=at)
        checklist = make.checklist(CHECKLIST, items=ITEMS)
        publish_checklist(new_draft(checklist, by=None, at=at), by=None, at=at)
        facts = [make.work_facts(f"SJ-1{number:03}") for number in range(works)]
        found = [register_work(one, agency_id=office.agency.id, by=None, at=at) for one in facts]
        return [str(work.id) for work in found]


def say_visit(phone: Phone, work_id: str, companion_id: UUID) -> None:
    """One visit from the door to the signed record. The phone has synced once, so that it has forms."""
    now, checklists = datetime.now(UTC), [{"code": CHECKLIST, "number": 1}]
    visit_id = phone.start_visit(work_id, checklists=checklists, officer_ids=[str(companion_id)])
    phone.say("place_fixed", visit_id, kind="entrance", fix_at=now.isoformat(), source="geolocation", **FIX)
    found = [_answer(phone, visit_id, number) for number in range(1, ITEMS + 1)]
    on_site.order(phone, companion_id, visit_id, *(one for one in found if one), strokes=STROKES)
    phone.say("statement_made", visit_id, text="情况属实，尽快整改。", by_whom="张三 经理")
    _seal(phone, visit_id)
    phone.say("visit_finished", visit_id)


def _answer(phone: Phone, visit_id: str, number: int) -> str:
    """One tap; where it is wrong, also what is wrong, in two steps as the screen keeps it, and its photos."""
    of = {"checklist": CHECKLIST, "item": f"item-{number}"}
    if number not in WRONG:
        phone.say("answer_given", visit_id, **of, value="met")
        return ""
    phone.say("answer_given", visit_id, **of, value="not_met")
    finding_id = on_site.find(phone, visit_id, **of, text="防护门锈蚀。")
    on_site.find(phone, visit_id, **of, finding_id=finding_id, severity="serious")
    for _ in range(PHOTOS_EACH):
        on_site.photograph(phone, visit_id, **of, finding_id=finding_id, **_photo())
    return finding_id


def _photo() -> dict[str, object]:
    """Its bytes come on their own way and are measured by themselves."""
    name = f"IMG_{uuid4().hex[:8]}.jpg"
    fix = {**FIX, "datum": "WGS-84", "source": "geolocation"}
    return {
        "sha256": sha256(name.encode()).hexdigest(),
        "size_bytes": 3_400_000,
        "name": name,
        "source": "camera",
        "fix": fix,
    }


def _seal(phone: Phone, visit_id: str) -> None:
    now = datetime.now(UTC)
    content = {
        "form": "inspection_record", "number": "", "agency": "松江区民防办公室", "work": "演示一号地下车库",
        "work_number": "SJ-0001", "place": "方松街道 松江区演示路1号", "started_at": now.isoformat(),
        "ended_at": (now + timedelta(minutes=50)).isoformat(), "party": "演示物业有限公司", "present": "张三 经理",
        "checklists": ["短表"], "answers": {"met": 37, "not_met": 3, "not_applicable": 0},
        "findings": [
            {"item": f"检查项{one}", "text": "防护门锈蚀，无法关闭。", "severity": "严重", "photos": PHOTOS_EACH}
            for one in WRONG
        ],
        "statement": "情况属实，尽快整改。", "recordings": [], "code_number": "", "notice_number": "",
        "read": "以上笔录已经本人核对，与陈述一致。", "is_demonstration": True,
    }  # fmt: skip
    document_id = on_site.seal(phone, visit_id, **content)
    content = {**content, "form": "inspection_record"}
    for signer, name, badge in (
        ("officer", "检查员jia", "SJ-001"),
        ("officer", "检查员yi", "SJ-002"),
        ("party", "张三", ""),
    ):
        on_site.sign(phone, visit_id, document_id, content, signer, name, badge, strokes=STROKES)
