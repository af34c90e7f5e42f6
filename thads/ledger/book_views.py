"""The books of a unit: its money by month, closing them, box and bank, money that has not moved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from uuid import UUID

from flask import Blueprint, Response, request, url_for

from thads.cases.views.entering import case_of, scope
from thads.cases.views.people import names_of
from thads.core.errors import NotFound, RuleBroken
from thads.identity.forms import EmptyForm
from thads.identity.policy import Permission
from thads.ledger import books, closing, moving
from thads.ledger.accounts import Account
from thads.ledger.forms import BankingForm, Way
from thads.ledger.moving import BankingTerms
from thads.units import queries as units
from thads.units.models import Unit
from thads.web.access import requires
from thads.web.forms import Form, need
from thads.web.request import db, me, today, user
from thads.web.screen import Screen

bp = Blueprint("ledger_books", __name__, url_prefix="/ledger/books")

SHOW = Screen("ledger/books.html")
STRAYS = Screen("ledger/strays.html")


@bp.get("/")
@requires(Permission.BOOKS_VIEW)
def show() -> Response:
    """Months of the books with their sums, what may be closed, and box and bank."""
    return _show(_unit(request.args.get("unit")))


@bp.post("/closings")
@requires(Permission.MONEY_CLOSE)
def create_closing() -> Response:
    """Close one month; nothing opens it again."""
    unit, form = _unit(request.form.get("unit")), EmptyForm()
    try:
        end = date.fromisoformat(request.form.get("month_end", ""))
    except ValueError:
        raise NotFound from None
    return _done(
        unit, form, f"Đã khóa sổ đến hết ngày {end:%d/%m/%Y}.",
        lambda: closing.close_book(db(), unit, end, by=user(), today=today()),
    )  # fmt: skip


@bp.post("/bankings")
@requires(Permission.MONEY_PAY)
def create_banking() -> Response:
    """Cash to the bank, or from it."""
    unit, form = _unit(request.args.get("unit")), BankingForm()
    if not form.validate():
        return _show(unit, banking=form)
    terms = BankingTerms(
        day=need(form.day.data), amount=need(form.amount.data), who=need(form.who.data),
        to=Account.TRUST if form.way.data is Way.TO_BANK else Account.CASH, note=form.note.data,
        submission_key=form.submission_key.data or None,
    )  # fmt: skip
    return _done(
        unit, form, "Đã ghi chứng từ.",
        lambda: moving.bank(db(), unit, terms, by=user(), today=today()),
    )  # fmt: skip


@bp.get("/strays")
@requires(Permission.BOOKS_VIEW)
def strays() -> Response:
    """Cases that were moved and whose money was not."""
    return _strays(EmptyForm(None), refused=False)


@bp.post("/strays/<uuid:case_id>")
@requires(Permission.MONEY_PAY)
def move(case_id: UUID) -> Response:
    """Bring the money of one case into the books of the unit that holds it."""
    case, form = case_of(case_id), EmptyForm()
    title = case.title
    try:
        written = moving.move_held(db(), case, by=user(), today=today())
        db().flush()
    except RuleBroken as broken:
        db().rollback()
        form.refuse(broken)
        return _strays(form, refused=True)
    told = f"Đã chuyển tiền của việc {title}." if written else f"Việc {title} không còn tiền."
    return STRAYS.done(to=url_for(".strays"), message=told)


def _strays(form: Form, *, refused: bool) -> Response:
    own = None if scope() is None else _unit(None).id
    found = moving.strays(db(), today(), unit_id=own)
    answer = STRAYS.refuse if refused else STRAYS.show
    return answer(strays=found, form=form, total=sum(stray.held for stray in found))


def _done(unit: Unit, form: Form, message: str, change: Callable[[], object]) -> Response:
    unit_id = unit.id
    try:
        change()
        db().flush()
    except RuleBroken as broken:
        db().rollback()
        form.refuse(broken)
        unit = units.get(db(), unit_id)
        if isinstance(form, BankingForm):
            return _show(unit, banking=form)
        return _show(unit, button=form)
    return SHOW.done(to=url_for(".show", unit=unit_id), message=message)


def _show(
    unit: Unit, *, banking: BankingForm | None = None, button: Form | None = None
) -> Response:
    found = closing.months(db(), unit)
    refused = banking is not None or button is not None
    if banking is None:
        banking = BankingForm(None)
        banking.suggest(day=today())
    answer = SHOW.refuse if refused else SHOW.show
    return answer(
        unit=unit, months=found[::-1], came=_sums(month.came for month in found),
        went=_sums(month.went for month in found), places=closing.SHOWN, banking=banking,
        form=button or EmptyForm(None), next=closing.next_to_close(found, today()),
        choices=_choices(), strays=len(moving.strays(db(), today(), unit_id=unit.id)),
        names=names_of(month.close.entered_by_id for month in found if month.close),
    )  # fmt: skip


def _sums(months: Iterable[Mapping[Account, int]]) -> Counter[Account]:
    """Of all months together, in đồng."""
    total = Counter[Account]()
    for month in months:
        total.update(month)
    return total


def _choices() -> list[Unit]:
    """The units with books that this person may look into."""
    if scope() is None:
        return [u for u in units.every(db()) if books.keeper(db(), u, today()).id == u.id]
    own = units.get(db(), need(scope()))
    return [books.keeper(db(), own, today()), *own.carries_on]


def _unit(asked: str | None) -> Unit:
    """The books asked for, or one's own; NotFound for those of others."""
    choices = _choices()
    if asked:
        found = next((unit for unit in choices if str(unit.id) == asked), None)
        if found is None:
            raise NotFound
        return found
    mine = me().unit_id
    own = next((unit for unit in choices if unit.id == mine), None)
    if own is None and not choices:
        raise NotFound
    return own or choices[0]
