"""The pages of other offices: pairing by a code, packages, messages with their receipts, what is held."""

import io
import re

import pytest

from inspect_app.store.base import transaction
from inspect_app.store.journal import AnswerStatus
from tests.desk import Desk
from tests.exchange.conftest import city, district, offices  # noqa: F401
from tests.exchange.two_offices import OfficeHere, close, lent_office

HELLO = {"software": "inspect-app", "schema_version": 1}


def desk(office: OfficeHere, login: str = "zhuren") -> Desk:
    return Desk(office.app.test_client(), login)


@pytest.fixture
def strangers(tmp_path):
    here, there = lent_office("SH"), lent_office()
    yield here, there
    close(here, there)


def card_of(office: OfficeHere) -> bytes:
    return desk(office).open("/pairings/card").get_data()


def begin(office: OfficeHere, card: bytes) -> str:
    response = desk(office).send("/pairings", file=(io.BytesIO(card), "x.pairing"))
    assert response.status_code == 302, response.get_data(as_text=True)
    return response.location


def code_on(office: OfficeHere, page: str) -> str:
    text = desk(office).open(page).get_data(as_text=True)
    return re.search(r'pairing-code">([\d ]+)<', text)[1]


def test_two_offices_pair_by_files_and_read_the_same_code(strangers):
    here, there = strangers
    mine, theirs = begin(here, card_of(there)), begin(there, card_of(here))
    code = code_on(here, mine)
    assert code == code_on(there, theirs)
    assert len(code.replace(" ", "")) == 25
    for office, page in ((here, mine), (there, theirs)):
        wrong = desk(office).send(f"{page}/confirmation", code="1" * 25)
        assert wrong.status_code == 422
        assert "配对码不一致" in wrong.get_data(as_text=True)
        assert desk(office).send(f"{page}/confirmation", code=code).status_code == 302
    assert "上海市松江区民防办公室" in desk(here).read("/peers")
    assert "上海市民防办公室" in desk(there).read("/peers")
    package = there.written_for(here)
    here.read(package)
    assert "正常" in desk(here).read("/peers")


def test_another_key_in_between_shows_as_another_code(strangers, tmp_path):
    here, there = strangers
    as_there, as_here = lent_office(), lent_office("SH")
    assert code_on(here, begin(here, card_of(as_there))) != code_on(there, begin(there, card_of(as_here)))
    close(as_there, as_here)


def test_a_pairing_file_that_is_none_is_refused_in_words(strangers):
    here, _there = strangers
    for body in (b"", b"nothing", b"a.b.c", card_of(here)):
        response = desk(here).send("/pairings", file=(io.BytesIO(body), "x.pairing"))
        assert response.status_code in (409, 422)
        assert "什么都没有登记" in response.get_data(as_text=True)


def test_a_stranger_over_the_network_waits_for_a_person(strangers):
    here, there = strangers
    reply = here.app.test_client().post("/api/exchange/pairing", data=card_of(there))
    assert reply.status_code == 200
    assert "请求配对" in desk(here).read("/peers")
    with here.here():
        from inspect_app.store.peers import peers_all

        assert peers_all() == []


def test_a_package_is_written_carried_and_its_receipt_shown(city, district):  # noqa: F811
    message_id = district.send(city, "hello", HELLO)
    with district.here():
        peer_id = district.peer(city).id
    written = desk(district).send(f"/peers/{peer_id}/packages")
    assert written.status_code == 200
    assert "SH-SJ-SH-1.exchange" in written.headers["Content-Disposition"]
    body = written.get_data()
    written.close()
    for _twice in range(2):
        read = desk(city).send("/peers/packages", file=(io.BytesIO(body), "x.exchange"))
        assert read.status_code == 302
    city.carry_to(district)
    assert district.sent(message_id).status is AnswerStatus.ACCEPTED
    page = desk(district).read(f"/peers/{peer_id}", list="sent")
    assert "已接收" in page
    assert "写出" in page
    assert "通报本机关系统的版本" in desk(district).read(f"/peer-messages/sent/{message_id}")


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda body: b"", "这不是交换包"),
        (lambda body: b"some other file\n", "这不是交换包"),
        (lambda body: body[:-200] + b"\n", "这不是交换包"),
        (lambda body: body[:900] + b"AAAA" + body[904:], "这不是交换包"),
    ],
)
def test_a_file_that_is_no_whole_package_is_refused_in_words(city, district, change, sentence):  # noqa: F811
    body = district.written_for(city)
    response = desk(city).send("/peers/packages", file=(io.BytesIO(change(body)), "x.exchange"))
    assert response.status_code == 422
    assert sentence in response.get_data(as_text=True)


