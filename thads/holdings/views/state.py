"""Money for the budget by age, and paying much of it over at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import Response, request, url_for

from thads.cases.views.entering import scope
from thads.cases.views.people import names_of, unit_names, units_of
from thads.core.errors import RuleBroken
from thads.holdings import actions, listing
from thads.holdings.forms import RemittanceForm, StateForm, begun
from thads.holdings.queries import Holding
from thads.holdings.views.blueprint import bp
from thads.identity.policy import Permission
from thads.ledger import books
from thads.units import queries as units
from thads.units.models import Unit
from thads.web.access import requires
from thads.web.request import db, today, user
from thads.web.screen import Screen

STATE = Screen("holdings/state.html")
MOST = 500  # items of one payment order: each case is proved before a đồng moves
TREASURY = "Kho bạc Nhà nước"


@bp.get("/holdings/state")
@requires(Permission.CASE_VIEW)
def state() -> Response:
    """What waits to be paid into the budget, n of m late, with the form that pays it."""
    return STATE.show(**_context())


@bp.post("/holdings/state")
@requires(Permission.MONEY_PAY)
def create_remittance() -> Response:
    """One payment order for the items ticked, or for all of the list."""
    form = RemittanceForm()
    found = _listed(state_form())
    form.offer_selection(len(found))
    if not form.validate():
        return STATE.refuse(**_context(form))
    try:
        chosen = _chosen(form, found)
        voucher = actions.remit(db(), _keeper(chosen), chosen, form.terms, by=user(), today=today())
    except RuleBroken as broken:
        db().rollback()
        form.refuse(broken)
        return STATE.refuse(**_context(form))
    return STATE.done(
        to=url_for(".remittance", remittance_id=voucher.id),
        message=f"Đã ghi ủy nhiệm chi {voucher.title} nộp ngân sách {len(chosen)} khoản.",
    )


def state_form() -> StateForm:
    """What the address asks the list for."""
    form = StateForm(request.args)
    form.unit.offer(units_of(today()) if scope() is None else [])
    return form


def _listed(form: StateForm) -> list[Holding]:
    order = request.args.get("sort", listing.OLDEST)
    return listing.state_money(db(), form.wanted(scope()), today(), order)


def _chosen(form: RemittanceForm, found: Sequence[Holding]) -> Sequence[Holding]:
    """What was ticked, or the whole list as it was seen."""
    if form.takes_all:
        sum_ = listing.total(found, today()).amount
        if form.seen.data != str(sum_):
            raise RuleBroken(
                "holdings.changed",
                "Danh sách vừa thay đổi so với khi mở. Chưa ghi gì; xem lại tổng số rồi gửi lại.",
            )
        chosen = list(found)
    else:
        ticked = set(request.form.getlist("item"))
        chosen = [one for one in found if str(one.place.item_id) in ticked]
    if len(chosen) > MOST:
        raise RuleBroken(
            "holdings.many",
            f"Một ủy nhiệm chi nộp nhiều nhất {MOST} khoản, đang chọn {len(chosen)}. Chưa ghi gì; "
            "lọc theo đơn vị, loại khoản hoặc đánh dấu từng trang.",
        )
    return chosen


def _keeper(chosen: Sequence[Holding]) -> Unit:
    """Whose books all this money stands in: one payment order is drawn on one account."""
    if not chosen:
        raise RuleBroken("holdings.none", "Chưa chọn khoản nào. Chưa ghi gì; đánh dấu các khoản.")
    kept = {books.keeper(db(), units.get(db(), one), today()) for one in
            {holding.unit_id for holding in chosen}}  # fmt: skip
    if len(kept) > 1:
        raise RuleBroken(
            "holdings.several_books",
            "Các khoản đang chọn nằm ở nhiều tài khoản tạm giữ khác nhau. Chưa ghi gì; lọc theo "
            "đơn vị rồi nộp từng tài khoản.",
        )
    return kept.pop()


def _context(form: RemittanceForm | None = None) -> dict[str, Any]:
    asking, day = state_form(), today()
    found = _listed(asking)
    if form is None:
        form = RemittanceForm()
        begun(form, day, TREASURY, "")
    form.offer_selection(len(found))
    form.seen.data = str(listing.total(found, day).amount)
    number = max(1, request.args.get("page", 1, type=int) or 1)
    page = listing.page_of(found, number, day)
    return {
        "asking": asking, "form": form, "page": page, "ages": listing.by_age(found, day),
        "ticked": request.form.getlist("item"), "whole_province": scope() is None,
        "units": unit_names(), "names": names_of(one.officer_id for one in page.rows),
        "sort": request.args.get("sort", listing.OLDEST),
    }  # fmt: skip
