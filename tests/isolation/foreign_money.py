"""Money of the other province: what waits, was paid over, or was spent on a coercion."""

from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories import ENTERED
from tests.isolation.foreign_fees import fees_of
from thads.bankbook.models import BankAccount, BankFile, BankRow, BankStatement
from thads.cases.models import Case
from thads.costs.models import CostRelief, CostSheet, SheetKind
from thads.ledger.models import Voucher, VoucherKind
from thads.parties.models import Party


def of_case(db: Session, case: Case, told: str) -> dict[str, Any]:
    """One record of each kind on this case, by the name of the argument that asks for it."""
    sheet = CostSheet(
        case_id=case.id, kind=SheetKind.ESTIMATE, day=date(2024, 5, 2), measure=told,
        coercion_on=date(2024, 5, 9), entered_at=ENTERED,
    )  # fmt: skip
    debtor = db.scalars(select(Party.id).where(Party.case_id == case.id)).first()
    relief = CostRelief(
        case_id=case.id, party_id=debtor, received_on=date(2024, 5, 2), ground="a", reason=told,
        proof=told, payable=1_000, entered_at=ENTERED,
    )  # fmt: skip
    voucher = Voucher(
        unit_id=case.unit_id, kind=VoucherKind.PAYMENT_ORDER, year=2024, number=1,
        day=date(2024, 5, 2), counterpart=told, reason=told, entered_at=ENTERED,
    )  # fmt: skip
    db.add_all([sheet, relief, voucher])
    db.flush()
    return {
        "code": "V13.TS.NA.240930", "form_number": 99,  # a figure of its unit; a form of nobody
        **fees_of(db, case.id, told),
        "sheet_id": sheet.id, "relief_id": relief.id, "remittance_id": voucher.id,
        "account": "held_creditor", "voucher_id": voucher.id, **_at_the_bank(db, case, told),
    }  # fmt: skip


def _at_the_bank(db: Session, case: Case, told: str) -> dict[str, Any]:
    """A row of a statement of the bank."""
    day, entered = date(2024, 2, 5), {"entered_at": ENTERED}
    account = BankAccount(unit_id=case.unit_id, bank=told, number="12345678", **entered)
    db.add(account)
    db.flush()
    file = BankFile(account_id=account.id, name=told, sha256="0" * 64, rows=1, **entered)
    db.add(file)
    db.flush()
    statement = BankStatement(
        file_id=file.id, account_id=account.id, columns={}, first_day=day, last_day=day, taken=1,
        known=0, **entered,
    )  # fmt: skip
    db.add(statement)
    db.flush()
    row = BankRow(
        statement_id=statement.id, account_id=account.id, line=2, position=1, day=day,
        amount=1_000, text=told, fingerprint="0" * 64, **entered,
    )  # fmt: skip
    db.add(row)
    db.flush()
    return {"account_id": account.id, "bank_file_id": file.id, "row_id": row.id}
