"""Counting cash, and the bank's balance."""

from __future__ import annotations

from typing import Any

from flask import Response, url_for

from thads.accounting import counts
from thads.accounting.counts import CountTerms
from thads.accounting.forms import CountForm
from thads.accounting.scope import books_of, books_units
from thads.accounting.views.blueprint import bp
from thads.cases.views.people import names_of, unit_names
from thads.core.errors import RuleBroken
from thads.identity.policy import Permission
from thads.web.access import requires
from thads.web.forms import need
from thads.web.request import db, today, user
from thads.web.screen import Screen

SHOW = Screen("accounting/counts.html")


@bp.get("/counts")
@requires(Permission.BOOKS_VIEW)
def money_counts() -> Response:
    """What was counted, beside what the books say now."""
    return SHOW.show(**_context(_form()))


@bp.post("/counts")
@requires(Permission.MONEY_COUNT)
def create_count() -> Response:
    """Keep a count."""
    form = _form()
    if not form.validate():
        return SHOW.refuse(**_context(form))
    try:
        counts.count(db(), _terms(form), by=user(), today=today())
    except RuleBroken as broken:
        form.refuse(broken)
        return SHOW.refuse(**_context(form))
    return SHOW.done(to=url_for(".money_counts"), message="Đã ghi kết quả kiểm kê.")


def _form() -> CountForm:
    form, kept = CountForm(), books_units(db(), user(), today())
    form.unit.offer((unit.id, unit.name) for unit in kept)
    if not form.is_submitted():
        form.day.data = today()
        form.unit.data = kept[0].id if len(kept) == 1 else None
    return form


def _terms(form: CountForm) -> CountTerms:
    return CountTerms(
        unit_id=need(form.unit.data), account=need(form.account.data),
        occasion=need(form.occasion.data), day=need(form.day.data),
        counted=need(form.counted.data), explanation=form.explanation.data,
        submission_key=form.submission_key.data or None,
    )  # fmt: skip


def _context(form: CountForm) -> dict[str, Any]:
    units = books_of(db(), user(), today())
    made = counts.made(db(), units)
    return {
        "form": form, "made": made, "lines": counts.lines(db(), today(), units),
        "names": unit_names(), "people": names_of(one.entered_by_id for one in made),
    }  # fmt: skip
