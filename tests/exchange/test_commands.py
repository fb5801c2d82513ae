"""`flask exchange`, and setting up instances of other levels."""

import os
import subprocess
import sys
import time
from pathlib import Path

from flask_migrate import upgrade

from inspect_app import create_app
from inspect_app.actions.peers import change_way
from inspect_app.actions.settings import office_settings
from inspect_app.config import Config
from inspect_app.rules.people import AgencyKind
from inspect_app.rules.settings import SettingName
from inspect_app.store.agencies import instance_agency
from inspect_app.store.base import db, transaction
from inspect_app.store.peers import PeerFault, PeerWay
from tests.exchange.by_hand import HELLO
from tests.forked import ROOT


def test_packages_are_written_and_read_by_command(city, district, tmp_path):
    district.send(city, "hello", HELLO)
    file = tmp_path / "x.exchange"
    written = district.app.test_cli_runner().invoke(args=["exchange", "write", "--peer", "SH", "--to", str(file)])
    assert "package 1 for SH: 1 messages" in written.output, written.output
    for _twice in range(2):
        read = city.app.test_cli_runner().invoke(args=["exchange", "read", str(file)])
        assert "package 1: 1 messages" in read.output, read.output
    own = district.app.test_cli_runner().invoke(args=["exchange", "read", str(file)])
    assert own.exit_code == 1
    assert "写给别的机关" in own.output
    nobody = district.app.test_cli_runner().invoke(args=["exchange", "write", "--peer", "XX", "--to", str(file)])
    assert "no office with the code XX" in nobody.output


def test_once_calls_nobody_where_nobody_can_be_called(city):
    assert "0 calls answered" in city.app.test_cli_runner().invoke(args=["exchange", "once"]).output


def test_instances_of_a_city_and_of_another_district_are_set_up(tmp_path):
    wanted = {
        "city": (["--level", "city"], "SH", AgencyKind.CITY, "沪民防"),
        "other": (["--code", "SH-MH", "--name", "上海市闵行区民防办公室"], "SH-MH", AgencyKind.DISTRICT, ""),
        "named": (
            ["--code", "SH-MH", "--name", "上海市闵行区民防办公室", "--number-prefix", "沪闵民防"],
            "SH-MH",
            AgencyKind.DISTRICT,
            "沪闵民防",
        ),
    }
    for folder, (arguments, code, kind, prefix) in wanted.items():
        data = tmp_path / folder
        data.mkdir()
        app = create_app(Config(data, f"sqlite:///{data / 'inspect.sqlite'}", "a key for tests", rate_limits=False))
        with app.app_context():
            upgrade()
        made = app.test_cli_runner().invoke(args=["office", "create", "--password", "a long password", *arguments])
        assert "admin / a long password" in made.output
        with app.app_context():
            office = instance_agency()
            assert (office.code, office.kind) == (code, kind)
            settings = office_settings(office.id)
            assert settings.text(SettingName.DECISION_NUMBER).startswith(f"{prefix}当罚〔")
            place = "上海市" if kind is AgencyKind.CITY else "上海市闵行区"
            assert settings.text(SettingName.RECONSIDERATION_BODY) == f"{place}人民政府"
            db.engine.dispose()


def test_a_code_without_a_name_is_refused(city):
    refused = city.app.test_cli_runner().invoke(args=["office", "create", "--code", "SH-MH"])
    assert "--code and --name go together" in refused.output


def test_the_calls_beside_a_server_reach_whoever_is_paired_later_and_end_with_it(city, district, tmp_path):
    """As `make run` starts them: the shell becomes the server, and whatever ends that, the calls end too."""
    log = (tmp_path / "calls.log").open("wb")
    line = f'"{sys.executable}" -m flask exchange run --every 0.2 --beside $$ & echo $! && exec sleep 600'
    values = {"FLASK_APP": "app", "DATA": str(district.folder), "PYTHONWARNINGS": "ignore"}
    server = subprocess.Popen(
        ["sh", "-c", line], cwd=ROOT, env={**os.environ, **values}, stdout=subprocess.PIPE, stderr=log, text=True
    )
    try:
        assert server.stdout
        calls = int(server.stdout.readline())
        with district.here(), transaction():
            peer, head = district.peer(city), district.officer("zhuren")
            change_way(peer, PeerWay.HTTPS, "http://127.0.0.1:9", by=head, at=district.now)
        assert wait_for(lambda: fault_of(district, city) is PeerFault.UNREACHABLE), (
            tmp_path / "calls.log"
        ).read_text()
    finally:
        server.kill()
        server.communicate()
        log.close()
    assert wait_for(lambda: is_dead(calls))


def is_dead(process: int) -> bool:
    """Ended, and nobody has asked yet how."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0] == "Z"
    except OSError:
        return True


def fault_of(office, other):
    with office.here():
        return office.peer(other).fault


def wait_for(is_so, most_s: float = 60) -> bool:
    until = time.monotonic() + most_s
    while time.monotonic() < until:
        if is_so():
            return True
        time.sleep(0.1)
    return False
