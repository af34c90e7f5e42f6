"""What the lists of money are made of: so many queries, however many holdings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from itertools import islice
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import case as either
from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from thads.cases.models import Case, CaseInterval, ObligationItem
from thads.holdings.layers import Change
from thads.holdings.models import PayeeNotice
from thads.ledger.accounts import BY_ITEM, Account
from thads.ledger.models import LedgerEntry
from thads.units.models import Unit

CHUNK = 500


class Place(NamedTuple):
    """One holding: an account of one item, or of the case itself."""

    account: Account
    case_id: UUID
    item_id: UUID | None


class Held(NamedTuple):
    """A case with the unit and the officer that have it."""

    case: Case
    unit_id: UUID
    officer_id: UUID | None


def changes(
    db: Session, accounts: Sequence[Account], day: date, case_id: UUID | None = None
) -> Mapping[Place, list[Change]]:
    """The transfers of every place of these accounts in cases where something is left."""
    entry, found = LedgerEntry, defaultdict[Place, list[Change]](list)
    for account in accounts:
        of_item = account in BY_ITEM  # else it is the case's alone
        signed = either((entry.credit == account, entry.amount), else_=-entry.amount)
        where = [
            or_(entry.credit == account, entry.debit == account), entry.day <= day,
            entry.case_id.is_not(None) if case_id is None else entry.case_id == case_id,
        ]  # fmt: skip
        left = (
            select(entry.case_id)
            .where(*where)
            .group_by(*((entry.case_id, entry.item_id) if of_item else (entry.case_id,)))
            .having(func.sum(signed) != 0)
        )
        stmt = select(
            entry.case_id, entry.item_id, entry.id, entry.day, signed, entry.reverses_id
        ).where(*where, entry.case_id.in_(left))
        for of_case, item_id, *change in db.execute(stmt.order_by(entry.day, entry.id)):
            if of_case is not None:
                place = Place(account, of_case, item_id if of_item else None)
                found[place].append(Change(*change))
    return found


def held(
    db: Session, case_ids: Collection[UUID], day: date, scope: UUID | None
) -> dict[UUID, Held]:
    """These cases as far as the unit `scope` (None: the province) has them on `day`."""
    interval, found = CaseInterval, dict[UUID, Held]()
    for ids in _chunks(case_ids):
        stmt = (
            select(Case, interval.unit_id, interval.officer_id)
            .join(interval, interval.case_id == Case.id)
            .where(
                Case.id.in_(ids), interval.starts_on <= day,
                or_(interval.ends_on.is_(None), interval.ends_on > day),
            )
        )  # fmt: skip
        if scope is not None:
            stmt = stmt.where(interval.unit_id.in_(Unit.answered_for_by(scope)))
        found |= {case.id: Held(case, unit, officer) for case, unit, officer in db.execute(stmt)}
    return found


def items(db: Session, ids: Collection[UUID]) -> dict[UUID, ObligationItem]:
    """These items by their ids."""
    found: dict[UUID, ObligationItem] = {}
    for some in _chunks(ids):
        stmt = select(ObligationItem).where(ObligationItem.id.in_(some))
        found |= {item.id: item for item in db.scalars(stmt)}
    return found


def notices(db: Session, case_ids: Collection[UUID], day: date) -> dict[Place, PayeeNotice]:
    """The latest notice of each place until `day`."""
    found: dict[Place, PayeeNotice] = {}
    for ids in _chunks(case_ids):
        stmt = select(PayeeNotice).where(PayeeNotice.case_id.in_(ids), PayeeNotice.told_on <= day)
        for one in db.scalars(stmt.order_by(PayeeNotice.told_on, PayeeNotice.id)):
            found[Place(one.account, one.case_id, one.item_id)] = one
    return found


def savings(
    db: Session, case_ids: Collection[UUID], day: date
) -> dict[tuple[UUID, UUID | None], int]:
    """Đồng in savings for each case and item."""
    entry, found = LedgerEntry, dict[tuple[UUID, UUID | None], int]()
    of_savings = or_(entry.debit == Account.SAVINGS, entry.credit == Account.SAVINGS)
    signed = either((entry.debit == Account.SAVINGS, entry.amount), else_=-entry.amount)
    for ids in _chunks(case_ids):
        stmt = (
            select(entry.case_id, entry.item_id, func.sum(signed))
            .where(of_savings, entry.case_id.in_(ids), entry.day <= day)
            .group_by(entry.case_id, entry.item_id)
        )
        for case_id, item_id, amount in db.execute(stmt):
            if case_id is not None:
                found[case_id, item_id] = int(amount)
    return found


def _chunks(ids: Collection[UUID]) -> Sequence[list[UUID]]:
    remaining, found = iter(sorted(ids)), list[list[UUID]]()
    while some := list(islice(remaining, CHUNK)):
        found.append(some)
    return found
