"""Money for a sold asset: it enters the ledger by the door of collections, once."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from thads.assets import checks, queries
from thads.assets.actions import write
from thads.assets.course import Course
from thads.assets.models import AssetStep, DebtorAsset, StepKind
from thads.assets.refusals import KEPT, refuse
from thads.assets.terms import PaymentTerms, StepTerms
from thads.cases.actions import file
from thads.cases.history import replay
from thads.cases.models import Case
from thads.core.money import format_dong
from thads.identity.models import User
from thads.ledger import books
from thads.ledger.collections import CollectionTerms, collect
from thads.ledger.models import Collection, LedgerEntry, Means, Voucher

BY_CREDITOR = frozenset({StepKind.CREDITOR_TAKES, StepKind.AGREED_TRANSFER})


def pay(
    db: Session, case: Case, asset: DebtorAsset, terms: PaymentTerms, *, by: User, today: date
) -> AssetStep:
    """The buyer paid, or the creditor's claim was set off: one voucher of the books, one step.

    Errors: RuleBroken for more than is due, a receipt that is not of the case or counted already,
    a set-off by somebody who is no creditor.
    """
    file.hold(db, case)
    sent = queries.step_sent(db, asset, terms.submission_key)
    if sent is not None:
        return sent
    books.check_case(db, replay(file.known(db, case)), by, today)
    course = queries.course_of(db, asset)
    checks.order(course, _step(terms), today)
    assert course.sale is not None  # in its turn
    if terms.means is Means.DIRECT and course.sale.kind not in BY_CREDITOR:
        refuse("set_off", "Chỉ trừ vào tiền được thi hành án khi người được thi hành án nhận tài "
               f"sản. {KEPT}; chọn hình thức thu khác.", "means")  # fmt: skip
    if terms.voucher_id is None:
        voucher_id, amount = _collected(db, case, course, terms, by, today)
    else:
        voucher_id, amount = terms.voucher_id, _standing(db, case, terms.voucher_id)
        _check_amount(course, amount, "voucher")
    return write(db, asset, _step(terms), by, amount=amount, voucher_id=voucher_id)


def receipts(db: Session, case_id: UUID) -> list[tuple[Voucher, int]]:
    """Receipts of the case that stand and pay for no asset yet, with their đồng."""
    undone = select(Voucher.reverses_id).where(Voucher.reverses_id.is_not(None))
    counted = select(AssetStep.voucher_id).where(AssetStep.voucher_id.is_not(None))
    stmt = (
        select(Voucher, func.sum(LedgerEntry.amount))
        .join(Collection, Collection.voucher_id == Voucher.id)
        .join(LedgerEntry, LedgerEntry.voucher_id == Voucher.id)
        .where(
            Collection.case_id == case_id, Collection.means != Means.DIRECT,
            Voucher.id.not_in(undone), Voucher.id.not_in(counted),
        )
        .group_by(Voucher.id)
        .order_by(Voucher.day.desc(), Voucher.id)
    )  # fmt: skip
    return [(voucher, int(amount)) for voucher, amount in db.execute(stmt)]


def _collected(
    db: Session, case: Case, course: Course, terms: PaymentTerms, by: User, today: date
) -> tuple[UUID, int]:
    amount = course.due if terms.amount is None else terms.amount
    _check_amount(course, amount, "amount")
    assert course.sale is not None
    voucher = collect(
        db, case, CollectionTerms(
            means=terms.means, day=terms.day, amount=amount, payer=course.sale.body or "",
            reason=f"Tiền bán tài sản: {course.asset.description}"[:500],
            submission_key=f"{terms.submission_key}:books" if terms.submission_key else None,
            revision=terms.revision,
        ), by=by, today=today,
    )  # fmt: skip
    return voucher.id, amount


def _standing(db: Session, case: Case, voucher_id: UUID) -> int:
    found = {voucher.id: amount for voucher, amount in receipts(db, case.id)}
    if voucher_id not in found:
        refuse("receipt", "Khoản thu này không thuộc hồ sơ, đã hủy, hoặc đã tính cho tài sản khác. "
               f"{KEPT}; chọn lại.", "voucher")  # fmt: skip
    return found[voucher_id]


def _check_amount(course: Course, amount: int, field: str) -> None:
    if not 0 < amount <= course.due:
        refuse("overpaid", f"Còn phải nộp {format_dong(course.due)} đ, số ghi là "
               f"{format_dong(amount)} đ. {KEPT}; sửa số tiền.", field)  # fmt: skip


def _step(terms: PaymentTerms) -> StepTerms:
    return StepTerms(
        kind=StepKind.PAID, day=terms.day, note=terms.note, submission_key=terms.submission_key
    )
