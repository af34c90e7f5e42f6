"""A case's file as one PDF, read back from its bytes."""

import io
import re
import subprocess
from datetime import date, timedelta
from uuid import UUID

import pikepdf
import pytest
from PIL import Image

from tests.attachments import samples
from tests.casefiles.conftest import NOW, TODAY
from tests.casefiles.test_leaves import number
from thads.attachments.actions import strike
from thads.attachments.models import PaperKind
from thads.casefiles import binding
from thads.cases import queries as cases
from thads.core.jobs import BackgroundJob, JobState
from thads.identity.models import Role
from workers.run import run

pytestmark = pytest.mark.one_engine

A4 = {595, 842}


def text_of(content: bytes) -> list[str]:
    """The words of each page."""
    told = subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=content, capture_output=True, check=True
    )
    return told.stdout.decode().split("\f")[:-1]


def photo(orientation: int) -> bytes:
    """A phone's photo: wide points, and a word on how it is held."""
    made, exif = io.BytesIO(), Image.Exif()
    exif[0x0112] = orientation
    Image.new("RGB", (400, 300), (10 * orientation, 90, 90)).save(made, "JPEG", exif=exif)
    return made.getvalue()


@pytest.fixture
def bound(db, case, given, officer, sign_in, lao_cai):
    """Everything that can lie in a file, bound by its job."""
    given.beginning(case)
    turned = io.BytesIO()
    with pikepdf.open(io.BytesIO(samples.pdf(2, size=(842, 595)))) as pdf:
        pdf.pages[1].rotate(90, relative=False)
        pdf.save(turned)
    for content, name, title in (
        (turned.getvalue(), "a.pdf", "Ngang"), (photo(6), "a.jpg", "Ảnh dọc"),
        (photo(1), "b.jpg", "Ảnh ngang"), (samples.scan(3), "a.tif", "Bản quét"),
        (samples.word(), "đơn.docx", "Đơn Word"), (samples.image("PNG"), "a.png", "Ảnh PNG"),
    ):  # fmt: skip
        given.give(case.id, PaperKind.PROOF, date(2024, 1, 5), content, name=name, title=title)
    number(db, case, officer)
    given.give(case.id, PaperKind.OTHER, TODAY, title="Chưa có số")
    db.commit()
    client = sign_in(officer)
    answer = client.post(f"/cases/{case.id}/file/bound")
    job_id = answer.location.rpartition("/")[2]
    assert run("lao-cai", job_id)
    db.rollback()
    return client, job_id


def test_every_paper_is_in_order_with_its_number_and_bookmark(bound, db, officer):
    client, job_id = bound
    job, made = binding.file_of(db, UUID(job_id), by=officer)
    content = made.read()
    made.close()
    pages = text_of(content)
    with pikepdf.open(io.BytesIO(content)) as pdf, pdf.open_outline() as outline:
        marks = [(item.title, pdf.pages.index(item_page(pdf, item))) for item in outline.root]
        sizes = [{round(float(s)) for s in page.mediabox[2:]} for page in pdf.pages]
        attached = list(pdf.attachments)
    papers = 2 + 2 + 5 + 3 + 2 + 1 + 1 + 3 + 1 + 1 + 1
    assert job.state is JobState.DONE
    assert job.arguments["pages"] == len(pages) == len(sizes) == 1 + papers
    assert marks[:5] == [("Mục lục hồ sơ", 0), ("01  Quyết định", 1), ("02–03  Đơn", 3),
                         ("04  Bản án", 5), ("05–07  Biên bản", 10)]  # fmt: skip
    assert marks[-1][0] == "–  Chưa có số"
    stamps = [re.findall(r"Bút lục (\d+)", page) for page in pages[1:-1]]
    assert [int(found[0]) for found in stamps if len(found) == 1] == [
        1, 1, 2, 3, *[4] * 5, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16]  # fmt: skip
    assert not re.search(r"Bút lục \d", pages[-1])
    assert attached == ["009-đơn.docx"]
    assert all(size == A4 for size in sizes[15:20])
    assert client.get(f"/bound-files/{job_id}").data == content


def item_page(pdf, item):
    """The page that a bookmark leads to."""
    return pikepdf.Page(item.destination[0])


def test_a_struck_paper_is_named_for_its_number_and_left_out(db, case, given, officer, sign_in):
    papers = given.beginning(case)
    number(db, case, officer)
    strike(db, cases.get(db, case.id, scope=None), papers[0], reason="Của việc khác", by=officer,
           today=TODAY, now=NOW)  # fmt: skip
    db.commit()
    client = sign_in(officer)
    location = client.post(f"/cases/{case.id}/file/bound").location
    assert run("lao-cai", location.rpartition("/")[2])
    pages = text_of(client.get(f"/bound-files/{location.rpartition('/')[2]}").data)
    assert len(pages) == 1 + 2 + 2 + 5
    assert re.search(r"05–07\s+Biên bản \(đã gạch bỏ: Của việc khác\)", pages[0])
    assert "Cộng: 3 tài liệu" in pages[0]


def test_the_index_alone(db, case, given, officer, sign_in):
    given.beginning(case)
    number(db, case, officer)
    db.commit()
    client = sign_in(officer)
    location = client.post(f"/cases/{case.id}/file/bound", data={"part": "index"}).location
    assert run("lao-cai", location.rpartition("/")[2])
    content = client.get(f"/bound-files/{location.rpartition('/')[2]}").data
    [page] = text_of(content)
    assert re.search(r"05–07\s+Biên bản", page)
    assert "MỤC LỤC HỒ SƠ THI HÀNH ÁN" in page


def test_what_was_bound_is_for_who_asked_and_for_a_week(bound, db, sign_in):
    client, job_id = bound
    assert sign_in(Role.OFFICER).get(f"/bound-files/{job_id}").status_code == 404
    kept = db.get_one(BackgroundJob, UUID(job_id)).started_at + binding.KEPT
    assert binding.purge(db, now=kept) == 0
    assert binding.purge(db, now=kept + timedelta(minutes=1)) == 1
    assert client.get(f"/bound-files/{job_id}").status_code == 404
