"""The screens of bringing a register in: give, look at what was found, enter, take back."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, make_response, request, send_file, url_for

from thads.core import files
from thads.core.errors import NotFound, RuleBroken
from thads.core.jobs import BackgroundJob
from thads.identity.policy import Permission
from thads.imports import actions, mapping, queries, undoing
from thads.imports.exporting.blank import blank_workbook
from thads.imports.fault_words import WORDS
from thads.imports.forms import PastedForm, WorkbookForm
from thads.imports.models import DifferenceKind, ImportPurpose, RegisterImport, Severity
from thads.web.access import requires
from thads.web.forms import Form, need
from thads.web.request import db, now, today, user
from thads.web.screen import Screen

bp = Blueprint("imports", __name__, url_prefix="/imports")
INDEX = Screen("imports/index.html")
PASTE = Screen("imports/paste.html")
SHOW = Screen("imports/show.html", part="import")
APPLY = Screen("imports/apply.html")
UNDO = Screen("imports/undo.html")
PASTED_NAME = "Khối dán từ Excel"


@bp.get("/")
@requires(Permission.REGISTER_IMPORT)
def index() -> Response:
    """What was brought in so far, and the form that gives one more workbook."""
    return INDEX.show(form=WorkbookForm(), **_listed())


@bp.post("/")
@requires(Permission.REGISTER_IMPORT)
def create() -> Response:
    """Receive a workbook; it is checked in the background, nothing is entered."""
    form = WorkbookForm()
    if not form.validate():
        return INDEX.refuse(form=form, **_listed())
    given = form.file.data
    with files.workshop(db(), "imports") as folder:
        path = folder / "given.xlsx"
        given.save(path)
        received = actions.receive(
            db(), Path(given.filename or path.name).name, path, need(form.purpose.data),
            by=user(), today=today(), now=now(),
        )  # fmt: skip
    return INDEX.done(to=url_for(".show", import_id=received.id))


@bp.get("/blank")
@requires(Permission.REGISTER_IMPORT)
def blank() -> Response:
    """An empty workbook with all columns explained."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "blank.xlsx"
        blank_workbook(path)
        return make_response(send_file(path, as_attachment=True, download_name="Mẫu nhập sổ.xlsx"))


@bp.get("/paste")
@requires(Permission.REGISTER_IMPORT)
def paste() -> Response:
    """Where a block copied from a spreadsheet is pasted."""
    return _paste(PastedForm(), {})


@bp.post("/paste")
@requires(Permission.REGISTER_IMPORT)
def create_pasted() -> Response:
    """Receive a block; headings that are not ours are asked about first."""
    form = PastedForm()
    if not form.validate():
        return PASTE.refuse(form=form, strange={}, **_columns())
    block, chosen = need(form.block.data), _chosen_columns()
    strange = mapping.strange(block)
    if strange.keys() - chosen.keys():
        return PASTE.refuse(form=form, strange=strange, **_columns())
    with files.workshop(db(), "imports") as folder:
        path = folder / "pasted.tsv"
        path.write_text(mapping.renamed(block, chosen), "utf-8")
        received = actions.receive(
            db(), PASTED_NAME, path, need(form.purpose.data), by=user(), today=today(), now=now()
        )
    return PASTE.done(to=url_for(".show", import_id=received.id))


@bp.get("/<uuid:import_id>")
@requires(Permission.REGISTER_IMPORT)
def show(import_id: UUID) -> Response:
    """One workbook: how far its work is, what was found, what became of it."""
    return SHOW.show(**_found(import_of(import_id)))


@bp.get("/<uuid:import_id>/application")
@requires(Permission.REGISTER_IMPORT)
def application(import_id: UUID) -> Response:
    """What entering it would write, replace and leave out."""
    return APPLY.show(form=Form(), **_to_enter(import_of(import_id)))


@bp.post("/<uuid:import_id>/application")
@requires(Permission.REGISTER_IMPORT)
def create_application(import_id: UUID) -> Response:
    """Have it entered in the background."""
    found, form = import_of(import_id), Form()
    context = _to_enter(found)
    if not form.validate():
        return APPLY.refuse(form=form, **context)
    try:
        actions.ask_to_apply(
            db(), found, sound_only=context["is_faulty"], by=user(), today=today(), now=now()
        )
    except RuleBroken as broken:
        form.refuse(broken)
        return APPLY.refuse(form=form, **context)
    return APPLY.done(to=url_for(".show", import_id=found.id))


