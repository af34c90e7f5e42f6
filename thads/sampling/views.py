"""Drawing the files of an inspection."""

from __future__ import annotations

from secrets import token_hex
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, url_for
from sqlalchemy import select

from thads.cases.models import Case
from thads.core.errors import RuleBroken
from thads.identity.policy import Permission
from thads.inspections import actions
from thads.inspections.models import Inspection, Method
from thads.inspections.terms import Drawn
from thads.inspections.views.entering import ENTER, inspection_of, taken
from thads.rules import inspection as rules
from thads.sampling import drawing
from thads.sampling.forms import SampleForm
from thads.web.access import requires
from thads.web.forms import need
from thads.web.request import db, now, today, user

bp = Blueprint("sampling", __name__)
MOST = 200  # files of one draw
PAGE: dict[str, Any] = {"title": "Chọn hồ sơ kiểm tra", "submit": "Chọn hồ sơ"}


@bp.get("/inspections/<uuid:inspection_id>/samples/new")
@requires(Permission.INSPECTION_KEEP)
def new(inspection_id: UUID) -> Response:
    """How many files, drawn how."""
    inspection_of(inspection_id)
    back = url_for("inspections.show", inspection_id=inspection_id)
    return ENTER.show(form=SampleForm(), back=back, lead=_lead(), **PAGE)


@bp.post("/inspections/<uuid:inspection_id>/samples/new")
@requires(Permission.INSPECTION_KEEP)
def create(inspection_id: UUID) -> Response:
    """Draw."""
    inspection, form = inspection_of(inspection_id), SampleForm()
    return taken(
        form, lambda: _draw(inspection, form),
        to=url_for("inspections.show", inspection_id=inspection_id), message="Đã chọn hồ sơ.",
        lead=_lead(), **PAGE,
    )  # fmt: skip


def _draw(inspection: Inspection, form: SampleForm) -> object:
    known = drawing.population(
        db(), inspection.unit_id, inspection.period_from, inspection.period_to
    )
    method: Method = need(form.method.data)
    seed, formula = None, None
    taken_already = {file.case_id for file in inspection.files}
    left = [case_id for case_id in known if case_id not in taken_already]
    if method is Method.CHOSEN:
        drawn = [Drawn(_named(form.case.data, known))]
    elif method is Method.RANDOM:
        seed = token_hex(16)
        drawn = drawing.by_lot(left, _size(form), seed)
    else:
        formula = rules.formula(today())
        drawn = drawing.by_risk(drawing.risks(db(), left, today()), _size(form), formula)
    if not drawn:
        raise RuleBroken("sampling.none", "Không còn hồ sơ nào của kỳ để rút. Chưa ghi gì.")
    return actions.keep_sample(
        db(), inspection, method, drawn, population=len(left), seed=seed,
        formula=formula.code if formula else None, by=user(), today=today(), now=now(),
    )  # fmt: skip


def _named(text: str | None, known: list[UUID]) -> UUID:
    number, _, series = (text or "").partition("/")
    of_number = Case.number == int(number) if number.strip().isdigit() else None
    if of_number is not None and series:
        same = select(Case.id).where(Case.series == series.strip(), of_number)
        found = next((one for one in db().scalars(same) if one in known), None)
        if found is not None:
            return found
    raise RuleBroken(
        "sampling.unknown", "Không có hồ sơ này trong kỳ kiểm tra của đơn vị; nhập như "
        "“123/QĐ-CCTHADS”. Chưa ghi gì.", field="case",
    )  # fmt: skip


def _size(form: SampleForm) -> int:
    size = form.size.data
    if size is None or not 1 <= size <= MOST:
        raise RuleBroken(
            "sampling.size", f"Nhập số hồ sơ từ 1 đến {MOST}. Chưa ghi gì.", field="size"
        )
    return int(size)


def _lead() -> str:
    return (
        "Ngẫu nhiên: hệ thống tự sinh hạt giống, ghi lại, và lấy các hồ sơ có SHA-256(“hạt "
        f"giống:mã hồ sơ”) nhỏ nhất, nên rút lại được đúng như vậy. {rules.formula(today()).words}"
    )
