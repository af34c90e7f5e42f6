"""The screens of papers: asking, waiting, downloading; who may; nothing is made twice."""

import hashlib
from contextvars import Context
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from tests.clients import Client
from tests.documents.world import DEBT, OLD, Office
from thads.audit.models import AuditEntry
from thads.cases.models import ActKind, Case, CaseAct
from thads.core.jobs import BackgroundJob, Job, JobState
from thads.documents.models import CaseDocument
from thads.identity.models import Role
from thads.parties.models import Party
from workers.run import run


@pytest.fixture
def office(make, db) -> Office:
    """An office under the old law."""
    return Office(make, db, OLD)


@pytest.fixture
def case(office) -> Case:
    return office.case(DEBT)


@pytest.fixture
def postponement(office, case) -> CaseAct:
    return office.decide(case, ActKind.POSTPONEMENT, date(2024, 4, 3), 45, ground="a")


@pytest.fixture
def browser(office, sign_in) -> Client:
    """The head's browser."""
    return sign_in(office.head)


def address(case: Case, fact: Case | CaseAct) -> str:
    return f"/cases/{case.id}/papers/{fact.id}"


def asked(office: Office, **given: str) -> dict[str, str]:
    return {"signer": str(office.head.id), "signing_mode": "head", **given}


def jobs(db) -> list[BackgroundJob]:
    db.rollback()
    return list(db.scalars(select(BackgroundJob).where(BackgroundJob.name == Job.MAKE_PAPER)))


def documents(db) -> list[CaseDocument]:
    db.rollback()
    return list(db.scalars(select(CaseDocument).order_by(CaseDocument.id)))


def work(db) -> None:
    """What the workers do with all that waits."""
    for job in jobs(db):
        Context().run(run, "lao-cai", str(job.id))


