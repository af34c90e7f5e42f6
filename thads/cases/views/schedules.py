"""Duties that fall due month by month: their schedule, next year's decisions, and one of them."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from flask import Response, request, url_for

from thads.cases.actions import schedules as actions
from thads.cases.forms.docketing import DocketingForm
from thads.cases.forms.schedule import ScheduleForm
from thads.cases.models import Case, Initiation, PaymentSchedule
from thads.cases.queries import schedules
from thads.cases.queries.schedules import Renewal
from thads.cases.views.acts import open_items
from thads.cases.views.blueprint import bp
from thads.cases.views.entering import case_of, scope
from thads.cases.views.issuing import Basis, Issuing
from thads.core.days import add_months, statistics_year, year_start
from thads.core.errors import Conflict, RuleBroken
from thads.core.money import format_dong
from thads.identity.policy import Permission
from thads.parties.models import PartyRole
from thads.rules.citation import cited
from thads.rules.dated import MissingRule
from thads.rules.periodic import PERIODIC_ITEMS, yearly_decision
from thads.web.access import requires
from thads.web.forms import need
from thads.web.request import db, today, user
from thads.web.screen import Screen

INDEX = Screen("cases/schedules.html")
FORM = Screen("cases/schedule.html", part="schedule")


@dataclass(frozen=True)
class Periodic:
    """What the page of a case says about one duty of this kind."""

    schedule: PaymentSchedule
    renewal: Renewal  # of the year after the one that its decision covers
    is_renewed: bool


@bp.get("/schedules")
@requires(Permission.CASE_VIEW)
def periodic() -> Response:
    """The decisions of an enforcement year that are still to be issued."""
    year = _year()
    number = max(1, request.args.get("page", 1, type=int) or 1)
    page = schedules.to_renew(db(), year, unit_id=scope(), page=number)
    return INDEX.show(
        year=year, page=page, article=_article(year), starts=year_start(year),
        years=[statistics_year(today()), statistics_year(today()) + 1],
        whole_province=scope() is None,
    )  # fmt: skip


@bp.get("/<uuid:case_id>/schedule")
@requires(Permission.CASE_DOCKET)
def schedule(case_id: UUID) -> Response:
    """The empty form."""
    case = case_of(case_id)
    return FORM.show(case=case, form=_form(case))


@bp.post("/<uuid:case_id>/schedule")
@requires(Permission.CASE_DOCKET)
def create_schedule(case_id: UUID) -> Response:
    """Write the schedule, or show the form again with what was typed."""
    case = case_of(case_id)
    form = _form(case)
    if not form.validate():
        return FORM.refuse(case=case, form=form)
    try:
        actions.set_schedule(db(), case, _terms(form), by=user())
        db().flush()
    except (RuleBroken, Conflict) as refused:
        db().rollback()
        if isinstance(refused, RuleBroken):
            form.refuse(refused)
        else:
            form.form_errors.append(str(refused))
        return FORM.refuse(case=case_of(case_id), form=form)
    return FORM.done(to=url_for(".show", case_id=case_id), message="Đã ghi lịch định kỳ.")


@bp.get("/<uuid:case_id>/renewal")
@requires(Permission.CASE_DOCKET)
def renewal(case_id: UUID) -> Response:
    """The next year's decision, filled with the parties and what falls due."""
    return Issuing(lambda: _basis(case_id)).show()


@bp.post("/<uuid:case_id>/renewal")
@requires(Permission.CASE_DOCKET)
def create_renewal(case_id: UUID) -> Response:
    """One step of its form, the last of which issues the decision."""
    return Issuing(lambda: _basis(case_id)).create()


@bp.app_template_global("periodic_of")
def periodic_of(case: Case) -> list[Periodic]:
    """The periodic duties of a case; asked by its page."""
    if not may_be_periodic(case):
        return []
    return [
        Periodic(one, Renewal(one, one.year + 1), schedules.is_renewed(db(), one.id))
        for one in schedules.of_case(db(), case.id)
    ]


@bp.app_template_global("may_be_periodic")
def may_be_periodic(case: Case) -> bool:
    """Whether an item of the case is of a kind that may fall due month by month."""
    asked = case.initiation is Initiation.ON_REQUEST and not case.is_struck
    return asked and any(item.kind.value in PERIODIC_ITEMS for item in case.items)


def _form(case: Case) -> ScheduleForm:
    form = ScheduleForm(case)
    wanted = {str(item.id) for item in case.items if item.kind.value in PERIODIC_ITEMS}
    form.offer("item", [(id, name) for id, name in open_items(case) if str(id) in wanted])
    if not form.is_submitted():
        form.suggest(first_month=case.docketed_on.replace(day=1))
    return form


def _terms(form: ScheduleForm) -> actions.ScheduleTerms:
    return actions.ScheduleTerms(
        item_id=need(form.item.data), monthly_amount=need(form.monthly_amount.data),
        first_month=need(form.first_month.data), last_month=form.last_month.data,
        submission_key=form.submission_key.data or None, revision=form.seen_revision,
    )  # fmt: skip


def _basis(case_id: UUID) -> Basis:
    case = case_of(case_id)
    return Basis(
        address=url_for(".renewal", case_id=case_id),
        words=f"Nghĩa vụ định kỳ tiếp theo việc {case.title}; phải có yêu cầu của người được thi "
        "hành án cho các kỳ này (Điều 9 khoản 5 Nghị định 152/2026)",
        way_back=(
            ("Nghĩa vụ định kỳ", url_for(".periodic")),
            (case.title, url_for(".show", case_id=case_id)),
        ),
        judgment=case.judgment,
        begin=lambda form: _begin(form, case),
        issue=lambda terms: actions.renew(db(), case, terms, by=user(), today=today()),
    )


def _begin(form: DocketingForm, case: Case) -> None:
    """The parties as they stand, and what falls due of each duty in the year to come."""
    form.initiation.data, form.kind.data = case.initiation, case.kind
    form.unit.data = case.unit_id
    form.parties.entries.clear()
    form.parties.last_index = -1
    for party in case.parties:
        if party.role in (PartyRole.DEBTOR, PartyRole.CREDITOR):
            row = form.parties.append_entry().form
            row.role.data, row.kind.data, row.name.data = party.role, party.kind, party.name
            row.personal_id_number.data, row.address.data = party.personal_id_number, party.address
            row.commune_code.data = party.commune_code
            row.on(today())
    form["items"].entries.clear()
    form["items"].last_index = -1
    for one in periodic_of(case):
        row = form["items"].append_entry().form
        coming, item = Renewal(one.schedule, statistics_year(today())), one.schedule.item
        row.kind.data, row.amount.data = item.kind, coming.amount
        row.description.data = _said(coming)


def _said(coming: Renewal) -> str:
    if not coming.months:
        return ""
    first, last = coming.months[0], coming.months[-1]
    monthly = format_dong(coming.schedule.monthly_amount)
    return f"{monthly} đ/tháng, {first:%m/%Y}–{last:%m/%Y}"


def _year() -> int:
    """The year asked for; from July on the one to come."""
    now = statistics_year(today())
    asked = request.args.get("year", type=int)
    coming = statistics_year(add_months(today(), 3))
    return asked if asked in (now, now + 1) else coming


def _article(year: int) -> str | None:
    """Where the rule stands; None where the law of that year had none."""
    try:
        return cited(yearly_decision(year_start(year)).source)
    except MissingRule:
        return None
