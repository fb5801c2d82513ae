"""The one record of a joint visit in the office: its parts and missing names, and what came after it, in every order."""

import hashlib
import itertools
import re
from datetime import UTC, datetime
from uuid import uuid4

import pytest

from inspect_app.actions.checklists import new_draft, publish_checklist
from inspect_app.rules.documents import document_sha256
from inspect_app.rules.people import Role
from inspect_app.store.agencies import agency_by_code
from inspect_app.store.base import transaction
from tests import make, on_site
from tests.conftest import MONDAY
from tests.phone_in_python import Phone

PARTS = {"fire": "fire-part", "safety": "safety-part"}
KINDS = {"fire": "fire", "safety": "work_safety"}
NAMES = {"fire": "消防", "safety": "应急（安监）"}
ORDERS = list(itertools.permutations(["lead", "fire", "safety"]))


@pytest.fixture
def phones(app, office, phone) -> dict[str, Phone]:
    with transaction():
        make.officer("anjian", agency_by_code("SH-SJ-SAFETY").id, role=Role.PARTNER, at=MONDAY)
        for code, audience in (("fire-part", "fire"), ("safety-part", "work_safety")):
            draft = new_draft(make.checklist(code, audience=audience), by=None, at=MONDAY)
            publish_checklist(draft, by=None, at=MONDAY)
    found = {"lead": phone}
    for name, login in (("fire", "xiaofang"), ("safety", "anjian")):
        found[name] = Phone(app.test_client())
        found[name].sign_in(login)
    return found


def begin(phones, office) -> str:
    checklists = [{"code": code, "number": 1} for code in ("short", *PARTS.values())]
    partners = [phones[name].officer_id for name in PARTS]
    return phones["lead"].start_visit(office.work.id, kind="joint", checklists=checklists, officer_ids=partners)


def do_a_part(phones, name, visit_id) -> dict:
    """What one department finds, and what its phone then shows to the lead."""
    one, code = phones[name], PARTS[name]
    finding_id = str(uuid4())
    one.say("answer_given", visit_id, checklist=code, item="item-1", value="not_met")
    words = {"checklist": code, "item": "item-1", "text": f"{name}发现的问题", "severity": "ordinary"}
    one.say("finding_recorded", visit_id, finding_id=finding_id, **words)
    one.say("visit_finished", visit_id)
    head = {"count": len(one.events), "sha256": hashlib.sha256(one.events[-1].encode()).hexdigest()}
    officer = {"id": one.officer_id, "name": f"{name}人员", "agency": NAMES[name], "agency_kind": KINDS[name]}
    return {
        "purpose": "visit_part", "visit": visit_id, "device": one.id, "at": datetime.now(UTC).isoformat(),
        "officer": officer, "head": head, "is_ended": True, "answers": {"met": 0, "not_met": 1},
        "findings": [{"id": finding_id, "text": f"{name}发现的问题", "severity": "ordinary"}],
    }  # fmt: skip


def part(kind, **more):
    answers = {"met": 0, "not_met": 0, "not_applicable": 0}
    return {
        "kind": kind, "department": kind, "officers": [], "checklists": [], "answers": answers, "findings": [],
        "source": "record", "heads": [], **more,
    }  # fmt: skip


def as_shown(said):
    findings = [one | {"severity": "一般", "item": "检查发现"} for one in said["findings"]]
    answers = {"not_applicable": 0, **said["answers"]}
    kind = said["officer"]["agency_kind"]
    return part(kind, source="shown", findings=findings, answers=answers)


def seal(phones, visit_id, *parts, **more) -> dict:
    """As the lead's phone composes it; gives the content."""
    officers = [{"name": "检查员jia", "badge_number": "SJ-001"}, {"name": "消防人员", "badge_number": ""}]
    content = {"form": "inspection_record", "number": "", "is_demonstration": False, "parts": list(parts),
               "officers": officers, "findings": [], "checklists": [], "party": "演示物业有限公司", **more}  # fmt: skip
    document_id = str(uuid4())
    phones["lead"].say(
        "record_sealed", visit_id, document_id=document_id, content=content, sha256=document_sha256(content)
    )
    return content | {"document_id": document_id}


def joint_part_of(page: str) -> str:
    found = re.search(r"data-joint-record.*?</section>", page, re.S)
    assert found
    return re.sub(r"<[^>]+>", " ", found.group())


