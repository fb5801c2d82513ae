"""`flask exchange`, and setting up instances of other levels."""

from flask_migrate import upgrade

from inspect_app import create_app
from inspect_app.config import Config
from inspect_app.rules.people import AgencyKind
from inspect_app.store.agencies import instance_agency
from inspect_app.store.base import db
from tests.exchange.by_hand import HELLO


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
        "city": (["--level", "city"], "SH", AgencyKind.CITY),
        "other": (["--code", "SH-MH", "--name", "上海市闵行区民防办公室"], "SH-MH", AgencyKind.DISTRICT),
    }
    for folder, (arguments, code, kind) in wanted.items():
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
            db.engine.dispose()


def test_a_code_without_a_name_is_refused(city):
    refused = city.app.test_cli_runner().invoke(args=["office", "create", "--code", "SH-MH"])
    assert "--code and --name go together" in refused.output
