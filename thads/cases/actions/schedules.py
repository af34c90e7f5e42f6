"""Duties that fall due month by month: their schedule, and the decision of the next year."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from thads.audit import actions as audit
from thads.cases.actions import file
from thads.cases.actions.guards import KEPT, refuse
from thads.cases.actions.intake import docket
from thads.cases.actions.terms import Docketing
from thads.cases.history import replay
from thads.cases.models import Case, Initiation, ObligationItem, PaymentSchedule
from thads.cases.queries import schedules
from thads.core.days import statistics_year
from thads.identity.models import User
from thads.rules.citation import cited
from thads.rules.periodic import PERIODIC_ITEMS, yearly_decision


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduleTerms:
    """So much a month, from one month to another; any day of a month names it."""

    item_id: UUID
    monthly_amount: int  # đồng
    first_month: date
    last_month: date | None = None
    submission_key: str | None = None
    revision: int | None = None


def set_schedule(db: Session, case: Case, terms: ScheduleTerms, *, by: User) -> PaymentSchedule:
    """Say that an item falls due month by month (NĐ152 Đ.10 k.1, Đ.11 k.2)."""
    revision = file.hold(db, case)
    earlier = file.earlier(db, PaymentSchedule, terms.submission_key, case.id)
    if earlier is not None:
        return earlier
    file.check_revision(case, revision, terms.revision)
    file.check_unit(replay(file.known(db, case)), by)
    _check(db, case, terms)
    schedule = _new(case, terms, statistics_year(case.docketed_on), by)
    schedule.submission_key = terms.submission_key
    db.add(schedule)
    file.touch(db, case)
    audit.record(
        db, by, "case.schedule", case, schedule_id=schedule.id, item_id=terms.item_id,
        monthly_amount=terms.monthly_amount, first_month=schedule.first_month,
        last_month=schedule.last_month,
    )  # fmt: skip
    return schedule


def renew(db: Session, case: Case, terms: Docketing, *, by: User, today: date) -> Case:
    """Issue the next year's decision on what falls due month by month, each item carrying its
    schedule on; the request of the creditor for the new periods is the reason (NĐ152 Đ.9 k.5)."""
    file.hold(db, case)
    file.check_unit(replay(file.known(db, case)), by)
    carried = [s for s in schedules.of_case(db, case.id) if not schedules.is_renewed(db, s.id)]
    rule, year = yearly_decision(terms.docketed_on), statistics_year(terms.docketed_on)
    if not carried or any(schedule.year >= year for schedule in carried):
        refuse("nothing_to_renew", f"Năm thi hành án {year} đã có quyết định cho nghĩa vụ định kỳ "
               f"này ({cited(rule.source)}). {KEPT}; ra quyết định trong năm sau.",
               "docketed_on")  # fmt: skip
    if len(terms.items) != len(carried):
        refuse("items_not_carried", f"Quyết định phải có đúng {len(carried)} khoản định kỳ của "
               f"việc {case.title}. {KEPT}; thêm hoặc bỏ khoản.", "items")  # fmt: skip
    renewed = docket(db, terms, by=by, today=today)
    db.flush()
    stmt = select(ObligationItem).where(ObligationItem.case_id == renewed.id)
    items = db.scalars(stmt.order_by(ObligationItem.position)).all()
    for schedule, item in zip(carried, items, strict=True):
        again = ScheduleTerms(
            item_id=item.id, monthly_amount=schedule.monthly_amount,
            first_month=schedule.first_month, last_month=schedule.last_month,
        )  # fmt: skip
        following = _new(renewed, again, year, by)
        following.continues_id = schedule.id
        db.add(following)
    audit.record(db, by, "case.renewed", case, renewed_by=renewed.id, year=year)
    return renewed


def _new(case: Case, terms: ScheduleTerms, year: int, by: User) -> PaymentSchedule:
    last = terms.last_month.replace(day=1) if terms.last_month else None
    return PaymentSchedule(
        case_id=case.id, item_id=terms.item_id, year=year, monthly_amount=terms.monthly_amount,
        first_month=terms.first_month.replace(day=1), last_month=last, entered_by_id=by.id,
    )  # fmt: skip


def _check(db: Session, case: Case, terms: ScheduleTerms) -> None:
    item = db.get(ObligationItem, terms.item_id)
    if item is None or item.case_id != case.id:
        refuse("item_unknown", f"Không tìm thấy khoản này trong hồ sơ. {KEPT}; chọn lại khoản.",
               "item")  # fmt: skip
    if case.initiation is not Initiation.ON_REQUEST or item.kind.value not in PERIODIC_ITEMS:
        refuse("not_periodic", "Chỉ khoản cấp dưỡng, bồi thường, tiền lương thi hành theo yêu cầu "
               f"mới có lịch định kỳ. {KEPT}; chọn lại khoản.", "item")  # fmt: skip
    if terms.monthly_amount <= 0:
        refuse("amount_not_positive", f"Số tiền mỗi tháng phải lớn hơn 0. {KEPT}; nhập lại.",
               "monthly_amount")  # fmt: skip
    if terms.last_month and terms.last_month.replace(day=1) < terms.first_month.replace(day=1):
        refuse("months_in_order", f"Tháng cuối không thể trước tháng đầu. {KEPT}; nhập lại.",
               "last_month")  # fmt: skip
