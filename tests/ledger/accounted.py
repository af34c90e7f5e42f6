"""What must be true of all money after each step of the machine (P14; statistics.md)."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date

from hypothesis.stateful import RuleBasedStateMachine, invariant
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.factories import Make
from thads.cases import facts
from thads.cases.history import CaseHistory, replay
from thads.cases.models import MovementKind
from thads.identity.models import User
from thads.ledger import proof
from thads.ledger.accounts import BY_CASE, Account
from thads.ledger.models import BookClose, LedgerEntry
from thads.statistics.columns import STORED_MONEY
from thads.statistics.contributions import share_at
from thads.units.models import Unit

COMPLETED = STORED_MONEY.index("completed")


@dataclass(frozen=True)
class Office:
    """Two branches and who may act in both; `done` counts what was refused and what was kept."""

    db: Session
    make: Make
    units: tuple[Unit, Unit]
    governor: User
    done: Counter[bool]


class Accounted(RuleBasedStateMachine):
    """A machine over the office's session; `seen`: every row as it was first read."""

    office: Office
    today: date
    seen: dict[object, tuple[object, ...]]

    def rows(self) -> int:
        return self.office.db.scalar(select(func.count()).select_from(LedgerEntry)) or 0

    def histories(self) -> list[CaseHistory]:
        return [replay(known) for known in facts.load(self.office.db)]

    def entries(self) -> list[LedgerEntry]:
        stmt = select(LedgerEntry).order_by(LedgerEntry.day, LedgerEntry.id)
        return list(self.office.db.scalars(stmt))

    @invariant()
    def what_came_in_is_what_went_out_and_what_is_held(self) -> None:
        """In each books: assets = all that is owed; nothing passes through and stays."""
        found: dict[object, Counter[Account]] = defaultdict(Counter)
        for entry in self.entries():
            found[entry.unit_id][entry.debit] += entry.amount
            found[entry.unit_id][entry.credit] -= entry.amount
        for sums in found.values():
            assets = sum(amount for account, amount in sums.items() if account.is_asset)
            owed = -sum(amount for account, amount in sums.items() if not account.is_asset)
            assert assets == owed >= 0
            assert sums[Account.DIRECT] == sums[Account.SHARING] == 0

    @invariant()
    def nothing_is_below_zero_at_the_end_of_any_day(self) -> None:
        lying: Counter[object] = Counter()
        entries = self.entries()
        for place, entry in enumerate(entries):
            for account, sign in ((entry.debit, 1), (entry.credit, -1)):
                of = entry.case_id if account in BY_CASE else None
                item = (
                    entry.item_id
                    if account in (Account.HELD_CREDITOR, Account.HELD_STATE)
                    else None
                )
                amount = entry.amount * (sign if account.is_asset else -sign)
                lying[entry.unit_id, account, of, item] += amount
            last = place + 1 == len(entries) or entries[place + 1].day > entry.day
            kept = {k: v for k, v in lying.items() if not k[1].passes_through}  # type: ignore[index]
            assert not last or min(kept.values(), default=0) >= 0

    @invariant()
    def each_item_adds_up_and_the_ledger_says_the_same(self) -> None:
        histories = self.histories()
        ledger = proof.of_items(self.office.db, [h.facts.case_id for h in histories])
        for history in histories:
            in_hand = proof.in_hand(history)
            for item in history.items:
                now, entered = item.now, ledger[item.item.id]
                assert now.awarded == now.collected + now.forgiven + now.remaining
                assert now.collected - now.settled_directly == entered.collected
                assert in_hand[item.item.id] == entered.held >= 0

    @invariant()
    def the_figures_are_collected_less_reversed_and_settled(self) -> None:
        shares = [(h, share_at(h, self.today)) for h in self.histories()]
        counted = sum(share.money[COMPLETED] for _, share in shares if share)
        signs = {MovementKind.COLLECTED: 1, MovementKind.REVERSED: -1}
        net = sum(signs.get(e.kind, 0) * e.amount for e in self.entries() if e.kind)
        assert counted == net + sum(i.now.settled_directly for h, _ in shares for i in h.items)

    @invariant()
    def no_row_changes_and_each_is_reversed_once(self) -> None:
        reversed_ = Counter(entry.reverses_id for entry in self.entries() if entry.reverses_id)
        assert set(reversed_.values()) <= {1}
        for entry in self.entries():
            row = (entry.day, entry.debit, entry.credit, entry.amount, entry.kind)
            assert self.seen.setdefault(entry.id, row) == row

    @invariant()
    def a_closed_month_is_as_it_was_closed(self) -> None:
        assert proof.first_difference(self.office.db) is None
        stmt = select(func.count(LedgerEntry.id)).join(
            BookClose, BookClose.unit_id == LedgerEntry.unit_id
        )
        late = stmt.where(
            LedgerEntry.day <= BookClose.month_end, LedgerEntry.entered_at > BookClose.entered_at
        )
        assert self.office.db.scalar(late) == 0
