"""What a case holds, and who asks for it: read in a few queries, whatever the number of cases."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Select, false, func, select
from sqlalchemy.orm import Session

from thads.cases import facts
from thads.cases.history import ItemMoment, replay
from thads.cases.models import Case, CaseInterval, ObligationItem
from thads.costs import queries as costs
from thads.interest.owing import Owed
from thads.ledger import books
from thads.ledger.accounts import Account
from thads.ledger.models import LedgerEntry
from thads.parties.models import Party, PartyRole
from thads.payouts.distribution import Claim
from thads.payouts.models import ItemPayee
from thads.rules.coercion_costs import Bearer
from thads.units.models import Unit

CHUNK = 500
LISTED = 200  # other cases of the debtor that a page shows one by one
HELD = (Account.HELD_CREDITOR, Account.HELD_STATE)


@dataclass(frozen=True, slots=True)
class Money:
    """What a case holds in one unit's books, in đồng."""

    unallocated: int
    held: Mapping[UUID, int]  # of each item
    costs: int  # advanced for it and not yet recovered
    received_on: date | None  # when the last of it came in


class Others(NamedTuple):
    """Other cases of the debtor: the first of them, how many more, and what remains on those."""

    listed: Sequence[Case]
    more: int
    remaining: int


class Asked(NamedTuple):
    """An item as it stands now; `payee_id` empty with `state_budget`: the budget gets it."""

    item: ObligationItem
    case: Case
    moment: ItemMoment
    payee_id: UUID | None


def claim(asked: Asked, rank: int, *, secured: bool) -> Claim:
    """What an item asks for of what was awarded."""
    item, case, moment, _ = asked
    return Claim(
        case_id=case.id, item_id=item.id, rank=rank, secured=secured,
        order=(case.numbering_year, case.number, item.position),
        awarded=moment.awarded + moment.increases, remaining=moment.remaining,
        requested_on=case.docketed_on, judgment_id=case.judgment_id,
    )  # fmt: skip


def interest_claim(asked: Asked, owed: Owed, *, secured: bool) -> Claim:
    """What it asks for of late interest."""
    return replace(
        claim(asked, 0, secured=secured), awarded=owed.amount, remaining=owed.amount,
        is_interest=True, interest_first=owed.first,
    )  # fmt: skip


def money_of(db: Session, case_id: UUID, unit_id: UUID) -> Money:
    """The balances of a case in these books."""
    entry = LedgerEntry
    stmt = (
        select(entry.debit, entry.credit, entry.item_id, func.sum(entry.amount))
        .where(entry.case_id == case_id, entry.unit_id == unit_id)
        .group_by(entry.debit, entry.credit, entry.item_id)
    )
    found: dict[tuple[Account, UUID | None], int] = defaultdict(int)
    for debit, credit, item_id, amount in db.execute(stmt):
        for account, sign in ((debit, 1), (credit, -1)):
            own = item_id if account in HELD else None
            found[account, own] += int(amount) * (sign if account.is_asset else -sign)
    received = select(func.max(entry.day)).where(
        entry.case_id == case_id, entry.unit_id == unit_id,
        entry.credit.in_([Account.UNALLOCATED, *HELD]), entry.debit != Account.UNALLOCATED,
    )  # fmt: skip
    return Money(
        unallocated=found[Account.UNALLOCATED, None],
        held={i: n for (account, i), n in found.items() if account in HELD and i and n},
        costs=max(0, found[Account.COST_ADVANCE, None]),
        received_on=db.scalar(received),
    )


def costs_due(db: Session, case_id: UUID, money: Money, on: date) -> int:
    """What proceeds bear of costs: what was approved as the debtor's, and no more than was lent.

    An advance that is not accounted for, or another's share, is not taken from the creditors.
    """
    return min(money.costs, costs.of_case(db, case_id, on).shares[Bearer.DEBTOR].due)


def books_of(db: Session, case_id: UUID, day: date) -> Unit:
    """Whose books keep the money of a case: those of the unit that holds it now."""
    stmt = (
        select(Unit)
        .join(CaseInterval, CaseInterval.unit_id == Unit.id)
        .where(CaseInterval.case_id == case_id, CaseInterval.ends_on.is_(None))
    )
    return books.keeper(db, db.scalars(stmt).one(), day)


