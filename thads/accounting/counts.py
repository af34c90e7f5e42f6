"""Counting the cash box, and the bank's balance beside the trust account (TT78/2020 Đ.5)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NoReturn
from uuid import UUID

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session, aliased

from thads.accounting.models import MoneyCount, Occasion
from thads.accounting.tying.lines import Check, Line
from thads.audit import actions as audit
from thads.bankbook import queries as bank
from thads.bankbook import tying
from thads.bankbook.models import BankAccount
from thads.bankbook.tying import Tie
from thads.core.errors import RuleBroken
from thads.core.money import format_dong
from thads.core.text import clean
from thads.identity.models import User
from thads.ledger.accounts import Account
from thads.ledger.models import LedgerEntry
from thads.ledger.queries import balance
from thads.units.models import Unit

COUNTED = (Account.CASH, Account.TRUST, Account.SAVINGS)
CHECKS = {Account.CASH: Check.CASH, Account.TRUST: Check.TRUST}
KEPT = "Chưa ghi gì"
SHOWN = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class CountTerms:
    """What was counted at the end of a day, in đồng."""

    unit_id: UUID
    account: Account
    occasion: Occasion
    day: date
    counted: int
    explanation: str | None = None
    submission_key: str | None = None


def count(db: Session, terms: CountTerms, *, by: User, today: date) -> MoneyCount:
    """Keep a count beside what the books say; a difference needs its explanation."""
    if terms.submission_key is not None and (twin := _twin(db, terms.submission_key)):
        return twin
    if terms.day > today:
        _refuse("future", "Ngày kiểm kê không được sau hôm nay; nhập lại ngày.", "day")
    if terms.counted < 0:
        _refuse("negative", "Số kiểm kê không thể âm; nhập lại số tiền.", "counted")
    booked = balance(db, terms.account, unit_id=terms.unit_id, on=terms.day)
    explanation = clean(terms.explanation) if terms.explanation else None
    if terms.counted != booked and not explanation:
        differs = format_dong(abs(terms.counted - booked))
        more = "thừa" if terms.counted > booked else "thiếu"
        _refuse("unexplained", f"Sổ ghi {format_dong(booked)} đ, kiểm kê {more} {differs} đ: phải "
                "ghi nguyên nhân, hướng xử lý (TT78/2020 Đ.5 k.1).", "explanation")  # fmt: skip
    record = MoneyCount(
        unit_id=terms.unit_id, account=terms.account, occasion=terms.occasion, day=terms.day,
        counted=terms.counted, booked=booked, explanation=explanation,
        submission_key=terms.submission_key, entered_by_id=by.id,
    )  # fmt: skip
    db.add(record)
    db.flush()
    audit.record(db, by, "money.counted", record, account=terms.account, day=terms.day,
                 counted=terms.counted, booked=booked)  # fmt: skip
    return record


def latest(db: Session, units: Iterable[UUID] | None, *, day: date) -> Sequence[MoneyCount]:
    """The count that holds, of each unit and account, as of a day."""
    later = aliased(MoneyCount)
    newer = and_(
        later.unit_id == MoneyCount.unit_id, later.account == MoneyCount.account,
        later.day <= day,
        (later.day > MoneyCount.day)
        | and_(later.day == MoneyCount.day, later.id > MoneyCount.id),
    )  # fmt: skip
    asked = select(MoneyCount).where(MoneyCount.day <= day, ~select(later.id).where(newer).exists())
    if units is not None:
        asked = asked.where(MoneyCount.unit_id.in_(tuple(units)))
    return db.scalars(asked.order_by(MoneyCount.unit_id, MoneyCount.account)).all()


def made(db: Session, units: tuple[UUID, ...] | None) -> Sequence[MoneyCount]:
    """The newest counts, for the list."""
    asked = select(MoneyCount).order_by(MoneyCount.day.desc(), MoneyCount.id.desc()).limit(SHOWN)
    if units is not None:
        asked = asked.where(MoneyCount.unit_id.in_(units))
    return db.scalars(asked).all()


def lines(db: Session, day: date, units: tuple[UUID, ...] | None) -> list[Line]:
    """Books beside counts, for each unit with money there; an account never counted is open."""
    held = _with_money(db, day, units)
    counts = {(one.unit_id, one.account): one for one in latest(db, units, day=day)}
    statements, found = _statements(db, day), list[Line]()
    for (unit_id, account), booked in sorted(held.items(), key=lambda one: str(one[0])):
        counted = counts.get((unit_id, account))
        stated = statements.get(unit_id) if account is Account.TRUST else None
        if stated is not None and (counted is None or counted.day <= stated.day):
            found.append(_by_statement(unit_id, stated))
            continue
        if counted is not None:
            booked = balance(db, account, unit_id=unit_id, on=counted.day)
        number = counted.counted if counted else None
        found.append(Line(
            check=CHECKS[account], unit_id=unit_id, sums=(booked, number, None),
            difference=booked - number if number is not None else 0,
        ))  # fmt: skip
    return found


def _statements(db: Session, day: date) -> dict[UUID, Tie]:
    """Bank and books by unit, where the statements taken in say a balance up to this day."""
    keepers = db.scalars(select(Unit).where(Unit.id.in_(select(BankAccount.unit_id)))).all()
    ties = {
        unit.id: tying.tie(db, unit, tying.standings(db, bank.accounts(db, unit)))
        for unit in keepers
    }
    return {unit_id: tie for unit_id, tie in ties.items() if tie is not None and tie.day <= day}


def _by_statement(unit_id: UUID, tie: Tie) -> Line:
    """What no voucher answers yet stands apart; what remains then is a difference."""
    return Line(
        check=Check.TRUST, unit_id=unit_id, sums=(tie.in_books, tie.at_bank, tie.came - tie.went),
        difference=-tie.unexplained,
    )  # fmt: skip


def _with_money(
    db: Session, day: date, units: tuple[UUID, ...] | None
) -> dict[tuple[UUID, Account], int]:  # fmt: skip
    found: dict[tuple[UUID, Account], int] = {}
    for side, sign in ((LedgerEntry.debit, 1), (LedgerEntry.credit, -1)):
        asked = (
            select(LedgerEntry.unit_id, side, func.sum(LedgerEntry.amount))
            .where(LedgerEntry.day <= day, side.in_(tuple(CHECKS)))
            .group_by(LedgerEntry.unit_id, side)
        )
        for unit_id, account, amount in db.execute(asked):
            if units is None or unit_id in units:
                place = (unit_id, account)
                found[place] = found.get(place, 0) + sign * int(amount)
    return found


def _twin(db: Session, key: str) -> MoneyCount | None:
    return db.scalars(select(MoneyCount).where(MoneyCount.submission_key == key)).one_or_none()


def _refuse(code: str, message: str, field: str) -> NoReturn:
    raise RuleBroken(f"count.{code}", f"{message} {KEPT}.", field=field)
