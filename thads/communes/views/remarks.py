"""Remarks of communes: by the code on the paper, on the case, and as a list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple
from uuid import UUID

from flask import Response, request, url_for

from thads.cases.models import Case
from thads.cases.views.entering import case_of, scope
from thads.cases.views.people import names_of, officers_of, unit_names, units_of
from thads.communes import actions, queries
from thads.communes.forms import CodeForm, RemarkFilterForm, RemarkForm
from thads.communes.models import CommuneRemark, CommuneSheet, CommuneSheetLine
from thads.communes.queries import RemarkFilter
from thads.communes.views.blueprint import bp
from thads.core import paper_codes as codes
from thads.core.errors import NotFound, RuleBroken
from thads.identity.policy import Permission
from thads.web.access import requires
from thads.web.request import db, today, user
from thads.web.screen import Screen, go

CODE = Screen("communes/code.html")
REMARK = Screen("communes/remark.html")
LIST = Screen("communes/remarks.html")


class Asked(NamedTuple):
    """The list as the address asks for it."""

    form: RemarkFilterForm
    wanted: RemarkFilter


@bp.get("/code")
@requires(Permission.COMMUNE_VIEW)
def code() -> Response:
    """The form of a code; with a code, on to its worksheet or its line."""
    form = CodeForm(request.args)
    if not form.code.data:
        return CODE.show(form=CodeForm(formdata=None))
    try:
        found = queries.by_code(db(), codes.read(form.code.data))
        return go(_page_of(found))
    except RuleBroken as broken:
        form.refuse(broken)
    except NotFound:
        form.refuse(RuleBroken(
            "commune.code", "Không có phiếu hoặc dòng nào mang mã này trong các việc của đơn vị. "
            "Xem lại mã in.", field="code",
        ))  # fmt: skip
    return CODE.refuse(form=form)


@bp.get("/lines/<uuid:line_id>/remark")
@requires(Permission.COMMUNE_REMARK)
def remark(line_id: UUID) -> Response:
    """The form of a remark on one line."""
    line, form = _line(line_id), RemarkForm()
    form.told_on.data = today()
    return REMARK.show(**_context(line, form))


@bp.post("/lines/<uuid:line_id>/remark")
@requires(Permission.COMMUNE_REMARK)
def create_remark(line_id: UUID) -> Response:
    """Write down what the commune says; on to the worksheet where it is this person's."""
    line, form = _line(line_id), RemarkForm()
    if not form.validate():
        return REMARK.refuse(**_context(line, form))
    try:
        actions.remark(db(), line, form.terms(), by=user(), today=today())
    except RuleBroken as broken:
        db().rollback()
        form.refuse(broken)
        return REMARK.refuse(**_context(_line(line_id), form))
    to = url_for("cases.show", case_id=line.case_id)
    if scope() in (None, line.sheet.batch.scope_id):
        to = url_for(".sheet", sheet_id=line.sheet_id)
    return REMARK.done(to=to, message="Đã ghi nhận xét của xã.")


@bp.get("/remarks")
@requires(Permission.COMMUNE_VIEW)
def remarks() -> Response:
    """The remarks on this person's cases, the latest first."""
    asked = remarks_asked()
    number = max(1, request.args.get("page", 1, type=int) or 1)
    page = queries.remarks(db(), asked.wanted, page=number)
    return LIST.show(
        form=asked.form, page=page, units=unit_names(), whole_province=scope() is None,
        names=names_of(row.officer_id for row in page.rows),
    )  # fmt: skip


def remarks_asked() -> Asked:
    """The filter of the address, with what this person may choose."""
    form, mine = RemarkFilterForm(request.args), scope()
    form.unit.offer(units_of(today()) if mine is None else [])
    form.officer.offer(officers_of(mine))
    return Asked(form, form.wanted(mine))


@bp.app_template_global("commune_remarks_of")
def commune_remarks_of(case: Case) -> Sequence[CommuneRemark]:
    """What communes said on a case; asked by its page."""
    return queries.of_case(db(), case.id)


def _line(line_id: UUID) -> CommuneSheetLine:
    """One line, if its case is for this person; NotFound otherwise."""
    line = queries.line(db(), line_id)
    case_of(line.case_id)
    return line


def _page_of(found: CommuneSheet | CommuneSheetLine) -> str:
    if isinstance(found, CommuneSheet):
        return url_for(".sheet", sheet_id=queries.sheet(db(), found.id, scope()).id)
    return url_for(".remark", line_id=_line(found.id).id)


def _context(line: CommuneSheetLine, form: RemarkForm) -> dict[str, Any]:
    return {"line": line, "case": case_of(line.case_id), "form": form}
