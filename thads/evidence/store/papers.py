"""The papers of a store: slips C04, C05, card D67, minutes of a counting (TT04 Đ.11)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from thads.cases.models import SigningMode
from thads.core.days import day_in_words
from thads.core.errors import RuleBroken
from thads.delegations import competence
from thads.documents.catalogue import Kind
from thads.documents.models import CaseDocument
from thads.documents.paper import Table
from thads.evidence.kinds import Direction, StepKind
from thads.evidence.models import EvidenceFile, Exhibit, ExhibitStep
from thads.evidence.papers import Terms, file_title, make
from thads.evidence.store import queries
from thads.evidence.store.actions import ORDER
from thads.evidence.store.models import Stocktaking, StoreOrder
from thads.identity.models import User
from thads.units.models import Unit

SLIP = ("TT", "Vật chứng, tài sản", "Theo lệnh", "Thực nhập, xuất", "Hiện trạng, niêm phong")
CARD = ("Ngày", "Vật chứng, tài sản", "Lệnh", "Nhập", "Xuất", "Tồn")
COUNTED = ("TT", "Vật chứng, tài sản", "Theo sổ", "Kiểm đếm", "Chênh lệch", "Tình trạng")
MOVES = (StepKind.STORED, StepKind.ISSUED)


def slip(
    db: Session, order: StoreOrder, things: Sequence[Exhibit], *, by: User, now: datetime
) -> CaseDocument:
    """What the storekeeper took in (C04) or gave out (C05); RuleBroken before he did."""
    done_on = queries.carried_out_on(db, [order.id]).get(order.id)
    if done_on is None:
        raise RuleBroken("evidence.not_carried_out", f"{order.title} chưa thực hiện nên chưa có "
                         "phiếu. Chưa lập văn bản; Thủ kho thực hiện lệnh trước.")  # fmt: skip
    way = "nhập kho" if order.direction is Direction.IN else "xuất kho"
    said = {
        "order_title": f"{order.title} {day_in_words(order.day)}".replace("Lệnh", "lệnh", 1),
        "slip_done": f"đã {way} {day_in_words(done_on)}", "order_place": order.place.name,
        "order_body": order.body, "order_reason": order.reason,
    }  # fmt: skip
    rows = (
        (str(place), one.name, f"{one.held} {one.measure}",
         f"{_moved(one, order.id).quantity} {one.measure}",
         "; ".join(filter(None, (one.state, one.seal))) or "–")
        for place, one in enumerate(things, start=1)
    )  # fmt: skip
    return make(db, Terms(
        kind=Kind.STORE_SLIP, of=order.id, unit_id=order.unit_id, day=done_on,
        signer=order.signer, mode=order.signing_mode, said=said, table=(SLIP, *rows),
        number=f"{order.number}/{order.numbering_year}",
    ), by=by, now=now)  # fmt: skip


def card(
    db: Session, file: EvidenceFile, *, today: date, by: User, now: datetime
) -> CaseDocument:  # fmt: skip
    """Every move in and out of a file's things, with what remained (D67)."""
    moves = sorted(
        ((step, thing) for thing in file.exhibits for step in thing.steps if step.kind in MOVES),
        key=lambda one: (one[0].day, one[0].id),
    )
    if not moves:
        raise RuleBroken("evidence.no_moves", "Vật chứng của hồ sơ này chưa nhập kho nên chưa có "
                         "thẻ kho. Chưa lập văn bản.")  # fmt: skip
    orders = {one: queries.order(db, one) for one in {step.order_id for step, _ in moves} if one}
    last = next(orders[step.order_id] for step, _ in reversed(moves) if step.order_id)
    said = {"card_case": file_title(file), "card_file": file.description}
    signer, mode = _head(db, last.unit_id, today)
    return make(db, Terms(
        kind=Kind.STORE_CARD, of=file.id, unit_id=last.unit_id, case_id=file.case_id,
        day=moves[-1][0].day, signer=signer, mode=mode, said=said, table=(CARD, *(
            _card_row(step, thing, orders[step.order_id].title if step.order_id else "–")
            for step, thing in moves
        )),
    ), by=by, now=now)  # fmt: skip


def counting(db: Session, counted: Stocktaking, *, by: User, now: datetime) -> CaseDocument:
    """The minutes of a counting, differences named; the head signs with who was there."""
    differing = counted.differing
    told = f"{len(differing)} / {len(counted.lines)} vật chứng chênh lệch, nêu tại bảng dưới đây"
    said = {
        "counting_time": f"{counted.hour} {day_in_words(counted.day)}",
        "counting_kind": counted.kind.label.lower(), "counting_people": counted.people,
        "counting_result": told if differing else "khớp đúng", "order_place": counted.place.name,
    }  # fmt: skip
    signer, mode = _head(db, counted.place.unit_id, counted.day)
    return make(db, Terms(
        kind=Kind.STOCKTAKING_MINUTES, of=counted.id, unit_id=counted.place.unit_id,
        day=counted.day, signer=signer, mode=mode, said=said, table=_counted(counted),
    ), by=by, now=now)  # fmt: skip


def _moved(thing: Exhibit, order_id: UUID) -> ExhibitStep:
    return next(one for one in thing.steps if one.order_id == order_id)


def _card_row(step: ExhibitStep, thing: Exhibit, order: str) -> tuple[str, ...]:
    moved = f"{step.quantity} {thing.measure}"
    inward = step.kind is StepKind.STORED
    return (f"{step.day:%d/%m/%Y}", thing.name, order, moved if inward else "",
            "" if inward else moved, moved if inward else "0")  # fmt: skip


def _counted(counted: Stocktaking) -> Table:
    rows = (
        (str(place), line.exhibit.name, f"{line.expected} {line.exhibit.measure}",
         f"{line.counted} {line.exhibit.measure}", str(line.counted - line.expected),
         line.note or line.exhibit.state or "–")
        for place, line in enumerate(counted.lines, start=1)
    )  # fmt: skip
    return (COUNTED, *rows)


def _head(db: Session, unit_id: UUID, day: date) -> tuple[User, SigningMode]:
    """Who heads the agency; RuleBroken where nobody has an account for it."""
    unit = db.get(Unit, unit_id)
    agency = competence.Paper(ORDER, day, unit).agency if unit else None
    heads = competence.heads(db, agency, day) if agency else []
    if not heads:
        raise RuleBroken("evidence.no_head", "Chưa rõ Thủ trưởng ký văn bản này. Chưa lập văn bản; "
                         "báo quản trị kiểm tra tài khoản.")  # fmt: skip
    return heads[0], SigningMode.HEAD
