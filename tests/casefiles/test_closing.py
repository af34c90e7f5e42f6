"""From the end of a case to the archive: officer, examiner, head, in this order (TT04 Đ.32)."""

import io
from datetime import date

import pytest
from sqlalchemy import select

from tests.attachments import samples
from tests.casefiles.test_leaves import number
from thads.attachments.models import ClosingStep, FileClosing, PaperKind
from thads.audit.models import AuditEntry
from thads.identity.models import Role


@pytest.fixture(autouse=True)
def day(monkeypatch):
    """30/09/2024."""
    for module in ("casefiles", "attachments"):
        monkeypatch.setattr(f"thads.{module}.views.today", lambda: date(2024, 9, 30))


@pytest.fixture
def office(sign_in, make, officer):
    """The people of the chain, signed in."""
    return {
        "officer": sign_in(officer), "colleague": sign_in(Role.OFFICER),
        "examiner": sign_in(Role.EXAMINER, unit=make.district()),
        "head": sign_in(Role.UNIT_HEAD),
    }  # fmt: skip


@pytest.fixture
def numbered(db, case, given, officer, end):
    """The case ended, its papers numbered."""
    given.beginning(case)
    number(db, case, officer)
    end(case)
    db.commit()
    return case


def post(client, case, step, **typed):
    return client.post(f"/cases/{case.id}/file/{step}", data=typed).status_code


def steps(db) -> list[tuple[ClosingStep, date]]:
    db.rollback()
    found = db.scalars(select(FileClosing).order_by(FileClosing.sequence)).all()
    return [(one.step, one.day) for one in found]


def test_the_chain_is_kept_with_day_and_person(office, numbered, db):
    day = date(2024, 9, 30)
    assert post(office["officer"], numbered, "sign-off") == 303
    assert post(office["examiner"], numbered, "check") == 303
    assert post(office["head"], numbered, "archive") == 303
    assert steps(db) == [(ClosingStep.SIGNED_OFF, day), (ClosingStep.CHECKED, day),
                         (ClosingStep.ARCHIVED, day)]  # fmt: skip
    acts = [e.act for e in db.scalars(select(AuditEntry).order_by(AuditEntry.number))]
    assert [a for a in acts if a in ("file.signed_off", "file.checked", "file.archived")] == [
        "file.signed_off", "file.checked", "file.archived"]  # fmt: skip
    page = office["officer"].get(f"/cases/{numbered.id}/file").text
    assert page.count("30/09/2024") >= 3


@pytest.mark.parametrize("done", [[], ["sign-off"], ["sign-off", "check"],
                                  ["sign-off", "check", "archive"]])  # fmt: skip
def test_a_step_out_of_order_is_refused(office, numbered, db, done):
    who = {"sign-off": "officer", "check": "examiner", "archive": "head"}
    for step in done:
        assert post(office[who[step]], numbered, step) == 303
    due = [step for step in who if step not in done][:1]
    for step, person in who.items():
        if step not in due:
            assert post(office[person], numbered, step) == 422
    assert len(steps(db)) == len(done)


def test_nothing_is_added_once_the_officer_has_signed(office, numbered, db, given):
    def attach():
        return office["officer"].post(f"/cases/{numbered.id}/attachments/new", data={
            "files": [(io.BytesIO(samples.pdf(text="x")), "a.pdf")], "kind": "proof",
            "received_on": "29/09/2024"}).status_code  # fmt: skip

    for step, who in (("sign-off", "officer"), ("check", "examiner"), ("archive", "head")):
        assert post(office[who], numbered, step) == 303
        assert attach() == 422
    assert post(office["examiner"], numbered, "return", reason="Thiếu biên bản") == 422
    assert post(office["head"], numbered, "return", reason=" ") == 422
    assert post(office["head"], numbered, "return", reason="Thiếu biên bản") == 303
    assert attach() == 303
    assert post(office["officer"], numbered, "sign-off") == 422  # the new paper has no number


def test_an_examiner_gives_a_file_back(office, numbered, db):
    assert post(office["officer"], numbered, "sign-off") == 303
    assert post(office["examiner"], numbered, "return", reason="Thiếu chữ ký") == 303
    assert "Thiếu chữ ký" in office["officer"].get(f"/cases/{numbered.id}/file").text
    assert post(office["examiner"], numbered, "check") == 422
    assert post(office["officer"], numbered, "sign-off") == 303


def test_only_the_assigned_officer_signs_a_finished_numbered_file(
    office, case, given, officer, db, end
):
    given.beginning(case)
    db.commit()
    assert post(office["officer"], case, "sign-off") == 422  # nothing numbered, not ended
    number(db, case, officer)
    db.commit()
    assert post(office["officer"], case, "sign-off") == 422  # not ended
    end(case)
    db.commit()
    assert post(office["colleague"], case, "sign-off") == 422
    assert post(office["head"], case, "check") == 404
    assert post(office["officer"], case, "archive") == 404
    given.give(case.id, PaperKind.PROOF, date(2024, 9, 30))
    db.commit()
    assert post(office["officer"], case, "sign-off") == 422  # one paper waits
    assert steps(db) == []
