"""A form that does not fit is told of where it is used, and counted for the head (B22)."""

from datetime import date

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from tests.documents.test_screens import address
from tests.documents.world import DEBT, OLD, Office
from thads.cases.models import ActKind
from thads.identity.models import Role


@pytest.fixture
def office(make, db) -> Office:
    """An office under the old law."""
    return Office(make, db, OLD)


def test_misfits_are_counted_by_form_the_most_often_first(db, office, sign_in):
    case, head, officer = office.case(DEBT), sign_in(office.head), sign_in(office.officer)
    act = office.decide(case, ActKind.POSTPONEMENT, date(2024, 4, 3), 45, ground="a")
    assert "Chưa ai báo" in head.get("/misfits/").text
    for note in ("Thiếu phần lãi", "Thừa Điều 2"):
        told = officer.post(f"{address(case, act)}/misfits", data={"note": note})
        assert (told.status_code, told.location) == (303, address(case, act))
    officer.post(f"{address(case, case)}/misfits", data={"note": "Sai nơi nhận"})
    page = head.get("/misfits/").text
    assert page.index("Quyết định hoãn thi hành án") < page.index("Quyết định thi hành án theo")
    assert 'data-label="Số lần báo">2<' in page
    assert "Thừa Điều 2" in page
    assert case.title in page


def test_a_misfit_needs_words_and_stays_as_told(db, office, sign_in):
    case, officer = office.case(DEBT), sign_in(office.officer)
    empty = officer.post(f"{address(case, case)}/misfits", data={"note": " "})
    assert empty.status_code == 422
    assert "Viết mẫu không phù hợp ở điểm nào." in empty.text
    officer.post(f"{address(case, case)}/misfits", data={"note": "Sai"})
    for statement in ("UPDATE form_misfit SET note = ''", "DELETE FROM form_misfit"):
        with pytest.raises(IntegrityError, match="append_only"):
            db.execute(text(statement))
        db.rollback()


def test_a_head_reads_what_the_own_unit_told(office, sign_in):
    case, officer = office.case(DEBT), sign_in(office.officer)
    officer.post(f"{address(case, case)}/misfits", data={"note": "Sai nơi nhận"})
    assert "Sai nơi nhận" in sign_in(Role.PROVINCE_HEAD).get("/misfits/").text
    elsewhere = sign_in(Role.UNIT_HEAD, unit=office.make.unit())
    assert "Sai nơi nhận" not in elsewhere.get("/misfits/").text
    assert officer.get("/misfits/").status_code == 404
