"""A package of evidence is verified with tools that are not ours: sha256sum, openssl, a stock JOSE library."""

import csv
import hashlib
import json
import subprocess
import zipfile

import pytest
from jwcrypto import jwk, jws

from inspect_app.actions.stamps import head_now, keep_stamp
from inspect_app.exchange.timestamps import TimestampService
from inspect_app.rules.ledger import head_bytes
from inspect_app.store.base import db, transaction
from tests import make
from tests.conftest import MONDAY
from tests.desk import Desk
from tests.kept_evidence import empty_photo_folder, folder, inspected
from tests.timestamp_responder import responder


@pytest.fixture
def kept(app, phone, office):
    """Two visits by the same phone, one after the other and then the first again: their events lie between each other."""
    empty_photo_folder()
    work_id = office.work.id
    other = phone.start_visit(work_id)
    made = inspected(phone, office)
    phone.say("answer_given", other, checklist="short", item="item-1", value="met")
    phone.sync()
    return made


@pytest.fixture
def unzipped(app, kept, tmp_path):
    db.session.remove()
    result = app.test_cli_runner().invoke(
        args=["evidence", "export", kept.visit_id, "--to", str(tmp_path / "e.zip")], catch_exceptions=False
    )
    assert result.exit_code == 0, result.output
    with zipfile.ZipFile(tmp_path / "e.zip") as archive:
        assert archive.testzip() is None
        archive.extractall(tmp_path / "e")
    return tmp_path / "e"


def run(*words, cwd):
    return subprocess.run(words, cwd=cwd, capture_output=True, text=True, check=False)


def test_sha256sum_finds_every_file_whole(unzipped):
    done = run("sha256sum", "-c", "SHA256SUMS", cwd=unzipped)
    assert done.returncode == 0, done.stdout
    listed = {line.split("  ", 1)[1] for line in (unzipped / "SHA256SUMS").read_text().splitlines()}
    there = {path.relative_to(unzipped).as_posix() for path in unzipped.rglob("*") if path.is_file()}
    assert there - listed == {"SHA256SUMS", "SHA256SUMS.jws"}


def test_originals_are_there_byte_for_byte(unzipped, kept):
    bodies = {path.stem: path.read_bytes() for path in (unzipped / "originals").iterdir()}
    assert bodies == {kept.photos[0]: make.picture(1), kept.photos[1]: make.picture(2)}


def test_a_stock_jose_library_verifies_every_event_and_the_servers_word(unzipped, phone, kept):
    keys = jwk.JWKSet.from_json((unzipped / "keys" / "jwks.json").read_text())
    lines = (unzipped / "journal" / f"{phone.id}.jws").read_text().splitlines()
    assert lines == [one for one in phone.events if phone.payload(one)["subject"] == kept.visit_id]
    for line in lines:
        token = jws.JWS()
        token.deserialize(line, keys.get_key(phone.id))
        if anchor := json.loads(token.payload)["anchor"]:
            jws.JWS().deserialize(anchor, keys.get_key("server"))
    seal = jws.JWS()
    seal.deserialize((unzipped / "SHA256SUMS.jws").read_text(), keys.get_key("server"))
    sums = hashlib.sha256((unzipped / "SHA256SUMS").read_bytes()).hexdigest()
    assert json.loads(seal.payload)["sha256sums"] == sums


def test_openssl_verifies_every_signature_as_the_instructions_say(unzipped, phone, kept):
    done = run("python3", "check_signatures.py", cwd=unzipped)
    assert done.returncode == 0, done.stdout + done.stderr
    ours = [one for one in phone.events if phone.payload(one)["subject"] == kept.visit_id]
    assert done.stdout.count("OK       ") == len(ours) + 1
    assert "FAILED" not in done.stdout


def test_the_instructions_script_finds_a_changed_letter_a_gap_and_another_list(unzipped, phone):
    file = unzipped / "journal" / f"{phone.id}.jws"
    whole = file.read_text()
    head, body, rest = whole.split(".", 2)
    file.write_text(f"{head}.{body[:-2]}{'A' if body[-2] != 'A' else 'B'}{body[-1]}.{rest}")
    assert run("python3", "check_signatures.py", cwd=unzipped).returncode == 1
    file.write_text(whole)
    chain = unzipped / "journal" / f"{phone.id}.chain.csv"
    rows = chain.read_text().splitlines()
    chain.write_text("\n".join(rows[:3] + rows[4:]) + "\n")
    done = run("python3", "check_signatures.py", cwd=unzipped)
    assert (done.returncode, "does not join" in done.stdout) == (1, True)
    chain.write_text("\n".join(rows) + "\n")
    with (unzipped / "SHA256SUMS").open("a") as sums:
        sums.write("0" * 64 + "  more\n")
    assert run("python3", "check_signatures.py", cwd=unzipped).returncode == 1