@pytest.mark.parametrize("order", ORDERS, ids=" ".join)
def test_what_a_partner_said_beyond_the_record_is_a_supplement_in_whichever_order_it_arrives(
    phones, office, desk, order
):
    visit_id = begin(phones, office)
    fire, _safety = (do_a_part(phones, name, visit_id) for name in PARTS)
    phones["lead"].say("part_shown", visit_id, part=phones["fire"].signed(fire))
    seal(phones, visit_id, part("district"), as_shown(fire), part("work_safety", source="absent"))
    for name in order:
        phones[name].sync()
    for one in phones.values():
        one.sync([])
    page = desk.open(f"/visits/{visit_id}").text
    words = joint_part_of(page)
    assert ("safety发现的问题" in words, "fire发现的问题" in words) == (True, False)
    assert page.count("data-shown=") == 1
    assert ("已经传到" in words, "还没有传到" in words) == (True, False)
    assert "data-not-genuine" not in page


def test_before_a_shown_part_arrives_it_is_in_the_record_and_still_to_come(phones, office, desk):
    visit_id = begin(phones, office)
    fire = do_a_part(phones, "fire", visit_id)
    phones["lead"].say("part_shown", visit_id, part=phones["fire"].signed(fire))
    seal(phones, visit_id, part("district"), as_shown(fire), part("work_safety", source="absent"))
    phones["lead"].sync()
    page = desk.open(f"/visits/{visit_id}").text
    assert ("还没有传到" in page, "data-beyond" in page, "封存时没有收到" in page) == (True, False, True)


def test_names_that_are_missing_are_told_until_everybody_has_signed_or_refused(phones, office, desk):
    visit_id, lead = begin(phones, office), phones["lead"]
    content = seal(phones, visit_id, part("district"))
    document_id = content.pop("document_id")
    lead.sync()
    assert "还差签名：检查员jia、消防人员、当事人" in "".join(
        joint_part_of(desk.open(f"/visits/{visit_id}").text).split()
    )
    on_site.sign(lead, visit_id, document_id, content, "officer", "检查员jia", "SJ-001")
    of = {"document_id": document_id, "document_sha256": document_sha256(content)}
    lead.say("signing_refused", visit_id, **of, signer="officer", name="消防人员", reason="已先行离开")
    lead.sync()
    assert "还差签名：当事人" in "".join(joint_part_of(desk.open(f"/visits/{visit_id}").text).split())
    lead.say("signing_refused", visit_id, **of, name="王某", reason="不认可", witness="李某")
    lead.sync()
    assert "各方已签名" in desk.open(f"/visits/{visit_id}").text
    paper = desk.open(f"/documents/{document_id}").text
    assert "已先行离开" in paper
    assert "现场检查笔录（联合检查）" in paper


def test_a_supplement_says_what_was_missing_and_is_signed_by_itself(phones, office, desk):
    visit_id = begin(phones, office)
    content = seal(phones, visit_id, part("district"))
    said = do_a_part(phones, "fire", visit_id)
    for one in phones.values():
        one.sync()
    assert "data-beyond" in desk.open(f"/visits/{visit_id}").text
    added = as_shown(said) | {"withdrawn": [], "has_new_answers": True}
    supplement = seal(
        phones, visit_id, added, supplements=content["document_id"], supplements_sha256="a" * 64,
        supplements_ended_at="2026-11-23 10:00",
    )  # fmt: skip
    phones["lead"].sync()
    page = desk.open(f"/visits/{visit_id}").text
    assert ("data-beyond" in page, page.count("data-supplement")) == (False, 1)
    paper = desk.open(f"/documents/{supplement['document_id']}").text
    for words in ("现场检查补充笔录", "补充的问题", "fire发现的问题", "2026-11-23 10:00"):
        assert words in paper


def test_one_department_alone_has_no_such_section(phone, office, desk):
    visit_id = phone.start_visit(office.work.id)
    on_site.seal(phone, visit_id)
    phone.sync()
    assert "data-joint-record" not in desk.open(f"/visits/{visit_id}").text


@pytest.mark.parametrize(
    "parts", [[], "parts", [None, "x", 3], [{"kind": "fire"}], [{"kind": 7, "findings": [{"id": 1}]}]]
)
def test_a_record_of_any_shape_is_shown_and_nothing_breaks(phones, office, desk, parts):
    visit_id = begin(phones, office)
    seal(phones, visit_id, parts=parts, officers="nobody")
    phones["lead"].sync()
    document_id = phones["lead"].payload(phones["lead"].events[-1])["data"]["document_id"]
    assert desk.open(f"/visits/{visit_id}").status_code == 200
    assert desk.open(f"/documents/{document_id}").status_code == 200
