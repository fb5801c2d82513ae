"""Evidence of a case: chosen from visits with its hash, brought to the desk with a file, checked whenever it is shown."""

import io
import re
from datetime import UTC, datetime

import pytest

from inspect_app.actions.case_exhibit_checks import doubts_of_cases
from inspect_app.rules.calendar import day_of
from inspect_app.store.base import db
from inspect_app.store.cases import case_with
from inspect_app.store.photos import photo_file
from tests import make
from tests.case_walk import proposed
from tests.kept_evidence import empty_photo_folder, folder, inspected
from tests.on_site import photograph

TODAY = day_of(datetime.now(UTC)).isoformat()
PDF = b"%PDF-1.4\n%%EOF\n"


@pytest.fixture
def kept(app, phone, office):
    empty_photo_folder()
    return inspected(phone, office)


@pytest.fixture
def filed(office, kept):
    walk = proposed(office)
    walk.file("2026-11-23")
    return walk


def keys_on(page):
    return re.findall(r'name="exhibits-exhibit" value="([\w-]+)"(?! disabled)', page)


def words(prefix, seen=1, **more):
    fields = {"seen": seen, "happened_on": TODAY, "proves": "临空墙被穿透", "kind": "", **more}
    return {f"{prefix}-{name}": value for name, value in fields.items()}


def brought(body=PDF, name="合同.pdf", **more):
    said = {"kind": "document", "title": "物业服务合同", "source": "当事人提供", **more}
    return {**words("brought", **said), "brought-file": (io.BytesIO(body), name)}


def choose(inspector, case_id, **more):
    page = inspector.open(f"/cases/{case_id}/evidence").get_data(as_text=True)
    fields = {**words("exhibits"), "exhibits-exhibit": keys_on(page), **more}
    return inspector.send(f"/cases/{case_id}/evidence/exhibits", **fields)


def test_findings_photos_and_documents_of_the_visits_are_offered(inspector, filed):
    page = inspector.open(f"/cases/{filed.case.id}/evidence").get_data(as_text=True)
    kinds = {key.split("-")[0] for key in keys_on(page)}
    assert kinds == {"finding", "photo", "document"}
    assert "防护门锈蚀，无法关闭。" in page
    assert "现场检查笔录" in page
    assert page.count("/small") == 2


def test_several_are_chosen_at_once_and_stand_on_the_case_with_hash_picture_and_visit(inspector, filed, kept):
    assert choose(inspector, filed.case.id).status_code == 302
    case = case_with(filed.case.id)
    added = [one.facts for one in case.entries if one.step == "add_evidence"]
    assert {one["sha256"] for one in added} >= set(kept.photos)
    assert {one["kind"] for one in added} >= {"site_record", "digital"}
    page = inspector.open(f"/cases/{case.id}").get_data(as_text=True)
    assert page.count("核对一致") == len(added)
    assert f"/photos/{kept.photos[0]}/small" in page
    assert f"/visits/{kept.visit_id}#photo-" in page
    assert "临空墙被穿透" in page
    again = inspector.open(f"/cases/{case.id}/evidence").get_data(as_text=True)
    assert keys_on(again) == []
    assert "已是本案证据" in again


def test_the_kind_may_be_said_for_all_that_is_chosen(inspector, filed):
    choose(inspector, filed.case.id, **{"exhibits-kind": "object"})
    assert {one.facts["kind"] for one in case_with(filed.case.id).entries[1:]} == {"object"}


def test_nothing_chosen_records_nothing_and_says_so(inspector, filed):
    response = choose(inspector, filed.case.id, **{"exhibits-exhibit": []})
    assert response.status_code == 422
    assert "没有选择任何材料" in response.get_data(as_text=True)


def test_the_same_piece_twice_is_refused_and_all_with_it(inspector, filed):
    page = inspector.open(f"/cases/{filed.case.id}/evidence").get_data(as_text=True)
    first, *_others, last = keys_on(page)
    address, fields = f"/cases/{filed.case.id}/evidence/exhibits", {"exhibits-exhibit": [last]}
    assert inspector.send(address, **words("exhibits"), **fields).status_code == 302
    response = inspector.send(address, **words("exhibits", seen=2), **{"exhibits-exhibit": [first, last]})
    assert response.status_code == 409
    assert "已经是本案证据" in response.get_data(as_text=True)
    assert len(case_with(filed.case.id).entries) == 2


def test_a_photo_that_has_not_arrived_cannot_be_chosen(inspector, office, phone, filed):
    visit_id = phone.start_visit(office.work.id)
    photo_id = photograph(phone, visit_id, make.picture(77))
    phone.sync()
    response = choose(inspector, filed.case.id, **{"exhibits-exhibit": [f"photo-{photo_id}"]})
    assert response.status_code == 404
    page = response.get_data(as_text=True)
    assert "照片还没有传到" in page
    assert "文件还没有传到" in page


def test_what_belongs_to_no_visit_of_the_work_is_nowhere(inspector, filed):
    response = choose(inspector, filed.case.id, **{"exhibits-exhibit": ["photo-" + make.any_id()]})
    assert response.status_code == 404