def test_a_package_for_somebody_else_or_of_a_stranger_is_refused_in_words(city, district, tmp_path):  # noqa: F811
    body = district.written_for(city)
    response = desk(district).send("/peers/packages", file=(io.BytesIO(body), "x.exchange"))
    assert "写给别的机关" in response.get_data(as_text=True)
    stranger = lent_office("SH-MH", "上海市闵行区民防办公室")
    their_card_only = stranger.introduction()
    from inspect_app.actions.peers import pair
    from inspect_app.store.peers import PeerWay

    with stranger.here(), transaction():
        pair(
            city.introduction(),
            PeerWay.FILES,
            our_kid=their_card_only.kid,
            by=stranger.officer("zhuren"),
            at=stranger.now,
        )
    body = stranger.written_for(city)
    response = desk(city).send("/peers/packages", file=(io.BytesIO(body), "x.exchange"))
    assert response.status_code == 403
    assert "不是已配对的机关签发的" in response.get_data(as_text=True)
    close(stranger)


def test_a_held_message_is_tried_again_or_refused_with_a_reason(city, district):  # noqa: F811
    message_id = city.send(district, "kind_of_next_year", {})
    city.carry_to(district)
    page = f"/peer-messages/received/{message_id}"
    assert "还不认识“kind_of_next_year”这类消息" in desk(district).read(page)
    assert desk(district).send(f"{page}/attempt").status_code == 302
    assert desk(district).send(f"{page}/refusal", reason=" ").status_code == 422
    assert desk(district).send(f"{page}/refusal", reason="本区没有这项业务").status_code == 302
    assert desk(district).send(f"{page}/refusal", reason="再退").status_code == 409
    district.carry_to(city)
    sent = city.sent(message_id)
    assert sent.status is AnswerStatus.REFUSED
    assert "本区没有这项业务" in sent.answer["reasons"][0]["sentence"]
    assert "本区没有这项业务" in desk(city).read(f"/peer-messages/sent/{message_id}")
    audit = desk(district).read("/audit")
    assert "办理暂存的消息" in audit


def test_a_suspended_office_is_neither_heard_nor_spoken_to(city, district):  # noqa: F811
    with city.here():
        peer_id = city.peer(district).id
    package = district.written_for(city)
    assert desk(city).send(f"/peers/{peer_id}/suspension", reason="").status_code == 422
    assert desk(city).send(f"/peers/{peer_id}/suspension", reason="核实中").status_code == 302
    response = desk(city).send("/peers/packages", file=(io.BytesIO(package), "x.exchange"))
    assert "已经暂停" in response.get_data(as_text=True)
    assert desk(city).send(f"/peers/{peer_id}/packages").status_code == 403
    assert desk(city).send(f"/peers/{peer_id}/resumption").status_code == 302
    assert desk(city).send("/peers/packages", file=(io.BytesIO(package), "x.exchange")).status_code == 302


def test_a_lost_package_is_seen_and_loses_nothing(city, district):  # noqa: F811
    message_id = district.send(city, "hello", HELLO)
    district.written_for(city)  # lost on the way
    district.carry_to(city)
    with city.here():
        peer_id = city.peer(district).id
    assert "第 1 号包没有到过这里" in desk(city).read(f"/peers/{peer_id}")
    city.carry_to(district)
    assert district.sent(message_id).status is AnswerStatus.ACCEPTED


def test_new_keys_are_announced_under_the_old_one_and_then_used(city, district):  # noqa: F811
    before = district.keys.newest.kid
    assert desk(district).send("/peers/keys").status_code == 302
    after = district.keys.newest.kid
    old_package = district.written_for(city)
    city.read(old_package)
    city.carry_to(district)
    with district.here():
        assert district.peer(city).spoken_kid == after != before
    message_id = district.send(city, "hello", HELLO)
    district.carry_to(city)
    city.carry_to(district)
    assert district.sent(message_id).status is AnswerStatus.ACCEPTED
    with city.here():
        assert city.peer(district).newest_key.kid == after
    response = desk(city).send("/peers/packages", file=(io.BytesIO(old_package), "x.exchange"))
    assert response.status_code == 403  # the old key is out of use


def test_who_may_not_pair_does_not_see_how(city):  # noqa: F811
    supervisor = desk(city, "kezhang")
    assert "与其他机关配对" not in supervisor.read("/peers")
    assert supervisor.open("/pairings/new").status_code == 403
    assert "与其他机关配对" in desk(city, "admin").read("/peers")


def test_address_must_be_https(city, district):  # noqa: F811
    with city.here():
        peer_id = city.peer(district).id
    head = desk(city)
    assert head.send(f"/peers/{peer_id}/way", way="https", address="http://elsewhere").status_code == 422
    assert head.send(f"/peers/{peer_id}/call").status_code == 409
    assert head.send(f"/peers/{peer_id}/way", way="https", address="http://127.0.0.1:9").status_code == 302
    assert head.send(f"/peers/{peer_id}/call").status_code == 302
    assert "连不上对方的服务器" in head.read(f"/peers/{peer_id}")
    assert head.send("/pairings", address="http://127.0.0.1:9").status_code == 502
