"""`flask law import`: shows what a file changes, and writes only with --confirm."""

import pytest

from inspect_app.store.statutes import all_statutes
from tests.invented_statutes import FIRST, SECOND, TITLE


@pytest.fixture
def run(app, office, tmp_path):
    def type_in(text, *options, code=0):
        file = tmp_path / "statute.md"
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        result = app.test_cli_runner().invoke(args=["law", "import", str(file), *options])
        assert result.exit_code == code, result.output
        return result.output

    return type_in


def test_nothing_is_written_without_confirm(run):
    assert "nothing was written" in run(FIRST)
    assert all_statutes() == []
    assert "written: version 1, in force from 2020-05-01" in run(FIRST, "--confirm")
    assert [one.title for one in all_statutes()] == [TITLE]


def test_the_same_file_twice_changes_nothing(run):
    run(FIRST, "--confirm")
    assert "nothing changes" in run(FIRST, "--confirm")
    assert len(all_statutes()[0].versions) == 1


def test_an_amendment_shows_its_words_and_asks_for_its_first_day(run):
    run(FIRST, "--confirm")
    told = run(SECOND, "--confirm", code=1)
    assert "+ 第三条之一" in told
    assert "~ 第四条 违反本条例第三条规定的，处以[-一千-]{+二千元以上五千+}元以下罚款。" in told
    assert "请填写施行日期" in told
    assert "in force from 2023-07-01" in run(SECOND, "--confirm", "--in-force", "2023-07-01")
    assert len(all_statutes()[0].versions) == 2


def test_faults_are_told_by_row(run):
    told = run("# 某条例\n第一条 甲。\n第三条 丙。", "--confirm", code=1)
    assert "row 3: 第三条前面是第一条" in told
    assert all_statutes() == []


def test_a_file_that_is_no_text_is_refused_with_a_sentence(run):
    assert "UTF-8" in run(b"\xff\xfe\x00", code=1)
