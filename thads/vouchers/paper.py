"""What the paper of a voucher says: who paid whom, how much, for which items, and its signatures.

The forms in the annexes of TT04/2023 and TT78/2020 were never published with their texts: what
must be said is taken from TT04/2023 Đ.14–16, the layout is ours.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from thads.cases.models import Case, ObligationItem
from thads.core.days import day_in_words
from thads.core.errors import RuleBroken
from thads.core.numerals import dong_in_words
from thads.documents.actions import issuer_on
from thads.identity.models import User
from thads.ledger.accounts import Account
from thads.ledger.collections import collection_of
from thads.ledger.models import Collection, LedgerEntry, Means, Voucher, VoucherKind
from thads.vouchers.queries import entries_of, reversal_of

MONEY = (Account.CASH, Account.TRUST, Account.DIRECT)
RECEIPTS = (VoucherKind.COLLECTION_RECEIPT, VoucherKind.CREDIT_ADVICE)
TITLES = {
    VoucherKind.COLLECTION_RECEIPT: "BIÊN LAI THU TIỀN",
    VoucherKind.CREDIT_ADVICE: "BIÊN LAI THU TIỀN",  # of money by transfer (TT04/2023 Đ.16 k.4)
    VoucherKind.CASH_RECEIPT: "PHIẾU THU",
    VoucherKind.CASH_PAYMENT: "PHIẾU CHI",
}
PAYER, COLLECTOR = "Người nộp tiền", "Người thu tiền"
KEEPER, CASHIER, WRITER = "Phụ trách kế toán", "Thủ quỹ", "Người lập phiếu"
BY_TRANSFER = "Thu qua chuyển khoản"


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs: the title, a note in the place of a signature, the name."""

    title: str
    note: str = ""
    name: str = ""


def is_printed(voucher: Voucher) -> bool:
    """Whether the office prints such vouchers; the bank has its own orders."""
    return voucher.kind in TITLES and voucher.reverses_id is None


def compose(db: Session, voucher: Voucher) -> dict[str, Any]:
    """All that the paper prints; RuleBroken for a voucher that the office does not print."""
    if not is_printed(voucher):
        raise RuleBroken(
            "voucher.not_printed",
            f"{voucher.kind.label} {voucher.title} không có mẫu in. Chưa lập gì; in phiếu thu, "
            "phiếu chi hoặc biên lai.",
        )
    issuer = issuer_on(db, voucher.unit_id, voucher.day)
    entries, collection = entries_of(db, voucher.id), collection_of(db, voucher.id)
    amount = amount_of(voucher, entries)
    back = reversal_of(db, voucher.id)
    return {
        "title": TITLES[voucher.kind], "number": number_of(voucher),
        "superior": issuer.superior, "agency": issuer.agency, "place": issuer.place,
        "dated": voucher.day.isoformat(), "dated_words": day_in_words(voucher.day),
        "facts": list(_facts(voucher, collection)), "lines": lines_of(db, entries),
        "amount": amount, "in_words": dong_in_words(amount),
        "signatures": [
            {"title": one.title, "note": one.note, "name": one.name}
            for one in _signatures(db, voucher)
        ],
        "cancelled": f"Hủy bằng chứng từ {back.title} ngày {back.day:%d/%m/%Y}" if back else "",
    }  # fmt: skip


def number_of(voucher: Voucher) -> str:
    """Seven digits on a receipt (TT04/2023 Đ.14 k.2), else as the books write it."""
    if voucher.kind is VoucherKind.COLLECTION_RECEIPT:
        return f"{voucher.number:07d}/{voucher.year}"
    return voucher.title


def amount_of(voucher: Voucher, entries: Iterable[LedgerEntry]) -> int:
    """Đồng that came in, or went out of the box."""
    if voucher.kind is VoucherKind.CASH_PAYMENT:
        return sum(entry.amount for entry in entries if entry.credit is Account.CASH)
    return sum(entry.amount for entry in entries if entry.debit in MONEY)


def lines_of(db: Session, entries: Sequence[LedgerEntry]) -> list[dict[str, Any]]:
    """What the money is for: case, item, đồng."""
    cases = _cases(db, entries)
    lines = []
    for entry in entries:
        if entry.debit is Account.DIRECT or entry.credit is not Account.DIRECT:
            case = cases.get(entry.case_id) if entry.case_id else None
            lines.append(
                {"text": f"{_what(entry)}{_of(case)}", "amount": entry.amount}
            )  # fmt: skip
    return lines


def _what(entry: LedgerEntry) -> str:
    item: ObligationItem | None = entry.item
    if item is not None:
        return f"Khoản {item.position}. {item.kind.label}"
    account = entry.credit if entry.debit in MONEY else entry.debit
    return account.label


def _of(case: Case | None) -> str:
    if case is None:
        return ""
    return f", Quyết định thi hành án số {case.title} ngày {case.docketed_on:%d/%m/%Y}"


def _cases(db: Session, entries: Sequence[LedgerEntry]) -> Mapping[UUID, Case]:
    ids = {entry.case_id for entry in entries if entry.case_id}
    return {case.id: case for case in db.scalars(select(Case).where(Case.id.in_(ids)))}


def _facts(voucher: Voucher, collection: Collection | None) -> Iterable[tuple[str, str]]:
    paid_out = voucher.kind is VoucherKind.CASH_PAYMENT
    yield ("Họ tên người nhận tiền" if paid_out else "Họ tên người nộp tiền"), voucher.counterpart
    if collection is not None and collection.payer_address:
        yield "Địa chỉ", collection.payer_address
    if collection is not None and collection.on_behalf_of:
        yield "Nộp thay cho", collection.on_behalf_of
    if voucher.account_number or voucher.bank:
        told = [voucher.account_number or "", voucher.bank or ""]
        yield "Tài khoản", ", ".join(one for one in told if one)
    yield ("Lý do chi" if paid_out else "Nội dung thu"), voucher.reason
    if collection is not None and collection.means is not Means.CASH:
        yield "Hình thức", collection.means.label


def _signatures(db: Session, voucher: Voucher) -> Sequence[Signature]:
    writer = db.get(User, voucher.entered_by_id) if voucher.entered_by_id else None
    name = writer.full_name if writer else ""
    if voucher.kind is VoucherKind.CREDIT_ADVICE:
        return (Signature(PAYER, BY_TRANSFER), Signature(COLLECTOR, "", name))
    if voucher.kind is VoucherKind.COLLECTION_RECEIPT:
        return (Signature(PAYER), Signature(COLLECTOR, "", name))
    other = Signature("Người nhận tiền") if voucher.kind is VoucherKind.CASH_PAYMENT else None
    head = (Signature("Thủ trưởng đơn vị"),) if other else ()
    return (
        *head, Signature(KEEPER), Signature(WRITER, "", name), other or Signature(PAYER),
        Signature(CASHIER),
    )  # fmt: skip
