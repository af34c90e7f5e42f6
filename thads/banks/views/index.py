"""The register of credit institutions: the list with its sums, a new one, the end of one."""

from __future__ import annotations

from uuid import UUID

from flask import Response, request, url_for

from thads.banks.actions import institutions as actions
from thads.banks.forms import EndForm, InstitutionForm, ListForm
from thads.banks.queries import links, records, register
from thads.banks.queries.records import Asked, Work
from thads.banks.views.entering import ENTER, bp, taken
from thads.cases.views.entering import scope
from thads.cases.views.people import units_of
from thads.identity.policy import Permission
from thads.web.access import requires
from thads.web.request import db, today, user
from thads.web.screen import Screen

INDEX = Screen("banks/index.html")
NEW = {"title": "Ghi tổ chức tín dụng", "submit": "Ghi tổ chức tín dụng"}
END = {"title": "Ghi tổ chức tín dụng chấm dứt", "submit": "Ghi chấm dứt"}


@bp.get("/credit-institutions/")
@requires(Permission.CREDIT_VIEW)
def index() -> Response:
    """Every institution with its cases and their money, sums below."""
    form, mine = list_form(), scope()
    wanted, order = form.wanted(mine), request.args.get("sort", register.LARGEST)
    number = max(1, request.args.get("page", 1, type=int) or 1)
    found = register.lines(db(), wanted, today(), order=order)
    whole = register.whole(db(), wanted, today())
    return INDEX.show(
        form=form, page=register.page_of(found, whole, number), sort=order,
        whole_province=mine is None,
        work=_work(wanted.unit_id), nothing=Work(),
        unlinked=links.count_unlinked(db(), wanted.unit_id, today()),
    )  # fmt: skip


@bp.get("/credit-institutions/new")
@requires(Permission.CREDIT_KEEP)
def new() -> Response:
    """The form of an institution."""
    return ENTER.show(form=InstitutionForm(), back=url_for(".index"), **NEW)


@bp.post("/credit-institutions/new")
@requires(Permission.CREDIT_KEEP)
def create() -> Response:
    """Enter it."""
    form = InstitutionForm()
    return taken(
        form, lambda: actions.register(db(), form.terms(), by=user(), today=today()),
        to=url_for(".index"), message="Đã ghi tổ chức tín dụng.", **NEW,
    )  # fmt: skip


@bp.get("/credit-institutions/<uuid:institution_id>/end")
@requires(Permission.CREDIT_KEEP)
def new_end(institution_id: UUID) -> Response:
    """The form of its end."""
    found = register.get(db(), institution_id)
    back = url_for(".show", institution_id=institution_id)
    return ENTER.show(form=_end_form(institution_id), back=back, lead=found.title, **END)


@bp.post("/credit-institutions/<uuid:institution_id>/end")
@requires(Permission.CREDIT_KEEP)
def create_end(institution_id: UUID) -> Response:
    """Say that it is no more."""
    found, form = register.get(db(), institution_id), _end_form(institution_id)
    return taken(
        form, lambda: actions.end(db(), found, form.terms(), by=user(), today=today()),
        to=url_for(".show", institution_id=institution_id), message="Đã ghi chấm dứt.",
        lead=found.title, **END,
    )  # fmt: skip


def list_form() -> ListForm:
    """What the address asks the list for."""
    form = ListForm(request.args)
    form.unit.offer(units_of(today()) if scope() is None else [])
    return form


def _work(unit_id: UUID | None) -> dict[UUID | None, Work]:
    """What is in hand by institution, and with all of them (None)."""
    found: dict[UUID | None, Work] = {None: Work()}
    for institution_id, one in records.work(db(), Asked(scope=unit_id), today()).items():
        found[institution_id] = one
        found[None].add(one)
    return found


def _end_form(institution_id: UUID) -> EndForm:
    form = EndForm()
    others = [one for one in register.live(db(), today()) if one.id != institution_id]
    form.successor_id.offer((one.id, one.title) for one in others)
    return form
