"""The fictional city of the demonstration: its messages came in by the real door, and nothing of them is held."""

from datetime import timedelta

from inspect_app.actions.demonstration import load_demonstration
from inspect_app.actions.figure_reports import city_peer
from inspect_app.actions.peers import pair, suspend
from inspect_app.exchange.demonstration import CODE, play_the_city
from inspect_app.rules.stages import Stage
from inspect_app.store.agencies import agency_by_code, instance_agency
from inspect_app.store.base import db, transaction
from inspect_app.store.handovers import HandoverFilter, handovers_matching
from inspect_app.store.journal import AnswerStatus
from inspect_app.store.peer_messages import ReceivedMessage, SentMessage
from inspect_app.store.peers import PeerWay
from inspect_app.store.questions import answers_of
from inspect_app.store.standards import all_editions
from tests.conftest import MONDAY
from tests.exchange.two_offices import OfficeHere, close, new_office


def played(app) -> OfficeHere:
    """The demonstration in the app of the tests."""
    office = OfficeHere(app, "SH-SJ")
    with office.here():
        with transaction():
            load_demonstration(at=MONDAY)
        play_the_city(office.keys, app.extensions["photo_folder"], at=MONDAY)
    return office


def test_everything_that_it_sent_was_done_and_one_message_to_it_waits(app):
    office = played(app)
    with office.here():
        came = db.session.query(ReceivedMessage).all()
        assert {one.status for one in came} == {AnswerStatus.ACCEPTED}
        assert len(came) == 7
        sent = db.session.query(SentMessage).order_by(SentMessage.seq).all()
        assert [one.status for one in sent] == [AnswerStatus.ACCEPTED] * 5 + [None]
        home = instance_agency()
        stages = {one.stage for one in handovers_matching(home.id, HandoverFilter())}
        assert stages == {Stage.TAKEN_ON, Stage.ARRIVED}
        assert [one.code for one in all_editions()] == ["works-in-use"]
        assert len(answers_of(home.id)) == 1


def test_a_real_city_that_is_paired_later_comes_before_it(app, tmp_path):
    office, city = played(app), new_office(tmp_path / "city", "SH")
    with office.here():
        assert city_peer().agency.code == CODE
    office.now = city.now = MONDAY + timedelta(hours=1)
    them = city.introduction()
    with office.here(), transaction():
        pair(them, PeerWay.FILES, our_kid=office.keys.newest.kid, by=office.officer("jia"), at=office.now)
    with office.here():
        assert city_peer().agency.code == "SH"
    with office.here(), transaction():
        suspend(office.peer(city), "换钥匙", by=office.officer("jia"), at=office.now)
        assert city_peer().agency_id == agency_by_code(CODE).id
    close(city)
