"""The rows of an account: what each may be, posting it, matching it, taking it apart again."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Blueprint, Response, request, url_for
from sqlalchemy.orm.exc import StaleDataError

from thads.bankbook import actions, queries
from thads.bankbook.answers import answers
from thads.bankbook.forms import (
    LookForm,
    MatchForm,
    PostingForm,
    RowFilter,
    UndoForm,
    posting_form,
    shares_of,
)
from thads.bankbook.models import BankRow
from thads.bankbook.suggesting import Suggestion, look_for, suggest
from thads.bankbook.views import books
from thads.cases import queries as cases
from thads.cases.models import Case
from thads.cases.views.entering import case_of, scope
from thads.core.errors import Conflict, NotFound, RuleBroken
from thads.identity.policy import Permission
from thads.ledger.collections import propose
from thads.ledger.models import Voucher
from thads.web.access import requires
from thads.web.forms import Form, need
from thads.web.request import db, today, user
from thads.web.screen import Screen

bp = Blueprint("bank_rows", __name__, url_prefix="/bank")
INDEX = Screen("bankbook/rows.html", part="rows")
SHOW = Screen("bankbook/row.html")


@bp.get("/accounts/<uuid:account_id>/rows")
@requires(Permission.BANK_KEEP)
def index(account_id: UUID) -> Response:
    """The rows of an account; each that waits with what it may be."""
    account, form = queries.account(db(), account_id, books()), RowFilter(request.args)
    good, page = form.validate(), max(1, request.args.get("page", 1, type=int) or 1)
    shown, way = (form.shown.data, form.way.data) if good else (None, None)
    rows = queries.rows(db(), account.id, shown=shown, way=way, page=page)
    matched = queries.matches(db(), [row.id for row in rows.rows])
    waiting = [row for row in rows.rows if row.id not in matched]
    return INDEX.show(
        account=account, form=form, post=_button, page=rows, matches=matched,
        suggestions=suggest(db(), waiting, scope=scope()), answers=answers(db(), waiting),
    )  # fmt: skip


@bp.get("/rows/<uuid:row_id>")
@requires(Permission.BANK_KEEP)
def show(row_id: UUID) -> Response:
    """One row; with a case chosen, how its money would be shared out."""
    row = queries.row(db(), row_id, books())
    chosen = request.args.get("case", type=UUID)
    case = case_of(chosen) if chosen and row.amount > 0 else None
    return SHOW.show(**_context(row, posting=_posting(row, case) if case else None, case=case))


@bp.post("/rows/<uuid:row_id>/candidates")
@requires(Permission.BANK_KEEP)
def create_candidates(row_id: UUID) -> Response:
    """Look for the case that a person thinks of; what was typed stands in no address."""
    row, form = queries.row(db(), row_id, books()), LookForm()
    if not form.validate():
        return SHOW.refuse(**_context(row, look=form))
    found = look_for(db(), need(form.typed.data), scope=scope())
    return SHOW.show(**_context(row, look=form, found=found))


@bp.post("/rows/<uuid:row_id>/collection")
@requires(Permission.BANK_KEEP)
def create_collection(row_id: UUID) -> Response:
    """Post the row as a collection of a case, dated as the bank dates it."""
    row = queries.row(db(), row_id, books())
    case = case_of(_id(request.form.get("case")))
    form = _posting(row, case)
    if not form.validate():
        return SHOW.refuse(**_context(row, posting=form, case=case))
    try:
        voucher = actions.post_row(
            db(), row, case, shares_of(form, case),
            submission_key=form.submission_key.data or None, by=user(), today=today(),
        )  # fmt: skip
    except (Conflict, StaleDataError):
        return _refused(row_id, case.id, form, "Hồ sơ vừa được người khác sửa. Chưa ghi gì.")
    except RuleBroken as broken:
        return _refused(row_id, case.id, form, broken)
    return _done(row, f"Đã ghi {voucher.title} cho việc {case.title}.")


@bp.post("/rows/<uuid:row_id>/voucher")
@requires(Permission.BANK_KEEP)
def create_voucher(row_id: UUID) -> Response:
    """Say that the row is a voucher posted before."""
    row, form = queries.row(db(), row_id, books()), MatchForm()
    voucher = db().get(Voucher, _id(form.voucher.data))
    if voucher is None or voucher.unit_id != row.account.unit_id:
        raise NotFound
    if not form.validate():
        return SHOW.refuse(**_context(row, told=form))
    try:
        actions.link(db(), row, voucher, by=user())
    except RuleBroken as broken:
        db().rollback()
        form.refuse(broken)
        return SHOW.refuse(**_context(queries.row(db(), row_id, books()), told=form))
    return _done(row, f"Đã khớp với chứng từ {voucher.title}.")


@bp.post("/rows/<uuid:row_id>/withdrawal")
@requires(Permission.BANK_KEEP)
def create_withdrawal(row_id: UUID) -> Response:
    """Take the row apart from its voucher: a reversal of today, or the end of the match."""
    row, form = queries.row(db(), row_id, books()), UndoForm()
    if not form.validate():
        return SHOW.refuse(**_context(row, undo=form))
    try:
        back = actions.undo(
            db(), row, reason=need(form.reason.data),
            submission_key=form.submission_key.data or None, by=user(), today=today(),
        )  # fmt: skip
    except RuleBroken as broken:
        db().rollback()
        form.refuse(broken)
        return SHOW.refuse(**_context(queries.row(db(), row_id, books()), undo=form))
    by = f" bằng {back.title}" if back else ""
    return _done(row, f"Đã gỡ{by}; dòng sao kê mở lại.")


def _button() -> Form:
    """A seal and a key for each button of a list: no button is taken for another."""
    return Form(formdata=None)


def _id(text: str | None) -> UUID:
    try:
        return UUID(text or "")
    except ValueError:
        raise NotFound from None


def _posting(row: BankRow, case: Case) -> PostingForm:
    proposed = propose(case, cases.history_of(case), row.amount)
    form = posting_form(case)
    form.case.data = str(case.id)
    if shares_of(form, case) is None:
        form.fill(case, proposed)
    return form


def _refused(
    row_id: UUID, case_id: UUID, form: PostingForm, why: RuleBroken | str
) -> Response:  # fmt: skip
    db().rollback()
    form.refuse(why if isinstance(why, RuleBroken) else RuleBroken("bank.changed", why))
    row = queries.row(db(), row_id, books())
    return SHOW.refuse(**_context(row, posting=form, case=case_of(case_id)))


def _done(row: BankRow, message: str) -> Response:
    """Back to the list that was left, or to the row itself."""
    to = url_for(".index", account_id=row.account_id, shown="open")
    if request.form.get("from") != "list":
        to = url_for(".show", row_id=row.id)
    return SHOW.done(to=to, message=message)


def _context(
    row: BankRow, *, posting: PostingForm | None = None, case: Case | None = None,
    look: LookForm | None = None, found: list[Suggestion] | None = None,
    undo: UndoForm | None = None, told: Form | None = None,
) -> dict[str, Any]:  # fmt: skip
    match = queries.matches(db(), [row.id]).get(row.id)
    waiting = [] if match else [row]
    return {
        "row": row, "match": match, "posting": posting, "case": case, "told": told,
        "look": look or LookForm(formdata=None), "found": found,
        "undo": undo or UndoForm(formdata=None), "post": _button,
        "suggestions": suggest(db(), waiting, scope=scope()).get(row.id, []),
        "answers": answers(db(), waiting).get(row.id, []),
    }  # fmt: skip
