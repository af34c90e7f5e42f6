"""Talks of a case and of a unit, and the share that ended in performance of free will."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Select, case, func, or_, select
from sqlalchemy.orm import Session, aliased, joinedload, selectinload

from thads.cases.models import ActKind, Case, CaseAct, CaseInterval, MovementKind
from thads.core.errors import NotFound
from thads.core.pages import PAGE_SIZE, Page, offset_of
from thads.core.ratio import Ratio
from thads.ledger.models import LedgerEntry
from thads.persuasion.models import Answer, Method, PersuasionContact, VoluntaryResult

NAMES = ("việc tự nguyện thi hành", "việc đã vận động")


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactFilter:
    """Which talks: of cases that a unit, an officer holds; by how; with or without a result."""

    unit_id: UUID | None = None
    officer_id: UUID | None = None
    method: Method | None = None
    answer: Answer | None = None
    since: date | None = None
    until: date | None = None
    voluntary: bool | None = None


class ContactLine(NamedTuple):
    """A talk with who holds its case now."""

    contact: PersuasionContact
    unit_id: UUID
    officer_id: UUID | None


class Share(NamedTuple):
    """One way of talking: how many talks, and cases that performed of those spoken to by it."""

    method: Method
    contacts: int
    cases: Ratio


class Linkable(NamedTuple):
    """Money in (đồng) or the completion (`amount` empty) that may have followed a talk."""

    id: UUID
    day: date
    amount: int | None


def get(db: Session, contact_id: UUID) -> PersuasionContact:
    """One talk that no later record replaced, with its case; who may see it decides the case."""
    stmt = _standing().where(PersuasionContact.id == contact_id)
    found = db.scalars(stmt).one_or_none()
    if found is None:
        raise NotFound
    return found


def of_case(db: Session, case_id: UUID) -> Sequence[PersuasionContact]:
    """The talks of a case that stand, the latest first."""
    row = PersuasionContact
    stmt = _standing().where(row.case_id == case_id).order_by(row.day.desc(), row.id.desc())
    return db.scalars(stmt).all()


def latest(db: Session, case_ids: Sequence[UUID]) -> dict[UUID, PersuasionContact]:
    """The last talk of each of these cases; those without any are left out."""
    row = PersuasionContact
    stmt = _standing().where(row.case_id.in_(case_ids)).order_by(row.day, row.id)
    return {contact.case_id: contact for contact in db.scalars(stmt)}


def search(
    db: Session, wanted: ContactFilter, *, page: int = 1, size: int = PAGE_SIZE
) -> Page[ContactLine]:
    """Talks of cases by who holds them now, the latest first."""
    row, held = PersuasionContact, CaseInterval
    where = _conditions(wanted)
    counted = select(func.count(), func.count(row.case_id.distinct()))
    total, cases = db.execute(counted.join(held, held.case_id == row.case_id).where(*where)).one()
    stmt = (
        _standing()
        .add_columns(held.unit_id, held.officer_id)
        .join(held, held.case_id == row.case_id)
        .where(*where)
        .order_by(row.day.desc(), row.id.desc())
        .limit(size)
        .offset(offset_of(page, size))
    )
    rows = [ContactLine(*found) for found in db.execute(stmt)]
    return Page(rows, max(1, page), size, total, {"cases": cases})


def shares(db: Session, wanted: ContactFilter) -> list[Share]:
    """By each way of talking: n cases that performed of free will of m spoken to by it."""
    row, held = PersuasionContact, CaseInterval
    stmt = (
        select(
            row.method, func.count(), func.count(row.case_id.distinct()),
            func.count(_case_that_performed().distinct()),
        )
        .join(held, held.case_id == row.case_id)
        .where(*_conditions(wanted))
        .group_by(row.method)
    )  # fmt: skip
    found = {method: counts for method, *counts in db.execute(stmt)}
    return [
        Share(method, contacts, Ratio(n, m, *NAMES))
        for method in Method
        if method in found
        for contacts, m, n in [found[method]]
    ]


def whole(db: Session, wanted: ContactFilter) -> Ratio:
    """The same of all ways together: a case spoken to in several counts once."""
    row, held = PersuasionContact, CaseInterval
    counted = func.count(row.case_id.distinct()), func.count(_case_that_performed().distinct())
    stmt = select(*counted).join(held, held.case_id == row.case_id).where(*_conditions(wanted))
    m, n = db.execute(stmt).one()
    return Ratio(n, m, *NAMES)


def results_to_link(db: Session, contact: PersuasionContact) -> list[Linkable]:
    """Money and completions of the case from the day of the talk on that follow no talk yet."""
    money, reversal, act = LedgerEntry, aliased(LedgerEntry), CaseAct
    taken = select(VoluntaryResult.entry_id).where(VoluntaryResult.entry_id == money.id)
    reversed_ = select(reversal.id).where(reversal.reverses_id == money.id)
    collected = select(money.id, money.day, money.amount).where(
        money.case_id == contact.case_id, money.kind == MovementKind.COLLECTED,
        money.sequence.is_not(None), money.day >= contact.day, ~taken.exists(),
        ~reversed_.exists(),
    )  # fmt: skip
    linked = select(VoluntaryResult.act_id).where(VoluntaryResult.act_id == act.id)
    completed = select(act.id, act.day).where(
        act.case_id == contact.case_id, act.kind == ActKind.COMPLETION, act.day >= contact.day,
        ~linked.exists(), ~_struck(act),
    )  # fmt: skip
    found = [Linkable(*one) for one in db.execute(collected)]
    found += [Linkable(*one, None) for one in db.execute(completed)]
    return sorted(found, key=lambda one: (one.day, one.id))


def performed() -> ColumnElement[bool]:
    """A talk that money or a completion followed which still stands."""
    result, money, reversal = VoluntaryResult, LedgerEntry, aliased(LedgerEntry)
    reversed_ = select(reversal.id).where(reversal.reverses_id == money.id)
    paid = (
        select(result.id)
        .join(money, money.id == result.entry_id)
        .where(result.contact_id == PersuasionContact.id, ~reversed_.exists())
    )
    completed = (
        select(result.id)
        .join(CaseAct, CaseAct.id == result.act_id)
        .where(result.contact_id == PersuasionContact.id, ~_struck(CaseAct))
    )
    return or_(paid.exists(), completed.exists())


def _case_that_performed() -> ColumnElement[UUID]:
    return case((performed(), PersuasionContact.case_id))


def _struck(act: type[CaseAct]) -> ColumnElement[bool]:
    correction = aliased(CaseAct)
    return select(correction.id).where(correction.corrects_id == act.id).exists()


def _stands() -> ColumnElement[bool]:
    later = aliased(PersuasionContact)
    return ~select(later.id).where(later.corrects_id == PersuasionContact.id).exists()


def _standing() -> Select[PersuasionContact]:
    stmt: Select[PersuasionContact] = select(PersuasionContact).where(_stands())
    return stmt.options(
        joinedload(PersuasionContact.case).selectinload(Case.parties),
        selectinload(PersuasionContact.results).joinedload(VoluntaryResult.entry),
        selectinload(PersuasionContact.results).joinedload(VoluntaryResult.act),
    ).execution_options(populate_existing=True)  # fmt: skip


def _conditions(wanted: ContactFilter) -> list[ColumnElement[bool]]:
    row, held = PersuasionContact, CaseInterval
    found = [
        _stands(), held.ends_on.is_(None),
        row.case_id.not_in(select(Case.id).where(Case.struck_by_id.is_not(None))),
    ]  # fmt: skip
    asked = (
        (held.unit_id, wanted.unit_id), (held.officer_id, wanted.officer_id),
        (row.method, wanted.method), (row.answer, wanted.answer),
    )  # fmt: skip
    found += [column == value for column, value in asked if value is not None]
    if wanted.since is not None:
        found.append(row.day >= wanted.since)
    if wanted.until is not None:
        found.append(row.day <= wanted.until)
    if wanted.voluntary is not None:
        found.append(performed() if wanted.voluntary else ~performed())
    return found
