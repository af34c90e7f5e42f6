"""Who holds a case, and how a case without means for long leaves the count."""

from datetime import date

import pytest

from tests.browsing import SignIn
from tests.cases.screens.checked import enter
from thads.cases import queries
from thads.cases.models import ActKind, Case, Initiation, Standing
from thads.identity.models import Role, User

DAY = "20/09/2024"


@pytest.fixture
def case(make, db) -> Case:
    """An ex officio case of a district's unit, docketed on 01/03/2022."""
    made = make.case(date(2022, 3, 1), initiation=Initiation.EX_OFFICIO)
    db.commit()
    return made


def reread(db, case: Case) -> Case:
    """The file as the database has it after a request."""
    db.rollback()
    return queries.get(db, case.id, scope=None)


def decided_by(db, role: Role, number: str) -> dict[str, str]:
    """The number and signature that a head of this role gives."""
    head = db.query(User).filter(User.role == role).one()
    return {"day": DAY, "number": number, "signer": str(head.id), "signing_mode": "head"}


def test_a_case_moves_to_another_unit_which_then_acts_on_it(db, case, make, sign_in: SignIn):
    other = make.unit("XA", name="Chi cục THADS huyện Xa")
    db.commit()
    head, receiver = sign_in(Role.UNIT_HEAD), sign_in(Role.UNIT_HEAD, unit=other)

    moved = head.post(f"/cases/{case.id}/transfer", day=DAY, to_unit=str(other.id),
                      revision=str(reread(db, case).revision))  # fmt: skip
    late = head.post(f"/cases/{case.id}/notice", day=DAY)

    assert moved.status_code == 303, moved.text
    assert late.status_code == 422  # it is the other unit's now
    assert "Chi cục THADS huyện Xa" in receiver.get(f"/cases/{case.id}").text
    assert receiver.post(f"/cases/{case.id}/notice", day=DAY).status_code == 303


def test_the_province_takes_a_case_up(db, case, sign_in):
    head = sign_in(Role.PROVINCE_HEAD)
    typed = decided_by(db, Role.PROVINCE_HEAD, "3")
    db.rollback()

    answer = enter(head, f"/cases/{case.id}/take-up", **typed)

    assert answer.status_code == 303, answer.text
    assert queries.history_of(reread(db, case)).now.standing is Standing.TAKEN_UP


def test_a_case_without_means_for_a_year_and_verified_twice_is_tracked_apart(
    db, case, make, sign_in
):
    make.act(case, ActKind.NOT_YET_ENFORCEABLE, date(2022, 6, 1), ground="a")
    make.act(case, ActKind.VERIFICATION, date(2022, 12, 1))
    db.commit()
    head = sign_in(Role.UNIT_HEAD)
    typed = decided_by(db, Role.UNIT_HEAD, "3")
    db.rollback()

    early = enter(head, f"/cases/{case.id}/separate-tracking", **typed)
    make.act(case, ActKind.VERIFICATION, date(2023, 6, 1))
    db.commit()
    answer = enter(head, f"/cases/{case.id}/separate-tracking", **typed)

    assert early.status_code == 422
    assert "Mới xác minh 1 lần" in early.text
    assert answer.status_code == 303, answer.text
    assert queries.history_of(reread(db, case)).now.standing is Standing.SEPARATE_TRACKING


def test_a_request_is_not_returned_before_the_law_of_2025(db, make, sign_in):
    case = make.case(date(2022, 3, 1))
    make.act(case, ActKind.NOT_YET_ENFORCEABLE, date(2022, 6, 1), ground="a")
    db.commit()
    head = sign_in(Role.UNIT_HEAD)
    typed = decided_by(db, Role.UNIT_HEAD, "3")
    db.rollback()

    answer = enter(head, f"/cases/{case.id}/request-return", **typed)

    assert answer.status_code == 422
    assert queries.history_of(reread(db, case)).now.standing is Standing.NOT_YET_ENFORCEABLE
