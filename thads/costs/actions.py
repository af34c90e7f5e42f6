"""Costs of coercion are planned, approved, advanced, accounted for, let off and recovered.

The head's approval of actual costs, and his decision to let somebody off, enter the books in the
same step: what the fund has lent is always what is still due, so payouts may take it.
The caller commits.
"""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from thads.audit import actions as audit
from thads.cases.actions import file
from thads.cases.history import CaseHistory, replay
from thads.cases.models import Case
from thads.core.errors import NotFound, RuleBroken
from thads.core.money import format_dong
from thads.core.text import clean
from thads.costs import queries
from thads.costs.lines import lines_of
from thads.costs.models import CostSheet, CostSheetDecision, SheetKind
from thads.costs.terms import SheetTerms
from thads.delegations import competence
from thads.identity.models import User
from thads.ledger.accounts import Account
from thads.ledger.models import Voucher, VoucherKind
from thads.ledger.posting import Line, VoucherTerms, post
from thads.units import queries as units
from thads.units.models import Unit

KEPT = "Chưa ghi gì"


def plan(db: Session, case: Case, terms: SheetTerms, *, by: User, today: date) -> CostSheet:
    """Write an estimate (dự trù), to be approved before the coercion (NĐ62 Đ.45; NĐ152 Đ.86)."""
    if terms.coercion_on is None or terms.coercion_on < terms.day:
        raise RuleBroken(
            "costs.coercion_day",
            f"Ngày cưỡng chế phải từ ngày lập dự trù ({terms.day:%d/%m/%Y}) trở đi. {KEPT}; nhập "
            "lại ngày.",
            field="coercion_on",
        )
    return _write(db, case, SheetKind.ESTIMATE, terms, by=by, today=today)


def account_for(db: Session, case: Case, terms: SheetTerms, *, by: User, today: date) -> CostSheet:
    """Write what was spent (quyết toán), each line with its voucher; the head approves it."""
    if terms.settles_id is not None:
        estimate = of_case(db, case, terms.settles_id)
        if not estimate.is_approved or estimate.kind is not SheetKind.ESTIMATE:
            raise RuleBroken(
                "costs.not_an_estimate",
                f"Chỉ quyết toán dự trù đã được duyệt. {KEPT}; chọn lại dự trù.",
                field="settles",
            )
        _check_unsettled(db, estimate)
    for number, line in enumerate(terms.lines, start=1):
        if not line.voucher:
            raise RuleBroken(
                "costs.no_voucher",
                f"Dòng {number} chưa có chứng từ. {KEPT}; ghi số hợp đồng, hóa đơn hoặc danh sách "
                "ký nhận.",
                field="lines",
            )
    return _write(db, case, SheetKind.ACTUAL, terms, by=by, today=today)


def decide(
    db: Session, case: Case, sheet: CostSheet, *, approved: bool, note: str | None, by: User,
    today: date,
) -> CostSheetDecision:  # fmt: skip
    """The head approves a sheet or sends it back; approved actual costs enter the books.

    Errors: RuleBroken for who may not decide, wrote it himself, or decides again.
    """
    file.hold(db, case)
    history = _history(db, case, by)
    if sheet.decision is not None:
        raise RuleBroken(
            "costs.decided_already",
            f"Bản này đã được quyết định ngày {sheet.decision.day:%d/%m/%Y}. {KEPT}; lập bản mới "
            "nếu cần.",
        )
    if sheet.entered_by_id == by.id:
        raise RuleBroken(
            "costs.own_sheet", f"Người lập không tự duyệt bản của mình. {KEPT}; trình người khác."
        )
    check_head(db, history, by, today)
    if not approved and not (note and clean(note)):
        raise RuleBroken("costs.no_reason", f"Nêu lý do trả lại. {KEPT}.", field="note")
    if approved and sheet.settles_id is not None:
        _check_unsettled(db, of_case(db, case, sheet.settles_id))
    sheet.decision = CostSheetDecision(
        sheet_id=sheet.id, approved=approved, day=today, note=clean(note) if note else None,
        entered_by_id=by.id,
    )  # fmt: skip
    db.flush()
    audit.record(
        db, by, "costs.approved" if approved else "costs.sent_back", case, sheet_id=sheet.id,
        sheet_kind=sheet.kind, amount=sheet.total,
    )  # fmt: skip
    if approved and sheet.kind is SheetKind.ACTUAL:
        bring_level(db, case, f"Quyết toán chi phí cưỡng chế: {sheet.measure}", by=by, today=today)
    return sheet.decision


def bring_level(db: Session, case: Case, reason: str, *, by: User, today: date) -> Voucher | None:
    """Enter what the fund lends more, or less, than the books say: one voucher, or none."""
    costs = queries.of_case(db, case.id, today)
    missing = costs.lent - costs.from_fund
    if missing == 0:
        return None
    lent = (Account.COST_ADVANCE, Account.COST_FUND)
    debit, credit = lent if missing > 0 else lent[::-1]
    line = Line(debit=debit, credit=credit, amount=abs(missing), case=case)
    terms = VoucherTerms(
        kind=VoucherKind.TRANSFER, day=today, counterpart="Kinh phí cưỡng chế", reason=reason
    )
    return post(db, holder(db, case), terms, [line], by=by, today=today)


def holder(db: Session, case: Case) -> Unit:
    """The unit that has the case now."""
    history = replay(file.known(db, case))
    return units.get(db, history.now.unit_id)


def check_head(db: Session, history: CaseHistory, by: User, day: date) -> None:
    """Costs are approved and let off by who signs for the agency (L25 Đ.53 k.6; NĐ152 Đ.87)."""
    unit = units.get(db, history.now.unit_id)
    competence.check(db, competence.Paper("coercion_cost", day, unit), by, None)


def of_case(db: Session, case: Case, sheet_id: UUID) -> CostSheet:
    """A sheet of this case; NotFound otherwise."""
    found = queries.sheet(db, sheet_id)
    if found.case_id != case.id:
        raise NotFound
    return found


def _check_unsettled(db: Session, estimate: CostSheet) -> None:
    done = queries.settled_by(db, estimate)
    if done is not None:
        raise RuleBroken(
            "costs.settled_already",
            f"Dự trù ngày {estimate.day:%d/%m/%Y} đã quyết toán ngày {done.day:%d/%m/%Y}, "
            f"{format_dong(done.total)} đ. {KEPT}; chi thêm thì quyết toán không theo dự trù.",
            field="settles",
        )


def _write(
    db: Session, case: Case, kind: SheetKind, terms: SheetTerms, *, by: User, today: date
) -> CostSheet:
    file.hold(db, case)
    before = file.earlier(db, CostSheet, terms.submission_key, case.id)
    if before is not None:
        return before
    _history(db, case, by)
    file.check_day(case, terms.day, today)
    sheet = CostSheet(
        case_id=case.id, kind=kind, settles_id=terms.settles_id, day=terms.day,
        measure=clean(terms.measure), coercion_on=terms.coercion_on,
        place=clean(terms.place) if terms.place else None,
        plan=clean(terms.plan) if terms.plan else None,
        submission_key=terms.submission_key, entered_by_id=by.id,
    )  # fmt: skip
    sheet.lines = lines_of(terms)
    db.add(sheet)
    db.flush()
    audit.record(
        db, by, f"costs.{kind.value}", case, sheet_id=sheet.id, amount=sheet.total, day=sheet.day
    )
    return sheet


def _history(db: Session, case: Case, by: User) -> CaseHistory:
    history = replay(file.known(db, case))
    file.check_unit(history, by)
    return history
