"""Files stand on this disk or on an S3 server: the same promises on both."""

import io
import threading
from contextvars import Context
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import boto3
import pytest
from moto.server import ThreadedMotoServer
from sqlalchemy import func, select

from tenants import copies, stores
from tenants.errors import UnusableTermsError
from tenants.sessions import open_session
from tests.attachments import samples
from thads.attachments.models import Attachment
from thads.core import files
from thads.core.errors import NotFound, RuleBroken
from thads.identity.models import Role

KEYS = {"THADS_FILES_KEY_ID": "one", "THADS_FILES_SECRET": "two"}


@pytest.fixture(scope="module")
def server():
    """An S3 server with one empty bucket, spoken to over HTTP."""
    running = ThreadedMotoServer(port=0, verbose=False)
    running.start()
    host, port = running.get_host_and_port()
    yield f"http://{host}:{port}"
    running.stop()


@pytest.fixture
def bucket(server, instance, monkeypatch):
    """This installation keeps its files on that server."""
    name = f"thads-{uuid4().hex[:8]}"
    for variable, value in KEYS.items():
        monkeypatch.setenv(variable, value)
    client = boto3.client("s3", endpoint_url=server, region_name="us-east-1",
                          aws_access_key_id="one", aws_secret_access_key="two")  # fmt: skip
    client.create_bucket(Bucket=name)
    monkeypatch.setenv("THADS_FILES_URL", f"s3://{name}/office?endpoint={server}")
    yield lambda: [o["Key"] for o in client.list_objects_v2(Bucket=name).get("Contents", ())]
    client.close()


@pytest.fixture(params=["folder", "bucket"])
def store(request, instance):
    """The store of Lào Cai, of either kind."""
    if request.param == "bucket":
        request.getfixturevalue("bucket")
    return stores.of("lao-cai")


def made(folder: Path, content: bytes) -> Path:
    return samples.kept(folder, content, uuid4().hex)


def content_of(store, key: str) -> bytes:
    with store.open(key) as file:
        assert Path(file.name).read_bytes() == file.read()
        file.seek(0)
        return file.read()


def test_what_stands_is_not_overwritten(store, tmp_path):
    store.add("papers/1.pdf", made(tmp_path, b"one"))
    with pytest.raises(FileExistsError):
        store.add("papers/1.pdf", made(tmp_path, b"two"))
    assert content_of(store, "papers/1.pdf") == b"one"
    store.replace("papers/1.pdf", made(tmp_path, b"three"))
    assert content_of(store, "papers/1.pdf") == b"three"


def test_two_at_once_one_stands(store, tmp_path):
    drafts = [made(tmp_path, bytes([n]) * 100_000) for n in range(6)]
    refused = []

    def add(draft: Path) -> None:
        try:
            store.add("papers/1.pdf", draft)
        except FileExistsError:
            refused.append(draft)

    threads = [threading.Thread(target=add, args=(draft,)) for draft in drafts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(refused) == 5
    assert len(set(content_of(store, "papers/1.pdf"))) == 1


def test_keys_are_listed_and_old_ones_taken_away(store, tmp_path):
    for key in ("exports/b.xlsx", "exports/a.xlsx", "papers/1.pdf"):
        store.add(key, made(tmp_path, key.encode()))
    assert list(store.every_key()) == ["exports/a.xlsx", "exports/b.xlsx", "papers/1.pdf"]
    now = datetime.now(UTC)
    assert store.remove_older("exports", now - timedelta(minutes=5)) == 0
    assert store.remove_older("exports", now + timedelta(minutes=5)) == 2
    assert list(store.every_key()) == ["papers/1.pdf"]
    store.discard("papers/1.pdf")
    store.discard("papers/1.pdf")
    with pytest.raises(FileNotFoundError):
        store.open("papers/1.pdf")


def test_two_provinces_never_share_a_key(bucket, db):
    files.put(db, "reports/1.pdf", b"of Lao Cai")

    def elsewhere() -> None:
        with open_session("nghe-an") as other:
            with pytest.raises(NotFound):
                files.read(other, "reports/1.pdf")
            files.put(other, "reports/1.pdf", b"of Nghe An")

    Context().run(elsewhere)
    assert files.read(db, "reports/1.pdf") == b"of Lao Cai"
    assert bucket() == ["office/lao-cai/reports/1.pdf", "office/nghe-an/reports/1.pdf"]


def attach(client, case):
    return client.post(f"/cases/{case.id}/attachments/new", data={
        "files": [(io.BytesIO(samples.image()), "a.jpg")], "kind": "proof", "title": "Ảnh nhà",
        "received_on": "25/09/2024"})  # fmt: skip


def test_a_photo_goes_to_the_server_and_comes_back(bucket, sign_in, make, db):
    case, client = make.case(), sign_in(Role.OFFICER)
    assert attach(client, case).status_code == 303
    db.rollback()
    one = db.scalars(select(Attachment)).one()
    assert bucket() == sorted(f"office/lao-cai/{k}" for k in (one.file_key, one.picture_key))
    assert client.get(f"/attachments/{one.id}/file").data == samples.image()
    assert not [p for p in (Path(db.info["folder"]) / "files").rglob("*") if p.is_file()]


def test_an_undone_act_leaves_nothing_on_the_server(bucket, db, tmp_path):
    files.add(db, "attachments/1.pdf", made(tmp_path, b"one"))
    assert len(bucket()) == 1
    db.rollback()
    assert bucket() == []


def test_a_server_that_does_not_answer_is_told_and_nothing_is_kept(
    bucket, sign_in, make, db, monkeypatch
):
    monkeypatch.setenv("THADS_FILES_URL", "s3://none/office?endpoint=http://127.0.0.1:9")
    monkeypatch.setattr(stores, "SECONDS", 1)
    case, client = make.case(), sign_in(Role.OFFICER)
    answer = attach(client, case)
    assert answer.status_code == 422
    assert "Kho lưu tệp không trả lời" in answer.text
    assert "Ảnh nhà" in answer.text
    db.rollback()
    assert db.scalar(select(func.count()).select_from(Attachment)) == 0


def test_a_bucket_that_is_not_there_is_told(bucket, server, db, monkeypatch):
    monkeypatch.setenv("THADS_FILES_URL", f"s3://not-there/x?endpoint={server}")
    with open_session("lao-cai") as other, pytest.raises(RuleBroken, match="Kho lưu tệp"):
        files.put(other, "reports/1.pdf", b"one")


def test_a_backup_takes_the_files_along_and_brings_them_back(store, db, tmp_path):
    files.put(db, "reports/1.pdf", b"one")
    files.put(db, "reports/2.pdf", b"two")
    assert copies.backup("lao-cai", tmp_path / "backup.zip").files == 2
    files.discard(db, "reports/1.pdf")
    db.close()
    copies.restore("lao-cai", tmp_path / "backup.zip", swap=True)
    assert content_of(store, "reports/1.pdf") == b"one"
    assert content_of(store, "reports/2.pdf") == b"two"


@pytest.mark.parametrize("url", ["https://x", "s3://", "s3://a?key=b"])
def test_an_address_that_says_nothing_is_refused(instance, monkeypatch, url):
    monkeypatch.setenv("THADS_FILES_URL", url)
    with pytest.raises(UnusableTermsError, match="THADS_FILES_URL"):
        stores.of("lao-cai")


@pytest.mark.parametrize("name", ["", "/etc/passwd", "../x", "a/../../b"])
def test_a_name_in_an_archive_leads_nowhere_else(name):
    assert not stores.is_key(name)
