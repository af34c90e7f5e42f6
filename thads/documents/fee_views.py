"""The papers on fees that follow from no act: the notice for property, the refusal of relief."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from uuid import UUID

from flask import Blueprint, Response, url_for

from thads.cases.models import Case
from thads.cases.views.entering import case_of
from thads.cases.views.signing import offer_signing
from thads.core.errors import NotFound, RuleBroken
from thads.core.money import format_dong
from thads.documents import of_fees
from thads.documents import queries as papers
from thads.documents.models import CaseDocument
from thads.documents.of_fees import Signing
from thads.fees import queries
from thads.fees.forms import SigningForm
from thads.identity.policy import Permission
from thads.web.access import requires
from thads.web.forms import need
from thads.web.request import db, now, today, user
from thads.web.screen import Screen

bp = Blueprint("fee_papers", __name__)
NEW = Screen("documents/fee_paper.html")


@bp.get("/cases/<uuid:case_id>/fees/notice")
@requires(Permission.DOCUMENT_MAKE)
def notice(case_id: UUID) -> Response:
    """The form of a notice of the fee for property to be handed over."""
    case = case_of(case_id)
    return NEW.show(case=case, form=_form(case), address=url_for(".notice", case_id=case_id))


@bp.post("/cases/<uuid:case_id>/fees/notice")
@requires(Permission.DOCUMENT_MAKE)
def create_notice(case_id: UUID) -> Response:
    """Number and compose the notice; it is printed in the background (TT216 Đ.5 k.4)."""
    case = case_of(case_id)
    form = _form(case)

    def make() -> CaseDocument:
        wanted = need(form.property.data)
        found = next(one for one in queries.properties(db(), case.id) if one.id == wanted)
        given = {"by": user(), "today": today(), "now": now()}
        return of_fees.notice(db(), case, found, _signing(form), **given)  # type: ignore[arg-type]

    return _answer(case, form, url_for(".notice", case_id=case_id), make)


@bp.get("/fees/relief/<uuid:fee_relief_id>/refusal")
@requires(Permission.DOCUMENT_MAKE)
def refusal(fee_relief_id: UUID) -> Response:
    """The form of the notice that nothing is spared."""
    case = _case_refused(fee_relief_id)
    address = url_for(".refusal", fee_relief_id=fee_relief_id)
    return NEW.show(case=case, form=_form(case, of_property=False), address=address)


@bp.post("/fees/relief/<uuid:fee_relief_id>/refusal")
@requires(Permission.DOCUMENT_MAKE)
def create_refusal(fee_relief_id: UUID) -> Response:
    """Number and compose it; it is printed in the background (TT216 Đ.7 k.4)."""
    case = _case_refused(fee_relief_id)
    form = _form(case, of_property=False)

    def make() -> CaseDocument:
        found = queries.relief_request(db(), fee_relief_id)
        given = {"by": user(), "today": today(), "now": now()}
        return of_fees.refusal(db(), case, found, _signing(form), **given)  # type: ignore[arg-type]

    return _answer(case, form, url_for(".refusal", fee_relief_id=fee_relief_id), make)


def _answer(
    case: Case, form: SigningForm, address: str, make: Callable[[], CaseDocument]
) -> Response:
    if not form.validate():
        return NEW.refuse(case=case, form=form, address=address)
    case_id = case.id
    try:
        document = make()
    except RuleBroken as broken:
        db().rollback()
        form.refuse(broken)
        return NEW.refuse(case=case_of(case_id), form=form, address=address)
    work = papers.work_on(db(), document.id)
    assert work is not None  # just asked for
    return NEW.done(to=url_for("jobs.show", job_id=work.id))


def _case_refused(fee_relief_id: UUID) -> Case:
    """The case of a request that was refused, as far as this person may see it."""
    found = queries.relief_request(db(), fee_relief_id)
    case = case_of(found.charge.proposal.case_id)
    if found.answer is None or found.answer.reply is None:
        raise NotFound
    return case


def _form(case: Case, *, of_property: bool = True) -> SigningForm:
    form = SigningForm()
    if of_property:
        form.property.offer(
            (one.id, f"{one.description}, {format_dong(one.value)} đ, giao {one.day:%d/%m/%Y}")
            for one in queries.properties(db(), case.id)
            if one.day > today()
        )
    else:
        del form.property
    day = form.day.data if isinstance(form.day.data, date) else today()
    paper = of_fees.to_sign(db(), case, day)
    offer_signing(form.signer, form.signing_mode, paper, sent=bool(form.is_submitted()))
    if not form.is_submitted():
        form.day.data = today()
    return form


def _signing(form: SigningForm) -> Signing:
    return Signing(
        day=need(form.day.data), signer_id=need(form.signer.data), mode=need(form.signing_mode.data)
    )
