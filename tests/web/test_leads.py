"""Leads: made from findings, listed."""

import pytest

from inspect_app.store.leads import LeadFilter, leads_matching
from tests import make
from tests.desk import Desk
from tests.on_site import finished_visit


@pytest.mark.parametrize(("login", "status"), [("jia", 200), ("kezhang", 200), ("admin", 403), ("xiaofang", 403)])
def test_who_may_see_leads(app, office, login, status):
    assert Desk(app.test_client(), login).open("/leads").status_code == status


def test_a_finding_becomes_a_lead_once(desk, office, phone):
    visit_id, finding_id = finished_visit(phone, office.work.id)
    first = desk.send(f"/findings/{finding_id}/lead")
    assert first.status_code == 302
    assert desk.send(f"/findings/{finding_id}/lead").headers["Location"] == first.headers["Location"]
    assert len(leads_matching(office.agency.id, LeadFilter())) == 1
    assert "防护门锈蚀，无法关闭。" in desk.read("/leads")
    page = desk.open(f"/visits/{visit_id}").get_data(as_text=True)
    assert "已列为案源" in page
    assert '/lead"' not in page


def test_who_may_make_a_lead(app, inspector, stranger, office, phone):
    _visit_id, finding_id = finished_visit(phone, office.work.id)
    assert inspector.send(f"/findings/{finding_id}/lead").status_code == 403
    assert stranger.send(f"/findings/{finding_id}/lead").status_code == 404
    assert stranger.send(f"/findings/{make.any_id()}/lead").status_code == 404
    assert "还没有案源" in stranger.read("/leads")
