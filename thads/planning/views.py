"""Targets beside figures, ranks, and what finishing a set of cases would do. Nothing is written."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from flask import Blueprint, Response, make_response, render_template, request

from thads.core.days import month_end, period_end, statistics_year
from thads.core.errors import NotFound
from thads.identity.policy import Permission, sees_whole_province
from thads.planning import queries, sandbox
from thads.planning.forms import PlanForm
from thads.rules import target_share
from thads.statistics.figures import figures
from thads.statistics.ranking import FORMULA, Rank, ranked
from thads.statistics.rows import Figures, Row, UnitName
from thads.statistics.subject import Subject
from thads.units import queries as units
from thads.web.access import requires
from thads.web.fields import parse_day
from thads.web.request import db, me, today

bp = Blueprint("planning", __name__, url_prefix="/planning")
MOST_TICKED = 50
Ranked = tuple[str, str | None, Rank]
Change = tuple[Rank | None, Rank | None]


@bp.get("/")
@requires(Permission.STATISTICS_VIEW)
def index() -> Response:
    """The tree of targets with the gaps of a period."""
    at = _asked_period()
    top = queries.tree(db(), at, unit_id=_own_unit())
    page = render_template(
        "planning/index.html", at=at, top=top, periods=_periods(at), share=target_share.on(at)
    )
    return make_response(page)


@bp.get("/ranks")
@requires(Permission.STATISTICS_VIEW)
def ranks() -> Response:
    """Units and officers by their rates, in cases and in money separately."""
    at, own = _asked_period(), _own_unit()
    now = figures(db(), at)
    tables = [
        ("Đơn vị", "việc", _ranked_units(now, own, money=False)),
        ("Đơn vị", "tiền", _ranked_units(now, own, money=True)),
        ("Chấp hành viên", "việc", _ranked_officers(now, own, money=False)),
        ("Chấp hành viên", "tiền", _ranked_officers(now, own, money=True)),
    ]
    page = render_template(
        "planning/ranks.html", at=at, tables=tables, periods=_periods(at), formula=FORMULA, own=own
    )
    return make_response(page)


@bp.get("/sandbox")
@requires(Permission.STATISTICS_VIEW)
def trial() -> Response:
    """What is missing to the target, which cases carry the money, what finishing some would do."""
    at, form, subject = month_end(today()), *_asked_subject()
    now = figures(db(), at)
    heaviest = list(queries.heaviest(db(), at, subject))
    ticked = queries.open_among(db(), at, subject, _asked_cases())
    chosen = {case.case_id for case in ticked}
    known = {case.case_id for case in heaviest}
    then = sandbox.outcome(db(), now, chosen)
    row, after = queries.row_of(now, subject), _after(now, then, subject)
    page = render_template(
        "planning/sandbox.html", at=at, form=form, subject=subject, formula=FORMULA,
        gaps=queries.gaps_of(db(), now, subject), row=row, after=after, chosen=chosen,
        cases=[*heaviest, *(case for case in ticked if case.case_id not in known)],
        ranks=_rank_changes(now, then, subject), whose=_whose(form),
    )  # fmt: skip
    return make_response(page)


def _after(now: Figures, then: sandbox.Outcome, subject: Subject) -> Row:
    row = queries.row_of(now, subject)
    if subject.unit_id and subject.officer_id:
        return then.officers.get((subject.unit_id, subject.officer_id), row)
    return then.units.get(subject.unit_id, row) if subject.unit_id else then.total


def _rank_changes(
    now: Figures, then: sandbox.Outcome, subject: Subject
) -> list[tuple[UnitName, list[Change]]]:
    """For each unit concerned: its ranks now and then, in cases and in money."""
    later = sandbox.with_outcome(now, then)
    before = [sandbox.ranks(now.units, money=money) for money in (False, True)]
    after = [sandbox.ranks(later, money=money) for money in (False, True)]
    concerned = [subject.unit_id] if subject.unit_id else list(then.units)
    return [
        (row.unit, [(a.get(key), b.get(key)) for a, b in zip(before, after, strict=True)])
        for row in now.units
        if row.unit and (key := row.unit.id) in concerned
    ]


def _ranked_units(now: Figures, own: UUID | None, *, money: bool) -> list[Ranked]:
    found = sandbox.ranks(now.units, money=money)
    names = {row.unit.id: row.unit for row in now.units if row.unit}
    return [
        (names[key].name, None, rank) for key, rank in found.items() if own is None or key == own
    ]


def _ranked_officers(now: Figures, own: UUID | None, *, money: bool) -> list[Ranked]:
    rates = {
        (row.officer, row.unit): row.money_rate if money else row.case_rate
        for row in now.officers
        if row.unit and row.officer and own in (None, row.unit.id)
    }
    return [(who.full_name, unit.name, rank) for (who, unit), rank in ranked(rates).items()]


def _asked_subject() -> tuple[PlanForm, Subject]:
    """Whose plan, as far as this person may see it."""
    form, own = PlanForm(request.args), _own_unit()
    offered = units.existing_on(db(), today())
    if own:
        offered = [unit for unit in offered if unit.id == own]
        form.unit.blank = None
        if form.unit.data not in (None, own):
            raise NotFound
        form.unit.data = own
    form.unit.offer((unit.id, unit.name) for unit in offered)
    unit_id = form.unit.data
    if unit_id and unit_id not in {unit.id for unit in offered}:
        raise NotFound
    staff = figures(db(), month_end(today()), unit_id=unit_id).officers if unit_id else []
    people = [row.officer for row in staff if row.officer]
    form.officer.offer((one.id, one.full_name) for one in people)
    if form.officer.data not in {one.id for one in people}:
        form.officer.data = None  # left over from the unit shown before
    return form, Subject(unit_id, form.officer.data)


def _asked_cases() -> list[UUID]:
    try:
        return [UUID(text) for text in request.args.getlist("case")[:MOST_TICKED]]
    except ValueError:
        raise NotFound from None


def _whose(form: PlanForm) -> str:
    names = {value: label for field in (form.unit, form.officer) for value, label in field.lines}
    chosen = form.officer.data or form.unit.data
    return names[str(chosen)] if chosen else "Toàn tỉnh"


def _own_unit() -> UUID | None:
    """The unit to which this person's view is limited; None: the whole province."""
    if sees_whole_province(me().role):
        return None
    own = me().unit_id
    if own is None:
        raise NotFound
    return own


def _asked_period() -> date:
    """The month's end asked for; else the newest that is over."""
    day = today()
    newest = day if day == month_end(day) else day.replace(day=1) - timedelta(days=1)
    try:
        wanted = month_end(parse_day(request.args["at"]))
    except (KeyError, ValueError):
        return newest
    return min(wanted, newest)


def _periods(at: date) -> list[date]:
    ends = [period_end(statistics_year(at), n) for n in range(1, 13)]
    return [end for end in ends if end <= today()]
