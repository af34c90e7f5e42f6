"""Proof given with what a verification found: kept with its act, or nothing is kept."""

import io
from datetime import date
from uuid import uuid4

import pytest
from sqlalchemy import func, select

from tests.attachments import samples
from tests.verification.conftest import PHO_LU
from thads.attachments import queries
from thads.attachments.models import Attachment
from thads.identity.models import Role
from thads.verification.models import Verification

RESULTS = f"/verifications/results?commune=old-{PHO_LU}"
PHOTO = samples.image()


@pytest.fixture(autouse=True)
def day(monkeypatch):
    """30/09/2024."""
    for module in ("planning", "results", "recording"):
        monkeypatch.setattr(f"thads.verification.views.{module}.today", lambda: date(2024, 9, 30))


def count(db, record) -> int:
    db.rollback()
    return db.scalar(select(func.count()).select_from(record))


def sheet_of(*rows, key: str = "") -> dict:
    typed = {"form_key": key or str(uuid4()), "day": "25/09/2024", "place": "UBND xã"}
    for n, (case, files) in enumerate(rows):
        own = {"case_id": str(case.id), "revision": str(case.revision), "finding": "no_means"}
        typed |= {f"rows-{n}-{name}": value for name, value in own.items()}
        typed[f"rows-{n}-files"] = [(io.BytesIO(content), name) for name, content in files]
    return typed


def test_one_verification_with_its_minutes(sign_in, db, without_means):
    case = without_means(date(2024, 3, 1))
    client, key = sign_in(Role.OFFICER), str(uuid4())

    def send(*files):
        return client.post(f"/cases/{case.id}/verification", data={
            "day": "25/09/2024", "finding": "no_means", "submission_key": key,
            "files": [(io.BytesIO(content), name) for name, content in files]})  # fmt: skip

    refused = send(("bien-ban.pdf", PHOTO))
    assert refused.status_code == 422
    assert 'id="act-files-error"' in refused.text
    assert "phải chọn lại" in refused.text
    before = count(db, Verification)
    assert count(db, Attachment) == 0

    for _ in range(2):
        assert send(("bien-ban.jpg", PHOTO)).status_code == 303

    assert count(db, Verification) == before + 1
    made = db.scalars(select(Verification).where(Verification.day == date(2024, 9, 25))).one()
    [proof] = queries.of_acts(db, [made.act_id])[made.act_id]
    assert proof.title == "Biên bản xác minh ngày 25/09/2024"
    assert proof.title in client.get(f"/cases/{case.id}").text


def test_each_row_of_a_trip_has_its_own_proof(sign_in, db, without_means):
    cases = [without_means(date(2024, 2, 1 + n)) for n in range(3)]
    client, before = sign_in(Role.OFFICER), count(db, Verification)
    sheet = (
        (cases[0], [("1.jpg", PHOTO), ("2.pdf", samples.pdf(2))]),
        (cases[1], [("hong.pdf", b"%PDF-1.4 broken")]),
        (cases[2], []),
    )

    answer = client.post(RESULTS, data=sheet_of(*sheet, key="0" * 8 + str(uuid4())[8:]))

    assert answer.status_code == 422
    assert "“hong.pdf” bị hỏng" in answer.text
    assert count(db, Verification) == before + 2
    assert count(db, Attachment) == 2
    acts = {v.case_id: v.act_id for v in db.scalars(
        select(Verification).where(Verification.day == date(2024, 9, 25)))}  # fmt: skip
    assert set(acts) == {cases[0].id, cases[2].id}
    assert [a.pages for a in queries.of_acts(db, list(acts.values()))[acts[cases[0].id]]] == [1, 2]


def test_a_trip_sent_twice_attaches_once(sign_in, db, without_means):
    case, key = without_means(date(2024, 2, 1)), str(uuid4())
    client = sign_in(Role.OFFICER)
    for _ in range(2):
        client.post(RESULTS, data=sheet_of((case, [("1.jpg", PHOTO)]), key=key))
    assert count(db, Attachment) == 1


def test_a_file_without_a_finding_is_told(sign_in, db, without_means):
    case = without_means(date(2024, 2, 1))
    sheet = sheet_of((case, [("1.jpg", PHOTO)])) | {"rows-0-finding": ""}
    answer = sign_in(Role.OFFICER).post(RESULTS, data=sheet)
    assert answer.status_code == 422
    assert "Chọn kết quả xác minh" in answer.text
    assert count(db, Attachment) == 0
