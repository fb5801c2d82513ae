"""Importing in the office: upload, preview, confirm; the file waits for its owner alone; twice changes nothing."""

import io
import os
from dataclasses import replace
from datetime import timedelta

import pytest

from inspect_app import clock
from inspect_app.actions.works import change_work, register_work
from inspect_app.rules.work_sheets import written
from inspect_app.store.base import transaction
from inspect_app.store.import_files import ImportFolder, WaitingImport
from inspect_app.store.works import register_state, work_by_number, works_of
from inspect_app.web.sheets import csv_file, xlsx_file
from tests import make
from tests.conftest import MONDAY
from tests.desk import Desk, text_of


@pytest.fixture
def folder(app):
    folder = ImportFolder(app.extensions["config"].data / "imports")
    for path in folder.root.glob("*"):
        path.unlink()
    return folder


def upload(desk, file, name="台账.csv"):
    return desk.send("/works/imports", file=(io.BytesIO(file), name))


def uploaded(desk, *works):
    """The address of the preview of these works."""
    return upload(desk, csv_file(written(works)).getvalue()).headers["Location"]


def tally(page):
    """How many rows are wrong, changed, new, unchanged."""
    words = page[page.index("有误") :] if "不会导入" not in page else page[page.rindex("有误") :]
    return [int(words.split(name, 1)[1].split()[0]) for name in ("有误", "变更", "新增", "无变化")]


@pytest.mark.parametrize(("login", "status"), [("kezhang", 200), ("admin", 200), ("jia", 403), ("xiaofang", 403)])
def test_who_may_import(app, office, login, status):
    desk = Desk(app.test_client(), login)
    assert desk.open("/works/imports/new").status_code == status
    assert desk.open("/works/imports/template.xlsx").status_code == status
    expected = 302 if status == 200 else 403
    assert upload(desk, csv_file(written([make.work_facts()])).getvalue()).status_code == expected


