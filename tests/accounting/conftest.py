"""A district office with its own books: two officers, an accountant, money of every sort."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from tests.statistics.registers import OFFICERS, UNITS
from thads.cases import queries as cases
from thads.cases.models import ActKind, Case
from thads.cases.models import MovementKind as Kind
from thads.identity.models import Role, User
from thads.ledger.accounts import Account as Of
from thads.ledger.models import Voucher, VoucherKind
from thads.ledger.posting import Line, VoucherTerms, post
from thads.units.models import Unit

TODAY = date(2024, 9, 30)


@dataclass
class Office:
    """The office of a test; cases by what they are there for."""

    unit: Unit
    accountant: User
    officer: User
    other: User
    owing: Case
    settled: Case
    unallocated: Case
    untouched: Case


@pytest.fixture
def voucher(db, make):
    """`voucher(case, day, [(debit, credit, amount, kind)])`: entered by the accountant today."""

    def do(office_unit, by, day, lines, *, kind=VoucherKind.TRANSFER, reason="Thử") -> Voucher:
        terms = VoucherTerms(kind=kind, day=day, counterpart="Ông Nộp Thử", reason=reason)
        made = []
        for debit, credit, amount, case, movement in lines:
            loaded = cases.get(db, case.id, scope=None) if case else None
            item = make.items(case)[0] if movement else None
            made.append(Line(debit=debit, credit=credit, amount=amount, case=loaded, item=item,
                             kind=movement))  # fmt: skip
        return post(db, office_unit, terms, made, by=by, today=TODAY)

    return do


@pytest.fixture
def office(db: Session, make, voucher) -> Office:
    """Money held for a creditor and for the state, settled directly, paid, not yet allocated."""
    unit = make.district()
    accountant = make.user(Role.ACCOUNTANT, full_name="Bà Kế Toán")
    officer, other = make.user(full_name="Ông Chấp Hành"), make.user(full_name="Bà Chấp Hành")
    owing = make.case(date(2023, 11, 1), [1_000_000], officer=officer)
    settled = make.case(date(2023, 12, 1), [500_000], officer=officer)
    unallocated = make.case(date(2024, 1, 2), [(300_000, True)], officer=other)
    untouched = make.case(date(2024, 1, 3), [900_000], officer=other)

    def enter(day, *lines, **more):
        return voucher(unit, accountant, day, lines, **more)

    enter(date(2024, 2, 1), (Of.CASH, Of.HELD_CREDITOR, 400_000, owing, Kind.COLLECTED),
          kind=VoucherKind.CASH_RECEIPT)  # fmt: skip
    enter(date(2024, 2, 2), (Of.TRUST, Of.CASH, 400_000, None, None))
    enter(date(2024, 3, 1), (Of.HELD_CREDITOR, Of.TRUST, 97_000, owing, Kind.PAID_OUT),
          (Of.HELD_CREDITOR, Of.FEE_DUE, 3_000, owing, Kind.PAID_OUT))  # fmt: skip
    enter(date(2024, 8, 1), (Of.TRUST, Of.UNALLOCATED, 250_000, unallocated, None))
    enter(date(2024, 9, 2), (Of.UNALLOCATED, Of.HELD_STATE, 100_000, unallocated, Kind.COLLECTED))
    enter(date(2024, 9, 3), (Of.DIRECT, Of.HELD_CREDITOR, 150_000, settled, Kind.COLLECTED),
          (Of.HELD_CREDITOR, Of.DIRECT, 150_000, settled, Kind.PAID_OUT))  # fmt: skip
    db.commit()
    for case in (owing, settled, unallocated):
        make._sequence[case.id] = 20  # after what the vouchers took
    make.act(settled, ActKind.COMPLETION, date(2024, 9, 20))
    db.commit()
    return Office(unit, accountant, officer, other, owing, settled, unallocated, untouched)


@pytest.fixture
def registered(db: Session, make) -> Session:
    """The units and officers that random registers speak of."""
    units = [make.unit(f"CC{n}", id=unit_id) for n, unit_id in enumerate(UNITS, start=1)]
    for n, officer_id in enumerate(OFFICERS):
        make.user(id=officer_id, unit=units[n % 2], username=f"chv.{n}")
    db.commit()
    return db


@pytest.fixture
def damage(db: Session):
    """`damage("ledger_entry", "UPDATE …", {…})`: what nobody can do, done with its guards taken
    away."""

    def do(table: str, statement: str, **values) -> None:
        on = f" ON {table}" if db.get_bind().dialect.name == "postgresql" else ""
        for name in _triggers(db, table):
            db.execute(text(f"DROP TRIGGER {name}{on}"))
        given = {name: _plain(db, value) for name, value in values.items()}
        changed = db.execute(text(statement), given)
        assert changed.rowcount == 1, statement
        db.commit()
        db.expire_all()

    return do


def _triggers(db: Session, table: str) -> list[str]:
    if db.get_bind().dialect.name == "sqlite":
        asked = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = :table"
    else:
        asked = ("SELECT tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
                 "WHERE NOT tgisinternal AND c.relname = :table")  # fmt: skip
    return list(db.scalars(text(asked), {"table": table}))


def _plain(db: Session, value: object) -> object:
    if isinstance(value, UUID):
        return value.hex if db.get_bind().dialect.name == "sqlite" else value
    return value
