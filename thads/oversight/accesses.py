"""Who of which body read what and when, from the record of acts (B13): both sides see it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, and_, exists, func, select
from sqlalchemy.orm import Session, aliased

from thads.audit.models import AuditEntry
from thads.core.pages import PAGE_SIZE, Page, offset_of
from thads.identity.models import Body, BodyMembership, Role, User
from thads.reports.models import MonthlyReport

NAMES = {
    "sign_in.begun": "Đăng nhập",
    "sign_in.ended": "Kết thúc phiên",
    "oversight.index.read": "Xem các kỳ đã công bố",
    "oversight.show.read": "Xem một kỳ",
    "oversight.file.read": "Tải PDF có dấu người tải",
    "oversight.comparison.read": "So hai kỳ",
    "oversight.accesses.read": "Xem nhật ký truy cập",
    "visits.index.read": "Xem các đoàn giám sát",
    "visits.show.read": "Xem một đoàn giám sát",
    "visits.conclusions.read": "Xem tình hình kết luận",
    "visits.conclusion.read": "Xem một kết luận",
    "visits.closing_file.read": "Tải văn bản chứng minh",
    "exports.published.read": "Tải Excel",
    "access.refused": "Bị từ chối: không có quyền",
    "access.absent": "Không có hoặc chưa công bố",
}


@dataclass(frozen=True, slots=True)
class Access:
    """One line: who, for which body, what, when."""

    at: datetime
    name: str
    body: Body
    act: str
    report: MonthlyReport | None
    subject: str  # the address that was refused


def accesses(db: Session, *, body: Body | None, page: int = 1) -> Page[Access]:
    """What people of a body (None: of every body) did, newest first.

    A person counts for the body for which he read at that moment.
    """
    found = _found(body)
    total = db.scalar(select(func.count()).select_from(found.subquery())) or 0
    newest = found.order_by(AuditEntry.number.desc()).limit(PAGE_SIZE).offset(offset_of(page))
    rows = db.execute(newest).all()
    reports = _reports(db, [entry.subject_id for entry, *_ in rows])
    lines = [
        Access(
            entry.happened_at, name, of, NAMES.get(entry.act, entry.act),
            reports.get(entry.subject_id),
            entry.subject_id if entry.act.startswith("access.") else "",
        )
        for entry, name, of in rows
    ]  # fmt: skip
    return Page(lines, max(1, page), PAGE_SIZE, total)


def _found(body: Body | None) -> Select[AuditEntry, str, Body]:
    later = aliased(BodyMembership)
    joined, at = BodyMembership.entered_at, AuditEntry.happened_at
    left = exists().where(
        later.user_id == AuditEntry.user_id, later.entered_at > joined, later.entered_at <= at
    )
    stmt = (
        select(AuditEntry, User.full_name, BodyMembership.body)
        .join(BodyMembership, and_(BodyMembership.user_id == AuditEntry.user_id, joined <= at))
        .join(User, User.id == AuditEntry.user_id)
        .where(AuditEntry.role == Role.OVERSIGHT.value, ~left)
    )
    return stmt if body is None else stmt.where(BodyMembership.body == body)


def _reports(db: Session, subjects: Sequence[str]) -> dict[str, MonthlyReport]:
    """The reports among the subjects, all at once."""
    ids = set[UUID]()
    for subject in subjects:
        try:
            ids.add(UUID(subject))
        except ValueError:
            continue
    stmt = select(MonthlyReport).where(MonthlyReport.id.in_(ids))
    return {str(report.id): report for report in db.scalars(stmt)}
