"""Who may not touch a proposal, and whether its money still lies as it was proposed."""

from collections.abc import Collection, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from thads.cases.models import Case
from thads.conflicts import actions as conflicts
from thads.conflicts.queries import conflicts_of
from thads.core.errors import RuleBroken
from thads.core.money import format_dong
from thads.identity.models import User
from thads.interest import owing
from thads.payouts import sources
from thads.payouts.distribution import Claim, distribute
from thads.payouts.drafting import KEPT
from thads.payouts.models import PayoutLine, PayoutProposal
from thads.payouts.terms import LineKind
from thads.rules.payment_order import Deducted, order_on


def check_related(db: Session, case_ids: Collection[UUID], by: User, day: date) -> None:
    """Nobody acts on money for, or of, a relative (L08 Đ.21; L25 Đ.16)."""
    found = conflicts_of(db, [by.id], sorted(case_ids))
    barring = next((one for one in found if one.bars), None)
    if barring is not None:
        raise RuleBroken("payouts.relative", conflicts.said(db, barring, day))


def check_unmoved(
    db: Session, proposal: PayoutProposal, case: Case, lines: Sequence[PayoutLine]
) -> None:
    """RuleBroken when the case holds another sum, or the law would share it otherwise by now."""
    money = sources.money_of(db, case.id, proposal.unit_id)
    held = {line.item_id: line.amount for line in lines if line.kind is LineKind.HELD}
    if money.unallocated != proposal.amount or dict(money.held) != held:
        now = money.unallocated + sum(money.held.values())
        raise RuleBroken(
            "payouts.money_moved",
            f"Tiền của hồ sơ {case.title} đã thay đổi: đề xuất chia "
            f"{format_dong(proposal.amount + proposal.held)} đ, sổ đang giữ {format_dong(now)} đ. "
            f"{KEPT}; hủy đề xuất này rồi lập lại.",
        )
    if _shares(db, proposal, lines) != _amounts(lines):
        raise RuleBroken(
            "payouts.claims_moved",
            "Số còn phải thi hành của một khoản đã thay đổi nên bảng chia không còn đúng. "
            f"{KEPT}; hủy đề xuất này rồi lập lại.",
        )


Amounts = dict[tuple[LineKind, UUID | None], int]


def _amounts(lines: Sequence[PayoutLine]) -> Amounts:
    return {
        (line.kind, line.item_id): line.amount for line in lines if line.kind is not LineKind.HELD
    }


def _shares(db: Session, proposal: PayoutProposal, lines: Sequence[PayoutLine]) -> Amounts:
    """The same items by the same law, with what remains on them now."""
    claimed = {line.item_id: line for line in lines if line.kind is LineKind.CLAIM}
    cases = sources.cases_of(db, {line.case_id for line in lines if line.item_id})
    charged = {line.item_id: line for line in lines if line.kind is LineKind.INTEREST}
    owed = owing.owed(db, cases, proposal.received_on) if charged else {}
    claims = list[Claim]()
    for one in sources.asked_of(db, cases):
        if line := claimed.get(one.item.id):
            claims.append(sources.claim(one, line.rank or 0, secured=line.secured))
        if (line := charged.get(one.item.id)) and (due := owed.get(one.item.id)):
            claims.append(sources.interest_claim(one, due, secured=line.secured))
    deductions = {Deducted.of(one.kind.value): one.amount for one in lines if one.kind.is_deduction}
    if sum(deductions.values()) > proposal.amount:
        return {}
    shares = distribute(
        proposal.amount, deductions, claims, law=order_on(proposal.day),
        coercion_on=proposal.coercion_on,
    )  # fmt: skip
    return {(one.kind, one.part.claim.item_id if one.part else None): one.amount for one in shares}
