"""Writing down what happened next to an asset, its payment, and striking out a mistake."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Response, url_for

from thads.assets import actions, payments, queries
from thads.assets.course import Course, allowed
from thads.assets.forms import PaymentForm, StepForm, StrikeForm
from thads.assets.models import StepKind
from thads.assets.views.blueprint import bp
from thads.assets.views.show import BY_HAND, asset_of
from thads.cases.models import Case
from thads.core.errors import Conflict, NotFound, RuleBroken
from thads.core.money import format_dong
from thads.identity.policy import Permission
from thads.measures import queries as measures
from thads.rules import asset_sale
from thads.web.access import requires
from thads.web.forms import need
from thads.web.request import db, today, user
from thads.web.screen import Screen, go

STEP = Screen("assets/step.html")
PAYMENT = Screen("assets/payment.html")
STRIKE = Screen("assets/strike.html")


@bp.get("/debtor-assets/<uuid:asset_id>/steps/<asset_step>")
@requires(Permission.ASSET_ENTER)
def step(asset_id: UUID, asset_step: str) -> Response:
    """The form of what happened next."""
    asset, case = asset_of(asset_id)
    kind, course = _kind(asset_step), queries.course_of(db(), asset)
    if kind not in allowed(course):
        message = f"Tài sản đang ở bước “{course.stage.label}”, chưa thể ghi “{kind.label}”."
        return go(url_for(".show", asset_id=asset_id), message=message)
    return STEP.show(**_entering(course, case, kind))


@bp.post("/debtor-assets/<uuid:asset_id>/steps/<asset_step>")
@requires(Permission.ASSET_ENTER)
def create_step(asset_id: UUID, asset_step: str) -> Response:
    """Write it down."""
    asset, case = asset_of(asset_id)
    kind = _kind(asset_step)
    context = _entering(queries.course_of(db(), asset), case, kind)
    form: StepForm = context["form"]
    if not form.validate():
        return STEP.refuse(**context)
    try:
        actions.take_step(db(), asset, form.terms(kind), by=user(), today=today())
    except RuleBroken as broken:
        form.refuse(broken)
        return STEP.refuse(**context)
    return STEP.done(to=url_for(".show", asset_id=asset_id), message=f"Đã ghi: {kind.label}.")


@bp.get("/debtor-assets/<uuid:asset_id>/payment")
@requires(Permission.MONEY_COLLECT)
def payment(asset_id: UUID) -> Response:
    """The form of money for the asset."""
    asset, case = asset_of(asset_id)
    form, course = _payment_form(case), queries.course_of(db(), asset)
    form.day.data, form.amount.data = today(), course.due or None
    return PAYMENT.show(lot=asset, case=case, course=course, form=form)


@bp.post("/debtor-assets/<uuid:asset_id>/payment")
@requires(Permission.MONEY_COLLECT)
def create_payment(asset_id: UUID) -> Response:
    """Enter it into the books, or count what stands there."""
    asset, case = asset_of(asset_id)
    form, course = _payment_form(case), queries.course_of(db(), asset)
    told = {"lot": asset, "case": case, "course": course, "form": form}
    if not form.validate():
        return PAYMENT.refuse(**told)
    try:
        payments.pay(db(), case, asset, form.terms(), by=user(), today=today())
    except Conflict as conflict:
        db().rollback()
        return go(url_for(".payment", asset_id=asset_id), message=str(conflict))
    except RuleBroken as broken:
        form.refuse(broken)
        return PAYMENT.refuse(**told)
    return PAYMENT.done(to=url_for(".show", asset_id=asset_id), message="Đã ghi nộp tiền.")


@bp.get("/debtor-assets/<uuid:asset_id>/strike")
@requires(Permission.ASSET_ENTER)
def strike(asset_id: UUID) -> Response:
    """The form that strikes out the last step."""
    asset, case = asset_of(asset_id)
    course = queries.course_of(db(), asset)
    return STRIKE.show(lot=asset, case=case, course=course, form=StrikeForm())


@bp.post("/debtor-assets/<uuid:asset_id>/strike")
@requires(Permission.ASSET_ENTER)
def create_strike(asset_id: UUID) -> Response:
    """Strike it out; it stays readable."""
    asset, case = asset_of(asset_id)
    form, course = StrikeForm(), queries.course_of(db(), asset)
    told = {"lot": asset, "case": case, "course": course, "form": form}
    if course.last is None:
        raise NotFound
    if not form.validate():
        return STRIKE.refuse(**told)
    try:
        actions.strike(
            db(), asset, course.last.id, need(form.note.data), by=user(), today=today()
        )  # fmt: skip
    except RuleBroken as broken:
        form.refuse(broken)
        return STRIKE.refuse(**told)
    return STRIKE.done(to=url_for(".show", asset_id=asset_id), message="Đã gạch bước ghi nhầm.")


def _kind(text: str) -> StepKind:
    found = next((kind for kind in BY_HAND if kind.value == text), None)
    if found is None:
        raise NotFound
    return found


def _entering(course: Course, case: Case, kind: StepKind) -> dict[str, Any]:
    form = StepForm()
    form.keep(kind)
    law = asset_sale.on(today())
    if form.measure:
        form.measure.offer(
            (one.id, f"{one.kind.label}: {one.object}")
            for one in measures.attachments(db(), case.id)
        )
    if not form.is_submitted():
        form.day.data = today()
        _suggest(form, course, case, kind)
    least = law.lowest_cut(course.price) if kind is StepKind.CUT and course.price else None
    hints = {"amount": f"Từ {format_dong(least)} đ (90% giá trước) đến dưới "
                       f"{format_dong(course.price or 0)} đ."} if least else {}  # fmt: skip
    return {
        "lot": course.asset, "case": case, "course": course, "kind": kind, "form": form,
        "hints": hints,
    }  # fmt: skip


def _suggest(form: StepForm, course: Course, case: Case, kind: StepKind) -> None:
    """What the file knows is not typed again."""
    if kind is StepKind.CREDITOR_TAKES and case.creditors:
        form.body.data = case.creditors[0].name
    if kind is StepKind.PREEMPTION_TAKEN and course.asset.co_owners:
        form.body.data = course.asset.co_owners[0].name
    if kind is StepKind.AGREED_TRANSFER and case.creditors:
        form.body.data, form.amount.data = case.creditors[0].name, course.price


def _payment_form(case: Case) -> PaymentForm:
    form = PaymentForm()
    form.voucher.offer(
        (voucher.id, f"{voucher.title}, {voucher.day:%d/%m/%Y}: {format_dong(amount)} đ")
        for voucher, amount in payments.receipts(db(), case.id)
    )
    return form
