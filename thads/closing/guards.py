"""What stops a step of the chain, in words that say who, when and why."""

from collections.abc import Sequence
from datetime import date
from typing import NoReturn

from sqlalchemy import select
from sqlalchemy.orm import Session

from thads.closing.calendar import KEPT
from thads.closing.chain import Report, State, UnitChain
from thads.core.days import VIETNAM
from thads.core.errors import RuleBroken
from thads.identity.models import User
from thads.periods import queries as periods
from thads.periods.models import PeriodClose
from thads.statistics.rows import Row, broken_identities
from thads.statistics.subject import Subject
from thads.units.models import Unit
from thads.validation import queries as validation
from thads.validation.words import told


def hold(db: Session, unit: Unit) -> None:
    """One step of this unit's chain at a time, until the transaction ends.

    SQLite's writers hold their lock already.
    """
    db.execute(select(Unit.id).where(Unit.id == unit.id).with_for_update(key_share=True)).all()


def refuse(code: str, message: str, *, field: str | None = None) -> NoReturn:
    """RuleBroken in this area's words: what happened, that nothing was written, what to do."""
    raise RuleBroken(f"period.{code}", message, field=field)


def check_open(db: Session, unit: Unit, period_end: date) -> None:
    """RuleBroken when the unit has closed this period, or a later one."""
    until = periods.closed_until(db, unit.id)
    if until is None or until < period_end:
        return
    close = db.scalars(
        select(PeriodClose)
        .where(PeriodClose.unit_id == unit.id, PeriodClose.period_end >= period_end)
        .order_by(PeriodClose.period_end)
        .limit(1)
    ).one()
    who = db.get(User, close.entered_by_id) if close.entered_by_id else None
    refuse(
        "closed",
        f"{unit.name} đã khóa sổ kỳ {close.period_end:%m/%Y} lúc "
        f"{close.closed_at.astimezone(VIETNAM):%H:%M ngày %d/%m/%Y}"
        f"{f' ({who.full_name})' if who else ''}. {KEPT}; số liệu đã khóa chỉ đổi bằng bản sau "
        "của tỉnh (TT05/2024 Đ.11).",
    )


def check_seen(report: Report, seen: str) -> None:
    """RuleBroken when the figures moved after the person looked at them."""
    if report.digest != seen:
        refuse(
            "changed",
            f"Số liệu vừa thay đổi sau khi trang được mở. {KEPT}; xem lại số liệu rồi gửi.",
        )


def check_sent(found: UnitChain) -> None:
    """RuleBroken while an officer has not sent, or has to send again: who, and how to reach."""
    waiting = found.waiting_for
    if waiting:
        who = "; ".join(f"{one.name} ({one.state.label.lower()}, {one.contact})" for one in waiting)
        refuse("waiting", f"Còn {len(waiting)} Chấp hành viên phải nộp: {who}. {KEPT}.")


def check_units(waiting: Sequence[UnitChain]) -> None:
    """RuleBroken while a unit has not closed or its report is not approved."""
    if waiting:
        who = "; ".join(f"{one.unit.name} ({_state_of(one)})" for one in waiting)
        refuse("units", f"Còn {len(waiting)} đơn vị chưa xong: {who}. {KEPT}.")


def check_explained(db: Session, subject: Subject, period_end: date) -> None:
    """RuleBroken while a finding of the check must be mended, or explained (R8): whose, how many,
    the first of them in words, and where it is done."""
    found = validation.checked(db, subject, period_end)
    waiting = [*found.blocking, *found.unexplained]
    if waiting:
        refuse(
            "unexplained",
            f"{found.name}: kiểm tra số liệu còn {len(found.blocking)} sai lệch phải sửa và "
            f"{len(found.unexplained)} điểm chưa giải trình, trước hết {told(waiting[0])}. "
            f"{KEPT}; mở “Kiểm tra số liệu” kỳ {period_end:%m/%Y}, sửa hoặc giải trình rồi làm lại "
            "bước này.",
        )


def check_identities(rows: Sequence[Row]) -> None:
    """RuleBroken for a line that breaks what must always hold (checked at every close)."""
    for row in rows:
        if broken := broken_identities(row):
            refuse(
                "identity",
                f"Số liệu không cân: {broken[0]}. {KEPT}; báo người quản trị chạy thads rebuild.",
            )


def _state_of(found: UnitChain) -> str:
    if found.close is None:
        return "chưa khóa sổ"
    state = found.report.state
    return "chờ tỉnh duyệt" if state is State.SENT else state.label.lower()
