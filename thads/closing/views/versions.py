"""Versions of a period: what is about to be frozen, and what was."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from flask import Response, make_response, url_for

from thads.cases.views.people import names_of
from thads.closing import actions, beside, causes, documents, queries
from thads.closing.actions import VersionTerms
from thads.closing.causes import Causes
from thads.closing.chain import Chain
from thads.closing.forms import AmendmentForm, CloseForm
from thads.closing.models import PeriodVersion
from thads.closing.naming import Names
from thads.closing.views.blueprint import bp, chain_of, check_of, period_asked
from thads.core import files
from thads.core.errors import NotFound, RuleBroken
from thads.identity.policy import Permission, sees_whole_province
from thads.statistics.subject import PROVINCE
from thads.web import reauthentication
from thads.web.access import requires
from thads.web.forms import Form
from thads.web.request import db, now, today, user
from thads.web.screen import Screen, go

NEW = Screen("closing/version_new.html")
SHOW = Screen("closing/version.html")


@bp.get("/versions/new")
@requires(Permission.PERIOD_APPROVE)
def new_version() -> Response:
    """The figures about to be frozen, and what a later version changes."""
    _, period_end = period_asked()
    chain = chain_of(period_end)
    form = _form(chain)
    form.seen.data = _digest(chain)
    return NEW.show(form=form, **_context(period_end, chain))


@bp.post("/versions")
@requires(Permission.PERIOD_APPROVE)
def create_version() -> Response:
    """Freeze them: nothing changes them any more."""
    _, period_end = period_asked()
    form = _form(chain_of(period_end))
    try:
        if form.validate():
            reauthentication.confirm(form.password.data)
            made = actions.make_version(
                db(), period_end, _terms(form), by=user(), today=today(), now=now()
            )
            to, name = url_for(".show_version", version_id=made.id), made.name
            db().commit()
            return go(to, message=f"Đã chốt {name.lower()} của kỳ {period_end:%m/%Y}.")
    except RuleBroken as broken:
        form.refuse(broken)
    db().rollback()
    chain = chain_of(period_end)
    form.seen.data = _digest(chain)
    return NEW.refuse(form=form, **_context(period_end, chain))


@bp.get("/versions/<uuid:version_id>")
@requires(Permission.REPORT_VIEW)
def show_version(version_id: UUID) -> Response:
    """One version as it was frozen, with what it changed."""
    version = queries.version(db(), version_id)
    earlier, newest = queries.before(db(), version), queries.newest(db(), version.period_end)
    changed = documents.changes(earlier.figures, version.figures) if earlier else []
    return SHOW.show(
        version=version, earlier=earlier, newest=newest, changes=changed, naming=Names.of(db()),
        names=names_of([version.entered_by_id]), button=Form(None),
        causes=_causes(earlier, version) if earlier else None, lines=list(beside.lines(
            beside.first_of(version.figures),
            beside.first_of(earlier.figures) if earlier else None,
        )),
    )  # fmt: skip


@bp.get("/versions/<uuid:version_id>/supplement")
@requires(Permission.REPORT_VIEW)
def show_supplement(version_id: UUID) -> Response:
    """The report that explains a later version; NotFound while it is not made."""
    version = queries.version(db(), version_id)
    if version.supplement is None:
        raise NotFound
    answer = make_response(files.read(db(), version.supplement.file_key))
    name = f"bao-cao-bo-sung-{version.period_end:%Y-%m}-ban-{version.number}.pdf"
    answer.headers["Content-Type"] = "application/pdf"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer


def _form(chain: Chain) -> CloseForm:
    return AmendmentForm() if chain.newest else CloseForm()


def _terms(form: CloseForm) -> VersionTerms:
    seen = str(form.seen.data or "")
    if not isinstance(form, AmendmentForm):
        return VersionTerms(seen=seen)
    return VersionTerms(
        seen=seen, reason=form.reason.data, basis_number=form.basis_number.data,
        basis_date=form.basis_date.data,
    )  # fmt: skip


def _causes(earlier: PeriodVersion, later: PeriodVersion | None) -> Causes | None:
    """For who may read the cases of every unit."""
    if not sees_whole_province(user().role):
        return None
    return causes.between(db(), earlier, later)


def _digest(chain: Chain) -> str:
    return documents.digest(documents.of_province(chain.figures, 0))


def _context(period_end: date, chain: Chain) -> dict[str, Any]:
    newest, row = chain.newest, chain.figures.total
    before = (
        beside.first_of(newest.figures) if newest else (beside.last_period(db(), period_end, row))
    )
    live = documents.of_province(chain.figures, len(chain.versions) + 1)
    return {
        "period_end": period_end, "chain": chain, "naming": Names.of(db()),
        "lines": list(beside.lines(beside.parts(row), before)),
        "changes": documents.changes(newest.figures, live) if newest else [],
        "causes": _causes(newest, None) if newest else None,
        **check_of(PROVINCE, period_end),
    }  # fmt: skip
