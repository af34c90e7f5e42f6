"""The ledger as a machine: whatever is tried with money, every đồng stays accounted for (P14)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    initialize,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import receipts
from tests.factories import Make
from tests.ledger.accounted import Accounted, Office
from thads.cases.actions import ActTerms, act, transfer
from thads.cases.models import ActKind, Case, MovementKind, ObligationItem
from thads.core.days import month_end
from thads.core.errors import RuleBroken
from thads.identity.models import Role
from thads.ledger import actions, closing, moving, posting
from thads.ledger.accounts import Account, held
from thads.ledger.models import LedgerEntry, Voucher, VoucherKind
from thads.ledger.moving import BankingTerms
from thads.ledger.terms import Line, MovementTerms, ReversalTerms, VoucherTerms

FIRST, LAST = date(2023, 10, 2), date(2024, 9, 30)  # one statistics year
AMOUNTS = st.sampled_from([1, 40, 100, 300, 301])
PLACES = st.sampled_from([Account.TRUST, Account.TRUST, Account.CASH, Account.DIRECT])
BANKED = (Account.TRUST, Account.TRUST, Account.CASH)
BACK = st.sampled_from([0, 0, 0, 10, 45])
WHICH = st.integers(0, 3)


class Money(Accounted):
    """Two cases of two items each over the office's session; every run is taken back."""

    @initialize()
    def docket(self) -> None:
        make, here = self.office.make, self.office.units[0]
        self.cases: list[Case] = [
            make.case(FIRST, [(300, False), (100, True)], unit=here) for _ in range(2)
        ]
        self.items: list[ObligationItem] = [i for case in self.cases for i in make.items(case)]
        self.today = FIRST + timedelta(days=3)
        self.seen: dict[object, tuple[object, ...]] = {}

    @rule(days=st.sampled_from([1, 9, 40]))
    def wait(self, days: int) -> None:
        self.today = min(self.today + timedelta(days=days), LAST)

    @rule(which=WHICH, amount=AMOUNTS, place=PLACES, back=BACK)
    def collect(self, which: int, amount: int, place: Account, back: int) -> None:
        self.move(receipts.collect, which, amount, place, back)

    @rule(which=WHICH, amount=AMOUNTS, place=st.sampled_from(BANKED), back=BACK)
    def pay(self, which: int, amount: int, place: Account, back: int) -> None:
        self.move(actions.pay_out, which, amount, place, back)

    @rule(which=WHICH, amount=AMOUNTS, back=BACK)
    def pay_to_budget(self, which: int, amount: int, back: int) -> None:
        self.move(actions.pay_to_budget, which, amount, Account.TRUST, back)

    @rule(which=WHICH, amount=AMOUNTS, back=BACK)
    def receive(self, which: int, amount: int, back: int) -> None:
        """Money of a case that is not yet said to be of an item."""
        case = self.cases[which // 2]
        line = Line(debit=Account.TRUST, credit=Account.UNALLOCATED, amount=amount, case=case)
        self.post(VoucherKind.CREDIT_ADVICE, [line], back)

    @rule(which=WHICH, amount=AMOUNTS, back=BACK)
    def allocate(self, which: int, amount: int, back: int) -> None:
        line = self.collected(Account.UNALLOCATED, which, amount)
        self.post(VoucherKind.TRANSFER, [line], back)

    @rule(which=WHICH, amount=AMOUNTS)
    def share(self, which: int, amount: int) -> None:
        """Money of the other case goes to an item of this one."""
        other = self.cases[1 - which // 2]
        given = Line(debit=Account.UNALLOCATED, credit=Account.SHARING, amount=amount, case=other)
        self.post(VoucherKind.TRANSFER, [given, self.collected(Account.SHARING, which, amount)], 0)

    @rule(to=st.sampled_from([Account.TRUST, Account.CASH]), amount=AMOUNTS, back=BACK)
    def bank(self, to: Account, amount: int, back: int) -> None:
        terms = BankingTerms(day=self.day(back), amount=amount, to=to, who="Thủ quỹ")
        unit = self.office.units[amount % 2]
        self.attempt(
            lambda: moving.bank(
                self.office.db, unit, terms, by=self.office.governor, today=self.today
            )
        )

    @rule(pick=st.integers(0, 30))
    def take_back(self, pick: int) -> None:
        """A collection or a payment of any case, perhaps for the second time."""
        stmt = select(LedgerEntry).where(LedgerEntry.kind.is_not(None)).order_by(LedgerEntry.id)
        entries = self.office.db.scalars(stmt).all()
        if entries:
            entry = entries[pick % len(entries)]
            case = self.office.db.get_one(Case, entry.case_id)
            terms = ReversalTerms(reverses_id=entry.id, note="Nhầm")
            self.attempt(
                lambda: actions.reverse(
                    self.office.db, case, terms, by=self.office.governor, today=self.today
                )
            )

    @rule(pick=st.integers(0, 30))
    def undo(self, pick: int) -> None:
        vouchers = self.office.db.scalars(select(Voucher).order_by(Voucher.id)).all()
        if vouchers:
            voucher = vouchers[pick % len(vouchers)]
            self.attempt(
                lambda: posting.undo(
                    self.office.db, voucher, reason="Nhầm", submission_key=None,
                    by=self.office.governor, today=self.today,
                )
            )  # fmt: skip

    @rule(which=WHICH, kind=st.sampled_from([ActKind.FORGIVENESS, ActKind.COMPLETION]))
    def end(self, which: int, kind: ActKind) -> None:
        """The court forgives what remains, or the parties settled it between themselves."""
        item, case = self.items[which], self.cases[which // 2]
        terms = ActTerms(kind=kind, day=self.today, item_id=item.id, note="Nội dung")
        self.attempt(
            lambda: act(self.office.db, case, terms, by=self.office.governor, today=self.today)
        )

    @rule(which=WHICH)
    def transfer(self, which: int) -> None:
        case, to = self.cases[which // 2], self.office.units[which % 2]
        terms = ActTerms(day=self.today, to_unit_id=to.id)
        self.attempt(
            lambda: transfer(self.office.db, case, terms, by=self.office.governor, today=self.today)
        )

    @rule(which=WHICH)
    def move_held(self, which: int) -> None:
        self.attempt(
            lambda: moving.move_held(
                self.office.db, self.cases[which // 2], by=self.office.governor, today=self.today
            )
        )

    @rule(unit=st.integers(0, 1), months=st.integers(0, 2))
    def close(self, unit: int, months: int) -> None:
        end = month_end(self.today - timedelta(days=31 * months))
        self.attempt(
            lambda: closing.close_book(
                self.office.db, self.office.units[unit], end, by=self.office.governor,
                today=self.today,
            )
        )  # fmt: skip

    def day(self, back: int) -> date:
        return max(FIRST, self.today - timedelta(days=back))

    def collected(self, source: Account, which: int, amount: int) -> Line:
        item = self.items[which]
        return Line(
            debit=source, credit=held(item), amount=amount, case=self.cases[which // 2],
            item=item, kind=MovementKind.COLLECTED,
        )  # fmt: skip

    def move(
        self, action: Callable[..., object], which: int, amount: int, place: Account, back: int
    ) -> None:
        terms = MovementTerms(
            day=self.day(back), item_id=self.items[which].id, amount=amount, place=place
        )
        case = self.cases[which // 2]
        self.attempt(
            lambda: action(self.office.db, case, terms, by=self.office.governor, today=self.today)
        )

    def post(self, kind: VoucherKind, lines: list[Line], back: int) -> None:
        terms = VoucherTerms(kind=kind, day=self.day(back), counterpart="Người nộp", reason="Thử")
        self.attempt(
            lambda: posting.post(
                self.office.db, self.office.units[0], terms, lines, by=self.office.governor,
                today=self.today,
            )
        )  # fmt: skip

    def attempt(self, change: Callable[[], object]) -> None:
        db = self.office.db
        before = self.rows()
        try:
            with db.begin_nested():
                change()
        except RuleBroken:
            self.office.done[True] += 1
            assert self.rows() == before
        else:
            self.office.done[False] += 1
        db.expire_all()

    def teardown(self) -> None:
        self.office.db.rollback()


def test_every_dong_stays_accounted_for(db: Session, make: Make) -> None:
    units = (make.unit("CC51"), make.unit("CC52"))
    governor = make.user(Role.PROVINCE_HEAD)
    db.commit()
    done: Counter[bool] = Counter()
    here = {"office": Office(db, make, units, governor, done)}
    run_state_machine_as_test(
        type("MoneyHere", (Money,), here),
        settings=settings(
            max_examples=12, stateful_step_count=20, deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )  # fmt: skip
    assert min(done[True], done[False]) > 30  # the machine neither idles nor is let do all
