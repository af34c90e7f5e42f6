"""The tie-out of a day, and the nights before."""

from __future__ import annotations

from datetime import date
from itertools import groupby
from uuid import UUID

from flask import Response, request
from sqlalchemy import select

from thads.accounting import tieout
from thads.accounting.models import TieOut
from thads.accounting.scope import books_of
from thads.accounting.tying.lines import Check, Line, line_of
from thads.accounting.views.blueprint import bp
from thads.cases.models import Case
from thads.cases.views.people import unit_names
from thads.identity.policy import Permission
from thads.web.access import requires
from thads.web.forms import parse_day
from thads.web.request import db, today, user
from thads.web.screen import Screen

SHOW = Screen("accounting/tieout.html")


@bp.get("/tie-out")
@requires(Permission.BOOKS_VIEW)
def tie_out() -> Response:
    """Cases = ledger = statistics at the end of a day."""
    day = _day()
    units = books_of(db(), user(), today())
    lines = tieout.tie(db(), day, units)
    checks = [(check, list(of)) for check, of in groupby(lines, key=lambda line: line.check)]
    return SHOW.show(
        day=day, checks=checks, names=unit_names(), titles=_titles(lines),
        nights=[(night, *_counted(night, units)) for night in tieout.kept(db())],
        wrong=sum(1 for line in lines if not line.agrees), total=len(lines), all_checks=Check,
    )  # fmt: skip


def _day() -> date:
    try:
        asked = parse_day(request.args.get("day", ""))
    except ValueError:
        return today()
    return min(asked, today())


def _counted(night: TieOut, units: tuple[UUID, ...] | None) -> tuple[int, int]:
    """How many of the lines that this person sees did not agree that night, of how many."""
    lines = [line_of(one) for one in night.lines]
    mine = [line for line in lines if units is None or line.unit_id in units]
    return sum(1 for line in mine if not line.agrees), len(mine)


def _titles(lines: list[Line]) -> dict[UUID, str]:
    """The decisions that first differences name."""
    ids = {line.first.case_id for line in lines if line.first and line.first.case_id}
    return {case.id: case.title for case in db().scalars(select(Case).where(Case.id.in_(ids)))}
