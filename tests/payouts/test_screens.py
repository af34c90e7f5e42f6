"""The way of a payout through the screens, person by person."""

import re
from io import BytesIO
from uuid import UUID, uuid4

import openpyxl
import pytest
from sqlalchemy import func, select

from tests.clients import PASSWORD
from tests.payouts.days import TODAY
from thads.cases.models import ItemKind
from thads.core.jobs import BackgroundJob
from thads.imports.exporting.asked import ExportPurpose
from thads.ledger.models import Voucher, VoucherKind
from thads.parties.models import Party, PartyRole
from thads.payouts import asking, queries, sources
from thads.payouts.models import PayoutApproval, PayoutProposal
from thads.payouts.terms import ProposalState
from workers import run


@pytest.fixture
def held_case(payouts, monkeypatch):
    """A case that holds 100 đồng for damages of 80 and a debt of 40, on a day of 2026."""
    for module in ("proposing", "show", "batches"):
        monkeypatch.setattr(f"thads.payouts.views.{module}.today", lambda: TODAY)
    case = payouts.case(100, [{"amount": 80, "kind": ItemKind.DAMAGES}, 40])
    payouts.give_accounts(case)
    return case


def propose(client, payouts, case, step, **given):
    answers = {
        "debtor": payouts.debtor(case).id, "received_on": "10/11/2026", "step": step,
        "submission_key": str(uuid4()), **given,
    }  # fmt: skip
    return client.post(f"/cases/{case.id}/payouts/new", data=answers)


def test_a_payout_goes_from_officer_to_accountant_to_head_and_is_paid(
    payouts, office, sign_in, held_case, db
):
    case, officer = held_case, sign_in(office.officer)
    assert "100" in officer.get(f"/cases/{case.id}/payouts/new").text
    answer = propose(officer, payouts, case, "preview")
    assert "chọn hàng của khoản" in answer.text
    rank = {f"rank-{payouts.item(case)}": "1"}
    shown = propose(officer, payouts, case, "preview", **rank)
    assert shown.status_code == 200
    [seen] = re.findall(r'name="seen" value="(.*?)"', shown.text)  # one: a browser sends each
    assert db.scalar(select(func.count()).select_from(PayoutProposal)) == 0
    made = propose(officer, payouts, case, "propose", seen=seen, **rank)
    assert made.status_code == 303
    page = made.headers["Location"]
    assert "Hàng ưu tiên 1" in officer.get(page).text

    accountant, head = sign_in(office.accountant), sign_in(office.head)
    wrong = accountant.post(f"{page}/check", data={"password": "không phải mật khẩu này"})
    assert "Mật khẩu không đúng" in wrong.text
    assert head.post(f"{page}/check", data={"password": PASSWORD}).status_code == 404
    assert accountant.post(f"{page}/check", data={"password": PASSWORD}).status_code == 303
    assert head.post(f"{page}/approval", data={"password": PASSWORD}).status_code == 303
    assert "Chi trả tất cả" in accountant.get("/payouts/?state=approved").text
    key = str(uuid4())
    answers = {"password": PASSWORD, "submission_key": key}
    first = accountant.post(f"{page}/payment", data=answers)
    second = accountant.post(f"{page}/payment", data=answers)
    assert first.status_code == second.status_code == 303
    assert "Đã chi đủ" in accountant.get(first.headers["Location"]).text
    db.rollback()
    (proposal,) = db.scalars(select(PayoutProposal))
    assert queries.state_of(db, proposal.id) is ProposalState.PAID
    orders = select(func.count()).where(Voucher.kind == VoucherKind.PAYMENT_ORDER)
    assert db.scalar(orders) == 1
    assert "UNC1/2026" in officer.get(page).text


def test_a_refusal_says_what_is_missing_and_changes_nothing(
    payouts, office, sign_in, held_case, db
):
    case = held_case
    proposal = payouts.propose(case, 100, ranks={payouts.item(case): 1})
    db.commit()
    page = f"/payouts/{proposal.id}"
    payouts.receive(case, 1)
    answer = sign_in(office.accountant).post(f"{page}/check", data={"password": PASSWORD})
    assert answer.status_code == 422
    assert "đã thay đổi" in answer.text
    db.rollback()
    assert db.scalar(select(func.count()).select_from(PayoutApproval)) == 0
    told = sign_in(office.head).post(f"{page}/cancellation", data={"reason": "Tiền đã thay đổi"})
    assert told.status_code == 303
    db.rollback()
    assert queries.state_of(db, proposal.id) is ProposalState.CANCELLED


