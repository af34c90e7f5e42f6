"""Closing one's unit: check first, then with the own password; it cannot be undone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from flask import Response

from thads.closing import actions, beside, policy
from thads.closing.chain import UnitChain
from thads.closing.forms import CloseForm
from thads.closing.views.blueprint import board, bp, chain_of, check_of, own_unit, period_asked
from thads.core.errors import NotFound, RuleBroken
from thads.identity.policy import Permission
from thads.statistics.subject import Subject
from thads.web import reauthentication
from thads.web.access import requires
from thads.web.request import db, now, today, user
from thads.web.screen import Screen, go

CHECK = Screen("closing/close.html")


@bp.get("/closings/new")
@requires(Permission.PERIOD_CLOSE)
def new_closing() -> Response:
    """What is closed, and what still stands against it."""
    _, period_end = period_asked()
    found, form = _own(period_end), CloseForm()
    form.seen.data = found.report.digest
    return CHECK.show(form=form, **_context(period_end, found))


@bp.post("/closings")
@requires(Permission.PERIOD_CLOSE)
def create_closing() -> Response:
    """Approve the officers' reports, close, send to the province."""
    return _close(actions.close_unit, "Đã khóa sổ kỳ {:%m/%Y} và gửi số liệu của đơn vị lên tỉnh.")


@bp.post("/closings/again")
@requires(Permission.PERIOD_CLOSE)
def create_again() -> Response:
    """Send the figures of a closed unit once more."""
    return _close(actions.send_again, "Đã gửi lại số liệu kỳ {:%m/%Y} lên tỉnh.")


def _close(act: Callable[..., object], message: str) -> Response:
    _, period_end = period_asked()
    form = CloseForm()
    try:
        if form.validate():
            reauthentication.confirm(form.password.data)
            unit = _own(period_end).unit
            act(
                db(), unit, period_end, seen=str(form.seen.data or ""), by=user(),
                today=today(), now=now(),
            )  # fmt: skip
            db().commit()
            return go(board(period_end), message=message.format(period_end))
    except RuleBroken as broken:
        form.refuse(broken)
    db().rollback()
    found = _own(period_end)
    form.seen.data = found.report.digest
    return CHECK.refuse(form=form, **_context(period_end, found))


def _own(period_end: date) -> UnitChain:
    unit = own_unit()
    found = chain_of(period_end).of_unit(unit.id)
    if found is None or not policy.closes(user(), unit):
        raise NotFound
    return found


def _context(period_end: date, found: UnitChain) -> dict[str, Any]:
    row = found.report.row
    before = beside.last_period(db(), period_end, row)
    return {
        "period_end": period_end, "found": found,
        "lines": list(beside.lines(beside.parts(row), before)),
        **check_of(Subject(found.unit.id), period_end),
    }  # fmt: skip
