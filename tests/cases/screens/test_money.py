"""Money, verifications and evidence as the accountant and the officer enter them."""

from datetime import date

import pytest

from tests.cases.screens.checked import enter
from thads.cases import queries
from thads.cases.models import ActKind, ItemKind, MovementKind, Standing
from thads.identity.models import Role

HTMX = {"HX-Request": "true", "HX-Target": "act"}


@pytest.fixture
def case(make, db):
    """A case of 1,000,000 đồng of court fees, docketed on 01/03/2024."""
    made = make.case(date(2024, 3, 1), items=[{"kind": ItemKind.COURT_FEE, "amount": 1_000_000}])
    db.commit()
    return made


def reread(db, case):
    """The file as the database has it after a request."""
    db.rollback()
    return queries.get(db, case.id, scope=None)


def paid_by_debtor(db, case) -> dict[str, str]:
    """Who pays, how and why."""
    debtor = reread(db, case).debtors[0]
    return {"means": "cash", "paper": "collection_receipt", "payer_party": str(debtor.id),
            "reason": "Nộp án phí"}  # fmt: skip


def typed(db, case, **more: str) -> dict[str, str]:
    """What a person sends who has just opened the form."""
    return {"day": "20/09/2024", "revision": str(reread(db, case).revision), **more}


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["plain", "htmx"])
def test_a_collection_lowers_what_remains(db, case, sign_in, headers):
    accountant = sign_in(Role.ACCOUNTANT)

    answer = enter(accountant, f"/cases/{case.id}/collection", headers=headers, **typed(
        db, case, amount="400.000", voucher="PT 12", **paid_by_debtor(db, case)))  # fmt: skip

    assert answer.status_code == (204 if headers else 303), answer.text
    assert queries.history_of(reread(db, case)).remaining == 600_000
    page = accountant.get(f"/cases/{case.id}").text
    assert "PT 12" in page
    assert "600.000" in page


def test_more_than_remains_of_an_item_is_refused_at_its_share(db, case, sign_in):
    accountant = sign_in(Role.ACCOUNTANT)

    answer = enter(accountant, f"/cases/{case.id}/collection", **typed(
        db, case, amount="1,5 tỷ", share_1="1,2tr", **paid_by_debtor(db, case)))  # fmt: skip

    assert answer.status_code == 422
    assert 'id="act-share_1-error"' in answer.text
    assert "chỉ còn phải thi hành 1.000.000 đ" in answer.text
    assert 'value="1,5 tỷ"' in answer.text
    assert 'value="1,2tr"' in answer.text
    assert reread(db, case).entries == []


def test_what_is_due_to_the_state_is_paid_to_the_budget(db, case, make, sign_in):
    make.money(case, 400_000, date(2024, 4, 1))
    db.commit()
    accountant = sign_in(Role.ACCOUNTANT)
    item = reread(db, case).items[0]

    answer = enter(accountant, f"/cases/{case.id}/payment", **typed(
        db, case, item=str(item.id), amount="400000"))  # fmt: skip

    assert answer.status_code == 303, answer.text
    assert reread(db, case).entries[-1].kind is MovementKind.PAID_TO_BUDGET


def test_a_reversal_opens_the_item_again_and_both_rows_stay(db, case, make, sign_in):
    entry = make.money(case, 1_000_000, date(2024, 4, 1))
    db.commit()
    accountant = sign_in(Role.ACCOUNTANT)

    answer = enter(accountant, f"/cases/{case.id}/reversal", **typed(
        db, case, reverses=str(entry.id), note="Ghi nhầm hồ sơ"))  # fmt: skip

    assert answer.status_code == 303, answer.text
    again = reread(db, case)
    assert queries.history_of(again).now.standing is Standing.IN_PROGRESS
    assert len(again.entries) == 2
    assert "đã hủy" in accountant.get(f"/cases/{case.id}").text


def test_the_journal_lists_movements_with_their_sums(db, case, make, sign_in):
    make.money(case, 300_000, date(2024, 4, 1))
    make.money(case, 200_000, date(2024, 8, 1))
    db.commit()
    accountant = sign_in(Role.ACCOUNTANT)

    everything = accountant.get("/ledger/").text
    august = accountant.get("/ledger/?since=01/08/2024&until=31/08/2024").text

    assert "500.000" in everything
    assert "200.000" in august
    assert "300.000" not in august


def test_an_officer_records_a_verification_and_its_next_day_is_shown(db, case, make, sign_in):
    make.act(case, ActKind.NOT_YET_ENFORCEABLE, date(2024, 4, 1), ground="a")
    db.commit()
    officer = sign_in(Role.OFFICER)

    answer = officer.post(f"/cases/{case.id}/verification", **typed(
        db, case, finding="no_means", place="UBND xã Thử", report="Không có tài sản"))  # fmt: skip

    assert answer.status_code == 303, answer.text
    page = officer.get(f"/cases/{case.id}").text
    assert "20/03/2025" in page  # six months later (L08 Đ.44 k.2)
    assert "UBND xã Thử" in page


def test_late_verifications_are_counted_n_of_m(db, case, make, sign_in):
    make.act(case, ActKind.NOT_YET_ENFORCEABLE, date(2024, 3, 5), ground="a")
    other = make.case(date(2024, 3, 1))
    make.act(other, ActKind.NOT_YET_ENFORCEABLE, date(2024, 9, 5), ground="a")
    db.commit()

    page = sign_in(Role.OFFICER).get("/verifications/").text

    assert "1 / 2 việc phải xác minh đã quá hạn" in page
    assert case.title in page
