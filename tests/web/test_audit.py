"""The audit: read in words, filtered, and proven whole or broken."""

import ast
from datetime import timedelta, timezone
from pathlib import Path

import pytest

import inspect_app
from inspect_app.actions.backups import note_backup
from inspect_app.rules.procedure import STEPS
from inspect_app.store.audit import AuditLine, audit_lines, first_broken_line, note_deed
from inspect_app.store.base import db, transaction
from inspect_app.web.audit_terms import DEEDS, SUBJECTS
from inspect_app.web.audit_words import STEP_LABELS
from tests.conftest import MONDAY
from tests.statements import counted


def test_only_head_and_administrator_read_the_audit(admin, head, desk, inspector):
    for path in ("/audit", "/audit/verification"):
        assert [who.open(path).status_code for who in (admin, head, desk, inspector)] == [200, 200, 403, 403]


def test_a_line_tells_who_did_what_to_whom_and_what_changed(admin, head, office):
    head.send("/settings/filing_working_days", value="3")
    page = head.read("/audit")
    assert "检查员zhuren" in page
    assert "修改设置" in page
    assert "当场处罚备案期限（工作日）" in page
    head.send("/settings/filing_working_days", value="4")
    assert "原值 3 新值 4" in head.read("/audit")


def test_lines_are_filtered_by_person_subject_and_thing(head, office):
    head.send("/settings/filing_working_days", value="3")
    assert "新建帐号" not in head.read("/audit", officer=str(office.head.id))
    assert "修改设置" not in head.read("/audit", subject="officer").split("内容")[1]
    of_jia = head.read("/audit", subject_id=str(office.jia.id))
    assert "检查员jia" in of_jia
    assert "修改设置" not in of_jia.split("内容")[1]
    assert head.open("/audit", officer="nobody", before="x").status_code == 200


def test_older_lines_are_on_further_pages(head):
    with transaction():
        for number in range(60):
            note_deed("make_lead", by=None, at=MONDAY, subject="lead", number=f"第{number}件")
    first = head.open("/audit").get_data(as_text=True)
    assert "第59件" in first
    assert "第5件" not in first
    older = first.split("before=")[1].split('"')[0]
    assert "第5件" in head.read("/audit", before=older)


def test_an_untouched_chain_is_whole(head):
    assert "日志完整" in head.read("/audit/verification")


@pytest.mark.parametrize("harm", ["change", "remove"])
def test_a_changed_or_missing_line_is_found(app, head, harm):
    position = audit_lines(limit=1)[0].position - 1
    line = db.session.query(AuditLine).filter_by(position=position).one()
    if harm == "change":
        line.deed = "nothing_happened"
    else:
        db.session.delete(line)
    db.session.commit()
    assert f"从第 {position} 行起" in head.read("/audit/verification")
    result = app.test_cli_runner().invoke(args=["audit", "verify"])
    assert result.exit_code == 1
    assert str(position) in result.output


def test_the_command_says_that_the_chain_is_whole(app, office):
    result = app.test_cli_runner().invoke(args=["audit", "verify"])
    assert result.exit_code == 0
    assert audit_lines(limit=1)[0].sha256 in result.output


def test_a_moment_with_an_offset_does_not_break_the_chain(office):
    with transaction():
        local = MONDAY.astimezone(timezone(timedelta(hours=8)))
        note_deed("make_lead", by=None, at=local, subject="lead")
    db.session.expire_all()
    assert first_broken_line() is None


def noted(index):
    """Every deed (0) or subject (keyword) that the code notes, where it stands as plain text."""
    for path in Path(inspect_app.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "note_deed":
                found = node.args[0] if index == 0 else next(k.value for k in node.keywords if k.arg == "subject")
                if isinstance(found, ast.Constant):
                    yield found.value


def test_every_deed_and_subject_has_its_word():
    assert set(noted(0)) - set(DEEDS) - set(STEP_LABELS) == set()
    assert set(noted("subject")) - set(SUBJECTS) == set()
    assert len(STEP_LABELS) == sum(len(steps) for steps in STEPS.values())


def test_the_page_says_in_words_that_nobody_stamps_and_nothing_is_backed_up(head):
    page = head.read("/audit/verification")
    assert "没有配置可信时间戳服务" in page
    assert "还没有备份" in page


def test_the_page_says_until_when_a_backup_covers(head):
    with transaction():
        note_backup(MONDAY, "0" * 64, size_bytes=1, at=MONDAY)
    page = head.read("/audit/verification")
    assert "以前收到的都在已核验的备份里" in page
    assert "备份" in head.read("/audit")


def test_a_page_of_many_lines_asks_for_what_they_speak_of_together(admin, head, office):
    admin.read("/audit")
    few = counted(lambda: admin.read("/audit"))
    with transaction():
        for officer in (office.jia, office.head, office.supervisor, office.jia):
            told = {"team": str(office.work.id), "who": str(officer.id)}
            note_deed("plan_visit", by=officer.id, at=MONDAY, subject="officer", subject_id=officer.id, **told)
            note_deed("plan_visit", by=officer.id, at=MONDAY, subject="work", subject_id=office.work.id, **told)
    assert counted(lambda: admin.read("/audit")) <= few + 4
