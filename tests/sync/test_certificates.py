"""An officer whose certificate has ended may record, and not sign the record of the inspection."""

from datetime import timedelta

import pytest

from inspect_app import clock
from inspect_app.store.base import transaction
from inspect_app.store.officers import officer_by_login
from tests.on_site import seal, sign

CONTENT = {"form": "inspection_record", "number": "", "is_demonstration": False}


@pytest.mark.parametrize(("days", "status"), [(0, "accepted"), (-1, "refused")])
def test_an_expired_officer_records_and_does_not_sign(phone, office, days, status):
    with transaction():
        officer_by_login("jia").certificate_until = clock.today() + timedelta(days=days)
    phone.sync()
    visit_id = phone.start_visit(office.work.id)
    phone.say("answer_given", visit_id, checklist="short", item="item-1", value="met")
    document_id = seal(phone, visit_id)
    sign(phone, visit_id, document_id, CONTENT, "officer", "检查员jia", "SJ-001")
    sign(phone, visit_id, document_id, CONTENT, "party", "张三")
    phone.sync()
    answers = list(phone.answers.values())
    assert [one["status"] for one in answers][:3] == ["accepted"] * 3
    assert [one["status"] for one in answers][3:] == [status, "accepted"]


def test_the_refused_signature_names_the_article(phone, office):
    with transaction():
        officer_by_login("jia").certificate_until = clock.today() - timedelta(days=1)
    phone.sync()
    visit_id = phone.start_visit(office.work.id)
    sign(phone, visit_id, seal(phone, visit_id), CONTENT, "officer", "检查员jia", "SJ-001")
    phone.sync()
    [refused] = [one for one in phone.answers.values() if one["status"] == "refused"]
    assert refused["reasons"][0]["code"] == "signer_not_certified"
    assert "第四十二条" in refused["reasons"][0]["law"]
