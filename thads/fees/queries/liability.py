"""Whether what is received on an item bears a fee (TT216 Đ.6)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from thads.cases.models import Case, ItemKind, ObligationItem
from thads.core.errors import RuleBroken
from thads.core.text import fold
from thads.fees.models import ItemFeeLiability
from thads.rules import fee_grounds
from thads.rules.citation import cited
from thads.rules.fee_grounds import Liability

POLICY_BANK = "chinh sach xa hoi"


class Standing(NamedTuple):
    """Whether an item bears a fee, and the words why."""

    liability: Liability
    why: str


def liabilities(db: Session, case_id: UUID, day: date) -> dict[UUID, Standing]:
    """Whether each item bears a fee on `day`: what was said of it last, else by its kind."""
    said: dict[UUID, ItemFeeLiability] = {}
    stmt = select(ItemFeeLiability).join(ObligationItem).where(
        ObligationItem.case_id == case_id, ItemFeeLiability.day <= day
    )  # fmt: skip
    for one in db.scalars(stmt.order_by(ItemFeeLiability.day, ItemFeeLiability.id)):
        said[one.item_id] = one
    items = select(ObligationItem, Case.bank).join(Case).where(ObligationItem.case_id == case_id)
    return {
        item.id: _said(said[item.id]) if item.id in said else _by_kind(item, bank, day)
        for item, bank in db.execute(items)
    }


def bears(standings: Mapping[UUID, Standing], item_id: UUID | None) -> bool:
    """Late interest that names no item goes with what bears a fee."""
    return item_id is None or known(standings[item_id]) is Liability.LIABLE


def known(standing: Standing) -> Liability:
    """What is known; RuleBroken where somebody has to say it first."""
    if standing.liability is Liability.UNKNOWN:
        raise RuleBroken("fees.liability_unknown", standing.why, field="item")
    return standing.liability


def _said(one: ItemFeeLiability) -> Standing:
    if one.no_fee is None:
        return Standing(Liability.LIABLE, one.reason)
    clause = fee_grounds.no_fee(one.no_fee, one.day)
    return Standing(Liability.FREE, f"{clause.text} ({cited(clause.source)}): {one.reason}")


def _by_kind(item: ObligationItem, bank: str | None, day: date) -> Standing:
    """By the kind alone; a loan of the policy bank may be free of fees and is asked about."""
    found = fee_grounds.liability(item.kind.value, day)
    if item.kind is ItemKind.CREDIT_DEBT and POLICY_BANK in fold(bank or ""):
        found = Liability.UNKNOWN
    if item.state_budget:
        return Standing(Liability.FREE, "Khoản nộp ngân sách nhà nước, không có người được trả.")
    named = f"Khoản {item.position} ({item.kind.label})"
    if found is Liability.UNKNOWN:
        return Standing(
            found,
            f"{named} chưa rõ có phải chịu phí thi hành án không (Thông tư 216/2016/TT-BTC Điều "
            "6). Chưa ghi gì; xác định ở mục Phí thi hành án của hồ sơ rồi làm lại.",
        )
    clauses = [one for one in fee_grounds.no_fees(day) if item.kind.value in one.items]
    why = f"{clauses[0].text} ({cited(clauses[0].source)})" if clauses else "Chịu phí"
    return Standing(found, f"{named}: {why}")
