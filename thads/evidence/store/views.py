"""Stores of exhibits: places, orders and who carries them out, stock-taking."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Blueprint, Response, request, url_for

from thads.cases.models import SigningMode
from thads.cases.views.entering import scope
from thads.cases.views.people import unit_names
from thads.cases.views.signing import offer_signing
from thads.core.errors import NotFound, RuleBroken
from thads.delegations.competence import Paper
from thads.documents import queries as documents
from thads.evidence import papers
from thads.evidence import queries as register
from thads.evidence.destruction.views import ids_of, seen
from thads.evidence.kinds import Direction
from thads.evidence.store import actions, queries
from thads.evidence.store.actions import ORDER, CountTerms, OrderTerms
from thads.evidence.store.forms import CountForm, ExecutionForm, OrderForm, PlaceForm
from thads.evidence.store.models import Stocktaking, StoreOrder, StorePlace
from thads.evidence.views import check_unit, own_unit
from thads.identity import queries as identity
from thads.identity.policy import Permission
from thads.units import queries as units
from thads.web.access import requires
from thads.web.forms import Form, need
from thads.web.request import db, now, today, user
from thads.web.screen import Screen, go

bp = Blueprint("stores", __name__, url_prefix="/evidence/stores")
INDEX = Screen("evidence/store/index.html")
SHOW = Screen("evidence/store/show.html")
ORDERING = Screen("evidence/store/order_new.html")
ONE_ORDER = Screen("evidence/store/order.html")
COUNTING = Screen("evidence/store/counting.html")
COUNTED = Screen("evidence/store/counted.html")


@bp.get("/")
@requires(Permission.EVIDENCE_VIEW)
def index() -> Response:
    """Places with what lies there, and the latest orders."""
    return INDEX.show(**_places(PlaceForm()))


@bp.post("/")
@requires(Permission.EVIDENCE_STORE)
def create_place() -> Response:
    """One more place."""
    form = PlaceForm()
    if not form.validate():
        return INDEX.refuse(**_places(form))
    try:
        actions.open_place(
            db(), own_unit(), holder=need(form.holder.data), name=need(form.name.data),
            address=need(form.address.data), day=need(form.day.data), by=user(), today=today(),
        )  # fmt: skip
    except RuleBroken as broken:
        form.refuse(broken)
        return INDEX.refuse(**_places(form))
    return INDEX.done(to=url_for(".index"), message="Đã ghi kho.")


@bp.get("/<uuid:place_id>")
@requires(Permission.EVIDENCE_VIEW)
def show(place_id: UUID) -> Response:
    """What the books say lies there, and its countings."""
    place = _place(place_id)
    return SHOW.show(
        place=place, stock=queries.stock(db(), place.id, today()),
        countings=queries.stocktakings(db(), place.id),
    )  # fmt: skip


@bp.get("/<uuid:place_id>/orders/<direction>")
@requires(Permission.EVIDENCE_ORDER)
def new_order(place_id: UUID, direction: str) -> Response:
    """The form of an order in (D65) or out (D66)."""
    return ORDERING.show(**_ordering(_place(place_id), _direction(direction), OrderForm()))


@bp.post("/<uuid:place_id>/orders/<direction>")
@requires(Permission.EVIDENCE_ORDER)
def create_order(place_id: UUID, direction: str) -> Response:
    """The head orders what is ticked in or out."""
    place, way, form = _place(place_id), _direction(direction), OrderForm()
    context = _ordering(place, way, form)
    if not form.validate():
        return ORDERING.refuse(**context)
    terms = OrderTerms(
        direction=way, day=need(form.day.data), body=need(form.body.data),
        reason=need(form.reason.data), signer=identity.get(db(), need(form.signer.data)),
        signing_mode=form.signing_mode.data or SigningMode.HEAD,
    )  # fmt: skip
    try:
        made = actions.order(db(), units.get(db(), place.unit_id), place, terms,
                             seen(ids_of("exhibit")), by=user(), today=today())  # fmt: skip
    except RuleBroken as broken:
        form.refuse(broken)
        return ORDERING.refuse(**context)
    return ORDERING.done(to=url_for(".show_order", order_id=made.id), message="Đã ra lệnh.")


@bp.get("/orders/<uuid:order_id>")
@requires(Permission.EVIDENCE_VIEW)
def show_order(order_id: UUID) -> Response:
    """One order and whether it was carried out."""
    return ONE_ORDER.show(**_order_context(order_of(order_id), ExecutionForm()))


@bp.post("/orders/<uuid:order_id>/execution")
@requires(Permission.EVIDENCE_STORE)
def create_execution(order_id: UUID) -> Response:
    """The storekeeper carries it out."""
    order, form = order_of(order_id), ExecutionForm()
    if not form.validate():
        return ONE_ORDER.refuse(**_order_context(order, form))
    things = register.exhibits(db(), [line.exhibit_id for line in order.lines])
    try:
        actions.carry_out(db(), order, things, day=need(form.day.data), note=form.note.data,
                          by=user(), today=today())  # fmt: skip
    except RuleBroken as broken:
        form.refuse(broken)
        return ONE_ORDER.refuse(**_order_context(order, form))
    done = f"Đã {order.direction.label.lower()}."
    return ONE_ORDER.done(to=url_for(".show_order", order_id=order_id), message=done)


@bp.post("/orders/<uuid:order_id>/paper")
@requires(Permission.EVIDENCE_ENTER)
def create_order_paper(order_id: UUID) -> Response:
    """The order as a paper (D65, D66); it is printed in the background."""
    order, shown = order_of(order_id), url_for(".show_order", order_id=order_id)
    things = register.exhibits(db(), [line.exhibit_id for line in order.lines])
    try:
        papers.order(db(), order, things, by=user(), now=now())
    except RuleBroken as broken:
        db().rollback()
        return go(shown, message=broken.message)
    return ONE_ORDER.done(to=shown, message="Văn bản đang được lập.")


@bp.get("/<uuid:place_id>/stocktakings")
@requires(Permission.EVIDENCE_STORE)
def new_stocktaking(place_id: UUID) -> Response:
    """The sheet: what the books expect, what is counted."""
    return COUNTING.show(**_counting(_place(place_id), CountForm()))


@bp.post("/<uuid:place_id>/stocktakings")
@requires(Permission.EVIDENCE_STORE)
def create_stocktaking(place_id: UUID) -> Response:
    """Write the counting down, differences named."""
    place, form = _place(place_id), CountForm()
    context = _counting(place, form)
    if not form.validate():
        return COUNTING.refuse(**context)
    typed = request.form
    counted = {
        one.exhibit_id: int(text) for one in context["stock"]
        if (text := typed.get(f"counted-{one.exhibit_id}", "").strip()).isdecimal()
    }  # fmt: skip
    notes = {
        one.exhibit_id: text for one in context["stock"]
        if (text := typed.get(f"note-{one.exhibit_id}", "").strip())
    }  # fmt: skip
    terms = CountTerms(
        kind=need(form.kind.data), day=need(form.day.data), hour=need(form.hour.data),
        people=need(form.people.data), counted=counted, notes=notes,
    )  # fmt: skip
    try:
        made = actions.take_stock(db(), place, terms, by=user(), today=today())
    except RuleBroken as broken:
        form.refuse(broken)
        return COUNTING.refuse(**context)
    shown = url_for(".show_stocktaking", stocktaking_id=made.id)
    return COUNTING.done(to=shown, message="Đã ghi kiểm kê.")


@bp.get("/stocktakings/<uuid:stocktaking_id>")
@requires(Permission.EVIDENCE_VIEW)
def show_stocktaking(stocktaking_id: UUID) -> Response:
    """One counting, the differing lines first."""
    counting = stocktaking_of(stocktaking_id)
    made = papers.made_of(db(), counting.id)
    return COUNTED.show(counting=counting, documents=made, empty=Form(formdata=None),
                        work=documents.unfinished(db(), made))  # fmt: skip


def stocktaking_of(stocktaking_id: UUID) -> Stocktaking:
    """One counting, if its place is for this person."""
    found = queries.stocktaking(db(), stocktaking_id)
    check_unit(found.place.unit_id)
    return found


def _place(place_id: UUID) -> StorePlace:
    place = queries.place(db(), place_id)
    check_unit(place.unit_id)
    return place


def order_of(order_id: UUID) -> StoreOrder:
    """One order, if its unit is for this person."""
    order = queries.order(db(), order_id)
    check_unit(order.unit_id)
    return order


def _direction(text: str) -> Direction:
    found = next((one for one in Direction if one.value == text), None)
    if found is None:
        raise NotFound
    return found


def _places(form: PlaceForm) -> dict[str, Any]:
    places, orders = queries.places(db(), scope()), queries.orders(db(), scope())
    if not form.is_submitted():
        form.day.data = today()
    return {
        "places": places, "orders": orders, "form": form, "units": unit_names(),
        "counts": queries.counts(db(), today()),
        "done": queries.carried_out_on(db(), [one.id for one in orders]),
    }  # fmt: skip


def _ordering(place: StorePlace, way: Direction, form: OrderForm) -> dict[str, Any]:
    unit, day = units.get(db(), place.unit_id), form.day.data or today()
    offer_signing(form.signer, form.signing_mode, Paper(ORDER, day, unit),
                  sent=form.is_submitted())  # fmt: skip
    if not form.is_submitted():
        form.day.data = today()
    things = (
        queries.stock(db(), place.id, today()) if way is Direction.OUT
        else queries.outside(db(), today(), unit.id)
    )  # fmt: skip
    return {"place": place, "way": way, "form": form, "things": things,
            "ticked": ids_of("exhibit")}  # fmt: skip


def _order_context(order: StoreOrder, form: ExecutionForm) -> dict[str, Any]:
    if not form.is_submitted():
        form.day.data = today()
    made = papers.made_of(db(), order.id)
    return {"order": order, "form": form, "documents": made, "empty": Form(formdata=None),
            "work": documents.unfinished(db(), made),
            "done_on": queries.carried_out_on(db(), [order.id]).get(order.id)}  # fmt: skip


def _counting(place: StorePlace, form: CountForm) -> dict[str, Any]:
    if not form.is_submitted():
        form.day.data = today()
    day = form.day.data or today()
    return {"place": place, "form": form, "stock": queries.stock(db(), place.id, day),
            "typed": request.form}  # fmt: skip
