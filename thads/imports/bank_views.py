"""Downloads as .xlsx: the register of credit institutions, and the workbench of one."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

from flask import Blueprint, Response, request

from thads.banks.queries import coercion, records, register
from thads.banks.queries.records import Asked
from thads.banks.views.index import list_form
from thads.banks.views.workbench import asked_cases
from thads.cases.forms.asking import AskingForm
from thads.cases.views.entering import scope
from thads.identity.policy import Permission
from thads.imports.export_views import download
from thads.imports.exporting.banks import write_institutions, write_work, write_workbench
from thads.web.access import requires
from thads.web.access_log import note
from thads.web.request import db, today

bp = Blueprint("bank_exports", __name__, url_prefix="/exports/credit-institutions")


@bp.get("/")
@requires(Permission.CREDIT_VIEW)
def institutions() -> Response:
    """The institutions that the page lists, all of them."""
    form = list_form()
    wanted, order = form.wanted(scope()), request.args.get("sort", register.LARGEST)
    found = register.lines(db(), wanted, today(), order=order)
    whole = register.whole(db(), wanted, today())
    return _made(
        f"Tổ chức tín dụng {today():%Y-%m-%d}",
        lambda path: write_institutions(path, found, whole, day=today(), asked=_words(form)),
    )


@bp.get("/<uuid:institution_id>")
@requires(Permission.CREDIT_VIEW)
def workbench(institution_id: UUID) -> Response:
    """The cases that the page lists, all of them."""
    found, form, mine = register.get(db(), institution_id), list_form(), scope()
    cases = register.every_case(db(), institution_id, asked_cases(form, mine), today(), scope=mine)
    return _made(
        f"{found.title} {today():%Y-%m-%d}",
        lambda path: write_workbench(path, found.title, cases, day=today(), asked=_words(form)),
    )


@bp.get("/<uuid:institution_id>/work")
@requires(Permission.CREDIT_VIEW)
def work(institution_id: UUID) -> Response:
    """Promises, obstacles and measures of one institution that this person may see."""
    found = register.get(db(), institution_id)
    asked = Asked(institution_id=institution_id, scope=scope())
    promises, obstacles = records.promises(db(), asked), records.obstacles(db(), asked)
    measures = coercion.of_institution(db(), institution_id, today(), scope=scope()).running
    return _made(
        f"Làm việc với {found.title} {today():%Y-%m-%d}",
        lambda path: write_work(path, found.title, promises, obstacles, measures, day=today()),
    )


def _made(name: str, write: Callable[[Path], None]) -> Response:
    note("export.credit_institutions", request.path, at=today(), query=dict(request.args))
    with TemporaryDirectory() as folder:
        path = Path(folder) / "institutions.xlsx"
        write(path)
        return download(BytesIO(path.read_bytes()), name)


def _words(form: AskingForm) -> str:
    chosen = "; ".join(label for label, _ in form.chosen)
    return f"Lọc theo: {chosen}" if chosen else "Tất cả"
