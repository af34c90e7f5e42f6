"""The page of one voucher, and its paper."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, Response, make_response, request, send_file, url_for

from thads.cases.models import Case
from thads.cases.views.entering import scope
from thads.cases.views.people import names_of
from thads.core.errors import NotFound, RuleBroken
from thads.identity.policy import Permission, may, sees_whole_province
from thads.ledger.books import keeper
from thads.ledger.collections import collection_of
from thads.ledger.models import Voucher
from thads.units import queries as units
from thads.units.models import Unit
from thads.vouchers import paper, printing, queries
from thads.vouchers.printing import Size
from thads.web.access import requires
from thads.web.forms import Form
from thads.web.request import db, me, now, today, user
from thads.web.screen import Screen

bp = Blueprint("vouchers", __name__, url_prefix="/vouchers")
SHOW = Screen("vouchers/show.html")


@bp.get("/<uuid:voucher_id>")
@requires(Permission.CASE_VIEW)
def show(voucher_id: UUID) -> Response:
    """One voucher with its transfers, what took it back, and its paper."""
    return _show(voucher_id, Form())


@bp.post("/<uuid:voucher_id>/paper")
@requires(Permission.CASE_VIEW)
def create_paper(voucher_id: UUID) -> Response:
    """Have its paper made; what is there already is given at once."""
    found, form = _voucher(voucher_id), Form()
    try:
        size = _size(request.form.get("size"))
        job = printing.ask_for(db(), found, size, by=user(), now=now())
    except RuleBroken as broken:
        form.refuse(broken)
        return _show(voucher_id, form)
    if job is not None:
        return SHOW.done(to=url_for("jobs.show", job_id=job.id))
    return SHOW.done(to=url_for(".file", voucher_id=voucher_id, size=size.value))


@bp.get("/<uuid:voucher_id>/paper")
@requires(Permission.CASE_VIEW)
def file(voucher_id: UUID) -> Response:
    """The paper itself."""
    found, size = _voucher(voucher_id), _size(request.args.get("size"))
    made = printing.opened(db(), found, size)
    name = f"{found.kind.code}-{found.number}-{found.year}-{size.value}.pdf"
    return make_response(
        send_file(made, mimetype="application/pdf", as_attachment=True, download_name=name)
    )


def _show(voucher_id: UUID, form: Form) -> Response:
    found = _voucher(voucher_id)
    entries = queries.entries_of(db(), found.id)
    ids = {entry.case_id for entry in entries if entry.case_id}
    cases = {one: db().get_one(Case, one) for one in ids}
    back = queries.reversal_of(db(), found.id)
    context = {
        "voucher": found, "entries": entries, "cases": cases, "form": form, "sizes": list(Size),
        "unit": units.get(db(), found.unit_id), "collection": collection_of(db(), found.id),
        "back": back, "taken": db().get(Voucher, found.reverses_id) if found.reverses_id else None,
        "names": names_of([found.entered_by_id]), "is_printed": paper.is_printed(found),
    }  # fmt: skip
    return SHOW.refuse(**context) if form.refused else SHOW.show(**context)


def _voucher(voucher_id: UUID) -> Voucher:
    reader = me()
    whole = sees_whole_province(reader.role)
    return queries.get(
        db(), voucher_id, scope=None if whole else scope(),
        books=_books() if may(reader.role, Permission.MONEY_PAY) else None,
    )  # fmt: skip


def _books() -> Unit | None:
    unit_id = me().unit_id
    return keeper(db(), units.get(db(), unit_id), today()) if unit_id else None


def _size(text: str | None) -> Size:
    try:
        return Size.of(text or Size.A5.value)
    except ValueError:
        raise NotFound from None
