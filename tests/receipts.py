"""Money that comes in on one item, entered as the office enters it."""

from datetime import date

from sqlalchemy.orm import Session

import thads.schema  # noqa: F401  (completes the metadata: records name each other)
from thads.cases import queries as cases
from thads.cases.models import Case
from thads.identity.models import User
from thads.ledger import collections
from thads.ledger.accounts import Account
from thads.ledger.collections import CollectionTerms
from thads.ledger.models import LedgerEntry, Means, VoucherKind
from thads.ledger.terms import MovementTerms

MEANS = {
    Account.CASH: Means.CASH, Account.TRUST: Means.TRANSFER, Account.DIRECT: Means.DIRECT,
}  # fmt: skip


def collect(db: Session, case: Case, terms: MovementTerms, *, by: User, today: date) -> LedgerEntry:
    """A receipt that is shared out to this item alone; answers what came in."""
    wanted = CollectionTerms(
        means=MEANS[terms.place], day=terms.day, amount=terms.amount, payer=case.title,
        reason=terms.note or "Nộp tiền", shares={terms.item_id: terms.amount},
        paper=VoucherKind.CASH_RECEIPT, paper_number=terms.voucher,
        submission_key=terms.submission_key, revision=terms.revision,
    )  # fmt: skip
    read = cases.get(db, case.id, scope=None)
    voucher = collections.collect(db, read, wanted, by=by, today=today)
    return next(entry for entry in voucher.entries if entry.case_id == case.id)
