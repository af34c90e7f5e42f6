"""An officer reckons what a person has to pay; the head decides on it (TT216 Đ.5)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import NoReturn
from uuid import UUID

from sqlalchemy.orm import Session

from thads.audit import actions as audit
from thads.cases.actions import file
from thads.cases.history import replay
from thads.cases.models import Case
from thads.core.errors import RuleBroken
from thads.core.text import clean
from thads.fees import queries
from thads.fees.accounts import FeeAccount
from thads.fees.models import FeeCharge, FeeProposal, PropertyReceipt
from thads.fees.reckoning import Basis, Line, Receipt, Reckoned
from thads.fees.terms import CorrectionTerms, ProposalTerms
from thads.identity.models import User
from thads.rules import fee_table

KEPT = "Chưa ghi gì"


def propose(
    db: Session, case: Case, wanted: Sequence[ProposalTerms], *, by: User, today: date
) -> FeeProposal:
    """Charge these people for all that bears a fee and was not decided on, with what is to come.

    Errors: RuleBroken when nothing is to be paid, or it is not known whether an item bears a fee.
    """
    key = wanted[0].submission_key
    before = hold(db, case, key, by)
    if before is not None:
        return before
    known = queries.accounts(db, case, today)
    proposal = FeeProposal(case_id=case.id, day=today, submission_key=key, entered_by_id=by.id)
    proposal.charges = [
        _charge(db, case, terms, known, today, position)
        for position, terms in enumerate(wanted, start=1)
    ]
    return _keep(db, proposal, case, by)


def correct(
    db: Session, case: Case, terms: CorrectionTerms, *, by: User, today: date
) -> FeeProposal:
    """Propose a charge in place of one that was wrong; too much is given back, too little paid.

    Only the last charge of a person may change its amount: later ones were reckoned after it.
    """
    before = hold(db, case, terms.submission_key, by)
    if before is not None:
        return before
    standing = {one.id: one for one in queries.charges_of(db, case.id, today)}
    wrong = standing.get(terms.charge_id)
    if wrong is None:
        refuse("charge_unknown", f"Khoản thu phí này không còn hiệu lực. {KEPT}; xem lại hồ sơ.")
    _check_correction(wrong, terms, list(standing.values()))
    day = wrong.proposal.day
    reckoned = Line(wrong.received_before).receive(Receipt(day, terms.amount, terms.basis))[1]
    charge = _made([reckoned], wrong.party_id, terms.basis, position=1, day=day)
    charge.corrects_id, charge.property_id = wrong.id, wrong.property_id
    proposal = FeeProposal(
        case_id=case.id, day=today, reason=clean(terms.reason), charges=[charge],
        submission_key=terms.submission_key, entered_by_id=by.id,
    )  # fmt: skip
    return _keep(db, proposal, case, by)


def hold(db: Session, case: Case, key: str | None, by: User) -> FeeProposal | None:
    """Hold the file for a proposal; what the same form wrote before, if it was sent before."""
    file.hold(db, case)
    before = file.earlier(db, FeeProposal, key, case.id)
    if before is None:
        file.check_unit(replay(file.known(db, case)), by)
    return before


def refuse(code: str, message: str, field: str | None = None) -> NoReturn:
    """Raise RuleBroken: what happened, that nothing was kept, what to do."""
    raise RuleBroken(f"fees.{code}", message, field=field)


def _charge(
    db: Session, case: Case, terms: ProposalTerms, known: dict[UUID, FeeAccount], today: date,
    position: int,
) -> FeeCharge:  # fmt: skip
    account = known.get(terms.party_id)
    if account is None:
        refuse("party_unknown", "Người này không phải người được thi hành án trong hồ sơ. "
               f"{KEPT}; chọn lại.", "party")  # fmt: skip
    if account.charges_nothing_on(today):
        refuse("exempt", "Người này đã được miễn phí cho mọi lần thu (Thông tư 216/2016/TT-BTC "
               f"Điều 7 khoản 4). {KEPT}; không phải ra quyết định thu phí.", "party")  # fmt: skip
    account = _as_said(account, terms.basis)
    coming, property_ = _coming(db, case, terms, today)
    fresh = [replace(one, amount=one.amount - account.ahead) for one in coming
             if one.amount > account.ahead]  # fmt: skip
    reckoned = [*account.undecided, *account.next(fresh)]
    if not any(one.fee for one in reckoned):
        why = (
            reckoned[-1].explanation if reckoned else "Không có khoản nào chịu phí chờ quyết định."
        )
        refuse("nothing_due", f"Lần này chưa phải thu phí. {why} {KEPT}.", "amount")
    basis = reckoned[-1].stretch.receipt.basis
    charge = _made(reckoned, terms.party_id, basis, position=position, day=today)
    charge.property_id = property_.id if property_ else None
    return charge


def _as_said(account: FeeAccount, basis: Basis | None) -> FeeAccount:
    """With what the officer knows of receipts between the parties: coerced before, or not."""
    if basis is None:
        return account
    if basis not in (Basis.COLLECTED, Basis.SELF_HANDED):
        refuse("basis", "Phần tự nguyện trong thời hạn tự nguyện được tính theo ngày thông báo "
               f"hợp lệ của hồ sơ. {KEPT}; ghi thông báo hợp lệ.", "basis")  # fmt: skip
    changed = [
        replace(one, receipt=replace(one.receipt, basis=basis))
        if one.receipt.basis is Basis.SELF_HANDED
        else one
        for one in account.received
    ]
    return replace(account, received=tuple(changed))


def _coming(
    db: Session, case: Case, terms: ProposalTerms, today: date
) -> tuple[list[Receipt], PropertyReceipt | None]:
    if terms.property_id is not None:
        found = {one.id: one for one in queries.properties(db, case.id)}.get(terms.property_id)
        charged = {one.property_id for one in queries.charges_of(db, case.id, today)}
        if found is None or found.party_id != terms.party_id or found.id in charged:
            refuse("property_unknown", "Tài sản này không có trong hồ sơ, không giao cho người này "
                   f"hoặc đã có quyết định thu phí. {KEPT}; chọn lại.", "property")  # fmt: skip
        coming = found.amount and found.day > today
        return ([Receipt(today, found.amount, found.basis)] if coming else []), found
    if not terms.amount:
        return [], None
    told = queries.quote(db, case, terms.party_id, terms.amount, today, item_id=terms.item_id)
    basis = terms.basis or Basis.COLLECTED
    return ([Receipt(today, told.liable, basis)] if told.liable else []), None


def _made(
    reckoned: Sequence[Reckoned], party_id: UUID, basis: Basis, *, position: int, day: date
) -> FeeCharge:
    """One charge for all of these, from the first đồng that is charged to the last."""
    charged = [stretch for one in reckoned for stretch in one.charged]
    start = charged[0].start if charged else reckoned[0].stretch.start
    return FeeCharge(
        party_id=party_id, position=position, received_before=start,
        amount=reckoned[-1].stretch.end - start, basis=basis, threshold=fee_table.threshold(day),
        fee=sum(one.fee for one in reckoned),
        explanation=" ".join(one.explanation for one in reckoned if one.charged)
        or reckoned[-1].explanation,
    )  # fmt: skip


def _check_correction(
    wrong: FeeCharge, terms: CorrectionTerms, standing: Sequence[FeeCharge]
) -> None:
    if not clean(terms.reason):
        refuse("reason_needed", f"Phải nêu nhầm lẫn cần sửa. {KEPT}; nhập lý do.", "reason")
    later = [one for one in standing if one.party_id == wrong.party_id and one.end > wrong.end]
    if later and terms.amount != wrong.amount:
        refuse("later_charges", "Sau lần này đã có quyết định thu phí khác của cùng người, "
               f"tính tiếp trên số tiền cũ. {KEPT}; sửa quyết định sau cùng trước.",
               "amount")  # fmt: skip
    if (terms.amount, terms.basis) == (wrong.amount, wrong.basis):
        refuse("nothing_changed", f"Số tiền và căn cứ vẫn như cũ. {KEPT}; nhập số đúng.", "amount")


def _keep(db: Session, proposal: FeeProposal, case: Case, by: User) -> FeeProposal:
    for charge in proposal.charges:
        charge.entered_by_id = by.id
    db.add(proposal)
    db.flush()
    audit.record(
        db, by, "fee.proposed", case, proposal_id=proposal.id, day=proposal.day,
        fee=sum(one.fee for one in proposal.charges),
        charges=[
            {"party_id": str(one.party_id), "amount": one.amount, "before": one.received_before,
             "fee": one.fee, "basis": one.basis.value}
            for one in proposal.charges
        ],
    )  # fmt: skip
    return proposal