def test_of_other_visits_nothing_but_hashes_is_told(unzipped, phone, kept):
    with (unzipped / "journal" / f"{phone.id}.chain.csv").open() as file:
        rows = list(csv.DictReader(file))
    expected = [
        (phone.payload(one)["subject"] == kept.visit_id, hashlib.sha256(one.encode()).hexdigest())
        for one in phone.events
    ]
    last = max(index for index, (ours, _sha) in enumerate(expected) if ours)
    assert [(row["disclosed"] == "yes", row["sha256"]) for row in rows] == expected[: last + 1]
    others = {phone.payload(one)["subject"] for one in phone.events} - {kept.visit_id}
    texts = [path.read_bytes() for path in unzipped.rglob("*") if path.is_file()]
    assert not [one for one in others for text in texts if one.encode() in text]


def test_the_list_says_method_time_maker_and_what_it_proves(unzipped, kept):
    text = (unzipped / "list.html").read_text()
    for words in (
        "电子数据证据提取笔录",
        "检查员jia SJ-001",
        "提取方法",
        "拟证明的事实",
        "导出时全部核对一致",
        "见证人",
        "当事人确认",
    ):
        assert words in text
    assert all(sha256 in text for sha256 in kept.photos)
    instructions = (unzipped / "instructions.html").read_text()
    assert instructions.index("核验说明") < instructions.index("How to verify")


def test_documents_are_there_with_the_hash_that_is_printed_on_them(unzipped, kept):
    papers = list((unzipped / "documents").iterdir())
    assert len(papers) == 2
    text = (unzipped / "list.html").read_text()
    assert all(hashlib.sha256(paper.read_bytes()).hexdigest() in text for paper in papers)


def test_a_flaw_stands_in_the_list_and_does_not_stop_the_export(app, kept, tmp_path):
    path = folder(app).original(kept.photos[0])
    path.chmod(0o600)
    path.write_bytes(b"another")
    db.session.remove()
    result = app.test_cli_runner().invoke(
        args=["evidence", "export", kept.visit_id, "--to", str(tmp_path / "e.zip")]
    )
    assert result.exit_code == 1
    with zipfile.ZipFile(tmp_path / "e.zip") as archive:
        assert "被改动：证据文件，内容与记录的校验值不符" in archive.read("list.html").decode()


def test_a_trusted_timestamp_goes_along_when_there_is_one(app, kept, tmp_path):
    with responder(tmp_path / "tsa") as here:
        made_at = MONDAY.replace(year=2030)
        head = head_now(made_at)
        token, at = TimestampService(here.url, here.roots).stamp(head_bytes(head))
        with transaction():
            keep_stamp(head, token, service=here.url, made_at=made_at, stamped_at=at)
        db.session.remove()
        app.test_cli_runner().invoke(args=["evidence", "export", kept.visit_id, "--to", str(tmp_path / "e.zip")])
        with zipfile.ZipFile(tmp_path / "e.zip") as archive:
            archive.extractall(tmp_path / "e")
        words = ("ts", "-verify", "-data", "ledger/head.json", "-in", "ledger/head.tsr", "-CAfile", str(here.roots))
        assert "Verification: OK" in "".join(run("openssl", *words, cwd=tmp_path / "e").stdout)


def test_the_office_gets_the_same_package_and_the_deed_is_noted(app, kept, office, tmp_path):
    desk = Desk(app.test_client(), "kezhang")
    response = desk.send(f"/visits/{kept.visit_id}/evidence-package")
    assert (response.status_code, response.mimetype) == (200, "application/zip")
    (tmp_path / "e.zip").write_bytes(response.data)
    with zipfile.ZipFile(tmp_path / "e.zip") as archive:
        assert "检查员kezhang SJ-003" in archive.read("list.html").decode()
        archive.extractall(tmp_path / "e")
    assert run("sha256sum", "-c", "--quiet", "SHA256SUMS", cwd=tmp_path / "e").returncode == 0
    desk = Desk(app.test_client(), "zhuren")
    assert "导出证据包" in desk.read("/audit")


def test_an_inspector_sees_no_button_and_may_not_export(app, kept, office):
    desk = Desk(app.test_client(), "jia")
    assert "导出证据包" not in desk.read(f"/visits/{kept.visit_id}")
    assert desk.send(f"/visits/{kept.visit_id}/evidence-package").status_code == 403