def test_many_lines_are_drawn_up_and_agreed_to_by_a_worker(
    payouts, office, sign_in, held_case, monkeypatch, db
):
    monkeypatch.setattr(sources, "LISTED", 1)
    monkeypatch.setattr(asking, "MANY", 2)
    case, officer = held_case, sign_in(office.officer)
    listed, *_ = (payouts.case(0, [10]) for _ in range(3))
    page = officer.get(f"/cases/{case.id}/payouts/new").text
    assert "Và 2 việc thụ lý sau đó, còn phải thi hành 20 đ" in page
    [seen] = re.findall(r'name="seen" value="(.*?)"', page)
    given = {"seen": seen, "unlisted": "yes", "other": listed.id, "other_rank": "1"}
    asked = propose(officer, payouts, case, "propose", **given, **{f"rank-{payouts.item(case)}": 9})
    assert "chọn hàng của khoản" in told_by(asked, db)  # no such rank

    asked = propose(officer, payouts, case, "propose", **given)

    assert "Đã gửi kế toán đề xuất chi trả 100 đ." in told_by(asked, db)
    (proposal,) = db.scalars(select(PayoutProposal))
    lines = queries.lines_of(db, proposal.id)
    assert [(line.rank, line.amount) for line in lines] == [
        (1, 80),
        *[(5, n) for n in (11, 3, 3, 3)],
    ]
    accountant, at = sign_in(office.accountant), f"/payouts/{proposal.id}"
    db.commit()
    asked = accountant.post(f"{at}/check", data={"password": PASSWORD})
    assert "Kế toán đã kiểm tra" in told_by(asked, db)
    assert f'href="{at}"' in accountant.get(asked.headers["Location"]).text
    assert queries.state_of(db, proposal.id) is ProposalState.CHECKED
    again = accountant.post(f"{at}/check", data={"password": PASSWORD})
    assert (again.status_code, "Đề xuất đang ở bước" in again.text) == (422, True)


def told_by(asked, db) -> str:
    """What the worker says of the job that this answer leads to; it tries no second time."""
    job_id = asked.headers["Location"].rpartition("/")[2]
    run.run("lao-cai", job_id)
    db.rollback()
    return db.get_one(BackgroundJob, UUID(job_id)).message


def test_an_account_and_a_payee_are_named_on_the_case(payouts, office, sign_in, held_case, db):
    client, case = sign_in(office.officer), held_case
    party = payouts.debtor(case)
    answers = {"party": party.id, "bank": "Ngân hàng A", "number": "0123 456 789"}
    assert client.post(f"/cases/{case.id}/payees/accounts", data=answers).status_code == 303
    assert "0123456789" in client.get(f"/cases/{case.id}/payees").text
    answers["number"] = "?"
    assert client.post(f"/cases/{case.id}/payees/accounts", data=answers).status_code == 422


def test_the_list_of_payees_is_a_workbook_once_it_is_said_what_for(
    payouts, office, sign_in, held_case, db
):
    client, case = sign_in(office.accountant), held_case
    (creditor,) = [party.name for party in db.scalars(select(Party).where(
        Party.case_id == case.id, Party.role == PartyRole.CREDITOR))]  # fmt: skip
    db.commit()
    address = re.search(r'href="(/exports/money/payees/[^"]+)"',
                        client.get(f"/cases/{case.id}/payees").text)[1]  # fmt: skip
    assert "Mục đích xuất" in client.get(address).text

    sent = client.get(address, query_string={"purpose": ExportPurpose.REPORT.value})

    above, rows = 4, openpyxl.load_workbook(BytesIO(sent.data)).active
    told = [[c.value for c in row[:4]] for row in rows.iter_rows(min_row=above + 1)]
    assert [(row[0], row[2], row[3]) for row in told] == [
        (1, 80, creditor), (2, 40, creditor),
    ]  # fmt: skip
