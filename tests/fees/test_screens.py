"""The officer proposes, the head signs, the accountant collects and pays over."""

from datetime import date

import pytest
from sqlalchemy import select

from tests.fees.conftest import MILLION, Office
from thads.fees import queries
from thads.fees.models import FeeProposal, FeeReliefRequest, FeeRemittance
from thads.fees.reckoning import Basis
from thads.identity.models import Role

MARCH, DAY = date(2024, 3, 1), "30/09/2024"


@pytest.fixture
def case(office: Office):
    """A case whose parties settled 60 million between themselves on 1/3/2024."""
    found = office.case()
    office.settle(found, 60 * MILLION, MARCH)
    office.db.commit()
    return found


def proposed(office: Office, case, browser) -> FeeProposal:
    sent = browser.post(
        f"/cases/{case.id}/fees/proposal", data={"party": str(office.creditor(case))}
    )
    assert sent.status_code == 303, sent.text
    office.db.rollback()
    return office.db.scalars(select(FeeProposal)).one()


def decision(office: Office, **given) -> dict:
    return {"day": DAY, "number": "17", "signer": str(office.head.id), "signing_mode": "head",
            **given}  # fmt: skip


def test_from_proposal_to_payment(office: Office, case, sign_in) -> None:
    officer, head = sign_in(office.officer), sign_in(office.head)
    proposal = proposed(office, case, officer)
    page = head.get(f"/fees/proposals/{proposal.id}")
    assert "1/3 x (3% x 60.000.000) = 600.000 đ" in page.text
    address = f"/fees/proposals/{proposal.id}/decision"
    assert officer.post(address, data=decision(office)).status_code == 404
    assert head.post(address, data=decision(office)).status_code == 303
    listed = head.get("/fees/").text
    assert "17/QĐ-CCTHADS" in listed
    accountant = sign_in(office.accountant)
    paid = {"party": str(office.creditor(case)), "direction": "in", "amount": "700.000",
            "place": "cash", "day": DAY}  # fmt: skip
    refused = accountant.post(f"/cases/{case.id}/fees/payment", data=paid)
    assert refused.status_code == 422
    assert "còn phải nộp 600.000 đ" in refused.text
    paid["amount"] = "600.000"
    assert accountant.post(f"/cases/{case.id}/fees/payment", data=paid).status_code == 303
    office.db.rollback()
    assert queries.accounts(office.db, case, date(2024, 9, 30))[office.creditor(case)].owed == 0


def test_relief_is_asked_and_refused_with_a_paper(office: Office, case, sign_in) -> None:
    office.charge(case, date(2024, 9, 25))
    charge = queries.charges_of(office.db, case.id, date(2024, 9, 30))[0]
    officer, head = sign_in(office.officer), sign_in(office.head)
    asked = {"charge": str(charge.id), "ground": "poor", "percent": "80", "complete_on": DAY,
             "documents": "Xác nhận hộ nghèo"}  # fmt: skip
    assert officer.post(f"/cases/{case.id}/fees/relief", data=asked).status_code == 303
    office.db.rollback()
    request = office.db.scalars(select(FeeReliefRequest)).one()
    assert "480.000 đ" in head.get(f"/fees/relief/{request.id}").text
    reply = {"day": DAY, "reply": "Không thuộc chuẩn hộ nghèo"}
    assert head.post(f"/fees/relief/{request.id}/decision", data=reply).status_code == 303
    assert "Không thuộc chuẩn hộ nghèo" in head.get(f"/cases/{case.id}/fees").text
    assert head.get(f"/fees/relief/{request.id}/refusal").status_code == 200


def test_a_month_is_paid_over_from_its_screen(office: Office, sign_in) -> None:
    case = office.case()
    office.collect(case, 100 * MILLION, date(2024, 8, 1))
    office.pay(case, 100 * MILLION, 3 * MILLION, date(2024, 8, 9))
    office.db.commit()
    accountant = sign_in(office.accountant)
    assert "1 / 1 tháng nộp chậm" in accountant.get("/fees/treasury").text
    assert accountant.get("/fees/treasury/month?month=2024-08").status_code == 200
    assert (
        accountant.post("/fees/treasury/month?month=2024-08", data={"day": DAY}).status_code == 303
    )
    office.db.rollback()
    assert office.db.scalars(select(FeeRemittance.amount)).one() == 3 * MILLION
    sheet = accountant.get("/exports/books/fee-months?purpose=internal_report")
    assert sheet.status_code == 200


def test_property_is_entered_and_shown_with_its_net_share(office: Office, case, sign_in) -> None:
    officer = sign_in(office.officer)
    stated = {"party": str(office.creditor(case)), "description": "Nhà, đất", "day": "20/10/2024",
              "value": "500tr", "paid_to_others": "200tr", "valued_by": "bản án",
              "basis": Basis.COLLECTED.value}  # fmt: skip
    assert officer.post(f"/cases/{case.id}/fees/property", data=stated).status_code == 303
    assert "trừ 200.000.000 đ trả lại người khác" in officer.get(f"/cases/{case.id}/fees").text
    assert "Phí thi hành án" in officer.get(f"/cases/{case.id}").text
    assert officer.get(f"/cases/{case.id}/fees/notice").status_code == 200


def test_the_calculator_prints_the_example_of_the_circular(office: Office, sign_in) -> None:
    clerk = sign_in(Role.ENFORCEMENT_CLERK)
    asked = "3 tỷ; 4 tỷ; 4,5 tỷ; 4 tỷ; 1,5 tỷ; 1 tỷ"
    shown = clerk.get("/fees/calculator", query_string={"amounts": asked, "day": "01/03/2017"})
    assert "245.300.000" in shown.text
    assert "2.420.000 đ (Nghị định 47/2016/NĐ-CP)" in shown.text
    wrong = clerk.get("/fees/calculator", query_string={"amounts": "ba tỷ"})
    assert "cách nhau bằng dấu chấm phẩy" in wrong.text
    early = clerk.get("/fees/calculator", query_string={"amounts": "3 tỷ", "day": "01/03/2016"})
    assert early.status_code == 422
    assert "Chưa có quy định về" in early.text