@pytest.mark.parametrize("encoding", ["gbk", "utf-8", "utf-8-sig"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_csv_from_anywhere_is_previewed_and_written(desk, office, encoding, delimiter):
    text = "工程编号,工程名称,状态,街镇,地址,建筑面积（平方米）\nN-1,某库,在用,泗泾镇,某路1号,100.5\n".replace(
        ",", delimiter
    )
    address = upload(desk, text.encode(encoding)).headers["Location"]
    assert "将新增 1 个工程，变更 0 个" in desk.read(address)
    assert work_by_number(office.agency.id, "N-1") is None
    desk.send(f"{address}/confirmation")
    assert work_by_number(office.agency.id, "N-1").name == "某库"


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_an_export_imported_again_changes_nothing(desk, office, ending):
    nasty = make.work_facts(
        "=1+1", name="-危险", notes="'@两行\n备注", address="+86 路", area_m2=make.Decimal("0.05")
    )
    with transaction():
        register_work(nasty, agency_id=office.agency.id, by=None, at=MONDAY)
    file = desk.open(f"/works/sheet.{ending}", all=1).data
    page = desk.read(upload(desk, file, f"a.{ending}").headers["Location"])
    assert tally(page) == [0, 0, 0, 2]
    assert "文件与台账一致" in page


def test_a_preview_shows_each_change_and_each_fault(desk, office):
    changed = replace(office.work.facts(), name="新名", parties=())
    works = [changed, make.work_facts("N-1"), make.work_facts("N-1"), make.work_facts("N-2", street="火星镇")]
    address = uploaded(desk, *works)
    page = desk.read(address)
    assert "4 工程编号" not in page
    assert "与第 3 行的工程编号相同" in page
    assert "没有名为“火星镇”的街镇" in page
    changes = desk.read(address, show="changed")
    assert "工程名称 演示一号地下车库 → 改为 新名" in changes
    assert "管理使用单位 演示物业有限公司 → 改为 （空）" in changes
    assert "N-1" in desk.read(address, show="new")


def test_the_same_file_twice_changes_nothing(desk, office):
    for _time in range(2):
        address = uploaded(desk, make.work_facts("N-1"), office.work.facts())
        desk.send(f"{address}/confirmation")
    assert len(works_of(office.agency.id)) == 2
    assert work_by_number(office.agency.id, "N-1").revision == 1


def test_confirming_twice_is_refused_the_second_time(desk, office):
    address = uploaded(desk, make.work_facts("N-1"))
    assert desk.send(f"{address}/confirmation").status_code == 302
    assert desk.send(f"{address}/confirmation").status_code == 404


def test_a_register_that_moved_since_the_preview_is_said_and_nothing_is_written(desk, office):
    address = uploaded(desk, make.work_facts("N-1"))
    with transaction():
        change_work(office.work.id, replace(office.work.facts(), name="X"), revision=1, by=office.head, at=MONDAY)
    response = desk.send(f"{address}/confirmation")
    assert response.status_code == 409
    assert "预览之后台账已有变动" in text_of(response)
    assert work_by_number(office.agency.id, "N-1") is None


def test_a_classified_row_is_refused_in_words_and_kept_nowhere(desk, office, folder):
    secret = make.work_facts("N-1", name="某某机密库")
    address = uploaded(desk, secret, make.work_facts("N-2"))
    page = desk.read(address)
    assert "涉密工程不得录入本系统" in page
    assert "某某" not in page
    [path] = folder.root.glob("*.json")
    assert "某某" not in path.read_text(encoding="utf-8")


def test_what_waits_belongs_to_who_uploaded_it(desk, head, office):
    address = uploaded(desk, make.work_facts("N-1"))
    assert head.open(address).status_code == 404
    assert head.send(f"{address}/confirmation").status_code == 404
    assert head.send(f"{address}/cancellation").status_code == 404
    assert desk.open(address).status_code == 200


def test_data_in_the_form_of_the_confirmation_is_not_looked_at(desk, office):
    address = uploaded(desk, make.work_facts("N-1"))
    desk.send(f"{address}/confirmation", rows='[[2, {"number": "EVIL"}]]', number="EVIL")
    assert [work.number for work in works_of(office.agency.id)] == ["N-1", "SJ-0001"]


def test_what_waits_is_removed_when_confirmed_or_given_up(desk, office, folder):
    first, second = uploaded(desk, make.work_facts("N-1")), uploaded(desk, make.work_facts("N-2"))
    desk.send(f"{first}/confirmation")
    desk.send(f"{second}/cancellation")
    assert list(folder.root.glob("*")) == []
    assert work_by_number(office.agency.id, "N-2") is None


def test_what_waits_longer_than_a_day_is_gone(desk, office, folder):
    at, import_id = clock.now(), make.uuid4()
    owner = office.supervisor.id
    waiting = WaitingImport(str(owner), (at - timedelta(days=1, seconds=1)).isoformat(), "a", 0, [], {})
    folder.keep(import_id, waiting)
    assert folder.waiting_for(owner, import_id, at=at) is None
    [path] = folder.root.glob("*")
    assert path.stat().st_mode & 0o077 == 0
    old = (at - timedelta(days=2)).timestamp()
    os.utime(path, (old, old))
    uploaded(desk, make.work_facts("N-1"))
    assert not path.exists()


@pytest.mark.parametrize(
    ("file", "words"),
    [
        (b"", "文件是空的"),
        ("工程编号\nA".encode(), "表头缺少这些列：工程名称"),
        (b"PK\x03\x04", "不是完整的 XLSX 文件"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_on_the_same_page(desk, office, folder, file, words):
    response = upload(desk, file)
    assert response.status_code == 422
    assert words in text_of(response)
    assert list(folder.root.glob("*")) == []


def test_no_file_at_all(desk, office):
    assert "没有选择文件" in text_of(desk.send("/works/imports"))


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_the_template_has_every_column_and_its_example_is_not_imported(desk, office, ending):
    template = desk.open(f"/works/imports/template.{ending}").data
    page = desk.read(upload(desk, template, f"t.{ending}").headers["Location"])
    assert "这是模板里的示例行" in page
    assert "没有可以导入的内容" in page


def test_a_file_of_another_street_and_a_whole_sheet_of_works(desk, office):
    works = [make.work_facts(f"N-{n:03d}") for n in range(120)]
    address = upload(desk, xlsx_file(written(works)).getvalue(), "a.xlsx").headers["Location"]
    assert "第 1 页，共 3 页" in desk.read(address)
    desk.send(f"{address}/confirmation")
    assert register_state(office.agency.id) == 121
    assert "导入完成：新增 120 个工程，变更 0 个" in desk.read("/works")