def test_asking_leads_to_the_work_and_the_work_to_the_paper(
    db, office, case, postponement, browser
):
    page = browser.get(address(case, postponement)).text
    assert "Quyết định hoãn thi hành án" in page
    answer = browser.post(address(case, postponement), data=asked(office))
    (job,) = jobs(db)
    assert (answer.status_code, answer.location) == (303, f"/jobs/{job.id}")
    work(db)
    (document,) = documents(db)
    assert f"/papers/{document.id}/file" in browser.get(answer.location).text
    got = browser.get(f"/papers/{document.id}/file")
    assert got.data.startswith(b"%PDF-")
    assert hashlib.sha256(got.data).hexdigest() == document.file_sha256
    assert got.headers["Content-Type"] == "application/pdf"
    assert got.headers["Content-Disposition"] == (
        'attachment; filename="quyet-dinh-hoan-2024-04-03-ban-1.pdf"'
    )
    assert got.headers["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in got.headers["Cache-Control"]
    acts = db.scalars(select(AuditEntry.act).where(AuditEntry.act.like("document%"))).all()
    assert set(acts) >= {"document.composed", "document.filed", "documents.file.read"}


def test_the_same_paper_asked_for_twice_is_one_file(db, office, case, postponement, browser):
    for _ in range(2):
        browser.post(address(case, postponement), data=asked(office))
    assert len(documents(db)) == len(jobs(db)) == 1
    work(db)
    answer = browser.post(address(case, postponement), data=asked(office))
    assert answer.location == address(case, postponement)
    assert "Văn bản với nội dung này đã lập rồi" in browser.get(answer.location).text
    assert len(documents(db)) == len(jobs(db)) == 1


def test_a_file_that_says_otherwise_now_gives_a_new_version(
    db, office, case, postponement, browser
):
    browser.post(address(case, postponement), data=asked(office))
    work(db)
    db.rollback()
    for party in office.parties(case):
        party.address = "số 9, xã Khác"
    db.commit()
    browser.post(address(case, postponement), data=asked(office))
    first, second = documents(db)
    assert (first.version, second.version) == (1, 2)
    assert "số 7, thôn Đông" in str(first.content)
    assert "số 9, xã Khác" in str(second.content)


def test_the_enforcement_decision_asks_for_the_day_of_the_request(db, office, case, browser):
    refused = browser.post(address(case, case), data=asked(office))
    assert refused.status_code == 422
    assert 'id="requested_on-error"' in refused.text
    late = browser.post(address(case, case), data=asked(office, requested_on="06/03/2024"))
    assert late.status_code == 422
    assert "ở sau ngày của văn bản" in late.text
    assert documents(db) == []
    done = browser.post(address(case, case), data=asked(office, requested_on="01/03/2024"))
    assert done.status_code == 303
    (document,) = documents(db)
    assert (document.act_id, document.content["number"]) == (None, "12/QĐ-CCTHADS")


def test_what_the_file_lacks_is_named_and_nothing_is_kept(db, office, case, postponement, browser):
    for party in db.scalars(select(Party).where(Party.case_id == case.id)):
        party.address = None
    answer = browser.post(address(case, postponement), data=asked(office))
    assert answer.status_code == 422
    assert "hồ sơ thiếu: địa chỉ của Ông Phải Thử; địa chỉ của Bà Được Thử" in answer.text
    assert documents(db) == []
    assert jobs(db) == []


def test_only_who_signed_the_decision_signs_its_paper(db, office, case, postponement, browser):
    other = office.make.user(Role.UNIT_HEAD, unit=office.unit)
    data = {**asked(office), "signer": str(other.id)}
    assert 'name="signer"' not in browser.get(address(case, postponement)).text
    assert browser.post(address(case, postponement), data=data).status_code == 303
    assert documents(db)[0].content["signer"] == office.head.full_name


def test_work_that_failed_is_taken_up_by_asking_again(db, office, case, postponement, browser):
    browser.post(address(case, postponement), data=asked(office))
    (job,) = jobs(db)
    job.state, job.finished_at = JobState.FAILED, datetime.now(UTC)
    db.commit()
    assert "Không lập được" in browser.get(address(case, postponement)).text
    browser.post(address(case, postponement), data=asked(office))
    work(db)
    (document,) = documents(db)
    assert document.file_key


def test_running_twice_files_it_once(db, office, case, postponement, browser):
    browser.post(address(case, postponement), data=asked(office))
    work(db)
    (before,) = [d.file_sha256 for d in documents(db)]
    (job,) = jobs(db)
    job.state, job.attempts, job.finished_at = JobState.WAITING, 0, None
    db.commit()
    work(db)
    assert [d.file_sha256 for d in documents(db)] == [before]
    db.rollback()
    filed = db.scalars(select(AuditEntry).where(AuditEntry.act == "document.filed")).all()
    assert len(filed) == 1


def test_an_act_without_a_form_has_no_page(office, case, browser):
    notice = office.make.act(case, ActKind.VALID_NOTICE, date(2024, 3, 8))
    assert browser.get(address(case, notice)).status_code == 404


def test_a_fact_of_another_case_is_absent(office, case, browser):
    other = office.decide(office.case(DEBT, number=13), ActKind.POSTPONEMENT, date(2024, 4, 3), 46)
    assert browser.get(address(case, other)).status_code == 404


def test_a_decision_struck_out_gets_no_paper(db, office, case, postponement, browser):
    office.make.act(case, ActKind.CORRECTION, date(2024, 4, 4), corrects_id=postponement.id)
    assert "Lập văn bản (PDF)" not in browser.get(address(case, postponement)).text
    answer = browser.post(address(case, postponement), data=asked(office))
    assert answer.status_code == 422
    assert "đã bị gạch bỏ" in answer.text
    assert documents(db) == []


def test_the_list_shows_what_can_be_made_and_what_is_made(db, office, case, postponement, browser):
    page = browser.get(f"/cases/{case.id}/papers").text
    assert address(case, case) in page
    assert address(case, postponement) in page
    assert "Chưa lập văn bản nào" in page
    browser.post(address(case, postponement), data=asked(office))
    work(db)
    (document,) = documents(db)
    page = browser.get(f"/cases/{case.id}/papers").text
    assert document.file_sha256[:16] in page
    assert f"/papers/{document.id}/file" in page


def test_the_story_leads_to_the_papers(db, office, case, postponement, browser):
    browser.post(address(case, postponement), data=asked(office))
    work(db)
    (document,) = documents(db)
    page = browser.get(f"/cases/{case.id}").text
    assert address(case, postponement) in page
    assert f"/papers/{document.id}/file" in page


@pytest.mark.parametrize("role", [Role.ACCOUNTANT, Role.EXAMINER, Role.STOREKEEPER])
def test_readers_of_the_case_read_its_papers_and_make_none(
    db, office, case, postponement, browser, sign_in, role
):
    browser.post(address(case, postponement), data=asked(office))
    work(db)
    (document,) = documents(db)
    reader = sign_in(role, unit=office.unit)
    assert reader.get(f"/papers/{document.id}/file").status_code == 200
    assert "Lập văn bản (PDF)" not in reader.get(address(case, postponement)).text
    assert reader.post(address(case, postponement), data=asked(office)).status_code == 404


def test_another_unit_does_not_know_of_them(db, office, case, postponement, browser, sign_in):
    browser.post(address(case, postponement), data=asked(office))
    work(db)
    (document,) = documents(db)
    elsewhere = sign_in(Role.UNIT_HEAD, unit=office.make.unit())
    for path in (f"/papers/{document.id}/file", f"/cases/{case.id}/papers",
                 address(case, postponement)):  # fmt: skip
        assert elsewhere.get(path).status_code == 404
    assert elsewhere.post(address(case, postponement), data=asked(office)).status_code == 404


def test_a_paper_that_is_not_made_is_absent(db, office, case, postponement, browser):
    browser.post(address(case, postponement), data=asked(office))
    (document,) = documents(db)
    assert browser.get(f"/papers/{document.id}/file").status_code == 404
    assert "Đang lập" in browser.get(address(case, postponement)).text


@pytest.mark.parametrize(
    "statement",
    ["UPDATE case_document SET content = '{}'", "UPDATE case_document SET version = 9",
     "UPDATE case_document SET file_sha256 = '00'", "DELETE FROM case_document"],
)  # fmt: skip
def test_a_filed_paper_is_never_changed(db, office, case, postponement, browser, statement):
    browser.post(address(case, postponement), data=asked(office))
    work(db)
    assert documents(db)[0].file_sha256
    with pytest.raises(IntegrityError, match="append_only"):
        db.execute(text(statement))
    db.rollback()
