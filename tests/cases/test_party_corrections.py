"""What is said of a party is corrected by a record of its own; what stood before is still read."""

from datetime import date
from uuid import uuid4

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from thads.audit.models import AuditEntry
from thads.cases.actions.parties import PartyCorrectionTerms, correct_party
from thads.cases.models import Case
from thads.core.errors import Conflict, RuleBroken
from thads.identity.models import Role
from thads.parties.models import Party, PartyCorrection, PartyRole

TODAY = date(2024, 9, 30)


@pytest.fixture
def case(make, db) -> Case:
    """A case docketed on 01/03/2024."""
    db.expire_on_commit = False
    made = make.case(date(2024, 3, 1))
    db.commit()
    return made


@pytest.fixture
def debtor(db, case) -> Party:
    """Who must perform."""
    found = db.scalars(select(Party).where(Party.case_id == case.id)).all()
    db.rollback()
    return next(one for one in found if one.role is PartyRole.DEBTOR)


def terms(party: Party, **given) -> PartyCorrectionTerms:
    """The right name, and the rest as it stands."""
    said = {"name": "Hoàng Văn Đúng", "personal_id_number": None, "address": None,
            "commune_code": None, "reason": "Theo căn cước"}  # fmt: skip
    return PartyCorrectionTerms(party_id=party.id, **{**said, **given})


def test_each_correction_names_what_it_corrects_and_search_follows(db, case, debtor, make):
    chief, wrong = make.user(Role.UNIT_HEAD), debtor.name
    first = correct_party(db, case, terms(debtor), by=chief, today=TODAY)
    number = terms(debtor, personal_id_number="000174000001", reason="Bổ sung số")
    second = correct_party(db, case, number, by=chief, today=TODAY)
    assert (first.old_name, first.name, first.corrects_id) == (wrong, "Hoàng Văn Đúng", None)
    assert (second.old_name, second.corrects_id) == ("Hoàng Văn Đúng", first.id)
    party = db.get_one(Party, debtor.id)
    assert (party.name, party.personal_id_number) == ("Hoàng Văn Đúng", "000174000001")
    assert party.name_folded == "hoang van dung"
    entry = db.scalars(select(AuditEntry).order_by(AuditEntry.number.desc())).first()
    assert entry.act == "case.party_corrected"
    assert entry.details["changed"] == ["personal_id_number"]
    assert "000174000001" not in str(entry.details)


@pytest.mark.parametrize(
    ("given", "field"),
    [({"reason": " "}, "reason"), ({"name": " "}, "name"), ({"name": None}, "name")],
)
def test_what_is_refused(db, case, debtor, make, given, field):
    given = {**given, "name": debtor.name} if given.get("name", "") is None else given
    with pytest.raises(RuleBroken) as broken:
        correct_party(db, case, terms(debtor, **given), by=make.user(Role.UNIT_HEAD), today=TODAY)
    assert broken.value.field == field
    assert db.scalars(select(PartyCorrection)).all() == []


def test_a_party_of_another_case_or_unit_is_not_corrected(db, case, debtor, make):
    chief = make.user(Role.UNIT_HEAD)
    with pytest.raises(RuleBroken, match="Không tìm thấy đương sự"):
        correct_party(db, make.case(), terms(debtor), by=chief, today=TODAY)
    stranger = make.user(Role.UNIT_HEAD, unit=make.unit("XA"))
    with pytest.raises(RuleBroken, match="đơn vị khác"):
        correct_party(db, case, terms(debtor), by=stranger, today=TODAY)


def test_sent_twice_it_is_one_correction_and_of_two_people_the_second_is_told(
    db, case, debtor, make
):
    chief, key = make.user(Role.UNIT_HEAD), str(uuid4())
    sent = terms(debtor, submission_key=key, revision=case.revision)
    first = correct_party(db, case, sent, by=chief, today=TODAY)
    assert correct_party(db, case, sent, by=chief, today=TODAY) is first
    late = terms(debtor, name="Tên Khác", submission_key=str(uuid4()), revision=sent.revision)
    with pytest.raises(Conflict):
        correct_party(db, case, late, by=chief, today=TODAY)


def test_a_correction_cannot_be_changed(db, case, debtor, make):
    correct_party(db, case, terms(debtor), by=make.user(Role.UNIT_HEAD), today=TODAY)
    db.commit()
    for change in ("UPDATE party_correction SET reason = 'x'", "DELETE FROM party_correction"):
        with pytest.raises(IntegrityError, match="append_only"):
            db.execute(text(change))
        db.rollback()


def typed(case: Case, **given: str) -> dict[str, str]:
    """The form as it is sent."""
    return {"name": "Hoàng Văn Đúng", "personal_id_number": "000174000001", "address": "Số 7",
            "commune_text": "", "commune_code": "", "reason": "Theo căn cước",
            "revision": str(case.revision), **given}  # fmt: skip


def test_the_page_shows_the_present_with_the_earlier_below(db, case, debtor, sign_in):
    officer = sign_in(Role.OFFICER, full_name="Lê Ghi Đúng")
    path = f"/cases/{case.id}/parties/{debtor.id}"
    assert f'value="{debtor.name}"' in officer.get(path).text

    done = officer.post(path, data=typed(case))
    page = officer.get(f"/cases/{case.id}").text

    assert done.status_code == 303, done.text
    assert "<b>Hoàng Văn Đúng</b>" in page
    assert f"tên: {debtor.name} → Hoàng Văn Đúng" in page
    assert "Theo căn cước" in page
    assert "Lê Ghi Đúng" in page
    assert "000174000001" not in page  # masked, in the history too
    assert "000174000001" in officer.get(f"/cases/{case.id}/identifiers").text
    found = officer.post("/search/", data={"typed": "hoang van dung"}, follow_redirects=True).text
    assert f"/cases/{case.id}" in found


def test_a_commune_is_found_then_chosen(db, case, debtor, sign_in):
    officer = sign_in(Role.OFFICER)
    path = f"/cases/{case.id}/parties/{debtor.id}"
    wrong = officer.post(path, data=typed(case, commune_text="coc leu"))
    assert wrong.status_code == 422
    assert "Bấm “Tìm xã”" in wrong.text
    page = officer.post(path, data=typed(case, commune_text="coc leu", step="find"))
    assert page.status_code == 200
    assert "Cốc Lếu" in page.text
    assert "Theo căn cước" in page.text  # what was typed is kept


def test_two_people_at_once_see_what_stands_beside_what_they_typed(db, case, debtor, sign_in):
    first, second = sign_in(Role.OFFICER), sign_in(Role.UNIT_HEAD)
    path = f"/cases/{case.id}/parties/{debtor.id}"
    assert first.post(path, data=typed(case)).status_code == 303
    late = second.post(path, data=typed(case, name="Hoàng Văn Khác"))
    assert late.status_code == 409
    assert "<dd>Hoàng Văn Đúng</dd>" in late.text
    assert 'value="Hoàng Văn Khác"' in late.text


def test_readers_correct_nothing(db, case, debtor, sign_in):
    path = f"/cases/{case.id}/parties/{debtor.id}"
    for role in (Role.EXAMINER, Role.ACCOUNTANT, Role.STOREKEEPER):
        reader = sign_in(role, unit=case.unit)
        assert reader.get(path).status_code == 404
        assert "Đính chính<span" not in reader.get(f"/cases/{case.id}").text
