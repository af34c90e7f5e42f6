"""Places, the head's orders and what the storekeeper does on them, stock-taking (TT04 Đ.11).

Two persons: the head orders, the storekeeper moves; nothing moves without an order.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from thads.audit import actions as audit
from thads.cases.models import SigningMode
from thads.core.text import clean
from thads.delegations import competence
from thads.evidence import actions, checks, course
from thads.evidence.checks import KEPT, check_day, refuse
from thads.evidence.kinds import CountKind, Direction, Holder, StepKind
from thads.evidence.models import Exhibit
from thads.evidence.store import queries
from thads.evidence.store.models import (
    Stocktaking,
    StocktakingLine,
    StoreOrder,
    StoreOrderLine,
    StorePlace,
)
from thads.identity.models import User
from thads.rules.dated import NEW_LAW
from thads.units.models import Unit

ORDER = "store_order"  # its name in the table of who signs


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderTerms:
    """What the head orders."""

    direction: Direction
    day: date
    body: str
    reason: str
    signer: User
    signing_mode: SigningMode


@dataclass(frozen=True, slots=True, kw_only=True)
class CountTerms:
    """One counting: what was found of each exhibit, and why it differs from the books."""

    kind: CountKind
    day: date
    hour: str
    people: str
    counted: Mapping[UUID, int]
    notes: Mapping[UUID, str]


def open_place(
    db: Session, unit: Unit, *, holder: Holder, name: str, address: str, day: date, by: User,
    today: date,
) -> StorePlace:  # fmt: skip
    """One more place where exhibits of the unit are kept."""
    check_day(day, None, today, "day")
    record = StorePlace(
        unit_id=unit.id, holder=holder, name=clean(name), address=clean(address), opened_on=day,
        entered_by_id=by.id,
    )  # fmt: skip
    db.add(record)
    db.flush()
    audit.record(db, by, "evidence.place", record, unit_id=unit.id, holder=holder)
    return record


def order(
    db: Session, unit: Unit, place: StorePlace, terms: OrderTerms, exhibits: Sequence[Exhibit], *,
    by: User, today: date,
) -> StoreOrder:  # fmt: skip
    """The head orders these exhibits in or out (forms D65, D66)."""
    actions.hold_cases(db, exhibits)
    if not exhibits:
        refuse("nothing", f"Chọn ít nhất một vật chứng. {KEPT}.", "exhibits")
    check_day(terms.day, None, today, "day")
    _check_place(place, unit, terms)
    for one in exhibits:
        _to_be_moved(db, one, place, terms, today)
    paper = competence.Paper(ORDER, terms.day, unit)
    competence.check(db, paper, terms.signer, terms.signing_mode.value)
    record = StoreOrder(
        unit_id=unit.id, place_id=place.id, direction=terms.direction,
        number=_next(db, unit, terms), numbering_year=terms.day.year, day=terms.day,
        body=clean(terms.body), reason=clean(terms.reason), signer_id=terms.signer.id,
        signing_mode=terms.signing_mode, entered_by_id=by.id,
        lines=[StoreOrderLine(exhibit_id=one.id, entered_by_id=by.id) for one in exhibits],
    )  # fmt: skip
    db.add(record)
    db.flush()
    audit.record(
        db, by, "evidence.store_order", record, direction=terms.direction, place_id=place.id,
        number=record.number, exhibits=len(exhibits),
    )  # fmt: skip
    return record


def carry_out(
    db: Session, order: StoreOrder, exhibits: Sequence[Exhibit], *, day: date, note: str | None,
    by: User, today: date,
) -> None:  # fmt: skip
    """The storekeeper takes in or gives out what the order names, all at once (slips C04, C05)."""
    actions.hold_cases(db, exhibits)
    if order.signer_id == by.id:
        refuse("two_persons", "Người ký lệnh không tự nhập, xuất kho (TT 04/2023 Điều 11 khoản 2). "
               f"{KEPT}; Thủ kho thực hiện.", None)  # fmt: skip
    if queries.is_carried_out(db, order.id):
        refuse("carried_out", f"{order.title} đã thực hiện. {KEPT}; xem thẻ kho.", None)
    inward = order.direction is Direction.IN
    for one in exhibits:
        checks.still_there(one)
        check_day(day, max(order.day, checks.first_day(one) or order.day), today, "day")
        actions.write(
            db, one, by, kind=StepKind.STORED if inward else StepKind.ISSUED, day=day,
            quantity=one.held, body=order.body, note=note, order_id=order.id,
            place_id=order.place_id,
        )  # fmt: skip


def take_stock(
    db: Session, place: StorePlace, terms: CountTerms, *, by: User, today: date
) -> Stocktaking:
    """Count a place: what the books expect there on the day against what was found."""
    check_day(terms.day, place.opened_on, today, "day")
    expected = queries.stock(db, place.id, terms.day)
    if not expected:
        refuse("empty", f"Theo sổ, ngày này kho không có vật chứng nào. {KEPT}.", None)
    lines = []
    for position, one in enumerate(expected, start=1):
        counted, note = terms.counted.get(one.exhibit_id), terms.notes.get(one.exhibit_id)
        if counted is None:
            refuse("uncounted", f"Chưa ghi số kiểm đếm của “{one.name}”. {KEPT}.", None)
        if counted != one.quantity and not note:
            refuse("unexplained", f"“{one.name}”: sổ có {one.quantity}, kiểm đếm {counted}. Phải "
                   f"ghi rõ khác biệt. {KEPT}.", None)  # fmt: skip
        lines.append(StocktakingLine(
            exhibit_id=one.exhibit_id, position=position, expected=one.quantity, counted=counted,
            note=note, entered_by_id=by.id,
        ))  # fmt: skip
    record = Stocktaking(
        place_id=place.id, kind=terms.kind, day=terms.day, hour=clean(terms.hour),
        people=terms.people, entered_by_id=by.id, lines=lines,
    )  # fmt: skip
    db.add(record)
    db.flush()
    audit.record(
        db, by, "evidence.stocktaking", record, place_id=place.id, day=terms.day,
        lines=len(lines), differing=len(record.differing),
    )  # fmt: skip
    return record


def _check_place(place: StorePlace, unit: Unit, terms: OrderTerms) -> None:
    if place.unit_id != unit.id:
        refuse("place", f"Kho này của đơn vị khác. {KEPT}; chọn lại kho.", "place")
    inward = terms.direction is Direction.IN
    if inward and place.holder is Holder.OWN and terms.day >= NEW_LAW:
        refuse("stays", "Từ 01/07/2026 vật chứng tiếp tục được bảo quản tại nơi đang giữ, không "
               "chuyển về kho của cơ quan thi hành án (NĐ 152/2026 Điều 37 khoản 2 điểm đ). "
               f"{KEPT}; chọn nơi đang giữ.", "place")  # fmt: skip


def _to_be_moved(
    db: Session, exhibit: Exhibit, place: StorePlace, terms: OrderTerms, today: date
) -> None:
    checks.still_there(exhibit)
    check_day(terms.day, checks.first_day(exhibit), today, "day")
    lies_in = course.place_of(exhibit.steps)
    if queries.has_open_order(db, exhibit.id):
        refuse("ordered_already", f"“{exhibit.name}” đang có lệnh chưa thực hiện. {KEPT}; bỏ chọn.",
               "exhibits")  # fmt: skip
    if terms.direction is Direction.OUT:
        if lies_in != place.id:
            refuse("not_there", f"“{exhibit.name}” không ở {place.name}. {KEPT}; bỏ chọn.",
                   "exhibits")  # fmt: skip
    elif lies_in is not None:
        refuse("there_already", f"“{exhibit.name}” đang ở kho khác. {KEPT}; xuất kho trước.",
               "exhibits")  # fmt: skip
    elif course.last_of(exhibit.steps, StepKind.RECEIVED) is None:
        refuse("not_received", f"“{exhibit.name}” chưa được nhận, đối chiếu với biên bản thu giữ. "
               f"{KEPT}; ghi việc nhận trước.", "exhibits")  # fmt: skip


def _next(db: Session, unit: Unit, terms: OrderTerms) -> int:
    db.execute(select(Unit.id).where(Unit.id == unit.id).with_for_update())  # one at a time
    last = select(func.max(StoreOrder.number)).where(
        StoreOrder.unit_id == unit.id, StoreOrder.numbering_year == terms.day.year,
        StoreOrder.direction == terms.direction,
    )  # fmt: skip
    return (db.scalar(last) or 0) + 1
