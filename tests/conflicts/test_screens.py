"""Declaring relatives, who reads them, and answering for a party of the same name."""

from datetime import date
from uuid import uuid4

import pytest
from sqlalchemy import select

from thads.audit.models import AuditEntry
from thads.cases.models import Case, CaseAct
from thads.conflicts.models import ConflictAnswer, DeclaredRelative
from thads.identity.models import Role, User
from thads.parties.models import Party, PartyRole

RELATIVE = {"relation": "sibling", "name": "Ông Phải Thử Mẫu", "personal_id_number": "000174000001"}


@pytest.fixture
def case(make, db) -> Case:
    """A case whose debtor bears the relative's name; no number is known of the debtor."""
    db.expire_on_commit = False
    made = make.case(date(2024, 3, 1))
    debtor = next(
        one for one in db.scalars(select(Party).where(Party.case_id == made.id))
        if one.role is PartyRole.DEBTOR
    )  # fmt: skip
    debtor.name, debtor.name_folded = "Ông Phải Thử Mẫu", "ong phai thu mau"
    db.commit()
    return made


def test_a_person_declares_and_takes_back(db, make, sign_in):
    db.expire_on_commit = False
    me = sign_in(make.user(Role.OFFICER))
    key = str(uuid4())
    for _ in range(2):  # the button pressed twice
        answer = me.post("/relatives/", data={**RELATIVE, "submission_key": key})
        assert answer.status_code == 303, answer.text
    db.rollback()
    (one,) = db.scalars(select(DeclaredRelative)).all()
    assert "000174000001" in me.get("/relatives/").text
    wrong = me.post("/relatives/", data=RELATIVE | {"personal_id_number": "12"})
    assert wrong.status_code == 422
    assert 'value="12"' in wrong.text
    db.rollback()
    ended = me.post(f"/relatives/{one.id}/end", data={"reason": "Khai nhầm người"})
    assert ended.status_code == 303, ended.text
    assert "<s>Ông Phải Thử Mẫu</s>" in me.get("/relatives/").text


def test_only_the_person_the_head_and_the_administrator_read_them(db, make, sign_in):
    db.expire_on_commit = False
    me = sign_in(make.user(Role.OFFICER, full_name="Người Khai"))
    me.post("/relatives/", data=RELATIVE)
    db.rollback()
    one = db.scalars(select(DeclaredRelative.id)).one()
    db.rollback()
    for role in (Role.UNIT_HEAD, Role.PROVINCE_HEAD, Role.ADMINISTRATOR):
        page = sign_in(role).get("/staff-relatives/").text
        assert "Ông Phải Thử Mẫu" in page
        assert "000174000001" not in page
        assert "•••••••••001" in page
    db.rollback()
    assert "staff_relatives.people.read" in db.scalars(select(AuditEntry.act)).all()
    db.rollback()
    elsewhere = sign_in(Role.UNIT_HEAD, unit=make.unit("XA"))
    assert "Ông Phải Thử Mẫu" not in elsewhere.get("/staff-relatives/").text
    colleague = sign_in(Role.OFFICER)
    assert colleague.get("/staff-relatives/").status_code == 404
    assert colleague.get(f"/relatives/{one}").status_code == 404
    assert sign_in(Role.DEPUTY_HEAD).get("/staff-relatives/").status_code == 404
    assert sign_in(Role.OVERSIGHT).get("/relatives/").status_code == 404


def test_the_form_asks_for_the_answer_when_it_is_needed_and_keeps_it(db, case, make, sign_in):
    officer = make.user(Role.OFFICER)
    sign_in(officer).post("/relatives/", data={"relation": "sibling", "name": "ông phải thử mẫu"})
    head = sign_in(Role.UNIT_HEAD)
    path = f"/cases/{case.id}/assignment"
    db.rollback()
    typed = {"day": "20/09/2024", "officer": str(officer.id), "number": "7",
             "signer": _head(db), "signing_mode": "head"}  # fmt: skip
    assert "Giải trình việc trùng họ tên" not in head.get(path).text

    asked = head.post(path, data=typed)
    assert asked.status_code == 422
    assert 'id="act-conflict_answer-error"' in asked.text
    answer = {"conflict_answer": "Người khác, sinh năm 1950"}
    checked = head.post(path, data=typed | answer)
    assert checked.status_code == 200, checked.text
    assert "Người khác, sinh năm 1950" in checked.text
    db.rollback()
    assert db.scalars(select(ConflictAnswer)).all() == []  # only looked at so far
    db.rollback()
    done = head.post(path, data=typed | answer | {"step": "issue"})
    assert done.status_code == 303, done.text
    db.rollback()
    assert db.scalars(select(ConflictAnswer.answer)).all() == ["Người khác, sinh năm 1950"]
    assert db.scalars(select(CaseAct.officer_id)).all() == [officer.id]


def _head(db) -> str:
    """The head of the unit."""
    return str(db.scalars(select(User.id).where(User.role == Role.UNIT_HEAD)).one())