@bp.get("/<uuid:import_id>/withdrawal")
@requires(Permission.REGISTER_IMPORT)
def withdrawal(import_id: UUID) -> Response:
    """What taking it back would strike and bring back, or why it cannot be."""
    return UNDO.show(form=Form(), **_to_undo(import_of(import_id)))


@bp.post("/<uuid:import_id>/withdrawal")
@requires(Permission.REGISTER_IMPORT)
def create_withdrawal(import_id: UUID) -> Response:
    """Take it back; the file and what was found stay."""
    found, form = import_of(import_id), Form()
    if not form.validate():
        return UNDO.refuse(form=form, **_to_undo(found))
    try:
        actions.undo(db(), found, by=user(), now=now())
    except RuleBroken as broken:
        form.refuse(broken)
        return UNDO.refuse(form=form, **_to_undo(found))
    return UNDO.done(to=url_for(".show", import_id=import_id), message="Đã thu hồi lần nhập.")


def import_of(import_id: UUID) -> RegisterImport:
    """One's own; who brings in for the whole province reads all. NotFound otherwise."""
    return queries.get(db(), import_id, by_id=_whose())


def _whose() -> UUID | None:
    by = user()
    return None if actions.importer_of(by).unit_id is None else by.id


def _listed() -> dict[str, Any]:
    page = max(1, request.args.get("page", 1, type=int) or 1)
    return {"page": queries.imports(db(), by_id=_whose(), page=page)}


def _columns() -> dict[str, Any]:
    return {"offered": mapping.OFFERED, "left_out": mapping.LEFT_OUT, "chosen": _chosen_columns()}


def _paste(form: PastedForm, strange: dict[int, str]) -> Response:
    return PASTE.show(form=form, strange=strange, **_columns())


def _chosen_columns() -> dict[int, str]:
    """What the person says the strange headings are, by their place."""
    prefix = "column-"
    return {
        int(name.removeprefix(prefix)): value
        for name, value in request.form.items()
        if name.startswith(prefix) and name.removeprefix(prefix).isdigit() and value
    }


def _found(found: RegisterImport) -> dict[str, Any]:
    job = db().get(BackgroundJob, found.job_id) if found.job_id else None
    running = job is not None and job.finished_at is None
    severity, kind = _asked(Severity, "severity"), _asked(DifferenceKind, "kind")
    code, page = request.args.get("code"), max(1, request.args.get("page", 1, type=int) or 1)
    is_comparison = found.purpose is ImportPurpose.COMPARISON
    return {
        "found": found, "job": job, "running": running, "is_comparison": is_comparison,
        "kind": kind, "severity": severity, "code": code,
        "faults": queries.faults(db(), found.id, severity=severity, code=code,
                                 page=1 if kind else page),
        "codes": queries.fault_codes(db(), found.id),
        "differences": queries.differences(db(), found.id, kind=kind, page=page if kind else 1),
        "kinds": queries.difference_kinds(db(), found.id),
        "entered": queries.count(db(), queries.written_by(found.id)) if found.applied_at else 0,
        "fault_words": WORDS, "may_undo": found.applied_at and not found.undone_at,
    }  # fmt: skip


def _asked(terms: type[Any], name: str) -> Any:
    given = request.args.get(name)
    return next((term for term in terms if term.value == given), None)


def _to_enter(found: RegisterImport) -> dict[str, Any]:
    """Only what was checked, and not entered yet, has such a page."""
    if found.findings is None or found.purpose is not ImportPurpose.REGISTER:
        raise NotFound
    cases = found.findings["cases"]
    return {
        "found": found, "cases": cases, "left_out": cases["faulty"] + cases["kept_apart"],
        "entering": cases["new"] + cases["changed"], "is_faulty": bool(found.findings["faults"]),
    }  # fmt: skip


def _to_undo(found: RegisterImport) -> dict[str, Any]:
    if found.applied_at is None:
        raise NotFound
    refusal = undoing.refusal(db(), found)
    return {
        "found": found, "refusal": refusal.message if refusal else None,
        "written": queries.count(db(), queries.written_by(found.id)),
        "replaced": queries.count(db(), queries.replaced_by(found.id)),
    }  # fmt: skip
