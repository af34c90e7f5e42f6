"""Papers of exhibits and stores, each made in the background from what is written down."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from flask import Blueprint, Response, url_for

from thads.core.errors import RuleBroken
from thads.documents.models import CaseDocument
from thads.evidence import handing, queries
from thads.evidence.store import papers as of_store
from thads.evidence.store.views import order_of, stocktaking_of
from thads.evidence.views import exhibit_of, file_of, kind_of
from thads.identity.policy import Permission
from thads.web.access import requires
from thads.web.request import db, now, today, user
from thads.web.screen import go

bp = Blueprint("exhibit_papers", __name__, url_prefix="/evidence")


@bp.post("/exhibits/<uuid:exhibit_id>/papers/<exhibit_step>")
@requires(Permission.EVIDENCE_ENTER)
def create_handing(exhibit_id: UUID, exhibit_step: str) -> Response:
    """The minutes, notice or list of a step, for all things of the file that went with it."""
    thing, kind = exhibit_of(exhibit_id), kind_of(exhibit_step)
    shown = url_for("evidence.show", file_id=thing.file_id)
    told = handing.of_step(thing.file, thing, kind)
    return _made(shown, lambda: handing.paper(db(), thing.file, told, by=user(), now=now()))


@bp.post("/<uuid:file_id>/card")
@requires(Permission.EVIDENCE_ENTER)
def create_card(file_id: UUID) -> Response:
    """The store card of a file (D67)."""
    file = file_of(file_id)
    shown = url_for("evidence.show", file_id=file_id)
    return _made(shown, lambda: of_store.card(db(), file, today=today(), by=user(), now=now()))


@bp.post("/stores/orders/<uuid:order_id>/slip")
@requires(Permission.EVIDENCE_STORE)
def create_slip(order_id: UUID) -> Response:
    """The storekeeper's slip of what an order moved (C04, C05)."""
    order, shown = order_of(order_id), url_for("stores.show_order", order_id=order_id)
    things = queries.exhibits(db(), [line.exhibit_id for line in order.lines])
    return _made(shown, lambda: of_store.slip(db(), order, things, by=user(), now=now()))


@bp.post("/stores/stocktakings/<uuid:stocktaking_id>/minutes")
@requires(Permission.EVIDENCE_STORE)
def create_minutes(stocktaking_id: UUID) -> Response:
    """The minutes of a counting."""
    counted = stocktaking_of(stocktaking_id)
    shown = url_for("stores.show_stocktaking", stocktaking_id=stocktaking_id)
    return _made(shown, lambda: of_store.counting(db(), counted, by=user(), now=now()))


def _made(shown: str, make: Callable[[], CaseDocument]) -> Response:
    try:
        make()
    except RuleBroken as broken:
        db().rollback()
        return go(shown, message=broken.message)
    return go(shown, message="Văn bản đang được lập.")
