"""What stands beside the steps of an asset: mortgages, their release, photos."""

from __future__ import annotations

from uuid import UUID

from flask import Response, url_for

from thads.assets import actions, queries
from thads.assets.forms import MortgageForm, PhotosForm, ReleaseForm
from thads.assets.views.blueprint import bp
from thads.assets.views.show import asset_of
from thads.attachments import actions as attachments
from thads.attachments.actions import AttachmentTerms
from thads.attachments.models import PaperKind
from thads.attachments.receiving import received
from thads.core.errors import NotFound, RuleBroken
from thads.identity.policy import Permission
from thads.web.access import requires
from thads.web.forms import need
from thads.web.request import db, now, today, user
from thads.web.screen import Screen

MORTGAGE = Screen("assets/mortgage.html")
RELEASE = Screen("assets/release.html")
PHOTOS = Screen("assets/photos.html")


@bp.get("/debtor-assets/<uuid:asset_id>/mortgages")
@requires(Permission.ASSET_ENTER)
def mortgage(asset_id: UUID) -> Response:
    """The form of a mortgage."""
    asset, case = asset_of(asset_id)
    return MORTGAGE.show(lot=asset, case=case, form=MortgageForm())


@bp.post("/debtor-assets/<uuid:asset_id>/mortgages")
@requires(Permission.ASSET_ENTER)
def create_mortgage(asset_id: UUID) -> Response:
    """Write down whom the asset secures."""
    asset, case = asset_of(asset_id)
    form = MortgageForm()
    if not form.validate():
        return MORTGAGE.refuse(lot=asset, case=case, form=form)
    try:
        actions.mortgage(db(), asset, form.terms(), by=user(), today=today())
    except RuleBroken as broken:
        form.refuse(broken)
        return MORTGAGE.refuse(lot=asset, case=case, form=form)
    return MORTGAGE.done(to=url_for(".show", asset_id=asset_id), message="Đã ghi thế chấp.")


@bp.get("/debtor-assets/<uuid:asset_id>/mortgages/<uuid:mortgage_id>/release")
@requires(Permission.ASSET_ENTER)
def release(asset_id: UUID, mortgage_id: UUID) -> Response:
    """The form of a release."""
    asset, case = asset_of(asset_id)
    held = next((one for one in asset.mortgages if one.id == mortgage_id), None)
    if held is None:
        raise NotFound
    form = ReleaseForm()
    form.day.data = today()
    return RELEASE.show(lot=asset, case=case, held=held, form=form)


@bp.post("/debtor-assets/<uuid:asset_id>/mortgages/<uuid:mortgage_id>/release")
@requires(Permission.ASSET_ENTER)
def create_release(asset_id: UUID, mortgage_id: UUID) -> Response:
    """Say that the mortgage was released."""
    asset, case = asset_of(asset_id)
    form = ReleaseForm()
    held = next((one for one in asset.mortgages if one.id == mortgage_id), None)
    if held is None:
        raise NotFound
    if not form.validate():
        return RELEASE.refuse(lot=asset, case=case, held=held, form=form)
    try:
        actions.release(db(), asset, held.id, need(form.day.data), by=user(), today=today())
    except RuleBroken as broken:
        form.refuse(broken)
        return RELEASE.refuse(lot=asset, case=case, held=held, form=form)
    return RELEASE.done(to=url_for(".show", asset_id=asset_id), message="Đã ghi giải chấp.")


@bp.get("/debtor-assets/<uuid:asset_id>/photos")
@requires(Permission.ASSET_ENTER)
def photos(asset_id: UUID) -> Response:
    """The form that takes photos."""
    asset, case = asset_of(asset_id)
    form = PhotosForm()
    form.taken_on.data = today()
    return PHOTOS.show(lot=asset, case=case, form=form)


@bp.post("/debtor-assets/<uuid:asset_id>/photos")
@requires(Permission.ASSET_ENTER)
def create_photos(asset_id: UUID) -> Response:
    """Keep the photos with the case, each with its hash, and show them with the asset."""
    asset, case = asset_of(asset_id)
    form = PhotosForm()
    if not form.validate():
        return PHOTOS.refuse(lot=asset, case=case, form=form)
    try:
        with received(form.files.given) as given:
            asset, case = asset_of(asset_id)
            terms = AttachmentTerms(
                kind=PaperKind.PROOF, received_on=need(form.taken_on.data),
                title=f"Ảnh tài sản: {asset.description}"[:300],
                submission_key=form.submission_key.data or None,
            )  # fmt: skip
            made = attachments.attach(
                db(), case, terms, given, by=user(), today=today(), now=now()
            )  # fmt: skip
            actions.add_photos(db(), queries.get(db(), asset_id), made, by=user())
            return PHOTOS.done(to=url_for(".show", asset_id=asset_id), message="Đã thêm ảnh.")
    except RuleBroken as broken:
        db().rollback()
        form.refuse(broken)
        asset, case = asset_of(asset_id)
        return PHOTOS.refuse(lot=asset, case=case, form=form)
