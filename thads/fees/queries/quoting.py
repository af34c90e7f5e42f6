"""The state of each creditor's fee in a case, and the fee of what comes next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from thads.cases.models import Case, ObligationItem
from thads.core.errors import RuleBroken
from thads.core.money import format_dong
from thads.fees.accounts import FeeAccount, FeeQuote, Received, said_of_owed
from thads.fees.models import FeeReliefAnswer, PropertyReceipt
from thads.fees.queries.charges import charges_of, properties, reliefs_of
from thads.fees.queries.liability import Standing, bears, known, liabilities
from thads.fees.received import Money, Paid, given_to, money_of
from thads.fees.reckoning import Basis, Receipt, Reckoned
from thads.parties.models import Party, PartyRole
from thads.rules import fee_grounds, fee_table
from thads.rules.citation import cited
from thads.rules.fee_grounds import Liability

VOLUNTARY = cited("TT216 Đ.6 k.8")
MERIT = cited("TT216 Đ.7 k.1 điểm a")


class Payment(NamedTuple):
    """Money of an item that a person is about to receive."""

    party_id: UUID
    item_id: UUID
    amount: int
    is_interest: bool = False  # late interest: nothing of it was paid in voluntarily


def quote(
    db: Session, case: Case, party_id: UUID, amount: int, day: date, *, item_id: UUID | None = None
) -> FeeQuote:
    """The fee when a creditor receives this much of an item on `day` (the only one if none is
    named).

    Errors: RuleBroken when it is not known whether an item bears a fee; MissingRule.
    """
    payment = Payment(party_id, item_id or _only_item(db, case), amount)
    return quotes(db, case, [payment], day)[0]


def quotes(db: Session, case: Case, payments: Sequence[Payment], day: date) -> list[FeeQuote]:
    """The fees of many payments of one case, each after those before it; a handful of queries."""
    standings, money = liabilities(db, case.id, day), money_of(db, case.id, day)
    state = accounts(db, case, day, money=money, standings=standings)
    return [_quoted(state, standings, money, payment, day) for payment in payments]


def accounts(
    db: Session, case: Case, day: date, *, money: Money | None = None,
    standings: Mapping[UUID, Standing] | None = None,
) -> dict[UUID, FeeAccount]:  # fmt: skip
    """The state of the fee of each creditor of a case at the end of `day`."""
    money = money or money_of(db, case.id, day)
    standings = standings or liabilities(db, case.id, day)
    people = creditors(db, case.id)
    paid = given_to(money.paid, people)
    charges, spared = charges_of(db, case.id, day), reliefs_of(db, case.id, day)
    charged = {one.property_id for one in charges}
    handed = [p for p in properties(db, case.id) if p.day <= day or p.id in charged]
    only = people[0] if len(people) == 1 else None
    found = {}
    for party_id in people:
        mine = [one for one in charges if one.party_id == party_id]
        relieved = [one for one in spared if one.request.charge.party_id == party_id]
        found[party_id] = FeeAccount(
            party_id=party_id,
            received=_received(
                paid.get(party_id, []), [p for p in handed if p.party_id == party_id], standings
            ),
            charges=mine,
            spared=sum(one.spared for one in relieved if one.request.charge in mine),
            collected=money.fees.get(party_id, 0) + (money.fees.get(None, 0) if only else 0),
            exempt_from=_exempt_from(relieved),
        )
    return found


def creditors(db: Session, case_id: UUID) -> list[UUID]:
    """Those who may receive, in the order of the file."""
    stmt = select(Party.id).where(Party.case_id == case_id, Party.role == PartyRole.CREDITOR)
    return list(db.scalars(stmt.order_by(Party.entered_at, Party.id)))


def _exempt_from(relieved: Sequence[FeeReliefAnswer]) -> date | None:
    """Since when a person is exempted for good, whatever is decided later (TT216 Đ.7 k.4)."""
    days = [
        one.day for one in relieved
        if fee_grounds.relief(one.request.ground, one.day).lasting
    ]  # fmt: skip
    return min(days, default=None)


def _received(
    paid: Sequence[Paid], property_: Sequence[PropertyReceipt], standings: Mapping[UUID, Standing]
) -> tuple[Received, ...]:
    """What bears a fee, in the order of days; money before property of the same day."""
    found = [
        Received(Receipt(one.day, one.amount, one.basis), one.of_register)
        for one in paid
        if one.basis is not Basis.VOLUNTARY and bears(standings, one.item_id)
    ]
    found += [
        Received(Receipt(one.day, one.amount, one.basis)) for one in property_
        if one.amount and fee_table.share(one.basis.value, one.day).part
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda one: one.receipt.day))


def _only_item(db: Session, case: Case) -> UUID:
    stmt = select(ObligationItem.id).where(
        ObligationItem.case_id == case.id, ObligationItem.state_budget.is_(False)
    )
    found = db.scalars(stmt).all()
    if len(found) != 1:
        raise RuleBroken(
            "fees.item_needed",
            f"Hồ sơ {case.title} có {len(found)} khoản trả cho người được thi hành án. Chưa tính "
            "phí; chọn khoản.",
            field="item",
        )
    return found[0]


def _quoted(
    state: dict[UUID, FeeAccount], standings: Mapping[UUID, Standing], money: Money,
    payment: Payment, day: date,
) -> FeeQuote:  # fmt: skip
    """One payment after all before it; it is then part of what was received."""
    account, standing = state[payment.party_id], standings[payment.item_id]
    parts = [(Basis.COLLECTED, payment.amount)]
    if not payment.is_interest:
        parts = money.parts(payment.item_id, payment.amount, Basis.COLLECTED)
        money.paid_of[payment.item_id] = money.paid_of.get(payment.item_id, 0) + payment.amount
    liable = sum(part for basis, part in parts if basis is Basis.COLLECTED)
    if known(standing) is Liability.FREE:
        liable = 0
    fresh = liable - min(liable, account.ahead)
    reckoned = account.next([Receipt(day, fresh)]) if fresh else []
    exempt = account.charges_nothing_on(day)
    fee = 0 if exempt else sum(one.fee for one in reckoned)
    owed = account.owed
    receipt = Received(Receipt(day, liable))
    deduct = min(payment.amount, fee + max(0, owed))
    state[payment.party_id] = replace(
        account, received=(*account.received, receipt) if liable else account.received,
        collected=account.collected + deduct,
    )  # fmt: skip
    return FeeQuote(
        party_id=payment.party_id, day=day, amount=payment.amount, liable=liable,
        before=account.total, threshold=fee_table.threshold(day), fee=fee, owed=owed,
        deduct=deduct, explanation=_explained(standing, parts, reckoned, exempt, liable, owed),
    )  # fmt: skip


def _explained(
    standing: Standing, parts: Sequence[tuple[Basis, int]], reckoned: Sequence[Reckoned],
    exempt: bool, liable: int, owed: int,
) -> str:  # fmt: skip
    if standing.liability is Liability.FREE:
        return f"Không chịu phí. {standing.why}.{said_of_owed(owed)}"
    free = sum(part for basis, part in parts if basis is Basis.VOLUNTARY)
    told = (
        f"{format_dong(free)} đ nộp trong thời hạn tự nguyện không chịu phí ({VOLUNTARY}). "
        if free
        else ""
    )
    if exempt:
        told += f"Được miễn phí ({MERIT})."
    elif reckoned:
        told += reckoned[-1].explanation
    elif liable:
        told += "Phí của lần nhận này đã có quyết định thu."
    return f"{told}{said_of_owed(owed)}".strip()
