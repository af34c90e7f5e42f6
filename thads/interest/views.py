"""The late interest of a case: its statement of account, and what the judgment says of it."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, request, url_for

from thads.cases.models import ActKind, Case, CaseAct
from thads.cases.views.entering import case_of
from thads.cases.views.people import names_of
from thads.core.errors import RuleBroken
from thads.core.money import format_dong
from thads.identity.policy import Permission
from thads.interest import actions, money, queries
from thads.interest.forms import AgreementForm, ClauseForm, InterestMoneyForm, UntilFilter
from thads.interest.queries import Statement
from thads.ledger.models import Voucher
from thads.rules.citation import cited
from thads.rules.interest_pauses import pause_by
from thads.rules.interest_rates import in_percent
from thads.web.access import requires
from thads.web.formats import decimal_text
from thads.web.forms import Form, need
from thads.web.request import db, today, user
from thads.web.screen import Screen

bp = Blueprint("interest", __name__, url_prefix="/cases/<uuid:case_id>/interest")
SHOW = Screen("interest/show.html")
CLAUSE = Screen("interest/clause.html")
MONEY = Screen("interest/money.html")
AGREEMENT = Screen("interest/agreement.html")


@bp.get("/")
@requires(Permission.CASE_VIEW)
def show(case_id: UUID) -> Response:
    """What each item has borne up to a day, segment by segment, and what was written down."""
    case, asked = case_of(case_id), UntilFilter(request.args)
    until = (asked.until.data if asked.validate() else None) or today()
    asked.until.data = asked.until.data if asked.errors else until
    clauses, agreed = queries.clauses_of(db(), case.id), queries.agreements_of(db(), case.id)
    return SHOW.show(
        case=case, form=Form(), asked=asked,
        statement=queries.statement(db(), case, until),
        money=money.money_of(db(), case.id), clauses=clauses,
        in_force={one.id for one in queries.in_force(clauses).values()},
        agreed=[(act, agreed[act.id]) for act in case.acts if act.id in agreed],
        names=names_of(
            [one.entered_by_id for one in clauses]
            + [one.entered_by_id for one in agreed.values()]
        ),
        positions={item.id: item.position for item in case.items}, may_agree=bool(_open(case)),
    )  # fmt: skip


@bp.get("/clauses")
@requires(Permission.INTEREST_SET)
def clause(case_id: UUID) -> Response:
    """The form of what the judgment says."""
    case = case_of(case_id)
    return CLAUSE.show(case=case, form=_clause_form(case))


@bp.post("/clauses")
@requires(Permission.INTEREST_SET)
def create_clause(case_id: UUID) -> Response:
    """Say how an item bears interest."""
    case = case_of(case_id)
    form = _clause_form(case)
    if not form.validate():
        return CLAUSE.refuse(case=case, form=form)
    try:
        actions.set_clause(db(), case, form.terms(), by=user(), today=today())
    except RuleBroken as broken:
        form.refuse(broken)
        return CLAUSE.refuse(case=case, form=form)
    return CLAUSE.done(to=url_for(".show", case_id=case_id), message="Đã ghi điều khoản lãi.")


@bp.get("/agreements")
@requires(Permission.INTEREST_SET)
def agreement(case_id: UUID) -> Response:
    """The form of an agreement that interest runs during a postponement."""
    case = case_of(case_id)
    return AGREEMENT.show(case=case, form=_agreement_form(case))


@bp.post("/agreements")
@requires(Permission.INTEREST_SET)
def create_agreement(case_id: UUID) -> Response:
    """The parties agreed that interest runs while they postpone."""
    case = case_of(case_id)
    form = _agreement_form(case)
    if not form.validate():
        return AGREEMENT.refuse(case=case, form=form)
    try:
        actions.keep_running(db(), case, need(form.act.data), need(form.note.data), by=user())
    except RuleBroken as broken:
        form.refuse(broken)
        return AGREEMENT.refuse(case=case, form=form)
    done = url_for(".show", case_id=case_id)
    return AGREEMENT.done(to=done, message="Đã ghi thỏa thuận về lãi.")


@bp.get("/collections")
@requires(Permission.MONEY_COLLECT)
def collection(case_id: UUID) -> Response:
    """The form of interest that the debtor pays."""
    return MONEY.show(**_money(case_of(case_id), "collection"))


@bp.post("/collections")
@requires(Permission.MONEY_COLLECT)
def create_collection(case_id: UUID) -> Response:
    """Interest came in."""
    return _post(case_id, "collection", money.collect)


@bp.get("/payments")
@requires(Permission.MONEY_PAY)
def payment(case_id: UUID) -> Response:
    """The form of interest paid on to the creditor."""
    return MONEY.show(**_money(case_of(case_id), "payment"))


@bp.post("/payments")
@requires(Permission.MONEY_PAY)
def create_payment(case_id: UUID) -> Response:
    """Interest is paid on."""
    return _post(case_id, "payment", money.pay_out)


@bp.app_template_global("interest_of")
def interest_of(case: Case) -> Statement:
    """The interest of a case up to today; asked by its page."""
    return queries.statement(db(), case, today())


@bp.app_template_filter("in_words_of_law")
def in_words_of_law(source: str) -> str:
    """Luật THADS 2025 Điều 46 khoản 2"""
    return cited(source)


@bp.app_template_filter("exact_dong")
def exact_dong(amount: Fraction) -> str:
    """1.234,57: what has not been rounded to whole đồng yet."""
    return decimal_text(Decimal(amount.numerator) / amount.denominator, 2)


@bp.app_template_filter("a_year")
def a_year(rate: int) -> str:
    """13,75%/năm"""
    return f"{in_percent(rate)}%/năm"


def _post(case_id: UUID, noun: str, enter: Callable[..., Voucher]) -> Response:
    case = case_of(case_id)
    context = _money(case, noun)
    form = context["form"]
    if not form.validate():
        return MONEY.refuse(**context)
    try:
        made = enter(db(), case, form.terms(), by=user(), today=today())
    except RuleBroken as broken:
        db().rollback()
        form.refuse(broken)
        return MONEY.refuse(**_money(case_of(case_id), noun, form))
    told = f"Đã ghi chứng từ {made.title}."
    return MONEY.done(to=url_for(".show", case_id=case_id), message=told)


def _money(case: Case, noun: str, form: InterestMoneyForm | None = None) -> dict[str, Any]:
    """The form with the items that bear interest, and what is due or held of each."""
    form = form or InterestMoneyForm()
    known, statement = money.money_of(db(), case.id), queries.statement(db(), case, today())
    nothing = money.InterestMoney()
    if noun == "collection":
        del form.conflict_answer
        rest = {one.item: one.total - known.get(one.item.id, nothing).received
                for one in statement.items}  # fmt: skip
    else:
        rest = {item: known[item.id].held for item in case.items if item.id in known}
    form.item.offer(
        (item.id, f"{item.position}. {item.kind.label} – {format_dong(left)} đ")
        for item, left in rest.items()
    )
    if not form.is_submitted():
        form.day.data = today()
    return {"case": case, "form": form, "noun": noun}


def _clause_form(case: Case) -> ClauseForm:
    form = ClauseForm()
    form.item.offer((i.id, f"{i.position}. {i.kind.label}") for i in case.items if i.amount)
    return form


def _agreement_form(case: Case) -> AgreementForm:
    form = AgreementForm()
    form.act.offer((act.id, f"Hoãn từ ngày {act.day:%d/%m/%Y}") for act in _open(case))
    return form


def _open(case: Case) -> list[CaseAct]:
    """The postponements by agreement during which interest does not run yet."""
    agreed = queries.agreements_of(db(), case.id)
    struck = {act.corrects_id for act in case.acts}
    return [
        act for act in case.acts
        if act.kind is ActKind.POSTPONEMENT and act.id not in struck and act.id not in agreed
        and (rule := pause_by(act.kind.value, act.ground, act.day)) and rule.unless_agreed
    ]  # fmt: skip