def of_same_debtor(db: Session, case: Case, debtor: Party, unit: Unit, day: date) -> list[Case]:
    """Other open cases against the same debtor, by the personal number, in the same books."""
    return list(db.scalars(_same_debtor(db, case, debtor, unit, day)))


def others_of(db: Session, case: Case, debtor: Party, unit: Unit, day: date) -> Others:
    """The same as a page lists them."""
    stmt = _same_debtor(db, case, debtor, unit, day)
    listed = db.scalars(stmt.limit(LISTED)).all()
    count, remaining = len(listed), 0
    if count == LISTED:
        rest = stmt.with_only_columns(CaseInterval.remaining).offset(LISTED).subquery()
        more, amount = db.execute(select(func.count(), func.sum(rest.c.remaining))).one()
        count, remaining = count + more, int(amount or 0)
    return Others(listed, count - len(listed), remaining)


def _same_debtor(db: Session, case: Case, debtor: Party, unit: Unit, day: date) -> Select[Case]:
    known = debtor.personal_id_number
    same = Party.personal_id_number == known if known else false()
    against = select(Party.case_id).where(Party.role == PartyRole.DEBTOR, same)
    now = CaseInterval.case_id.in_(against), CaseInterval.ends_on.is_(None)
    holders = db.scalars(select(Unit).where(Unit.id.in_(select(CaseInterval.unit_id).where(*now))))
    kept = [one.id for one in holders if books.keeper(db, one, day).id == unit.id]
    return (
        select(Case)
        .join(CaseInterval, CaseInterval.case_id == Case.id)
        .where(
            *now, CaseInterval.unit_id.in_(kept), CaseInterval.remaining > 0, Case.id != case.id,
            Case.struck_by_id.is_(None),
        )
        .order_by(Case.numbering_year, Case.number, Case.id)
    )  # fmt: skip


def asked_of(db: Session, cases: Sequence[Case]) -> Iterator[Asked]:
    """The items of these cases as they stand, with who is to get their money."""
    for start in range(0, len(cases), CHUNK):
        chunk = {case.id: case for case in cases[start : start + CHUNK]}
        items = _items(db, chunk)
        payees = payees_of(db, list(items.values()))
        for known in facts.load(db, chunk):
            for history in replay(known).items:
                item = items[history.item.id]
                yield Asked(item, chunk[known.case_id], history.now, payees.get(item.id))


def payees_of(db: Session, items: Collection[ObligationItem]) -> dict[UUID, UUID]:
    """Who gets the money of each item: whom somebody named, else the only creditor of the case."""
    own = [item for item in items if not item.state_budget]
    creditors: dict[UUID, list[UUID]] = defaultdict(list)
    stmt = select(Party.case_id, Party.id).where(
        Party.case_id.in_({item.case_id for item in own}), Party.role == PartyRole.CREDITOR
    )
    for case_id, party_id in db.execute(stmt):
        creditors[case_id].append(party_id)
    said = (
        select(ItemPayee.item_id, ItemPayee.party_id)
        .join(ObligationItem, ObligationItem.id == ItemPayee.item_id)
        .where(ObligationItem.case_id.in_({item.case_id for item in own}))
        .order_by(ItemPayee.entered_at, ItemPayee.id)
    )
    named = dict(db.execute(said).all())  # the last one stands
    found = dict[UUID, UUID]()
    for item in own:
        only = creditors[item.case_id]
        if item.id in named:
            found[item.id] = named[item.id]
        elif len(only) == 1:
            found[item.id] = only[0]
    return found


def _items(db: Session, case_ids: Collection[UUID]) -> dict[UUID, ObligationItem]:
    stmt = select(ObligationItem).where(ObligationItem.case_id.in_(case_ids))
    return {item.id: item for item in db.scalars(stmt)}


def cases_of(db: Session, case_ids: Collection[UUID]) -> list[Case]:
    """These cases in the order of their decisions."""
    ids, found = sorted(case_ids), list[Case]()
    for start in range(0, len(ids), CHUNK):
        found += db.scalars(select(Case).where(Case.id.in_(ids[start : start + CHUNK])))
    return sorted(found, key=lambda case: (case.numbering_year, case.number, case.id))
