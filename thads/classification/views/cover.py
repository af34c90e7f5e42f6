"""The cover of enforceable cases by verified assets, beside the official figure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from flask import Response, request, url_for

from thads.cases.views.entering import scope
from thads.cases.views.people import names_of, officers_of, unit_names, units_of
from thads.classification.actions import notes as actions
from thads.classification.forms import CoverForm, ThresholdForm
from thads.classification.models import CoverThreshold, NoteSubject
from thads.classification.queries import cover as queries
from thads.classification.queries import notes
from thads.classification.queries.cover import Cover, Holders, added_up
from thads.classification.views.blueprint import bp
from thads.core.errors import RuleBroken
from thads.core.pages import PAGE_SIZE
from thads.identity.policy import Permission
from thads.statistics.figures import figures
from thads.web.access import requires
from thads.web.forms import need
from thads.web.request import db, today, user
from thads.web.screen import Screen

BOARD = Screen("classification/cover.html")
CASES = Screen("classification/cover_cases.html")


@dataclass(frozen=True)
class Asked:
    """Whose cover the address asks for, and the threshold of the day."""

    form: CoverForm
    whose: Holders
    threshold: CoverThreshold | None

    @property
    def percent(self) -> Decimal | None:
        """The share asked for; None while none is set."""
        return self.threshold.percent if self.threshold else None


@bp.get("/cover")
@requires(Permission.STATISTICS_VIEW)
def cover() -> Response:
    """The indicator of the province or a unit, and of each unit or officer in it."""
    form = ThresholdForm()
    form.valid_from.data = today()
    return BOARD.show(**_context(form))


@bp.post("/cover")
@requires(Permission.COVER_SET)
def create_threshold() -> Response:
    """Ask for another cover from a day on."""
    form = ThresholdForm()
    if not form.validate():
        return BOARD.refuse(**_context(form))
    try:
        actions.set_threshold(
            db(), Decimal(need(form.percent.data)), valid_from=need(form.valid_from.data),
            by=user(), today=today(),
        )  # fmt: skip
    except RuleBroken as broken:
        db().rollback()
        form.refuse(broken)
        return BOARD.refuse(**_context(form))
    return BOARD.done(to=url_for(".cover"), message="Đã đặt ngưỡng bảo đảm.")


@bp.get("/cover/cases")
@requires(Permission.CASE_VIEW)
def cover_cases() -> Response:
    """The cases behind the indicator, the most uncovered money first."""
    asked = _asked()
    number = max(1, request.args.get("page", 1, type=int) or 1)
    page = queries.lines(
        db(), today(), asked.whose, asked.percent, asked.form.good("part"), page=number,
        size=PAGE_SIZE,
    )  # fmt: skip
    return CASES.show(
        asked=asked, page=page, whole_province=scope() is None,
        names=names_of(line.officer_id for line in page.rows), units=unit_names(),
        notes=notes.latest(db(), NoteSubject.COVER, [line.case_id for line in page.rows]),
    )  # fmt: skip


def _asked() -> Asked:
    form, mine = CoverForm(request.args), scope()
    form.unit.offer(units_of(today()) if mine is None else [])
    form.officer.offer(officers_of(mine))
    whose = Holders(form.good("unit") if mine is None else mine, form.good("officer"))
    return Asked(form, whose, queries.threshold_on(db(), today()))


def _context(form: ThresholdForm) -> dict[str, Any]:
    asked, day = _asked(), today()
    found = queries.covers(db(), day, asked.whose, asked.percent)
    official = figures(db(), day, unit_id=asked.whose.unit_id)
    set_before = queries.thresholds(db())
    return {
        "asked": asked, "form": form,
        "sums": added_up(found.values()), "lines": _lines(found, asked),
        "official": official.total, "history": set_before, "whole_province": scope() is None,
        "names": names_of(one.entered_by_id for one in set_before),
    }  # fmt: skip


def _lines(
    found: Mapping[tuple[UUID, UUID | None], Cover], asked: Asked
) -> list[tuple[str, dict[str, Any], Cover]]:
    """Name, address and sums: of each officer inside a unit, else of each unit."""
    if asked.whose.unit_id is not None:
        people = names_of(officer for _, officer in found)
        named = [
            (people[officer] if officer else "Chưa phân công",
             {"officer": officer} if officer else {}, cover)
            for (_, officer), cover in found.items()
        ]  # fmt: skip
        return sorted(named, key=lambda row: row[0])
    units = unit_names()
    return sorted(
        [
            (units[unit_id], {"unit": unit_id},
             added_up(c for (of_unit, _), c in found.items() if of_unit == unit_id))
            for unit_id in {unit_id for unit_id, _ in found}
        ],
        key=lambda row: row[0],
    )  # fmt: skip
