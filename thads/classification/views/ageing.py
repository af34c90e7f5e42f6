"""The board of old cases: the stock by year of docketing, what stands still and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from flask import Response, request

from thads.cases.forms.filters import UNASSIGNED
from thads.cases.history import CURRENT
from thads.cases.models import Standing
from thads.cases.views.citations import ground_of
from thads.cases.views.entering import scope
from thads.cases.views.people import names_of, officers_of, unit_names, units_of
from thads.classification.forms import AgeingForm
from thads.classification.models import NoteSubject
from thads.classification.queries import ageing as queries
from thads.classification.queries import notes
from thads.classification.queries.ageing import Cell, Idle, Stock, StockFilter, total
from thads.classification.queries.basis import bases
from thads.classification.views.blueprint import bp
from thads.core.days import statistics_year
from thads.core.pages import PAGE_SIZE, Page, offset_of
from thads.identity.policy import Permission
from thads.rules import ageing_reasons
from thads.statistics.figures import figures
from thads.web.access import requires
from thads.web.request import db, today
from thads.web.screen import Screen

BOARD = Screen("classification/ageing.html")
CASES = Screen("classification/ageing_cases.html")
NO_REASON = "none"
FIRST_YEAR = 1994
COLUMNS = tuple(standing for standing in Standing if standing in CURRENT)


@dataclass(frozen=True)
class Asked:
    """Which of the stock the address asks for."""

    form: AgeingForm
    wanted: StockFilter

    @property
    def reason(self) -> str | None:
        """A code, "none" for cases without a note, None for all."""
        found: str | None = self.form.good("reason")
        return found


@bp.get("/ageing")
@requires(Permission.STATISTICS_VIEW)
def ageing() -> Response:
    """The stock by year of docketing and standing, and the old cases by idleness and reason."""
    asked, day = _asked(), today()
    wanted = StockFilter(
        unit_id=asked.wanted.unit_id, officer_id=asked.wanted.officer_id,
        unassigned=asked.wanted.unassigned,
    )  # fmt: skip
    found = queries.cohorts(db(), day, wanted)
    old = queries.stock(db(), day, _old_of(wanted))
    of_officer = wanted.officer_id is not None or wanted.unassigned
    official = None if of_officer else figures(db(), day, unit_id=wanted.unit_id).total
    sums = {standing: total(cohort.by_standing[standing] for cohort in found)
            for standing in COLUMNS}  # fmt: skip
    return BOARD.show(
        asked=asked, cohorts=found, columns=COLUMNS, sums=sums, official=official,
        all=total(sums.values()), old=total(cohort.old for cohort in found),
        idle=_idle_counts(old), reasons=_reason_counts(old), whole_province=scope() is None,
    )  # fmt: skip


@bp.get("/ageing/cases")
@requires(Permission.CASE_VIEW)
def ageing_cases() -> Response:
    """The cases of a cell of the board, those longest without a real act first."""
    asked, day = _asked(), today()
    found = queries.stock(db(), day, asked.wanted)
    if idle := asked.form.good("idle"):
        found = [one for one in found if Idle.of_days(one.idle_on(day)) is idle]
    if asked.reason:
        reasons = notes.ageing_reasons(db())
        found = [one for one in found if reasons.get(one.case_id, NO_REASON) == asked.reason]
    number = max(1, request.args.get("page", 1, type=int) or 1)
    first = offset_of(number)
    rows = found[first : first + PAGE_SIZE]
    rests = bases(db(), {one.case_id: one.standing for one in rows}, day)
    sums = {"remaining": sum(one.remaining for one in found)}
    return CASES.show(
        asked=asked, whole_province=scope() is None, units=unit_names(),
        page=Page(rows, number, PAGE_SIZE, len(found), sums),
        names=names_of(one.officer_id for one in rows),
        notes=notes.latest(db(), NoteSubject.AGEING, [one.case_id for one in rows]),
        grounds={i: ground_of(one.act) for i, one in rests.items() if one.act},
        reason_label=ageing_reasons.label_of,
    )  # fmt: skip


def _asked() -> Asked:
    form, mine, day = AgeingForm(request.args), scope(), today()
    form.unit.offer(units_of(day) if mine is None else [])
    form.officer.offer([(UNASSIGNED, "Chưa phân công"), *officers_of(mine)])
    years = range(statistics_year(day), FIRST_YEAR, -1)
    form.year.offer((year, f"Năm {year}") for year in years)
    reasons = [(reason.code, reason.label) for reason in ageing_reasons.REASONS]
    form.reason.offer([*reasons, (NO_REASON, "Chưa ghi lý do")])
    officer, standing = form.good("officer"), form.good("standing")
    wanted = StockFilter(
        unit_id=form.good("unit") if mine is None else mine,
        officer_id=UUID(officer) if officer and officer != UNASSIGNED else None,
        unassigned=officer == UNASSIGNED, year=form.good("year"), old=form.good("old") is not None,
        standings=frozenset({standing}) if standing else CURRENT,
    )  # fmt: skip
    return Asked(form, wanted)


def _old_of(wanted: StockFilter) -> StockFilter:
    return StockFilter(
        unit_id=wanted.unit_id, officer_id=wanted.officer_id, unassigned=wanted.unassigned, old=True
    )


def _idle_counts(old: Sequence[Stock]) -> list[tuple[Idle, Cell]]:
    """The old cases by how long nothing was done."""
    found: dict[Idle, Cell] = dict.fromkeys(Idle, Cell())
    for one in old:
        idle = Idle.of_days(one.idle_on(today()))
        found[idle] = found[idle].plus(Cell(1, one.remaining))
    return list(found.items())


def _reason_counts(old: Sequence[Stock]) -> list[tuple[str, str, int]]:
    """Code, words and number of old cases of each reason that was given; without one comes last."""
    reasons = notes.ageing_reasons(db())
    counted = Counter(reasons.get(one.case_id, NO_REASON) for one in old)
    named = [(r.code, r.label, counted[r.code]) for r in ageing_reasons.REASONS if counted[r.code]]
    return [*named, (NO_REASON, "Chưa ghi lý do", counted[NO_REASON])]
