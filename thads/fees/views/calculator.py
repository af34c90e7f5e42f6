"""The fee of any amounts: for the counter, where people ask what they will have to pay."""

from __future__ import annotations

from flask import Response, request

from thads.core.errors import RuleBroken
from thads.fees.forms import CalculatorForm
from thads.fees.reckoning import Receipt, Reckoned, fees_of
from thads.fees.views.blueprint import bp
from thads.identity.policy import Permission
from thads.rules import base_wage, fee_table
from thads.rules.citation import cited
from thads.web.access import requires
from thads.web.request import today
from thads.web.screen import Screen

CALCULATOR = Screen("fees/calculator.html", part="reckoned")
UNREADABLE = "Nhập các số tiền nguyên đồng, cách nhau bằng dấu chấm phẩy, ví dụ 3 tỷ; 450tr."


@bp.get("/fees/calculator")
@requires(Permission.CASE_VIEW)
def calculator() -> Response:
    """Bands, threshold and the sum of each time, with how it comes about; nothing is kept."""
    form = CalculatorForm(request.args)
    day = form.good("day") or today()
    form.day.data = day
    try:
        reckoned = _reckoned(form, day)
        table, wage = fee_table.table(day), base_wage.on(day)
    except RuleBroken as broken:
        form.day.errors = [broken.message]
        return CALCULATOR.refuse(form=form, reckoned=[], table=None, wage=None, source="")
    return CALCULATOR.show(
        form=form, reckoned=reckoned, table=table, wage=wage, source=cited(table.source)
    )


def _reckoned(form: CalculatorForm, day: object) -> list[Reckoned]:
    basis = form.good("basis") or form.basis.default
    try:
        amounts = form.typed
    except ValueError:
        form.amounts.errors = [UNREADABLE]
        return []
    return fees_of(Receipt(day, amount, basis) for amount in amounts)  # type: ignore[arg-type]