def test_nothing_is_collected_before_it_was_made(inspector, filed):
    response = choose(inspector, filed.case.id, **{"exhibits-happened_on": "2026-11-24"})
    assert response.status_code == 422
    assert "收集日期不能更早" in response.get_data(as_text=True)
    assert len(case_with(filed.case.id).entries) == 1


def test_who_did_not_see_the_newest_step_is_told_and_keeps_what_was_written(inspector, filed):
    page = inspector.open(f"/cases/{filed.case.id}/evidence").get_data(as_text=True)
    fields = {**words("exhibits", seen=0), "exhibits-exhibit": keys_on(page)[:1]}
    response = inspector.send(f"/cases/{filed.case.id}/evidence/exhibits", **fields)
    assert response.status_code == 409
    again = response.get_data(as_text=True)
    assert "临空墙被穿透" in again
    assert again.count(" checked") == 1


def test_a_file_is_kept_under_its_hash_and_given_out_as_it_came(app, inspector, stranger, filed):
    address = f"/cases/{filed.case.id}/evidence/files"
    assert inspector.send(address, **brought()).status_code == 302
    [facts] = [one.facts for one in case_with(filed.case.id).entries[1:]]
    assert (facts["file"], photo_file(facts["sha256"]).media_type) == ("合同.pdf", "application/pdf")
    page = inspector.open(f"/cases/{filed.case.id}").get_data(as_text=True)
    assert "物业服务合同" in page
    assert "核对一致" in page
    original = f"/photos/{facts['sha256']}/original"
    assert inspector.open(original).data == PDF
    assert stranger.open(original).status_code == 404
    assert list(folder(app).root.glob("partial/*")) == []


def test_a_picture_that_is_brought_is_shown_small(inspector, filed):
    inspector.send(f"/cases/{filed.case.id}/evidence/files", **brought(make.picture(9), "墙.jpg", kind="object"))
    sha256 = case_with(filed.case.id).entries[-1].facts["sha256"]
    assert f"/photos/{sha256}/small" in inspector.open(f"/cases/{filed.case.id}").get_data(as_text=True)
    assert inspector.open(f"/photos/{sha256}/small").status_code == 200


def test_evidence_without_a_file_needs_none(inspector, filed):
    fields = {**brought(), "brought-file": (io.BytesIO(b""), "")}
    assert inspector.send(f"/cases/{filed.case.id}/evidence/files", **fields).status_code == 302
    assert "物业服务合同" in inspector.read(f"/cases/{filed.case.id}")


def test_a_file_that_nobody_could_look_at_is_refused_and_leaves_nothing(app, inspector, filed):
    response = inspector.send(f"/cases/{filed.case.id}/evidence/files", **brought(b"MZ\x90 program", "合同.exe"))
    assert response.status_code == 415
    page = response.get_data(as_text=True)
    assert "“合同.exe”不是可以识别的照片" in page
    assert "物业服务合同" in page
    assert len(case_with(filed.case.id).entries) == 1
    assert list(folder(app).root.glob("partial/*")) == []


def test_a_refused_step_leaves_no_file(app, inspector, filed):
    response = inspector.send(f"/cases/{filed.case.id}/evidence/files", **brought(seen=0))
    assert response.status_code == 409
    db.session.remove()
    kept = {path.name for path in (folder(app).root / "originals").rglob("*") if path.is_file()}
    assert len(kept) == 2


def test_what_is_missing_is_said_at_its_field(inspector, filed):
    response = inspector.send(f"/cases/{filed.case.id}/evidence/files", **brought(title=""))
    assert response.status_code == 422
    assert "请填写。" in response.get_data(as_text=True)


def test_evidence_that_was_altered_is_named_on_the_case_and_by_the_verification(app, inspector, filed, kept):
    choose(inspector, filed.case.id)
    path = folder(app).original(kept.photos[0])
    path.chmod(0o640)
    path.write_bytes(b"other bytes")
    assert "内容与记录的校验值不符" in inspector.read(f"/cases/{filed.case.id}")
    path.unlink()
    assert "文件不在" in inspector.read(f"/cases/{filed.case.id}")
    assert [one.flaw.name for one in doubts_of_cases(folder(app)) if one] == ["FILE_ABSENT"]


def test_only_investigators_collect_and_only_while_it_is_investigated(desk, head, inspector, office, filed, kept):
    assert choose(head, filed.case.id).status_code == 409
    other = proposed(office)
    page = inspector.read(f"/cases/{other.case.id}/evidence")
    assert "不能办理“收集证据”" in page
    assert inspector.open(f"/cases/{filed.case.id}/steps/add_evidence").status_code == 302


def test_another_office_sees_nothing_of_it(stranger, filed):
    assert stranger.open(f"/cases/{filed.case.id}/evidence").status_code == 404
    assert stranger.send(f"/cases/{filed.case.id}/evidence/files", **brought()).status_code == 404
