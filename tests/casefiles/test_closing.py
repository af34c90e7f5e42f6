"""From the end of a case to the archive: officer, examiner, head, in this order (TT04 Đ.32)."""

import io
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from tests.attachments import samples
from tests.casefiles.test_leaves import number
from tests.factories import ENTERED
from thads.attachments.models import ClosingStep, FileClosing, PaperKind
from thads.audit.models import AuditEntry
from thads.cases import readmodel
from thads.cases.models import ActKind
from thads.identity.models import Role, User
from thads.reorganisation.models import Reorganisation
from thads.units.models import Succession, UnitSuccession


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


def test_the_examiner_of_the_province_serves_a_unit_that_has_none(
    office, numbered, db, sign_in, make
):
    of_province = sign_in(Role.EXAMINER, unit=make.province())
    other = sign_in(Role.EXAMINER, unit=make.unit())
    assert post(office["officer"], numbered, "sign-off") == 303
    assert post(other, numbered, "check") == 404
    assert of_province.get(f"/cases/{numbered.id}/file").status_code == 200
    assert post(of_province, numbered, "check") == 422  # the unit has its own
    own = db.scalars(select(User).where(User.role == Role.EXAMINER, User.unit == make.district()))
    own.one().disabled_at = datetime(2024, 9, 29, tzinfo=UTC)
    db.commit()
    assert post(of_province, numbered, "check") == 303
    assert [step for step, _ in steps(db)] == [ClosingStep.SIGNED_OFF, ClosingStep.CHECKED]


def test_what_a_divided_unit_left_is_read_and_closed_by_those_that_came_of_it(
    numbered, officer, db, sign_in, make
):
    new, other, stranger = make.unit(), make.unit(), make.unit()
    plan = Reorganisation(day=date(2024, 7, 1), title="Chia tách", entered_at=ENTERED)
    db.add(plan)
    db.flush()
    for successor in (new, other):
        db.add(UnitSuccession(predecessor_id=make.district().id, successor_id=successor.id,
                              reorganisation_id=plan.id, day=plan.day,
                              kind=Succession.SPLIT))  # fmt: skip
    gone_on = make.case(date(2024, 1, 5))  # taken over by one: the other has no part in it
    make.act(gone_on, ActKind.TRANSFER, date(2024, 7, 1), to_unit_id=new.id)
    readmodel.rebuild(db)
    officer.unit_id = new.id
    db.commit()
    heads = [sign_in(Role.UNIT_HEAD, unit=unit) for unit in (new, other, stranger)]
    seen = {
        case.id: [head.get(f"/cases/{case.id}/file").status_code for head in heads]
        for case in (numbered, gone_on)
    }
    assert seen == {numbered.id: [200, 200, 404], gone_on.id: [200, 404, 404]}
    assert post(sign_in(officer), numbered, "sign-off") == 303
    assert post(sign_in(Role.EXAMINER, unit=new), numbered, "check") == 303
    assert post(heads[0], numbered, "archive") == 303
