"""The books on screen; workbook and paper are made of the same question."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from flask import Response, request

from thads.accounting.books import Asked, Book, open_book
from thads.accounting.forms import BookFilter, chosen_day
from thads.accounting.periods import PeriodKind, period_of
from thads.accounting.scope import books_of, books_units
from thads.accounting.sheet import Shape
from thads.accounting.views.blueprint import bp
from thads.cases import queries as cases
from thads.cases.models import Case
from thads.cases.views.entering import scope
from thads.core.errors import NotFound
from thads.identity.policy import Permission
from thads.ledger.accounts import Account
from thads.units.models import Unit
from thads.web.access import requires
from thads.web.request import db, today, user
from thads.web.screen import Screen

SHOW = Screen("accounting/book.html")
SHELF = tuple(book for book in Book if book is not Book.DECISION)


@dataclass(frozen=True)
class Opened:
    """What the address asks for, and how to say it."""

    asked: Asked
    form: BookFilter
    unit: Unit | None
    case: Case | None
    whose: str

    @property
    def words(self) -> str:
        """Tài khoản …, của …, từ … đến …"""
        asked = self.asked
        said = [f"tài khoản {asked.account.label}"] if asked.book is Book.LEDGER else []
        if self.case is not None:
            said.append(f"quyết định số {self.case.title}")
        said.append(self.whose)
        said.append(f"từ {asked.since:%d/%m/%Y} đến {asked.until:%d/%m/%Y}")
        return ", ".join(said)


@bp.get("/books")
@requires(Permission.BOOKS_VIEW)
def book() -> Response:
    """One book, page by page, with its opening, sums and closing."""
    opened = opened_for()
    sheet = open_book(db(), opened.asked)
    number = max(1, request.args.get("page", 1, type=int) or 1)
    return SHOW.show(opened=opened, sheet=sheet, page=sheet.page(number), shelf=SHELF, shapes=Shape,
                     quick=_quick(today()))  # fmt: skip


def opened_for() -> Opened:
    """Read the address: only books that this person may open; without days, the month."""
    form, kept = BookFilter(request.args), books_units(db(), user(), today())
    form.unit.offer((unit.id, unit.name) for unit in kept)
    form.validate()
    month = period_of(PeriodKind.MONTH, today())
    since, until = (chosen_day(form.since, month.first), chosen_day(form.until, month.last))
    form.since.data, form.until.data = since, max(since, until)
    unit = None
    if not form.unit.errors and form.unit.data:
        unit = next((one for one in kept if one.id == form.unit.data), None)
    if form.unit.errors:
        raise NotFound
    units = (unit.id,) if unit else books_of(db(), user(), today())
    account = form.account.data if not form.account.errors and form.account.data else Account.TRUST
    form.account.data = account
    case, book = _case(), _book()
    if case is not None:
        book = Book.DECISION
    asked = Asked(book=book, units=units, since=since, until=form.until.data, account=account,
                  case_id=case.id if case else None)  # fmt: skip
    only = unit or (kept[0] if len(kept) == 1 else None)
    return Opened(asked, form, unit, case, only.name if only else "tất cả sổ được xem")


def _book() -> Book:
    wanted = request.args.get("book", Book.JOURNAL.value)
    found = next((one for one in SHELF if one.value == wanted), None)
    if found is None:
        raise NotFound
    return found


def _case() -> Case | None:
    """The decision whose book is asked for; NotFound when the reader may not see it."""
    text = request.args.get("case")
    try:
        return cases.get(db(), UUID(text), scope=scope()) if text else None
    except ValueError:
        raise NotFound from None


def _quick(day: date) -> list[tuple[str, date, date]]:
    """Spans that are often asked for."""
    found = [period_of(kind, day) for kind in PeriodKind]
    spans = [(one.name, one.first, one.last) for one in found]
    return [*spans, (f"đến 31/12/{day.year}", date(day.year, 1, 1), date(day.year, 12, 31))]
