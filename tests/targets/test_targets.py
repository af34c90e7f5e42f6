"""Targets are set by the head of the province; an earlier one stays readable."""

from decimal import Decimal

import pytest
from sqlalchemy import select

from tests.clients import Client
from thads.audit.models import AuditEntry
from thads.identity.models import Role
from thads.targets import queries
from thads.targets.models import Target

YEAR = "2024"


PAPER = {"given_by": "Tổng cục THADS", "document": "12/QĐ-TCTHADS", "document_day": "05/10/2023"}


def set_target(
    client: Client, cases: str, money: str, *, year: str = YEAR, unit: object = "",
    officer: object = "", **given: str,
):  # fmt: skip
    """Send the form as typed."""
    typed = {"year": year, "unit_id": str(unit), "officer_id": str(officer),
             "cases_percent": cases, "money_percent": money}  # fmt: skip
    return client.post("/targets/", data=typed | PAPER | given)


def in_force(db, unit_id=None) -> tuple[Decimal, Decimal] | None:
    """The two rates to reach in 2024."""
    db.rollback()
    found = queries.target_for(db, 2024, unit_id)
    return found and (found.cases_percent, found.money_percent)


def test_the_head_sets_a_target_and_all_figures_stand_beside_it(db, make, sign_in):
    head = sign_in(Role.PROVINCE_HEAD)
    answer = set_target(head, "83,69", "46,93%")
    assert (answer.status_code, answer.location) == (303, "/targets/?year=2024")
    assert in_force(db) == (Decimal("83.69"), Decimal("46.93"))
    page = head.get("/targets/?year=2024").text
    assert "Đã giao chỉ tiêu." in page
    assert "83,69%" in page
    assert "Đang áp dụng" in page
    assert "83,69%" in head.get("/statistics/").text
    assert "83,69%" in sign_in(Role.OFFICER).get("/targets/?year=2024").text
    assert db.scalars(select(AuditEntry).where(AuditEntry.act == "target.set")).one()


def test_a_replaced_target_stays_in_the_history(db, make, sign_in):
    head = sign_in(Role.PROVINCE_HEAD)
    set_target(head, "80", "40")
    set_target(head, "83,5", "42")
    assert in_force(db) == (Decimal("83.5"), Decimal(42))
    assert len(db.scalars(select(Target)).all()) == 2
    page = head.get("/targets/?year=2024").text
    assert page.index("80,00%") < page.index("Đã được thay thế")
    assert page.index("83,50%") < page.index("Đang áp dụng")


def test_a_unit_has_its_own_target(db, make, sign_in):
    unit, head = make.district(), sign_in(Role.PROVINCE_HEAD)
    set_target(head, "80", "40")
    set_target(head, "85", "45", unit=unit.id)
    assert in_force(db) == (Decimal(80), Decimal(40))
    assert in_force(db, unit.id) == (Decimal(85), Decimal(45))
    page = head.get("/targets/?year=2024").text
    assert page.count("Đang áp dụng") == 2
    assert "Đã được thay thế" not in page


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("cases_percent", "100,01", "Chỉ tiêu nằm từ 0 đến 100%."),
        ("money_percent", "101", "Chỉ tiêu nằm từ 0 đến 100%."),
        ("cases_percent", "tám mươi", "Nhập tỷ lệ phần trăm, ví dụ 83,69."),
        ("money_percent", "-5", "Nhập tỷ lệ phần trăm, ví dụ 83,69."),
        ("cases_percent", "", "Nhập chỉ tiêu về việc."),
        ("year", "2009", "Giao chỉ tiêu cho năm 2010 đến 2025."),
        ("year", "2026", "Giao chỉ tiêu cho năm 2010 đến 2025."),
        ("given_by", "", "Nhập cơ quan, người giao chỉ tiêu."),
        ("document", "", "Nhập số văn bản giao chỉ tiêu."),
        ("document_day", "01/10/2024", "Ngày văn bản sau hôm nay (30/09/2024)."),
    ],
)
def test_what_cannot_be_is_refused_at_its_field_and_kept(db, sign_in, field, typed, words):
    given = {"year": YEAR, "unit_id": "", "cases_percent": "77", "money_percent": "33", **PAPER}
    answer = sign_in(Role.PROVINCE_HEAD).post("/targets/", data={**given, field: typed})
    assert answer.status_code == 422
    at = answer.text.index(f'id="{field}-error"')
    assert words in answer.text[at : at + 300]
    assert f'value="{typed}"' in answer.text
    for other, value in given.items():
        assert other == field or not value or f'value="{value}"' in answer.text
    assert answer.text.count('aria-invalid="true"') == 1
    assert not db.scalars(select(Target)).all()


@pytest.mark.parametrize(
    "role",
    [r for r in Role if r not in (Role.PROVINCE_HEAD, Role.UNIT_HEAD)],
    ids=lambda r: r.value,
)
def test_nobody_else_sets_one(db, sign_in, role):
    client = sign_in(role)
    assert set_target(client, "80", "40").status_code == 404
    assert not db.scalars(select(Target)).all()
    assert "Giao chỉ tiêu</button>" not in client.get("/targets/").text


def test_a_unit_of_nowhere_is_refused(db, sign_in):
    answer = set_target(
        sign_in(Role.PROVINCE_HEAD), "80", "40", unit="0199a3a0-0000-7000-8000-000000000000"
    )
    assert answer.status_code == 422
    assert not db.scalars(select(Target)).all()


def test_an_officer_has_a_target_and_the_figures_stand_beside_it(db, make, sign_in):
    officer, head = make.user(Role.OFFICER), sign_in(Role.PROVINCE_HEAD)
    make.case(officer=officer)
    set_target(head, "80", "40", unit=officer.unit_id)
    set_target(head, "86,5", "41", unit=officer.unit_id, officer=officer.id)
    assert in_force(db, officer.unit_id) == (Decimal(80), Decimal(40))
    own = queries.officers_targets_of(db, 2024)[officer.unit_id, officer.id]
    assert (own.cases_percent, own.document) == (Decimal("86.5"), "12/QĐ-TCTHADS")
    page = head.get("/targets/?year=2024").text
    assert page.count("Đang áp dụng") == 2
    assert "Tổng cục THADS: 12/QĐ-TCTHADS ngày 05/10/2023" in page
    shown = head.get(f"/statistics/?unit={officer.unit_id}&officer={officer.id}").text
    assert "86,50%" in shown


def test_an_officer_of_another_unit_is_refused(db, make, sign_in):
    officer = make.user(Role.OFFICER)
    answer = set_target(
        sign_in(Role.PROVINCE_HEAD), "80", "40", unit=make.unit("XA").id, officer=officer.id
    )
    assert answer.status_code == 422
    assert "Người này không phải Chấp hành viên của đơn vị đã chọn." in answer.text
    assert not db.scalars(select(Target)).all()


def test_a_units_head_gives_targets_to_its_officers_alone(db, make, sign_in):
    officer, head = make.user(Role.OFFICER), sign_in(Role.UNIT_HEAD)
    stranger = make.user(Role.OFFICER, unit=make.unit("XA"))
    assert set_target(head, "80", "40").status_code == 422
    assert set_target(head, "80", "40", unit=officer.unit_id).status_code == 422
    assert (
        set_target(head, "80", "40", unit=stranger.unit_id, officer=stranger.id).status_code == 422
    )
    assert not db.scalars(select(Target)).all()
    assert set_target(head, "80", "40", unit=officer.unit_id, officer=officer.id).status_code == 303
    assert db.scalars(select(Target.officer_id)).all() == [officer.id]
