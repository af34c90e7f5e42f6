"""The bank book: accounts, statement files, and how the bank stands to the books."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, request, url_for

from thads.bankbook import actions, columns, queries, staging, tying
from thads.bankbook.columns import Layout, Meaning
from thads.bankbook.forms import AccountForm, ColumnsForm, StatementForm
from thads.bankbook.models import BankFile
from thads.cases.views.people import names_of
from thads.core import files
from thads.core.errors import NotFound, RuleBroken
from thads.identity.policy import Permission
from thads.ledger.books import keeper
from thads.units import queries as units
from thads.units.models import Unit
from thads.web.access import requires
from thads.web.forms import need
from thads.web.request import db, me, today, user
from thads.web.screen import Screen

bp = Blueprint("bankbook", __name__, url_prefix="/bank")
INDEX = Screen("bankbook/index.html")
ACCOUNT = Screen("bankbook/account.html")
FILE = Screen("bankbook/file.html")
COLUMN = "column-"


def books() -> Unit:
    """The unit whose books the reader keeps; NotFound for people of no unit."""
    unit_id = me().unit_id
    if unit_id is None:
        raise NotFound
    return keeper(db(), units.get(db(), unit_id), today())


@bp.get("/")
@requires(Permission.BANK_KEEP)
def index() -> Response:
    """The accounts with what waits, the bank beside the books, and the form for a statement."""
    return INDEX.show(**_listed(StatementForm()))


@bp.get("/accounts/new")
@requires(Permission.BANK_KEEP)
def new_account() -> Response:
    """The form for an account of the office."""
    return ACCOUNT.show(form=AccountForm(), books=books())


@bp.post("/accounts")
@requires(Permission.BANK_KEEP)
def create_account() -> Response:
    """Note an account of the office."""
    form = AccountForm()
    try:
        if form.validate():
            actions.open_account(
                db(), books(), need(form.bank.data), need(form.number.data), by=user()
            )
            return ACCOUNT.done(to=url_for(".index"), message="Đã thêm tài khoản.")
    except RuleBroken as broken:
        form.refuse(broken)
    return ACCOUNT.refuse(form=form, books=books())


@bp.post("/files")
@requires(Permission.BANK_KEEP)
def create_file() -> Response:
    """Receive a statement; nothing is taken in before its columns are confirmed."""
    form = StatementForm()
    form.account.offer([(one.id, one.title) for one in queries.accounts(db(), books())])
    if not form.validate():
        return INDEX.refuse(**_listed(form))
    account = queries.account(db(), need(form.account.data), books())
    try:
        with files.workshop(db(), "bank") as folder:
            given = folder / "given"
            form.file.data.save(given)
            name = Path(form.file.data.filename or "sao-ke").name
            found = actions.receive(db(), account, name, given, folder, by=user())
    except RuleBroken as broken:
        form.refuse(broken)
        return INDEX.refuse(**_listed(form))
    return INDEX.done(to=url_for(".file", bank_file_id=found.id))


@bp.get("/files/<uuid:bank_file_id>")
@requires(Permission.BANK_KEEP)
def file(bank_file_id: UUID) -> Response:
    """The columns as they seem to be, the first rows, and what would be taken in."""
    found, form = queries.file(db(), bank_file_id, books()), ColumnsForm()
    rows = staging.first_rows(db(), found)
    layout = staging.layout_of(db(), found, rows)
    return FILE.show(**_staged(found, form, layout))


@bp.post("/files/<uuid:bank_file_id>/statement")
@requires(Permission.BANK_KEEP)
def create_statement(bank_file_id: UUID) -> Response:
    """Look at it again by other columns, or take its rows in."""
    found, form = queries.file(db(), bank_file_id, books()), ColumnsForm()
    if not form.validate():
        return FILE.refuse(**_staged(found, form, None))
    try:
        layout = columns.chosen(need(form.heading.data), _chosen())
        names = staging.names_of(staging.first_rows(db(), found), layout)
        if request.form.get("step") != "take":
            db().rollback()
            return FILE.show(**_staged(queries.file(db(), bank_file_id, books()), form, layout))
        lines = staging.lines_of(db(), found, layout, today=today())
        statement = actions.take_in(db(), found, lines, names, by=user())
    except RuleBroken as broken:
        db().rollback()
        form.refuse(broken)
        again = queries.file(db(), bank_file_id, books())
        return FILE.refuse(**_staged(again, form, Layout(form.heading.data or 1, dict(_places()))))
    known = f", bỏ qua {statement.known} dòng đã có" if statement.known else ""
    return FILE.done(
        to=url_for("bank_rows.index", account_id=found.account_id, shown="open"),
        message=f"Đã nhập {statement.taken} dòng sao kê{known}.",
    )


def _chosen() -> list[tuple[int, Meaning]]:
    """Place and meaning of the columns that the person named."""
    known = {meaning.value: meaning for meaning in Meaning}
    return [
        (int(name.removeprefix(COLUMN)), known[value])
        for name, value in request.form.items()
        if name.startswith(COLUMN) and name.removeprefix(COLUMN).isdigit() and value in known
    ]


def _places() -> list[tuple[Meaning, int]]:
    return [(meaning, place) for place, meaning in _chosen()]


def _staged(found: BankFile, form: ColumnsForm, layout: Layout | None) -> dict[str, Any]:
    rows = staging.first_rows(db(), found)
    told = None
    if layout is not None and not form.is_submitted():
        form.heading.data = layout.heading
    if layout is not None and layout.is_whole and not form.refused:
        try:
            told = staging.read(db(), found, layout, today=today())
        except RuleBroken as broken:
            form.refuse(broken)
    chosen = {place: meaning for meaning, place in (layout.places if layout else {}).items()}
    shown = staging.shown(rows, layout)
    return {
        "file": found, "form": form, "rows": shown, "chosen": chosen, "meanings": list(Meaning),
        "width": max((len(row.cells) for row in shown), default=0), "found": told,
        "statement": queries.statement_of(db(), found.id),
    }  # fmt: skip


def _listed(form: StatementForm) -> dict[str, Any]:
    keeping = books()
    accounts = queries.accounts(db(), keeping)
    form.account.offer([(one.id, one.title) for one in accounts])
    if len(accounts) == 1 and not form.is_submitted():
        form.account.data = accounts[0].id
    standings = tying.standings(db(), accounts)
    given = [pair for one in accounts for pair in queries.files_of(db(), one.id)]
    return {
        "form": form, "books": keeping, "standings": standings, "given": given,
        "tie": tying.tie(db(), keeping, standings),
        "names": names_of(one.entered_by_id for one, _ in given),
    }  # fmt: skip
