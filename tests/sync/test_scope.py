"""What changes in the office while a phone is in a basement: nothing that was said there is lost or stuck."""

from hashlib import sha256
from uuid import uuid4

from inspect_app.actions.checklists import new_draft, publish_checklist
from inspect_app.actions.officers import OfficerForm, change_officer, disable_officer, enable_officer, set_password
from inspect_app.actions.planning import cancel_visit, plan_visit
from inspect_app.actions.settings import change_setting
from inspect_app.actions.visits import VisitFacts
from inspect_app.clock import now
from inspect_app.rules.procedure import VisitKind
from inspect_app.rules.settings import SettingName
from inspect_app.store.agencies import Team
from inspect_app.store.base import db, transaction
from inspect_app.store.journal import problem_events
from inspect_app.store.officers import officer_with
from tests import make
from tests.on_site import photograph


def say(phone, visit_id, item="item-1", **more):
    return phone.say("answer_given", visit_id, checklist="short", item=item, value="met", **more)


def statuses(reply):
    return [answer["status"] for answer in reply["answers"]]


def test_a_session_that_ends_in_the_middle_of_a_photo_goes_on_where_it_was(phone, visit_id):
    body = make.picture(1, 200)
    photograph(phone, visit_id, body)
    phone.sync()
    created = phone.begin_upload(sha256(body).hexdigest(), len(body))
    place = created.headers["Location"]
    phone.send_bytes(place, 0, body[:100])
    phone.csrf = phone.post("/api/sign-out", {}).json["csrf"]
    assert phone.send_bytes(place, 100, body[100:]).status_code == 401
    phone.sign_in("jia")
    assert phone.tus("HEAD", place).headers["Upload-Offset"] == "100"
    assert phone.send_bytes(place, 100, body[100:]).status_code == 204
    assert phone.sync([], photos=[sha256(body).hexdigest()])["kept"] == [sha256(body).hexdigest()]


def test_a_password_changed_elsewhere_ends_the_phones_session_and_loses_nothing(phone, office, visit_id):
    say(phone, visit_id)
    with transaction():
        set_password(officer_with(office.jia.id), "another long password", by=office.head.id, at=now())
    refused = phone.post("/api/sync", {"cursor": "", "events": phone.unanswered(), "holding": phone.holding()})
    assert refused.status_code == 401
    assert phone.sign_in("jia").status_code == 401
    assert phone.sign_in("jia", "another long password").status_code == 200
    assert statuses(phone.sync()) == ["accepted"]


def test_an_account_disabled_in_mid_work_and_enabled_again_goes_on(phone, office, visit_id):
    say(phone, visit_id)
    with transaction():
        disable_officer(officer_with(office.jia.id), by=office.head.id, at=now())
    say(phone, visit_id, "item-2")
    assert phone.begin_upload("a" * 64, 9).status_code == 401
    with transaction():
        enable_officer(officer_with(office.jia.id), by=office.head.id, at=now())
    phone.sign_in("jia")
    assert statuses(phone.sync()) == ["accepted", "accepted"]


def test_an_officer_moved_to_another_team_in_mid_work_notices_nothing(phone, office, visit_id):
    say(phone, visit_id)
    jia, team = officer_with(office.jia.id), Team(id=uuid4(), agency_id=office.agency.id, name="二组")
    with transaction():
        db.session.add(team)
        db.session.flush()
        form = OfficerForm(jia.login, jia.name, jia.role, jia.agency_id, team.id, jia.badge_number,
                           jia.certificate_from, jia.certificate_until)  # fmt: skip
        change_officer(jia, form, by=office.head.id, at=now())
    reply = phone.sync()
    assert (statuses(reply), reply["reset"]) == (["accepted"], False)


def test_a_planned_visit_given_to_somebody_else_meanwhile_loses_nothing_of_what_was_done(phone, office):
    """Reassigned = cancelled and planned anew: what the first officer did on site stands, or is shown to a person."""
    facts = VisitFacts(uuid4(), office.work.id, VisitKind.PLANNED, (("short", 1),), (office.jia.id,))
    with transaction():
        plan_visit(facts, by=office.supervisor, at=now())
    phone.sync()
    with transaction():
        cancel_visit(facts.visit_id, "改派", by=office.supervisor, at=now())
    visit_id = str(facts.visit_id)
    said = [
        phone.say("visit_started", visit_id, work_id=str(office.work.id), kind="planned", checklists=[]),
        say(phone, visit_id),
    ]
    reply = phone.sync()
    assert len(reply["answers"]) == 2
    kept = {str(event.id) for event in problem_events()}
    assert kept == {one["id"] for one in reply["answers"] if one["status"] != "accepted"}
    assert kept <= set(said)
    assert phone.visit(visit_id)["answers"]["short/item-1"]["value"] == "met"
    phone.start_visit(office.work.id)
    assert statuses(phone.sync()) == ["accepted"], "the chain goes on"


def test_a_checklist_replaced_while_a_visit_runs_does_not_change_the_visit(phone, office, visit_id):
    with transaction():
        publish_checklist(new_draft(make.checklist(items=1), by=None, at=now()), by=office.supervisor, at=now())
    say(phone, visit_id, "item-3")
    phone.say("visit_finished", visit_id)
    assert statuses(phone.sync()) == ["accepted", "accepted"]
    assert phone.visit(visit_id)["checklists"] == [{"code": "short", "number": 1}]


def test_a_rulebook_newer_than_the_phones_stops_nothing_and_is_told(phone, office, visit_id):
    say(phone, visit_id)
    with transaction():
        change_setting(SettingName.PAYMENT_PLACE, "另一家银行", by=office.head, at=now())
    reply = phone.sync()
    assert (statuses(reply), reply["rulebook"]) == (["accepted"], 2)
